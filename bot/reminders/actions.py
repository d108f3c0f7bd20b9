"""What people do with a reminder: be told again, mute, record the result, ask why. Blocks, so it is called in a thread."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.answers.wording import clauses
from bot.i18n import N_, _
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
#: How posts are called that were not sent.
_STATES = {
    "owed": N_("to be sent"),
    "claimed": N_("being sent"),
    "given up": N_("given up"),
    "skipped": N_("skipped"),
}
_GONE = N_("that reminder is not in the store any more")


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
        raise RecordNotFoundError(_(_GONE))
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
        rules.note(
            db,
            rule,
            rule.target,
            now,
            who=who,
            said=_("{milestone} again on {day}", milestone=member.milestone, day=day),
        )
    if not is_new:
        return _("Somebody asked for that already: again on {day}.", day=day)
    return _("You will be reminded again on {day}.", day=day)


def mute(store: Store, number: int, now: datetime, *, who: str) -> str:
    """Leave a drug out of a rule from now on."""
    with store.write(who=who, why="mute") as transaction:
        db = transaction.db
        member, rule = delivery(db, number)
        held = records.get(db, Milestone, member.milestone)
        if held is None:
            raise RecordNotFoundError(_(_GONE))
        if held.drug not in rule.muted:
            rules.change(db, rule.model_copy(update={"muted": (*rule.muted, held.drug)}))
            rules.note(db, rule, rule.target, now, who=who, said=_("muted {drug}", drug=held.drug))
    return _(
        "Rule r{rule} says no more about {drug}; !remind edit {rule} unmute takes that back.",
        rule=rule.id,
        drug=held.drug,
    )


def mark_reached(store: Store, number: int, reached: Reached, *, who: str) -> str:
    """Record a result, with who said so and on what ground.

    Raises:
        StoreError: a date or an address cannot be read, or the milestone is gone or reached already.
    """
    try:
        on = PartialDate(reached.day)
    except ValueError as error:
        raise StoreError(_("{day} is no date: write 2026-11-14, or 2026-11", day=reached.day[:20])) from error
    with store.write(who=who, why=f"reached, according to {reached.source or 'the reader'}") as transaction:
        db = transaction.db
        member, _rule = delivery(db, number)
        before = records.get(db, Milestone, member.milestone)
        if before is None:
            raise RecordNotFoundError(_(_GONE))
        if before.status == "done":
            day = before.actual_date or _("without a day")
            raise StoreError(_("it is recorded as reached already, {day}", day=day))
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
            raise StoreError(_("the source must be a web address such as https://example.org/news")) from error
        transaction.save([(before, after)])
        name = composing.name(db, after)
    return _("{milestone}: recorded as reached, {day}.", milestone=name, day=on)


def why(store: Store, *, number: int | None = None, message: int | None = None) -> str:
    """Explain a reminder, found by one of its deliveries or by its message.

    Raises:
        RecordNotFoundError: that is no reminder.
    """
    with store.read() as db:
        if number is not None:
            member, _rule = delivery(db, number)
            post = outbox.get(db, member.post) if member.post else None
        else:
            post = outbox.by_message(db, message or 0)
        if post is None:
            raise RecordNotFoundError(_("that is no reminder of mine: reply to one with !why"))
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
        composing.said_by(said, _("“{guidance}”", guidance=said.guidance))
        if said
        else _("none, nobody has given a date")
    )
    return _(
        "{what} ({milestone}): {point}. Rule r{rule} “{about}”, set by {person}. Guidance: {guidance}. Due {due}.",
        what=what,
        milestone=member.milestone,
        point=telling.explained(member.label),
        rule=rule.id,
        about=rule.what or _("everything"),
        person=f"<@{rule.owner}>",
        guidance=guidance,
        due=f"{member.due.astimezone(rule.zone):%Y-%m-%d %H:%M %z}",
    )


def _times(post: Post, zone: ZoneInfo) -> str:
    told = ((N_("claimed {at}"), post.claimed_at), (N_("sent {at}"), post.sent_at))
    times = [_(verb, at=f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}") for verb, at in told if at]
    state = _(_STATES.get(post.state, ""))
    what = _("Post {post}", post=post.id)
    return _("{said}.", said=clauses([what, *times, *filter(None, (state, _(post.reason)))]))


def milestone_of(store: Store, number: int) -> str:
    """Give the milestone that a delivery is about."""
    with store.read() as db:
        return delivery(db, number)[0].milestone
