"""Answers about several deals: the overview, and the rankings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answers import sector
from bot.answers.context import Context, Found, called
from bot.answers.filters import describe_deals
from bot.answers.page import Column, Line, Page, Section, Table
from bot.answers.times import spelled
from bot.answers.wording import ROWS_SHOWN, aside, change, deals_table, disclosed, parties, plural, usd
from bot.i18n import N_, _, in_chinese, word
from bot.language.query import Query
from db import records
from db.filters import DealFilter, Dimension, Measure
from db.models import Company, Deal, Drug, MarketFigure
from db.money import format_usd
from db.queries import deals
from db.queries.deals import Group, Totals

_GROUPS_SHOWN = 6


def overview(context: Context, query: Query) -> Found:
    """Tell how many deals, how much, which, and of what; the largest first unless another order was asked for."""
    wanted = filter_of(query)
    chosen = read(context, query, page=True)
    labels = company_labels(context, chosen)
    totals = deals.totals(context.db, wanted)
    shown = chosen if context.shown else chosen[: query.limit or context.most(ROWS_SHOWN)]
    count = deals.count(context.db, wanted)
    more = max(min(query.limit or count, count) - context.first - len(shown), 0)
    sector_lines, figures = _reported(context, query, totals)
    sections = [
        *(
            [Section(_("Reported for the whole sector"), tuple(Line(line) for line in sector_lines))]
            if sector_lines
            else []
        ),
        *listed_in(context, shown, labels, more),
        *_breakdowns(context, wanted, totals),
    ]
    summary = (
        _summary(totals)
        if totals.count or not chosen
        else _("{deals}, no out-licensing proper", deals=plural(count, "deal"))
    )
    lead = [line for line in (summary, _against_before(context, wanted, totals)) if line]
    page = Page("deals", title(context, wanted), tuple(lead), tuple(sections))
    if not totals.count and not chosen:
        page = Page("deals", page.title, (no_such(context, wanted),))
    return Found(
        "deals",
        page,
        rows=[*chosen],
        source_urls=[url for figure in figures for url in figure.sources],
        notes=coverage_notes(context, wanted, totals),
    )


def filter_of(query: Query) -> DealFilter:
    """Give the filter of a question, cut to what was known by the day asked for."""
    wanted = query.deals or DealFilter()
    return wanted.model_copy(update={"known_by": query.as_of}) if query.as_of else wanted


def read(context: Context, query: Query, *, page: bool = False) -> list[Deal]:
    """Read the deals of a question in the order asked for, as they were known on the day asked for.

    ``page``: where a certain page is to be shown, only its deals are read.
    """
    wanted = filter_of(query)
    found: Sequence[str] = deals.ids(
        context.db, wanted, query.sort, query.limit or context.most_rows, smallest=query.want == "lowest"
    )
    if page and context.shown:
        found = context.cut(found)
    return [known(deal, query.as_of) for deal in records.load(context.db, Deal, found)]


def known(deal: Deal, as_of: date | None) -> Deal:
    """Give a deal as it stood on a day: a status that came later is not there yet."""
    if as_of is None or deal.status == "announced":
        return deal
    if deal.status_date is not None and deal.status_date.last <= as_of:
        return deal
    return deal.model_copy(update={"status": "announced", "status_date": None})


def describe(context: Context, wanted: DealFilter) -> str:
    """Say which deals are meant, by name."""
    filters = (wanted, *wanted.without)
    companies = context.labels(
        "company", [each for one in filters for party in one.parties for each in party.companies]
    )
    drugs = context.labels("drug", [each for one in filters for each in one.drugs])
    by_id = records.load(context.db, Deal, wanted.ids)
    labels = company_labels(context, by_id)
    described = describe_deals(
        wanted, companies, drugs, context.targets(mechanism for one in filters for mechanism in one.targets)
    )
    return " · ".join(part for part in (*(parties(deal, labels) for deal in by_id[:3]), described) if part)


def company_labels(context: Context, chosen: Sequence[Deal]) -> dict[str, str]:
    """Give the names of all parties of some deals."""
    return context.labels("company", [each for deal in chosen for each in (*deal.licensors, *deal.licensees)])


def drug_label(drug: Drug) -> str:
    """Name a drug as the answer's language does."""
    return called(drug.name_zh[0], drug.label, "drug") if in_chinese() and drug.name_zh else drug.label


