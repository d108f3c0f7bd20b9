"""How a question was understood, told: its words, the query, the plan, and how sure the reading is."""

import json

import pytest

from bot.language.query import Query
from bot.language.weighing import LEAST
from tests.eval.compute import load

#: A part of the question set, of all kinds.
ASKED = [question["q"] for question in load()[::9]]


@pytest.fixture
def explain(readout):
    """Explain a text, as ``readout ask --explain --json`` does."""
    return lambda text: json.loads(readout.explain(text).model_dump_json())


def test_each_word_is_told_with_what_it_was_read_as(explain):
    told = explain("top 5 ADC deals of Hengrui in 2025")
    read_as = {token["text"]: token["read_as"] for token in told["tokens"]}
    assert "modality ADC" in read_as["ADC"]
    assert "company hengrui" in read_as["Hengrui"]
    assert "limit 5" in read_as["5"]
    assert any("2025-01-01" in each for each in read_as["in 2025"])
    assert all(token["used"] for token in told["tokens"])
    assert told["confidence"] == 1
    assert told["unused"] == []


@pytest.mark.parametrize("text", ASKED)
def test_the_query_told_is_the_one_that_is_answered(readout, text):
    told = readout.explain(text)
    assert told.query == readout.ask(text).query
    assert Query.model_validate_json(told.query.model_dump_json()) == told.query
    answered = told.query.kind not in ("unknown", "clarify")
    assert (told.confidence >= told.threshold) == answered
    assert told.plan
    assert not any("SELECT" in step for step in told.plan)


@pytest.mark.parametrize(
    ("text", "word"), [("preclinical ADC deals in 2025", "preclinical"), ("deals zzgh of Akeso", "zzgh")]
)
def test_a_word_that_is_not_used_is_told_and_asked_back(explain, text, word):
    told = explain(text)
    assert told["unused"] == [word]
    assert told["confidence"] < LEAST
    assert told["query"]["kind"] == "clarify"
    assert len(told["doubts"]) == 1


def test_a_slip_of_the_pen_takes_little(explain):
    told = explain("ADC deals by upfrnt 2025")
    assert LEAST < told["confidence"] < 1
    assert told["query"]["kind"] == "deals"


def test_two_readings_that_are_as_likely_are_both_offered(readout, monkeypatch):
    monkeypatch.setattr("bot.language.parser.CLOSE", 0.0)
    monkeypatch.setattr("bot.language.weighing.LEAST", 0.9)
    answer = readout.ask("what comes next for AK112?")
    assert answer.kind == "clarify"
    assert len(answer.suggestions) == 2
    assert all(readout.ask(each).kind not in ("unknown", "clarify") for each in answer.suggestions)


def test_it_is_told_in_the_language_of_the_question(readout):
    assert "步骤" in [section.title for section in readout.explain("恒瑞2025年ADC交易").page.sections]
    assert "Plan" in [section.title for section in readout.explain("ADC deals of Hengrui").page.sections]


def test_what_cannot_be_read_at_all_is_explained_too(explain):
    for text in ("", "!help", "!nonsense", "x" * 2000, "should I buy Akeso stock?"):
        told = explain(text)
        assert told["plan"]
        assert 0 <= told["confidence"] <= 1
