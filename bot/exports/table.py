"""An answer's rows as a flat table: one line a row, the columns of all of them, nothing left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.answers.model import Answer

Cell = str | int | float | bool | None

_BETWEEN = " | "
#: They come last, because they are long.
_LAST = ("sources",)
#: Beyond this a spreadsheet rounds.
_EXACT = 10**15


@dataclass(frozen=True, slots=True)
class Flat:
    """A table of plain cells; every row has as many as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def flatten(answer: Answer) -> Flat:
    """Lay out an answer's rows: a part of a row becomes a column of its own, a list stands in one cell, separated by " | "."""
    rows = [dict(_cells(row)) for row in answer.rows]
    seen = list(dict.fromkeys(column for row in rows for column in row))
    columns = (*(column for column in seen if column not in _LAST), *(column for column in _LAST if column in seen))
    return Flat(columns, tuple(tuple(row.get(column) for column in columns) for row in rows))


def _cells(row: dict[str, Any]) -> Iterator[tuple[str, Cell]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{name}_{part}", _cell(inner)) for part, inner in value.items())
        elif name == "value" and isinstance(value, str):
            yield name, _number(value)
        else:
            yield name, _cell(value)


def _cell(value: object) -> Cell:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _EXACT:
        return str(value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, dict):
        return ", ".join(str(_cell(each)) for each in value.values() if each not in (None, "", []))
    if isinstance(value, (list, tuple)):
        return _BETWEEN.join(str(_cell(each)) for each in value)
    return str(value)


def _number(text: str) -> Cell:
    """Give a figure that JSON carries as text back as a number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    return _cell(int(number)) if number == number.to_integral_value() else float(number)
