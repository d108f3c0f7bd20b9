"""Ids as Discord makes them: 42 bits of milliseconds since 2015, then a counter; always rising."""

from collections.abc import Callable
from datetime import UTC, datetime

EPOCH = 1_420_070_400  # 2015-01-01T00:00:00Z in Unix seconds

Clock = Callable[[], float]  # Unix seconds


class Snowflakes:
    """Hands out ids that rise even when the clock is set back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        stamp = int((self._clock() - EPOCH) * 1000) << 22
        self._last = max(stamp, self._last + 1)
        return self._last


def iso(seconds: float) -> str:
    """Unix seconds as the ISO timestamp that Discord sends."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
