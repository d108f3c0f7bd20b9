"""The scheduler: it sleeps until something may fall due or something was changed, writes down what is owed, and wakes the courier."""

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import TypeVar

from bot.reminders import planner
from bot.reminders.clock import Clock
from db.store import Store

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

#: Another process writes to the same file without telling: its time stamps are looked at so often. Nothing is read.
_GLANCE_SECONDS = 0.5
#: A machine that was asleep does not wake sleepers; this is how late that may become.
_LONGEST_SLEEP = 600.0
_MISHAP_SECONDS = 2.0


class Scheduler:
    """Plans for as long as it runs; ``wake`` it when rules or facts were changed here."""

    def __init__(self, store: Store, clock: Clock, threads: Executor, then: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._threads = threads
        self._then = then
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Look at the clock and the store at once."""
        self._awake.set()

    async def run(self) -> None:
        """Plan until cancelled."""
        while True:
            self._awake.clear()
            seen = _stamps(self._store.path)
            try:
                pause = await self._round()
            except Exception:  # noqa: BLE001  whatever it is, the next round may work
                _log.exception("reminders could not be planned; trying again")
                pause = _MISHAP_SECONDS
            self._then()
            await self._sleep(min(pause, _LONGEST_SLEEP), seen)

    async def _round(self) -> float:
        now = self._clock.now()
        if await self._in_thread(lambda: planner.is_anything_new(self._store, now)):
            done = await self._in_thread(lambda: planner.tick(self._store, now))
            if done.deliveries:
                _log.info("%d deliveries are due, in %d posts", done.deliveries, done.posts)
        due = await self._in_thread(lambda: planner.next_due(self._store))
        return self._clock.seconds_until(due) + 0.01

    async def _sleep(self, seconds: float, seen: tuple[int, ...]) -> None:
        """Sleep until the time is up, somebody wakes us, or the store was written to."""
        end = asyncio.get_running_loop().time() + seconds
        while (left := end - asyncio.get_running_loop().time()) > 0 and not self._awake.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left, _GLANCE_SECONDS)):  # wait_for may lose a cancellation here
                    await self._awake.wait()
            if _stamps(self._store.path) != seen:
                return

    async def _in_thread(self, call: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)


def _stamps(path: Path) -> tuple[int, ...]:
    """Give what changes when any process writes to a store."""
    found = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        with contextlib.suppress(OSError):
            state = os.stat(file)  # noqa: PTH116  called often
            found += [state.st_mtime_ns, state.st_size]
    return tuple(found)
