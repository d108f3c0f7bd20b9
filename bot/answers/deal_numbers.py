"""Answers that are one number taken from deals: counts, sums, means, medians and quartiles."""

from bot.answers import averages, sector
from bot.answers import deals as listing
from bot.answers.context import Context, Found
from bot.answers.page import Line, Page, Section
from bot.answers.sector import Reported
from bot.answers.times import spelled
from bot.answers.wording import MEASURE_NAMES, aside, disclosed, measure_name, plural, usd
from bot.i18n import N_, _
from bot.language.query import Query
from db.filters import Measure
from db.periods import Period
from db.queries import deals
from db.queries.deals import Spread, Totals


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
    if query.want == "sum" and query.also:
        # Of several amounts none is the one asked for; the total only stands beside what was paid.
        value = value if query.also == ("total",) else None
        lead += [disclosed(totals.sums[each], totals.count, MEASURE_NAMES[each]) for each in query.also]
    page = Page(
        "deals", listing.title(context, wanted), tuple(lead), (*figures, *listing.table_of(context, chosen, wanted))
    )
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
            Page("deals", title, (sentence,), (*listing.table_of(context, chosen, wanted),)),
            rows=[*chosen],
            notes=notes,
        )
    value, figure = _asked_of(spread, query)
    lead = _(
        "{figure}, disclosed for {disclosed:,} of {deals}",
        figure=_(figure, noun=measure_name(measure), amount=usd(value)),
        disclosed=spread.disclosed,
        deals=plural(spread.count, "deal"),
    )
    page = Page("deals", title, (lead,), (Section("", _lines_of(spread)), *listing.table_of(context, chosen, wanted)))
    return Found("deals", page, value=value, unit="USD", rows=[*chosen], notes=notes)


def _asked_of(spread: Spread, query: Query) -> tuple[int, str]:
    """Give the figure that was asked for, and how it is said."""
    if query.quartile == 1:
        return spread.first_quartile, N_("Lower quartile of {noun}: {amount}")
    if query.quartile == 3:
        return spread.third_quartile, N_("Upper quartile of {noun}: {amount}")
    if query.want == "mean":
        return spread.mean, N_("Mean {noun}: {amount}")
    return spread.median, N_("Median {noun}: {amount}")


def _lines_of(spread: Spread) -> tuple[Line, ...]:
    quartiles = _(
        "{median}   (quartiles {first} and {third})",
        median=usd(spread.median),
        first=usd(spread.first_quartile),
        third=usd(spread.third_quartile),
    )
    around = _("{lowest} to {highest}", lowest=usd(spread.lowest), highest=usd(spread.highest))
    return (Line(quartiles, _("Median")), Line(usd(spread.mean), _("Mean")), Line(around, _("Range")))


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
