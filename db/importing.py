"""Taking in the CSV form: all of it or nothing, with every fault named at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from db import csvform, names, records
from db.csvform import TABLE_OF_FILE, Placed, Problems
from db.deriving import Progress
from db.errors import ImportRefusedError, Problem, StoreError
from db.models import Record
from db.store import Store
from db.tables import REFERENCES, TABLE_OF, TABLES, Table

#: So many new or changed rows may change which way of looking things up is best.
_MANY = 1000
_PLACE_IN_ORDER = {table.file: place for place, table in enumerate(TABLES)}


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import found in one file."""

    new: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; ``batch`` is the number under which it can be undone, None if nothing changed."""

    counts: Mapping[str, Counts]
    batch: int | None


def import_path(store: Store, path: Path, *, who: str, progress: Progress = lambda *_: None) -> Imported:
    """Take in one file of the CSV form, or all that a folder holds. Rows that are not in the files stay as they are.

    Raises:
        ImportRefusedError: the files have faults; the store is as it was.
        StoreError: there is nothing to import at the path.
    """
    problems = Problems()
    placed = [each for file in _files(path) for each in _read(file, problems, progress)]
    with store.read() as db:
        _check_references(db, placed, problems)
    if problems:
        raise ImportRefusedError(problems.named, problems.count)
    with store.write(who=who, why=f"import of {path.name}") as transaction:
        counts, pairs = _compare(transaction.db, [each.record for each in placed if each.record])
        for start in range(0, len(pairs), 500):
            transaction.save(pairs[start : start + 500])
            progress("writing", min(start + 500, len(pairs)), len(pairs))
        batch = transaction.batch if pairs else None
    if len(pairs) >= _MANY:
        store.survey()
    return Imported(counts, batch)


def _files(path: Path) -> list[tuple[Path, Table]]:
    if path.is_dir():
        files = [each for each in path.glob("*.csv") if each.stem in TABLE_OF_FILE]
        if not files:
            raise StoreError(f"{path} holds none of {', '.join(f'{name}.csv' for name in TABLE_OF_FILE)}")
        return [(each, TABLE_OF_FILE[each.stem]) for each in sorted(files, key=lambda each: _PLACE_IN_ORDER[each.stem])]
    if not path.exists():
        raise StoreError(f"there is no file or folder {path}")
    if path.stem not in TABLE_OF_FILE:
        raise StoreError(
            f"{path.name} names no table: call it one of {', '.join(f'{name}.csv' for name in TABLE_OF_FILE)}"
        )
    return [(path, TABLE_OF_FILE[path.stem])]


def _read(file: tuple[Path, Table], problems: Problems, progress: Progress) -> list[Placed]:
    path, table = file
    return csvform.read(path, table, problems, lambda line: progress(f"reading {path.name}", line, 0))


def _check_references(db: Database, placed: Iterable[Placed], problems: Problems) -> None:
    """Find fields that name a record which neither the store nor the files hold, in rows with other faults too."""
    coming: dict[type[Record], set[str]] = {}
    named: dict[type[Record], set[str]] = {}
    places = list(placed)
    for each in places:
        if key := each.key:
            coming.setdefault(each.model, set()).add(key)
        for _, model, values in _references(each):
            named.setdefault(model, set()).update(values)
    held = {model: coming.get(model, set()) | records.existing(db, model, keys) for model, keys in named.items()}
    hints = _Hints(db, coming)
    for each in places:
        for column, model, values in _references(each):
            for value in values:
                if value not in held[model] and model not in problems.unread:
                    message = _unknown(value, model, hints)
                    problems.add(Problem(each.file, each.line, column, value, message))


def _references(placed: Placed) -> Iterator[tuple[str, type[Record], tuple[str, ...]]]:
    """Give the fields of a row that name records, of which kind, and which."""
    for field, value in placed.known.items():
        if value and field in REFERENCES:
            yield field, REFERENCES[field], value if isinstance(value, tuple) else (value,)


def _unknown(value: str, model: type[Record], hints: "_Hints") -> str:
    table = TABLE_OF[model]
    near = hints.nearest(value, model)
    hint = f"; did you mean {near}?" if near else ""
    return f"no such {model.entity}{hint}; allowed: the {table.key} of a row of {table.file}.csv"


class _Hints:
    """What a wrong id may have been meant to be. Only the first hundred are looked for: the others are like them."""

    _MOST = 100
    _LONGEST = 200
    _NEAR = 80.0

    def __init__(self, db: Database, coming: Mapping[type[Record], set[str]]) -> None:
        self._db = db
        self._coming = coming
        self._found: dict[tuple[str, type[Record]], str | None] = {}

    def nearest(self, value: str, model: type[Record]) -> str | None:
        """Give the id, among those in the files and in the store, that is nearest to a wrong one, if any is near."""
        if (value, model) not in self._found:
            if len(self._found) >= self._MOST or len(value) > self._LONGEST:
                return None
            match = process.extractOne(
                value, self._candidates(value, model), score_cutoff=self._NEAR, scorer=fuzz.ratio
            )
            self._found[value, model] = match[0] if match else None
        return self._found[value, model]

    def _candidates(self, value: str, model: type[Record]) -> list[str]:
        near = [each.entity_id for each in names.nearest(self._db, value, types=[model.entity])]
        return [*near, *records.starting(self._db, model, value[: len(value) // 2]), *self._coming.get(model, ())]


def _compare(db: Database, placed: Iterable[Record]) -> tuple[dict[str, Counts], list[tuple[Record | None, Record]]]:
    """Tell new and changed records from those that are already held as they are."""
    by_table: dict[type[Record], list[Record]] = {}
    for record in placed:
        by_table.setdefault(type(record), []).append(record)
    counts: dict[str, Counts] = {}
    pairs: list[tuple[Record | None, Record]] = []
    for model, coming in by_table.items():
        held = {record.key: record for record in records.load(db, model, [record.key for record in coming])}
        new = [record for record in coming if record.key not in held]
        changed = [record for record in coming if record.key in held and held[record.key] != record]
        pairs += [(held.get(record.key), record) for record in (*new, *changed)]
        counts[TABLE_OF[model].file] = Counts(len(new), len(changed), len(coming) - len(new) - len(changed))
    return counts, pairs
