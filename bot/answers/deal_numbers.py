"""Answers that are one number taken from deals: counts, sums, medians, shares, growth, and breakdowns."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.answers import averages, sector
from bot.answers import deals as listing
from bot.answers.context import Context, Found
from bot.answers.model import Value
from bot.answers.page import Column, Line, Page, Section, Table
from bot.answers.sector import Reported
from bot.answers.times import spelled
from bot.answers.wording import (
    MEASURE_NAMES,
    ROWS_SHOWN,
    aside,
    counted_groups,
    disclosed,
    measure_name,
    percent,
    plural,
    usd,
)
from bot.i18n import N_, _, word
from bot.language.query import Query, Want
from db.filters import MEASURE_COLUMNS, DealFilter, Dimension, Measure
from db.models import Deal
from db.money import format_usd
from db.periods import Period
from db.queries import deals
from db.queries.deals import Group, Spread, Totals


def count_or_sum(context: Context, query: Query) -> Found:
    """Count deals, or add up one of their amounts; for the whole sector the reported figure answers."""
    wanted = listing.filter_of(query)
    totals = deals.totals(context.db, wanted)
    chosen = listing.read(context, query)
    measure = query.measure or "total"
    before_all = listing.before_coverage(context, wanted)
    own: int | None = (None if before_all else totals.count) if query.want == "count" else totals.sums[measure].amount
    own_words = (
        _count_words(totals, query.measure)
        if query.want == "count"
        else disclosed(totals.sums[measure], totals.count, MEASURE_NAMES[measure]) or _("no deals")
    )
    unit = "deals" if query.want == "count" else "USD"
    value, lead = own, [own_words]
    figures: tuple[Section, ...] = ()
    if query.sector and wanted.period is not None:
        said = _said_by(context, query, wanted.period)
        value, lead, figures = _sector_value(said, own, own_words, wanted.period)
    page = Page("deals", listing.title(context, wanted), tuple(lead), (*figures, *listing.table_of(context, chosen)))
    urls = [
        url
        for each in (_said_by(context, query, wanted.period).figures if query.sector and wanted.period else ())
        for url in each.sources
    ]
    return Found(
        "deals",
        page,
        value=value,
        unit=unit,
        rows=[*chosen],
        source_urls=urls,
        notes=listing.coverage_notes(context, wanted, totals),
    )


def _count_words(totals: Totals, measure: Measure | None) -> str:
    """Say how many deals, and how much if an amount was asked for in the same breath."""
    amount = disclosed(totals.sums[measure], totals.count, MEASURE_NAMES[measure]) if measure else ""
    return " · ".join(part for part in (plural(totals.count, "deal"), amount) if part)


def statistics(context: Context, query: Query) -> Found:
    """Give mean, median or quartiles of an amount, over the deals that disclose it; or the mean number of deals a month."""
    if query.statistic == "count":
        return averages.answer(context, query)
    wanted = listing.filter_of(query)
    measure = query.measure or "upfront"
    chosen = listing.read(context, query)
    spread = deals.spread(context.db, wanted, measure)
    title = listing.title(context, wanted)
    totals = deals.totals(context.db, wanted)
    notes = listing.coverage_notes(context, wanted, totals)
    if spread is None:
        sentence = _("No such deal discloses its {noun}.", noun=measure_name(measure))
        return Found(
            "deals",
            Page("deals", title, (sentence,), (*listing.table_of(context, chosen),)),
            rows=[*chosen],
            notes=notes,
        )
    lines = (
        Line(
            _(
                "{median}   (quartiles {first} and {third})",
                median=usd(spread.median),
                first=usd(spread.first_quartile),
                third=usd(spread.third_quartile),
            ),
            _("Median"),
        ),
        Line(usd(spread.mean), _("Mean")),
        Line(
            _("{lowest} to {highest}", lowest=usd(spread.lowest), highest=usd(spread.highest)),
            _("Range"),
        ),
    )
    value, figure = (
        (spread.mean, N_("Mean {noun}: {amount}"))
        if query.want == "mean"
        else (spread.median, N_("Median {noun}: {amount}"))
    )
    if query.quartile == 1:
        value, figure = spread.first_quartile, N_("Lower quartile of {noun}: {amount}")
    elif query.quartile == 3:
        value, figure = spread.third_quartile, N_("Upper quartile of {noun}: {amount}")
    lead = _(
        "{figure}, disclosed for {disclosed:,} of {deals}",
        figure=_(figure, noun=measure_name(measure), amount=usd(value)),
        disclosed=spread.disclosed,
        deals=plural(spread.count, "deal"),
    )
    page = Page("deals", title, (lead,), (Section("", lines), *listing.table_of(context, chosen)))
    return Found("deals", page, value=value, unit="USD", rows=[*chosen], notes=notes)


def share(context: Context, query: Query) -> Found:
    """Give the share that some deals have of all, by number or by an amount; or one amount of a deal as a share of its total."""
    wanted = listing.filter_of(query)
    chosen = listing.read(context, query)
    title = listing.title(context, wanted)
    if wanted.scope.rows_all and query.measure and chosen:
        return _share_of_total(context, query, chosen, title)
    if query.statistic == "share":
        return _share_of_totals(context, query, chosen, title)
    whole_filter = _whole(wanted)
    part, whole = deals.totals(context.db, wanted), deals.totals(context.db, whole_filter)
    of_part: int | None = part.sums[query.measure].amount if query.measure else part.count
    of_whole: int | None = whole.sums[query.measure].amount if query.measure else whole.count
    whole_words = listing.describe(context, whole_filter) or _("all deals")
    if not of_whole or of_part is None:
        return Found("deals", Page("deals", title, (_("Nothing to take a share of is disclosed."),)), rows=[*chosen])
    value = Decimal(of_part) * 100 / Decimal(of_whole)
    shown = (
        _(
            "{part} of {whole} {noun}",
            part=usd(of_part),
            whole=usd(of_whole),
            noun=measure_name(query.measure),
        )
        if query.measure
        else _("{part:,} of {whole}", part=of_part, whole=plural(of_whole, "deal"))
    )
    lead = _("{percent}: {shown} ({whole})", percent=percent(value), shown=shown, whole=whole_words)
    page = Page("deals", title, (lead,), tuple(listing.table_of(context, chosen)))
    notes = listing.coverage_notes(context, wanted, part)
    return Found("deals", page, value=_rounded(value), unit="percent", rows=[*chosen], notes=notes)


def breakdown(context: Context, query: Query) -> Found:
    """Add up the deals by year, by partner, by modality and the like; ranked, if asked which comes first."""
    wanted = listing.filter_of(query)
    by = query.by or "year"
    groups = listing.groups_by(context, wanted, by)
    if query.ranked:
        groups = sorted((group for group in groups if group.key), key=lambda group: -listing.size(group, query))
    if query.at_least is not None or query.at_most is not None:
        return _bounded(context, query, groups, by)
    totals = deals.totals(context.db, wanted)
    chosen = listing.read(context, query.model_copy(update={"limit": None}))
    shown = query.limit or ROWS_SHOWN * 2
    table = _statistics_table(context, query, wanted, by) or listing.groups_table(groups, shown)
    title = _("{title}, by {dimension}", title=listing.title(context, wanted), dimension=word(by))
    lead = plural(totals.count, "deal")
    value: Value = None
    if query.statistic == "count":
        distinct = [group for group in groups if group.key]
        value = len(distinct)
        lead = _("{groups} in {deals}", groups=counted_groups(value, by), deals=plural(totals.count, "deal"))
    if query.ranked and groups:
        top = groups[: query.limit] if query.limit else _tied(groups, query)
        value = top[0].key if len(top) == 1 else tuple(group.key for group in top) or None
        lead = _("; ").join(
            _("{name}: {size}", name=group.label, size=_size_words(group, query)) for group in top[:ROWS_SHOWN]
        )
    page = Page("deals", title, (lead,), (Section("", table=table),))
    notes = [*listing.coverage_notes(context, wanted, totals), *_parties_note(by)]
    return Found("deals", page, value=value, unit=by, rows=[*chosen], notes=notes)


def _bounded(context: Context, query: Query, groups: Sequence[Group], by: Dimension) -> Found:
    """List the groups that have so many deals: companies with more than three, say."""
    wanted = listing.filter_of(query)
    most = query.at_most if query.at_most is not None else max((group.count for group in groups), default=0)
    found = [group for group in groups if (query.at_least or 0) <= group.count <= most]
    title = _("{title}, by {dimension}", title=listing.title(context, wanted), dimension=word(by))
    bounds = (
        _("at least {deals}", deals=plural(query.at_least, "deal")) if query.at_least is not None else "",
        _("at most {deals}", deals=plural(query.at_most, "deal")) if query.at_most is not None else "",
    )
    having = _(" and ").join(each for each in bounds if each)
    lead = _("{groups} with {deals}", groups=counted_groups(len(found), by), deals=having)
    shown = query.limit or ROWS_SHOWN * 2
    sections = (Section("", table=listing.groups_table(found, shown)),) if found else ()
    totals = deals.totals(context.db, wanted)
    keys = tuple(group.key for group in found)
    value: Value = len(found) if query.statistic == "count" else keys[0] if len(keys) == 1 else keys or None
    return Found(
        "deals",
        Page("deals", title, (lead,), sections),
        value=value,
        unit=by,
        rows=[*listing.read(context, query.model_copy(update={"limit": None}))],
        notes=[*listing.coverage_notes(context, wanted, totals), *_parties_note(by)],
    )


def _tied(groups: Sequence[Group], query: Query) -> list[Group]:
    """Give the group at the place asked for, with all that are as large."""
    if len(groups) < query.place:
        return []
    size = listing.size(groups[query.place - 1], query)
    return [group for group in groups if listing.size(group, query) == size]


def _size_words(group: Group, query: Query) -> str:
    if query.measure is None:
        return plural(group.count, "deal")
    return disclosed(group.sums[query.measure], group.count, MEASURE_NAMES[query.measure])


def _parties_note(by: Dimension) -> list[str]:
    if by not in ("company", "licensor", "licensee", "country", "target"):
        return []
    return [_("a deal with several parties or targets counts in full for each of them, and once in the total")]


def _statistics_table(context: Context, query: Query, wanted: DealFilter, by: Dimension) -> Table | None:
    """Work out a figure for each group, where one is asked for: the median upfront of each year."""
    if query.statistic not in _STATISTIC:
        return None
    measure = query.measure or "upfront"
    rows = []
    found = deals.amounts_by(context.db, wanted, by, measure)
    named = listing.group_names(context, by, {key: label for key, label, _amounts, _count in found})
    for key, _label, amounts, count in found:
        spread = deals.spread_of(amounts, count)
        figure = "–" if spread is None else format_usd(_STATISTIC[query.statistic](spread))
        rows.append(
            (
                named[key] or key or _("not stated"),
                figure,
                _("{part:,} of {whole}", part=len(amounts), whole=f"{count:,}"),
            )
        )
    columns = (
        Column(""),
        Column(
            _("{statistic} {noun}", statistic=word(query.statistic).capitalize(), noun=measure_name(measure)), "right"
        ),
        Column(_("Disclosed"), "right"),
    )
    return Table(columns, tuple(rows))


_STATISTIC: dict[Want, Callable[[Spread], int]] = {
    "median": lambda spread: spread.median,
    "mean": lambda spread: spread.mean,
    "quartiles": lambda spread: spread.median,
    "highest": lambda spread: spread.highest,
    "lowest": lambda spread: spread.lowest,
}


def _said_by(context: Context, query: Query, period: Period) -> Reported:
    measure = "count" if query.want == "count" else query.measure or "total"
    return sector.reported(context.db, measure, period, query.as_of)


def _sector_value(
    said: Reported, own: int | None, own_words: str, period: Period
) -> tuple[int | None, list[str], tuple[Section, ...]]:
    """Put the reported figure first and the store's own beside it."""
    if not said.figures:
        return (
            own,
            [
                own_words,
                _("No figure for exactly {period} is reported; this is the store's own.", period=spelled(period)),
            ],
            (),
        )
    lines = tuple(Line(f"{sector.shown_value(each)}", each.asserted_by) for each in said.figures)
    section = Section(_("Reported"), lines)
    chosen = said.chosen
    store = _("Store: {figure}", figure=own_words)
    if chosen is None or chosen.value is None:
        return None, [sector.unsettled(said.figures), store], (section,)
    value = chosen.money if chosen.money is not None else int(chosen.value)
    return value, [aside(sector.shown_value(chosen), chosen.asserted_by), store], (section,)


