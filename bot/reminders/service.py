"""Setting, changing and listing rules. Blocks, so it is called in a thread; every change is one write and is logged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers.wording import aside, listed
from bot.i18n import N_, _
from bot.reminders import composing, planner
from bot.reminders.asking import Asked, Options, read, read_options
from bot.reminders.errors import RefusedError
from bot.reminders.schedule import Asked as Span
from bot.reminders.schedule import Coming, schedule
from bot.reminders.telling import explained
from bot.reminders.timing import local_day
from db import records
from db.connection import Connection
from db.models import Milestone
from db.reminders import digests, knowledge, outbox, rules
from db.reminders.digests import Digest
from db.reminders.models import Rule, whole_second
from db.store import Store

#: A channel or person has at most so many rules; more would be a mistake or a nuisance.
MOST_RULES = 50
_AHEAD = timedelta(days=400)
_SECOND = timedelta(seconds=1)
_LOGGED = 15
_LOOK_BACK = timedelta(days=60)
_WEEKDAYS = (
    N_("every Monday"),
    N_("every Tuesday"),
    N_("every Wednesday"),
    N_("every Thursday"),
    N_("every Friday"),
    N_("every Saturday"),
    N_("every Sunday"),
)
#: What the outbox says of deliveries that are not made, for the catalogues.
REASONS = (
    N_("older than the grace period"),
    N_("it no longer was so when it was to be sent"),
    N_("the rule was paused or removed before it was to be sent"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where reminders go, and who asks for them; ``tz`` is used where nothing is said."""

    target: str
    owner: int
    guild: int | None
    tz: str

    @property
    def who(self) -> str:
        """The person, as the log names them."""
        return f"discord:{self.owner}"


