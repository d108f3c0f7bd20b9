"""The deals that are largest, smallest, first or latest, and what would come before or beside them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bot.answers import deals as listing
from bot.answers.context import Context, Found
from bot.answers.page import Line, Page, Section
from bot.answers.times import spelled
from bot.answers.wording import ROWS_SHOWN, amount, listed, measure_name, parties, percent, plural
from bot.i18n import N_, _, word
from bot.language.query import Query
from db import records
from db.filters import MEASURE_COLUMNS, DealFilter, Scope
from db.models import Deal
from db.queries import deals

_ORDINALS = (
    "",
    N_("Second"),
    N_("Third"),
    N_("Fourth"),
    N_("Fifth"),
    N_("Sixth"),
    N_("Seventh"),
    N_("Eighth"),
    N_("Ninth"),
)
_RANKED = {"highest": N_("Largest"), "lowest": N_("Smallest"), "first": N_("First"), "latest": N_("Latest")}


def answer(context: Context, query: Query) -> Found:
    """Give the deals that are largest, smallest, first or latest, the winner in the first line."""
    wanted = listing.ranked_filter(query)
    chosen = listing.read(context, query.model_copy(update={"deals": wanted}))
    totals = deals.totals(context.db, wanted)
    notes = listing.coverage_notes(context, wanted, totals, ranked=True)
    heading = listing.title(context, listing.filter_of(query))
    if not chosen:
        return Found("deals", Page("deals", heading, (_none_ranked(context, query, wanted),)), notes=notes)
    labels = listing.company_labels(context, chosen)
    by_share = query.sort == "share"
    limit = query.limit or max(5, query.place)
    shown = context.cut(chosen[:limit], ROWS_SHOWN * 2)
    more = max(min(limit, len(chosen)) - context.first - len(shown), 0)
    if len(chosen) < query.place:
        sentence = _("There are only {deals}.", deals=plural(len(chosen), "such deal"))
        return Found("deals", Page("deals", heading, (sentence,)), rows=[*chosen], notes=notes)
    first = chosen[query.place - 1]
    if not by_share:
        notes = [*_larger_left_out(context, query, wanted, first), *_as_large(context, query, chosen, first), *notes]
    notes = [*_roughly_dated(context, query, wanted, chosen[: query.limit or query.place]), *notes]
    sized = query.want in ("highest", "lowest")
    # Of the first and the latest the day is what was asked for, and is said once.
    form = N_("{which} {asked}: {size} — {parties}, {day}") if sized else N_("{which} {asked}: {size} — {parties}")
    lead = _(
        form,
        which=_which(query),
        asked=_asked(query) if sized else word("deal"),
        size=_size(first, query) if sized else spelled(first.announced),
        parties=parties(first, labels),
        day=spelled(first.announced),
    )
    sections = listing.listed_in(context, shown, labels, more)
    if by_share:
        sections = [_shares(shown, labels, query), *sections]
    ranked = chosen[:limit] if query.limit or len(chosen) > limit else chosen
    one = limit == 1 or not query.limit or query.place > 1
    value = first.id if one else tuple(deal.id for deal in ranked)
    return Found(
        "deals", Page("deals", heading, (lead,), tuple(sections)), value=value, unit="deal", rows=[*ranked], notes=notes
    )


def _asked(query: Query) -> str:
    """Name what the deals are ranked by."""
    return _("upfront as a share of the total") if query.sort == "share" else measure_name(query.measure or "total")


def _size(deal: Deal, query: Query) -> str:
    """Say how large a deal is in what it is ranked by."""
    if query.sort != "share" or not deal.upfront_usd or not deal.total_usd:
        return amount(deal, query.measure or "total")
    return percent(Decimal(deal.upfront_usd) * 100 / Decimal(deal.total_usd))


def _shares(shown: Sequence[Deal], labels: Mapping[str, str], query: Query) -> Section:
    """Tell the share of each deal, which no column of the list has."""
    return Section("", tuple(Line(parties(deal, labels), _size(deal, query)) for deal in shown))


def _larger_left_out(context: Context, query: Query, wanted: DealFilter, first: Deal) -> list[str]:
    """Name the deal that would come before the largest, if it were out-licensing proper."""
    if query.want != "highest" or query.place > 1 or wanted.scope.rows_all:
        return []
    measure = query.measure or "total"
    everything = wanted.model_copy(update={"scope": Scope(rows_all=True, any_direction=True)})
    found = records.load(context.db, Deal, deals.ids(context.db, everything, measure, 1))
    column = MEASURE_COLUMNS[measure]
    larger = [deal for deal in found if (getattr(deal, column) or 0) > (getattr(first, column) or 0)]
    return [
        _(
            "larger, but no out-licensing proper: {parties}, {amount} ({kind})",
            parties=parties(deal, listing.company_labels(context, larger)),
            amount=amount(deal, measure),
            kind=word(deal.deal_type),
        )
        for deal in larger
    ]


#: So many deals behind those shown are looked at for dates that may be earlier or later than they stand.
_LOOKED_AT = 20


def _roughly_dated(context: Context, query: Query, wanted: DealFilter, shown: Sequence[Deal]) -> list[str]:
    """Say how many deals may come before those shown, as only their month or year is known."""
    if query.want not in ("first", "latest") or not shown:
        return []
    following = deals.ids(context.db, wanted, query.sort, len(shown) + _LOOKED_AT)[len(shown) :]
    rest, edge = records.load(context.db, Deal, following), shown[-1].announced
    if query.want == "latest":
        found = sum(deal.announced.last > edge.first for deal in rest)
    else:
        found = sum(deal.announced.first < edge.last for deal in rest)
    if not found:
        return []
    return [_("{deals} dated only by month or year may come before one of these", deals=plural(found, "deal"))]


def _as_large(context: Context, query: Query, chosen: Sequence[Deal], first: Deal) -> list[str]:
    """Name the other deals of the same amount as the one that the first line names."""
    if query.want not in ("highest", "lowest"):
        return []
    column = MEASURE_COLUMNS[query.measure or "total"]
    same = [deal for deal in chosen if deal is not first and getattr(deal, column) == getattr(first, column)]
    if not same:
        return []
    labels = listing.company_labels(context, same[:ROWS_SHOWN])
    return [_("of the same amount: {deals}", deals=listed(parties(deal, labels) for deal in same[:ROWS_SHOWN]))]


def _which(query: Query) -> str:
    """Say "Largest", or "Second largest"."""
    if query.place == 1:
        return _(_RANKED[query.want])
    return _("{ordinal} {ranked}", ordinal=_(_ORDINALS[query.place - 1]), ranked=_(_RANKED[query.want]).lower())


def _none_ranked(context: Context, query: Query, wanted: DealFilter) -> str:
    """Say that there is no such deal, or that none of them discloses what they should be ranked by."""
    count = deals.count(context.db, listing.filter_of(query))
    if not count:
        return listing.no_such(context, wanted)
    return _(
        "No {measure} is disclosed: {deals} without it.",
        measure=measure_name(query.measure or "total"),
        deals=plural(count, "deal"),
    )
