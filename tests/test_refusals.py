"""What is refused or asked back says what to type instead, and what it says can be typed."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Readout
from tests.conftest import TODAY
from tests.eval.compute import load

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
    ("compare AK112 and 707", "707 is no whole name; did you mean SSGJ-707?", "compare AK112 and SSGJ-707"),
    ("112有哪些里程碑", "112不是完整的名称；您是想找AK112或BW-00112吗？", "AK112有哪些里程碑"),
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


_QUESTIONS = [question["q"] for question in load() if not question.get("follow")]
_UNITS = re.compile(r"[A-Za-z0-9$.%’'/&-]+|[\u3400-\u9fff]|[^A-Za-z0-9\s]|\s+")
_LONGEST_WAY = 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(_QUESTIONS), st.integers(0, 1000), st.sampled_from(["", "zorgle", "flimsy things"]))
def test_what_is_offered_in_place_of_a_question_leads_to_an_answer(store, question, place, word):
    """A word dropped or put in the place of another: whoever takes what is offered is answered, and never asked the same again."""
    readout = Readout(store, today=lambda: TODAY)
    units = _UNITS.findall(question)
    words = [number for number, unit in enumerate(units) if unit.strip()]
    units[words[place % len(words)]] = word
    asked = "".join(units)
    said = {asked}
    answer = readout.ask(asked)
    for _step in range(_LONGEST_WAY):
        if answer.kind != "clarify" or not answer.suggestions:
            break
        for offered in answer.suggestions:
            assert offered == " ".join(offered.split())
            assert offered not in said
        taken = answer.suggestions[0]
        said.add(taken)
        was = answer
        answer = readout.ask(taken)
        if "ask again without" in was.text or "再问一次" in was.text:
            assert answer.kind == was_read_as(readout, asked, taken)
    assert answer.kind != "clarify" or not answer.suggestions


def was_read_as(readout: Readout, asked: str, offered: str) -> str:
    """Give the kind of answer that the offered question is read for: it is one that is answered."""
    kind = readout.understand(offered).kind
    assert kind not in ("unknown", "clarify"), (asked, offered)
    return kind


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        ("Merck's ADC deals versus Pfizer's", "Merck & Co's ADC deals versus Pfizer's"),
        ("list zorgle ADC deals in 2025", "list ADC deals in 2025"),
        ("has Akeso's zorgle AK112 been approved in China?", "has Akeso's AK112 been approved in China?"),
        ("deals of Pfizer as zorgled in 2025", "deals of Pfizer in 2025"),
        ("Has HRS9531 been accepted for zorgle in China?", "Has HRS9531 been accepted in China?"),
        ("2025年ADC甪交易", "2025年ADC交易"),
        ("which companies did Pfizer license from in 2025, how many companies", "how many licensors Pfizer 2025"),
        ("average number of deals in 2025", "average number of deals per year in 2025"),
    ],
)
def test_what_is_offered_reads_well_and_keeps_the_rest_of_the_question(store, question, offered):
    readout = Readout(store, today=lambda: TODAY)
    assert readout.ask(question).suggestions[0] == offered
    assert readout.ask(offered).kind not in ("unknown", "clarify")
