r"""The CSV form of the tables: how records stand in files that people edit.

UTF-8, one header row, ``\n`` line ends, rows sorted by id. Reading gathers every fault instead of stopping at the
first.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
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
    """A record and where it stood."""

    file: str
    line: int
    record: Record


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
    """Read a file of a table's CSV form; faults go to ``problems``, with the rows that have them left out.

    ``progress`` is told the number of lines read, every now and then.
    """
    text = _decoded(path, problems)
    if text is None:
        return []
    columns = columns_of(table)
    rows = _rows(path.name, text, problems)
    header = [name.strip() for name in next(rows, (0, []))[1]]
    if not _header_fits(path.name, header, columns, problems):
        return []
    by_name = {column.name: column for column in columns}
    ordered = [by_name[name] for name in header]
    found: list[Placed] = []
    seen: dict[str, int] = {}
    for line, cells in rows:
        if line % 1000 == 0:
            progress(line)
        record = _record(path.name, line, cells, ordered, table, problems)
        if record is None:
            continue
        if record.key in seen:
            message = f"the same row stands in line {seen[record.key]}: ids are unique"
            problems.add(Problem(path.name, line, table.key, record.key, message))
            continue
        seen[record.key] = line
        found.append(Placed(path.name, line, record))
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
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        broken = repr(raw[error.start : error.end])
        problems.add(Problem(path.name, line, "", broken, "not UTF-8: save the file as CSV UTF-8"))
        return None


def _rows(file: str, text: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
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


def _header_fits(file: str, header: list[str], columns: tuple[Column, ...], problems: Problems) -> bool:
    if not header:
        problems.add(
            Problem(file, 1, "", "", f"the file is empty; its first line names {_listed(c.name for c in columns)}")
        )
        return False
    expected = {column.name for column in columns}
    if len(header) > _MOST_COLUMNS:
        problems.add(Problem(file, 1, "", "", f"{len(header):,} columns; there are {len(columns)}"))
        return False
    before = problems.count
    for name in header:
        if name not in expected:
            problems.add(
                Problem(file, 1, name, "", f"no such column; the columns are {_listed(c.name for c in columns)}")
            )
    for name in sorted(expected - set(header)):
        problems.add(Problem(file, 1, name, "", "the column is missing"))
    for name in sorted({name for name in header if header.count(name) > 1}):
        problems.add(Problem(file, 1, name, "", "the column stands twice"))
    return problems.count == before


def _record(
    file: str, line: int, cells: list[str], columns: list[Column], table: Table, problems: Problems
) -> Record | None:
    if len(cells) != len(columns):
        message = f"{len(cells):,} cells where the header has {len(columns)}: is a comma or a quote missing?"
        problems.add(Problem(file, line, "", "", message))
        return None
    values: dict[str, Any] = {}
    texts = {column.field: cell for column, cell in zip(columns, cells, strict=True)}
    by_field = {column.field: column for column in columns}
    before = problems.count
    for column, cell in zip(columns, cells, strict=True):
        try:
            values[column.field] = column.codec.parse(cell.strip())
        except ValueError as error:
            problems.add(Problem(file, line, column.name, cell, f"{error}; allowed: {column.allowed}"))
    try:
        record = table.model.model_validate(values)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            if _is_news(fault, values):
                problems.add(_problem(file, line, fault, by_field, texts))
        return None
    return record if problems.count == before else None


def _is_news(fault: ErrorDetails, values: dict[str, Any]) -> bool:
    """Tell whether a fault says something: a cell that could not be read is missing, and has been named already."""
    field = str(fault["loc"][0]) if fault["loc"] else ""
    return fault["type"] != "is_instance_of" and not (field and field not in values)


def _problem(file: str, line: int, fault: ErrorDetails, columns: dict[str, Column], texts: dict[str, str]) -> Problem:
    message = re.sub(r"^(Value error|Assertion failed), ", "", fault["msg"])
    column = columns.get(str(fault["loc"][0])) if fault["loc"] else None
    if column is None:
        return Problem(file, line, "", "", message)
    explained = message if fault["type"] == "value_error" else f"{message}; allowed: {column.allowed}"
    return Problem(file, line, column.name, texts[column.field], explained)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
