"""What statements are written with: one row, one value, and lists of bound values."""

from collections.abc import Iterator, Sequence, Sized
from typing import Any

from sqlite_utils import Database

#: SQLite's own limit on bound values is far higher; this keeps statements small and cached.
_CHUNK = 400


def first(db: Database, sql: str, values: Sequence[object] = ()) -> dict[str, Any] | None:
    """Give the first row of a query by its columns' names, None where there is none."""
    return next(iter(db.query(sql, values)), None)


def scalar(db: Database, sql: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401 - what a column holds is known to the one who asks
    """Give the first column of the first row of a query, None where there is no row."""
    row = db.execute(sql, values).fetchone()
    return None if row is None else row[0]


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut a list of keys into pieces that fit one statement."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def marks(values: Sized) -> str:
    """Give the question marks for so many bound values."""
    return ",".join("?" * len(values))
