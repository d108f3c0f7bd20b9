"""What the vague words mean, written once: code, documentation and tests all take it from here.

The parts of a year are the convention of the bundled data. Every operator takes the period X that it stands
before or behind and the day it was said on, and gives the period meant.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from db.periods.model import Period
from db.periods.naming import month_end, month_start, whole_months
from db.periods.spans import is_simple, joined, make_period, spanning

Part = Literal["early", "mid", "late", "end"]

# How the canonical texts say them: "early 2026", "mid-2026", "end of Q3 2026".
PART_NAMES: dict[Part, str] = {"early": "early ", "mid": "mid-", "late": "late ", "end": "end of "}
_THIRD: dict[Part, int] = {"early": 0, "mid": 1, "late": 2}


@dataclass(frozen=True, slots=True)
class Meaning:
    """One row of the table of meanings: the words, in English and Chinese, and what they mean."""

    words: str
    words_zh: str
    means: str
    example: str


MEANINGS: tuple[Meaning, ...] = (
    Meaning(
        "early, beginning of, start of",
        "年初, 初, 上旬",
        "the first third: of a year January to April",
        "early 2026",
    ),
    Meaning("mid, middle of", "年中, 中旬", "the middle third: of a year May to August", "mid-2026"),
    Meaning("late", "下旬", "the last third: of a year September to December", "late 2026"),
    Meaning(
        "end of, year-end",
        "年底, 年末, 底, 末",
        "the last month: of a year December; of a month its last ten days (21 on)",
        "end of 2026",
    ),
    Meaning(
        "around, about, roughly, ~",
        "约, 大约, 左右",
        "one month wider on either side; around a whole year is that year",
        "around mid-2026",
    ),
    Meaning(
        "by, no later than, before the end of",
        "年底前, X底前, 到X底",
        "from the day it is said on to the end of X; everything until then if X is over",
        "by end of 2026",
    ),
    Meaning("before, prior to", "之前, 以前, 前", "everything up to the day before X starts", "before mid-2027"),
    Meaning("since, X onwards, starting X", "以来, 自X, X起", "from the first day of X on, open end", "since 2024"),
    Meaning(
        "after, later than",
        "之后, 以后, 后",
        "from the day after the end of X on, open end",
        "after June 2025",
    ),
    Meaning("until, up to, through", "截至, 截止", "everything up to the end of X", "until 2024"),
    Meaning(
        "later in X, rest of X, within the year",
        "X晚些时候, 年内",
        "from the day it is said on to the end of X; X itself if it has not begun or is over",
        "rest of the year",
    ),
    Meaning(
        "YTD, year to date, X to date",
        "今年以来, X至今",
        "1 January up to today; of an earlier year up to the same date (2025 YTD), X to date up to today",
        "YTD",
    ),
    Meaning(
        "last N, past N",
        "近N, 最近N, 过去N",
        "from N days, weeks, months or years ago up to today",
        "last 90 days",
    ),
    Meaning(
        "next N, coming N, within N",
        "未来N, 今后N",
        "from today up to N days, weeks, months or years ahead",
        "next 6 months",
    ),
    Meaning(
        "last, this, next year, half, quarter, month, week",
        "上, 本, 下 季度/月/周; 去年, 今年, 明年",
        "the calendar unit before, of or after today; weeks start on Monday",
        "last quarter",
    ),
    Meaning(
        "a unit without a year",
        "三季度, 5月, 下半年",
        "that of the year of today, or of the unit it is listed with",
        "Q3",
    ),
    Meaning("two-digit years", "26年三季度", "of this century", "1H26"),
)


def part_of(part: Part, start: date, end: date) -> tuple[date, date]:
    """Give the first and last day of a part of a whole calendar unit: thirds in months, of a month in ten days."""
    months = whole_months(start, end)
    if months == 1:
        if part in {"late", "end"}:
            return start.replace(day=21), end
        first = 1 + 10 * _THIRD[part]
        return start.replace(day=first), start.replace(day=first + 9)
    if part == "end":
        return month_start(end), end
    third = months // 3
    first_day = start + relativedelta(months=third * _THIRD[part])
    return first_day, first_day + relativedelta(months=third) - timedelta(days=1)


def around(period: Period, _today: date) -> Period:
    """X, one month wider on either side; a whole year is vague enough as it stands."""
    if period.start is None or period.end is None or len(period.text) == len("2026"):
        return period
    month = relativedelta(months=1)
    start, end = period.start - month, period.end + month
    if period.end == month_end(period.end):
        end = month_end(end)
    return make_period(start, end, f"around {period}") if is_simple(period) else spanning(start, end)


def since(period: Period, _today: date) -> Period:
    """From the first day of X on."""
    return _open("since", period, period.start, None)


def until(period: Period, _today: date) -> Period:
    """Everything up to the last day of X."""
    return _open("until", period, None, period.end)


def after(period: Period, _today: date) -> Period:
    """From the day after the last day of X on."""
    if period.end is None:
        return period
    return _open("after", period, period.end + timedelta(days=1), None, period.end)


def before(period: Period, today: date) -> Period:
    """Everything up to the day before X starts; before the end of X is by the end of X."""
    if period.text.startswith(PART_NAMES["end"]):
        return by(period, today)
    if period.start is None:
        return period
    return _open("before", period, None, period.start - timedelta(days=1), period.start)


def by(period: Period, today: date) -> Period:
    """From today to the last day of X; everything until then if X is over."""
    if period.end is None:
        return period
    return until(period, today) if period.end < today else spanning(today, period.end)


def rest_of(period: Period, today: date) -> Period:
    """From today to the last day of X; X itself if it has not begun or is over."""
    if period.start is None or period.end is None or not period.start <= today <= period.end:
        return period
    return spanning(today, period.end)


def to_date(period: Period, today: date) -> Period:
    """From the first day of X up to today."""
    return joined(period, spanning(today, today))


def _open(word: str, period: Period, start: date | None, end: date | None, day: date | None = None) -> Period:
    """Make an open period: named by X where X is one unit, else by the day at its edge."""
    if start is None and end is None:
        return period
    return make_period(start, end, f"{word} {period if is_simple(period) else day or start or end}")


Operator = Callable[[Period, date], Period]
OPERATORS: dict[str, Operator] = {
    "around": around,
    "since": since,
    "until": until,
    "after": after,
    "before": before,
    "by": by,
    "rest": rest_of,
    "to_date": to_date,
}