def company_label(company: Company) -> str:
    """Name a company as the answer's language does."""
    return company.name_zh[0] if in_chinese() and company.name_zh else company.name


def drug_labels(context: Context, chosen: Sequence[Deal]) -> dict[str, str]:
    """Give the names of all drugs of some deals."""
    return context.labels("drug", [each for deal in chosen for each in deal.drugs])


def coverage_notes(context: Context, wanted: DealFilter, totals: Totals, *, ranked: bool = False) -> list[str]:
    """Say what was left out (of the ranking, if they are ranked), what is uncertain, and where the store's knowledge ends."""
    notes = []
    if totals.left_out > 0:
        sentence = (
            N_("{deals} left out: amendments, acquisitions and what is no out-licensing (add “all deals” to see them)")
            if ranked
            else N_(
                "{deals} left out of the sums: amendments, acquisitions and what is no "
                "out-licensing (add “all deals” to see them)"
            )
        )
        notes.append(_(sentence, deals=plural(totals.left_out, "other deal")))
    if totals.partly and not _lies_ahead(context, wanted):
        roughly = (
            N_("{deals} whose date is known only roughly may belong to the period and is not counted")
            if totals.partly == 1
            else N_("{deals} whose date is known only roughly may belong to the period and are not counted")
        )
        notes.append(_(roughly, deals=plural(totals.partly, "deal")))
    if first := before_coverage(context, wanted):
        notes.append(_("the oldest deal in the store is of {day}; earlier ones are not in it", day=first))
    end = deals.coverage_end(context.db)
    if end is not None and _runs_past(wanted, end):
        known_to = min(end, wanted.known_by) if wanted.known_by else end
        notes.append(
            _("the newest deal in the store is of {day}; later ones are not in it", day=end)
            if known_to == end
            else _("as known on {day}: what came later was not known then", day=known_to)
        )
    return notes


def _lies_ahead(context: Context, wanted: DealFilter) -> bool:
    """Tell whether a period is still to come: no deal of a year or month that has begun belongs to it."""
    start = wanted.period.start if wanted.period else None
    return start is not None and start > context.today


def before_coverage(context: Context, wanted: DealFilter) -> str:
    """Give the date of the oldest deal, where a period lies before all of them: nothing is known of it then."""
    first = deals.coverage_start(context.db)
    period = wanted.period
    return first if period is not None and period.end is not None and period.end.isoformat() < first else ""


def covers(context: Context, wanted: DealFilter) -> bool:
    """Tell whether the store's deals reach to the end of a period."""
    end = deals.coverage_end(context.db)
    return wanted.period is not None and end is not None and not _runs_past(wanted, end)


def _runs_past(wanted: DealFilter, end: date) -> bool:
    period = wanted.period
    if wanted.known_by is not None:
        end = min(end, wanted.known_by)
    return period is not None and (period.end is None or period.end > end)


def _summary(totals: Totals) -> str:
    parts = [
        plural(totals.count, "deal"),
        disclosed(totals.sums["total"], totals.count, "total"),
        disclosed(totals.sums["upfront"], totals.count, "upfront"),
    ]
    return " · ".join(part for part in parts if part)


def _against_before(context: Context, wanted: DealFilter, totals: Totals) -> str:
    """Set the period against the one before, unless the store does not cover the whole of it."""
    if wanted.period is None or (before := wanted.period.before()) is None:
        return ""
    end = deals.coverage_end(context.db)
    if end is None or _runs_past(wanted, end):
        return _(
            "No change against {before} is drawn: the period runs past the newest deal in the store.",
            before=spelled(before),
        )
    old = deals.totals(context.db, wanted.model_copy(update={"period": before}))
    if not old.count:
        return _("Against {before}: no deals then.", before=spelled(before))
    parts = [aside(plural(old.count, "deal"), change(old.count, totals.count))]
    for measure in ("total", "upfront"):
        was, now = old.sums[measure].amount, totals.sums[measure].amount
        if was and now is not None:
            before_words = _("{amount} {noun}", amount=usd(was), noun=word(measure))
            parts.append(aside(before_words, change(was, now)))
    return _("Against {before}: {parts}", before=spelled(before), parts=" · ".join(parts))


def _reported(context: Context, query: Query, totals: Totals) -> tuple[list[str], list[MarketFigure]]:
    wanted = filter_of(query)
    if wanted.period is None or not query.sector:
        return [], []
    return sector.beside(context.db, wanted.period, totals, query.as_of)


