"""Pictures: which one suits, what is in it, and that everything in it can be read."""

import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.model import Answer
from bot.answers.page import Page
from bot.app import Readout
from bot.attachments import tool_of
from bot.charts import ChartSpec, asked, chart_for, picture, plain
from bot.charts.drawing import png
from bot.charts.kept import Kept, digest
from bot.charts.spec import (
    Against,
    Bubble,
    Bubbles,
    Claim,
    Claims,
    Frame,
    Layer,
    Mix,
    OverTime,
    Place,
    Ranking,
    Span,
    Timeline,
)
from bot.exports.naming import Names, names_of
from bot.language.query import Query
from db.names import has_cjk
from tests.charts_support import FRAME, PICTURES, check_file, check_readable, spec_of, texts_of
from tests.conftest import TODAY

NASTY = "\u202e$x_1^2$ **@everyone** \u200b🙂🧬 مرحبا שלום 依沃西单抗 <t:1:R>\n\t" * 6


@pytest.mark.parametrize(("text", "kind"), PICTURES.items(), ids=str)
def test_each_question_has_its_picture_and_it_can_be_read(readout: Readout, text: str, kind: type) -> None:
    spec = spec_of(readout, text)
    assert spec is not None
    assert isinstance(spec, kind)
    check_readable(spec)
    check_file(png(spec))
    shown = " ".join(text for text, _ in texts_of(spec))
    chinese = spec.frame.language == "zh"
    assert ("截至2026-11-22" if chinese else "as of 2026-11-22") in shown
    assert ("来源：" if chinese else "Source: ") in shown


AMOUNT = re.compile(r"\$[\d.]+[KMBT]?")
ENGLISH = re.compile(r"\b(?:deals?|upfront|total|disclosed|source|window|reached|overdue|today|more|Jan|undisclosed)\b")


@pytest.mark.parametrize("text", [text for text in PICTURES if has_cjk(text) and not text.startswith("!company")])
def test_chinese_pictures_speak_chinese(readout: Readout, text: str) -> None:
    spec = spec_of(readout, text)
    assert spec is not None
    said = [*(text for text, _ in texts_of(spec)), *plain.lines(spec, 100)]
    assert not [each for each in said if ENGLISH.search(each) or AMOUNT.fullmatch(each)]
    assert spec.frame.title
    assert spec.frame.units


@pytest.mark.parametrize(
    "text",
    [
        "!search ADC",
        "!market BIOSECURE",
        "!help",
        "!about",
        "xyzzy plugh",
        "!deals 1999",
        "!milestones 1999",
        "!sources ak112",
    ],
)
def test_what_nothing_can_be_drawn_of_has_no_picture(readout: Readout, text: str) -> None:
    assert spec_of(readout, text) is None


def test_a_year_by_month_adds_up_to_the_answer(readout: Readout) -> None:
    spec = spec_of(readout, "!deals 2025")
    rows = readout.ask("!deals 2025", all_rows=True).rows
    assert isinstance(spec, OverTime)
    assert spec.periods == tuple(f"2025-{month:02}" for month in range(1, 13))
    dated = [row for row in rows if len(row["announced"]) >= 7]
    assert sum(spec.counts) == len(dated)
    assert f"{len(rows) - len(dated)} left out, dated only roughly" in spec.frame.units
    assert sum(each or 0 for each in spec.totals) == sum(row["total_usd"] or 0 for row in dated)
    assert sum(each or 0 for each in spec.upfronts) == sum(row["upfront_usd"] or 0 for row in dated)


def test_deals_that_enter_no_sum_are_not_drawn(readout: Readout) -> None:
    answer = readout.ask("!deals 2025", all_rows=True)
    strangers = [deal(1, direction="in"), deal(2, deal_type="amendment"), deal(3, deal_type="acquisition")]
    more = answer.model_copy(update={"rows": (*answer.rows, *strangers)})
    drawn = chart_for(answer.query, more, names_of(readout.store, answer), TODAY, "upfront")
    assert isinstance(drawn, Against)
    assert drawn.counts == (90,)


