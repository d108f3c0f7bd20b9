"""Days on an axis: where they stand and how they are named."""

from collections.abc import Iterable
from datetime import date

from bot.i18n import in_chinese

#: Where matplotlib begins to count days.
_START = date(1970, 1, 1).toordinal()
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600)


def number(day: date) -> float:
    """Give a day's place on an axis, that of its beginning."""
    return float(day.toordinal() - _START)


def ticks(first: date, last: date, most: int = 7) -> tuple[list[float], list[str]]:
    """Choose firsts of months to mark between two days, at most so many, and name them."""
    begin, end = (day.year * 12 + day.month - 1 for day in (first, last))
    for step in _STEPS:
        months = [month for month in range(begin + (first.day > 1), end + 1) if month % step == 0]
        if len(months) <= most:
            break
    days = [date(month // 12, month % 12 + 1, 1) for month in months]
    if all(day.month == 1 for day in days):
        return [number(day) for day in days], [str(day.year) for day in days]
    return [number(day) for day in days], months_named((day.year, day.month) for day in days)


def months_named(months: Iterable[tuple[int, int]]) -> list[str]:
    """Name months; the year stands below the first and wherever it changes."""
    names, before = [], 0
    for year, month in months:
        named = f"{month}月" if in_chinese() else _MONTHS[month - 1]
        names.append(named + (f"\n{year}" if year != before else ""))
        before = year
    return names
