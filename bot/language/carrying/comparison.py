"""A comparison that goes on: something is said of all that is set side by side, or another is set beside it."""

from collections.abc import Iterable

from bot.language.carrying.laying import overlaid
from bot.language.kinds.deal_filter import deal_filter
from bot.language.query import Query
from bot.language.reading import Reading
from db.connection import Connection
from db.filters import DealFilter, Scope


def carried_comparison(db: Connection, reading: Reading, before: Query) -> Query | None:
    """Say of both sides what a fragment says, or set another beside them: "and Hansoh?", "only ADCs", "by upfront"."""
    degree = next((each for each in reading.values("degree")), None)
    updates = {"measure": next(iter(reading.measures()), before.measure), "want": degree or before.want}
    if all(side.kind == "drug" for side in before.sides):
        more = tuple(Query(kind="drug", ids=(each,)) for each in reading.ids("drug"))
        return before.model_copy(update={**updates, "sides": _few((*before.sides, *more))})
    new = deal_filter(db, reading)
    filters = [side.deals or DealFilter() for side in before.sides]
    beside = next(
        (name for name in _COMPARED if getattr(new, name) and len({getattr(f, name) for f in filters}) > 1), None
    )
    if beside is not None:
        more_values = new.parties if beside == "parties" else (getattr(new, beside),)
        like = filters[0]
        filters += [like.model_copy(update={beside: (each,) if beside == "parties" else each}) for each in more_values]
        new = new.model_copy(update={beside: DealFilter.model_fields[beside].default})
    merged = [overlaid(each, new.model_copy(update={"scope": Scope()})) for each in filters]
    sides = [Query(kind="deals", deals=each, sector=each == DealFilter(period=each.period)) for each in merged]
    return before.model_copy(update={**updates, "sides": _few(sides)})


_COMPARED = ("parties", "period", "modalities", "targets", "areas", "types")


def _few(sides: Iterable[Query]) -> tuple[Query, ...]:
    """Set at most so many beside one another, the latest named for certain."""
    found = tuple(dict.fromkeys(sides))
    return found if len(found) <= _MOST_SIDES else (*found[: _MOST_SIDES - 1], found[-1])


_MOST_SIDES = 4
