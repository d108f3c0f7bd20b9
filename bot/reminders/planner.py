"""From plan to outbox: what fell due is written down, all of it in one write, before anything is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.reminders import digesting, grouping
from bot.reminders.plan import plan
from bot.reminders.timing import instant, local_day
from db.connection import Connection
from db.reminders import digests, knowledge, matching, outbox, rules
from db.reminders.models import ALWAYS, Delivery, Slot, whole_second
from db.store import Store

#: Looking further back than this finds nothing that anybody would want to know.
LONGEST_OUTAGE = timedelta(days=400)
NEVER = datetime.max.replace(tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """What one look at the clock brought: how many deliveries were written down, and in how many posts."""

    deliveries: int
    posts: int


def is_anything_new(store: Store, now: datetime) -> bool:
    """Tell whether a plan would write anything, without writing."""
    with store.read() as db:
        if _is_idle(db):
            return False
        return knowledge.has_news(db) or _next_due(db, knowledge.planned_until(db)) <= whole_second(now)


def tick(store: Store, now: datetime) -> Planned:
    """Write down all that has fallen due by now. Done twice, or by two processes at once, it changes nothing more."""
    with store.write(who="reminders", why="plan") as transaction:
        return plan_into(transaction.db, whole_second(now))


def plan_into(db: Connection, now: datetime) -> Planned:
    """Do what ``tick`` does within a write."""
    has_news = knowledge.observe(db, now)
    planned = knowledge.planned_until(db)
    until = knowledge.next_moment(db, now) if has_news else now
    after = _beginning(db, until) if planned is None else planned
    if after < until:
        for delivery in owed(db, after, until):
            outbox.owe(db, delivery, until, _skipped(delivery, until))
        for digest in digests.every(db):
            due = digesting.due_between(digest, after, until)
            if due and digests.last_due(db, digest.target, due + _SECOND) != due:
                outbox.make_post(db, digest.target, due, "digest")
        knowledge.set_planned_until(db, until)
    return _post(db, max(now, until))


def owed(db: Connection, after: datetime, until: datetime) -> list[Delivery]:
    """Work out what falls due in a span of time, looking only at milestones of which something may."""
    after = max(after, until - LONGEST_OUTAGE)
    pairs = set(matching.news_pairs(db, after, until))
    for slot in matching.slots(db):
        for day in _days(slot, after, until):
            pairs.update(matching.due_pairs(db, slot, day))
    found = matching.confirmed(db, pairs, until.date())
    lines = {line.milestone: line for line in knowledge.timelines(db, sorted({milestone for _, milestone in found}))}
    return plan(((rule, lines[milestone]) for rule, milestone in found if milestone in lines), after, until)


def next_due(store: Store) -> datetime:
    """Give the next moment at which something may fall due that is not written down yet."""
    with store.read() as db:
        return _next_due(db, knowledge.planned_until(db))


def _is_idle(db: Connection) -> bool:
    """Tell whether nobody wants anything: then nothing is planned, and the store is left as it is."""
    return not matching.slots(db) and not digests.every(db) and outbox.next_waiting(db) is None


def _next_due(db: Connection, planned: datetime | None) -> datetime:
    if _is_idle(db):
        return NEVER
    if planned is None:
        return ALWAYS
    found = [moment for slot in matching.slots(db) if (moment := _next_of(db, slot, planned))]
    found += [digesting.next_after(digest, planned) for digest in digests.every(db)]
    if waiting := outbox.next_waiting(db):
        found.append(waiting)
    return min(found, default=NEVER)


def _next_of(db: Connection, slot: Slot, after: datetime) -> datetime | None:
    """Give the next moment after a moment at which some milestone may call for a post at that time of day."""
    day = local_day(after, slot.tz) - _DAY
    while (found := matching.next_day(db, slot, day)) is not None:
        moment = instant(found, slot.at, slot.tz)
        if moment > after:
            return moment
        day = found + _DAY
    return None


def _days(slot: Slot, after: datetime, until: datetime) -> Iterator[date]:
    day, last = local_day(after, slot.tz) - _DAY, local_day(until, slot.tz) + _DAY
    while day <= last:
        if after < instant(day, slot.at, slot.tz) <= until:
            yield day
        day += _DAY


def _beginning(db: Connection, now: datetime) -> datetime:
    """Give where the very first plan begins: at the oldest rule."""
    return min([now, *(rule.since for rule in rules.owing(db))]) - _SECOND


def _skipped(delivery: Delivery, now: datetime) -> str:
    if delivery.backlog:
        return outbox.FOR_DIGEST
    return outbox.TOO_OLD if grouping.is_skipped(delivery.due, now) else ""


def _post(db: Connection, now: datetime) -> Planned:
    """Put what is due into posts; what a target is told already is not told again."""
    told: dict[tuple[str, str, str, str], list[outbox.Waiting]] = {}
    waiting = outbox.waiting(db, now)
    for each in waiting:
        post = outbox.post_of_entry(db, each.entry)
        if post is not None:
            outbox.attach(db, [each.id], post)
        elif grouping.is_skipped(each.due, now):
            outbox.skip_deliveries(db, [each.id], outbox.TOO_OLD)
        else:
            told.setdefault(each.entry, []).append(each)
    firsts = {held[0].id: held for held in told.values()}
    made = grouping.parts((grouping.Owed(e.id, e.target, e.milestone, e.due) for e, *_ in firsts.values()), now)
    for part in made:
        post = outbox.make_post(db, part.target, part.due, "catch-up" if part.is_late else "reminder")
        outbox.attach(db, [each.id for first in part.deliveries for each in firsts[first]], post)
    return Planned(len(waiting), len(made))
