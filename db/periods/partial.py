"""A date as precise as it was given: a year, a month or a day."""

import re
from datetime import date
from functools import total_ordering
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from db.periods.model import FIRST_YEAR, LAST_YEAR, Period
from db.periods.naming import month_end

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@total_ordering
class PartialDate:
    """An ISO date as precise as it was given: `2025`, `2025-05` or `2025-05-20`; serialises to that string.

    Sorts by the last day that it can mean, then by the first: a thing dated `2025` is known to have happened
    only when 2025 is over. Raises ValueError for anything else.
    """

    __slots__ = ("_span",)
    _span: Period

    def __init__(self, text: str) -> None:
        match = _PARTIAL.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is no date; write 2025, 2025-05 or 2025-05-20")
        year, month, day = (int(part or 1) for part in match.groups())
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"{text!r} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
        try:
            first = date(year, month, day)
        except ValueError:
            raise ValueError(f"{text!r} is not in the calendar") from None
        last = date(year, 12, 31)
        if match[2]:
            last = first if match[3] else month_end(first)
        self._span = Period(start=first, end=last, text=match[0])

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Give the firm date of that day."""
        return cls(day.isoformat())

    @property
    def span(self) -> Period:
        """Give all days that it can mean."""
        return self._span

    @property
    def first(self) -> date:
        """Give the first day that it can mean."""
        assert self._span.start is not None  # noqa: S101 - spans of partial dates are closed
        return self._span.start

    @property
    def last(self) -> date:
        """Give the last day that it can mean."""
        assert self._span.end is not None  # noqa: S101 - spans of partial dates are closed
        return self._span.end

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self._span.is_day

    def __str__(self) -> str:
        return self._span.text

    def __repr__(self) -> str:
        return f"PartialDate({str(self)!r})"

    def __hash__(self) -> int:
        return hash(str(self))

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, PartialDate) else NotImplemented

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.last, self.first) < (other.last, other.first)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        from_text = core_schema.no_info_after_validator_function(cls, core_schema.str_schema())
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), from_text]),
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )
