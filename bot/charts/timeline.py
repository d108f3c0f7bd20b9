"""The picture of windows and dates on a line of time, one line each."""

from datetime import date, timedelta

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from bot.charts import theme
from bot.charts.days import number, ticks
from bot.charts.letters import fitted, legend
from bot.charts.spec import Mark, Span, Timeline
from bot.charts.timelines import LETTERS
from bot.i18n import _

_HEIGHT = 0.56
#: With fewer lines than this the lower part stays empty: bars keep their height.
_FEW = 6
#: What is shorter than this part of the whole picture is a point, with a sign of its own.
_POINT = 0.012
_SIGNS: dict[Mark, str] = {"window": "D", "firm": "D", "overdue": "D", "reached": "o", "deal": "s"}
#: Windows of long ago are cut off here, so that what comes has room.
_BACK, _AHEAD = timedelta(days=365 * 6), timedelta(days=365 * 5)


def draw(figure: Figure, spec: Timeline) -> None:
    """Draw each line: a bar for a window, a sign for a day; the window before a slip is hollow, an arrow shows the way."""
    axes = figure.subplots()
    first, last = _limits(spec)
    for place, span in enumerate(spec.spans):
        _line(axes, place, span, (first, last))
    axes.set_xlim(number(first), number(last))
    axes.set_ylim(max(len(spec.spans), _FEW) - 0.4, -0.6)
    axes.set_yticks(range(len(spec.spans)), [_label(each) for each in spec.spans], fontsize=theme.TICK - 2)
    if first <= spec.frame.as_of <= last:
        axes.axvline(number(spec.frame.as_of), color=theme.TODAY, linewidth=2, zorder=3)
    axes.set_xticks(*ticks(first, last, most=5))
    axes.grid(axis="x", linewidth=1)
    axes.tick_params(length=0)
    axes.spines["left"].set_visible(False)
    _legend(figure, spec, shows_today=first <= spec.frame.as_of <= last)


def _label(span: Span) -> str:
    return fitted(span.label, LETTERS)


def _limits(spec: Timeline) -> tuple[date, date]:
    """Give the first and last day of the picture, today among them unless all lies long ago."""
    today = spec.frame.as_of
    starts = [each.start for each in spec.spans] + [each.was[0] for each in spec.spans if each.was]
    ends = [each.end for each in spec.spans] + [each.was[1] for each in spec.spans if each.was]
    first, last = min(*starts, today), max(*ends, today)
    first, last = max(first, min(today - _BACK, max(ends))), min(last, max(today + _AHEAD, min(starts)))
    edge = timedelta(days=max(int((last - first).days * 0.04), 10))
    return first - edge, last + edge


def _line(axes: Axes, place: int, span: Span, limits: tuple[date, date]) -> None:
    colour = theme.MARKS[span.mark]
    whole = (limits[1] - limits[0]).days
    start, end = number(span.start), number(span.end + timedelta(days=1))
    if span.was is not None:
        _slip(axes, place, span.was, span.end)
    if (span.end - span.start).days < whole * _POINT:
        axes.plot([(start + end) / 2], [place], marker=_SIGNS[span.mark], markersize=14, color=colour, zorder=4)
    else:
        axes.barh(place, end - start, left=start, height=_HEIGHT, color=colour, zorder=2)


def _slip(axes: Axes, place: int, was: tuple[date, date], now_ends: date) -> None:
    start, end = number(was[0]), number(was[1] + timedelta(days=1))
    axes.barh(
        place,
        end - start,
        left=start,
        height=_HEIGHT,
        fill=False,
        edgecolor=theme.SLIP,
        linestyle="--",
        linewidth=2,
        zorder=3,
    )
    if now_ends <= was[1]:
        return
    axes.annotate(
        "",
        (number(now_ends + timedelta(days=1)), place),
        (end, place),
        arrowprops={"arrowstyle": "-|>", "color": theme.SLIP, "linewidth": 2.2, "shrinkA": 0, "shrinkB": 0},
        zorder=5,
    )


def _legend(figure: Figure, spec: Timeline, *, shows_today: bool) -> None:
    handles: list[Line2D | Patch] = [
        _sign(mark) for mark in theme.MARKS if any(each.mark == mark for each in spec.spans)
    ]
    if any(each.was for each in spec.spans):
        handles.append(
            Patch(fill=False, edgecolor=theme.SLIP, linestyle="--", linewidth=2, label=_("before it slipped"))
        )
    if shows_today:
        handles.append(Line2D([], [], color=theme.TODAY, linewidth=2, label=_("today")))
    legend(figure, handles)


def _sign(mark: Mark) -> Line2D:
    sign = "s" if mark == "window" else _SIGNS[mark]
    return Line2D(
        [], [], linestyle="", marker=sign, markersize=12, color=theme.MARKS[mark], label=_(theme.MARK_NAMES[mark])
    )
