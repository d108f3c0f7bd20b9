"""The digests that targets take, and the settings of servers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlite_utils import Database

from db.reminders.models import moment, stamp
from db.rows import scalar


@dataclass(frozen=True, slots=True)
class Digest:
    """A target's digest: on a weekday (Monday is 0, None every day) at a local time."""

    target: str
    owner: int
    guild: int | None
    weekday: int | None
    at: time
    tz: str
    since: datetime


def every(db: Database) -> list[Digest]:
    """Read all digests."""
    return _read(db, "1", [])


def of_target(db: Database, target: str) -> Digest | None:
    """Read the digest of a channel or person."""
    return next(iter(_read(db, "target = ?", [target])), None)


def keep(db: Database, digest: Digest) -> None:
    """Keep a digest in place of what the target had. Within a write."""
    db.execute(
        "INSERT OR REPLACE INTO reminder_digest (target, owner, guild, weekday, at, tz, since) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            digest.target,
            digest.owner,
            digest.guild,
            digest.weekday,
            digest.at.strftime("%H:%M"),
            digest.tz,
            stamp(digest.since),
        ],
    )


def remove(db: Database, target: str) -> bool:
    """End a digest; tells whether there was one. Within a write."""
    return db.execute("DELETE FROM reminder_digest WHERE target = ?", [target]).rowcount > 0


def last_due(db: Database, target: str, before: datetime) -> datetime | None:
    """Give when the last digest of a target before a moment was due."""
    due = scalar(
        db,
        "SELECT max(due) FROM reminder_post WHERE target = ? AND kind = 'digest' AND due < ?",
        [target, stamp(before)],
    )
    return moment(due) if due else None


def role(db: Database, guild: int) -> int | None:
    """Give the role of a server whose members may set rules and record results."""
    held: int | None = scalar(db, "SELECT role FROM reminder_guild WHERE guild = ?", [guild])
    return held


def set_role(db: Database, guild: int, number: int | None) -> None:
    """Set that role, or take it back. Within a write."""
    db.execute("DELETE FROM reminder_guild WHERE guild = ?", [guild])
    if number is not None:
        db.execute("INSERT INTO reminder_guild (guild, role) VALUES (?, ?)", [guild, number])


def _read(db: Database, where: str, values: Sequence[object]) -> list[Digest]:
    return [
        Digest(
            row["target"],
            row["owner"],
            row["guild"],
            row["weekday"],
            time.fromisoformat(row["at"]),
            row["tz"],
            moment(row["since"]),
        )
        for row in db.query(f"SELECT * FROM reminder_digest WHERE {where} ORDER BY target", values)
    ]
