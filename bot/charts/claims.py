"""The picture of reported figures: a line for each, with who says so at its end; those that differ for one time have a colour."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bot.charts import theme
from bot.charts.letters import drawable, fitted, legend, squeeze
from bot.charts.spec import Claim, Claims
from bot.i18n import _

#: With fewer lines than this the lower part stays empty.
_FEW = 6
#: The drawing is so much wider than its longest line, and the line as far from its words, in pixels.
_WIDER, _AWAY = 2.25, 16


def draw(figure: Figure, spec: Claims) -> None:
    """Draw each figure as far to the right as it is large, and write beside it what it is and who says so."""
    axes = figure.subplots()
    for place, claim in enumerate(spec.claims):
        colour = theme.CLAIMS[claim.is_rival]
        axes.plot([0, claim.value], [place, place], color=colour, linewidth=3)
        axes.plot([claim.value], [place], marker="D" if claim.is_rival else "o", markersize=11, color=colour)
    values = [claim.value for claim in spec.claims]
    axes.set_xlim(min(0, *values), max(*values, 0) * _WIDER or 1)
    axes.set_ylim(max(len(spec.claims), _FEW) - 0.4, -0.6)
    firsts = [at for at, each in enumerate(spec.claims) if at == 0 or spec.claims[at - 1].period != each.period]
    axes.set_yticks(firsts, [fitted(spec.claims[at].period, 22) for at in firsts])
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[["bottom", "left"]].set_visible(False)
    if any(claim.is_rival for claim in spec.claims):
        legend(figure, [_sign(is_rival=False), _sign(is_rival=True)])
    _name(figure, axes, spec.claims)


def _name(figure: Figure, axes: Axes, claims: Sequence[Claim]) -> None:
    """Write beside each line what it says and who says so, cut at the edge of the picture."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")  # what is written now must not move what it is measured against
    for place, claim in enumerate(claims):
        x, y = axes.transData.transform((claim.value, place))
        text = figure.text(
            (x + _AWAY) / theme.WIDTH, y / theme.HEIGHT, drawable(beside(claim)), va="center", fontsize=theme.SMALL
        )
        squeeze(text, theme.WIDTH * (1 - theme.MARGIN) - x - _AWAY)


def beside(claim: Claim) -> str:
    """Say a figure and who says so: "$137.7B PharmCube +2"."""
    more = f" +{len(claim.who) - 1}" if len(claim.who) > 1 else ""
    return f"{claim.said} {claim.who[0]}{more}"


def _sign(*, is_rival: bool) -> Line2D:
    label = _("sources differ") if is_rival else _("one figure")
    return Line2D(
        [], [], marker="D" if is_rival else "o", linestyle="", markersize=11, color=theme.CLAIMS[is_rival], label=label
    )
