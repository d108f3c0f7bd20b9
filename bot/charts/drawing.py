"""Drawing: from what a picture shows to a PNG. Loads matplotlib; draws one picture at a time, for it is not made for threads."""

import io
import threading
from collections.abc import Callable
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from bot.charts import bars, bubbles, letters, theme, timeline
from bot.charts.spec import Against, Bubbles, ChartSpec, Frame, Mix, OverTime, Ranking, Timeline
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
}


def png(spec: ChartSpec) -> bytes:
    """Draw a picture of at most 1200 × 800 pixels. It takes a second or so: event loops call it in a thread."""
    with _lock:
        drawn = figure(spec)
        out = io.BytesIO()
        # Without the program's name and version the same picture is the same file.
        drawn.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def figure(spec: ChartSpec) -> Figure:
    """Lay out a picture without writing it down."""
    letters.set_up()
    drawn = Figure(figsize=(theme.WIDTH / theme.DPI, theme.HEIGHT / theme.DPI), dpi=theme.DPI)
    FigureCanvasAgg(drawn)
    drawn.set_layout_engine(ConstrainedLayoutEngine(rect=theme.PLACE, h_pad=0.08, w_pad=0.06))
    with speaking(spec.frame.language):
        _frame(drawn, spec.frame)
        _DRAWING[type(spec)](drawn, spec)
    return drawn


def _frame(drawn: Figure, frame: Frame) -> None:
    """Write title, units, source and day around the picture, cut to its width."""
    room = theme.WIDTH * (1 - 2 * theme.MARGIN)
    day = as_of(frame.as_of)
    source = _("Source: {publishers}", publishers=letters.drawable(frame.source)) if frame.source else "Readout"
    left = theme.MARGIN
    lines = (
        (theme.TITLE_AT, letters.drawable(frame.title), theme.TITLE, theme.INK, "top", room),
        (theme.UNITS_AT, letters.drawable(frame.units), theme.UNITS, theme.SOFT, "top", room),
        (theme.SOURCE_AT, source, theme.SMALL, theme.SOFT, "baseline", room - 190),
    )
    for height, words, size, colour, align, width in lines:
        text = drawn.text(left, height, words, fontsize=size, color=colour, va=align, ha="left")
        letters.squeeze(text, width)
    drawn.text(1 - left, theme.SOURCE_AT, day, fontsize=theme.SMALL, color=theme.SOFT, va="baseline", ha="right")
