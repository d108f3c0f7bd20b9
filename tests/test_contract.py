"""What others rely on in the JSON of an answer: its keys and types, all rows of a list, sources, and queries that can be asked again."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.app import Readout
from bot.language.commands import COMMANDS
from bot.language.query import Kind, Query
from db.bundle import open_store
from db.store import Store
from db.vocabulary import EntityType
from tests import plain_facts
from tests.answers_support import ids
from tests.conftest import TODAY
from tests.eval.compute import load
from tests.plain_facts import dollars, of_any_kind, proper
from tests.store_support import bundled

KEYS = {"kind", "query", "value", "unit", "text", "rows", "sources", "notes", "suggestions"}
SOURCE_KEYS = {"title", "url", "publisher", "published"}
FOUNDING = "urn:readout:deep-news-2026-02-15"
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

#: Texts that together lead to every kind of answer.
OF_EVERY_KIND: dict[str, str] = {
    "!deals 2025": "deals",
    "!deal 2025-05-20-3sbio-pfizer-ssgj-707": "deal",
    "!drug AK112": "drug",
    "!company Akeso": "company",
    "!milestones": "milestones",
    "!trial HARMONi-3": "trial",
    "!market 2025": "market",
    "!compare AK112 SSGJ-707": "comparison",
    "!search Lp(a)": "search",
    "!sources ak112": "sources",
    "!about": "about",
    "!help": "help",
    "!drug AK1112": "unknown",
    "Merck deals": "clarify",
}
#: A wide choice of questions: every command's examples, and a part of the question set.
QUESTIONS = [question["q"] for question in load()]
ASKED = [*OF_EVERY_KIND, *(f"!{example}" for each in COMMANDS for example in each.examples), *QUESTIONS[::5]]


@pytest.fixture(scope="module")
def answers(ask) -> dict[str, dict[str, Any]]:
    return {text: ask(text) for text in ASKED}


# --- the shape of an answer ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "kind"), OF_EVERY_KIND.items())
def test_every_kind_of_answer_is_given(ask, text, kind):
    assert ask(text)["kind"] == kind


def test_the_kinds_are_the_ones_that_are_promised():
    assert set(OF_EVERY_KIND.values()) == set(get_args(Kind))


def test_an_answer_has_all_keys_and_no_others(answers):
    assert [text for text, answer in answers.items() if set(answer) != KEYS] == []


def test_an_answer_has_the_promised_types(answers):
    for text, answer in answers.items():
        assert answer["kind"] in get_args(Kind), text
        assert isinstance(answer["query"], dict), text
        assert isinstance(answer["text"], str), text
        assert answer["text"].strip(), text
        assert answer["unit"] is None or answer["unit"].strip(), text
        for key in ("notes", "suggestions"):
            assert all(isinstance(each, str) and each.strip() for each in answer[key]), text


def test_a_value_is_one_thing_in_plain_units(answers):
    for text, answer in answers.items():
        value = answer["value"]
        assert value is None or isinstance(value, bool | int | float | str | list | dict), text
        if isinstance(value, int | float) and not isinstance(value, bool):
            assert answer["unit"], f"{text}: {value} of what?"
        if answer["unit"] == "USD" and value is not None:
            assert isinstance(value, int), f"{text}: whole dollars, not {value}"
        if isinstance(value, dict):
            assert set(value) == {"start", "end", "text"}, text
        if isinstance(value, list):
            assert value, text
            assert all(isinstance(each, str) for each in value), text


def test_rows_are_records_with_an_id_and_a_type(answers):
    for text, answer in answers.items():
        for row in answer["rows"]:
            assert row["id"], text
            assert row["type"] in get_args(EntityType), text
        assert len({(row["type"], row["id"]) for row in answer["rows"]}) == len(answer["rows"]), f"{text}: twice"


def test_sources_have_their_shape_and_stand_once(answers):
    for text, answer in answers.items():
        for source in answer["sources"]:
            assert set(source) == SOURCE_KEYS, text
            assert all(isinstance(source[key], str) for key in ("title", "url", "publisher")), text
            assert source["url"], text
            assert source["published"] is None or PARTIAL_DATE.fullmatch(source["published"]), text
        urls = [source["url"] for source in answer["sources"]]
        assert len(set(urls)) == len(urls), text


def test_every_source_of_a_row_is_cited(answers):
    for text, answer in answers.items():
        backing = {url for row in answer["rows"] for url in row.get("sources", ())}
        assert backing <= {source["url"] for source in answer["sources"]}, text


def test_every_answer_with_rows_has_sources(answers):
    """Companies are names first: those without a source of their own, alone in an answer, are the one exception."""
    bare = {row["id"] for row in bundled("companies") if not row["sources"]}
    given = [(text, answer) for text, answer in answers.items() if answer["rows"] and not answer["sources"]]
    assert [text for text, answer in given if set(ids(answer)) - bare] == []


def test_what_is_not_answered_carries_suggestions(ask):
    texts = [question["q"] for question in load() if question.get("refuse")]
    refused = {text: answer for text in texts if (answer := ask(text))["kind"] in ("unknown", "clarify")}
    assert refused
    assert [text for text, answer in refused.items() if not answer["suggestions"]] == []


def periods(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if {"start", "end"} <= set(part):
            yield part
        for each in part.values():
            yield from periods(each)
    elif isinstance(part, list):
        for each in part:
            yield from periods(each)


def test_a_period_has_iso_dates_and_its_text(answers):
    found = [(text, period) for text, answer in answers.items() for period in periods(answer["query"])]
    assert len(found) > 50
    for text, period in found:
        assert set(period) == {"start", "end", "text"}, text
        days = [date.fromisoformat(period[key]) for key in ("start", "end") if period[key] is not None]
        assert days, text
        assert days == sorted(days), text
        assert period["text"], text


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("!deals 2025", "2025-01-01", "2025-12-31"),
        ("!deals H1 2025", "2025-01-01", "2025-06-30"),
        ("!deals since 2024", "2024-01-01", None),
        ("!deals before 2022", None, "2021-12-31"),
        ("!deals 2025年5月", "2025-05-01", "2025-05-31"),
    ],
)
def test_the_period_of_a_query(ask, text, start, end):
    period = ask(text)["query"]["deals"]["period"]
    assert (period["start"], period["end"]) == (start, end)


# --- asked again -----------------------------------------------------------------------------------------------------


def test_a_query_that_was_json_gives_the_same_answer(bundled_store_path):
    with Store(bundled_store_path) as store:
        readout = Readout(store, today=lambda: TODAY)
        for text in {*ASKED, *QUESTIONS}:
            first = readout.ask(text, all_rows=True)
            query = Query.model_validate_json(first.query.model_dump_json())
            assert query == first.query, text
            assert readout.answer(query, all_rows=True).model_dump_json() == first.model_dump_json(), text


def test_two_stores_of_the_same_facts_give_the_same_answers(answers, tmp_path):
    with open_store(tmp_path / "other.db") as store:
        readout = Readout(store, today=lambda: TODAY)
        for text, answer in answers.items():
            assert json.loads(readout.ask(text, all_rows=True).model_dump_json()) == answer, text


def test_the_console_script_answers_the_same(answers, bundled_store_path):
    texts = ["!deals 2025", "", "!drug AK112", "Merck deals", "!search Lp(a)"]
    script = Path(sys.executable).with_name("readout")
    command = [script, "--db", bundled_store_path, "--today", TODAY.isoformat(), "ask", "--json"]
    run = subprocess.run(command, input="\n".join(texts) + "\n", capture_output=True, encoding="utf-8", check=True)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(lines) == len(texts)
    assert lines[1]["kind"] == "unknown"
    assert set(lines[1]) == KEYS
    for text, answer in zip(texts, lines, strict=True):
        assert not text or answer == answers[text]


# --- lists and sums --------------------------------------------------------------------------------------------------


def test_all_deals_of_2025_are_rows_the_largest_first(ask):
    answer = ask("!deals 2025")
    assert len(ids(answer)) == 90
    assert set(ids(answer)) == plain_facts.ids(proper("2025"))
    totals = [row["total_usd"] for row in answer["rows"] if row["total_usd"] is not None]
    assert totals == sorted(totals, reverse=True)
    assert [row["total_usd"] for row in answer["rows"][: len(totals)]] == totals, "undisclosed ones come last"
    equal = [(row["total_usd"], row["announced"]) for row in answer["rows"] if row["total_usd"] is not None]
    assert equal == sorted(equal, key=lambda each: (-each[0], each[1])), "of equal ones the oldest comes first"


def test_all_deals_of_any_kind_are_105(ask):
    assert len(ids(ask("!deals 2025 all deals"))) == 105
    assert set(ids(ask("!deals 2025 all deals"))) == plain_facts.ids(of_any_kind("2025"))


@pytest.mark.parametrize("year", ["2020", "2021", "2022", "2023", "2024", "2025", "2026"])
def test_counts_and_sums_are_plain_ones_over_the_file(ask, year):
    rows = proper(year)
    answer = ask(f"!deals {year}")
    for measure in ("upfront", "total"):
        assert sum(row[f"{measure}_usd"] or 0 for row in answer["rows"]) == dollars(rows, measure)
        assert ask(f"sum of {measure} of deals in {year} in the store")["value"] == dollars(rows, measure)
        disclosed = sum(bool(row[f"{measure}_musd"]) for row in rows)
        if disclosed < len(rows):
            assert f"{measure} (disclosed for {disclosed} of {len(rows)})" in answer["text"]
    assert f"{len(rows)} deals" in answer["text"]
    assert ask(f"how many deals in {year} in the store?")["value"] == len(rows)


def test_the_sums_of_2025_as_shown(ask):
    text = ask("!deals 2025")["text"]
    assert "$135.65B total (disclosed for 73 of 90)" in text
    assert "$6.32B upfront (disclosed for 59 of 90)" in text


def test_the_reported_figures_stand_beside_the_sums(ask):
    answer = ask("!deals 2025")
    said = "\n".join((answer["text"], *answer["notes"]))
    assert "90 of the 157 deals reported" in said
    assert "$135.7B" in said
    assert "$7B" in said
    assert FOUNDING in {source["url"] for source in answer["sources"]}


def test_a_chat_shows_a_page_and_the_json_has_all(bundled_store_path, ask):
    with Store(bundled_store_path) as store:
        chat = Readout(store, today=lambda: TODAY).ask("!deals all deals since 2000")
    assert len(ask("!deals all deals since 2000")["rows"]) == len(bundled("deals"))
    assert len(chat.rows) <= 200
    assert "… and " in chat.text


# --- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["依沃西", "依沃西单抗", "ivonescimab", "Ivonescimab", "ak-112", "AK 112", "ＡＫ１１２", "ak112"]
)
def test_every_name_of_a_drug_gives_the_same_answer(ask, name):
    asked, expected = ask(f"!drug {name}"), ask("!drug AK112")
    said = ("text", "notes") if asked["query"]["language"] != "en" else ()
    for answer in (asked, expected):  # what was typed, and in which script, stands in the query
        answer["query"] = {key: answer["query"][key] for key in answer["query"] if key not in ("words", "language")}
    assert {**asked, **dict.fromkeys(said)} == {**expected, **dict.fromkeys(said)}
