"""Whole records in and out of the store, driven by the declarations of ``db.tables``."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlite_utils import Database

from db import derived, guidance, names
from db.models import Company, Deal, Drug, Guidance, Milestone, Record, Trial
from db.tables import REFERENCES, TABLE_OF, TABLES, ListTable, Table

R = TypeVar("R", bound=Record)

#: SQLite's own limit on bound values is far higher; this keeps statements small and cached.
_CHUNK = 400

#: What has names of its own, which are searched instead of its id.
_NAMED = (Company, Drug)
_TARGET_PARTS = {Drug: ("drug_target_part", "drug"), Deal: ("deal_target_part", "deal")}
_STUDIES = {Trial: ("trial_study", "trial"), Milestone: ("milestone_study", "milestone")}
#: Whose searchable text has the names of some companies or drugs in it.
_NAMING: dict[type[Record], tuple[tuple[type[Record], str], ...]] = {
    Company: (
        (Deal, "SELECT deal AS key FROM deal_party WHERE company"),
        (Trial, "SELECT nct_id AS key FROM trial WHERE sponsor"),
        (Milestone, "SELECT milestone AS key FROM milestone_company WHERE company"),
    ),
    Drug: (
        (Deal, "SELECT deal AS key FROM deal_drug WHERE drug"),
        (Trial, "SELECT trial AS key FROM trial_drug WHERE drug"),
        (Milestone, "SELECT id AS key FROM milestone WHERE drug"),
    ),
}


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut a list of keys into pieces that fit one statement."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def marks(values: Sequence[object]) -> str:
    """Give the question marks for so many bound values."""
    return ",".join("?" * len(values))


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
    column = _key_column(table)
    order = ", ".join(f"coalesce({each}, '')" for each in table.order)
    keys = [row["key"] for row in db.query(f"SELECT {column} AS key FROM {table.name} ORDER BY {order}")]
    for chunk in chunks(keys):
        yield from load(db, model, chunk)


def existing(db: Database, model: type[Record], keys: Collection[str]) -> set[str]:
    """Tell which of the keys the store holds."""
    table = TABLE_OF[model]
    column = _key_column(table)
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


def save(db: Database, records: Iterable[Record]) -> None:
    """Write records, new or changed, with all that is derived from them. The caller holds the transaction."""
    milestones: set[str] = set()
    renamed: dict[type[Record], list[str]] = {model: [] for model in _NAMING}
    for record in records:
        _write_row(db, record)
        for each in TABLE_OF[type(record)].lists:
            _write_list(db, record, each)
        _write_derived(db, record)
        if isinstance(record, Milestone):
            milestones.add(record.id)
        elif isinstance(record, Guidance):
            milestones.add(record.milestone)
        elif isinstance(record, Company | Drug):
            renamed[type(record)].append(record.id)
    refresh_milestones(db, milestones)
    for model, keys in renamed.items():
        _refresh_documents(db, model, keys)


def save_again(db: Database) -> None:
    """Work out anew all that is derived, from the records as they are. The caller holds the transaction."""
    for table in TABLES:
        save(db, load_all(db, table.model))


def renew_derived(db: Database) -> None:
    """Work out anew what older rules derived; a store that was written by today's is left as it is."""
    if db.execute("PRAGMA user_version").fetchone()[0] == derived.RULES:
        return
    with db.atomic():
        db.execute(f"PRAGMA user_version = {derived.RULES}")
        save_again(db)


def remove(db: Database, record: Record) -> None:
    """Take a record out with all that hangs on it alone. The caller holds the transaction."""
    table = TABLE_OF[type(record)]
    for each in table.lists:
        _clear_list(db, record, each)
    _write_parts(db, record, {})
    db.execute("DELETE FROM name WHERE entity_type = ? AND entity_id = ?", [table.entity, record.key])
    db.execute("DELETE FROM document WHERE entity_type = ? AND entity_id = ?", [table.entity, record.key])
    db.execute(f"DELETE FROM {table.name} WHERE {_key_column(table)} = ?", [record.key])
    if isinstance(record, Guidance):
        refresh_milestones(db, [record.milestone])


def refresh_milestones(db: Database, keys: Collection[str]) -> None:
    """Work out again what the tables keep of each milestone's guidance: the days it spans and how often it slipped."""
    statements: dict[str, list[Guidance]] = {}
    held = list(keys)
    for chunk in chunks(held):
        for said in guidance_of(db, chunk):
            statements.setdefault(said.milestone, []).append(said)
    for milestone in load(db, Milestone, held):
        span = guidance.span_of(milestone, statements.get(milestone.id, []))
        slips = guidance.slips(statements.get(milestone.id, []))
        start, end = (str(span.start), str(span.end)) if span else (None, None)
        db.execute(
            "UPDATE milestone SET span_start = ?, span_end = ?, slips = ? WHERE id = ?",
            [start, end, slips, milestone.id],
        )


def guidance_of(db: Database, milestones: Sequence[str]) -> list[Guidance]:
    """Read all guidance of some milestones."""
    found = [
        row["id"]
        for chunk in chunks(milestones)
        for row in db.query(f"SELECT id FROM guidance WHERE milestone IN ({marks(chunk)}) ORDER BY id", chunk)
    ]
    return load(db, Guidance, found)


