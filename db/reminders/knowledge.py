"""What is known of milestones and since when, as reminders need it: what was entered is new from when it is first looked at.

The log of changes says what was entered; the bot's clock says when that was noticed. What was there before anybody looked
was always known.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from db.models import Guidance
from db.periods import PartialDate
from db.reminders.models import ALWAYS, Result, Statement, Timeline, moment, stamp
from db.rows import chunks, marks, scalar
from db.vocabulary import OPEN_STATUSES

_OPEN = ", ".join(f"'{status}'" for status in OPEN_STATUSES)
_SECOND = timedelta(seconds=1)

#: What in the log of changes is news, each with the key and the milestone that it concerns.
_NEWS = (
    (
        "milestone",
        "entity_id",
        "entity_id",
        "entity_type = 'milestone' AND before IS NULL",
    ),
    (
        "guidance",
        "entity_id",
        "json_extract(after, '$.milestone')",
        "entity_type = 'guidance' AND before IS NULL",
    ),
    (
        "result",
        "entity_id",
        "entity_id",
        (
            f"entity_type = 'milestone' AND json_extract(after, '$.status') NOT IN ({_OPEN}) "
            f"AND (before IS NULL OR json_extract(before, '$.status') IN ({_OPEN}))"
        ),
    ),
)


def planned_until(db: Database) -> datetime | None:
    """Give the moment up to which everything that is due has been written down, None before the first time."""
    planned = scalar(db, "SELECT planned_until FROM reminder_state")
    return moment(planned) if planned else None


def set_planned_until(db: Database, until: datetime) -> None:
    """Note up to which moment all that is due has been written down. The caller holds the transaction."""
    db.execute("UPDATE reminder_state SET planned_until = ?", [stamp(until)])


def next_moment(db: Database, now: datetime) -> datetime:
    """Give the first moment not earlier than ``now`` that no plan has covered yet."""
    planned = planned_until(db)
    return now if planned is None else max(now, planned + _SECOND)


def has_news(db: Database) -> bool:
    """Tell whether anything was entered since the last time."""
    seen, newest = _progress(db)
    return seen != newest


def observe(db: Database, now: datetime) -> bool:
    """Notice what was entered since the last time; tells whether there was anything. The caller holds the transaction."""
    seen, newest = _progress(db)
    if seen == newest:
        return False
    is_news = False
    if seen is not None:
        known = stamp(next_moment(db, now))
        for kind, key, milestone, condition in _NEWS:
            cursor = db.execute(
                "INSERT OR REPLACE INTO reminder_seen (kind, key, milestone, at) "
                f"SELECT '{kind}', {key}, {milestone}, ? FROM change WHERE id > ? AND id <= ? AND {condition}",
                [known, seen, newest],
            )
            is_news = is_news or cursor.rowcount > 0
    db.execute("UPDATE reminder_state SET seen_change = ?", [newest])
    return is_news


def _progress(db: Database) -> tuple[int | None, int]:
    """Give the change up to which news were noticed (None before the first time), and the newest one."""
    return scalar(db, "SELECT seen_change FROM reminder_state"), scalar(db, "SELECT max(id) FROM change") or 0


def timelines(db: Database, keys: Sequence[str]) -> list[Timeline]:
    """Read what is known of milestones, and since when by the bot's clock."""
    return [line for chunk in chunks(keys) for line in _timelines(db, chunk, None)]


def timelines_as_of(db: Database, keys: Sequence[str], day: date) -> list[Timeline]:
    """Read what was known of milestones on a day by the dates of the facts; undated statements cannot be placed."""
    return [line for chunk in chunks(keys) for line in _timelines(db, chunk, day)]


def _timelines(db: Database, keys: Sequence[str], as_of: date | None) -> list[Timeline]:
    said: dict[str, list[Statement]] = {}
    seen = {} if as_of else _seen(db, keys)
    for row in db.query(f"SELECT * FROM guidance WHERE milestone IN ({marks(keys)}) ORDER BY id", keys):
        statement = Statement(_guidance(row), seen.get(("guidance", row["id"]), ALWAYS))
        if as_of is None or (statement.said.said_on is not None and statement.said.said_on.last <= as_of):
            said.setdefault(row["milestone"], []).append(statement)
    rows = db.query(
        f"SELECT id, drug, status, actual_date FROM milestone WHERE id IN ({marks(keys)}) ORDER BY id", keys
    )
    return [
        Timeline(
            row["id"],
            row["drug"],
            tuple(said.get(row["id"], ())),
            _result(row, seen.get(("result", row["id"]), ALWAYS), as_of),
            seen.get(("milestone", row["id"]), ALWAYS),
        )
        for row in rows
    ]


def _seen(db: Database, keys: Sequence[str]) -> dict[tuple[str, str], datetime]:
    rows = db.query(f"SELECT kind, key, at FROM reminder_seen WHERE milestone IN ({marks(keys)})", keys)
    return {(row["kind"], row["key"]): moment(row["at"]) for row in rows}


def _result(row: dict[str, Any], known: datetime, as_of: date | None) -> Result | None:
    if row["status"] in OPEN_STATUSES:
        return None
    on = PartialDate(row["actual_date"]) if row["actual_date"] else None
    if as_of is not None and (on is None or on.last > as_of):
        return None
    return Result(row["status"], on, known)


def _guidance(row: dict[str, Any]) -> Guidance:
    """Make a statement of a row that was checked when it was written; its sources are not read, for nothing here asks."""
    return Guidance.model_construct(
        milestone=row["milestone"],
        guidance=row["guidance"],
        kind=row["kind"],
        sources=(),
        said_on=_date(row["said_on"]),
        window_start=_date(row["window_start"]),
        window_end=_date(row["window_end"]),
    )


@lru_cache(maxsize=20_000)
def _date(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None