def _whole(wanted: DealFilter) -> DealFilter:
    """Give what a share is taken of: the same period, parties and scope, without what singles the part out."""
    narrowed = DealFilter(period=wanted.period, parties=wanted.parties, known_by=wanted.known_by, scope=wanted.scope)
    return narrowed if narrowed != wanted else narrowed.model_copy(update={"parties": ()})


def _share_of_total(context: Context, query: Query, chosen: Sequence[Deal], title: str) -> Found:
    measure = query.measure or "upfront"
    counted = [deal for deal in chosen if deal.deal_type != "amendment" and deal.total_usd]
    if len(counted) != 1:
        counted = [deal for deal in counted if getattr(deal, MEASURE_COLUMNS[measure]) is not None][:1]
    part = getattr(counted[0], MEASURE_COLUMNS[measure]) if counted else None
    if not counted or part is None:
        return Found("deals", Page("deals", title, (_("Its amounts are not disclosed."),)), rows=[*chosen])
    total = counted[0].total_usd or 1
    value = Decimal(part) * 100 / Decimal(total)
    lead = _(
        "{percent}: {part} {noun} of {whole} total",
        percent=percent(value),
        part=usd(part),
        noun=measure_name(measure),
        whole=usd(total),
    )
    page = Page("deals", title, (lead,), tuple(listing.table_of(context, chosen)))
    return Found("deals", page, value=_rounded(value), unit="percent", rows=[*chosen])


def _share_of_totals(context: Context, query: Query, chosen: Sequence[Deal], title: str) -> Found:
    """Give an amount as a share of the totals, over the deals that disclose both."""
    measure = query.measure or "upfront"
    wanted = listing.filter_of(query)
    both = deals.totals(context.db, wanted.model_copy(update={"disclosed": (measure, "total")}))
    totals = deals.totals(context.db, wanted)
    notes = listing.coverage_notes(context, wanted, totals)
    part, whole = both.sums[measure].amount, both.sums["total"].amount
    tables = tuple(listing.table_of(context, chosen))
    if part is None or not whole:
        return Found(
            "deals", Page("deals", title, (_("Nothing to take a share of is disclosed."),), tables), notes=notes
        )
    value = Decimal(part) * 100 / Decimal(whole)
    lead = _(
        "{percent}: {part} {noun} of {whole} total, over the {disclosed:,} of {deals} that disclose both",
        percent=percent(value),
        part=usd(part),
        noun=measure_name(measure),
        whole=usd(whole),
        disclosed=both.count,
        deals=plural(totals.count, "deal"),
    )
    page = Page("deals", title, (lead,), tables)
    return Found("deals", page, value=_rounded(value), unit="percent", rows=[*chosen], notes=notes)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001"))
