"""What a company, registry or regulator said about when a milestone comes, as a window of days."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from db.periods.linking import Phrase
from db.periods.model import Period, PeriodError
from db.periods.phrases import Context, scan
from db.periods.spans import joined, spanning
from db.periods.text import plain
from db.periods.vague import OPERATORS, Operator, by, rest_of

_YEAR = re.compile(r"\d{4}")
_OR = re.compile(r" ?(?:or|and|/) ?(?:in )?(?:the )?|或|和")
_COMPLETIONS: tuple[tuple[Literal["primary", "study"], re.Pattern[str]], ...] = (
    ("primary", re.compile(r"\bprimary (?:study |trial )?completion|主要(?:终点)?完成|初步完成")),
    ("study", re.compile(r"\b(?:study|trial|overall study|final) completion|研究完成|试验完成")),
)
# Two days with nothing in common: what a statement of unknown date means is what it means on both.
_SOME_DAY, _ANOTHER_DAY = date(1950, 1, 1), date(1953, 8, 18)


def _by(period: Period, said_on: date) -> Period:
    """Give a promise "by 2026" is for that year; "by end of 2026", "by mid-2026" run from the day it was made."""
    return period if _YEAR.fullmatch(period.text) else by(period, said_on)


# In a statement "within 2024" is what is left of it; in a question it is the year.
_OPERATORS: Mapping[str, Operator] = {**OPERATORS, "by": _by, "within": rest_of}


def parse_guidance(text: str, *, said_on: Period | None) -> Period | None:
    """Give the window of a statement such as "late 2025 or early 2026", None if it names none ("near term").

    "By end of", "within" and "later in" run from the first day of `said_on` on; without it they have no
    start, and words that count from that day ("next year", "Q3" without a year) give no window.
    Raises PeriodError for impossible or ambiguous dates, and for several windows in one statement.
    """
    if said_on is not None and said_on.start is not None:
        return _window(text, said_on.start)
    return _undated(text)


def completion_kind(text: str) -> Literal["primary", "study"] | None:
    """Which completion a registry statement is about; each is a series of its own. None: neither is named."""
    said = plain(text).text
    return next((kind for kind, pattern in _COMPLETIONS if pattern.search(said)), None)


def _undated(text: str) -> Period | None:
    one, other = _window(text, _SOME_DAY), _window(text, _ANOTHER_DAY)
    if one is None or other is None or one == other:
        return one
    if one.end is not None and one.end == other.end:
        return spanning(None, one.end)
    return None


def _window(text: str, today: date) -> Period | None:
    said = plain(text).text
    phrases = scan(said, Context(today, operators=_OPERATORS))
    window: Period | None = None
    end = 0
    for phrase in phrases:
        period = _period(phrase)
        if window is not None and not _OR.fullmatch(said, end, phrase.start):
            raise PeriodError(f"That names more than one window ({window}, {period}); give them one at a time.")
        window, end = period if window is None else joined(window, period), phrase.end
    return window


def _period(phrase: Phrase) -> Period:
    if isinstance(phrase.period, PeriodError):
        raise phrase.period
    return phrase.period
