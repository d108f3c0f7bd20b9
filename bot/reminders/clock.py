"""The clock that reminders go by: the real one, or one made for demonstrations and tests that runs faster."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from db.reminders import clocks
from db.store import Store

_MADE = re.compile(r"(?P<start>[^@]+)@(?P<speed>\d+(?:\.\d+)?)")
_FASTEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Clock:
    """``start`` was the time at ``anchor`` (Unix seconds), and it goes ``speed`` times as fast as real time."""

    start: datetime
    anchor: float
    speed: float = 1.0
    is_made: bool = False

    def now(self) -> datetime:
        """Give the time, in UTC."""
        if not self.is_made:
            return datetime.now(UTC)
        return datetime.fromtimestamp(self.start.timestamp() + (time.time() - self.anchor) * self.speed, UTC)

    def seconds_until(self, moment: datetime) -> float:
        """Give for how many real seconds to wait for a moment; nothing if it has passed."""
        return max((moment - self.now()).total_seconds() / self.speed, 0.0)


REAL = Clock(datetime.fromtimestamp(0, UTC), 0.0)


def parse(text: str) -> tuple[datetime, float]:
    """Read a made clock such as 2026-11-01T08:59:50+08:00@60.

    Raises:
        ValueError: it is none; the error says how to write one.
    """
    match = _MADE.fullmatch(text.strip())
    try:
        start = datetime.fromisoformat(match["start"]) if match else None
    except ValueError:
        start = None
    if match is None or start is None or start.tzinfo is None or not 0 < float(match["speed"]) <= _FASTEST:
        raise ValueError(
            "write a time with its offset, and how many times as fast, such as 2026-11-01T08:59:50+08:00@60"
        )
    return start, float(match["speed"])


def made(store: Store, start: datetime, speed: float) -> Clock:
    """Make a clock, or go on with the same one where it is by now if the store has it already."""
    with store.write(who="reminders", why="clock") as transaction:
        anchor = clocks.anchored(transaction.db, start, speed, time.time())
    return Clock(start, anchor, speed, is_made=True)
