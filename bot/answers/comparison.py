"""Two or more things side by side, one column each."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import claims, sector
from bot.answers import deals as listing
from bot.answers import milestones as timeline
from bot.answers.context import Context, Found
from bot.answers.model import Value
from bot.answers.outlooks import days_to_go, when_expected
from bot.answers.page import Column, Line, Page, Section, Table
from bot.answers.times import spelled
from bot.answers.wording import (
    MEASURE_NAMES,
    aside,
    assets,
    change,
    clauses,
    disclosed,
    kind_name,
    listed,
    measure_name,
    parties,
    plural,
    shortened,
    usd,
)
from bot.chinese import target
from bot.i18n import N_, _, in_chinese, word
from bot.language.query import Query
from db import records
from db.filters import DealFilter, MilestoneFilter, Scope
from db.models import Company, Deal, Drug, MarketFigure
from db.queries import deals, things
from db.queries.milestones import Outlook

_ASSETS_SHOWN = 34


def answer(context: Context, query: Query) -> Found:
    """Set the sides of a comparison beside each other: drugs by what they are, all else by its deals."""
    if all(side.kind == "drug" for side in query.sides):
        return _drugs(context, query)
    return _deals(context, query)


def _drugs(context: Context, query: Query) -> Found:
    drugs = records.load(context.db, Drug, [side.ids[0] for side in query.sides])
    columns = [_drug_column(context, query, drug) for drug in drugs]
    labels = [
        _("Names"),
        _("Targets"),
        _("Modality"),
        _("Area"),
        _("Originator"),
        _("Deals"),
        _("Largest deal"),
        _("Next"),
        _("Reached"),
    ]
    called = [listing.drug_label(drug) for drug in drugs]
    table = _table(labels, called, columns)
    page = Page("comparison", _(" vs ").join(called), (), (Section("", table=table),))
    own = [deal for drug in drugs for deal in _deals_of(context, query, drug)]
    return Found("comparison", page, rows=[*drugs, *own])


def _drug_column(context: Context, query: Query, drug: Drug) -> list[str]:
    own = _deals_of(context, query, drug)
    seen = timeline.milestones_of(context, query, MilestoneFilter(drugs=(drug.id,)))
    ahead = [each for each in seen if each.is_open]
    largest = max(own, key=lambda deal: deal.total_usd or 0, default=None)
    originator = context.labels("company", [drug.originator] if drug.originator else [])
    coming = ahead[0] if ahead else None
    return [
        listed(name for name in _generic(drug) if name),
        listed(map(target, drug.targets)),
        word(drug.modality or ""),
        word(drug.area or ""),
        "".join(originator.values()),
        f"{len(own):,}",
        (
            _("{upfront} upfront, {total} total", upfront=usd(largest.upfront_usd), total=usd(largest.total_usd))
            if largest
            else ""
        ),
        (
            f"{kind_name(coming.milestone.kind)} {when_expected(coming)} {days_to_go(coming, timeline.today(context, query))}".strip()
            if coming
            else ""
        ),
        f"{sum(not each.is_open for each in seen):,}",
    ]


def _deals_of(context: Context, query: Query, drug: Drug) -> list[Deal]:
    wanted = DealFilter(drugs=(drug.id,), scope=Scope(rows_all=True), known_by=query.as_of)
    return records.load(context.db, Deal, deals.ids(context.db, wanted, "newest"))


def _deals(context: Context, query: Query) -> Found:
    filters = [listing.filter_of(side.model_copy(update={"as_of": query.as_of})) for side in query.sides]
    names = _distinct([listing.describe(context, wanted) for wanted in filters])
    figures: list[MarketFigure] = []
    columns = [
        _deals_column(context, query, side, wanted, figures) for side, wanted in zip(query.sides, filters, strict=True)
    ]
    labels = (
        _("Deals"),
        _("Total"),
        _("Upfront"),
        _("Median upfront"),
        _("Largest deal"),
        _("Reported deals"),
        _("Reported total"),
        _("Reported upfront"),
        _("Drugs"),
        _("Milestones to come"),
        _("Next"),
        _("Reached"),
    )
    table = _table(labels, names, columns)
    chosen = [
        deal
        for wanted in filters
        for deal in records.load(context.db, Deal, deals.ids(context.db, wanted, "total", context.most_rows))
    ]
    companies = [each for wanted in filters for party in wanted.parties for each in party.companies]
    rows = [*records.load(context.db, Company, dict.fromkeys(companies)), *{deal.id: deal for deal in chosen}.values()]
    lead, value = _leading(context, query, filters, names)
    rivals = _rivals(context, query, filters, names)
    lead = lead or _change(context, filters)
    page = Page("comparison", _(" vs ").join(names), lead, (Section("", table=table), *rivals))
    twice = len(chosen) - len({deal.id for deal in chosen})
    notes = [_("{deals} on more than one side", deals=plural(twice, "deal"))] if twice else []
    notes += [
        _("{name}: {note}", name=name, note=note)
        for name, wanted in zip(names, filters, strict=True)
        for note in listing.coverage_notes(context, wanted, deals.totals(context.db, wanted))
    ]
    urls = [url for figure in figures for url in figure.sources]
    unit = "company" if companies and isinstance(value, str) else None
    if query.want == "amount":
        unit = "USD" if query.measure else "deals"
    return Found("comparison", page, value, unit, rows, source_urls=urls, notes=list(dict.fromkeys(notes)))


def _leading(
    context: Context, query: Query, filters: Sequence[DealFilter], names: Sequence[str]
) -> tuple[tuple[str, ...], Value]:
    """Say of each side what they are compared by, and what was asked: which comes first, whether the first does, by how much."""
    if query.want not in ("highest", "lowest", "whether", "amount"):
        return (), None
    sizes = _reported_sizes(context, query, filters, names) or [
        _size(context, query, wanted, name) for wanted, name in zip(filters, names, strict=True)
    ]
    found = [each for each in sizes if each is not None]
    if not found or (len(found) < len(sizes) and query.want in ("whether", "amount")):
        return (_("Nothing that could be compared is disclosed."),), None
    if query.want in ("highest", "lowest"):
        return _first_of(found, smallest=query.want == "lowest")
    one, two = found
    differ = one.number - two.number if query.statistic != "lowest" else two.number - one.number
    both = _("{name}: {size}", name=one.name, size=one.said), _("{name}: {size}", name=two.name, size=two.said)
    if query.want == "whether":
        return (claims.answered(differ > 0, *both),), differ > 0
    apart = plural(abs(differ), "deal") if query.measure is None else usd(abs(differ))
    which = N_("{size} more: {sides}") if one.number >= two.number else N_("{size} less: {sides}")
    return (_(which, size=apart, sides=_("; ").join(both)),), differ


@dataclass(frozen=True, slots=True)
class _Size:
    """How large a side is in what the sides are compared by, how that is said, and what stands for the side in a value."""

    number: int
    name: str
    said: str
    key: Value


def _reported_sizes(
    context: Context, query: Query, filters: Sequence[DealFilter], names: Sequence[str]
) -> "list[_Size | None]":
    """Measure periods of the whole sector by what is reported of them; nothing unless it is of each of them."""
    found: list[_Size | None] = []
    for side, wanted, name in zip(query.sides, filters, names, strict=True):
        if not side.sector or wanted.period is None or query.average or query.measure not in (None, "upfront", "total"):
            return []
        said = sector.reported(context.db, query.measure or "count", wanted.period, query.as_of).chosen
        if said is None or said.value is None:
            return []
        number = said.money if said.money is not None else int(said.value)
        found.append(_Size(number, name, aside(sector.shown_value(said), said.asserted_by), wanted.period))
    return found


def _size(context: Context, query: Query, wanted: DealFilter, name: str) -> _Size | None:
    """Measure a side by the number of its deals, or by the amount that the sides are compared by; None if that is undisclosed."""
    totals = deals.totals(context.db, wanted)
    if query.measure is None:
        return _Size(totals.count, name, plural(totals.count, "deal"), _key_of(wanted))
    if query.average is not None:
        return _average(context, query, wanted, name)
    amount = totals.sums[query.measure]
    if amount.amount is None:
        return None
    return _Size(amount.amount, name, disclosed(amount, totals.count, MEASURE_NAMES[query.measure]), _key_of(wanted))


def _average(context: Context, query: Query, wanted: DealFilter, name: str) -> _Size | None:
    measure = query.measure or "upfront"
    spread = deals.spread(context.db, wanted, measure)
    if spread is None:
        return None
    number = spread.median if query.average == "median" else spread.mean
    form = N_("{amount} median {noun}, disclosed for {disclosed:,} of {count:,}")
    if query.average == "mean":
        form = N_("{amount} mean {noun}, disclosed for {disclosed:,} of {count:,}")
    said = _(form, amount=usd(number), noun=measure_name(measure), disclosed=spread.disclosed, count=spread.count)
    return _Size(number, name, said, _key_of(wanted))


def _first_of(found: list[_Size], *, smallest: bool) -> tuple[tuple[str, ...], Value]:
    """Put the sides in order, and name the one that comes first alone."""
    ordered = sorted(found, key=lambda each: each.number if smallest else -each.number)
    first = [each for each in ordered if each.number == ordered[0].number]
    lead = _("; ").join(_("{name}: {size}", name=each.name, size=each.said) for each in ordered)
    return (lead,), first[0].key if len(first) == 1 else None


def _key_of(wanted: DealFilter) -> Value:
    """Give what tells a side from the others: the company, the period, or the kind of deals."""
    if wanted.parties:
        return wanted.parties[0].companies[0]
    kinds = (*wanted.modalities, *wanted.areas, *wanted.types)
    return kinds[0] if kinds else wanted.period


def _deals_column(
    context: Context, query: Query, side: Query, wanted: DealFilter, figures: list[MarketFigure]
) -> list[str]:
    totals = deals.totals(context.db, wanted)
    spread = deals.spread(context.db, wanted, "upfront")
    largest = records.load(context.db, Deal, deals.ids(context.db, wanted, "total", 1))
    reported = []
    for measure in sector.METRIC_OF:
        said = (
            sector.reported(context.db, measure, wanted.period, query.as_of) if side.sector and wanted.period else None
        )
        figures += said.figures if said else ()
        reported.append(_reported(said))
    return [
        f"{totals.count:,}",
        disclosed(totals.sums["total"], totals.count, "").replace("  ", " ").strip(),
        disclosed(totals.sums["upfront"], totals.count, "").replace("  ", " ").strip(),
        usd(spread.median) if spread else "",
        _largest(context, largest[0]) if largest else "",
        *reported,
        *_pipeline(context, query, wanted),
    ]


def _pipeline(context: Context, query: Query, wanted: DealFilter) -> list[str]:
    """Say of a company, if a side is one as a whole, how many drugs it has and what it waits for; else nothing."""
    whole = DealFilter(parties=wanted.parties, known_by=wanted.known_by, scope=wanted.scope)
    companies = wanted.parties[0].companies if len(wanted.parties) == 1 else ()
    if wanted != whole or len(companies) != 1:
        return ["", "", "", ""]
    seen = timeline.milestones_of(context, query, MilestoneFilter(companies=companies))
    ahead = [each for each in seen if each.is_open and not each.is_overdue(timeline.today(context, query))]
    coming = next((each for each in ahead if each.span is not None), None)
    return [
        f"{len(things.drugs_of_company(context.db, companies[0])):,}",
        f"{len(ahead):,}",
        _coming(context, query, coming) if coming else "",
        f"{sum(not each.is_open for each in seen):,}",
    ]


def _coming(context: Context, query: Query, coming: Outlook) -> str:
    """Say in short what comes next: "AK112 topline HARMONi-7: H2 2026 (≤ 39 d)"."""
    when = aside(when_expected(coming), days_to_go(coming, timeline.today(context, query)))
    return _("{name}: {when}", name=timeline.name_of(context, coming), when=when)


def _largest(context: Context, deal: Deal) -> str:
    """Name a side's largest deal: "$5B Akeso → Summit, AK112"."""
    between = parties(deal, listing.company_labels(context, [deal]))
    over = shortened(assets(deal, listing.drug_labels(context, [deal])), _ASSETS_SHOWN)
    return clauses((f"{usd(deal.total_usd)} {between}", over))


