"""Periods: what people and companies mean by "H2 2026", "last 90 days" or 年底前, as first and last days.

`docs/periods.md` lists the phrases and what the vague words mean. The clock is passed in, never read.
"""

from db.periods.guidance import completion_kind, parse_guidance
from db.periods.model import Found, Period, PeriodError
from db.periods.partial import PartialDate
from db.periods.phrases import find_periods, parse_period
from db.periods.vague import MEANINGS, Meaning

__all__ = [
    "MEANINGS",
    "Found",
    "Meaning",
    "PartialDate",
    "Period",
    "PeriodError",
    "completion_kind",
    "find_periods",
    "parse_guidance",
    "parse_period",
]
