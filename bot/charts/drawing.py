"""Drawing: from what a picture shows to a PNG. Loads matplotlib; draws one picture at a time, for it is not made for threads."""

import io
import threading
from collections.abc import Callable
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.charts import bars, bubbles, claims, letters, theme, timeline
from bot.charts.spec import Against, Bubbles, ChartSpec, Claims, Frame, Mix, OverTime, Ranking, Timeline
from bot.charts.wording import as_of
from bot.i18n import _, speaking

_lock = threading.Lock()

_DRAWING: dict[type, Callable[[Figure, Any], None]] = {
    OverTime: bars.over_time,
    Against: bars.against,
    Ranking: bars.ranking,
    Mix: bars.mix,
    Bubbles: bubbles.draw,
    Timeline: timeline.draw,
    Claims: claims.draw,
}


def png(spec: ChartSpec) -> bytes:
    """Draw a picture. It takes a second or so: event loops call it in a thread."""
    with _lock:
        drawn = figure(spec)
        out = io.BytesIO()
        with speaking(spec.frame.language):  # what stands at the axes is worded only now
            # Without the program's name and version the same picture is the same file.
            drawn.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def figure(spec: ChartSpec) -> Figure:
    """Lay out a picture without writing it down."""
    letters.set_up()
    drawn = Figure(figsize=(theme.WIDTH / theme.DPI, theme.HEIGHT / theme.DPI), dpi=theme.DPI)
    FigureCanvasAgg(drawn)
    with speaking(spec.frame.language):
        _frame(drawn, spec.frame)
        letters.let_down(drawn, letters.below_units(drawn))
        _DRAWING[type(spec)](drawn, spec)
    return drawn


def _frame(drawn: Figure, frame: Frame) -> None:
    """Write title, units, source and day around the picture, cut to its width."""
    room = theme.WIDTH * (1 - 2 * theme.MARGIN)
    day = as_of(frame.as_of)
    source = _("Source: {publishers}", publishers=letters.drawable(frame.source)) if frame.source else "Readout"
    left = theme.MARGIN
    title = drawn.text(left, theme.TITLE_AT, letters.drawable(frame.title), fontsize=theme.TITLE, va="top")
    letters.squeeze(title, room)
    units = drawn.text(
        left, theme.UNITS_AT, letters.drawable(frame.units), fontsize=theme.UNITS, color=theme.SOFT, va="top"
    )
    units.set_gid(letters.UNITS)
    letters.fold(units, room)
    below: dict[str, Any] = {"fontsize": theme.SMALL, "color": theme.SOFT, "va": "baseline"}
    as_of_day = drawn.text(1 - left, theme.SOURCE_AT, day, ha="right", **below)
    from_whom = drawn.text(left, theme.SOURCE_AT, source, **below)
    letters.squeeze(from_whom, room - as_of_day.get_window_extent().width - 20)
