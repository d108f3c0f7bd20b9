"""Answers that are a part of a whole: the share that some deals have of all, and what of the totals is paid upfront."""

from collections.abc import Sequence
from decimal import Decimal

from bot.answers import deals as listing
from bot.answers.context import Context, Found
from bot.answers.page import Page
from bot.answers.wording import measure_name, percent, plural, rounded, usd
from bot.i18n import _
from bot.language.query import Query
from db.filters import MEASURE_COLUMNS, DealFilter
from db.models import Deal
from db.queries import deals


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
    page = Page("deals", title, (lead,), tuple(listing.table_of(context, chosen, wanted)))
    notes = listing.coverage_notes(context, wanted, part)
    return Found("deals", page, value=rounded(value), unit="percent", rows=[*chosen], notes=notes)


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
    page = Page("deals", title, (lead,), tuple(listing.table_of(context, chosen, listing.filter_of(query))))
    return Found("deals", page, value=rounded(value), unit="percent", rows=[*chosen])


def _share_of_totals(context: Context, query: Query, chosen: Sequence[Deal], title: str) -> Found:
    """Give an amount as a share of the totals, over the deals that disclose both."""
    measure = query.measure or "upfront"
    wanted = listing.filter_of(query)
    both = deals.totals(context.db, wanted.model_copy(update={"disclosed": (measure, "total")}))
    totals = deals.totals(context.db, wanted)
    notes = listing.coverage_notes(context, wanted, totals)
    part, whole = both.sums[measure].amount, both.sums["total"].amount
    tables = tuple(listing.table_of(context, chosen, wanted))
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
    return Found("deals", page, value=rounded(value), unit="percent", rows=[*chosen], notes=notes)
