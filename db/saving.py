"""Whole records into the store, driven by the declarations of ``db.tables``. The caller holds the transaction."""

from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from db import deriving, names
from db.models import Company, Deal, Drug, Guidance, Milestone, Record
from db.rows import marks
from db.tables import TABLE_OF, ListTable


def save(db: Database, records: Iterable[Record]) -> None:
    """Write records, new or changed, with all that is derived from them."""
    milestones: set[str] = set()
    renamed: dict[type[Record], list[str]] = {Company: [], Drug: []}
    for record in records:
        _write_row(db, record)
        for each in TABLE_OF[type(record)].lists:
            _write_list(db, record, each)
        deriving.write(db, record)
        if isinstance(record, Milestone):
            milestones.add(record.id)
        elif isinstance(record, Guidance):
            milestones.add(record.milestone)
        elif type(record) in renamed:
            renamed[type(record)].append(record.key)
    deriving.refresh_milestones(db, milestones)
    for model, keys in renamed.items():
        deriving.refresh_documents(db, model, keys)


def remove(db: Database, record: Record) -> None:
    """Take a record out with all that hangs on it alone."""
    table = TABLE_OF[type(record)]
    for each in table.lists:
        _clear_list(db, record, each)
    deriving.remove(db, record)
    db.execute(f"DELETE FROM {table.name} WHERE {table.key} = ?", [record.key])
    if isinstance(record, Guidance):
        deriving.refresh_milestones(db, [record.milestone])


def _column_value(value: object) -> object:
    """Give a field's value as SQLite keeps it: integers as they are, dates and decimals as their text."""
    return value if value is None or isinstance(value, str | int) else str(value)


def _write_row(db: Database, record: Record) -> None:
    table = TABLE_OF[type(record)]
    row: dict[str, Any] = {column: _column_value(getattr(record, column)) for column in table.columns}
    if isinstance(record, Guidance):
        row["id"] = record.key
    if isinstance(record, Deal):
        row["announced_start"], row["announced_end"] = deriving.days_of(record)
    updates = ", ".join(f"{column} = excluded.{column}" for column in row)
    db.execute(
        f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({marks(list(row))}) "
        f"ON CONFLICT ({table.key}) DO UPDATE SET {updates}",
        list(row.values()),
    )


def _clear_list(db: Database, record: Record, each: ListTable) -> None:
    fixed = "".join(f" AND {column} = ?" for column in each.fixed)
    db.execute(f"DELETE FROM {each.table} WHERE {each.owner} = ?{fixed}", [record.key, *each.fixed.values()])


def _write_list(db: Database, record: Record, each: ListTable) -> None:
    _clear_list(db, record, each)
    for position, value in enumerate(getattr(record, each.field)):
        row = {each.owner: record.key, "position": position, each.value: value, **each.fixed}
        if each.table == "name":
            row["key"] = names.key(value)
        db.execute(f"INSERT INTO {each.table} ({', '.join(row)}) VALUES ({marks(list(row))})", list(row.values()))
