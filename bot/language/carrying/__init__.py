"""What becomes of a question when another goes on from it: the same things are meant, narrowed down, or one put in another's place.

A fragment that says only which ("and in 2024?") leaves what is asked as it was; one that says only what is asked ("the median?")
leaves which as it was. A question of another kind takes along what both kinds can be narrowed by: companies, drugs, targets,
modalities and areas.
"""

from collections.abc import Callable

from bot.language import cues
from bot.language.carrying.comparison import carried_comparison
from bot.language.carrying.deals import carried_deals
from bot.language.carrying.milestones import carried_milestones
from bot.language.carrying.things import carried_drugs, carried_market
from bot.language.query import Kind, Query
from bot.language.reading import Reading
from db.connection import Connection

Carrying = Callable[[Connection, Reading, Query], Query | None]


def carried(db: Connection, reading: Reading, before: Query, kind: Kind) -> Query | None:
    """Read a text as a question of a kind about what the one before was about; None where they have nothing in common."""
    query = _BY_KIND[kind](db, reading, before) if kind in _BY_KIND else None
    if query is None or query.kind in ("unknown", "clarify"):
        return query
    as_of = reading.as_of() or (None if cues.is_all("now", cues.without_opening(reading.text)) else before.as_of)
    updates: dict[str, object] = {"as_of": as_of, "period_assumed": False}
    if query.deals is not None:
        updates["deals"] = query.deals.model_copy(update={"known_by": as_of})
    return query.model_copy(update=updates)


_BY_KIND: dict[Kind, Carrying] = {
    "deals": carried_deals,
    "milestones": carried_milestones,
    "drug": carried_drugs,
    "market": carried_market,
    "comparison": carried_comparison,
}