def _key_column(table: Table) -> str:
    return table.key


def _load_chunk(db: Database, model: type[R], keys: Sequence[str]) -> list[R]:
    table = TABLE_OF[model]
    rows = {
        row[_key_column(table)]: {column: row[column] for column in table.columns}
        for row in db.query(f"SELECT * FROM {table.name} WHERE {_key_column(table)} IN ({marks(keys)})", keys)
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


def _column_value(value: object) -> object:
    """Give a field's value as SQLite keeps it: integers as they are, dates and decimals as their text."""
    return value if value is None or isinstance(value, str | int) else str(value)


def _write_row(db: Database, record: Record) -> None:
    table = TABLE_OF[type(record)]
    row: dict[str, Any] = {column: _column_value(getattr(record, column)) for column in table.columns}
    if isinstance(record, Guidance):
        row["id"] = record.key
    if isinstance(record, Deal):
        row["announced_start"] = str(record.announced.span.start)
        row["announced_end"] = str(record.announced.span.end)
    updates = ", ".join(f"{column} = excluded.{column}" for column in row)
    db.execute(
        f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({marks(list(row))}) "
        f"ON CONFLICT ({_key_column(table)}) DO UPDATE SET {updates}",
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


def _write_derived(db: Database, record: Record) -> None:
    model = type(record)
    _write_parts(db, record, _parts(record))
    _write_names(db, record)
    if model in derived.SEARCHED:
        _write_document(db, record)


def _parts(record: Record) -> dict[tuple[object, ...], str]:
    """Give the keys of a record's targets or studies, by what stands before them in their table's rows."""
    if isinstance(record, Drug | Deal):
        return {
            (position, part): part
            for position, target in enumerate(record.targets)
            for part in derived.target_parts(target)
        }
    return {(study,): study for study in map(names.key, derived.studies(record))}


def _write_parts(db: Database, record: Record, rows: dict[tuple[object, ...], str]) -> None:
    """Write a record's targets or studies anew; the names of those that nothing has any more go with them."""
    for entity, tables, columns in (("target", _TARGET_PARTS, "position, part"), ("study", _STUDIES, "study")):
        if type(record) not in tables:
            continue
        table, owner = tables[type(record)]
        column = columns.rpartition(" ")[2]
        held = {row[column] for row in db.query(f"SELECT {column} FROM {table} WHERE {owner} = ?", [record.key])}
        db.execute(f"DELETE FROM {table} WHERE {owner} = ?", [record.key])
        for row in rows:
            db.execute(f"INSERT INTO {table} ({owner}, {columns}) VALUES ({marks([owner, *row])})", [record.key, *row])
        unused = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {each} WHERE {column} = ?1)" for each, _ in tables.values())
        for gone in held - set(rows.values()):
            db.execute(f"DELETE FROM name WHERE entity_type = '{entity}' AND entity_id = ?1 AND {unused}", [gone])


def _refresh_documents(db: Database, model: type[Record], keys: Sequence[str]) -> None:
    """Write the searchable text of all that names some companies or drugs, which may have other names now."""
    for owner, question in _NAMING[model]:
        found = {row["key"] for chunk in chunks(keys) for row in db.query(f"{question} IN ({marks(chunk)})", chunk)}
        for record in load(db, owner, sorted(found)):
            _write_document(db, record)


def _write_names(db: Database, record: Record) -> None:
    given = list(derived.derived_names(record))
    for field in {each.field for each in given if each.entity_type == record.entity}:
        db.execute(
            "DELETE FROM name WHERE entity_type = ? AND entity_id = ? AND field = ?",
            [record.entity, record.key, field],
        )
    for each in given:
        # Many records name the same target or study: the first one's spelling stays.
        db.execute(
            "INSERT OR IGNORE INTO name (entity_type, entity_id, field, position, text, key) VALUES (?, ?, ?, ?, ?, ?)",
            [each.entity_type, each.entity_id, each.field, each.position, each.text, names.key(each.text)],
        )


def _write_document(db: Database, record: Record) -> None:
    title, body = (
        derived.segment(
            " ".join(_words(db, getattr(record, field), REFERENCES.get(field) in _NAMED) for field in fields)
        )
        for fields in derived.SEARCHED[type(record)]
    )
    db.execute("DELETE FROM document WHERE entity_type = ? AND entity_id = ?", [record.entity, record.key])
    db.execute(
        "INSERT INTO document (entity_type, entity_id, title, body) VALUES (?, ?, ?, ?)",
        [record.entity, record.key, title, body],
    )


def _words(db: Database, value: object, is_reference: bool) -> str:
    values = value if isinstance(value, tuple) else (value,) if value else ()
    if not is_reference:
        return " ".join(str(each) for each in values)
    # Names of the names table rather than ids: a search for 恒瑞 finds the deals of Hengrui.
    rows = db.query(
        f"SELECT DISTINCT text FROM name WHERE entity_id IN ({marks(values)}) AND entity_type IN ('company', 'drug')",
        list(values),
    )
    return " ".join(row["text"] for row in rows)


def dump(record: BaseModel) -> dict[str, Any]:
    """Give a record in JSON's types, as the log of changes keeps it."""
    return record.model_dump(mode="json")
