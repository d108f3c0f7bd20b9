"""A question about drugs or about reported figures that goes on from one about them, or about deals or milestones."""

from bot.language.carrying.laying import overlaid
from bot.language.kinds import sector, things
from bot.language.query import Query, Want
from bot.language.reading import Reading
from db import derived, records
from db.connection import Connection
from db.filters import DealFilter, DrugFilter, MarketFilter
from db.models import Deal, Drug
from db.queries import deals as stored_deals


def carried_drugs(db: Connection, reading: Reading, before: Query) -> Query | None:
    """Ask which drugs; None where the question before led to none."""
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


def carried_market(db: Connection, reading: Reading, before: Query) -> Query | None:
    """Ask of reported figures; None where the question before was about neither figures nor the whole sector."""
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
