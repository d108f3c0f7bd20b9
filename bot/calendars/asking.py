"""Which question to answer for a calendar: the milestones of whatever was asked about."""

from collections.abc import Callable, Mapping, Sequence

from bot.language.query import Kind, Query
from db.filters import MilestoneFilter


def milestones_query(query: Query) -> Query | None:
    """Turn a question into the one about its milestones; None where it has none, such as one about the market.

    A period that was only assumed is lifted: a calendar has room for all that is to come.
    """
    if query.kind == "milestones":
        wanted = query.milestones or MilestoneFilter()
        if query.period_assumed:
            wanted = wanted.model_copy(update={"period": None})
        return query.model_copy(
            update={"milestones": wanted, "want": "overview", "period_assumed": False, "limit": None}
        )
    sides = query.sides or (query,)
    ids = [each for side in sides for each in side.ids]
    if not ids or sides[0].kind not in _FILTERS:
        return None
    return Query(kind="milestones", milestones=_FILTERS[sides[0].kind](ids), as_of=query.as_of, language=query.language)


def _of_trial(ids: Sequence[str]) -> MilestoneFilter:
    """Find a trial by its number in the registry, or by the name of its study."""
    numbers = tuple(each for each in ids if each.startswith("NCT"))
    return MilestoneFilter(trials=numbers) if numbers else MilestoneFilter(studies=tuple(ids))


_FILTERS: Mapping[Kind, Callable[[Sequence[str]], MilestoneFilter]] = {
    "drug": lambda ids: MilestoneFilter(drugs=tuple(ids)),
    "company": lambda ids: MilestoneFilter(companies=tuple(ids)),
    "trial": _of_trial,
}
