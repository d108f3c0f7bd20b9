"""What each English rule of `words_en` means: from the parts of a match to a unit or a period."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

from dateutil.relativedelta import relativedelta

from db.periods import words_en as words
from db.periods.model import Period, PeriodError
from db.periods.spans import days_period, week_of
from db.periods.units import Kind, Said, Unit, UnitRange
from db.periods.vague import Part, rest_of

Parts = dict[str, str | None]
Reading = Callable[[Parts, date], Said]

_PARTS = {name: re.compile(pattern) for name, pattern in words.PARTS.items()}
_KINDS: dict[str, Kind] = {"h": "half", "q": "quarter"}


def number_of(text: str, numbers: dict[str, int]) -> int:
    """Give the number that figures or a word stand for."""
    bare = text.removesuffix(" of").removeprefix("a ") if text != "a of" else "a"
    return int(bare) if bare.isdecimal() else numbers[bare]


def year_of(parts: Parts, today: date) -> int | None:
    """Give the year that was said, None if none was."""
    if parts.get("year"):
        return int(parts["year"] or 0)
    if short := parts.get("yy") or parts.get("fy"):
        return 2000 + int(short)
    if relative := parts.get("rel"):
        return today.year + words.OFFSETS[relative]
    return None


def part_of(parts: Parts) -> Part | None:
    """Give the part of the unit that was said: early, mid, late, end."""
    for part in ("end", "mid"):
        if parts.get(f"part_{part}"):
            return part
    said = parts.get("part")
    return _part(said) if said else None


def _part(said: str) -> Part:
    return cast("Part", next(name for name, pattern in _PARTS.items() if pattern.fullmatch(said)))


def read_ymd(parts: Parts, today: date) -> Said:
    """2025-05-20, 20250520."""
    return Unit("day", year_of(parts, today), int(parts["m"] or 0), int(parts["d"] or 0))


def read_dmy(parts: Parts, today: date) -> Said:
    """13/04/2026; 03/04/2026 has two readings and is refused."""
    year, first, second = year_of(parts, today), int(parts["a"] or 0), int(parts["b"] or 0)
    if first <= 12 and second <= 12 and first != second:
        readings = [f"{year}-{first:02}-{second:02}", f"{year}-{second:02}-{first:02}"]
        raise PeriodError(f"That can be {readings[0]} or {readings[1]}; type the one that you mean.", readings)
    month, day = (first, second) if first <= 12 < second else (second, first)
    return Unit("day", year, month, day)


def read_years(parts: Parts, _today: date) -> Said:
    """2024/2025."""
    return UnitRange(Unit("year", int(parts["year"] or 0)), Unit("year", int(parts["year2"] or 0)))


def read_ym(parts: Parts, today: date) -> Said:
    """2025-05; 2023-25 is a range of years."""
    year, text = year_of(parts, today) or 0, parts["m"] or parts["m2"] or ""
    number = int(text)
    if number > 12 and number > year % 100 and not parts["part"]:
        return UnitRange(Unit("year", year), Unit("year", year - year % 100 + number))
    return Unit("month", year, number, part=part_of(parts))


def read_my(parts: Parts, today: date) -> Said:
    """05/2025."""
    return Unit("month", year_of(parts, today), int(parts["m"] or 0))


def read_named(parts: Parts, today: date) -> Said:
    """May 2025, 20 May 2025, May 20, mid-May 2026, with or without a year."""
    month, year = words.MONTH_NAMES[parts["month"] or ""], year_of(parts, today)
    if parts.get("day"):
        return Unit("day", year, month, int(parts["day"] or 0))
    return Unit("month", year, month, part=part_of(parts))


def read_days(parts: Parts, today: date) -> Said:
    """17-21 October 2025: the days of a congress."""
    month, year = words.MONTH_NAMES[parts["month"] or ""], year_of(parts, today)
    first, last = int(parts["d1"] or 0), int(parts["day"] or 0)
    return UnitRange(Unit("day", year, month, first), Unit("day", year, month, last))


def read_whichmonth(parts: Parts, today: date) -> Said:
    """Last May is the latest that has begun before this month, next May the first after it."""
    month = words.MONTH_NAMES[parts["month"] or ""]
    years = {"last": -(month >= today.month), "this": 0, "next": int(month <= today.month)}[parts["which"] or ""]
    return Unit("month", today.year + years, month)


def read_monthyy(parts: Parts, today: date) -> Said:
    """May-25 is May 2025 or 25 May."""
    month, short = words.MONTH_NAMES[parts["month"] or ""], int(parts["yy"] or 0)
    as_month = Unit("month", 2000 + short, month)
    try:
        as_day = Unit("day", None, month, short).resolve(today)
    except PeriodError:
        return as_month
    readings = [str(as_month.resolve(today)), str(as_day)]
    raise PeriodError(f"That can be {readings[0]} or {readings[1]}; type the one that you mean.", readings)


def read_hq(parts: Parts, today: date) -> Said:
    """H1 2026, 3Q26, first half of 2026, early Q3."""
    if letter := parts.get("hq") or parts.get("hq2"):
        kind, number = _KINDS[letter], int(parts.get("nth") or parts.get("nth2") or 0)
    else:
        kind, number = cast("Kind", parts["word"]), words.ORDINALS.get(parts["ord"] or "", -1)
    if number < 0:
        number = 2 if kind == "half" else 4
    return Unit(kind, year_of(parts, today), number, part=part_of(parts))


def read_hqs(parts: Parts, today: date) -> Said:
    """Q1-3 2025."""
    year = year_of(parts, today)
    return UnitRange(Unit("quarter", year, int(parts["nth"] or 0)), Unit("quarter", year, int(parts["last"] or 0)))


def read_span(parts: Parts, today: date) -> Said:
    """First nine months of 2025, last two quarters of 2025, 9M25."""
    kind = cast("Kind", (parts.get("unit") or "months").removesuffix("s"))
    count, year = number_of(parts["n"] or "", words.NUMBERS), year_of(parts, today)
    return edge_range(kind, count, year, at_end=(parts.get("edge") or "first") != "first")


def edge_range(kind: Kind, count: int, year: int | None, *, at_end: bool = False) -> UnitRange:
    """Give the first (or last) so many months or quarters of a year."""
    total = 4 if kind == "quarter" else 12
    if not 1 <= count <= total:
        raise PeriodError(f"A year has {total} {kind}s; type a number from 1 to {total}.")
    first = total - count + 1 if at_end else 1
    return UnitRange(Unit(kind, year, first), Unit(kind, year, first + count - 1))


def read_parts(parts: Parts, today: date) -> Said:
    """Mid to late 2026."""
    year = year_of(parts, today)
    first, last = _part(parts["part"] or ""), _part(parts["part2"] or "")
    return UnitRange(Unit("year", year, part=first), Unit("year", year, part=last))


def read_todate(parts: Parts, today: date) -> Said:
    """YTD, 2025 YTD: from 1 January to today, or to the same date of that year."""
    return to_date(year_of(parts, today), today)


def to_date(year: int | None, today: date) -> Period:
    """From 1 January of a year up to the date of today in it."""
    years = 0 if year is None else today.year - year
    if years < 0:
        raise PeriodError(f"The year {year} has not begun; type {year} for the whole of it.")
    end = today - relativedelta(years=years)
    return days_period(date(end.year, 1, 1), end)


def read_rest(parts: Parts, today: date) -> Said:
    """Later in 2026, rest of the year, within the year."""
    return rest_of(Unit("year", year_of(parts, today)).resolve(today), today)


def read_year(parts: Parts, today: date) -> Said:
    """2026, FY2025, early next year, year-end."""
    return Unit("year", year_of(parts, today), part=part_of(parts))


def read_rolling(parts: Parts, today: date) -> Said:
    """Last 90 days, past year, next 6 months."""
    unit = parts.get("unit")
    if unit is None:
        half = "6m" in (parts.get("back") or "") or "half" in (parts.get("back") or parts.get("forward") or "")
        count, kind = (6 if half else 12), "month"
    else:
        count = number_of(parts["n"] or "", words.NUMBERS) if parts.get("n") else 1
        count, kind = (6 * count, "month") if unit.startswith("half") else (count, unit_kind(unit))
    return rolling(count, kind, today, back=parts.get("back") is not None)


def unit_kind(unit: str) -> str:
    """Day, week, month, quarter or year, from any way to write it."""
    return {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}[unit[0]]


def step(count: int, kind: str) -> relativedelta:
    """So many days, weeks, months, quarters or years."""
    if kind == "quarter":
        count, kind = 3 * count, "month"
    return relativedelta(**{f"{kind}s": count})  # type: ignore[arg-type]


def rolling(count: int, kind: str, today: date, *, back: bool) -> Period:
    """From so many units ago to today, or from today on."""
    if count < 1:
        raise PeriodError("That spans no time; type a number from 1 up, such as last 90 days.")
    try:
        return days_period(today - step(count, kind), today) if back else days_period(today, today + step(count, kind))
    except (ValueError, OverflowError) as error:
        if isinstance(error, PeriodError):
            raise
        raise PeriodError(f"{count} {kind}s are too many; type a shorter span such as last 90 days.") from None


def read_calendar(parts: Parts, today: date) -> Said:
    """Last quarter, this month, next week, end of the month."""
    which, cal = parts["which"] or "", (parts["cal"] or "").removesuffix(" year").removesuffix("-year")
    return calendar_unit(cal, words.OFFSETS.get(which, 0), today, part_of(parts))


def calendar_unit(cal: str, offset: int, today: date, part: Part | None) -> Said:
    """Give the half, quarter, month or week so many before or after that of today."""
    if cal == "week":
        return week_of(today + timedelta(weeks=offset))
    kind = cast("Kind", cal)
    months = {"half": 6, "quarter": 3, "month": 1, "year": 12}[cal]
    there = today.replace(day=1) + relativedelta(months=months * offset)
    return Unit(kind, there.year, (there.month - 1) // months + 1, part=part)


def read_ago(parts: Parts, today: date) -> Said:
    """Two years ago: that calendar unit."""
    return ago(number_of(parts["n"] or "", words.NUMBERS), unit_kind(parts["unit"] or ""), today)


def ago(count: int, kind: str, today: date) -> Said:
    """Give the calendar unit (or the day) so many ago."""
    try:
        if kind == "day":
            day = today - timedelta(days=count)
            return Unit("day", day.year, day.month, day.day)
        return calendar_unit(kind, -count, today, None)
    except (ValueError, OverflowError):
        raise PeriodError(f"{count} {kind}s ago is too long ago; type a year such as {today.year}.") from None


def read_dayword(parts: Parts, today: date) -> Said:
    """Today, yesterday, tomorrow."""
    return day_word(words.DAY_WORDS[parts["dayword"] or ""], today)


def day_word(offset: int, today: date) -> Said:
    """Give the day so many after today."""
    try:
        day = today + timedelta(days=offset)
    except OverflowError:
        raise PeriodError("That day is out of the calendar; type a date such as 2025-05-20.") from None
    return Unit("day", day.year, day.month, day.day)


READINGS: dict[str, Reading] = {
    "ymd": read_ymd, "dmy": read_dmy, "years": read_years, "ym": read_ym, "my": read_my,
    "named": read_named, "days": read_days, "whichmonth": read_whichmonth, "month": read_named, "monthyy": read_monthyy,
    "hq": read_hq, "hqs": read_hqs, "span": read_span, "parts": read_parts,
    "todate": read_todate, "rest": read_rest, "year": read_year,
    "rolling": read_rolling, "calendar": read_calendar, "ago": read_ago, "dayword": read_dayword,
}  # fmt: skip
