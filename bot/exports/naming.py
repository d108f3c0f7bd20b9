"""What to call the companies and drugs that an answer's rows name by id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.answers.context import labels_of
from bot.answers.model import Answer
from db.queries import things
from db.store import Store

_COMPANIES = ("licensors", "licensees", "company", "partner", "subject")
_DRUGS = ("drugs", "drug")


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id."""

    companies: Mapping[str, str] = field(default_factory=dict)
    drugs: Mapping[str, str] = field(default_factory=dict)

    def company(self, key: str) -> str:
        """Give what to call a company."""
        return self.companies.get(key, key)

    def drug(self, key: str) -> str:
        """Give what to call a drug."""
        return self.drugs.get(key, key)


def names_of(store: Store, answer: Answer) -> Names:
    """Read the names of everything that an answer's rows refer to."""
    with store.read() as db:
        return Names(
            companies=labels_of(db, "company", _ids(answer, _COMPANIES)),
            drugs=things.labels(db, "drug", _ids(answer, _DRUGS)),
        )


def _ids(answer: Answer, fields: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for row in answer.rows:
        for field_ in fields:
            value = row.get(field_) or ()
            found.update([value] if isinstance(value, str) else value)
    return found
