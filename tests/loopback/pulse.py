"""Waiting for something to become true in the world, without polling."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

#: Seconds that a test waits for what should come at once: a machine that is busy with something else is no fault of the bot's.
PATIENT = 30.0


class Pulse:
    """Wakes everybody who waits whenever the world changes."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def beat(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def until(self, look: Callable[[], T | None], within: float) -> T | None:
        """The first value other than None that ``look`` gives ``within`` so many seconds, else None."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while (found := look()) is None:
            left = deadline - loop.time()
            if left <= 0:
                return None
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.add(future)
            await asyncio.wait([future], timeout=left)
            self._waiting.discard(future)
        return found
