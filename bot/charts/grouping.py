"""Deals as rows of an answer, grouped by calendar units and added up."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal

from bot.language.query import Query
from db.filters import DealFilter
from db.periods import PartialDate
from db.queries.conditions import NOT_PROPER

Row = dict[str, Any]
Unit = Literal["month", "quarter", "half", "year"]
UNITS: tuple[Unit, ...] = ("month", "quarter", "half", "year")
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
#: More columns than this cannot be read on a phone.
MOST_PERIODS = 16


def counted_deals(query: Query, rows: Iterable[Row]) -> list[Row]:
    """Keep the deals that enter sums: out-licensing proper, and what the question asked for besides."""
    scope = (query.deals or DealFilter()).scope
    return [
        row
        for row in rows
        if row.get("type") == "deal"
        and (scope.any_direction or row["direction"] == "out")
        and (row["deal_type"] not in NOT_PROPER or row["deal_type"] in scope.types)
    ]


def sum_of(rows: Iterable[Row], field: str) -> int | None:
    """Add up an amount; None where no deal discloses it."""
    amounts = [row[field] for row in rows if row[field] is not None]
    return sum(amounts) if amounts else None


def fitting_unit(rows: Sequence[Row]) -> Unit:
    """Choose the finest unit whose columns can be read: months of a year, quarters of a few, else years."""
    return next((unit for unit in UNITS if len(by_period(rows, unit)[0]) <= MOST_PERIODS), "year")


def by_period(rows: Sequence[Row], unit: Unit) -> tuple[dict[str, list[Row]], int]:
    """Group deals by calendar units, oldest first, without gaps; also how many have no date as precise as that."""
    placed: dict[int, list[Row]] = {}
    for row in rows:
        if (number := _number(row["announced"], unit)) is not None:
            placed.setdefault(number, []).append(row)
    unplaced = len(rows) - sum(map(len, placed.values()))
    if not placed:
        return {}, unplaced
    every = range(min(placed), max(placed) + 1)
    return {_name(number, unit): placed.get(number, []) for number in every}, unplaced


def _number(announced: str, unit: Unit) -> int | None:
    """Count calendar units since year 0; None where the date does not say in which one it lies."""
    when = PartialDate(announced)
    first, last = (_place(day, unit) for day in (when.first, when.last))
    return first if first == last else None


def _place(day: date, unit: Unit) -> int:
    return (day.year * 12 + day.month - 1) // _MONTHS[unit]


def _name(number: int, unit: Unit) -> str:
    year, month = divmod(number * _MONTHS[unit], 12)
    part = month // _MONTHS[unit] + 1
    return {"month": f"{year}-{part:02}", "quarter": f"Q{part} {year}", "half": f"H{part} {year}", "year": f"{year}"}[
        unit
    ]


def largest_kinds(rows: Iterable[Row], field: str, most: int) -> list[str]:
    """Give the commonest values of a field; what is not stated is left to "other"."""
    counted = Counter(row[field] for row in rows if row[field] and row[field] != "other")
    ordered = sorted(counted, key=lambda kind: (-counted[kind], kind))
    return ordered[:most]
