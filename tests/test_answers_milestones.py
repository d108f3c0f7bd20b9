"""What !milestones and questions about dates answer: what is due when, what is overdue, what slipped, what was reached."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.app import Readout
from db.store import Store
from tests.answers_support import ids as rows
from tests.plain_facts import Row, listed
from tests.store_support import bundled

MILESTONES = {row["id"]: row for row in bundled("milestones")}
STATEMENTS: dict[str, list[Row]] = {}
for statement in bundled("guidance"):
    STATEMENTS.setdefault(statement["milestone"], []).append(statement)
OPEN = ("expected", "delayed")


def row_of(answer: dict[str, Any], milestone: str) -> dict[str, Any]:
    return next(row for row in answer["rows"] if row["id"] == milestone)


def windows() -> dict[str, tuple[str, str]]:
    """Give the windows of open milestones about which one statement was made, so that there is no doubt which counts."""
    return {
        key: (said[0]["window_start"], said[0]["window_end"])
        for key, said in STATEMENTS.items()
        if len(said) == 1 and said[0]["window_end"] and said[0]["window_start"] and MILESTONES[key]["status"] in OPEN
    }


# --- what is due -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("today", ["2026-11-22", "2026-02-01", "2025-06-30"])
def test_without_words_the_next_180_days_are_shown_and_what_is_overdue(ask, today):
    answer = ask("!milestones", today)
    end = (date.fromisoformat(today) + timedelta(days=180)).isoformat()
    period = answer["query"]["milestones"]["period"]
    assert (period["start"], period["end"]) == (today, end)
    due = {key for key, (start, last) in windows().items() if start <= end and last >= today}
    late = {key for key, (_, last) in windows().items() if last < today}
    later = {key for key, (start, _) in windows().items() if start > end}
    assert due | late <= set(rows(answer))
    assert not later & set(rows(answer))
    assert {row["id"] for row in answer["rows"] if row["overdue"]} & set(windows()) == late


def test_what_is_due_comes_soonest_first(ask):
    for text in ("!milestones", "!milestones H1 2027", "!milestones next 90 days"):
        ends = [row["window"]["end"] for row in ask(text)["rows"] if row["window"] and row["window"]["end"]]
        assert ends == sorted(ends), text


@pytest.mark.parametrize(
    ("text", "start", "end"), [("H1 2027", "2027-01-01", "2027-06-30"), ("2027", "2027-01-01", "2027-12-31")]
)
def test_a_milestone_belongs_to_every_period_that_its_window_overlaps(ask, text, start, end):
    shown = set(rows(ask(f"!milestones {text}")))
    for key, (first, last) in windows().items():
        assert (key in shown) == (first <= end and last >= start), key


def test_the_days_to_go_are_counted_to_the_end_of_the_window(ask):
    firm = ask("!milestones ak112-harmoni-pdufa", "2026-11-04")
    assert row_of(firm, "ak112-harmoni-pdufa")["days_to_go"] == "10 d"
    opened = ask("!milestones ak112-harmoni-3-squamous-topline", "2026-11-22")
    assert row_of(opened, "ak112-harmoni-3-squamous-topline")["days_to_go"] == "≤ 39 d"
    later = ask("!milestones ak112-harmoni-3-non-squamous-topline", "2026-11-22")
    assert row_of(later, "ak112-harmoni-3-non-squamous-topline")["days_to_go"] == "40–220 d"


@pytest.mark.parametrize(("today", "overdue"), [("2026-11-14", False), ("2026-11-15", True), ("2026-11-22", True)])
def test_a_milestone_is_overdue_from_the_day_after_its_window(ask, today, overdue):
    row = row_of(ask("!milestones ak112-harmoni-pdufa", today), "ak112-harmoni-pdufa")
    assert row["overdue"] is overdue
    assert ("overdue" in row["days_to_go"]) is overdue


def test_what_is_overdue_is_marked(ask):
    answer = ask("!milestones")
    assert "overdue 8 d" in ask("!milestones AK112")["text"]
    assert f"{sum(row['overdue'] for row in answer['rows'])} overdue" in answer["text"]


def test_the_overdue_ones_alone(ask):
    answer = ask("!milestones overdue")
    assert answer["rows"]
    assert all(row["overdue"] for row in answer["rows"])
    assert {key for key, (_, last) in windows().items() if last < "2026-11-22"} <= set(rows(answer))


def test_a_milestone_without_a_date_is_never_overdue(ask):
    undated = [key for key, row in MILESTONES.items() if row["status"] in OPEN and key not in STATEMENTS]
    assert undated
    for key in undated:
        row = row_of(ask(f"!milestones {key}"), key)
        assert not row["overdue"]
        assert row["window"] is None


def test_an_answer_past_the_newest_news_says_so(ask):
    answer = ask("!milestones")
    assert any(note.startswith("the newest milestone news in the store is of 2026-06-22") for note in answer["notes"])
    assert not any("newest" in note for note in ask("!milestones done 2024")["notes"])


# --- filters -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("AK112", lambda row: row["drug"] == "ak112"),
        ("依沃西", lambda row: row["drug"] == "ak112"),
        ("done AK112", lambda row: row["drug"] == "ak112" and row["status"] not in OPEN),
        ("expected AK112", lambda row: row["drug"] == "ak112" and row["status"] in OPEN),
        ("topline 2025 done", lambda row: is_of(row, "2025") and row["kind"] == "topline" and row["status"] == "done"),
        ("approvals 2025 US", lambda row: is_of(row, "2025") and row["kind"] == "approval" and "US" in listed(row, "region")),
        ("SKB264 approvals China", lambda row: row["drug"] == "skb264" and row["kind"] == "approval" and "China" in listed(row, "region")),
        ("PDUFA", lambda row: row["kind"] == "pdufa"),
        ("AK104 phase 3", lambda row: row["drug"] == "ak104" and row["phase"] in ("3", "2/3")),
    ],
)  # fmt: skip
def test_words_narrow_the_list(ask, words, fits):
    expected = {key for key, row in MILESTONES.items() if fits(row)}
    assert expected
    assert set(rows(ask(f"!milestones {words}"))) == expected


def is_of(row: Row, year: str) -> bool:
    return row["actual_date"].startswith(year)


def test_milestones_of_a_company_and_its_partners(ask):
    for key in rows(ask("!milestones Akeso")):
        assert "akeso" in (MILESTONES[key]["company"], *listed(MILESTONES[key], "partner"))
    assert {key for key, row in MILESTONES.items() if row["company"] == "akeso"} <= set(rows(ask("!milestones Akeso")))


def test_an_open_list_and_a_list_of_what_was_reached(ask):
    answer = ask("!milestones AK112")
    text = answer["text"]
    assert text.index("\nTo come") < text.index("\nReached")
    assert "HR 0.66" in text


# --- guidance ----------------------------------------------------------------------------------------------------------


def test_the_current_guidance_is_what_the_company_or_regulator_said_last(ask):
    for key, current in (
        ("ak112-harmoni-3-squamous-topline", "H2 2026"),  # the press said "2026" in between
        ("ak112-harmoni-pdufa", "2026-11-14"),
        ("ak112-harmoni-3-non-squamous-topline", "H1 2027"),
        ("bl-b01d1-303-approval", "by 2026"),
    ):
        assert row_of(ask(f"!milestones {key}"), key)["current_guidance"] == current


def test_every_statement_ever_made_is_shown_with_its_day_and_who(ask):
    text = ask("!milestones ak112-harmoni-3-squamous-topline")["text"]
    for said in STATEMENTS["ak112-harmoni-3-squamous-topline"]:
        assert f"{said['said_on']}  {said['guidance']} ({said['kind']})" in text


def test_a_slip_is_told_from_what_to_what_and_when(ask):
    text = ask("!milestones ak112-harmoni-3-non-squamous-topline")["text"]
    assert "slipped once (early 2027 → H1 2027, said 2026-04-30)" in text


def test_what_slipped_and_by_how_much(ask):
    answer = ask("!milestones slipped")
    assert rows(answer) == ["ak112-harmoni-3-non-squamous-topline"]
    assert (answer["value"], answer["unit"]) == (61, "days")
    assert "+61 days" in answer["text"]


def test_a_slip_counts_in_the_period_in_which_it_was_said(ask):
    answer = ask("which milestones slipped in 2026")
    assert answer["value"] is not False
    assert "ak112-harmoni-3-non-squamous-topline" in rows(answer)


def test_a_press_report_is_no_slip_of_the_company(ask):
    row = row_of(ask("!milestones ak112-harmoni-3-squamous-topline"), "ak112-harmoni-3-squamous-topline")
    assert row["slips"] == 0
    assert "guidance unchanged since 2025-10-19" in ask("!milestones ak112-harmoni-3-squamous-topline")["text"]


def test_a_slip_is_not_known_before_it_was_said(ask):
    before = ask("AK112 milestones as of 2026-03-01")
    assert row_of(before, "ak112-harmoni-3-non-squamous-topline")["current_guidance"] == "early 2027"
    assert row_of(before, "ak112-harmoni-3-non-squamous-topline")["slips"] == 0


def test_a_result_is_not_known_before_its_day(ask):
    key = "ak112-harmoni-3-squamous-interim"
    assert MILESTONES[key]["actual_date"] == "2026-04-30"
    before = ask("AK112 milestones reached as of 2026-03-01")
    after = ask("AK112 milestones reached as of 2026-05-01")
    assert key not in rows(before)
    assert key in rows(after)


def test_the_clock_alone_hides_nothing(ask):
    assert "ak112-harmoni-3-squamous-interim" in rows(ask("!milestones AK112 done", "2026-03-01"))


# --- one date, yes or no -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("when is the PDUFA date of AK112?", "2026-11-14", "2026-11-14"),
        ("HARMONi-3 non-squamous topline when?", "2027-01-01", "2027-06-30"),
        ("依沃西的PDUFA日期是哪天？", "2026-11-14", "2026-11-14"),
    ],
)
def test_a_date_is_the_value_where_one_is_asked_for(ask, question, start, end):
    value = ask(question)["value"]
    assert (value["start"], value["end"]) == (start, end)


@pytest.mark.parametrize(("today", "days"), [("2026-11-04", 10), ("2026-11-14", 0)])
def test_days_until(ask, today, days):
    answer = ask("how many days until the AK112 PDUFA date?", today)
    assert (answer["value"], answer["unit"]) == (days, "days")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("has AK112 been approved in China?", True),
        ("has AK112 been approved in the US?", None),
        ("has AK112 been approved in Japan?", None),
        ("has AK105 been approved by the FDA?", True),
        ("依沃西获批了吗？", True),
        ("依沃西在美国获批了吗？", None),
    ],
)
def test_yes_or_not_known_but_never_no_for_lack_of_a_record(ask, question, value):
    answer = ask(question)
    assert answer["value"] is value
    assert answer["text"].split("\n")[1].startswith(("Yes", "是") if value else ("Not known", "未知"))


def test_where_it_is_not_known_what_is_expected_stands_beside(ask):
    answer = ask("has AK112 been approved in the US?")
    assert "2026-11-14" in answer["text"]
    assert "overdue" in answer["text"]


def test_what_is_overdue_is_not_to_come(ask):
    assert "21 milestones to come" not in ask("!milestones overdue")["text"]


def test_how_often_is_a_number_of_times(ask):
    assert ask("how often did HARMONi-3 slip")["value"] == 1


# --- however they are looked up ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["!company Akeso", "Akeso milestones in China", "!trial HARMONi-3", "!milestones Summit"]
)
def test_those_with_many_milestones_are_answered_as_those_with_few(bundled_store_path, monkeypatch, text):
    def first_page() -> list[object]:
        with Store(bundled_store_path) as facts:
            return [row["id"] for row in Readout(facts, today=lambda: date(2026, 11, 22)).ask(text).rows]

    before = first_page()
    monkeypatch.setattr("db.queries.milestones._MANY", 1)
    assert first_page() == before != []
