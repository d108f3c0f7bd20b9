"""The bundled CSV files as plain rows, and dates with the precision they were given.

Nothing here (or elsewhere in this folder) imports the product: these computations are its second opinion.
"""

import csv
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

Row = dict[str, str]
Span = tuple[date, date]
Spec = dict[str, Any]
Expected = dict[str, Any]

TABLES = ("companies", "drugs", "deals", "milestones", "guidance", "trials", "market_figures")
MILLION = 1_000_000


class SpecError(ValueError):
    """A question's spec cannot be computed, or its answer would be a matter of taste (a tie, say)."""


@dataclass(frozen=True)
class Facts:
    """All tables; each is the list of its CSV rows, in the order of the file."""

    companies: list[Row]
    drugs: list[Row]
    deals: list[Row]
    milestones: list[Row]
    guidance: list[Row]
    trials: list[Row]
    market_figures: list[Row]

    def ids(self) -> set[str]:
        """Every id that an answer may name."""
        tables = (self.companies, self.drugs, self.deals, self.milestones, self.market_figures)
        return {row["id"] for table in tables for row in table} | {row["nct_id"] for row in self.trials}


def read(folder: Path) -> Facts:
    """Read a folder laid out like db/data."""
    return Facts(**{name: _rows(folder / f"{name}.csv") for name in TABLES})


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def items(cell: str) -> list[str]:
    """Return the parts of a cell that holds a list."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def dollars(cell: str) -> Fraction | None:
    """Return a cell in millions of dollars as whole dollars; None where nothing was disclosed."""
    return Fraction(cell) * MILLION if cell else None


def span(text: str) -> Span:
    """Return first and last day of `2025`, `2025-05`, `2025-05-20`, `2025-H1` or `2025-Q3`."""
    year = int(text[:4])
    rest = text[5:]
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    if part := re.fullmatch(r"([HQ])(\d)", rest):
        length = 6 if part[1] == "H" else 3
        last = int(part[2]) * length
        return date(year, last - length + 1, 1), _month_end(year, last)
    if len(rest) == 2:
        return date(year, int(rest), 1), _month_end(year, int(rest))
    day = date.fromisoformat(text)
    return day, day


def period(given: str | list[str | None]) -> Span:
    """Return the span of a spec's period: a text as in `span`, or first and last day (null where open)."""
    if isinstance(given, str):
        return span(given)
    first, last = given
    return (
        date.fromisoformat(first) if first else date.min,
        date.fromisoformat(last) if last else date.max,
    )


def within(part: Span, whole: Span) -> bool:
    """Tell whether the first span lies within the second."""
    return whole[0] <= part[0] and part[1] <= whole[1]


def overlaps(one: Span, other: Span) -> bool:
    """Tell whether two spans share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def known(text: str, as_of: date | None) -> bool:
    """Tell whether a dated fact was known on a day: from the last day its date can mean, never if undated."""
    return as_of is None or (bool(text) and span(text)[1] <= as_of)


def window(first: date, last: date) -> dict[str, str]:
    """Return a span as the window of an answer."""
    return {"start": first.isoformat(), "end": last.isoformat()}


def plain(number: Fraction) -> int | float:
    """Return a number as JSON has it: whole where it is whole."""
    return int(number) if number.denominator == 1 else round(float(number), 4)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
