"""Canonical names of spans of days, and the calendar arithmetic that they rest on."""

import calendar
from collections.abc import Callable
from datetime import date

from dateutil.relativedelta import relativedelta

# The lengths in months of the calendar units that have a name: month, quarter, third, half, year.
UNIT_MONTHS = (1, 3, 4, 6, 12)
_THIRDS = {1: "early ", 5: "mid-", 9: "late "}


def month_end(day: date) -> date:
    """Give the last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def whole_months(start: date, end: date) -> int:
    """How many months the span has if it starts with a first and ends with a last day of a month, else 0."""
    if start.day != 1 or end != month_end(end):
        return 0
    return (end.year - start.year) * 12 + end.month - start.month + 1


def name_days(start: date, end: date) -> str:
    """Give the canonical text of a span given in days: `2026-08-24 to 2026-11-22`, or the one day."""
    return str(start) if start == end else f"{start} to {end}"


# How the units are called, by their length in months: the first month of one is 1 more than a multiple of it.
_NAMES: dict[int, Callable[[int, int], str]] = {
    12: lambda year, _month: f"{year}",
    6: lambda year, month: f"H{month // 6 + 1} {year}",
    4: lambda year, month: f"{_THIRDS[month]}{year}",
    3: lambda year, month: f"Q{month // 3 + 1} {year}",
    1: lambda year, month: f"{year}-{month:02}",
}


def name_unit(start: date, months: int) -> str | None:
    """Give the canonical name of the calendar unit of so many months (`H1 2026`), None if there is no such unit."""
    if months not in _NAMES or (start.month - 1) % months:
        return None
    return _NAMES[months](start.year, start.month)


def name_span(start: date, end: date) -> str:
    """Give the canonical text of a span: the unit that it is, or whole years, halves, quarters, months, or days."""
    months = whole_months(start, end)
    if not months:
        return name_days(start, end)
    if name := name_unit(start, months):
        return name
    for unit in (12, 6, 3, 1):
        last = month_start(end) - relativedelta(months=unit - 1)
        first_name, last_name = name_unit(start, unit), name_unit(last, unit)
        if months % unit == 0 and first_name and last_name:
            return f"{first_name} to {last_name}"
    raise AssertionError("months always fit")


def month_start(day: date) -> date:
    """Give the first day of the month of `day`."""
    return day.replace(day=1)
