"""Made-up milestones with histories, and rules, for tests of reminders."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from db.models import Guidance
from db.periods import PartialDate
from db.reminders import knowledge
from db.reminders import rules as stored_rules
from db.reminders.models import ALWAYS, Result, Rule, Statement, Timeline
from db.store import Store

START = datetime(2026, 1, 10, tzinfo=UTC)
ZONES = (
    "Asia/Shanghai",
    "UTC",
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Chatham",
    "America/St_Johns",
)


def said(milestone: str, on: str, start: str, end: str = "", *, kind: str = "company") -> Guidance:
    """A statement: said on a day, expecting the milestone from one day to another (empty: no window)."""
    return Guidance(
        milestone=milestone,
        said_on=PartialDate(on) if on else None,
        guidance=f"{start} to {end or start}" if start else "timing under evaluation",
        window_start=PartialDate(start) if start else None,
        window_end=PartialDate(end or start) if start else None,
        kind=kind,
        sources=("https://example.org/said",),
    )


def timeline(milestone: str, *statements: Guidance, drug: str = "x1", result: Result | None = None) -> Timeline:
    """A milestone of which all was always known."""
    return Timeline(milestone, drug, tuple(map(Statement, statements)), result)


def rule(number: int = 1, target: str = "channel:1", **given: object) -> Rule:
    """A rule with the usual lead times, in Shanghai."""
    return Rule.model_validate({"id": number, "target": target, "owner": 9, **given})


def local(text: str, tz: str = "Asia/Shanghai") -> datetime:
    """A moment by its local time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(tz)).astimezone(UTC)


#: When the rules that ``add`` makes are set.
BEFORE = local("2026-02-15T00:00")


def add(store: Store, *wanted: Rule) -> list[Rule]:
    """Set rules in a store whose milestones have just been looked at; gives them with their numbers."""
    with store.write(who="test", why="rules") as transaction:
        knowledge.observe(transaction.db, BEFORE)
        return [stored_rules.add(transaction.db, each) for each in wanted]


moments = st.integers(0, 500 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
known = st.one_of(st.just(ALWAYS), moments)
days = st.integers(-40, 540).map(lambda offset: START.date() + timedelta(days=offset))


@st.composite
def statements(draw: st.DrawFn, milestone: str) -> Statement:
    first, length = draw(days), draw(st.sampled_from((0, 0, 5, 30, 180, 364)))
    on = draw(st.sampled_from((first - timedelta(days=20), START.date(), date(2025, 12, 1))))
    has_window = draw(st.booleans()) or draw(st.booleans())
    start, end = (str(first), str(first + timedelta(days=length))) if has_window else ("", "")
    kind = draw(st.sampled_from(("company", "company", "regulator", "registry", "press")))
    on_text = draw(st.sampled_from((str(on), str(on)[:7], str(on)[:4], "")))
    return Statement(said(milestone, on_text, start, end, kind=kind), draw(known))


@st.composite
def timelines(draw: st.DrawFn, number: int) -> Timeline:
    name = f"m{number}"
    entered = draw(known)
    made = draw(st.lists(statements(name), max_size=5, unique_by=lambda each: each.said.key))
    held = tuple(Statement(each.said, max(each.known, entered)) for each in made)
    result = draw(st.none() | st.builds(Result, st.just("done"), st.none() | days.map(PartialDate.of), moments))
    if result is not None:
        result = Result(result.status, result.on, max(result.known, entered))
    return Timeline(name, f"x{number % 2}", held, result, entered)


rules = st.builds(
    lambda number, target, leads, at, tz, since, muted: Rule(
        id=number, target=f"channel:{target}", owner=1, leads=tuple(leads), at=at, tz=tz, since=since, muted=muted
    ),
    st.integers(1, 10_000),
    st.integers(1, 3),
    st.lists(st.integers(0, 60), min_size=1, max_size=4),
    st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 59))),
    st.sampled_from(ZONES),
    known,
    st.sampled_from(((), ("x0",))),
)
worlds = st.tuples(
    st.lists(rules, min_size=1, max_size=4, unique_by=lambda each: each.id),
    st.integers(1, 4).flatmap(lambda count: st.tuples(*(timelines(number) for number in range(count)))),
)
