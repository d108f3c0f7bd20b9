"""Answers about reported figures: the one that was asked for, and all rival ones with who says so."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from bot.answers import policy, sector
from bot.answers.context import Context, Found
from bot.answers.model import Value
from bot.answers.page import Line, Page, Section
from bot.answers.times import spelled
from bot.answers.wording import aside, clauses, listed, plural
from bot.chinese import figure as said_of
from bot.i18n import _
from bot.language.query import Query
from db.filters import MarketFilter
from db.models import MarketFigure
from db.queries import market

_LINES_SHOWN = 6
_SECTIONS_SHOWN = 6
_SUBJECT = "china"


def answer(context: Context, query: Query) -> Found:
    """Show figures; where one metric of one period is asked for, its figure is the answer unless sources disagree."""
    wanted = query.market or MarketFilter()
    found = sector.published_by(market.figures(context.db, wanted), query.as_of)
    if wanted.period is not None:
        exact = [each for each in found if _is_of(each, wanted)]
        found = [*exact, *(each for each in found if each not in exact)]
    if not found:
        return _nothing(context, wanted)
    if wanted.metrics == (policy.METRIC,):
        found = policy.ordered(found)
    value, unit, lead = _asked(query, wanted, found)
    page = Page("market", _title(context, wanted), tuple(lead), tuple(_sections(context, found)))
    return Found(
        "market", page, value=value, unit=unit, rows=found[: context.most_rows], notes=_disagreement(wanted, found)
    )


def _asked(query: Query, wanted: MarketFilter, found: Sequence[MarketFigure]) -> tuple[Value, str | None, list[str]]:
    """Give the figure that answers a question about one metric, and the words for it."""
    if wanted.value is not None:
        return None, None, [listed(aside(sector.shown_value(each), each.asserted_by) for each in found[:_LINES_SHOWN])]
    if wanted.metrics == (policy.METRIC,):
        value, lead = policy.told(found, asks_whether=query.want == "whether")
        return value, None, lead
    if len(wanted.metrics) != 1:
        return None, None, [plural(len(found), "figure")]
    candidates = [each for each in found if _is_of(each, wanted)] if wanted.period else list(found)
    if not wanted.subjects:
        candidates = [each for each in candidates if each.subject == _SUBJECT] or candidates
    chosen = sector.choose(candidates).chosen
    if chosen is None or chosen.value is None:
        return None, None, [sector.unsettled(candidates) if candidates else _("No figure for exactly that period.")]
    figure: int | Decimal = chosen.money if chosen.money is not None else chosen.value
    unit = {"USD m": "USD", "CNY m": "CNY"}.get(chosen.unit, chosen.unit)
    return figure, unit, [sector.told(chosen)]


def _is_of(figure: MarketFigure, wanted: MarketFilter) -> bool:
    """Tell whether a figure is for exactly the period asked for; one of a day counts for the period that the day ends."""
    period = wanted.period
    if period is None or figure.period_start is None or figure.period_end is None:
        return period is None
    start, end = figure.period_start.first, figure.period_end.last
    return (start, end) == (period.start, period.end) or (start == end and end == period.end)


def _sections(context: Context, found: Sequence[MarketFigure]) -> list[Section]:
    """Group figures by what they measure, keeping the order in which they were found."""
    order = {key: place for place, key in reversed(list(enumerate((each.metric, each.subject) for each in found)))}
    ordered = sorted(found, key=lambda each: (_place(each.metric), order[each.metric, each.subject]))
    names = _subjects(context, [each.subject for each in found])
    sections = []
    groups = [(key, list(group)) for key, group in groupby(ordered, key=lambda each: (each.metric, each.subject))]
    for (metric, subject), figures in groups[: context.most(_SECTIONS_SHOWN)]:
        lines = [
            Line(_line(each), spelled(each.period), about=(each.entity, each.id))
            for each in figures[: context.most(_LINES_SHOWN)]
        ]
        if len(figures) > context.most(_LINES_SHOWN):
            lines.append(Line(_("… and {count:,} more", count=len(figures) - _LINES_SHOWN)))
        sections.append(Section(clauses((_heading(metric), names[subject])), tuple(lines)))
    if len(groups) > context.most(_SECTIONS_SHOWN):
        rest = sum(len(figures) for _, figures in groups[_SECTIONS_SHOWN:])
        sections.append(Section("", (Line(_("… and {count:,} more figures; add a subject or a period", count=rest)),)))
    return sections


def _heading(metric: str) -> str:
    name = sector.named(metric)
    return name[:1].upper() + name[1:]


def _place(metric: str) -> int:
    """Put the figures of the sector's deals before all others."""
    first = tuple(sector.METRIC_OF.values())
    return first.index(metric) if metric in first else len(first)


def _line(figure: MarketFigure) -> str:
    who = sector.claimant(figure)
    said = sector.shown_value(figure)
    scope = f" — {said_of(figure.text)}" if figure.text and figure.value is not None else ""
    notes = f"{_('; ')}{figure.notes}" if figure.notes else ""
    return f"{aside(said, who)}{scope}{notes}"


def _disagreement(wanted: MarketFilter, found: Sequence[MarketFigure]) -> list[str]:
    exact = [each for each in found if each.value is not None and (wanted.period is None or _is_of(each, wanted))]
    rivals = {(each.metric, each.subject, each.period) for each in exact}
    for metric, subject, period in sorted(rivals):
        values = {each.value for each in exact if (each.metric, each.subject, each.period) == (metric, subject, period)}
        if len(values) > 1:
            return [_("sources disagree where several figures stand for one period; each is shown with who says so")]
    return []


def _nothing(context: Context, wanted: MarketFilter) -> Found:
    names = listed(sector.named(metric) for metric, _ in market.metrics(context.db)[:6])
    page = Page(
        "market",
        _title(context, wanted),
        (_("No such figure is in the store."), _("There are figures on {names} and others: !market", names=names)),
    )
    return Found("unknown", page, suggestions=("!market 2025", "!market"))


def _subjects(context: Context, subjects: Sequence[str]) -> dict[str, str]:
    """Name what figures are about; the companies among them by their names."""
    companies = context.labels("company", subjects)
    return {each: companies.get(each) or sector.named(each) for each in subjects}


def _title(context: Context, wanted: MarketFilter) -> str:
    parts = [*map(sector.named, wanted.metrics), *_subjects(context, wanted.subjects).values()]
    parts += [spelled(wanted.period)] if wanted.period else []
    parts += [_("says {who}", who=wanted.asserted_by)] if wanted.asserted_by else []
    return _("Market — {described}", described=" · ".join(parts)) if parts else _("Market")
