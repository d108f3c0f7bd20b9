"""Pictures of answers: which one suits, and drawing it. matplotlib is loaded when the first picture is drawn."""

from bot.answers.model import Answer
from bot.charts.choosing import Style, asked, chart_for
from bot.charts.kept import Kept
from bot.charts.spec import ChartSpec
from bot.exports.file import File, file_name

__all__ = ["ChartSpec", "Style", "asked", "chart_for", "draw", "picture"]


def _draw_now(spec: ChartSpec) -> bytes:
    from bot.charts.drawing import png  # noqa: PLC0415  matplotlib takes a second to load

    return png(spec)


#: Draws a spec as PNG bytes, or gives the picture drawn before. It takes a second or so: event loops call it in a thread.
draw = Kept(_draw_now)


def picture(spec: ChartSpec, answer: Answer) -> File:
    """Draw a spec as a file that is named after its answer."""
    return File(file_name(answer, spec.frame.as_of, "png"), draw(spec), f"{spec.frame.title} ({spec.frame.units})")
