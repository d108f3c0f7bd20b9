"""Calendars of milestones: what their readers see, and what happens when guidance moves."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from bot.answers.model import Answer
from bot.answers.page import Page
from bot.app import Readout
from bot.calendars import calendar, entries, milestones_query
from bot.exports.file import NothingToGiveError
from bot.language.query import Query
from db import importing
from db.store import Store
from tests.conftest import TODAY

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def row(**fields: Any) -> dict[str, Any]:
    """A milestone as answers give it."""
    said = fields.pop("said", [("2026-05-01", "H2 2026", "2026-07-01", "2026-12-31")])
    guidance = [
        {"said_on": day, "guidance": text, "window_start": start, "window_end": end, "kind": "company", "sources": []}
        for day, text, start, end in said
    ]
    window = {"start": said[-1][2], "end": said[-1][3], "text": said[-1][1]} if said and said[-1][2] else None
    blank = dict.fromkeys(("trial", "indication", "outcome", "notes"), "")
    return {
        "id": "made-topline",
        "type": "milestone",
        "drug": "made",
        "kind": "topline",
        "status": "expected",
        "phase": "3",
        "region": ["China"],
        "actual_date": None,
        "sources": ["https://example.com/a"],
        **blank,
        "window": window,
        "guidance": guidance,
        **fields,
    }


def made(*rows: dict[str, Any], title: str = "Milestones") -> Answer:
    return Answer(kind="milestones", query=Query(kind="milestones"), rows=rows, page=Page("milestones", title))


def events(answer: Answer, now: datetime = NOW) -> list[Any]:
    return list(icalendar.Calendar.from_ical(calendar(answer, {"made": "MADE-1"}, now).data).events)


@pytest.mark.parametrize("text", ["!milestones", "!milestones AK112", "!milestones 2027", "!milestones reached 2025"])
def test_two_parsers_read_the_same(readout: Readout, text: str) -> None:
    answer = readout.ask(text, all_rows=True)
    data = calendar(answer, {}, NOW).data
    one: dict[str, Any] = {str(event["uid"]): event for event in icalendar.Calendar.from_ical(data).events}
    other = {event.uid: event for event in IcsCalendarStream.calendar_from_ics(data.decode()).events}
    found, undated = entries(answer, {}, TODAY)
    assert one.keys() == other.keys() == {entry.uid for entry in found}
    assert len(found) + undated == len({each["id"] for each in answer.rows})
    for entry in found:
        ours, theirs = one[entry.uid], other[entry.uid]
        assert ours.errors == []
        assert (ours.start, ours.end) == (theirs.dtstart, theirs.dtend) == (entry.start, entry.end + timedelta(days=1))
        assert str(ours["summary"]) == theirs.summary
        assert str(ours["description"]) == theirs.description
        assert int(ours["sequence"]) == theirs.sequence == entry.sequence


def test_lines_are_as_the_standard_wants_them(readout: Readout) -> None:
    data = calendar(readout.ask("!milestones", all_rows=True), {}, NOW).data
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line for line in lines)
    assert b"VERSION:2.0" in lines


def test_a_window_is_an_all_day_event_that_ends_the_day_after() -> None:
    [event] = events(made(row()))
    assert event.start == date(2026, 7, 1)
    assert event.end == date(2027, 1, 1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["uid"]) == "made-topline@readout.milestones"
    assert str(event["summary"]) == "MADE-1 topline (H2 2026)"
    assert str(event["url"]) == "https://example.com/a"
    assert "Expected: H2 2026 (2026-07-01 – 2026-12-31)" in event["description"]
    assert event["description"].endswith("Sources:\nhttps://example.com/a")
    assert event["dtstamp"].dt == datetime(2026, 11, 22, 0, 30, tzinfo=UTC)
    assert event["last-modified"].dt == datetime(2026, 5, 1, tzinfo=UTC)
    assert event.categories == ["topline", "phase 3", "China", "window"]
    assert not event.alarms.times


def test_a_firm_date_rings_at_nine_a_week_and_a_day_before() -> None:
    [event] = events(made(row(said=[("2026-05-01", "2026-12-14", "2026-12-14", "2026-12-14")])))
    assert (event.start, event.end) == (date(2026, 12, 14), date(2026, 12, 15))
    ringing = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert [datetime(2026, 12, 14) + before for before in ringing] == [  # noqa: DTZ001
        datetime(2026, 12, 7, 9),  # noqa: DTZ001
        datetime(2026, 12, 13, 9),  # noqa: DTZ001
    ]
    assert "firm date" in event.categories


def test_a_firm_date_that_has_passed_does_not_ring() -> None:
    [event] = events(made(row(said=[("2026-05-01", "2026-11-14", "2026-11-14", "2026-11-14")])))
    assert not list(event.walk("VALARM"))


def test_each_statement_and_the_result_raise_the_sequence() -> None:
    first = ("2026-02-01", "H1 2026", "2026-01-01", "2026-06-30")
    slip = ("2026-08-01", "H2 2026", "2026-07-01", "2026-12-31")
    versions = (
        row(said=[first]),
        row(said=[first, slip]),
        row(said=[first, slip], status="done", actual_date="2026-11-20"),
    )
    seen = [events(made(version))[0] for version in versions]
    assert [int(event["sequence"]) for event in seen] == [1, 2, 3]
    assert len({str(event["uid"]) for event in seen}) == 1
    assert [event.start for event in seen] == [date(2026, 1, 1), date(2026, 7, 1), date(2026, 11, 20)]
    assert [str(event["last-modified"].dt.date()) for event in seen] == ["2026-02-01", "2026-08-01", "2026-11-20"]
    assert str(seen[2]["summary"]) == "✓ MADE-1 topline"


def test_called_off_is_cancelled_where_it_stood() -> None:
    [event] = events(made(row(status="cancelled", window=None)))
    assert str(event["status"]) == "CANCELLED"
    assert event.start == date(2026, 7, 1)


def test_news_dated_roughly_never_lies_ahead() -> None:
    [event] = events(made(row(said=[("2026", "H2 2027", "2027-07-01", "2027-12-31")])))
    assert event["last-modified"].dt.date() == TODAY


def test_what_has_no_date_is_counted() -> None:
    undated = row(id="undated", said=[("2026-05-01", "timing under evaluation", None, None)])
    made_file = calendar(made(row(), undated), {}, NOW)
    assert made_file.sentence == "Milestones: 1 milestone, 1 without a date left out"
    assert len(icalendar.Calendar.from_ical(made_file.data).events) == 1
    with pytest.raises(NothingToGiveError, match="nothing to put into a calendar"):
        calendar(made(undated), {}, NOW)


def test_a_milestone_that_an_answer_gives_twice_stands_once() -> None:
    assert len(events(made(row(), row()))) == 1


nasty = st.text(max_size=200) | st.sampled_from(
    ["BEGIN:VEVENT\r\nUID:x", "a;b,c:d\\n\\;", "END:VCALENDAR", "\u2028\u0085\x0b", "依沃西" * 60]
)


@given(nasty, nasty, nasty)
def test_no_text_breaks_out_of_its_place(trial: str, outcome: str, place: str) -> None:
    answer = made(row(trial=trial, outcome=outcome, region=[place], notes=trial), title=outcome)
    data = calendar(answer, {"made": trial}, NOW).data
    assert len(icalendar.Calendar.from_ical(data).events) == 1
    [event] = IcsCalendarStream.calendar_from_ics(data.decode()).events
    assert event.uid == "made-topline@readout.milestones"


def test_a_slip_moves_the_event_in_a_calendar_that_was_opened_before(store: Store, tmp_path: Path) -> None:
    """As calendars do: what comes with a known UID and a higher SEQUENCE takes the place of what was there."""
    readout = Readout(store, today=lambda: TODAY)
    question = "!milestones HARMONi-3 squamous topline"
    held = {str(event["uid"]): event for event in events(readout.ask(question, all_rows=True))}
    slip = tmp_path / "guidance.csv"
    slip.write_text(
        "milestone,said_on,guidance,window_start,window_end,kind,sources\n"
        "ak112-harmoni-3-squamous-topline,2026-11-20,H1 2027,2027-01-01,2027-06-30,company,https://example.com/slip\n"
    )
    (tmp_path / "sources.csv").write_text(
        "url,publisher,title,published\nhttps://example.com/slip,Example,A slip,2026-11-20\n"
    )
    importing.import_path(store, tmp_path, who="test")
    after = {str(event["uid"]): event for event in events(readout.ask(question, all_rows=True))}
    moved = after["ak112-harmoni-3-squamous-topline@readout.milestones"]
    before = held["ak112-harmoni-3-squamous-topline@readout.milestones"]
    assert after.keys() == held.keys()
    assert int(moved["sequence"]) == int(before["sequence"]) + 1
    assert (before.end, moved.end) == (date(2027, 1, 1), date(2027, 7, 1))


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("!drug AK112", {"ak112"}),
        ("!compare AK112 SSGJ-707", {"ak112", "ssgj-707"}),
        ("!trial HARMONi-3", {"ak112"}),
        ("when is the PDUFA of AK112", {"ak112"}),
    ],
)
def test_things_have_their_milestones_as_a_calendar(readout: Readout, text: str, drugs: set[str]) -> None:
    query = milestones_query(readout.understand(text))
    assert query is not None
    assert {each["drug"] for each in readout.answer(query, all_rows=True).rows} == drugs


def test_a_calendar_holds_all_that_is_to_come(readout: Readout) -> None:
    query = milestones_query(readout.understand("!milestones"))
    assert query is not None
    assert len(readout.answer(query, all_rows=True).rows) > len(readout.ask("!milestones", all_rows=True).rows) - 1
    assert {each["status"] for each in readout.answer(query, all_rows=True).rows} <= {"expected", "delayed"}


@pytest.mark.parametrize("text", ["!deals 2025", "!market 2025", "!compare 2024 2025", "xyzzy plugh", "!help"])
def test_what_has_no_milestones_has_no_calendar(readout: Readout, text: str) -> None:
    assert milestones_query(readout.understand(text)) is None
