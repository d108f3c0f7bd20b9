"""Pictures in plain characters: within the terminal, as long as what they show."""

import re

import pytest

from bot.app import Readout
from bot.charts import plain
from bot.charts.spec import (
    Place,
    Ranking,
)
from tests.charts_support import FRAME, PICTURES, spec_of


@pytest.mark.parametrize("text", PICTURES, ids=str)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_plain_pictures_keep_within_the_terminal(readout: Readout, text: str, width: int) -> None:
    spec = spec_of(readout, text)
    assert spec is not None
    drawn = plain.lines(spec, width)
    assert max(map(plain._width, drawn)) <= width
    assert len(drawn) > 4


def test_plain_bars_are_as_long_as_their_amounts() -> None:
    spec = Ranking(FRAME, (Place("a", 400, 1), Place("b", 100, 1), Place("c", None, 1)))
    bars = [line.count("█") for line in plain.lines(spec, 80) if line[:2] in ("a ", "b ", "c ")]
    assert bars == [40, 10, 0]


def test_a_plain_timeline_shows_the_window_before_a_slip_and_the_one_now(readout: Readout) -> None:
    spec = spec_of(readout, "milestones slipped")
    assert spec is not None
    [line] = [each for each in plain.lines(spec, 100) if "2027-06-30" in each]
    assert re.search("╌{3,}━{3,}", line)
