"""How many deals there are a month or a year, or of a company, on average."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.answers import deals as listing
from bot.answers import sector
from bot.answers.context import Context, Found
from bot.answers.page import Page, Section
from bot.answers.wording import ROWS_SHOWN, aside, counted_groups, plural, rounded
from bot.i18n import N_, _, word
from bot.language.query import Query
from db.filters import DealFilter, Dimension
from db.queries import deals

#: How many months each of them has.
_MONTHS: dict[Dimension, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def answer(context: Context, query: Query) -> Found:
    """Give the number of deals a month, quarter or year, over those that the period has; what is reported stands beside it."""
    wanted = listing.filter_of(query)
    by = query.by or "month"
    totals = deals.totals(context.db, wanted)
    if by not in _MONTHS:
        return _per_group(context, query, wanted, by)
    spans = _spans(context, wanted, by)
    chosen = listing.read(context, query)
    notes = listing.coverage_notes(context, wanted, totals)
    title = listing.title(context, wanted)
    if not spans:
        return Found("deals", Page("deals", title, (_("The store holds no such deal."),)), notes=notes)
    value = rounded(Decimal(totals.count) / spans)
    lead = [
        _(
            "{number} deals per {span}: {deals} in {spans}",
            number=_shown(value),
            span=_(_SPANS[by]),
            deals=plural(totals.count, "deal"),
            spans=counted_groups(spans, by),
        )
    ]
    said = sector.reported(context.db, "count", wanted.period, query.as_of) if query.sector and wanted.period else None
    if said and said.chosen and said.chosen.value is not None:
        number = _shown(rounded(said.chosen.value / spans))
        reported = _(
            "Reported: {figure}, {number} per {span}",
            figure=sector.shown_value(said.chosen),
            number=number,
            span=_(_SPANS[by]),
        )
        lead.append(aside(reported, said.chosen.asserted_by))
    page = Page("deals", title, tuple(lead), tuple(listing.table_of(context, chosen, wanted)))
    urls = [url for figure in (said.figures if said else ()) for url in figure.sources]
    return Found("deals", page, value=value, unit="deals", rows=[*chosen], source_urls=urls, notes=notes)


_SPANS: Mapping[Dimension, str] = {
    "year": N_("year"),
    "quarter": N_("quarter"),
    "half": N_("half"),
    "month": N_("month"),
}


def _per_group(context: Context, query: Query, wanted: DealFilter, by: Dimension) -> Found:
    """Give the number of deals a company, country or modality, over those that have any."""
    groups = [group for group in listing.groups_by(context, wanted, by) if group.key]
    totals = deals.totals(context.db, wanted)
    notes = listing.coverage_notes(context, wanted, totals)
    title = _("{title}, by {dimension}", title=listing.title(context, wanted), dimension=word(by))
    if not groups:
        return Found("deals", Page("deals", title, (_("The store holds no such deal."),)), notes=notes)
    value = rounded(Decimal(sum(group.count for group in groups)) / len(groups))
    lead = _(
        "{number} deals per {span}: {deals}, {groups}",
        number=_shown(value),
        span=word(by),
        deals=plural(totals.count, "deal"),
        groups=counted_groups(len(groups), by),
    )
    notes.append(_("a deal with several parties or targets counts in full for each of them, and once in the total"))
    table = Section("", table=listing.groups_table(groups, ROWS_SHOWN))
    rows = [*listing.read(context, query)]
    return Found("deals", Page("deals", title, (lead,), (table,)), value=value, unit="deals", rows=rows, notes=notes)


def _spans(context: Context, wanted: DealFilter, by: Dimension) -> int:
    """Count the months, quarters or years of a period, as far as the store goes."""
    oldest, newest = deals.coverage_start(context.db), deals.coverage_end(context.db)
    if newest is None:
        return 0
    period = wanted.period
    first = max(period.start, _first_day(oldest)) if period and period.start else _first_day(oldest)
    last = min(period.end, newest) if period and period.end else newest
    months = _MONTHS[by]
    return max(_month_number(last) // months - _month_number(first) // months + 1, 0)


def _first_day(day: str) -> date:
    """Give the first day that a date can mean."""
    return date.fromisoformat(day + "0000-01-01"[len(day) :])


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _shown(value: Decimal) -> str:
    number = f"{value:,.1f}"
    return number.removesuffix(".0")
