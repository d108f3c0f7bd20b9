"""The plan of reminders: which days, which news, and that it is a pure function of what was known when."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.grouping import MOST_ENTRIES, Owed, parts
from bot.reminders.plan import entries, plan, undated
from bot.reminders.points import points
from bot.reminders.timing import instant
from db.periods import PartialDate, Period
from db.reminders.models import ALWAYS, GRACE, Delivery, Result, Rule, Statement, Timeline
from tests.reminder_worlds import ZONES, local, moments, rule, said, timeline, worlds

FOREVER = datetime(2040, 1, 1, tzinfo=UTC)


def owed(
    rules: list[Rule], *timelines: Timeline, after: datetime = ALWAYS, until: datetime = FOREVER
) -> list[Delivery]:
    return plan([(each, line) for each in rules for line in timelines], after, until)


def days(found: list[Delivery]) -> dict[str, str]:
    return {each.point: each.label for each in found}


def test_a_window_is_announced_before_it_opens_before_it_closes_and_when_it_has_passed() -> None:
    found = owed([rule()], timeline("m", said("m", "2026-02-01", "2026-07-01", "2026-12-31")))
    assert days(found) == {
        "2026-06-01": "opening-30",
        "2026-06-24": "opening-7",
        "2026-06-30": "opening-1",
        "2026-07-01": "opening-0",
        "2026-12-01": "closing-30",
        "2026-12-24": "closing-7",
        "2026-12-30": "closing-1",
        "2026-12-31": "closing-0",
        "2027-01-01": "overdue",
    }
    assert found[0].due == local("2026-06-01T09:00")


def test_of_a_firm_date_opening_and_closing_are_one() -> None:
    found = owed([rule()], timeline("m", said("m", "2026-01-29", "2026-11-14")))
    assert days(found) == {
        "2026-10-15": "day-30",
        "2026-11-07": "day-7",
        "2026-11-13": "day-1",
        "2026-11-14": "day-0",
        "2026-11-15": "overdue",
    }


def test_points_on_one_day_are_one_point() -> None:
    window = Period(start=date(2026, 5, 1), end=date(2026, 5, 31), text="May 2026")
    assert points(window, (30, 7, 1, 0))[date(2026, 5, 1)] == "opening-0+closing-30"


def test_leap_days_count() -> None:
    window = Period(start=date(2028, 3, 1), end=date(2028, 3, 1), text="2028-03-01")
    assert list(points(window, (1,))) == [date(2028, 2, 29), date(2028, 3, 2)]


def test_nothing_was_owed_before_the_rule_or_before_the_guidance() -> None:
    line = timeline("m", said("m", "2026-02-01", "2026-07-01", "2026-12-31"))
    late = Timeline("m", "x1", (Statement(line.statements[0].said, local("2026-06-25T00:00")),))
    assert min(days(owed([rule(since=local("2026-06-30T09:00"))], line))) == "2026-06-30"
    assert min(each.point for each in owed([rule()], late) if each.point[0] == "2") == "2026-06-30"


def test_without_a_window_nothing_is_owed_and_it_is_listed() -> None:
    line = timeline("m", said("m", "2026-02-01", ""))
    assert owed([rule()], line) == []
    assert undated([line, timeline("n", said("n", "2026-02-01", "2026-07-01")), timeline("o")], FOREVER) == ["m", "o"]


def test_a_result_ends_it() -> None:
    line = timeline("m", said("m", "2026-02-01", "2026-07-01", "2026-12-31"))
    done = replace(line, result=Result("done", PartialDate("2026-07-10"), local("2026-07-11T12:00")))
    found = owed([rule()], done)
    assert max(days(found)) == "result"
    assert "2026-12-01" not in days(found)
    assert next(each for each in found if each.point == "result").due == local("2026-07-11T12:00")


def test_a_slip_cancels_the_points_of_what_was_said_before() -> None:
    line = Timeline(
        "m",
        "x1",
        (
            Statement(said("m", "2026-02-01", "2026-07-01", "2026-12-31")),
            Statement(said("m", "2026-10-01", "2027-01-01", "2027-06-30"), local("2026-10-02T08:00")),
        ),
    )
    found = days(owed([rule()], line))
    assert found["slip"] == "slip"
    assert "2026-12-30" not in found
    assert found["2026-12-31"] == "opening-1"
    assert found["2027-06-30"] == "closing-0"


@pytest.mark.parametrize(
    ("start", "end", "move"),
    [
        ("2027-01-01", "2027-06-30", "slip"),
        ("2026-06-01", "2026-10-31", "pull-in"),
        ("2026-10-01", "2026-12-31", "firmed"),
    ],
)
def test_moves_are_told_when_they_are_entered_if_they_are_new(start: str, end: str, move: str) -> None:
    first = Statement(said("m", "2026-02-01", "2026-07-01", "2026-12-31"))
    entered = local("2026-05-04T15:00")
    for on, backlog in (("2026-05-01", False), ("2026-04-30", True), ("2026-05", False)):
        line = Timeline("m", "x1", (first, Statement(said("m", on, start, end), entered)))
        news = [each for each in owed([rule()], line) if not each.point[0].isdigit()]
        assert [(each.point, each.due, each.backlog) for each in news] == [(move, entered, backlog)]


def test_a_new_milestone_is_told_once_and_not_its_history() -> None:
    entered = local("2026-05-04T15:00")
    statements = [said("m", "2026-01-05", "2026-07-01"), said("m", "2026-05-03", "2026-08-01")]
    line = Timeline("m", "x1", tuple(Statement(each, entered) for each in statements), None, entered)
    assert [each.point for each in owed([rule()], line, until=entered)] == ["new"]


def test_guidance_that_goes_back_and_forth_posts_each_day_once() -> None:
    first, second = (
        said("m", "2026-02-01", "2026-12-01", "2026-12-31"),
        said("m", "2026-11-10", "2027-01-01", "2027-01-31"),
    )
    third = said("m", "2026-12-05", "2026-12-01", "2026-12-31")
    line = Timeline(
        "m",
        "x1",
        (
            Statement(first),
            Statement(second, local("2026-11-10T08:00")),
            Statement(third, local("2026-12-05T08:00")),
        ),
    )
    found = [each for each in owed([rule()], line) if each.point[0].isdigit()]
    assert len({each.point for each in found}) == len(found)
    assert {each.guidance for each in found if each.point >= "2026-12-05"} == {third.key}


def test_what_several_rules_owe_to_one_channel_is_told_once_at_the_first_time() -> None:
    line = timeline("m", said("m", "2026-02-01", "2026-11-14"))
    rules = [rule(1, at=time(10)), rule(2, at=time(9)), rule(3, "channel:2")]
    told = entries(owed(rules, line))
    assert Counter(each.target for each in told) == {"channel:1": 5, "channel:2": 5}
    assert {each.due for each in told if each.point == "2026-11-14"} == {local("2026-11-14T09:00")}


@pytest.mark.parametrize(
    ("day", "at", "tz", "utc"),
    [
        ("2026-03-08", "02:30", "America/New_York", "2026-03-08T07:30"),  # jumped over: an hour later by the clock
        ("2026-11-01", "01:30", "America/New_York", "2026-11-01T05:30"),  # twice: the first
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:45"),  # a jump of half an hour
        ("2026-04-05", "01:45", "Australia/Lord_Howe", "2026-04-04T14:45"),
        ("2026-06-01", "09:00", "Asia/Kathmandu", "2026-06-01T03:15"),
        ("2026-06-01", "09:00", "Pacific/Chatham", "2026-05-31T20:15"),
        ("2011-12-30", "09:00", "Pacific/Apia", "2011-12-30T19:00"),  # a day that Samoa left out
        ("2028-02-29", "09:00", "Asia/Shanghai", "2028-02-29T01:00"),
    ],
)
def test_local_times(day: str, at: str, tz: str, utc: str) -> None:
    assert instant(date.fromisoformat(day), time.fromisoformat(at), tz) == datetime.fromisoformat(utc).replace(
        tzinfo=UTC
    )


@given(st.dates(date(1990, 1, 1), date(2099, 1, 1)), st.times(), st.sampled_from(ZONES))
def test_days_never_change_places(day: date, at: time, tz: str) -> None:
    assert instant(day, at, tz) <= instant(day + timedelta(days=1), at, tz)


# --- the plan as a function --------------------------------------------------------------------------------------


@given(worlds, st.lists(moments, max_size=6), st.randoms())
def test_any_cut_of_the_time_and_any_order_give_the_same_plan(
    world: tuple[list[Rule], tuple[Timeline, ...]], cuts: list[datetime], chance: random.Random
) -> None:
    rules, lines = world
    whole = owed(rules, *lines)
    ticks = [ALWAYS, *sorted(cuts), FOREVER]
    found: list[Delivery] = []
    for after, until in pairwise(ticks):
        pairs = [(each, line) for each in rules for line in lines]
        chance.shuffle(pairs)
        found += plan(pairs, after, until)
        assert plan(pairs, after, until) == plan(reversed(pairs), after, until)
    assert found == whole
    assert not [key for key, count in Counter(each.key for each in whole).items() if count > 1]
    on_days = Counter((each.rule, each.milestone, each.point) for each in whole if each.point[0].isdigit())
    assert not [key for key, count in on_days.items() if count > 1]


@given(worlds, moments)
def test_what_becomes_known_later_changes_nothing(
    world: tuple[list[Rule], tuple[Timeline, ...]], now: datetime
) -> None:
    rules, lines = world
    known_now = [
        replace(
            line,
            statements=tuple(each for each in line.statements if each.known <= now),
            result=line.result if line.result and line.result.known <= now else None,
        )
        for line in lines
        if line.entered <= now
    ]
    assert owed(rules, *known_now, until=now) == owed(rules, *lines, until=now)


@given(worlds)
def test_nothing_is_owed_too_early_or_after_the_result(world: tuple[list[Rule], tuple[Timeline, ...]]) -> None:
    rules, lines = world
    by_id, by_name = {each.id: each for each in rules}, {each.milestone: each for each in lines}
    for each in owed(rules, *lines):
        line = by_name[each.milestone]
        known = {statement.said.key: statement.known for statement in line.statements}
        assert each.due >= max(by_id[each.rule].since, known.get(each.guidance, ALWAYS), line.entered)
        assert each.point == "result" or line.result is None or each.due < line.result.known
        assert line.drug not in by_id[each.rule].muted


@given(worlds)
def test_entries_lose_no_point_and_repeat_none(world: tuple[list[Rule], tuple[Timeline, ...]]) -> None:
    rules, lines = world
    whole = owed(rules, *lines)
    told = entries(whole)
    assert {each.entry for each in told} == {each.entry for each in whole}
    assert len({each.entry for each in told}) == len(told)


# --- messages ------------------------------------------------------------------------------------------------------


owed_rows = st.lists(
    st.tuples(st.sampled_from(("channel:1", "dm:2")), st.integers(0, 30), st.integers(0, 5000)), max_size=60
).map(
    lambda rows: [
        Owed(number, target, f"m{milestone}", FOREVER - timedelta(minutes=minutes))
        for number, (target, milestone, minutes) in enumerate(rows)
    ]
)


@given(owed_rows, st.randoms())
def test_messages_hold_everything_once_in_any_order(rows: list[Owed], chance: random.Random) -> None:
    made = parts(rows, FOREVER)
    held = [number for part in made for number in part.deliveries]
    assert sorted(held) == [each.id for each in rows]
    of = {each.id: each for each in rows}
    assert all({of[number].target for number in part.deliveries} == {part.target} for part in made)
    assert all(len({of[number].milestone for number in part.deliveries}) <= MOST_ENTRIES for part in made)
    assert all(of[number].due == part.due for part in made if not part.is_late for number in part.deliveries)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert parts(shuffled, FOREVER) == made


def test_what_is_late_is_one_message() -> None:
    now = FOREVER
    rows = [Owed(hours, "channel:1", f"m{hours}", now - timedelta(hours=hours)) for hours in range(1, 9)]
    assert [(part.is_late, part.due, len(part.deliveries)) for part in parts(rows, now)] == [
        (True, now - timedelta(hours=1), 8)
    ]
    assert timedelta(days=3) == GRACE
