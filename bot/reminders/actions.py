"""What people do with a reminder: be told again, mute, record the result, ask why. Blocks, so it is called in a thread."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reminders import composing, telling
from bot.reminders.timing import instant, local_day
from db import records
from db.connection import Connection
from db.errors import RecordNotFoundError, StoreError
from db.models import Guidance, Milestone, Source
from db.periods import PartialDate
from db.reminders import outbox, rules
from db.reminders.models import Delivery, Rule, whole_second
from db.reminders.outbox import Member, Post
from db.store import Store

SNOOZE_DAYS = 7
_GONE = "that reminder is not in the store any more"


@dataclass(frozen=True, slots=True)
class Reached:
    """What somebody says of a milestone that has been reached."""

    day: str
    outcome: str
    source: str


def delivery(db: Connection, number: int) -> tuple[Member, Rule]:
    """Read a delivery with its rule.

    Raises:
        RecordNotFoundError: there is none.
    """
    member = outbox.member(db, number)
    found = rules.load(db, [member.rule]) if member else []
    if member is None or not found:
        raise RecordNotFoundError(_GONE)
    return member, found[0]


def snooze(store: Store, number: int, now: datetime, *, who: str) -> str:
    """Owe a reminder again in a week, at the rule's time of day; gives the sentence to answer with."""
    with store.write(who=who, why="snooze") as transaction:
        db = transaction.db
        member, rule = delivery(db, number)
        day = local_day(now, rule.tz) + timedelta(days=SNOOZE_DAYS)
        again = Delivery(
            rule.id,
            rule.target,
            member.milestone,
            member.guidance,
            f"again:{day}",
            "snoozed",
            instant(day, rule.at, rule.tz),
        )
        is_new = outbox.owe(db, again, whole_second(now))
        rules.note(db, rule, rule.target, now, who=who, said=f"{member.milestone} again on {day}")
    return f"You will be reminded again on {day}." if is_new else f"Somebody asked for that already: again on {day}."


def mute(store: Store, number: int, now: datetime, *, who: str) -> str:
    """Leave a drug out of a rule from now on."""
    with store.write(who=who, why="mute") as transaction:
        db = transaction.db
        member, rule = delivery(db, number)
        held = records.get(db, Milestone, member.milestone)
        if held is None:
            raise RecordNotFoundError(_GONE)
        if held.drug not in rule.muted:
            rules.change(db, rule.model_copy(update={"muted": (*rule.muted, held.drug)}))
            rules.note(db, rule, rule.target, now, who=who, said=f"muted {held.drug}")
    return f"Rule r{rule.id} says no more about {held.drug}; `!remind edit {rule.id} unmute` takes that back."


def mark_reached(store: Store, number: int, reached: Reached, *, who: str) -> str:
    """Record a result, with who said so and on what ground.

    Raises:
        StoreError: a date or an address cannot be read, or the milestone is gone or reached already.
    """
    try:
        on = PartialDate(reached.day)
    except ValueError as error:
        raise StoreError(str(error)) from error
    with store.write(who=who, why=f"reached, according to {reached.source or 'the reader'}") as transaction:
        db = transaction.db
        member, _ = delivery(db, number)
        before = records.get(db, Milestone, member.milestone)
        if before is None:
            raise RecordNotFoundError(_GONE)
        if before.status == "done":
            raise StoreError(f"it is recorded as reached already, {before.actual_date or 'without a day'}")
        sources = before.sources
        try:
            if reached.source and reached.source not in sources:
                source = Source(url=reached.source, publisher="", title="", published=None)
                if records.get(db, Source, source.url) is None:
                    transaction.save([(None, source)])
                sources = (*sources, source.url)
            after = Milestone.model_validate(
                {
                    **before.model_dump(),
                    "status": "done",
                    "actual_date": on,
                    "outcome": reached.outcome.replace("\n", " "),
                    "sources": sources,
                }
            )
        except ValueError as error:
            raise StoreError("the source must be a web address such as https://example.org/news") from error
        transaction.save([(before, after)])
        name = composing.name(db, after)
    return f"{name}: recorded as reached, {on}."


def why(store: Store, *, number: int | None = None, message: int | None = None) -> str:
    """Explain a reminder, found by one of its deliveries or by its message.

    Raises:
        RecordNotFoundError: that is no reminder.
    """
    with store.read() as db:
        if number is not None:
            member, _ = delivery(db, number)
            post = outbox.get(db, member.post) if member.post else None
        else:
            post = outbox.by_message(db, message or 0)
        if post is None:
            raise RecordNotFoundError("that is no reminder of mine: reply to one with !why")
        held = outbox.members(db, post.id)
        if number is not None:
            held = [each for each in held if each.milestone == member.milestone]
        lines = [_explained(db, each) for each in held[:10]]
        return "\n".join([*lines, _times(post, rules.load(db, [held[0].rule])[0].zone if held else ZoneInfo("UTC"))])


def _explained(db: Connection, member: Member) -> str:
    rule = rules.load(db, [member.rule])[0]
    held = records.get(db, Milestone, member.milestone)
    said = records.get(db, Guidance, member.guidance)
    what = composing.name(db, held) if held else member.milestone
    guidance = (
        f"“{said.guidance}”, said {said.said_on or 'on an unknown day'} by {said.kind}" if said else "no guidance"
    )
    due = f"{member.due.astimezone(rule.zone):%Y-%m-%d %H:%M %z}"
    return (
        f"{what} ({member.milestone}): {telling.explained(member.label)}. Rule r{rule.id} “{rule.what or 'everything'}”, set by "
        f"<@{rule.owner}>. Guidance: {guidance}. Due {due}."
    )


def _times(post: Post, zone: ZoneInfo) -> str:
    told = (("claimed", post.claimed_at), ("sent", post.sent_at))
    times = [f"{verb} {at.astimezone(zone):%Y-%m-%d %H:%M:%S}" for verb, at in told if at]
    state = post.state if post.state != "sent" else ""
    return f"Post {post.id}, " + ", ".join([*times, *filter(None, (state, post.reason))]) + "."


def milestone_of(store: Store, number: int) -> str:
    """Give the milestone that a delivery is about."""
    with store.read() as db:
        return delivery(db, number)[0].milestone
