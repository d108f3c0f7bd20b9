"""Calendar units as they are said: the year may still be missing ("Q3", "May"), and is filled in from around them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateutil.relativedelta import relativedelta

from db.periods.model import FIRST_YEAR, LAST_YEAR, Period, PeriodError
from db.periods.naming import month_end, name_unit
from db.periods.spans import joined
from db.periods.vague import PART_NAMES, Part, part_of

Kind = Literal["year", "half", "quarter", "month", "day"]
MONTHS: dict[Kind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_NONE_SUCH: dict[Kind, str] = {
    "half": "There is no H{}: a year has H1 and H2.",
    "quarter": "There is no Q{}: a year has Q1 to Q4.",
    "month": "There is no month {}: months run from 1 to 12.",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A year, half, quarter, month or day, or a part of one ("early 2026"); `year` None is the year not said.

    `number` counts halves, quarters or months within the year; of a day it is the month.
    """

    kind: Kind
    year: int | None
    number: int = 1
    day: int = 0
    part: Part | None = None

    def in_year(self, year: int) -> "Unit":
        """Give the same unit of another year."""
        return replace(self, year=year)

    def resolve(self, today: date) -> Period:
        """Give the period; without a year that of `today`. Raises PeriodError if there is no such unit."""
        year = today.year if self.year is None else self.year
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise PeriodError(
                f"The year {year} is outside {FIRST_YEAR} to {LAST_YEAR}; type a year such as {today.year}."
            )
        if self.kind == "day":
            return self._resolve_day(year)
        months = MONTHS[self.kind]
        if not 1 <= self.number <= 12 // months:
            raise PeriodError(_NONE_SUCH[self.kind].format(self.number))
        start = date(year, (self.number - 1) * months + 1, 1)
        end = month_end(start + relativedelta(months=months - 1))
        name = name_unit(start, months) or ""
        if self.part is None:
            return Period(start=start, end=end, text=name)
        first, last = part_of(self.part, start, end)
        return Period(start=first, end=last, text=PART_NAMES[self.part] + name)

    def _resolve_day(self, year: int) -> Period:
        if not 1 <= self.number <= 12:
            raise PeriodError(_NONE_SUCH["month"].format(self.number))
        try:
            day = date(year, self.number, self.day)
        except ValueError:
            last = month_end(date(year, self.number, 1))
            raise PeriodError(
                f"There is no {year}-{self.number:02}-{self.day:02}: that month ends on {last}; type a day up to it."
            ) from None
        return Period(start=day, end=day, text=str(day))


@dataclass(frozen=True, slots=True)
class UnitRange:
    """From one unit to another of the same or a later year ("Q1-Q3 2025", "first nine months")."""

    first: Unit
    last: Unit

    @property
    def year(self) -> int | None:
        """Give the year that was said, if any."""
        return self.first.year if self.first.year is not None else self.last.year

    def in_year(self, year: int) -> "UnitRange":
        """Give the same range within another year."""
        return UnitRange(self.first.in_year(year), self.last.in_year(year))

    def resolve(self, today: date) -> Period:
        """Give the period from the first day of the first unit to the last day of the last."""
        return joined(self.first.resolve(today), self.last.resolve(today))


Said = Unit | UnitRange | Period
