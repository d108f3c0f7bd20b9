"""What was changed, when, by whom and why: the log of changes, read."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from db.rows import scalar

#: Who fills a new store; those facts are where every history begins.
FOUNDER = "readout"
_UNDO = re.compile(r"undo of (\d+)")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log: a record as it was and as it is, ``None`` for not there."""

    batch: int
    at: str
    who: str
    why: str
    entity_type: str
    entity_id: str
    before: dict[str, object] | None
    after: dict[str, object] | None

    def differences(self) -> dict[str, tuple[object, object]]:
        """Give the fields that differ, each as it was and as it is; nothing where the record is new or gone."""
        if self.before is None or self.after is None:
            return {}
        before, after = self.before, self.after
        return {name: (before.get(name), after[name]) for name in after if before.get(name) != after[name]}


@dataclass(frozen=True, slots=True)
class Entry:
    """One write: its number, when (UTC, ISO 8601), who and why, how many records of each kind, and whether it was taken back."""

    batch: int
    at: str
    who: str
    why: str
    counts: Mapping[str, int]
    is_undone: bool


def why_undone(batch: int) -> str:
    """Give the reason that the undoing of a write is logged with."""
    return f"undo of {batch}"


def entries(db: Database) -> Iterator[Entry]:
    """Give the writes that changed facts, newest first."""
    undone: set[int] = set()
    batch = _before(db, None)
    while batch is not None:
        row = next(db.query("SELECT at, who, why FROM change WHERE batch = ? LIMIT 1", [batch]))
        if (undo := _UNDO.fullmatch(row["why"])) and batch not in undone:
            undone.add(int(undo[1]))
        counts = db.query(
            "SELECT entity_type, count(*) AS n FROM change WHERE batch = ? GROUP BY 1 ORDER BY min(id)", [batch]
        )
        yield Entry(
            batch=batch, counts={each["entity_type"]: each["n"] for each in counts}, is_undone=batch in undone, **row
        )
        batch = _before(db, batch)


def last(db: Database, who: str | None = None) -> int | None:
    """Give the newest write that can be gone back on: no undoing, not undone yet, and not the filling of a new store."""
    for entry in entries(db):
        if entry.is_undone or entry.who == FOUNDER or _UNDO.fullmatch(entry.why):
            continue
        if who in (None, entry.who):
            return entry.batch
    return None


def of_batch(db: Database, batch: int) -> list[Change]:
    """Give what one write changed, in the order of the changes."""
    return [_change(row) for row in db.query("SELECT * FROM change WHERE batch = ? ORDER BY id", [batch])]


def of_record(db: Database, entity_type: str, entity_id: str) -> list[Change]:
    """Give the log of one record, oldest first."""
    rows = db.query(
        "SELECT * FROM change WHERE entity_type = ? AND entity_id = ? ORDER BY id", [entity_type, entity_id]
    )
    return [_change(row) for row in rows]


def _before(db: Database, batch: int | None) -> int | None:
    """Give the number of the write before another, or of the newest; each is one look into an index."""
    where = "" if batch is None else f" WHERE batch < {batch}"
    newest: int | None = scalar(db, f"SELECT max(batch) FROM change{where}")
    return newest


def _change(row: dict[str, object]) -> Change:
    old, new = (None if row[side] is None else json.loads(str(row[side])) for side in ("before", "after"))
    return Change(
        batch=int(str(row["batch"])),
        at=str(row["at"]),
        who=str(row["who"]),
        why=str(row["why"]),
        entity_type=str(row["entity_type"]),
        entity_id=str(row["entity_id"]),
        before=old,
        after=new,
    )
