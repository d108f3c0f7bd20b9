"""The coming schedule: what will be posted where and when, as far as is known on a day, without posting anything."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.reminders.plan import plan, undated
from bot.reminders.timing import instant
from db.connection import Connection
from db.reminders import knowledge, matching, rules
from db.reminders.models import ALWAYS, Delivery, Rule, Timeline

#: The rule that a store without rules is shown: everything, the usual lead times, nine o'clock.
DEFAULT_TARGET = "here"
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the schedule is wanted: from a moment on, to the end of a day, for a time zone if there are no rules.

    With ``as_of`` only what had been published by that day is known, and rules count as if they had been set by then.
    """

    begin: datetime
    until: date
    tz: str
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """One delivery to come, with the rule that owes it."""

    delivery: Delivery
    rule: Rule

    @property
    def due(self) -> datetime:
        """When, by the rule's own clock."""
        return self.delivery.due.astimezone(self.rule.zone)

    def as_json(self) -> dict[str, Any]:
        """Give it as one line of the schedule."""
        said, window = self.delivery.said, self.delivery.window
        return {
            "due": self.due.isoformat(),
            "rule": f"r{self.rule.id}" if self.rule.id else "default",
            "target": self.rule.target,
            "milestone": self.delivery.milestone,
            "guidance": said.guidance if said else None,
            "said_on": str(said.said_on) if said and said.said_on else None,
            "window": window.model_dump(mode="json") if window else None,
            "point": self.delivery.label,
        }


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is to come; ``undated`` are milestones that the rules match and nobody has dated."""

    coming: tuple[Coming, ...]
    undated: tuple[str, ...]
    is_default: bool
    backdated: int = 0


def schedule(db: Connection, asked: Asked, of: Sequence[Rule] | None = None) -> Schedule:
    """Work out the schedule of some rules, of all if none are given, of the default rule if there are none."""
    held = [each for each in (rules.owing(db) if of is None else of) if each.state != "paused"]
    is_default = not held and of is None
    chosen = held or ([default_rule(asked.tz)] if is_default else [])
    backdated = 0
    if asked.as_of is not None:
        backdated = sum(each.since > asked.begin for each in chosen)
        chosen = [each.model_copy(update={"since": ALWAYS}) for each in chosen]
    matches = {each.id: matching.every(db, each, asked.until) for each in chosen}
    lines = _lines(db, {key for keys in matches.values() for key in keys}, asked.as_of)
    pairs = [(each, lines[key]) for each in chosen for key in matches[each.id] if key in lines]
    end = instant(asked.until + timedelta(days=2), time(0), "UTC")
    owed = plan(pairs, asked.begin - _SECOND, end)
    by_id = {each.id: each for each in chosen}
    coming = (Coming(each, by_id[each.rule]) for each in owed)
    return Schedule(
        tuple(each for each in coming if each.due.date() <= asked.until),
        tuple(undated((line for _, line in sorted(lines.items()) if line.statements or not asked.as_of), asked.begin)),
        is_default,
        backdated,
    )


def default_rule(tz: str) -> Rule:
    """Give the rule that is shown where none is set."""
    return Rule(id=0, target=DEFAULT_TARGET, owner=0, tz=tz)


def midnight(day: date, tz: str) -> datetime:
    """Give the moment at which a day begins."""
    return instant(day, time(0), tz).astimezone(UTC)


def _lines(db: Connection, keys: set[str], as_of: date | None) -> dict[str, Timeline]:
    wanted = sorted(keys)
    read = knowledge.timelines(db, wanted) if as_of is None else knowledge.timelines_as_of(db, wanted, as_of)
    return {line.milestone: line for line in map(_long_known, read)}


def _long_known(line: Timeline) -> Timeline:
    """Take what is known now as known for all that is to come: what was noticed a moment ago is no news any more."""
    statements = tuple(dataclasses.replace(each, known=ALWAYS) for each in line.statements)
    result = dataclasses.replace(line.result, known=ALWAYS) if line.result else None
    return dataclasses.replace(line, statements=statements, result=result, entered=ALWAYS)
