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


def ids(answer: dict[str, Any]) -> list[str]:
    return [row["id"] for row in answer["rows"]]


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
    for answer in (asked, expected):  # what was typed, and in which script, stands in the query
        answer["query"] = {key: answer["query"][key] for key in answer["query"] if key not in ("words", "language")}
    assert asked == expected


# --- every fact can be reached ---------------------------------------------------------------------------------------

_COMMAND_OF = {
    "deals": "deal",
    "drugs": "drug",
    "companies": "company",
    "trials": "trial",
    "milestones": "milestones",
    "market_figures": "market",
}


def keys(table: str) -> list[str]:
    return [row["nct_id" if table == "trials" else "id"] for row in bundled(table)]


@pytest.mark.parametrize(("table", "command"), _COMMAND_OF.items())
def test_every_record_is_found_by_its_id(ask, table, command):
    for key in keys(table):
        for text in (key, f"!{command} {key}"):
            assert key in ids(ask(text)), text


def test_every_guidance_stands_in_the_row_of_its_milestone(ask):
    for said in bundled("guidance"):
        row = next(row for row in ask(f"!milestones {said['milestone']}")["rows"] if row["id"] == said["milestone"])
        found = [
            each
            for each in row["guidance"]
            if (each["said_on"] or "", each["guidance"], each["kind"])
            == (said["said_on"], said["guidance"], said["kind"])
        ]
        assert found, f"{said['milestone']}: {said['guidance']}, said {said['said_on']}"
        assert set(said["sources"].split()) <= set(row["sources"])


def test_every_source_is_found_by_its_address(ask):
    for source in bundled("sources"):
        answer = ask(f"!sources {source['url']}")
        assert source["url"] in {each["url"] for each in answer["sources"]}, source["url"]
        assert len(answer["rows"]) > 1, f"{source['url']} backs nothing"


@pytest.mark.parametrize(("table", "command"), _COMMAND_OF.items())
def test_every_source_of_a_record_is_given_by_sources(ask, table, command):
    for row in bundled(table):
        key = row.get("id") or row["nct_id"]
        given = {each["url"] for each in ask(f"!sources {key}")["sources"]}
        assert set(row["sources"].split()) <= given, key


def test_every_answer_with_rows_has_sources(ask, answers):
    """Companies are names first: those without a source of their own, alone in an answer, are the one exception."""
    bare = {row["id"] for row in bundled("companies") if not row["sources"]}
    texts = [key for table in _COMMAND_OF for key in keys(table)]
    given = [*answers.items(), *((text, ask(text)) for text in texts)]
    without = [text for text, answer in given if answer["rows"] and not answer["sources"] and set(ids(answer)) - bare]
    assert without == []


# --- the founding article ------------------------------------------------------------------------------------------

_FOUNDING_FIGURES = {
    "out-licensing-total-value-china-2025-senrui": ("$135.7B", "total value of out-licensing in 2025"),
    "out-licensing-upfront-china-2025-senrui": ("$7B", "upfront payments 2025"),
    "out-licensing-deals-china-2025-senrui": ("157", "how many out-licensing deals in 2025?"),
    "out-licensing-total-value-china-2024-senrui": ("$51.9B", "total value of out-licensing in 2024"),
    "out-licensing-upfront-china-2024-senrui": ("$4.1B", "upfront payments 2024"),
    "out-licensing-total-value-china-2026-01-senrui": ("$30B", "total value of out-licensing in January 2026"),
    "out-licensing-upfront-china-2026-01-senrui": ("$3B", "upfront payments in January 2026"),
    "share-of-mnc-external-pipeline-china-2020-senrui": (
        "10 %",
        "what share of multinationals' external pipeline came from China in 2020?",
    ),
    "share-of-mnc-external-pipeline-china-2025-senrui": (
        "42 %",
        "what share of multinationals' external pipeline came from China in 2025?",
    ),
    "global-to-china-market-ratio-global-2026-senrui": (
        "6 times",
        "how many times the Chinese market is the global drug market?",
    ),
    "outlook-wuxi-biologics-2026-senrui": ("record highs", "outlook for WuXi Biologics 2026"),
    "outlook-wuxi-apptec-2026-senrui": ("record highs", "outlook for WuXi AppTec 2026"),
    "outlook-wuxi-xdc-2026-senrui": ("record highs", "outlook for WuXi XDC 2026"),
    "policy-status-biosecure-act-2026-02-senrui": ("did not materialise", "what happened to the BIOSECURE Act?"),
    "focus-areas-china-2026-senrui": ("IO bispecifics, ADC, small nucleic acids, CAR-T", "focus areas for 2026"),
}
_FOUNDING_MILESTONES = {
    "ak112-harmoni-3-squamous-topline": "when is the AK112 HARMONi-3 squamous topline expected?",
    "skb264-trofuse-005-topline": "when is the SKB264 TroFuse-005 topline expected?",
    "bl-b01d1-phase-iii-nsclc-topline": "when is the BL-B01D1 phase III NSCLC topline expected?",
}
_SPEAKER = "Lin Cun, Senrui Investment (Deep News)"


@pytest.mark.parametrize(("figure", "said"), [(figure, said) for figure, (said, _) in _FOUNDING_FIGURES.items()])
def test_the_founding_figures_say_who_asserted_them(ask, figure, said):
    answer = ask(f"!market {figure}")
    assert said in answer["text"]
    assert _SPEAKER in answer["text"]
    assert [row["asserted_by"] for row in answer["rows"]] == [_SPEAKER]
    assert FOUNDING in {source["url"] for source in answer["sources"]}


@pytest.mark.parametrize(("said", "question"), _FOUNDING_FIGURES.values())
def test_the_founding_figures_answer_questions(ask, said, question):
    answer = ask(question)
    assert said in answer["text"]
    assert _SPEAKER in answer["text"]
    assert FOUNDING in {source["url"] for source in answer["sources"]}


@pytest.mark.parametrize(("milestone", "question"), _FOUNDING_MILESTONES.items())
def test_the_founding_milestones_say_who_asserted_them(ask, milestone, question):
    answer = ask(question)
    row = next(row for row in answer["rows"] if row["id"] == milestone)
    said = [each for each in row["guidance"] if each["said_on"] == "2026-02-15"]
    assert [(each["guidance"], each["kind"], each["sources"]) for each in said] == [("2026", "press", [FOUNDING])]
    assert FOUNDING in {source["url"] for source in answer["sources"]}


def test_what_contradicts_the_founding_article_stands_beside_it(ask):
    answer = ask("what happened to the BIOSECURE Act?")
    assert {
        "policy-status-biosecure-act-2026-02-senrui",
        "policy-status-biosecure-act-2025-12-18-arnold-porter",
        "policy-status-biosecure-act-2025-12-18-latham-watkins",
        "policy-status-biosecure-act-2025-12-scmp",
    } <= set(ids(answer))
    assert answer["value"] is None


@pytest.mark.parametrize("text", ["!company Asymchem", "凯莱英"])
def test_a_record_without_a_source_says_so(ask, text):
    answer = ask(text)
    assert not answer["sources"]
    said = " ".join((answer["text"], *answer["notes"])).casefold()
    assert "source" in said or "来源" in said
