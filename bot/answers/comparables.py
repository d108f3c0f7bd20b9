"""Comparable deals: how upfront and total are spread over deals alike, over how many of how many, year by year."""

from collections.abc import Callable, Sequence

from bot.answers import deals as listing
from bot.answers.context import Context, Found
from bot.answers.page import Column, Line, Page, Section, Table
from bot.answers.wording import clauses, measure_name, plural, usd
from bot.i18n import N_, _
from bot.language.query import Query
from db import records
from db.filters import DealFilter, Measure
from db.models import Drug
from db.money import format_usd
from db.queries import deals
from db.queries.deals import Spread

_MEASURES: tuple[Measure, ...] = ("upfront", "total")


def answer(context: Context, query: Query) -> Found:
    """Set the spread of upfront and total over the deals alike first, then the years, then the deals."""
    wanted = listing.filter_of(query)
    totals = deals.totals(context.db, wanted)
    chosen = listing.read(context, query)
    described = listing.describe(context, wanted)
    title = _("Comparable deals — {described}", described=described) if described else _("Comparable deals")
    notes = [*listing.coverage_notes(context, wanted, totals), *_phase_note(context, wanted)]
    if not totals.count:
        lead = _("The store holds no such deal.")
        page = Page("deals", title, (lead,), tuple(_wider(context, query, wanted)))
        return Found("deals", page, rows=[*chosen], notes=notes)
    spreads = {measure: deals.spread(context.db, wanted, measure) for measure in _MEASURES}
    sections = (
        Section("", table=_spread_table(spreads, totals.count)),
        Section(_("By year"), table=_years(context, wanted)),
        *_wider(context, query, wanted),
        *listing.table_of(context, chosen, wanted),
    )
    asked = spreads.get(query.measure or "upfront")
    lead = clauses((plural(totals.count, "deal"), *(_median(measure, spreads[measure]) for measure in _MEASURES)))
    return Found(
        "deals",
        Page("deals", title, (lead,), sections),
        value=asked.median if asked else None,
        unit="USD",
        rows=[*chosen],
        notes=notes,
    )


def _median(measure: Measure, spread: Spread | None) -> str:
    noun = measure_name(measure)
    if spread is None:
        return _("{noun} undisclosed", noun=noun)
    return _(
        "median {noun} {amount} (disclosed for {disclosed:,} of {count:,})",
        noun=noun,
        amount=usd(spread.median),
        disclosed=spread.disclosed,
        count=spread.count,
    )


def _spread_table(spreads: dict[Measure, Spread | None], count: int) -> Table:
    """Give median, quartiles and range of each amount, one column each."""
    found = [spreads[measure] for measure in _MEASURES]
    rows = [
        (_(label), *("–" if each is None else format_usd(figure(each)) for each in found)) for label, figure in _FIGURES
    ]
    known = (_("{part:,} of {whole}", part=each.disclosed if each else 0, whole=f"{count:,}") for each in found)
    columns = (Column(""), Column(_("Upfront"), "right"), Column(_("Total"), "right"))
    return Table(columns, (*rows, (_("Disclosed"), *known)))


_FIGURES: tuple[tuple[str, Callable[[Spread], int]], ...] = (
    (N_("Median"), lambda spread: spread.median),
    (N_("Lower quartile"), lambda spread: spread.first_quartile),
    (N_("Upper quartile"), lambda spread: spread.third_quartile),
    (N_("Lowest"), lambda spread: spread.lowest),
    (N_("Highest"), lambda spread: spread.highest),
)


def _years(context: Context, wanted: DealFilter) -> Table:
    """Give the medians of each year, with over how many deals they are."""
    by_year = {measure: deals.amounts_by(context.db, wanted, "year", measure) for measure in _MEASURES}
    rows = []
    for place, (year, _label, _amounts, count) in enumerate(by_year["upfront"]):
        cells = (_cell(by_year[measure][place][2], count) for measure in _MEASURES)
        rows.append((year, f"{count:,}", *cells))
    columns = (
        Column(""),
        Column(_("Deals"), "right"),
        Column(_("Median upfront"), "right"),
        Column(_("Median total"), "right"),
    )
    return Table(columns, tuple(rows))


def _cell(amounts: Sequence[int], count: int) -> str:
    spread = deals.spread_of(amounts, count)
    return f"{format_usd(spread.median)} ({spread.disclosed}/{count})" if spread else "–"


def _wider(context: Context, query: Query, wanted: DealFilter) -> list[Section]:
    """Set deals of the same modality and area beside those of the same target: of one target there are few."""
    compared = records.load(context.db, Drug, query.ids)
    modalities = tuple(dict.fromkeys(drug.modality for drug in compared if drug.modality))
    if not wanted.targets or not modalities:
        return []
    areas = tuple(dict.fromkeys(drug.area for drug in compared if drug.area))
    wider = wanted.model_copy(update={"targets": (), "modalities": modalities, "areas": areas})
    count = deals.totals(context.db, wider).count
    medians = (_median(measure, deals.spread(context.db, wider, measure)) for measure in _MEASURES)
    line = Line(clauses((plural(count, "deal"), *medians)), listing.describe(context, wider))
    return [Section(_("Wider"), (line,))]


def _phase_note(context: Context, wanted: DealFilter) -> list[str]:
    """Say of how many deals a phase is known at all: the others are not among those shown."""
    if not wanted.phases:
        return []
    without = wanted.model_copy(update={"phases": ()})
    known = deals.totals(context.db, without.model_copy(update={"phases": deals.phases(context.db)})).count
    return [
        _(
            "the phase is that of milestones and trials of the drugs, not that on the day of the deal; "
            "it is known for {known:,} of {deals}",
            known=known,
            deals=plural(deals.totals(context.db, without).count, "deal"),
        )
    ]
