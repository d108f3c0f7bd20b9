r"""The CSV form of the tables: how records stand in files that people edit.

UTF-8, one header row, ``\n`` line ends, rows sorted by id. Reading gathers every fault instead of stopping at the
first.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from db.cells import Codec
from db.errors import Problem
from db.models import Cell, Record
from db.tables import TABLES, Table

#: Faults that are named one by one; more are only counted.
NAMED_PROBLEMS = 1000
#: No table has anywhere near as many columns; a longer row is one fault, not thousands.
_MOST_COLUMNS = 200
_LARGEST_CELL = 1_000_000

TABLE_OF_FILE = {table.file: table for table in TABLES}


@dataclass
class Problems:
    """Faults found so far: the first thousand in full, and how many in all."""

    named: list[Problem] = field(default_factory=list)
    count: int = 0
    #: Kinds of record whose file could not be read to its end: what is missing from it is unknown.
    unread: set[type[Record]] = field(default_factory=set)

    def add(self, problem: Problem) -> None:
        """Take in a fault."""
        self.count += 1
        if len(self.named) < NAMED_PROBLEMS:
            self.named.append(problem)

    def __bool__(self) -> bool:
        return self.count > 0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table's CSV form."""

    name: str
    field: str
    codec: Codec
    allowed: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and where it stood: its record, or None if it has faults; then ``known`` has the fields that are in order."""

    file: str
    line: int
    model: type[Record]
    known: Mapping[str, Any]
    record: Record | None

    @property
    def key(self) -> str | None:
        """The id of the record, as far as it can be told."""
        try:
            return (self.record or self.model.model_construct(**self.known)).key
        except AttributeError:  # a part of it is not in order
            return None


def columns_of(table: Table) -> tuple[Column, ...]:
    """Give the columns of a table's CSV form, in order."""
    return tuple(_column(table, name) for name in table.model.model_fields)


def _column(table: Table, name: str) -> Column:
    info = table.model.model_fields[name]
    cell = next((each for each in info.metadata if isinstance(each, Cell)), None) or _nested_cell(info.annotation)
    if cell is None:
        raise TypeError(f"{table.model.__name__}.{name} does not say how it stands in the CSV form")
    words = [word for word in _literal_words(info.annotation) if isinstance(word, str)]
    allowed = "one of " + ", ".join(words) if words else cell.codec.allowed
    return Column(cell.column or name, name, cell.codec, allowed)


def _nested_cell(annotation: object) -> Cell | None:
    """Find the cell of an optional type, whose metadata stands on a part of the union."""
    for part in get_args(annotation):
        for each in getattr(part, "__metadata__", ()):
            if isinstance(each, Cell):
                return each
    return None


def _literal_words(annotation: object) -> Iterator[object]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _literal_words(part)


def read(
    path: Path, table: Table, problems: Problems, progress: Callable[[int], None] = lambda _: None
) -> list[Placed]:
    """Read a file of a table's CSV form; faults go to ``problems``, and the rows that have them are without a record.

    ``progress`` is told the number of lines read, every now and then.
    """
    text = _decoded(path, problems)
    rows = _rows(path.name, text or "", table, problems)
    columns = _header(path.name, next(rows, (0, []))[1], table, problems) if text is not None else []
    if not any(column and column.name == table.key for column in columns) and table.key in table.model.model_fields:
        problems.unread.add(table.model)
    if not columns:
        return []
    found: list[Placed] = []
    seen: dict[str, int] = {}
    for line, cells in rows:
        if line % 1000 == 0:
            progress(line)
        placed = _placed(path.name, line, cells, columns, table, problems)
        found.append(placed)
        if (key := placed.key) is None:
            continue
        if seen.setdefault(key, line) != line:
            message = f"the same row stands in line {seen[key]}: ids are unique"
            problems.add(Problem(path.name, line, table.key, key, message))
    return found