def test_partners_are_ranked_as_the_answer_ranks_them(readout: Readout) -> None:
    spec = spec_of(readout, "!deals by partner 2025")
    assert isinstance(spec, Ranking)
    assert spec.places[0].label in readout.ask("!deals by partner 2025").text
    counts = [place.count for place in spec.places]
    assert counts == sorted(counts, reverse=True)


def test_a_slip_shows_the_window_before(readout: Readout) -> None:
    spec = spec_of(readout, "milestones slipped")
    assert isinstance(spec, Timeline)
    assert [(span.was, span.start, span.end) for span in spec.spans] == [
        ((date(2027, 1, 1), date(2027, 4, 30)), date(2027, 1, 1), date(2027, 6, 30))
    ]


def test_windows_tell_firm_dates_and_overdue_ones_apart(readout: Readout) -> None:
    spec = spec_of(readout, "!milestones")
    assert isinstance(spec, Timeline)
    marks = {span.mark: span for span in spec.spans}
    assert {"window", "firm", "overdue"} <= marks.keys()
    assert marks["firm"].start == marks["firm"].end > TODAY
    assert marks["overdue"].end < TODAY
    assert spec.more > 0
    assert f"{spec.more} more not shown" in spec.frame.units


def test_the_modality_layers_hold_every_dated_deal(readout: Readout) -> None:
    spec = spec_of(readout, "!deals by modality 2025")
    assert isinstance(spec, Mix)
    dated = [row for row in readout.ask("!deals 2025", all_rows=True).rows if len(row["announced"]) >= 7]
    assert sum(sum(layer.counts) for layer in spec.layers) == len(dated)


@pytest.mark.parametrize(
    ("words", "style", "question"),
    [
        ("bubbles deals ADC", "bubbles", "deals ADC"),
        ("timeline AK112", "timeline", "AK112"),
        ("时间线 依沃西", "timeline", "依沃西"),
        ("deals 2025", None, "deals 2025"),
        ("bubbles", "bubbles", ""),
        ("", None, ""),
    ],
)
def test_a_picture_may_be_named(words: str, style: str | None, question: str) -> None:
    assert (asked(words).style, asked(words).question) == (style, question)


def deal(number: int, **fields: Any) -> dict[str, Any]:
    day = date(2025, 1, 1) + timedelta(days=number % 365)
    return {
        "id": f"d{number}",
        "type": "deal",
        "announced": str(day),
        "licensors": ["a"],
        "licensees": [f"b{number % 40}"],
        "drugs": [],
        "direction": "out",
        "deal_type": "license",
        "modality": "ADC",
        "area": "oncology",
        "total_usd": 10**9 + number,
        "upfront_usd": 10**7 * (number % 90),
        "sources": [],
        **fields,
    }


@pytest.mark.parametrize(
    "style", ["time", "upfront", "partners", "licensors", "modality", "area", "bubbles", "timeline"]
)
@pytest.mark.parametrize("count", [1, 5000])
def test_one_deal_or_five_thousand_can_be_read(style: Any, count: int) -> None:
    rows = tuple(deal(number) for number in range(count))
    answer = Answer(kind="deals", query=Query(kind="deals"), rows=rows, page=Page("deals", NASTY))
    names = Names({key: f"{NASTY} {key}"[-200:] for key in ("a", *(f"b{number}" for number in range(40)))}, {})
    spec = chart_for(answer.query, answer, names, TODAY, style)
    assert spec is not None
    check_readable(spec)
    check_file(png(spec))


def test_bubbles_say_which_deals_are_not_shown() -> None:
    rows = tuple(deal(number, total_usd=None if number % 10 == 0 else 10**9 + number) for number in range(1000))
    answer = Answer(kind="deals", query=Query(kind="deals"), rows=rows, page=Page("deals", "Made"))
    spec = chart_for(answer.query, answer, Names(), TODAY, "bubbles")
    assert isinstance(spec, Bubbles)
    assert spec.frame.units.endswith("the largest 60 of 900 deals; 100 more disclose no total")
    assert min(bubble.total for bubble in spec.bubbles) > 10**9 + 900


