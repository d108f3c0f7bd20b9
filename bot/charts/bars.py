"""Pictures made of bars: over time, upfront against total, rankings, mixes."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.charts import theme
from bot.charts.days import months_named
from bot.charts.letters import entry, fitted, legend, legend_beside
from bot.charts.spec import Against, Mix, OverTime, Ranking
from db.money import format_usd

#: Over more bars than these, labels would touch.
_LABELLED = 12
_TICKS = 12


def over_time(figure: Figure, spec: OverTime) -> None:
    """Draw totals with the upfront part in front of them, and the number of deals below."""
    value, count = figure.subplots(2, 1, sharex=True, height_ratios=(2.4, 1))
    places = range(len(spec.periods))
    value.bar(places, [each or 0 for each in spec.totals], color=theme.MAIN, width=0.72, label="total (headline)")
    value.bar(places, [each or 0 for each in spec.upfronts], color=theme.STRONG, width=0.72, label="of it upfront")
    _dollars(value)
    legend(figure, value.get_legend_handles_labels()[0])
    bars = count.bar(places, spec.counts, color=theme.SOFT, width=0.72)
    count.set_ylabel("deals")
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
        label="total (headline)",
    )
    axes.bar(
        [at + 0.2 for at in places], [each or 0 for each in spec.upfronts], 0.38, color=theme.STRONG, label="upfront"
    )
    _dollars(axes)
    _quiet(axes)
    axes.margins(y=0.14)
    legend(figure, axes.get_legend_handles_labels()[0])
    size = theme.SMALL if len(places) <= 6 else theme.SMALL - 2
    for at, total, upfront in zip(places, spec.totals, spec.upfronts, strict=True):
        for shift, amount in ((-0.2, total), (0.2, upfront)):
            words = "undisclosed" if amount is None else format_usd(amount)
            _above(axes, at + shift, amount or 0, words, size)
    labels = [
        f"{fitted(label, 22)}\n{count} deal{'' if count == 1 else 's'}"
        for label, count in zip(spec.labels, spec.counts, strict=True)
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
        named = number < len(theme.KINDS) and not layer.name.startswith("other")
        colour = theme.KINDS[number] if named else theme.REST
        places = range(len(spec.periods))
        bars.append(axes.bar(places, layer.counts, bottom=below, color=colour, width=0.76, label=entry(layer.name, 24)))
        below = [before + count for before, count in zip(below, layer.counts, strict=True)]
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.set_ylabel("deals")
    _quiet(axes)
    _periods(axes, spec.periods)
    legend_beside(axes, bars)


def _amount_and_count(amount: int | None, count: int, *, by_count: bool) -> str:
    money = "undisclosed" if amount is None else format_usd(amount)
    deals = f"{count} deal{'' if count == 1 else 's'}"
    return f"{deals}, {money}" if by_count else f"{money}, {deals}"


def _dollars(axes: Axes) -> None:
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda amount, _: format_usd(round(amount))))


def _quiet(*many: Axes) -> None:
    for axes in many:
        axes.grid(axis="y", linewidth=1)
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="both", length=0)


def _on_top(axes: Axes, amounts: Sequence[int | None]) -> None:
    for at, amount in enumerate(amounts):
        if amount:
            _above(axes, at, amount, format_usd(amount), theme.SMALL if len(amounts) <= 8 else theme.SMALL - 1)


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
    return [name.replace(" ", "\n") for name in periods]