def write(records: Iterable[Record], table: Table) -> str:
    """Give the CSV form of some records, in the order given."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = columns_of(table)
    writer.writerow([column.name for column in columns])
    for record in records:
        writer.writerow([column.codec.format(getattr(record, column.field)) for column in columns])
    return out.getvalue()


def _decoded(path: Path, problems: Problems) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.add(Problem(path.name, 0, "", "", f"cannot be read: {error.strerror}"))
        return None
    return raw.decode("utf-8-sig", errors="surrogateescape")


#: What bytes become that are not UTF-8, until they are named as the fault that they are.
_NOT_UTF8 = re.compile("[\udc80-\udcff]+")


def _not_utf8(file: str, line: int, column: str, cell: str) -> Problem | None:
    if not _NOT_UTF8.search(cell):
        return None
    shown = cell.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="backslashreplace")
    return Problem(file, line, column, shown, "not UTF-8; allowed: text in UTF-8 (save the file as CSV UTF-8)")


def _rows(file: str, text: str, table: Table, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if cells:
                yield line, cells
    except csv.Error as error:
        problems.add(Problem(file, reader.line_num, "", "", f"no valid CSV from here on: {error}"))
        problems.unread.add(table.model)


def _header(file: str, cells: list[str], table: Table, problems: Problems) -> list[Column | None]:
    """Give the column of each place in the rows, None where there is no such column; nothing if this is no header."""
    columns = {column.name: column for column in columns_of(table)}
    header = [name.strip() for name in cells]
    names = _listed(columns)
    if not header:
        problems.add(Problem(file, 1, "", "", f"the file is empty; its first line names {names}"))
        return []
    if len(header) > _MOST_COLUMNS:
        problems.add(Problem(file, 1, "", "", f"{len(header):,} columns; there are {len(columns)}"))
        return []
    if broken := next(filter(None, (_not_utf8(file, 1, "", name) for name in header)), None):
        problems.add(broken)
        return []
    for name in dict.fromkeys(header):
        if name not in columns:
            problems.add(Problem(file, 1, name, "", f"no such column; the columns are {names}"))
        elif header.count(name) > 1:
            problems.add(Problem(file, 1, name, "", "the column stands twice"))
    for name in columns:
        if name not in header:
            problems.add(Problem(file, 1, name, "", "the column is missing"))
    found = [columns.get(name) for name in header]
    return found if any(found) else []


def _placed(
    file: str, line: int, cells: list[str], columns: list[Column | None], table: Table, problems: Problems
) -> Placed:
    """Read one row; whatever is wrong with a cell, all others are looked at too."""
    before = problems.count
    if len(cells) != len(columns):
        message = f"{len(cells):,} cells where the header has {len(columns)}: is a comma or a quote missing?"
        problems.add(Problem(file, line, "", "", message))
        key = {column.field: cell for column, cell in zip(columns, cells) if column and column.name == table.key}  # noqa: B905  they differ
        return Placed(file, line, table.model, key, None)
    values: dict[str, Any] = {}
    placed = {column.field: (column, cell) for column, cell in zip(columns, cells, strict=True) if column}
    for column, cell in placed.values():
        if broken := _not_utf8(file, line, column.name, cell):
            problems.add(broken)
            continue
        try:
            values[column.field] = column.codec.parse(cell.strip())
        except ValueError as error:
            problems.add(Problem(file, line, column.name, cell, f"{error}; allowed: {column.allowed}"))
    try:
        record = table.model.model_validate(values)
    except ValidationError as error:
        faults = [each for each in error.errors(include_url=False) if _is_news(each, values)]
        for fault in faults:
            problems.add(_problem(file, line, fault, *placed[str(fault["loc"][0])]))
        return Placed(file, line, table.model, _in_order(values, faults), None)
    return Placed(file, line, table.model, values, record if problems.count == before else None)


def _is_news(fault: ErrorDetails, values: dict[str, Any]) -> bool:
    """Tell whether a fault says something: a cell that could not be read is missing, and has been named already."""
    return fault["type"] != "is_instance_of" and str(fault["loc"][0]) in values


def _in_order(values: dict[str, Any], faults: list[ErrorDetails]) -> dict[str, Any]:
    """Give the fields without faults, and of lists the entries without."""
    known = dict(values)
    for name in {str(fault["loc"][0]) for fault in faults}:
        places = {fault["loc"][1:2] for fault in faults if fault["loc"][0] == name}
        if isinstance(values[name], tuple):
            known[name] = tuple(each for place, each in enumerate(values[name]) if (place,) not in places)
        else:
            del known[name]
    return known


#: What to say where pydantic's words are not meant for those who edit tables.
_WORDS_FOR = {
    "literal_error": "no such word",
    "string_pattern_mismatch": "not of that form",
    "string_too_long": "too long",
    "string_too_short": "empty",
    "too_short": "there is none",
}


def _problem(file: str, line: int, fault: ErrorDetails, column: Column, cell: str) -> Problem:
    """Name a fault of a cell; one of an entry of a list with that entry alone."""
    value = str(fault["input"]) if fault["loc"][1:] else cell
    if fault["type"] == "value_error":
        return Problem(file, line, column.name, value, fault["msg"].removeprefix("Value error, "))
    message = _WORDS_FOR.get(fault["type"], fault["msg"])
    if most := fault.get("ctx", {}).get("max_length"):
        message += f" (at most {most:,} characters)"
    return Problem(file, line, column.name, value, f"{message}; allowed: {column.allowed}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
