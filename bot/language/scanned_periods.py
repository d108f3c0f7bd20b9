"""Periods that are told from others in the same text: 去年同期, "the same period last year", 一、三季度."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from db.periods import Period, PeriodError, find_periods, parse_period

_SAME_LAST_YEAR = re.compile(
    r"(?:去年|上年|前一年|上一年)(?:的)?(?:同一?期|同时期|同比期)|同期"
    r"|\b(?:the\s+)?(?:same|corresponding)\s+(?:period|time|months|quarter|half)\s+(?:of\s+)?(?:the\s+)?(?:last|previous|prior)\s+year"
    r"|\b(?:the\s+)?year[- ]ago\s+period|\ba\s+year\s+(?:earlier|before)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: 2025年一、三季度: the year, and the quarters with what joins them.
_QUARTERS = re.compile(
    r"(?:(?P<year>\d{4})年|(?P<said>今年|去年|前年))\s*"
    r"第?(?P<one>[一二三四1-4])(?P<join>[、和与及])第?(?P<two>[一二三四1-4])季度?"
)
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SAID = {"今年": 0, "去年": 1, "前年": 2}


@dataclass(frozen=True, slots=True)
class Told:
    """A place in the text and the period that stands there."""

    start: int
    end: int
    period: Period


def find(text: str, today: date) -> Iterator[Told]:
    """Find the periods that need another one, or that share a year."""
    yield from _same_last_year(text, today)
    yield from _quarters(text, today)


def _same_last_year(text: str, today: date) -> Iterator[Told]:
    match = _SAME_LAST_YEAR.search(text)
    if match is None:
        return
    rest = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    named = [each.period for each in find_periods(rest, today=today) if isinstance(each.period, Period)]
    base = next((each for each in named if each.start and each.end), None)
    if base is None:
        base = Period(start=date(today.year, 1, 1), end=today, text=f"{today.year}-01-01 to {today}")
    yield Told(match.start(), match.end(), _a_year_before(base, today))


def _a_year_before(period: Period, today: date) -> Period:
    """Give the same days of the year before; of a period that is not over, as many days as have passed of it."""
    if period.start is None or period.end is None:
        return period
    if period.end <= today:
        named = _YEAR.sub(lambda year: str(int(year.group()) - 1), str(period))
        try:
            before = parse_period(named, today=today)
        except PeriodError:
            before = None
        if before is not None and before.start == period.start - relativedelta(years=1):
            return before
    start, end = (day - relativedelta(years=1) for day in (period.start, min(period.end, today)))
    return Period(start=start, end=end, text=f"{start} to {end}")


def _quarters(text: str, today: date) -> Iterator[Told]:
    for match in _QUARTERS.finditer(text):
        year = int(match["year"]) if match["year"] else today.year - _SAID[match["said"]]
        one, two = (parse_period(f"Q{_NUMBERS[match[each]]} {year}", today=today) for each in ("one", "two"))
        yield Told(match.start(), match.end("join"), one)
        yield Told(match.end("join"), match.end(), two)
