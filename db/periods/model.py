"""The values: a period (first and last day, both inclusive), and one found in a text."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict, model_validator

from db.periods.naming import UNIT_MONTHS, month_end, name_days, name_span, whole_months
from db.unreadable import UnreadableError

FIRST_YEAR, LAST_YEAR = 1900, 2100

_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?: to \d{4}-\d\d-\d\d)?")


class PeriodError(UnreadableError):
    """Words that stand for no period, or for more than one."""


class Period(BaseModel):
    """A span of days, `start` to `end`, both inclusive; None where it is open (never both).

    `text` is its canonical print: `parse_period(text)` gives the same period on any day. JSON form:
    `{"start": "2026-07-01", "end": "2026-12-31", "text": "H2 2026"}`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: date | None
    end: date | None
    text: str

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.start is None and self.end is None:
            raise ValueError("a period needs a first or a last day")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"a period ends on or after its first day; {self.end} is before {self.start}")
        return self

    def __str__(self) -> str:
        return self.text

    @property
    def is_day(self) -> bool:
        """Whether it is one single day."""
        return self.start is not None and self.start == self.end

    @property
    def days(self) -> int | None:
        """Give the number of days, None if it is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    def contains(self, other: "Period") -> bool:
        """Whether the whole of `other` lies within this period."""
        starts_within = self.start is None or (other.start is not None and other.start >= self.start)
        ends_within = self.end is None or (other.end is not None and other.end <= self.end)
        return starts_within and ends_within

    def overlaps(self, other: "Period") -> bool:
        """Whether the two have at least one day in common."""
        starts_in_time = self.end is None or other.start is None or other.start <= self.end
        ends_in_time = self.start is None or other.end is None or other.end >= self.start
        return starts_in_time and ends_in_time

    def before(self) -> "Period | None":
        """Give the period to compare this one with, None for open ones (and before 1900).

        - Whole calendar units: the unit of the same kind directly before (2025 → 2024, H1 2026 → H2 2025,
          Q1 → Q4, 2025-05 → 2025-04), several units: as many directly before (2024 to 2025 → 2022 to 2023).
        - A part of a year from 1 January on that is no unit itself (year to date, the first nine months):
          the same dates a year earlier, as reports compare them; the days directly before would set the
          start of one year against the end of another.
        - Any other span of N days: the N days before.
        """
        if self.start is None or self.end is None:
            return None
        try:
            return self._before(self.start, self.end)
        except (ValueError, OverflowError):
            return None

    def _before(self, start: date, end: date) -> "Period | None":
        months = 0 if _DAYS.fullmatch(self.text) else whole_months(start, end)
        if (start.month, start.day) == (1, 1) and end.year == start.year and months not in UNIT_MONTHS:
            year = relativedelta(years=1)
            sticky = whole_months(start, end) > 0  # to the end of February stays to the end of February
            last = end - year
            first, last = start - year, month_end(last) if sticky else last
        elif months:
            first, last = start - relativedelta(months=months), start - timedelta(days=1)
        else:
            first, last = start - (end - start) - timedelta(days=1), start - timedelta(days=1)
        if first.year < FIRST_YEAR:
            return None
        text = name_span(first, last) if months else name_days(first, last)
        return Period(start=first, end=last, text=text)


@dataclass(frozen=True, slots=True)
class Found:
    """A period phrase in a longer text: `text[start:end]` is the phrase, `period` what it means.

    A phrase that is meant as a period and is none (`2025-02-30`) or is ambiguous has its error there.
    """

    start: int
    end: int
    period: Period | PeriodError