def long_specs(text: str) -> list[ChartSpec]:
    frame = Frame(text, text, text, TODAY)
    days = (date(2020, 1, 1), date(2026, 11, 22), date(2027, 6, 30))
    spans = tuple(
        Span(text, start, end, mark, (start, end) if mark == "window" else None)
        for start, end in pairwise(days)
        for mark in ("window", "firm", "overdue", "reached", "deal")
    )
    return [
        Ranking(frame, tuple(Place(text, 10**12 - number, 9999) for number in range(10))),
        Mix(frame, ("2024", "2025"), tuple(Layer(text, (number, 1)) for number in range(8))),
        Bubbles(frame, tuple(Bubble(text, day, 10**9, 10**8, text[number:]) for number, day in enumerate(days))),
        Timeline(frame, spans),
        Against(frame, (text, f"{text}2"), (None, 10**12), (None, None), (1, 2)),
        Claims(
            frame, tuple(Claim(text, 10.0**12 - number, text, (text,), is_rival=number > 3) for number in range(12))
        ),
    ]


@pytest.mark.parametrize("text", ["W" * 200, "依沃西单抗" * 40, NASTY, "$a_b^c{d}%"])
def test_texts_of_any_kind_can_be_read(text: str) -> None:
    for spec in long_specs(text):
        check_readable(spec)


@settings(max_examples=5)
@given(st.text(max_size=120))
def test_no_text_keeps_a_picture_from_being_drawn(text: str) -> None:
    for spec in long_specs(text):
        check_file(png(spec))
        assert plain.lines(spec)


def test_the_same_picture_is_drawn_once() -> None:
    drawn: list[ChartSpec] = []

    def drawing(spec: ChartSpec) -> bytes:
        drawn.append(spec)
        return b"png"

    kept = Kept(drawing, most=2)
    one, same, other = (Ranking(FRAME, (Place(name, 1, 1),)) for name in ("a", "a", "b"))
    assert [kept(spec) for spec in (one, same, other, one)] == [b"png"] * 4
    assert drawn == [one, other]
    kept(Ranking(FRAME, (Place("c", 1, 1),)))  # the least used goes
    kept(other)
    assert len(drawn) == 4
    assert digest(one) == digest(same) != digest(other)


def test_the_same_spec_is_the_same_file() -> None:
    spec = Ranking(FRAME, (Place("a", 1, 1),))
    assert png(spec) == png(spec)


def test_a_picture_is_a_file_with_a_name_and_a_sentence(readout: Readout) -> None:
    answer = readout.ask("!deals 2025", all_rows=True)
    spec = spec_of(readout, "!deals 2025")
    assert spec is not None
    made = picture(spec, answer)
    assert made.name == "readout-deals-2025-2026-11-22.png"
    assert made.sentence.startswith("Deals — 2025 (US$; disclosed: total 73")
    check_file(made.data)


def test_choosing_a_picture_loads_no_drawing_library() -> None:
    code = (
        "import sys, bot.charts, bot.charts.plain, bot.exports, bot.calendars, bot.calendars.publish\n"
        "heavy = {'matplotlib', 'numpy', 'openpyxl', 'icalendar', 'discord'} & set(sys.modules)\n"
        "print(*sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("chart of total deal value by year", ("chart", "total deal value by year")),
        ("please draw me a chart of deals by quarter!", ("chart", "deals by quarter")),
        ("timeline of AK112", ("chart", "timeline AK112")),
        ("plot upfront by year", ("chart", "upfront by year")),
        ("画一张2025年交易的图", ("chart", "2025年交易")),
        ("画依沃西的时间线", ("chart", "时间线 依沃西")),
        ("!chart deals", ("chart", "deals")),
        ("deals by year", None),
        ("what is the timeline?", None),
    ],
)
def test_a_picture_may_be_asked_for_in_a_sentence(text: str, tool: tuple[str, str] | None) -> None:
    assert tool_of(text) == tool
