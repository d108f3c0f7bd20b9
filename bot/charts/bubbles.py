"""The bubble picture: comparable deals by day, size and upfront part."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator
from matplotlib.transforms import Bbox, IdentityTransform

from bot.charts import theme
from bot.charts.days import number, ticks
from bot.charts.letters import entry, fitted, legend
from bot.charts.spec import OTHER, Bubble, Bubbles
from bot.charts.wording import amount, kind
from bot.i18n import _

_LABELS = 14
#: Areas of bubbles in points: of the largest upfront payment, and of one that is not disclosed.
_LARGEST, _SMALLEST = 3200.0, 90.0
_LETTERS = 28
#: Where a name may stand, the best first; pixels between it and its bubble.
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1))
_GAP = 4


def draw(figure: Figure, spec: Bubbles) -> None:
    """Draw the bubbles and name the largest deals, as far as the names find room."""
    axes = figure.subplots()
    groups = list(dict.fromkeys(each.group for each in sorted(spec.bubbles, key=_group_order)))
    colours = {
        group: theme.REST if group == OTHER else theme.KINDS[place % len(theme.KINDS)]
        for place, group in enumerate(groups)
    }
    most = max((each.upfront or 0 for each in spec.bubbles), default=0) or 1
    for each in spec.bubbles:
        area = max(_LARGEST * (each.upfront or 0) / most, _SMALLEST)
        filled = colours[each.group] if each.upfront is not None else theme.GROUND
        axes.scatter(
            number(each.day), each.total, s=area, c=filled, alpha=0.75, edgecolors=colours[each.group], linewidths=1.8
        )
    _scales(axes, spec.bubbles)
    _legend(figure, colours, hollow=any(each.upfront is None for each in spec.bubbles))
    _name(figure, axes, spec.bubbles)


def _group_order(bubble: Bubble) -> tuple[bool, str]:
    return (bubble.group == OTHER, bubble.group)


def _scales(axes: Axes, bubbles: Sequence[Bubble]) -> None:
    days, totals = [each.day for each in bubbles], [each.total for each in bubbles]
    span = max((max(days) - min(days)).days, 60)
    axes.set_xlim(number(min(days)) - span * 0.12, number(max(days)) + span * 0.2)
    axes.set_yscale("log")
    axes.set_ylim(min(totals) / 2.0, max(totals) * 2.4)
    subs = (1.0,) if max(totals) / min(totals) > 50 else (1.0, 2.0, 5.0)
    axes.yaxis.set_major_locator(LogLocator(subs=subs))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: amount(round(value))))
    axes.set_xticks(*ticks(min(days), max(days)))
    axes.grid(linewidth=1)
    axes.tick_params(length=0)


def _legend(figure: Figure, colours: dict[str, str], *, hollow: bool) -> None:
    dots = [_dot(colour, colour, entry(kind(group), 22)) for group, colour in colours.items()]
    if hollow:
        dots.append(_dot(theme.GROUND, theme.SOFT, _("upfront undisclosed")))
    legend(figure, dots)


def _dot(face: str, edge: str, label: str) -> Line2D:
    return Line2D(
        [], [], marker="o", linestyle="", markersize=11, markerfacecolor=face, markeredgecolor=edge, label=label
    )


def _name(figure: Figure, axes: Axes, bubbles: Sequence[Bubble]) -> None:
    """Name bubbles, the largest first, each at the first side where its name touches nothing else and stays inside."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")  # what is written now must not move what it is measured against
    inside = axes.get_window_extent()
    drawn = [_box(axes, each, bubbles) for each in bubbles]
    taken: list[Bbox] = []
    for place, each in enumerate(bubbles):
        if len(taken) >= _LABELS:
            break
        others = [*taken, *drawn[:place], *drawn[place + 1 :]]
        text = figure.text(0, 0, fitted(each.label, _LETTERS), fontsize=theme.SMALL)
        size = text.get_window_extent()
        for side in _SIDES:
            box = _beside(drawn[place], side, size.width, size.height)
            if _is_within(box, inside) and not any(map(box.overlaps, others)):
                taken.append(box)
                text.set_transform(IdentityTransform())
                text.set_position((box.x0 - size.x0, box.y0 - size.y0))
                break
        else:
            text.remove()


def _beside(bubble: Bbox, side: tuple[float, float], width: float, height: float) -> Bbox:
    """Give the place of a name on a side of a bubble, in pixels; -1 is left or below, 1 right or above."""
    across, up = side
    # In a corner a name may come nearer: the bubble is round.
    far = (bubble.width / 2) * (0.7 if across and up else 1) + _GAP
    x = (bubble.x0 + bubble.x1) / 2 + across * (far + width / 2)
    y = (bubble.y0 + bubble.y1) / 2 + up * (far + height / 2)
    return Bbox.from_extents(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _is_within(box: Bbox, room: Bbox) -> bool:
    return room.contains(box.x0, box.y0) and room.contains(box.x1, box.y1)


def _box(axes: Axes, bubble: Bubble, bubbles: Sequence[Bubble]) -> Bbox:
    """Give the square around a bubble, in pixels."""
    x, y = axes.transData.transform((number(bubble.day), bubble.total))
    half = _radius(bubble, bubbles) * theme.DPI / 72
    return Bbox.from_extents(x - half, y - half, x + half, y + half)


def _radius(bubble: Bubble, bubbles: Sequence[Bubble]) -> float:
    """Give a bubble's radius in points."""
    most = max((each.upfront or 0 for each in bubbles), default=0) or 1
    return math.sqrt(max(_LARGEST * (bubble.upfront or 0) / most, _SMALLEST) / math.pi)