class Rules:
    """The rules of a store, as people see and change them."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self.store = store
        self.now = now

    def read(self, text: str, tz: str) -> Asked:
        """Read what somebody typed.

        Raises:
            RefusedError: it cannot be read.
        """
        with self.store.read() as db:
            return read(db, text, local_day(self.now(), tz))

    def read_options(self, given: Options, tz: str) -> Asked:
        """Read what somebody filled into a form.

        Raises:
            RefusedError: it cannot be read.
        """
        with self.store.read() as db:
            return read_options(db, given, local_day(self.now(), tz))

    def add(self, place: Place, asked: Asked) -> Rule:
        """Set a rule; what falls due from now on is owed.

        Raises:
            RefusedError: there are too many already, or the same one.
        """
        now = self.now()
        with self.store.write(who=place.who, why="rule") as transaction:
            db = transaction.db
            planner.plan_into(db, whole_second(now))
            held = rules.of_target(db, place.target)
            fresh = asked.applied(Rule(id=0, target=place.target, owner=place.owner, guild=place.guild, tz=place.tz))
            if len(held) >= MOST_RULES:
                raise RefusedError(_("there are {most} rules here already: remove one first", most=MOST_RULES))
            if same := next((each for each in held if _same(each, fresh)), None):
                raise RefusedError(_("rule r{rule} says that already", rule=same.id))
            kept = rules.add(db, fresh.model_copy(update={"since": _next(db, now)}))
            rules.note(db, kept, kept.target, now, who=place.who, said=_("set: {described}", described=described(kept)))
        return kept

    def edit(self, number: int, asked: Asked, *, who: str, unmute: bool = False) -> Rule:
        """Change a rule; what was due before stays owed as it was."""

        def changed(rule: Rule) -> Rule:
            return asked.applied(rule.model_copy(update={"muted": ()}) if unmute else rule)

        return self._change(number, changed, who, N_("changed: {described}"))

    def pause(self, number: int, *, who: str) -> Rule:
        """Silence a rule."""
        return self._change(
            number,
            lambda rule: rule.model_copy(update={"state": "paused", "reason": ""}),
            who,
            N_("paused: {described}"),
        )

    def resume(self, number: int, *, who: str) -> Rule:
        """Let a rule post again; of a blocked one what fell due within the grace period is posted now."""
        return self._change(
            number,
            lambda rule: rule.model_copy(update={"state": "active", "reason": ""}),
            who,
            N_("resumed: {described}"),
        )

    def remove(self, number: int, *, who: str) -> Rule:
        """End a rule."""
        return self._change(
            number, lambda rule: rule.model_copy(update={"state": "removed"}), who, N_("removed: {described}")
        )

    def _change(self, number: int, change: Callable[[Rule], Rule], who: str, noted: str) -> Rule:
        now = self.now()
        with self.store.write(who=who, why=noted.partition(":")[0]) as transaction:
            db = transaction.db
            planner.plan_into(db, whole_second(now))
            before = rules.get(db, number)
            after = change(before)
            if before.state != "blocked":
                after = after.model_copy(update={"since": _next(db, now)})
            rules.change(db, after)
            outbox.drop_silenced(db, outbox.SILENCED)
            rules.note(db, after, after.target, now, who=who, said=_(noted, described=described(after)))
        return after

    def get(self, number: int) -> Rule:
        """Read one rule."""
        with self.store.read() as db:
            return rules.get(db, number)

    def of_target(self, target: str) -> list[Rule]:
        """Read the rules of a channel or person."""
        with self.store.read() as db:
            return rules.of_target(db, target)

    def within_reach(self, own: str, guild: int | None) -> list[Rule]:
        """Read the rules of a person, and of the server in which they are."""
        with self.store.read() as db:
            return [*(rules.of_guild(db, guild) if guild else ()), *rules.of_target(db, own)]

    def log(self, target: str, tz: str) -> list[str]:
        """Tell what happened to the rules of a target of late, what was not posted and why, by a clock."""
        since, zone = self.now() - _LOOK_BACK, ZoneInfo(tz)
        with self.store.read() as db:
            lines = [
                (each.at, f"{_rule(each.rule)}{aside(each.said, _person(each.who))}")
                for each in rules.log(db, [target], _LOGGED)
            ]
            for each in outbox.skipped_of(db, [target], (outbox.TOO_OLD, outbox.SUPERSEDED), since)[-_LOGGED:]:
                held = records.get(db, Milestone, each.milestone)
                what = composing.name(db, held) if held else each.milestone
                said = _(
                    "{what}, {point}: not posted, {reason}",
                    what=what,
                    point=explained(each.label),
                    reason=_(each.skipped),
                )
                lines.append((each.due, f"{_rule(each.rule)}{said}"))
        lines.sort(key=lambda each: each[0], reverse=True)
        return [f"{at.astimezone(zone):%Y-%m-%d %H:%M} {line}" for at, line in lines[:_LOGGED]]

    def coming(self, target: str, most: int, of: Sequence[Rule] | None = None) -> list[tuple[Coming, str]]:
        """Give the next reminders of a target, each with the name of its milestone."""
        now = self.now()
        with self.store.read() as db:
            held = rules.of_target(db, target) if of is None else of
            found = schedule(db, Span(now, (now + _AHEAD).date(), "UTC"), held).coming[:most]
            names = {each.id: composing.name(db, each) for each in records.load(db, Milestone, _keys(found))}
        return [(each, names[each.delivery.milestone]) for each in found]

    def sample(self, rule: Rule) -> dict[str, Any] | None:
        """Compose the next real reminder of a rule as a test; None if nothing is to come."""
        found = self.coming(rule.target, 1, [rule])
        if not found:
            return None
        next_up, now = found[0][0].delivery, self.now()
        post = outbox.Post(
            0, rule.target, next_up.due, 1, "reminder", "test", "owed", 0, None, None, None, None, None, ""
        )
        member = outbox.Member(
            0, rule.id, next_up.milestone, next_up.guidance, next_up.point, next_up.label, next_up.due, now, "", None
        )
        with self.store.read() as db:
            return composing.reminder(db, post, [member], next_up.due) | {"due": next_up.due}

    def digest(self, place: Place, every: str, day: int | None, asked: Asked) -> str:
        """Set a target's digest: "daily", "weekly" or "off"; gives the sentence to answer with."""
        now = self.now()
        with self.store.write(who=place.who, why="digest") as transaction:
            db = transaction.db
            if asked.what is not None or asked.leads or asked.mention:
                raise RefusedError(_("a digest has a day and a time and no more, such as !digest weekly mon 08:30"))
            if every == "off":
                gone = digests.remove(db, place.target)
                said = _("No more digests here.") if gone else _("There is no digest here.")
            else:
                planner.plan_into(db, whole_second(now))
                rule = asked.applied(Rule(id=0, target=place.target, owner=place.owner, tz=place.tz))
                weekday = None if every == "daily" else day or 0
                held = Digest(place.target, place.owner, place.guild, weekday, rule.at, rule.tz, _next(db, now))
                digests.keep(db, held)
                on = _("every day") if weekday is None else _(_WEEKDAYS[weekday])
                said = _("A digest comes {on} at {at} ({tz}).", on=on, at=f"{rule.at:%H:%M}", tz=rule.tz)
            rules.note(db, None, place.target, now, who=place.who, said=said)
        return said

    def set_role(self, guild: int, role: int | None, *, who: str) -> None:
        """Let the members of a role set rules and record results."""
        with self.store.write(who=who, why="role") as transaction:
            digests.set_role(transaction.db, guild, role)


def described(rule: Rule) -> str:
    """Say what a rule does, in a line."""
    leads = listed(_("the day") if lead == 0 else _("{days}d", days=lead) for lead in rule.leads)
    states = {"paused": _("paused"), "blocked": _("on hold: {reason}", reason=_(rule.reason))}
    parts = [
        rule.what or _("everything"),
        leads,
        _("at {at} {tz}", at=f"{rule.at:%H:%M}", tz=rule.tz),
        _("without {drugs}", drugs=listed(rule.muted)) if rule.muted else "",
        _("mentions {role}", role=f"<@&{rule.mention}>") if rule.mention else "",
        states.get(rule.state, ""),
    ]
    return " · ".join(part for part in parts if part)


def _next(db: Connection, now: datetime) -> datetime:
    """Give the first moment from which a rule set now can owe anything."""
    knowledge.observe(db, whole_second(now))
    return knowledge.next_moment(db, whole_second(now) + _SECOND)


def _same(one: Rule, other: Rule) -> bool:
    fields = ("wanted", "leads", "at", "tz", "mention")
    return all(getattr(one, field) == getattr(other, field) for field in fields)


def _keys(found: Sequence[Coming]) -> list[str]:
    return list(dict.fromkeys(each.delivery.milestone for each in found))


def _rule(number: int | None) -> str:
    return f"r{number} " if number else ""


def _person(who: str) -> str:
    kind, _colon, number = who.partition(":")
    return f"<@{number}>" if kind == "discord" else ""
