"""Writing what ``db.derived`` works out: names, searchable text, parts of targets, studies, days. The caller holds the transaction.

What is in the tables as it should be is not written again, so that going through a whole store is reading for the most part.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from sqlite_utils import Database

from db import derived, guidance, names
from db.models import Company, Deal, Drug, Guidance, Milestone, Record, Trial
from db.records import guidance_of, load, load_all
from db.rows import chunks, marks
from db.tables import REFERENCES, TABLE_OF, TABLES

#: Told what is being done, how much of it is done, and how much there is (0: not known yet).
Progress = Callable[[str, int, int], None]

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
#: So many records are gone through between two reports of progress.
_REPORTED = 400


class _Named:
    """The names of companies and drugs as they stand in searchable text, each looked up once."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._found: dict[tuple[str, ...], str] = {}

    def words(self, ids: tuple[str, ...]) -> str:
        """Give all names of some companies or drugs: a search for 恒瑞 finds the deals of Hengrui."""
        if ids not in self._found:
            rows = self._db.query(
                f"SELECT text FROM name WHERE entity_id IN ({marks(ids)}) AND entity_type IN ('company', 'drug') "
                "ORDER BY entity_type, entity_id, field, position",
                list(ids),
            )
            self._found[ids] = " ".join(dict.fromkeys(row["text"] for row in rows))
        return self._found[ids]


def write(db: Database, record: Record, named: _Named | None = None) -> None:
    """Write what is worked out from one record alone."""
    _write_parts(db, record, _parts(record))
    _write_names(db, record)
    if type(record) in derived.SEARCHED:
        _write_document(db, record, named or _Named(db))


def write_all(db: Database, progress: Progress = lambda *_: None) -> None:
    """Work out anew all that is derived, from the records as they are."""
    named = _Named(db)
    for table in TABLES:
        total = int(db.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0])
        milestones: list[str] = []
        for number, record in enumerate(load_all(db, table.model), start=1):
            _write_folded(db, record)
            write(db, record, named)
            if isinstance(record, Milestone):
                milestones.append(record.id)
            if number % _REPORTED == 0:
                progress(f"going through {table.file}", number, total)
        refresh_milestones(db, milestones, progress)


def remove(db: Database, record: Record) -> None:
    """Take out what was worked out from a record, and all names that it gives."""
    _write_parts(db, record, {})
    for table in ("name", "document"):
        db.execute(f"DELETE FROM {table} WHERE entity_type = ? AND entity_id = ?", [record.entity, record.key])


def days_of(deal: Deal) -> tuple[str, str]:
    """Give the first and the last day on which a deal can have been announced."""
    return str(deal.announced.span.start), str(deal.announced.span.end)


def refresh_milestones(db: Database, keys: Collection[str], progress: Progress = lambda *_: None) -> None:
    """Work out again what the tables keep of each milestone's guidance: the days it spans and how often it slipped."""
    held = list(keys)
    done = 0
    for chunk in chunks(held):
        statements: dict[str, list[Guidance]] = {}
        for said in guidance_of(db, chunk):
            statements.setdefault(said.milestone, []).append(said)
        for milestone in load(db, Milestone, chunk):
            said_of = statements.get(milestone.id, [])
            span = guidance.span_of(milestone, said_of)
            kept = [*((str(span.start), str(span.end)) if span else (None, None)), guidance.slips(said_of)]
            db.execute(
                "UPDATE milestone SET span_start = ?1, span_end = ?2, slips = ?3 WHERE id = ?4 "
                "AND (span_start IS NOT ?1 OR span_end IS NOT ?2 OR slips IS NOT ?3)",
                [*kept, milestone.id],
            )
        done += len(chunk)
        progress("going through guidance", done, len(held))


def refresh_documents(db: Database, model: type[Record], keys: Sequence[str]) -> None:
    """Write the searchable text of all that names some companies or drugs, which may have other names now."""
    named = _Named(db)
    for owner, question in _NAMING[model]:
        found = {row["key"] for chunk in chunks(keys) for row in db.query(f"{question} IN ({marks(chunk)})", chunk)}
        for chunk in chunks(sorted(found)):
            for record in load(db, owner, chunk):
                _write_document(db, record, named)


def _parts(record: Record) -> set[tuple[object, ...]]:
    """Give the keys of a record's targets, with the place of the target before them, or of its studies."""
    if isinstance(record, Drug | Deal):
        return {
            (position, part) for position, target in enumerate(record.targets) for part in derived.target_parts(target)
        }
    return {(names.key(study),) for study in derived.studies(record)}


