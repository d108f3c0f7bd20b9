"""The fonts, and what can be drawn with them: Chinese and Latin letters from one, the rest from what matplotlib brings."""

from collections.abc import Iterable, Sequence
from functools import cache

import pylopdf_fonts_zh_cn
from matplotlib import font_manager, rcParams
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.legend import Legend
from matplotlib.text import Text

from bot.charts import theme
from bot.render.markdown import plain

#: What matplotlib itself ships, for signs that the first font lacks.
_BESIDE = "DejaVu Sans"
#: What stands for the rest of a text. The Chinese font's ellipsis hangs in the middle of the line, its dot is as wide as a
#: character; between Latin letters both look like gaps.
CUT = "..."
#: Pixels that the sign of an entry and the gap take; how wide an entry beside the drawing may be.
_SIGN_ROOM, _BESIDE_ROOM = 62, 210
#: What the line of units is known by in a figure.
UNITS = "units"
#: What a Latin letter takes of the size it is written in.
_EM = 0.56
#: After these a line may end.
_BREAKS = " ；，、："
_SHOWN_AS = str.maketrans({"…": "...", "·": "|"})


@cache
def set_up() -> None:
    """Make the fonts known and the theme the default, once; nothing else in the program draws."""
    path = pylopdf_fonts_zh_cn.sans_path()
    font_manager.fontManager.addfont(str(path))
    for setting, value in theme.SETTINGS.items():
        rcParams[setting] = value
    rcParams["font.family"] = [font_manager.FontProperties(fname=str(path)).get_name(), _BESIDE]


@cache
def known() -> frozenset[int]:
    """Give the characters that the fonts have."""
    paths = (str(pylopdf_fonts_zh_cn.sans_path()), font_manager.findfont(_BESIDE))
    return frozenset(code for path in paths for code in font_manager.get_font(path).get_charmap())


def drawable(text: str) -> str:
    """Give a text as it can be drawn: on one line, without what no font has; a question mark if nothing is left."""
    kept = "".join(character for character in plain(text).translate(_SHOWN_AS) if ord(character) in known())
    return " ".join(kept.split()) or ("?" if text.strip() else "")


def fitted(text: str, room: int) -> str:
    """Cut a text for labels to about ``room`` Latin letters; a Chinese character takes the room of two."""
    text = drawable(text)
    if _room(text) <= room:
        return text
    while text and _room(text) > room - len(CUT):
        text = text[:-1]
    return f"{text.rstrip()}{CUT}"


def _room(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def size_for(texts: Iterable[str], width: float, most: int) -> int | None:
    """Give the size, at most ``most``, in which each text takes about ``width`` pixels at most; None if it would be too small."""
    ems = max((_room(drawable(text)) for text in texts), default=0) * _EM
    size = most if not ems else min(most, int(width / ems * 72 / theme.DPI))
    return size if size >= theme.SMALLEST else None


def squeeze(text: Text, width: float) -> None:
    """Shrink a text that stands in a figure a little, then shorten it, until it is at most ``width`` pixels wide."""
    for size in range(int(text.get_fontproperties().get_size_in_points()), theme.SMALLEST - 1, -1):
        text.set_fontsize(size)
        if text.get_window_extent().width <= width:
            return
    words = text.get_text()
    while len(words) > 1 and (now := text.get_window_extent().width) > width:
        words = words[: max(min(int(len(words) * width / now), len(words) - 1), 1)]
        text.set_text(f"{words.rstrip(' ·,—(')}{CUT}")


def fold(text: Text, width: float) -> None:
    """Shrink a text that stands in a figure a little, or put it on two lines; what is too wide even so is cut."""
    usual = text.get_fontsize()
    for size in range(int(usual), theme.SMALLEST - 1, -1):
        text.set_fontsize(size)
        if text.get_window_extent().width <= width:
            return
    text.set_fontsize(usual)
    words = text.get_text()
    ends = [at for at, letter in enumerate(words, start=1) if letter in _BREAKS]
    at = max((end for end in ends if _width(text, words[:end].rstrip()) <= width), default=0)
    text.set_text(words[at:])
    squeeze(text, width)
    if at:
        text.set_text(f"{words[:at].rstrip()}\n{text.get_text()}")


def _width(text: Text, words: str) -> float:
    text.set_text(words)
    return float(text.get_window_extent().width)


def entry(text: str, room: int) -> str:
    """Give a text as the label of a legend's entry: matplotlib leaves out those that are empty or begin with an underscore."""
    return fitted(text.strip().lstrip("_") or "?", room)


def legend(figure: Figure, handles: Sequence[Artist]) -> None:
    """Put a legend below the units, on two lines if one has no room for it, and the drawing below that."""
    room = theme.WIDTH * (1 - 2 * theme.MARGIN)
    made = _legend(figure, handles, len(handles))
    if made.get_window_extent().width > room:
        made.remove()
        columns = -(-len(handles) // 2)
        made = _legend(figure, handles, columns)
        if made.get_window_extent().width > room:
            for text in made.get_texts():
                squeeze(text, room / columns - _SIGN_ROOM)
    let_down(figure, made.get_window_extent().y0 / theme.HEIGHT)


def _legend(figure: Figure, handles: Sequence[Artist], columns: int) -> Legend:
    return figure.legend(
        handles=list(handles),
        loc="upper left",
        bbox_to_anchor=(theme.MARGIN, below_units(figure)),
        ncols=columns,
        borderpad=0,
        borderaxespad=0,
        columnspacing=1.2,
        handlelength=1.5,
        handletextpad=0.4,
        labelspacing=0.25,
    )


def let_down(figure: Figure, top: float) -> None:
    """Let the drawing fill the picture from the source line up to a height, given as a part of the picture's."""
    place = (theme.LEFT, theme.BOTTOM, 1 - 2 * theme.LEFT, top - theme.BOTTOM)
    figure.set_layout_engine(ConstrainedLayoutEngine(rect=place, h_pad=0.08, w_pad=0.06))


def below_units(figure: Figure) -> float:
    """Give where the line below the units begins, as a part of the picture's height."""
    lowest = min((text.get_window_extent().y0 for text in figure.texts if text.get_gid() == UNITS), default=0)
    return float(lowest) / theme.HEIGHT - theme.GAP


def legend_beside(axes: Axes, handles: Sequence[BarContainer]) -> None:
    """Put a legend to the right of the drawing, the last entry on top as in a stack."""
    made = axes.legend(
        handles=list(handles), loc="upper left", bbox_to_anchor=(1.0, 1.02), fontsize=theme.SMALL, reverse=True
    )
    for text in made.get_texts():
        squeeze(text, _BESIDE_ROOM)
