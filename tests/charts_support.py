"""What the tests of pictures share: the picture of a question, and whether all that is in it can be read."""

import struct
from itertools import combinations

from matplotlib.text import Text
from matplotlib.transforms import Bbox

from bot.app import Readout
from bot.attachments import charted
from bot.charts import ChartSpec, asked, letters, theme
from bot.charts.drawing import figure
from bot.charts.spec import Against, Bubbles, Claims, Frame, Mix, OverTime, Ranking, Timeline
from bot.exports import NothingToGiveError
from bot.i18n import speaking
from tests.conftest import TODAY

#: A question for each kind of picture, and what it must be answered with.
PICTURES: dict[str, type] = {
    "!deals 2025": OverTime,
    "!deals": OverTime,
    "!deals by month 2025": OverTime,
    "!deals by quarter": OverTime,
    "!deals by year": OverTime,
    "upfront by year": Against,
    "!compare 2024 2025": Against,
    "!deals by partner 2025": Ranking,
    "!deals by licensor": Ranking,
    "!deals by modality": Mix,
    "!deals by area 2025": Mix,
    "bubbles !deals ADC": Bubbles,
    "!deals PD-1xVEGF": Bubbles,
    "top 10 deals 2025 by upfront": Bubbles,
    "!milestones": Timeline,
    "milestones slipped": Timeline,
    "!drug AK112": Timeline,
    "依沃西": Timeline,
    "!company Akeso": Timeline,
    "!company 恒瑞": Timeline,
    "!trial HARMONi-3": Timeline,
    "!market": Claims,
    "!market 2025": Claims,
    "!market upfront": Claims,
    "!market WuXi AppTec": Claims,
    "!市场 2025": Claims,
    "total deal value by year": OverTime,
    "2025年交易": OverTime,
    "首付款按年份": Against,
    "2025年按被许可方交易": Ranking,
    "按药物类型交易": Mix,
    "气泡 ADC交易": Bubbles,
    "2027年上半年的里程碑": Timeline,
    "!公司 恒瑞": Timeline,
}
FRAME = Frame("Deals — 2025", "US$", "Reuters", TODAY)


def spec_of(readout: Readout, text: str) -> ChartSpec | None:
    words = asked(text)
    try:
        return charted(readout, readout.understand(words.question), words.style)[0]
    except NothingToGiveError:
        return None


#: How wide phones show a picture, and how high letters must be there, in pixels.
PHONE, LEAST_HIGH = 400, 8.0


def texts_of(spec: ChartSpec) -> list[tuple[str, Bbox]]:
    """Every text that can be seen in the picture, and where it stands, in pixels."""
    return [(each.get_text(), each.get_window_extent()) for each in seen_in(spec)]


def seen_in(spec: ChartSpec) -> list[Text]:
    drawn = figure(spec)
    with speaking(spec.frame.language):
        drawn.draw_without_rendering()
    hidden: set[int] = set()
    for axes in drawn.axes:
        for ticks, (low, high), place in (
            (axes.xaxis.get_major_ticks(), sorted(axes.get_xlim()), 0),
            (axes.yaxis.get_major_ticks(), sorted(axes.get_ylim()), 1),
        ):
            # Ticks outside the drawing are made, and not shown.
            hidden |= {id(tick.label1) for tick in ticks if not low <= tick.label1.get_position()[place] <= high}
    texts = [
        each for each in drawn.findobj(Text) if isinstance(each, Text) and each.get_visible() and id(each) not in hidden
    ]
    return [each for each in texts if each.get_text().strip()]


def check_readable(spec: ChartSpec) -> None:
    seen = seen_in(spec)
    for each in seen:
        high = float(each.get_fontsize()) * theme.DPI / 72 * PHONE / theme.WIDTH
        assert high >= LEAST_HIGH, f"{each.get_text()!r} is {high:.1f} pixels high on a phone"
    texts = [(each.get_text(), each.get_window_extent()) for each in seen]
    for text, box in texts:
        assert box.x0 >= 0, f"{text!r} is cut off at the left"
        assert box.y0 >= 0, f"{text!r} is cut off at the bottom"
        assert box.x1 <= theme.WIDTH, f"{text!r} is cut off at the right"
        assert box.y1 <= theme.HEIGHT, f"{text!r} is cut off at the top"
        assert all(ord(letter) in letters.known() or letter == "\n" for letter in text), f"no letters for {text!r}"
    for (one, at), (other, there) in combinations(texts, 2):
        narrow = Bbox.from_extents(at.x0 + 1, at.y0 + 1.5, at.x1 - 1, at.y1 - 1.5)
        assert not narrow.overlaps(there), f"{one!r} and {other!r} overlap"


def check_file(data: bytes) -> None:
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert (width, height) == (theme.WIDTH, theme.HEIGHT)
    assert width <= 1200
    assert len(data) < 1_000_000
