"""Local times as moments. A clock that is put forward or back neither swallows nor repeats a day's post."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=4096)
def instant(day: date, at: time, tz: str) -> datetime:
    """Give the moment of a local time, in UTC.

    A time that the clock jumps over is taken by the clock that was valid before the jump, so it comes as much later as the
    jump is wide; of a time that comes twice the first is meant.
    """
    return datetime.combine(day, at.replace(fold=0), ZoneInfo(tz)).astimezone(UTC)


def local_day(moment: datetime, tz: str) -> date:
    """Give the day of the calendar on which a moment falls."""
    return moment.astimezone(ZoneInfo(tz)).date()
