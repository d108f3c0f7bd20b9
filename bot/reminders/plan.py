"""What is owed: a pure function of rules, of what was known when, and of a span of time.

Cutting the time into other spans, other orders of the rules or of the milestones, and what becomes known later change
nothing: the spans' plans add up to the plan of the whole.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.reminders.course import Course
from bot.reminders.points import points
from bot.reminders.timing import instant, local_day
from db.models import Guidance
from db.periods import PartialDate
from db.reminders.models import ALWAYS, GRACE, Announcement, Delivery, Rule, Timeline


def plan(wanted: Iterable[tuple[Rule, Timeline]], after: datetime, until: datetime) -> list[Delivery]:
    """Give what the rules owe for the milestones that they match, due later than ``after`` and not later than ``until``."""
    courses: dict[str, Course] = {}
    owed = [
        delivery
        for rule, timeline in wanted
        if rule.state in ("active", "blocked") and timeline.drug not in rule.muted
        for delivery in _owed(rule, courses.get(timeline.milestone) or _course(courses, timeline), after, until)
    ]
    return sorted(owed, key=lambda each: (each.due, each.target, each.milestone, each.rule, each.point))


def entries(owed: Iterable[Delivery]) -> list[Delivery]:
    """Give what the targets are told: what several rules owe to one of them for one point is told once, at the first's time."""
    first: dict[tuple[str, str, str, str], Delivery] = {}
    for each in sorted(owed, key=lambda each: (each.due, each.rule)):
        first.setdefault(each.entry, each)
    return list(first.values())


def undated(timelines: Iterable[Timeline], now: datetime) -> list[str]:
    """Give the milestones that are expected and owe nothing: nobody has said a date."""
    courses = map(Course.of, timelines)
    return [each.timeline.milestone for each in courses if each.is_open(now) and not _has_window(each.at(now))]


def _has_window(said: Guidance | None) -> bool:
    return said is not None and said.window is not None


def _course(courses: dict[str, Course], timeline: Timeline) -> Course:
    return courses.setdefault(timeline.milestone, Course.of(timeline))


def _owed(rule: Rule, course: Course, after: datetime, until: datetime) -> Iterator[Delivery]:
    yield from _points(rule, course, after, until)
    yield from _announcements(rule, course, after, until)


def _points(rule: Rule, course: Course, after: datetime, until: datetime) -> Iterator[Delivery]:
    for said in dict.fromkeys(each for each in course.in_force if each is not None):
        if said.window is None:
            continue
        for day, label in points(said.window, rule.leads).items():
            due = instant(day, rule.at, rule.tz)
            in_time = after < due <= until and due >= rule.since
            if in_time and course.is_open(due) and course.at(due) == said:
                yield _delivery(rule, course, said, day.isoformat(), label, due)


def _announcements(rule: Rule, course: Course, after: datetime, until: datetime) -> Iterator[Delivery]:
    timeline = course.timeline
    result = timeline.result
    moments = {timeline.entered, *course.turns, *([result.known] if result else [])}
    for known in sorted(moments - {ALWAYS}):
        if after < known <= until and known >= rule.since:
            for point, said, dated in _news(course, known):
                is_old = dated is None or dated.last < local_day(known - GRACE, rule.tz)
                yield _delivery(rule, course, said, point, point, known, backlog=is_old)


def _news(course: Course, known: datetime) -> Iterator[tuple[Announcement, Guidance | None, PartialDate | None]]:
    """Give what became known at a moment: of a milestone that is new, that alone; a result outweighs all else."""
    timeline, result = course.timeline, course.timeline.result
    in_force = course.at(known)
    if result is not None and result.known == known:
        yield "result", in_force, result.on
    elif timeline.entered == known and course.is_open(known):
        yield "new", in_force, in_force.said_on if in_force else None
    elif course.is_open(known) and timeline.entered < known:
        for move in course.moves_known_at(known):
            yield move.kind, move.after, move.after.said_on


def _delivery(  # noqa: PLR0913  the fields of one delivery
    rule: Rule,
    course: Course,
    said: Guidance | None,
    point: str,
    label: str,
    due: datetime,
    *,
    backlog: bool = False,
) -> Delivery:
    guidance = said.key if said else ""
    return Delivery(rule.id, rule.target, course.timeline.milestone, guidance, point, label, due, said, backlog)
