"""A question about deals that goes on from another: of the same deals, of fewer, or of others in their place."""

from collections.abc import Iterable

from bot.language import cues
from bot.language.carrying.laying import overlaid
from bot.language.kinds import deals
from bot.language.kinds.deal_filter import deal_filter
from bot.language.query import Query, Want
from bot.language.reading import Reading
from db.connection import Connection
from db.filters import DealFilter, Measure, Party, Scope
from db.queries import things as stored

#: What is worked out of an amount: of the one that was spoken of, where none is named.
_OF_AMOUNTS: tuple[Want, ...] = ("sum", "mean", "median", "quartiles", "highest", "lowest", "growth", "share", "comps")
_RANKED: tuple[Want, ...] = ("overview", "highest", "lowest")


def carried_deals(db: Connection, reading: Reading, before: Query) -> Query | None:
    """Ask of deals; None where the question before was about nothing that deals can be narrowed by."""
    old = _as_deals(before)
    if old is None:
        return None
    asked = deals.asked_of(db, reading, _narrowed(db, reading, old))
    if asked.kind != "deals" or before.kind != "deals":
        return asked
    if asked.want == "comps":  # what is comparable is told by the drug, not by what was spoken of
        return asked
    return asked.model_copy(update=_asked_as_before(reading, asked, before))


def _asked_as_before(reading: Reading, asked: Query, before: Query) -> dict[str, object]:
    """Give what of a question about deals stays as it was, where the new one does not say."""
    measure = next(iter(reading.measures_asked()), None)
    names_want = asked.want not in ("overview", "sum", "amount") or reading.adds_up() or reading.has("want", "how much")
    if (ordered := _in_order(reading, asked, before, measure, names_want=names_want)) is not None:
        return ordered
    sector_stays = asked.sector and (before.sector or before.deals != asked.deals)
    if names_want:
        of_before = before.measure if asked.want in _OF_AMOUNTS and before.want != "count" else None
        kept = measure or of_before or asked.measure
        sort = kept if kept and asked.sort == "total" else asked.sort
        return {"measure": kept, "sort": sort, "sector": sector_stays}
    if measure:  # "and the upfront?": the same of another amount
        want = before.want if before.want in _OF_AMOUNTS or before.want == "breakdown" else asked.want
        kept_parts = {"by": before.by, "statistic": before.statistic, "ranked": before.ranked, "sides": before.sides}
        return {"want": want, "measure": measure, "sort": measure, "sector": sector_stays, **kept_parts}
    if not cues.opens(reading.text) and (reading.has("want", "what") or cues.has("points", reading.text)):
        listed = before.want in _RANKED
        sort, limit = (before.sort, before.limit) if listed else (asked.sort, None)
        return {"sort": sort, "limit": limit, "sector": False}
    return _all_but_which(reading, asked, before)


def _in_order(
    reading: Reading, asked: Query, before: Query, measure: Measure | None, *, names_want: bool
) -> dict[str, object] | None:
    """Put the rows, or the groups of a ranking, in another order: "by upfront", "sort by date", "oldest first"."""
    sorts = cues.has("sorts", reading.text)
    if reading.has("order") or (sorts and asked.want == "date"):
        order = "oldest" if reading.has("order", "oldest") else "newest"
        return {"want": "overview", "measure": None, "sort": order, "limit": before.limit, "sector": False}
    if sorts and measure and before.by is not None and asked.by is None:
        return {"want": before.want, "by": before.by, "ranked": True, "measure": measure, "limit": before.limit}
    if sorts and not names_want and (measure or asked.sort in ("newest", "oldest")):
        want = before.want if before.want in _RANKED and measure else "overview"
        limit = reading.limit() or before.limit
        return {"want": want, "measure": measure, "sort": measure or asked.sort, "limit": limit, "sector": False}
    return None


def _all_but_which(reading: Reading, asked: Query, before: Query) -> dict[str, object]:
    """Ask the same of other deals: "and in 2024?"."""
    stays = ("want", "measure", "by", "statistic", "ranked", "place", "quartile", "sort")
    other_period = asked.deals is not None and before.deals is not None and asked.deals.period != before.deals.period
    return {
        **{name: getattr(before, name) for name in stays},
        "limit": reading.limit() or before.limit,
        "sides": () if other_period else before.sides,
        "sector": before.sector and asked.deals is not None and asked.deals == DealFilter(period=asked.deals.period),
    }


def _narrowed(db: Connection, reading: Reading, old: DealFilter) -> DealFilter:
    """Narrow a filter down by what a text says, or put that in the place of what it had."""
    new = deal_filter(db, reading)
    merged = overlaid(old, new)
    updates: dict[str, object] = {"without": (*old.without, *new.without)}
    if new.parties:
        adds = cues.has("narrows", reading.text)
        updates["parties"] = (*old.parties, *new.parties) if adds else tuple(_in_place(db, old, new.parties))
    bounded = {each.measure for each in new.amounts}
    updates["amounts"] = (*(each for each in old.amounts if each.measure not in bounded), *new.amounts)
    merged = merged.model_copy(update=updates)
    return merged.model_copy(update={"scope": _scope(old, new, merged)})


def _in_place(db: Connection, old: DealFilter, parties: Iterable[Party]) -> Iterable[Party]:
    """Put companies on the side on which the one that they take the place of stood."""
    role = old.parties[0].role if len(old.parties) == 1 else "either"
    for party in parties:
        takes = party.role == "either" and all(stored.takes_side(db, each, role) for each in party.companies)
        yield party.model_copy(update={"role": role}) if takes and role != "either" else party


def _scope(old: DealFilter, new: DealFilter, merged: DealFilter) -> Scope:
    said = new.scope if new.types or new.scope != Scope() else old.scope
    everything = said.any_direction and said.rows_all
    of_one = bool(merged.ids or merged.drugs or len(merged.parties) > 1)
    return said.model_copy(update={"rows_all": everything or of_one})


def _as_deals(before: Query) -> DealFilter | None:
    """Give the deals that a question was about, or the deals of what it was about."""
    if before.kind == "deals":
        return before.deals or DealFilter()
    if before.kind == "milestones" and before.milestones is not None:
        common = before.milestones
        parties = (Party(companies=common.companies),) if common.companies else ()
        found = DealFilter(
            drugs=common.drugs,
            parties=parties,
            targets=common.targets,
            modalities=common.modalities,
            areas=common.areas,
            scope=Scope(rows_all=bool(common.drugs)),
        )
        return found if found != DealFilter() else None
    if before.kind == "drug" and before.drugs is not None and not before.ids:
        parties = (Party(companies=before.drugs.companies),) if before.drugs.companies else ()
        return DealFilter(
            parties=parties,
            targets=before.drugs.targets,
            modalities=before.drugs.modalities,
            areas=before.drugs.areas,
        )
    if before.kind == "market" and before.market is not None and before.market.period is not None:
        return DealFilter(period=before.market.period)
    return None
