"""Pictures made of bars: over time, upfront against total, rankings, mixes."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.answers.wording import clauses, plural
from bot.charts import theme
from bot.charts.days import months_named
from bot.charts.letters import entry, fitted, legend, legend_beside, size_for
from bot.charts.spec import OTHER, Against, Mix, OverTime, Ranking
from bot.charts.wording import amount, kind
from bot.i18n import _, word

#: Over more bars than these, labels would touch.
_LABELLED = 12
_TICKS = 12


def over_time(figure: Figure, spec: OverTime) -> None:
    """Draw totals with the upfront part in front of them, and the number of deals below."""
    value, count = figure.subplots(2, 1, sharex=True, height_ratios=(2.4, 1))
    places = range(len(spec.periods))
    value.bar(places, [each or 0 for each in spec.totals], color=theme.MAIN, width=0.72, label=_("total (headline)"))
    value.bar(places, [each or 0 for each in spec.upfronts], color=theme.STRONG, width=0.72, label=_("of it upfront"))
    _dollars(value)
    legend(figure, value.get_legend_handles_labels()[0])
    bars = count.bar(places, spec.counts, color=theme.SOFT, width=0.72)
    count.set_ylabel(word("deals"))
    count.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    _quiet(value, count)
    if len(places) <= _LABELLED:
        _on_top(value, spec.totals)
        count.bar_label(
            bars, labels=[f"{each}" if each else "" for each in spec.counts], fontsize=theme.SMALL, padding=1
        )
    value.margins(y=0.14)
    count.margins(y=0.35)
    _periods(count, spec.periods)


def against(figure: Figure, spec: Against) -> None:
    """Draw totals and upfront payments next to each other, the share between them in figures."""
    axes = figure.subplots()
    places = range(len(spec.labels))
    axes.bar(
        [at - 0.2 for at in places],
        [each or 0 for each in spec.totals],
        0.38,
        color=theme.MAIN,
        label=_("total (headline)"),
    )
    axes.bar(
        [at + 0.2 for at in places],
        [each or 0 for each in spec.upfronts],
        0.38,
        color=theme.STRONG,
        label=word("upfront"),
    )
    _dollars(axes)
    _quiet(axes)
    axes.margins(y=0.14)
    legend(figure, axes.get_legend_handles_labels()[0])
    for shift, room, amounts in ((-0.2, 0.65, spec.totals), (0.2, 0.45, spec.upfronts)):
        size = size_for(map(amount, amounts), _slot(len(places)) * room, theme.SMALL)
        for at, dollars in zip(places, amounts, strict=True):
            _above(axes, at + shift, dollars or 0, amount(dollars), size)
    labels = [
        f"{fitted(label, 22)}\n{plural(count, 'deal')}" for label, count in zip(spec.labels, spec.counts, strict=True)
    ]
    axes.set_xticks(list(places), labels, fontsize=theme.TICK if len(places) <= 7 else theme.SMALL)


def ranking(figure: Figure, spec: Ranking) -> None:
    """Draw a ranking from top to bottom, its figures at the ends of the bars."""
    axes = figure.subplots()
    places = range(len(spec.places))
    lengths = [each.count if spec.by_count else each.amount or 0 for each in spec.places]
    bars = axes.barh(places, lengths, color=theme.MAIN, height=0.68)
    labels = [_amount_and_count(each.amount, each.count, by_count=spec.by_count) for each in spec.places]
    axes.bar_label(bars, labels=labels, fontsize=theme.LABEL, padding=6)
    axes.set_yticks(list(places), [fitted(each.label, 26) for each in spec.places])
    axes.invert_yaxis()
    axes.set_xlim(0, (max(lengths, default=0) or 1) * 1.38)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.spines[["bottom", "left"]].set_visible(False)


def mix(figure: Figure, spec: Mix) -> None:
    """Draw kinds of deals on top of each other, over time."""
    axes = figure.subplots()
    below = [0] * len(spec.periods)
    bars = []
    for number, layer in enumerate(spec.layers):
        named = number < len(theme.KINDS) and layer.name != OTHER
        colour = theme.KINDS[number] if named else theme.REST
        places = range(len(spec.periods))
        bars.append(
            axes.bar(places, layer.counts, bottom=below, color=colour, width=0.76, label=entry(kind(layer.name), 24))
        )
        below = [before + count for before, count in zip(below, layer.counts, strict=True)]
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.set_ylabel(word("deals"))
    _quiet(axes)
    _periods(axes, spec.periods)
    legend_beside(axes, bars)


def _amount_and_count(dollars: int | None, count: int, *, by_count: bool) -> str:
    parts = (amount(dollars), plural(count, "deal"))
    return clauses(parts[::-1] if by_count else parts)


def _dollars(axes: Axes) -> None:
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: amount(round(value))))


def _quiet(*many: Axes) -> None:
    for axes in many:
        axes.grid(axis="y", linewidth=1)
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="both", length=0)


def _on_top(axes: Axes, amounts: Sequence[int | None]) -> None:
    size = size_for(map(amount, amounts), _slot(len(amounts)), theme.SMALL)
    for at, dollars in enumerate(amounts):
        if dollars:
            _above(axes, at, dollars, amount(dollars), size)


def _slot(places: int) -> float:
    """Give the pixels that each of so many places side by side takes, a little less than all."""
    return theme.WIDTH * 0.85 / places


def _above(axes: Axes, at: float, height: float, words: str, size: float) -> None:
    axes.annotate(words, (at, height), (0, 3), textcoords="offset points", ha="center", va="bottom", fontsize=size)


def _periods(axes: Axes, periods: Sequence[str]) -> None:
    """Name the periods below the axis, every so many of them where all would not fit."""
    step = -(-len(periods) // _TICKS)
    shown = list(range(0, len(periods), step))
    axes.set_xticks(shown, _named([periods[at] for at in shown]))


def _named(periods: Sequence[str]) -> list[str]:
    if all("-" in name for name in periods):
        return months_named((int(name[:4]), int(name[5:])) for name in periods)
    halves = {"H1": _("H1"), "H2": _("H2")}
    parts = [name.partition(" ") for name in periods]
    return ["\n".join(filter(None, (halves.get(unit, unit), year))) for unit, _blank, year in parts]
