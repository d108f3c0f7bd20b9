"""Periods made from days and from one another, with a sentence for the person where they cannot be made."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from db.periods.model import FIRST_YEAR, LAST_YEAR, Period, PeriodError
from db.periods.naming import name_days

Made = TypeVar("Made")


def make_period(start: date | None, end: date | None, text: str) -> Period:
    """Give a period, with a sentence for the person who typed it where it cannot be one."""
    for day in (start, end):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise PeriodError(f"That reaches outside the years {FIRST_YEAR} to {LAST_YEAR}; type a nearer period.")
    if start is not None and end is not None and end < start:
        raise PeriodError(f"That period would end ({end}) before it starts ({start}); put the earlier date first.")
    return Period(start=start, end=end, text=text)


def days_period(start: date, end: date) -> Period:
    """Give a period given by its days: what relative phrases ("last 90 days") come to."""
    return make_period(start, end, name_days(start, end))


def is_simple(period: Period) -> bool:
    """Whether its text names one calendar unit or day, so that it can be part of another text."""
    return " to " not in period.text and not period.text.startswith(("since", "before", "after", "until", "around"))


def joined(first: Period, last: Period) -> Period:
    """From the first day of one period to the last day of the other; either may be open at that side."""
    if first == last:
        return first
    if is_simple(first) and is_simple(last):
        return make_period(first.start, last.end, f"{first} to {last}")
    return spanning(first.start, last.end)


def spanning(start: date | None, end: date | None) -> Period:
    """Give the period between two days, either of which may be missing; its text names days."""
    if start is None or end is None:
        return make_period(start, end, f"since {start}" if end is None else f"until {end}")
    return days_period(start, end)


def week_of(day: date) -> Period:
    """Give the week of that day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return days_period(monday, monday + timedelta(days=6))


def attempt(make: Callable[[], Made]) -> Made | PeriodError:
    """Give what is made, or the reason why it cannot be; dates out of the calendar included."""
    try:
        return make()
    except PeriodError as error:
        return error
    except (ValueError, OverflowError):
        return PeriodError("That reaches out of the calendar; type a date such as 2025-05-20.")
