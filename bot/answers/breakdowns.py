"""Answers about groups of deals: by year, by partner, by modality; ranked, counted, or only those with so many deals."""

from collections.abc import Callable, Sequence

from bot.answers import deals as listing
from bot.answers.context import Context, Found
from bot.answers.model import Value
from bot.answers.page import Column, Page, Section, Table
from bot.answers.times import spelled
from bot.answers.wording import MEASURE_NAMES, ROWS_SHOWN, counted_groups, disclosed, measure_name, parties, plural
from bot.i18n import _, word
from bot.language.query import Query, Want
from db import records
from db.filters import MEASURE_COLUMNS, DealFilter, Dimension
from db.models import Deal
from db.money import format_usd
from db.queries import deals
from db.queries.deals import Group, Spread


def breakdown(context: Context, query: Query) -> Found:
    """Add up the deals by year, by partner, by modality and the like; ranked, if asked which comes first."""
    wanted = listing.filter_of(query)
    by = query.by or "year"
    every = groups = listing.groups_by(context, wanted, by)
    if query.ranked:
        groups = sorted((group for group in groups if group.key), key=lambda group: -listing.size(group, query))
    if query.at_least is not None or query.at_most is not None:
        return _bounded(context, query, groups, by)
    if query.statistic in _EXTREMES:
        return _leaders(context, query, wanted, by)
    totals = deals.totals(context.db, wanted)
    chosen = listing.read(context, query.model_copy(update={"limit": None}))
    shown = query.limit or context.most(ROWS_SHOWN * 2)
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
            _("{name}: {size}", name=group.label, size=size_words(group, query)) for group in top[:ROWS_SHOWN]
        )
    page = Page("deals", title, (lead,), (Section("", table=table),))
    notes = [
        *listing.coverage_notes(context, wanted, totals),
        *_counting_notes(by),
        *_undated_note(every, by, ranked=query.ranked),
        *(_tie_note(groups, query) if query.ranked else ()),
    ]
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
    shown = query.limit or context.most(ROWS_SHOWN * 2)
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
        notes=[*listing.coverage_notes(context, wanted, totals), *_counting_notes(by)],
    )


#: What one deal of each group has.
_EXTREMES = ("highest", "lowest")


def _leaders(context: Context, query: Query, wanted: DealFilter, by: Dimension) -> Found:
    """Give the largest deal of each group: of each year, of each modality."""
    measure = query.measure or "total"
    ids = dict(deals.leaders(context.db, wanted, by, measure, smallest=query.statistic == "lowest"))
    chosen = {deal.id: listing.known(deal, query.as_of) for deal in records.load(context.db, Deal, list(ids.values()))}
    labels = listing.company_labels(context, list(chosen.values()))
    rows = []
    leading = []
    for group in listing.groups_by(context, wanted, by):
        deal = chosen.get(ids.get(group.key, ""))
        name = group.label or group.key or _("not stated")
        if deal is None:
            rows.append((name, "–", "", ""))
            continue
        leading.append(deal)
        amount = format_usd(getattr(deal, MEASURE_COLUMNS[measure]))
        rows.append((name, amount, parties(deal, labels), spelled(deal.announced)))
    kind = _(
        "{statistic} {noun}", statistic=word(query.statistic or "highest").capitalize(), noun=measure_name(measure)
    )
    columns = (Column(""), Column(kind, "right"), Column(_("Parties")), Column(_("Date")))
    totals = deals.totals(context.db, wanted)
    title = _("{title}, by {dimension}", title=listing.title(context, wanted), dimension=word(by))
    lead = disclosed(totals.sums[measure], totals.count, MEASURE_NAMES[measure]) or plural(totals.count, "deal")
    return Found(
        "deals",
        Page("deals", title, (lead,), (Section("", table=Table(columns, tuple(rows))),)),
        value=tuple(deal.id for deal in leading) or None,
        unit="deal",
        rows=leading,
        notes=[*listing.coverage_notes(context, wanted, totals, ranked=True), *_counting_notes(by)],
    )


def _tie_note(groups: Sequence[Group], query: Query) -> list[str]:
    """Say what was cut off though it is as large as the last that is listed."""
    listed = groups[: query.limit] if query.limit else []
    last = listing.size(listed[-1], query) if listed else 0
    tied = [group.label for group in groups[len(listed) :] if listed and listing.size(group, query) == last]
    return [_("as large as the last one: {names}", names=", ".join(tied))] if tied else []


def _tied(groups: Sequence[Group], query: Query) -> list[Group]:
    """Give the group at the place asked for, with all that are as large."""
    if len(groups) < query.place:
        return []
    size = listing.size(groups[query.place - 1], query)
    return [group for group in groups if listing.size(group, query) == size]


def size_words(group: Group, query: Query) -> str:
    """Say how large a group is, in what it is ranked by."""
    if query.measure is None:
        return plural(group.count, "deal")
    return disclosed(group.sums[query.measure], group.count, MEASURE_NAMES[query.measure])


def _undated_note(groups: Sequence[Group], by: Dimension, *, ranked: bool) -> list[str]:
    """Say how many deals are in no month or quarter, where that may change which comes first."""
    without = sum(group.count for group in groups if not group.key)
    if not ranked or not without or by not in ("half", "quarter", "month"):
        return []
    sentence = _(
        "{deals} dated less precisely than by {span} are in none of these", deals=plural(without, "deal"), span=word(by)
    )
    return [sentence]


#: What counts a deal more than once, or less often than the word for it does elsewhere.
_SHARED: tuple[Dimension, ...] = ("company", "licensor", "licensee", "country", "target")
_WITH_KINDS: tuple[Dimension, ...] = ("modality", "target")


def _counting_notes(by: Dimension) -> list[str]:
    """Say how deals are counted for each group."""
    notes = []
    if by in _SHARED:
        notes.append(_("a deal with several parties or targets counts in full for each of them, and once in the total"))
    if by in _WITH_KINDS:
        notes.append(
            _("each row is exactly what it says; a filter such as ADC or GLP-1R takes in its combinations, too")
        )
    return notes


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
}
