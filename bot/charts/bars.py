"""Pictures made of bars: over time, upfront against total, rankings, mixes."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.answers.wording import clauses, plural
from bot.charts import theme
from bot.charts.days import months_named
from bot.charts.letters import entry, fitted, legend, legend_beside, size_for
from bot.charts.spec import OTHER, Against, Mix, OverTime, Ranking
from bot.charts.wording import amount, kind, short
from bot.i18n import _, word

#: Over more bars than these, labels would touch.
_LABELLED = 12
#: How far right of the middle of a bar a mark stands that belongs to it.
_BESIDE = 0.46
_TICKS, _TICKS_BESIDE_LEGEND = 12, 8
#: How many periods make a year: quarters (Q1 2025), halves (H1 2025), months (2025-01), years.
_UNITS_OF_A_YEAR = {"Q": 4, "H": 2, "-": 12, "": 1}


def over_time(figure: Figure, spec: OverTime) -> None:
    """Draw totals with the upfront part in front of them, and the number of deals below."""
    value, count = figure.subplots(2, 1, sharex=True, height_ratios=(2.4, 1))
    places = range(len(spec.periods))
    value.bar(places, [each or 0 for each in spec.totals], color=theme.MAIN, width=0.72, label=_("total (headline)"))
    value.bar(places, [each or 0 for each in spec.upfronts], color=theme.STRONG, width=0.72, label=_("of it upfront"))
    _dollars(value)
    legend(figure, [*value.get_legend_handles_labels()[0], *_reported(value, spec.reported)])
    bars = count.bar(places, spec.counts, color=theme.SOFT, width=0.72)
    count.set_ylabel(word("deals"))
    count.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    _quiet(value, count)
    if len(places) <= _LABELLED:
        _on_top(value, [each or 0 for each in spec.totals])
        count.bar_label(
            bars, labels=[f"{each}" if each else "" for each in spec.counts], fontsize=theme.SMALL, padding=1
        )
    value.margins(y=0.14)
    count.margins(y=0.35)
    _periods(count, spec.periods)


def _reported(axes: Axes, reported: Sequence[Sequence[int]]) -> list[Line2D]:
    """Mark what others report beside the bars; gives the entry of the legend, if there is anything to mark."""
    points = [(at + _BESIDE, each) for at, amounts in enumerate(reported) for each in amounts]
    if not points:
        return []
    label = _("reported by others")
    return axes.plot(*zip(*points, strict=True), "D", markersize=8, color=theme.CLAIMS[True], label=label)


def against(figure: Figure, spec: Against) -> None:
    """Draw totals above and upfront payments below, each on a scale of its own: the one is a few percent of the other."""
    panels = figure.subplots(2, 1, sharex=True, height_ratios=(1.4, 1))
    places = range(len(spec.labels))
    bars = (
        (spec.totals, theme.MAIN, _("total (headline)")),
        (spec.upfronts, theme.STRONG, word("upfront")),
    )
    handles = []
    for axes, (amounts, colour, name) in zip(panels, bars, strict=True):
        handles.append(axes.bar(places, [each or 0 for each in amounts], 0.6, color=colour, label=name))
        _dollars(axes, 4)
        _on_top(axes, amounts)
        axes.margins(y=0.25)
    _quiet(*panels)
    legend(figure, handles)
    labels = [
        f"{fitted(label, 22)}\n{plural(count, 'deal')}" for label, count in zip(spec.labels, spec.counts, strict=True)
    ]
    panels[-1].set_xticks(list(places), labels, fontsize=theme.TICK if len(places) <= 7 else theme.SMALL)


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
    _periods(axes, spec.periods, most=_TICKS_BESIDE_LEGEND)
    legend_beside(axes, bars)


def _amount_and_count(dollars: int | None, count: int, *, by_count: bool) -> str:
    parts = (amount(dollars), plural(count, "deal"))
    return clauses(parts[::-1] if by_count else parts)


def _dollars(axes: Axes, most: int = 5) -> None:
    axes.yaxis.set_major_locator(MaxNLocator(most))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: amount(round(value))))


def _quiet(*many: Axes) -> None:
    for axes in many:
        axes.grid(axis="y", linewidth=1)
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="both", length=0)


def _on_top(axes: Axes, amounts: Sequence[int | None]) -> None:
    """Write amounts above their bars, if all find room; in as many digits as do."""
    for digits in (3, 2):
        words = [short(dollars, digits) for dollars in amounts]
        if size := size_for(words, _slot(len(amounts)), theme.SMALL):
            for at, (dollars, said) in enumerate(zip(amounts, words, strict=True)):
                if dollars != 0:
                    axes.annotate(
                        said,
                        (at, dollars or 0),
                        (0, 3),
                        textcoords="offset points",
                        ha="center",
                        va="bottom",
                        fontsize=size,
                    )
            return


def _slot(places: int) -> float:
    """Give the pixels that each of so many places side by side takes, a little less than all."""
    return theme.WIDTH * 0.8 / places


def _periods(axes: Axes, periods: Sequence[str], most: int = _TICKS) -> None:
    """Name the periods below the axis; where all would not fit, the same ones of every year, or of every so many years."""
    a_year = _UNITS_OF_A_YEAR[periods[0][:1] if periods[0][:1] in "QH" else "-" if "-" in periods[0] else ""]
    steps = (step for step in (1, 2, 3, 4, 6, 12, 24, 60) if a_year % step == 0 or step % a_year == 0)
    step = next((step for step in steps if len(periods) <= step * most), 120)
    shown = [at for at, name in enumerate(periods) if _number(name, a_year) % step == 0] or [0]
    axes.set_xticks(shown, _named([periods[at] for at in shown]))


def _number(period: str, a_year: int) -> int:
    """Count periods since year 0."""
    year, part = (period[:4], period[5:]) if period[4:5] in ("", "-") else (period[3:], period[1:2])
    return int(year) * a_year + int(part or 1) - 1


def _named(periods: Sequence[str]) -> list[str]:
    if all("-" in name for name in periods):
        return months_named((int(name[:4]), int(name[5:])) for name in periods)
    halves = {"H1": _("H1"), "H2": _("H2")}
    parts = [name.partition(" ") for name in periods]
    return ["\n".join(filter(None, (halves.get(unit, unit), year))) for unit, _blank, year in parts]
