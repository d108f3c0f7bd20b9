"""Scheduled events in step with firm dates: created, moved, cancelled, never twice, and nobody else's touched."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars.entries import Entry
from bot.calendars.publish import MOST_EVENTS, Cancel, Create, Draft, Move, Published, milestone_of, plan
from bot.render.markdown import size

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = date(2026, 12, 14)


def entry(id_: str = "ak112-pdufa", start: date = DAY, end: date | None = None, **fields: object) -> Entry:
    basis = Entry(
        id=id_,
        name="AK112 PDUFA date",
        start=start,
        end=end or start,
        state="open",
        said=str(start),
        sequence=1,
        changed=None,
        categories=("PDUFA date", "US"),
        details=("Expected: 2026-12-14",),
        sources=("https://example.com/a",),
    )
    return replace(basis, **fields)  # type: ignore[arg-type]


def as_event(draft: Draft, number: int) -> Published:
    return Published(number, draft.name, draft.description, draft.start, draft.end, draft.location)


def carry_out(entries: Sequence[Entry], events: Sequence[Published], now: datetime = NOW) -> list[Published]:
    """Do what the plan says, as Discord would: it keeps times in UTC."""
    held = {event.id: event for event in events}
    for action in plan(entries, events, now).actions:
        match action:
            case Create(draft):
                number = max(held, default=0) + 1
                held[number] = as_event(draft, number)
            case Move(number, draft):
                held[number] = as_event(draft, number)
            case Cancel(number):
                del held[number]
    return [
        replace(event, start=event.start.astimezone(UTC), end=event.end.astimezone(UTC) if event.end else None)
        for event in held.values()
    ]


def test_a_firm_date_gets_one_event_on_its_day() -> None:
    [created] = plan([entry()], [], NOW).actions
    assert isinstance(created, Create)
    assert created.draft.start.isoformat() == "2026-12-14T09:00:00+08:00"
    assert created.draft.end.isoformat() == "2026-12-14T18:00:00+08:00"
    assert created.draft.name == "AK112 PDUFA date"
    assert created.draft.location == "PDUFA date, US"
    assert milestone_of(created.draft.description) == "ak112-pdufa"


def test_planned_again_there_is_nothing_to_do() -> None:
    events = carry_out([entry()], [])
    assert plan([entry()], events, NOW).actions == ()


def test_a_slip_to_another_day_moves_the_event() -> None:
    [event] = carry_out([entry()], [])
    [action] = plan([entry(start=date(2027, 1, 20))], [event], NOW).actions
    assert isinstance(action, Move)
    assert (action.event, action.draft.start.date()) == (event.id, date(2027, 1, 20))


@pytest.mark.parametrize(
    "now_is",
    [entry(end=date(2026, 12, 31)), entry(state="reached"), entry(state="cancelled")],
    ids=["a window again", "reached before", "called off"],
)
def test_without_a_firm_date_the_event_is_cancelled(now_is: Entry) -> None:
    [event] = carry_out([entry()], [])
    assert plan([now_is], [event], NOW).actions == (Cancel(event.id, "ak112-pdufa", "has no firm date to come"),)
    assert plan([], [event], NOW).actions == (Cancel(event.id, "ak112-pdufa", "has no firm date to come"),)


def test_of_two_events_for_one_milestone_the_older_stays() -> None:
    [event] = carry_out([entry()], [])
    assert plan([entry()], [replace(event, id=99), event], NOW).actions == (Cancel(99, "ak112-pdufa", "stood twice"),)


def test_windows_and_days_gone_by_get_no_event() -> None:
    assert (
        plan(
            [entry(end=date(2026, 12, 20)), entry("b", date(2026, 11, 22)), entry("c", date(2026, 1, 1))], [], NOW
        ).actions
        == ()
    )


def test_what_is_running_or_should_be_is_left_alone() -> None:
    [event] = carry_out([entry()], [])
    later = datetime(2026, 12, 14, 10, tzinfo=NOW.tzinfo)
    assert plan([entry()], [replace(event, is_running=True)], later).actions == ()
    assert plan([], [event], later).actions == ()


def test_other_peoples_events_are_never_touched() -> None:
    theirs = Published(5, "Lunch", "about [readout:ak112-pdufa] and more", NOW + timedelta(days=3), None)
    [action] = plan([entry()], [theirs], NOW).actions
    assert isinstance(action, Create)


def test_when_a_server_is_full_the_soonest_dates_come_first() -> None:
    others = [Published(number, "x", "", NOW + timedelta(days=1), None) for number in range(MOST_EVENTS - 1)]
    made = plan([entry("later", date(2027, 3, 1)), entry("soon", date(2026, 12, 1))], others, NOW)
    assert [action.draft.milestone for action in made.actions if isinstance(action, Create)] == ["soon"]
    assert made.no_room == 1


def test_words_keep_within_limits_and_are_no_markup() -> None:
    long = entry(name="依" * 300, details=("@everyone **x** " + "y" * 3000,) * 5, categories=("🙂" * 90,))
    [action] = plan([long], [], NOW).actions
    assert isinstance(action, Create)
    draft = action.draft
    assert size(draft.name) <= 100
    assert size(draft.description) <= 1000
    assert size(draft.location) <= 100
    assert milestone_of(draft.description) == "ak112-pdufa"
    assert "@everyone" not in draft.description


ids = st.sampled_from(["a", "b", "c", "d"])
days = st.dates(date(2026, 11, 1), date(2027, 2, 1))
entry_lists = st.lists(
    st.builds(entry, ids, days, days | st.none(), state=st.sampled_from(["open", "reached"])), max_size=6
).map(lambda found: list({each.id: replace(each, end=max(each.start, each.end)) for each in found}.values()))


@given(st.lists(entry_lists, min_size=1, max_size=5))
def test_whatever_happens_each_firm_date_to_come_has_exactly_one_event(history: list[list[Entry]]) -> None:
    events: list[Published] = []
    for entries in history:
        events = carry_out(entries, events)
        assert plan(entries, events, NOW).actions == ()
        owed = sorted(each.id for each in entries if each.state == "open" and each.is_firm and each.start > NOW.date())
        assert sorted(str(milestone_of(event.description)) for event in events) == owed
