"""What an answer on Discord was asked by whom, as its buttons remember it: within a press, and after a restart."""

from datetime import date
from typing import cast

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.client import facets
from bot.client.facets import Facet
from bot.i18n import language
from bot.language.query import Kind, Query
from db import views
from db.connection import Connection
from db.filters import MarketFilter, MilestoneFilter
from db.store import Store

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
        return facets.narrowed(self.base, self.chosen)

    def choosing(self, facet: Facet, value: str) -> "Asked":
        """Give what it becomes by a choice."""
        rest = {name: old for name, old in self.chosen.items() if name != facet}
        return self.model_copy(update={"chosen": rest if value == ANY else {**rest, facet: value}})

    def by(self, asker: int) -> "Asked":
        """Give the same question as asked by somebody else."""
        return self.model_copy(update={"asker": asker})


def about(entity: str, id_: str) -> Query:
    """Give the question for all that is known of a record, in the language spoken now."""
    if entity == "market_figure":
        return Query(kind="market", market=MarketFilter(ids=(id_,)), language=language())
    if entity == "source":
        return Query(kind="sources", words=id_, language=language())
    if entity == "milestone":
        return Query(kind="milestones", milestones=MilestoneFilter(ids=(id_,)), language=language())
    return Query(kind=cast("Kind", entity), ids=(id_,), language=language())


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


def options(db: Connection, asked: Asked, today: date) -> facets.Options:
    """Give what may be chosen: value and label, for each facet given all other choices; from the records themselves."""
    return facets.options(db, lambda facet: asked.choosing(facet, ANY).query, asked.query, today)
