"""Whether something comes first, as was claimed: the largest buyer, the busiest year, the largest deal."""

from collections.abc import Sequence

from bot.answers import deals as listing
from bot.answers.breakdowns import size_words
from bot.answers.context import Context, Found
from bot.answers.page import Page, Section
from bot.answers.times import spelled
from bot.answers.wording import ROWS_SHOWN, amount, measure_name, parties
from bot.i18n import N_, _, word
from bot.language.query import Query
from db import records
from db.filters import MEASURE_COLUMNS, DealFilter
from db.models import Deal
from db.queries import deals


def answer(context: Context, query: Query) -> Found:
    """Say whether what is claimed to come first does, and what else does."""
    return _of_deals(context, query) if query.sides else _of_groups(context, query)


def _of_groups(context: Context, query: Query) -> Found:
    wanted = listing.filter_of(query)
    by = query.by or "licensee"
    found = (group for group in listing.groups_by(context, wanted, by) if group.key)
    groups = sorted(found, key=lambda group: -listing.size(group, query))
    totals = deals.totals(context.db, wanted)
    chosen = listing.read(context, query)
    notes = listing.coverage_notes(context, wanted, totals)
    title = _("{title}, by {dimension}", title=listing.title(context, wanted), dimension=word(by))
    if len(groups) < query.place:
        return Found("deals", Page("deals", title, (_("The store holds no such deal."),)), notes=notes)
    size = listing.size(groups[query.place - 1], query)
    leading = [group for group in groups if listing.size(group, query) == size]
    claimed = next((group for group in groups if group.key == query.ids[0]), None)
    is_so = claimed in leading
    shown = [*leading[:ROWS_SHOWN], *([claimed] if claimed and not is_so else [])]
    lead = [answered(is_so, *(_("{name}: {size}", name=each.label, size=size_words(each, query)) for each in shown))]
    if claimed is None:
        lead.append(_("The store holds no such deal of {name}.", name=_name_of(context, query)))
    table = listing.groups_table(groups, ROWS_SHOWN)
    page = Page("deals", title, tuple(lead), (Section("", table=table),))
    return Found("deals", page, value=is_so, rows=[*chosen], notes=notes)


def answered(is_so: bool, *said: str) -> str:
    """Say yes or no, and what that rests on."""
    return _(N_("Yes: {said}") if is_so else N_("No: {said}"), said=_("; ").join(said))


def _name_of(context: Context, query: Query) -> str:
    claimed = query.ids[0]
    if query.by in ("licensor", "licensee"):
        return context.labels("company", [claimed])[claimed]
    return word(claimed)


def _of_deals(context: Context, query: Query) -> Found:
    """Rank the deals, and see whether one that is claimed to lead does. Deals that are equal lead together."""
    ranked = query.model_copy(update={"want": query.statistic or "highest"})
    wanted = listing.ranked_filter(ranked)
    title = listing.title(context, listing.filter_of(query))
    notes = listing.coverage_notes(context, wanted, deals.totals(context.db, wanted))
    order = deals.ids(context.db, wanted, query.sort, smallest=query.statistic == "lowest")
    if len(order) < query.place:
        return Found("deals", Page("deals", title, (_("The store holds no such deal."),)), notes=notes)
    claim = (query.sides[0].deals or wanted).model_copy(update={"known_by": query.as_of})
    claimed = set(deals.ids(context.db, claim, query.sort))
    own = next((each for each in order if each in claimed), None)
    if own is None:
        sentence = _("What is named is not among these deals, or does not disclose its amount.")
        return Found("deals", Page("deals", title, (sentence,), tuple(_leading(context, order, wanted))), notes=notes)
    first, named = records.load(context.db, Deal, [order[query.place - 1], own])
    is_so = _rank(first, query) == _rank(named, query)
    said = dict.fromkeys(_deal_words(context, deal, query) for deal in ((named,) if is_so else (first, named)))
    lead = answered(is_so, *said)
    rows = records.load(context.db, Deal, dict.fromkeys((*order[: context.most_rows], own)))
    return Found(
        "deals", Page("deals", title, (lead,), tuple(_leading(context, order, wanted))), is_so, rows=rows, notes=notes
    )


def _leading(context: Context, order: Sequence[str], wanted: DealFilter) -> list[Section]:
    return list(listing.table_of(context, records.load(context.db, Deal, order[: context.most_rows]), wanted))


def _rank(deal: Deal, query: Query) -> object:
    """Give what a deal is ranked by."""
    if query.sort in ("newest", "oldest"):
        return deal.announced
    return getattr(deal, MEASURE_COLUMNS[query.measure or "total"])


def _deal_words(context: Context, deal: Deal, query: Query) -> str:
    between = parties(deal, listing.company_labels(context, [deal]))
    if query.sort in ("newest", "oldest"):
        return _("{parties}, {day}", parties=between, day=spelled(deal.announced))
    measure = query.measure or "total"
    size = _("{noun} {amount}", noun=measure_name(measure), amount=amount(deal, measure))
    return _("{parties}, {day}: {size}", parties=between, day=spelled(deal.announced), size=size)
