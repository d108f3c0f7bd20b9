"""Pictures of reported figures: who says how much of one thing, year by year; figures that differ stand side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.answers.model import Answer
from bot.answers.sector import METRIC_OF, shown_value
from bot.answers.times import spelled
from bot.answers.wording import plural
from bot.charts.grouping import Row
from bot.charts.setting import Setting
from bot.charts.spec import ChartSpec, Claim, Claims, OverTime
from bot.charts.wording import amount
from bot.i18n import _, word
from bot.language.query import Query
from db.filters import DealFilter, MarketFilter
from db.models import MarketFigure

#: More lines than this cannot be read on a phone.
_LINES = 12
#: Amounts that are no further apart than this are one amount, rounded differently.
_ROUNDED = 1.005
_Span = tuple[date, date]


def claims(setting: Setting) -> Claims | None:
    """Show what most is reported of: whole years if there are any, else whatever times there are, the newest of them."""
    figures = _most_told(_figures(setting.answer.rows))
    of_years = [each for each in figures if _is_whole_year(each)]
    shown = of_years or figures
    if not shown:
        return None
    told = merged(shown)
    first = shown[0]
    what = (_words(first.metric), setting.names.companies.get(first.subject) or _words(first.subject, name=True))
    title = _("Market — {described}", described=" · ".join((*what, *([_("by year")] if of_years else []))))
    parts = (
        _("US$") if first.unit == "USD m" else "",
        plural(len(shown), "figure"),
        _("{count:,} for other times not shown", count=len(figures) - len(shown)) if len(figures) > len(shown) else "",
        _("{count:,} older not shown", count=len(told) - _LINES) if len(told) > _LINES else "",
    )
    cited = {url for each in shown for url in each.sources}
    sources = tuple(each for each in setting.answer.sources if each.url in cited)
    setting = replace(setting, answer=setting.answer.model_copy(update={"sources": sources}))
    return Claims(setting.frame(title, _("; ").join(filter(None, parts))), tuple(told[-_LINES:]))


def reported_of(query: Query) -> Query | None:
    """Give the question for what is reported of the same as a question about deals; None unless that is about all of them."""
    asked_for = query.deals or DealFilter()
    if query.kind != "deals" or asked_for != DealFilter(period=asked_for.period):
        return None
    wanted = MarketFilter(metrics=(METRIC_OF["total"],), subjects=("china",))
    return Query(kind="market", market=wanted, as_of=query.as_of, language=query.language)


def with_reported(spec: ChartSpec, reported: Answer) -> ChartSpec:
    """Set what is reported for whole years beside the store's own sums, where those are by year."""
    if not isinstance(spec, OverTime):
        return spec
    of_years = [each for each in _figures(reported.rows) if _is_whole_year(each) and each.money is not None]
    amounts = tuple(
        tuple(sorted({each.money or 0 for each in of_years if str(_span(each)[0].year) == period}))
        for period in spec.periods
    )
    if not any(amounts):
        return spec
    units = _("; ").join((spec.frame.units, _("who reports what: {command}", command="!chart market")))
    return replace(spec, reported=amounts, frame=replace(spec.frame, units=units))


def _figures(rows: Iterable[Row]) -> list[MarketFigure]:
    """Give the figures of an answer that have a number and a time."""
    held = (
        MarketFigure.model_validate({key: value for key, value in row.items() if key != "type"})
        for row in rows
        if row.get("type") == "market_figure"
    )
    return [each for each in held if each.value is not None and each.period_start is not None]


def _most_told(figures: Sequence[MarketFigure]) -> list[MarketFigure]:
    """Give the figures of that metric, subject and unit of which there are most; of the sector's deals first."""
    groups: dict[tuple[str, str, str], list[MarketFigure]] = {}
    for each in figures:
        groups.setdefault((each.metric, each.subject, each.unit), []).append(each)
    of_deals = tuple(METRIC_OF.values())
    return max(groups.values(), key=lambda group: (group[0].metric in of_deals, len(group)), default=[])


def _is_whole_year(figure: MarketFigure) -> bool:
    start, end = _span(figure)
    return (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31))


def _span(figure: MarketFigure) -> _Span:
    start, end = figure.period_start, figure.period_end
    if start is None:
        raise ValueError(f"{figure.id} has no time")
    return start.first, (end or start).last


def merged(figures: Sequence[MarketFigure]) -> list[Claim]:
    """Put together those who say the same of one time, oldest first; what one says stands once."""
    told: dict[tuple[_Span, str], list[MarketFigure]] = {}
    for each in figures:
        told.setdefault((_span(each), _said(each)), []).append(each)
    disputed = _disputed(figures)
    ordered = sorted(told.items(), key=lambda each: (each[0][0], -(each[1][0].value or 0)))
    return [
        Claim(
            period=str(span[0].year) if _is_whole_year(those[0]) else spelled(those[0].period),
            value=float(those[0].value or 0),
            said=said,
            who=tuple(dict.fromkeys(map(_who, those))),
            is_rival=span in disputed and those[0].qualifier is None,
        )
        for (span, said), those in ordered
    ]


def _disputed(figures: Sequence[MarketFigure]) -> set[_Span]:
    """Give the times for which sources that give a plain figure differ by more than rounding."""
    plain: dict[_Span, list[float]] = {}
    for each in figures:
        if each.qualifier is None:
            plain.setdefault(_span(each), []).append(float(each.value or 0))
    return {span for span, values in plain.items() if max(values) > min(values) * _ROUNDED}


def _said(figure: MarketFigure) -> str:
    """Say a figure; dollars without naming them, for the units of the picture do."""
    if figure.unit != "USD m":
        return shown_value(figure)
    said = amount(figure.money)
    return (
        said if figure.qualifier is None else _("{qualifier} {amount}", qualifier=word(figure.qualifier), amount=said)
    )


def _who(figure: MarketFigure) -> str:
    """Give who says so, without where it was read."""
    return figure.asserted_by.partition(" via ")[0].partition(" (")[0]


def _words(slug: str, *, name: bool = False) -> str:
    said = word(slug.replace("-", " "))
    return said.title() if name else said
