"""The rules of reminders in the store, and the log of what happened to them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache

from sqlite_utils import Database

from db.errors import RecordNotFoundError
from db.filters import MilestoneFilter
from db.reminders.models import Rule, moment, stamp
from db.rows import chunks, marks


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log: what was done to a rule or happened under it, when by the bot's clock, and who did it."""

    rule: int | None
    at: datetime
    who: str
    said: str


def add(db: Database, rule: Rule) -> Rule:
    """Keep a new rule; gives it with its id. The caller holds the transaction."""
    row = _row(rule)
    cursor = db.execute(
        f"INSERT INTO reminder_rule ({', '.join(row)}) VALUES ({marks(list(row))})",
        list(row.values()),
    )
    kept = rule.model_copy(update={"id": int(cursor.lastrowid or 0)})
    _write_scope(db, kept)
    return kept


def change(db: Database, rule: Rule) -> None:
    """Keep a rule as it is now. The caller holds the transaction."""
    row = _row(rule)
    db.execute(
        f"UPDATE reminder_rule SET {', '.join(f'{column} = ?' for column in row)} WHERE id = ?",
        [*row.values(), rule.id],
    )
    db.execute("DELETE FROM reminder_scope WHERE rule = ?", [rule.id])
    _write_scope(db, rule)


def get(db: Database, number: int) -> Rule:
    """Read one rule.

    Raises:
        RecordNotFoundError: there is none of that number.
    """
    found = load(db, [number])
    if not found or found[0].state == "removed":
        raise RecordNotFoundError(f"there is no rule {number}: !remind list shows those there are")
    return found[0]


def load(db: Database, numbers: Sequence[int]) -> list[Rule]:
    """Read rules by number, removed ones too."""
    keys = [str(number) for number in numbers]
    return [
        _rule(row)
        for chunk in chunks(keys)
        for row in db.query(
            f"SELECT * FROM reminder_rule WHERE id IN ({marks(chunk)}) ORDER BY id", list(map(int, chunk))
        )
    ]


def of_target(db: Database, target: str) -> list[Rule]:
    """Read the rules of a channel or a person."""
    return _rules(db, "target = ? AND state <> 'removed'", [target])


def of_guild(db: Database, guild: int) -> list[Rule]:
    """Read the rules of the channels of a server."""
    return _rules(db, "guild = ? AND state <> 'removed'", [guild])


def owing(db: Database) -> list[Rule]:
    """Read all rules under which something may be owed."""
    return _rules(db, "state IN ('active', 'blocked')", [])


def note(db: Database, rule: Rule | None, target: str, at: datetime, *, who: str, said: str) -> None:
    """Add a line to the log. The caller holds the transaction."""
    db.execute(
        "INSERT INTO reminder_log (rule, target, at, who, said) VALUES (?, ?, ?, ?, ?)",
        [rule.id if rule else None, target, stamp(at), who, said[:1000]],
    )


def log(db: Database, targets: Iterable[str], limit: int = 20) -> list[Logged]:
    """Read the latest lines that concern some targets, the newest first."""
    wanted = list(targets)
    rows = db.query(
        f"SELECT * FROM reminder_log WHERE target IN ({marks(wanted)}) ORDER BY id DESC LIMIT ?", [*wanted, limit]
    )
    return [Logged(row["rule"], moment(row["at"]), row["who"], row["said"]) for row in rows]


def _rules(db: Database, where: str, values: Sequence[object]) -> list[Rule]:
    return [_rule(row) for row in db.query(f"SELECT * FROM reminder_rule WHERE {where} ORDER BY id", values)]


def scope(wanted: MilestoneFilter) -> tuple[str, tuple[str, ...]]:
    """Give what a rule is looked up by: the drugs or else the companies that it names, else anything."""
    if wanted.drugs:
        return "drug", wanted.drugs
    return ("company", wanted.companies) if wanted.companies else ("any", ("",))


def is_exact(wanted: MilestoneFilter) -> bool:
    """Tell whether what a rule is looked up by is all that it demands."""
    kind, keys = scope(wanted)
    plain = {"drug": MilestoneFilter(drugs=keys), "company": MilestoneFilter(companies=keys), "any": MilestoneFilter()}
    return wanted == plain[kind]


def _write_scope(db: Database, rule: Rule) -> None:
    if rule.state == "removed":
        return
    kind, keys = scope(rule.wanted)
    for key in dict.fromkeys(keys):
        db.execute("INSERT INTO reminder_scope (kind, key, rule) VALUES (?, ?, ?)", [kind, key, rule.id])


def _row(rule: Rule) -> dict[str, object]:
    return {
        "target": rule.target,
        "owner": rule.owner,
        "guild": rule.guild,
        "what": rule.what,
        "wanted": rule.wanted.model_dump_json(exclude_defaults=True),
        "leads": ",".join(map(str, sorted(set(rule.leads), reverse=True))),
        "at": rule.at.strftime("%H:%M"),
        "tz": rule.tz,
        "mention": rule.mention,
        "muted": json.dumps(rule.muted),
        "since": stamp(rule.since),
        "state": rule.state,
        "reason": rule.reason,
    }


def _rule(row: dict[str, object]) -> Rule:
    """Make a rule of a row that was checked when it was written."""
    read = {
        "wanted": _filter(str(row["wanted"])),
        "leads": leads(str(row["leads"])),
        "at": time.fromisoformat(str(row["at"])),
        "muted": tuple(json.loads(str(row["muted"]))),
        "since": moment(str(row["since"])),
    }
    return Rule.model_construct(**{**row, **read})  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _filter(text: str) -> MilestoneFilter:
    return MilestoneFilter.model_validate_json(text)


@lru_cache(maxsize=4096)
def leads(text: str) -> tuple[int, ...]:
    """Read lead times as the store keeps them."""
    return tuple(map(int, text.split(",")))
