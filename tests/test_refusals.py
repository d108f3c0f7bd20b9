"""What is refused or asked back says what to type instead, and what it says can be typed."""

from datetime import date
from pathlib import Path

import pytest

from bot.app import Readout
from db.store import Store

#: A text, and the sentence that answers it or its beginning; then the first thing that is suggested.
REFUSED = [
    ("!deals 03/04/2026", "that can be 2026-03-04 or 2026-04-03", "!deals 2026-03-04"),
    ("!deals ADC 03/04/2026 top 5", "that can be 2026-03-04 or 2026-04-03", "!deals ADC 2026-03-04 top 5"),
    ("deals on 03/04/2026", "that can be 2026-03-04 or 2026-04-03", "deals on 2026-03-04"),
    ("!deals 2025 upfront>=banana", "“banana” is no amount; write one such as upfront>=100m", "!deals 2025"),
    ("!deals upfront=banana", "“banana” is no amount; write one such as upfront>=100m", "!deals upfront>=100m"),
    ("!deals 2025 upfront>", "an amount is missing after >, as in upfront>=100m", "!deals 2025"),
    ("!deals 2025 total < 2.5", "“2.5” of what? Write the unit with it", "!deals 2025 total < 2.5m"),
    ("!deals 2025 to:", "say which company after to:", "!deals from:CSPC to:AstraZeneca"),
    ("!deal xyz", "no deal called xyz is in the store", "!search xyz"),
    (
        "!deal 2025-05-20-3sbio-pfizr-ssgj-70",
        "no deal called 2025-05-20-3sbio-pfizr-ssgj-70 is in the store; did you mean 2025-05-20-3sbio-pfizer-ssgj-707",
        "!deal 2025-05-20-3sbio-pfizer-ssgj-707",
    ),
    ("!deal 2025-05-2", "the store holds no such deal", "!deals"),
    ("!trial NCT0639642", "no trial called NCT0639642 is in the store; did you mean NCT06396429?", "!trial NCT06396429"),
    ("!sources xyz", "no id or name called xyz is in the store", "!search xyz"),
    ("!sources ak11", "no id or name called ak11 is in the store; did you mean AK111 or AK112?", "!sources AK111"),
    (
        "!sources 2025-05-20-3sbio",
        "no id or name called 2025-05-20-3sbio is in the store; did you mean 2025-05-20-3sbio-pfizer-ssgj-707?",
        "!sources 2025-05-20-3sbio-pfizer-ssgj-707",
    ),
    ("!milestones xyz", "not understood: “xyz”; after !milestones stands: period, company", "!milestones"),
    ("!market xyz", "not understood: “xyz”; after !market stands: period, subject", "!market 2025"),
    ("!compare xyz abc", "not understood: “xyz”, “abc”; after !compare stands:", "!compare 2024 2025"),
    ("2025", "what of 2025?", "!deals 2025"),
    ("next week", "what of next week?", "!deals next week"),
]  # fmt: skip


@pytest.fixture(scope="module")
def readout(bundled_store_path: Path):
    with Store(bundled_store_path) as store:
        yield Readout(store, today=lambda: date(2026, 11, 22))


@pytest.mark.parametrize(("text", "sentence", "suggested"), REFUSED)
def test_what_is_not_answered_says_what_to_type(readout, text, sentence, suggested):
    answer = readout.ask(text)
    assert answer.kind in ("unknown", "clarify")
    assert answer.text.splitlines()[0].casefold().startswith(sentence.casefold())
    assert answer.suggestions[0] == suggested
    assert suggested in answer.text


@pytest.mark.parametrize("text", [text for text, *_ in REFUSED])
def test_what_is_suggested_is_answered(readout, text):
    for suggestion in readout.ask(text).suggestions:
        assert readout.ask(suggestion).kind != "unknown", suggestion


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("!deals2025 ADC", "!deals 2025 ADC"),
        ("!交易2025年ADC", "!交易 2025年ADC"),
        ("！药物依沃西", "!药物 依沃西"),
        ("!deals 2025 -ADC", "!deals 2025 not ADC"),
        ("!deal 2025-05-20-3sbio-pfizer", "!deal 3SBio Pfizer"),
        ("!deals CSPC -> AstraZeneca", "!deals CSPC AstraZeneca"),
        ("!deals CSPC > AstraZeneca", "!deals CSPC AstraZeneca"),
        ("!deals from: CSPC", "!deals from:CSPC"),
        ("hello", "!help"),
        ("你好！", "帮助"),
    ],
)
def test_what_is_plain_is_read(readout, text, same):
    assert readout.ask(text).text == readout.ask(same).text
