"""What becomes of a question when another goes on from it: the same things are meant, narrowed down, or one put in another's place.

A fragment that says only which ("and in 2024?") leaves what is asked as it was; one that says only what is asked ("the median?")
leaves which as it was. A question of another kind takes along what both kinds can be narrowed by: companies, drugs, targets,
modalities and areas.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from pydantic import BaseModel

from bot.language import cues
from bot.language.kinds import deals, milestones, sector, things
from bot.language.kinds.deal_filter import deal_filter
from bot.language.query import Kind, Query, Want
from bot.language.reading import Reading
from db import derived, records
from db.connection import Connection
from db.filters import DealFilter, DrugFilter, MarketFilter, Measure, MilestoneFilter, Party, Scope
from db.models import Deal, Drug
from db.queries import deals as stored_deals
from db.queries import things as stored

F = TypeVar("F", bound=BaseModel)
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


def overlaid(old: F, new: F) -> F:
    """Lay what a fragment says over what was said before; what it leaves open stays."""
    empty = type(new)()
    said = {name: getattr(new, name) for name in type(new).model_fields if getattr(new, name) != getattr(empty, name)}
    return old.model_copy(update=said)


# --- deals ---------------------------------------------------------------------------------------------------------

#: What is worked out of an amount: of the one that was spoken of, where none is named.
_OF_AMOUNTS: tuple[Want, ...] = ("sum", "mean", "median", "quartiles", "highest", "lowest", "growth", "share", "comps")
_RANKED: tuple[Want, ...] = ("overview", "highest", "lowest")


def _deals(db: Connection, reading: Reading, before: Query) -> Query | None:
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


# --- milestones ----------------------------------------------------------------------------------------------------


def _milestones(_db: Connection, reading: Reading, before: Query) -> Query | None:
    old = _as_milestones(before)
    if old is None:
        return None
    want = milestones.want_of(reading)
    new = milestones.milestone_filter(reading, want)
    merged = overlaid(old, new)
    same_kind = before.kind == "milestones"
    lists = not cues.opens(reading.text) and (reading.has("want", "what") or cues.has("points", reading.text))
    stays = same_kind and want == "overview" and not lists
    want = before.want if stays else want
    state = _state(reading, old, new, merged) if same_kind else new.state
    if want == "slips" and same_kind and merged.period is not None:
        want, merged = "overview", merged.model_copy(update={"slipped": True})  # the period is when they are due
    asked = milestones.asked_of(reading, want, merged.model_copy(update={"state": state}))
    return asked.model_copy(update={"limit": reading.limit() or before.limit}) if stays else asked


def _state(reading: Reading, old: MilestoneFilter, new: MilestoneFilter, merged: MilestoneFilter) -> str:
    """Tell the state from what is said, else from another period, else as it was."""
    if new.state != "any":
        return new.state
    if new.period is None or old.state in ("overdue", "missed", "cancelled"):
        return old.state
    is_over = new.period.end is not None and new.period.end <= reading.today
    return "done" if is_over and merged.kinds else "any"


def _as_milestones(before: Query) -> MilestoneFilter | None:
    """Give the milestones that a question was about, or those of what it was about."""
    if before.kind == "milestones":
        return before.milestones or MilestoneFilter()
    common = before.deals if before.kind == "deals" else before.drugs if before.kind == "drug" else None
    if common is None or (before.kind == "drug" and before.ids):
        return None
    if isinstance(common, DealFilter):
        companies = tuple(each for party in common.parties for each in party.companies)
        drugs = common.drugs
    else:
        companies, drugs = common.companies, common.ids
    found = MilestoneFilter(
        drugs=drugs, companies=companies, targets=common.targets, modalities=common.modalities, areas=common.areas
    )
    return found if found != MilestoneFilter() else None


# --- drugs, figures ------------------------------------------------------------------------------------------------


def _drugs(db: Connection, reading: Reading, before: Query) -> Query | None:
    old = _as_drugs(db, before)
    if old is None:
        return None
    wanted = overlaid(old, things.drug_filter(reading))
    counted: Want | None = "count" if reading.has("want", "count") else None
    return Query(
        kind="drug",
        want="list",
        ids=before.ids if before.kind == "drug" else (),
        drugs=wanted,
        statistic=counted,
        limit=reading.limit(),
        assumed=tuple(reading.assumed),
    )


#: Of more deals nobody asks for the drugs.
_MOST_DEALS = 500


def _as_drugs(db: Connection, before: Query) -> DrugFilter | None:
    """Give the drugs that a question was about; of a drug's competitors, those that hit its targets."""
    if before.kind == "drug" and before.want == "competitors":
        return DrugFilter(targets=derived.mechanisms(records.load(db, Drug, before.ids)))
    if before.kind == "drug" and before.want == "list":
        return before.drugs or DrugFilter()
    if before.kind == "milestones" and before.milestones is not None:
        of_milestones = before.milestones
        found = DrugFilter(
            targets=of_milestones.targets, modalities=of_milestones.modalities, areas=of_milestones.areas
        )
        return found if found != DrugFilter() else None
    named = tuple(each.removeprefix("deal:") for each in before.about if each.startswith("deal:"))
    shown = named if before.kind == "deals" and named else _shown(db, before)
    drugs = dict.fromkeys(drug for deal in records.load(db, Deal, shown) for drug in deal.drugs)
    return DrugFilter(ids=tuple(drugs)) if drugs else None


def _shown(db: Connection, before: Query) -> tuple[str, ...]:
    """Give the deals that were shown, unless they are too many."""
    found = stored_deals.ids(db, before.deals or DealFilter(), before.sort) if before.kind == "deals" else ()
    return tuple(found) if len(found) <= _MOST_DEALS else ()


def _market(db: Connection, reading: Reading, before: Query) -> Query | None:
    old = _as_market(before)
    if old is None:
        return None
    asked = sector.read(db, reading)
    wanted = overlaid(old, asked.market or MarketFilter())
    stays = before.kind == "market" and asked.want == "amount"
    return asked.model_copy(update={"market": wanted, **({"want": before.want} if stays else {})})


def _as_market(before: Query) -> MarketFilter | None:
    """Give the figures that a question was about, or those that are reported of the deals of the whole sector."""
    if before.kind == "market":
        return before.market
    if before.kind == "deals" and before.sector and before.deals is not None:
        metric = sector.metric_of(None if before.want == "count" else before.measure or "total")
        return MarketFilter(metrics=(metric,), period=before.deals.period, exact_period=True)
    return None


# --- comparisons ---------------------------------------------------------------------------------------------------


def _comparison(db: Connection, reading: Reading, before: Query) -> Query | None:
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
_BY_KIND: dict[Kind, Carrying] = {
    "deals": _deals,
    "milestones": _milestones,
    "drug": _drugs,
    "market": _market,
    "comparison": _comparison,
}
