"""Changes of the facts in words, for the terminal and for Discord."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from db import history
from db.connection import Connection
from db.errors import StoreError
from db.history import Change, Entry
from db.tables import TABLE_OF_ENTITY

NOTHING = "there is nothing left to take back: readout log lists what was changed"
#: Longer values are cut.
_VALUE_SHOWN = 100


def number(db: Connection, wanted: int | None) -> int:
    """Give the number of the change that is meant: the one asked for, else the last that can be taken back.

    Raises:
        StoreError: there is none.
    """
    found = history.last(db) if wanted is None else wanted
    if found is None:
        raise StoreError(NOTHING)
    return found


def entry(db: Connection, batch: int) -> Entry:
    """Give one write of the log.

    Raises:
        StoreError: there is no such write.
    """
    found = next((each for each in history.entries(db) if each.batch <= batch), None)
    if found is None or found.batch != batch:
        raise StoreError(f"there is no change {batch}: readout log lists them")
    return found


def summed(each: Entry, zone: ZoneInfo) -> str:
    """Say what a write was: "import of news · 1 source, 1 guidance · command line, 2026-11-22 18:03"."""
    at = datetime.fromisoformat(each.at).astimezone(zone)
    counts = ", ".join(counted(kind, count) for kind, count in each.counts.items())
    return f"{each.why or 'no reason given'} · {counts} · {each.who}, {at:%Y-%m-%d %H:%M}"


def counted(kind: str, count: int) -> str:
    """Say how many records of a kind."""
    word = kind if count == 1 else TABLE_OF_ENTITY[kind].file
    return f"{count:,} {word.replace('_', ' ')}"


def lines(changes: Sequence[Change], most: int) -> Iterator[str]:
    """Say what was changed, one line a record; of many, how many more there are."""
    for each in changes[:most]:
        yield f"{each.entity_type.replace('_', ' ')} {each.entity_id}: {_what(each)}"
    if len(changes) > most:
        yield f"… and {len(changes) - most:,} more"


def _what(change: Change) -> str:
    if change.before is None:
        return "added"
    if change.after is None:
        return "removed"
    differing = change.differences().items()
    return "; ".join(f"{name} {_value(old)} → {_value(new)}" for name, (old, new) in differing) or "as it was"


def _value(value: object) -> str:
    text = " | ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    return (text if len(text) <= _VALUE_SHOWN else f"{text[:_VALUE_SHOWN]}…") or "–"


def reversed_(changes: Sequence[Change]) -> list[Change]:
    """Give what taking back some changes would change."""
    return [
        Change(each.batch, each.at, each.who, each.why, each.entity_type, each.entity_id, each.after, each.before)
        for each in reversed(changes)
    ]