def _reported(said: sector.Reported | None) -> str:
    if said is None or not said.figures:
        return ""
    if said.chosen is not None:
        return aside(sector.shown_value(said.chosen), said.chosen.asserted_by)
    return _("; ").join(aside(sector.shown_value(each), each.asserted_by) for each in said.figures)


def _rivals(context: Context, query: Query, filters: Sequence[DealFilter], names: Sequence[str]) -> list[Section]:
    """Show what others report otherwise than the figure that stands in the table, with who says so."""
    lines = tuple(
        Line(said, name)
        for side, wanted, name in zip(query.sides, filters, names, strict=True)
        if side.sector and wanted.period is not None
        if (said := sector.rivals(context.db, sector.METRIC_OF, wanted.period, query.as_of))
    )
    return [Section(_("Reported otherwise"), lines)] if lines else []


def _change(context: Context, filters: Sequence[DealFilter]) -> tuple[str, ...]:
    """Say how the later of two periods differs from the earlier, by what the store holds of both as a whole."""
    earlier, *later = sorted(filters, key=lambda wanted: str(wanted.period and wanted.period.start))
    rest = {wanted.model_copy(update={"period": None}) for wanted in filters}
    if len(later) != 1 or len(rest) != 1 or not all(listing.covers(context, wanted) for wanted in filters):
        return ()
    was, now = (deals.totals(context.db, wanted) for wanted in (earlier, later[0]))
    pairs: list[tuple[str, int | None, int | None]] = [("deals", was.count, now.count)]
    pairs += [(noun, was.sums[noun].amount, now.sums[noun].amount) for noun in ("total", "upfront")]
    said = [_("{noun} {change}", noun=word(noun), change=change(old, new)) for noun, old, new in pairs if old and new]
    periods = {"earlier": spelled(earlier.period), "later": spelled(later[0].period)}
    return (_("{earlier} → {later}, in the store: {changes}", **periods, changes=listed(said)),)


def _distinct(names: Sequence[str]) -> list[str]:
    return [name or _("all deals") for name in names]


def _table(labels: Sequence[str], names: Sequence[str], columns: Sequence[Sequence[str]]) -> Table:
    """Turn columns into rows, leaving out what no side has."""
    rows = tuple((label, *cells) for label, *cells in zip(labels, *columns, strict=True) if any(cells))
    return Table((Column(""), *(Column(name) for name in names)), rows)


def _generic(drug: Drug) -> tuple[str, ...]:
    names = (drug.generic_name or "", *drug.name_zh[:1])
    return names[::-1] if in_chinese() else names
