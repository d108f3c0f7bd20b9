"""What an answer on Discord was asked by whom, as its buttons remember it: within a press, and after a restart."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.answers.context import Context
from bot.answers.deals import filter_of, groups_by
from bot.answers.wording import period_of
from bot.i18n import in_script, speaking
from bot.language.query import Query
from db import views
from db.connection import Connection
from db.filters import DealFilter, Dimension, Party, PartyRole
from db.periods import Period
from db.store import Store

#: What may be changed about a list of deals with a menu.
Facet = Literal["sort", "year", "modality", "partner"]
FACETS: tuple[Facet, ...] = ("sort", "year", "modality", "partner")
#: Chosen in a menu to take the choice back.
ANY = "any"
#: The question as typed is kept as far as a hint needs it.
LONGEST_WORDS = 200
#: The owner of buttons that anybody may press.
ANYBODY = 0


class Asked(BaseModel):
    """A question with who asked it, how it was worded, and what was chosen since: {"sort": "newest", "year": "2025"}."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asker: int
    words: str = ""
    base: Query
    chosen: dict[Facet, str] = {}

    @property
    def query(self) -> Query:
        """The question as it stands, choices and all."""
        return narrowed(self.base, self.chosen)

    def choosing(self, facet: Facet, value: str) -> "Asked":
        """Give what it becomes by a choice."""
        rest = {name: old for name, old in self.chosen.items() if name != facet}
        return self.model_copy(update={"chosen": rest if value == ANY else {**rest, facet: value}})

    def by(self, asker: int) -> "Asked":
        """Give the same question as asked by somebody else."""
        return self.model_copy(update={"asker": asker})


def keep(store: Store, asked: Asked) -> str:
    """Keep it in the store; gives the key that goes into the ids of buttons.

    Raises:
        StoreError: the store cannot be written.
    """
    return views.keep(store, asked.model_dump_json(exclude_defaults=True))


def find(db: Connection, key: str) -> Asked | None:
    """Give what a key stands for; None if that is forgotten, or was kept by a version that meant something else."""
    state = views.find(db, key)
    try:
        return None if state is None else Asked.model_validate_json(state)
    except ValidationError:
        return None


def narrowed(query: Query, chosen: dict[Facet, str]) -> Query:
    """Lay what was chosen in menus over a question about deals."""
    wanted = query.deals or DealFilter()
    updates: dict[str, object] = {}
    if year := chosen.get("year"):
        updates["period"] = _within(wanted.period, int(year))
    if modality := chosen.get("modality"):
        updates["modalities"] = (modality,)
    if partner := chosen.get("partner"):
        updates["parties"] = (*wanted.parties, Party(companies=(partner,), role=partner_role(query)))
    changed: dict[str, object] = {"sort": chosen.get("sort", query.sort)}
    if updates:
        # A figure reported for the whole sector no longer speaks of the same deals.
        narrow = DealFilter.model_validate({**dict(wanted), **updates})
        changed |= {"deals": narrow, "sector": False, "period_assumed": False}
    return query.model_copy(update=changed)


def partner_role(query: Query) -> PartyRole:
    """Tell which side of the deals is meant by partner: the licensees, unless the question names those."""
    named = {party.role for party in (query.deals or DealFilter()).parties}
    return "licensor" if "licensee" in named else "licensee"


def options(db: Connection, asked: Asked, today: date) -> dict[Facet, list[tuple[str, str]]]:
    """Give what may be chosen: value and label, for each facet given all other choices; from the deals themselves."""
    with speaking(asked.base.language):
        return _options(Context(db, today), asked)


def _options(context: Context, asked: Asked) -> dict[Facet, list[tuple[str, str]]]:
    dimensions: dict[Facet, Dimension] = {
        "year": "year",
        "modality": "modality",
        "partner": "licensor" if partner_role(asked.base) == "licensor" else "licensee",
    }
    offered: dict[Facet, list[tuple[str, str]]] = {}
    for facet, dimension in dimensions.items():
        groups = groups_by(context, filter_of(asked.choosing(facet, ANY).query), dimension)
        found = [
            (group.key, in_script(f"{group.label or group.key} ({group.count:,})")) for group in groups if group.key
        ]
        offered[facet] = found[::-1] if facet == "year" else found
    return offered


def _within(period: Period | None, year: int) -> Period:
    """Give the part of a period that lies in a year."""
    whole = Period(start=date(year, 1, 1), end=date(year, 12, 31), text=str(year))
    if period is None:
        return whole
    start = max(filter(None, (period.start, whole.start)))
    end = min(filter(None, (period.end, whole.end)))
    if (start, end) == (whole.start, whole.end) or end < start:
        return whole
    return period if (start, end) == (period.start, period.end) else period_of(start, end)