def _write_parts(db: Database, record: Record, rows: Collection[tuple[object, ...]]) -> None:
    """Write a record's targets or studies anew; the names of those that nothing has any more go with them."""
    for entity, tables, columns in (("target", _TARGET_PARTS, "position, part"), ("study", _STUDIES, "study")):
        if type(record) not in tables:
            continue
        table, owner = tables[type(record)]
        column = columns.rpartition(" ")[2]
        held = {
            tuple(row.values()) for row in db.query(f"SELECT {columns} FROM {table} WHERE {owner} = ?", [record.key])
        }
        if held == set(rows):
            continue
        db.execute(f"DELETE FROM {table} WHERE {owner} = ?", [record.key])
        for row in rows:
            db.execute(f"INSERT INTO {table} ({owner}, {columns}) VALUES ({marks([owner, *row])})", [record.key, *row])
        unused = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {each} WHERE {column} = ?1)" for each, _ in tables.values())
        for gone in {row[-1] for row in held} - {row[-1] for row in rows}:
            db.execute(f"DELETE FROM name WHERE entity_type = '{entity}' AND entity_id = ?1 AND {unused}", [gone])


def _write_folded(db: Database, record: Record) -> None:
    """Write what stands beside the fields in a record's own rows: the keys of the names it lists, the days of a deal."""
    if isinstance(record, _NAMED):
        own = "entity_type = ? AND entity_id = ?"
        for row in list(db.query(f"SELECT id, {_NAME_ROW} FROM name WHERE {own}", [record.entity, record.key])):
            if row["key"] != (key := names.key(row["text"])):
                db.execute("DELETE FROM name WHERE id = ?", [row["id"]])  # no update: the index follows the rows
                _add_name(db, [*list(row.values())[1:-1], key])
    if isinstance(record, Deal):
        db.execute(
            "UPDATE deal SET announced_start = ?1, announced_end = ?2 WHERE id = ?3 "
            "AND (announced_start <> ?1 OR announced_end <> ?2)",
            [*days_of(record), record.id],
        )


_NAME_ROW = "entity_type, entity_id, field, position, text, key"


def _write_names(db: Database, record: Record) -> None:
    """Write the names that a record gives to itself apart from those it lists, and to its targets and studies."""
    given = [
        (each.entity_type, each.entity_id, each.field, each.position, each.text, names.key(each.text))
        for each in derived.derived_names(record)
    ]
    held: set[tuple[object, ...]] = set()
    if isinstance(record, _NAMED):
        listed = [each.field for each in TABLE_OF[type(record)].lists if each.table == "name"]
        own = f"FROM name WHERE entity_type = ? AND entity_id = ? AND field NOT IN ({marks(listed)})"
        values = [record.entity, record.key, *listed]
        held = {tuple(row.values()) for row in db.query(f"SELECT {_NAME_ROW} {own}", values)}
        if held != {row for row in given if row[0] == record.entity}:
            db.execute(f"DELETE {own}", values)
            held.clear()
    for row in given:
        if row not in held:
            _add_name(db, row)


def _add_name(db: Database, row: Sequence[object]) -> None:
    """Add a name. Many records name the same target or study: the first one's spelling stays."""
    db.execute(f"INSERT OR IGNORE INTO name ({_NAME_ROW}) VALUES ({marks(row)})", list(row))


def _write_document(db: Database, record: Record, named: _Named) -> None:
    fresh = [
        derived.segment(
            " ".join(
                _words(getattr(record, field), named if REFERENCES.get(field) in _NAMED else None) for field in fields
            )
        )
        for fields in derived.SEARCHED[type(record)]
    ]
    own = "FROM document WHERE entity_type = ? AND entity_id = ?"
    held = db.execute(f"SELECT title, body {own}", [record.entity, record.key]).fetchone()
    if held is not None and list(held) == fresh:
        return
    db.execute(f"DELETE {own}", [record.entity, record.key])
    db.execute(
        "INSERT INTO document (entity_type, entity_id, title, body) VALUES (?, ?, ?, ?)",
        [record.entity, record.key, *fresh],
    )


def _words(value: object, named: _Named | None) -> str:
    values: Iterable[object] = value if isinstance(value, tuple) else (value,) if value else ()
    texts = tuple(str(each) for each in values)
    return " ".join(texts) if named is None else named.words(texts)
