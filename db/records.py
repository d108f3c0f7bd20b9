"""Whole records out of the store, driven by the declarations of ``db.tables``."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlite_utils import Database

from db.models import Guidance, Record
from db.rows import chunks, marks
from db.tables import TABLE_OF

R = TypeVar("R", bound=Record)


def load(db: Database, model: type[R], keys: Collection[str]) -> list[R]:
    """Read records by key, in the order of ``keys``; keys that are not held are left out."""
    found = {record.key: record for chunk in chunks(list(keys)) for record in _load_chunk(db, model, chunk)}
    return [found[each] for each in keys if each in found]


def get(db: Database, model: type[R], key: str) -> R | None:
    """Read one record, or None."""
    return next(iter(load(db, model, [key])), None)


def load_all(db: Database, model: type[R]) -> Iterator[R]:
    """Read all records of a kind, in the order of the CSV form, a few hundred at a time."""
    table = TABLE_OF[model]
    column = table.key
    order = ", ".join(f"coalesce({each}, '')" for each in table.order)
    keys = [row["key"] for row in db.query(f"SELECT {column} AS key FROM {table.name} ORDER BY {order}")]
    for chunk in chunks(keys):
        yield from load(db, model, chunk)


def existing(db: Database, model: type[Record], keys: Collection[str]) -> set[str]:
    """Tell which of the keys the store holds."""
    table = TABLE_OF[model]
    column = table.key
    return {
        row["key"]
        for chunk in chunks(list(keys))
        for row in db.query(f"SELECT {column} AS key FROM {table.name} WHERE {column} IN ({marks(chunk)})", chunk)
    }


def starting(db: Database, model: type[Record], start: str, limit: int = 200) -> list[str]:
    """Give keys that start with some text."""
    table = TABLE_OF[model]
    rows = db.query(
        f"SELECT {table.key} AS key FROM {table.name} WHERE {table.key} >= ? AND {table.key} < ? ORDER BY 1 LIMIT ?",
        [start, start + "\U0010ffff", limit],
    )
    return [row["key"] for row in rows]


def guidance_of(db: Database, milestones: Sequence[str]) -> list[Guidance]:
    """Read all guidance of some milestones."""
    found = [
        row["id"]
        for chunk in chunks(milestones)
        for row in db.query(f"SELECT id FROM guidance WHERE milestone IN ({marks(chunk)}) ORDER BY id", chunk)
    ]
    return load(db, Guidance, found)


def _load_chunk(db: Database, model: type[R], keys: Sequence[str]) -> list[R]:
    table = TABLE_OF[model]
    rows = {
        row[table.key]: {column: row[column] for column in table.columns}
        for row in db.query(f"SELECT * FROM {table.name} WHERE {table.key} IN ({marks(keys)})", keys)
    }
    for each in table.lists:
        fixed = "".join(f" AND {column} = ?" for column in each.fixed)
        entries = db.query(
            f"SELECT {each.owner} AS owner, {each.value} AS value FROM {each.table} "
            f"WHERE {each.owner} IN ({marks(keys)}){fixed} ORDER BY {each.owner}, position",
            [*keys, *each.fixed.values()],
        )
        lists: dict[str, list[str]] = {}
        for entry in entries:
            lists.setdefault(entry["owner"], []).append(entry["value"])
        for owner, row in rows.items():
            row[each.field] = tuple(lists.get(owner, ()))
    return [model.model_validate(row) for row in rows.values()]


def dump(record: BaseModel) -> dict[str, Any]:
    """Give a record in JSON's types, as the log of changes keeps it."""
    return record.model_dump(mode="json")
