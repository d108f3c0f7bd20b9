"""The bundled facts as plain rows of text, added up without the store: what answers are compared with."""

from collections.abc import Iterable
from decimal import Decimal

from tests.store_support import bundled

Row = dict[str, str]


def proper(prefix: str = "") -> list[Row]:
    """Give the deals of out-licensing proper whose date begins like this: "2025", "2025-11"."""
    return [row for row in of_any_kind(prefix) if is_proper(row)]


def of_any_kind(prefix: str = "") -> list[Row]:
    """Give all deals whose date begins like this."""
    return [row for row in bundled("deals") if row["announced"].startswith(prefix)]


def is_proper(row: Row) -> bool:
    return row["direction"] == "out" and row["deal_type"] not in ("amendment", "acquisition")


def listed(row: Row, column: str) -> list[str]:
    """Give the entries of a cell."""
    return row[column].split(" | ") if row[column] else []


def dollars(rows: Iterable[Row], measure: str) -> int:
    """Add up an amount of some deals: "upfront", "total"."""
    return sum(whole(row, measure) or 0 for row in rows)


def whole(row: Row, measure: str) -> int | None:
    """Give an amount of a deal in whole dollars."""
    cell = row[f"{measure}_musd"]
    return int(Decimal(cell) * 1_000_000) if cell else None


def ids(rows: Iterable[Row]) -> set[str]:
    return {row["id"] for row in rows}