def listed_in(context: Context, shown: Sequence[Deal], labels: dict[str, str], more: int) -> list[Section]:
    """List some deals under their heading; ``more`` come after them. Nothing if there are none."""
    if not shown:
        return []
    table = deals_table(shown, drug_labels(context, shown), labels, more, context.first)
    return [Section(_("Deals"), table=table)]


def _breakdowns(context: Context, wanted: DealFilter, totals: Totals) -> list[Section]:
    if totals.count < 2:
        return []
    return [
        Section(_(heading), table=groups_table(groups_by(context, wanted, by), context.most(_GROUPS_SHOWN)))
        for by, heading in _BREAKDOWNS
    ]


_BREAKDOWNS: tuple[tuple[Dimension, str], ...] = (
    ("modality", N_("By modality")),
    ("licensee", N_("By licensee")),
)
#: Dimensions whose groups are companies, which are called by their names.
_OF_COMPANIES: tuple[Dimension, ...] = ("company", "licensor", "licensee")


def groups_by(context: Context, wanted: DealFilter, by: Dimension) -> list[Group]:
    """Add up the deals for each value of a dimension, the groups called as the answer's language does."""
    groups = deals.breakdown(context.db, wanted, by)
    named = group_names(context, by, {group.key: group.label for group in groups})
    return [replace(group, label=named[group.key]) for group in groups]


def group_names(context: Context, by: Dimension, labels: dict[str, str]) -> dict[str, str]:
    """Call groups, by key, as the answer's language does."""
    if by in _OF_COMPANIES:
        return labels | context.labels("company", [key for key in labels if key])
    return {key: word(label) for key, label in labels.items()}


def size(group: Group, query: Query) -> int:
    """Give what a group is ranked by: the amount asked for, else the number of its deals."""
    return (group.sums[query.measure].amount or 0) if query.measure else group.count


def groups_table(groups: Sequence[Group], shown: int) -> Table:
    """List what the deals of each group add up to."""
    columns = (Column(""), Column(_("Deals"), "right"), Column(_("Upfront"), "right"), Column(_("Total"), "right"))
    rows = tuple(
        (
            group.label or _("not stated"),
            f"{group.count:,}",
            *(
                "–" if (sum_ := group.sums[measure].amount) is None else format_usd(sum_)
                for measure in ("upfront", "total")
            ),
        )
        for group in groups[:shown]
    )
    return Table(columns, rows, max(len(groups) - shown, 0))


def ranked_filter(query: Query) -> DealFilter:
    """Keep to deals that disclose what they are ranked by."""
    wanted = filter_of(query)
    if query.want not in ("highest", "lowest"):
        return wanted
    measures: tuple[Measure, ...] = ("upfront", "total") if query.sort == "share" else (query.measure or "total",)
    return wanted.model_copy(update={"disclosed": tuple(dict.fromkeys((*wanted.disclosed, *measures)))})


def no_such(context: Context, wanted: DealFilter) -> str:
    """Say that there is no such deal, and whether it is the period that leaves nothing."""
    if wanted.period is None:
        return _("The store holds no such deal.")
    count = deals.count(context.db, wanted.model_copy(update={"period": None}))
    period = spelled(wanted.period)
    if _lies_ahead(context, wanted):
        return _("{period} lies ahead; the store holds what has been announced.", period=period)
    if not count:
        return _("The store holds no such deal in {period}.", period=period)
    sentence = N_("The store holds no such deal in {period}; {deals} without the period.")
    return _(sentence, period=period, deals=plural(count, "deal"))


def title(context: Context, wanted: DealFilter) -> str:
    """Give the heading of an answer about some deals."""
    described = describe(context, wanted)
    return _("Deals — {described}", described=described) if described else _("Deals")


def table_of(context: Context, chosen: Sequence[Deal], wanted: DealFilter) -> list[Section]:
    """List the deals that an answer rests on, which may be more than were read; nothing if there are none."""
    if not chosen:
        return []
    shown = context.cut(chosen)
    labels, drugs = company_labels(context, shown), drug_labels(context, shown)
    is_cut = context.most_rows is not None and len(chosen) >= context.most_rows
    count = deals.count(context.db, wanted) if is_cut else len(chosen)
    more = count - context.first - len(shown)
    return [Section(_("Deals"), table=deals_table(shown, drugs, labels, more, context.first))] if shown else []
