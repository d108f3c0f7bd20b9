"""What people do while the bot is being killed: they change facts, and rules; and what there was to be seen between two changes.

Facts are changed by a process of its own, as an import does it; rules in the chat. Before each change of facts what is known
is noted in the same write, so that afterwards the plan can be worked out for every stretch of time by what was known in it.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from db import records
from db.models import Guidance, Milestone, Source
from db.periods import PartialDate
from db.reminders import knowledge, matching, rules
from db.reminders.models import ALWAYS, Rule, Timeline, moment
from db.store import Store, Transaction
from tests.loopback import ChannelHandle, Person

_SOURCE = "https://example.org/said"
#: Every version of a rule but the present one, with the moment up to which was planned by it.
_KEPT_RULES = (
    "CREATE TABLE soak_rule AS SELECT *, '' AS planned_until FROM reminder_rule WHERE 0",
    """CREATE TRIGGER soak_rule_changed BEFORE UPDATE ON reminder_rule BEGIN
       INSERT INTO soak_rule SELECT *, (SELECT planned_until FROM reminder_state) FROM reminder_rule WHERE id = OLD.id; END""",
)


@dataclass(frozen=True)
class Known:
    """What was known when everything due after ``after`` and until ``until`` was planned, and what rules wanted then."""

    after: datetime
    until: datetime
    timelines: dict[str, Timeline]
    wanted: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class RuleVersion:
    """A rule as it was while everything due after ``after`` and until ``until`` was planned."""

    rule: Rule
    after: datetime
    until: datetime


class Facts:
    """Changes milestones and their guidance at random."""

    def __init__(self, store: Store, chance: random.Random, begin: datetime) -> None:
        self.store = store
        self.chance = chance
        self.history: list[Known] = []
        self.counts: Counter[str] = Counter()
        self._begin = begin
        self._removed: list[tuple[Milestone, list[Guidance]]] = []
        with store.write(who="soak", why="source") as transaction:
            transaction.save([(None, Source(url=_SOURCE, publisher="", title="", published=None))])
        with store.read() as db:
            self._pool = chance.sample(_every(db), 40)

    def change(self) -> None:
        """Note what is known, and change something."""
        acts: dict[str, Callable[[Transaction, date], bool]] = {
            "slipped": lambda to, today: self._said(to, today, self.chance.randint(0, 90)),
            "firmed": lambda to, today: self._said(to, today, self.chance.randint(0, 30), days=0),
            "moved back": self._back,
            "said late": lambda to, today: self._said(to, today - timedelta(days=40), self.chance.randint(0, 90)),
            "reached": lambda to, today: self._ended(to, PartialDate.of(today)),
            "reached long ago": lambda to, today: self._ended(to, PartialDate.of(today - timedelta(days=30))),
            "not reached after all": self._reopened,
            "statement taken back": self._unsaid,
            "removed": self._remove,
            "entered again": self._enter,
        }
        kind = self.chance.choice(list(acts))
        with self.store.write(who="soak", why=kind) as transaction:
            self.history.append(self._known(transaction.db))
            until = self.history[-1].until
            if acts[kind](transaction, (until + timedelta(hours=8)).date()):
                self.counts[kind] += 1

    def last(self) -> None:
        """Note what is known in the end."""
        with self.store.read() as db:
            self.history.append(self._known(db))

    def _known(self, db: Database) -> Known:
        until = knowledge.planned_until(db) or self._begin
        keys = _every(db)
        every = {_wants(version.rule): version.rule for version in versions(db, self._begin)}
        return Known(
            self.history[-1].until if self.history else self._begin,
            until,
            {line.milestone: self._same(line) for line in knowledge.timelines(db, keys)},
            {key: tuple(matching.every(db, rule, until.date())) for key, rule in every.items()},
        )

    def _same(self, line: Timeline) -> Timeline:
        """Give what was known before if it is the same, so that what did not change is seen at once."""
        before = self.history[-1].timelines.get(line.milestone) if self.history else None
        return before if before == line else line

    # --- the changes: each tells whether there was anything to change ---------------------------------------------

    def _said(self, to: Transaction, on: date, ahead: int, *, days: int | None = None) -> bool:
        length = self.chance.choice((0, 5, 30)) if days is None else days
        start = on + timedelta(days=ahead)
        return self._say(to, self._any(to.db), on, start, start + timedelta(days=length))

    def _back(self, to: Transaction, today: date) -> bool:
        """Say again what was said before the last statement."""
        key = self._any(to.db)
        said = sorted(
            (each for each in _guidance(to.db, key) if each.window_end), key=lambda each: str(each.said_on or "")
        )
        if len(said) < 2 or (window := said[-2].window) is None or not (window.start and window.end):
            return False
        return self._say(to, key, today, window.start, window.end)

    def _say(self, to: Transaction, key: str, on: date, start: date, end: date) -> bool:
        said = Guidance(
            milestone=key,
            said_on=PartialDate.of(on),
            guidance=f"{start} to {end}",
            window_start=PartialDate.of(start),
            window_end=PartialDate.of(end),
            kind="company",
            sources=(_SOURCE,),
        )
        is_new = bool(key) and records.get(to.db, Guidance, said.key) is None
        if is_new:
            to.save([(None, said)])
        return is_new

    def _unsaid(self, to: Transaction, _today: date) -> bool:
        said = _guidance(to.db, self._any(to.db))
        if said:
            to.remove(self.chance.choice(said))
        return bool(said)

    def _ended(self, to: Transaction, on: PartialDate) -> bool:
        before = records.get(to.db, Milestone, self._any(to.db, "expected"))
        if before is not None:
            to.save([(before, before.model_copy(update={"status": "done", "actual_date": on}))])
        return before is not None

    def _reopened(self, to: Transaction, _today: date) -> bool:
        before = records.get(to.db, Milestone, self._any(to.db, "done"))
        if before is not None:
            to.save([(before, before.model_copy(update={"status": "expected", "actual_date": None, "outcome": ""}))])
        return before is not None

    def _remove(self, to: Transaction, _today: date) -> bool:
        held = records.get(to.db, Milestone, self._any(to.db))
        if held is None:
            return False
        said = _guidance(to.db, held.id)
        for each in said:
            to.remove(each)
        to.remove(held)
        self._removed.append((held, said))
        return True

    def _enter(self, to: Transaction, _today: date) -> bool:
        if not self._removed:
            return False
        held, said = self._removed.pop(0)
        to.save([(None, held)])
        to.save([(None, each) for each in said])
        return True

    def _any(self, db: Database, status: str = "") -> str:
        held = [each for each in records.load(db, Milestone, self._pool) if not status or each.status == status]
        return self.chance.choice(held).id if held else ""


def _every(db: Database) -> list[str]:
    return [row["id"] for row in db.query("SELECT id FROM milestone ORDER BY id")]


def _guidance(db: Database, milestone: str) -> list[Guidance]:
    rows = db.query("SELECT id FROM guidance WHERE milestone = ? ORDER BY id", [milestone])
    return records.load(db, Guidance, [row["id"] for row in rows])


class Words:
    """Changes rules at random, in words."""

    def __init__(
        self, person: Person, desk: ChannelHandle, channels: list[ChannelHandle], chance: random.Random
    ) -> None:
        self.person = person
        self.desk = desk
        self.channels = channels
        self.chance = chance
        self.counts: Counter[str] = Counter()

    async def change(self, rule: int) -> None:
        """Say something about a rule; the bot may be killed before, while and after it hears that."""
        at = f"at {self.chance.randrange(24):02}:{self.chance.choice(('00', '30'))}"
        leads = " ".join(f"{lead}d" for lead in self.chance.sample(range(60), 4))
        where, what = self.chance.choice(self.channels).mention, self.chance.choice(("phase 3", "PD-1", "Akeso", ""))
        said = {
            "edit": f"!remind edit {rule} {self.chance.choice((at, leads, f'{leads} {at}'))}",
            "pause": f"!remind pause {rule}",
            "resume": f"!remind resume {rule}",
            "remove": f"!remind remove {rule}",
            "set": f"!remind {where} {what} {leads} {at}",
        }
        kind = self.chance.choice(("edit", "edit", "pause", "resume", "resume", "remove", "set", "set"))
        self.counts[kind] += 1
        await self.person.says(self.desk, said[kind])


def keep_rules(db: Database) -> None:
    """Let the store keep every version of its rules from now on. Within a write."""
    for statement in _KEPT_RULES:
        db.execute(statement)


def versions(db: Database, begin: datetime) -> list[RuleVersion]:
    """Give every rule as it was over time."""
    found: list[RuleVersion] = []
    after: dict[int, datetime] = {}
    for row in db.query("SELECT * FROM soak_rule ORDER BY rowid"):
        until = moment(row.pop("planned_until"))
        found.append(RuleVersion(rules._rule(row), after.get(row["id"], begin), until))
        after[row["id"]] = until
    forever = datetime.max.replace(tzinfo=ALWAYS.tzinfo)
    now = (rules._rule(row) for row in db.query("SELECT * FROM reminder_rule"))
    return [*found, *(RuleVersion(rule, after.get(rule.id, begin), forever) for rule in now)]


def wanted(known: Known, rule: Rule) -> tuple[str, ...]:
    """Give the milestones that a rule wanted then."""
    return known.wanted.get(_wants(rule), ())


def _wants(rule: Rule) -> str:
    return rule.wanted.model_dump_json(exclude_defaults=True)
