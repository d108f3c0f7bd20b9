"""Periods, days, and what is wrong with them or with amounts, in Chinese; what has no form is given as it is."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import db
from bot import i18n
from bot.answers.times import days_in_words, spelled
from bot.i18n import speaking
from bot.sentences import SENTENCES, told
from db import names
from db.money import MoneyError, parse_money
from db.periods import PeriodError, parse_period


@pytest.mark.parametrize(
    ("words", "chinese"),
    [
        ("2025", "2025年"),
        ("H1 2026", "2026年上半年"),
        ("Q3 2026", "2026年第三季度"),
        ("early 2027", "2027年初"),
        ("mid-2025", "2025年中"),
        ("late 2025 or early 2026", "2025年末或2026年初"),
        ("by end of 2025", "2025年底前"),
        ("2026-08-24 to 2026-11-22", "2026-08-24至2026-11-22"),
        ("2024 to 2025", "2024年至2025年"),
        ("since 2024", "2024年起"),
        ("completes 2027-11", "预计2027-11完成"),
        ("near term", "近期"),
        ("2025-05-20", "2025-05-20"),
        ("soon, according to them", "soon, according to them"),
        ("first to file", "first to file"),
    ],
)
def test_spans_as_they_are_said(words, chinese):
    assert spelled(words) == words
    with speaking("zh"):
        assert spelled(words) == chinese


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("截至2026-11-22", "截至2026年11月22日"),
        ("指引自2025-10以来未变", "指引自2025年10月以来未变"),
        ("2026-08-24至2026-11-22", "2026年8月24日至2026年11月22日"),
        ("（2026-01-12）", "（2026年1月12日）"),
        ("2025-05-20-3sbio-pfizer-ssgj-707", "2025-05-20-3sbio-pfizer-ssgj-707"),
        ("!sources 2025-05-20-3sbio-pfizer-ssgj-707", "!sources 2025-05-20-3sbio-pfizer-ssgj-707"),
        ("!deals 2025-05", "!deals 2025-05"),
        ("screening completed by 2026-02-23, last patient", "screening completed by 2026-02-23, last patient"),
        ("https://example.com/2025-05-20", "https://example.com/2025-05-20"),
        ("2025-13", "2025-13"),
        ("NCT-2025-05", "NCT-2025-05"),
    ],
)
def test_days_are_written_out_unless_they_are_part_of_something(text, said):
    assert days_in_words(text) == said


@given(st.text(max_size=60))
def test_any_span_can_be_said(words):
    assert spelled(words) == words
    with speaking("zh"):
        assert isinstance(spelled(words), str)


REFUSED_PERIODS = (
    "2025-02-30", "2025-13", "Q5 2025", "H3 2025", "1850", "last 0 days", "03/04/2025", "2025-06-01 to 2025-01-01",
    "last 999999999 years", "2024, 2025", "whenever",
)  # fmt: skip


REFUSED_AMOUNTS = ("-$5m", "$1,5bn", "$1.005", "$99999999999bn", "lots", "$5m eur")


def _refusal(words: str) -> str:
    try:
        if words in REFUSED_PERIODS:
            parse_period(words, today=date(2026, 11, 22))
        else:
            parse_money(words)
    except (PeriodError, MoneyError) as error:
        return str(error)
    return ""


@pytest.mark.parametrize("words", [*REFUSED_PERIODS, *REFUSED_AMOUNTS])
def test_what_periods_and_amounts_refuse_is_said_in_chinese(words):
    english = _refusal(words)
    assert english
    assert told(english) == english
    with speaking("zh"):
        assert names.has_cjk(told(english)), english


def test_every_sentence_of_periods_and_amounts_has_a_form():
    """What a form does not fit would be shown in English."""
    sentences = [
        made
        for package in ("periods", "money")
        for file in (Path(db.__file__).parent / package).glob("*.py")
        for made in re.findall(r"(?:Period|Money)Error\(\s*(f?\"[^\n]*)", file.read_text(encoding="utf-8"))
    ]
    assert len(sentences) >= 20
    known = {_start(form) for form in SENTENCES}
    lost = [made for made in sentences if not any(_start(made) in form or form in _start(made) for form in known)]
    assert lost == []


def _start(sentence: str) -> str:
    """Give the first words of a sentence in the code that are not filled in."""
    bare = sentence.removeprefix("f").strip('"').rstrip(')"').replace('"', "")
    return next(part.strip() for part in re.split(r"\{[^}]*\}", bare) if len(part.strip()) > 3)


def test_what_is_unknown_to_the_catalogue_is_given_as_it_is():
    with speaking("zh"):
        assert told("something else went wrong") == "something else went wrong"
        assert i18n.word("Ruritania") == "Ruritania"
