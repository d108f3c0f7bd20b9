"""What the client keeps in mind of what went by: as much as is of use soon, and no more than so many of each."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import discord

_T = TypeVar("_T")


class Recent(Generic[_T]):
    """The last so many things, each by the id of a message."""

    def __init__(self, keep: int = 2000) -> None:
        self._things: OrderedDict[int, _T] = OrderedDict()
        self._keep = keep

    def get(self, number: int | None) -> _T | None:
        """Give what was kept for a message, if it still is."""
        return None if number is None else self._things.get(number)

    def put(self, number: int, thing: _T) -> _T:
        """Keep something for a message; the thing longest kept is forgotten."""
        self._things[number] = thing
        self._things.move_to_end(number)
        if len(self._things) > self._keep:
            self._things.popitem(last=False)
        return thing


@dataclass(slots=True)
class Question:
    """A message that asked something, as it stood, and the bot's answer to it once there is one."""

    content: str
    answer: discord.Message | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Endings:
    """Ends what stands under answers after a while, so that nothing old waits to be pressed."""

    def __init__(self, most: int = 1000) -> None:
        self._timers: OrderedDict[int, asyncio.TimerHandle] = OrderedDict()
        self._running: set[asyncio.Task[None]] = set()
        self._most = most

    def start(self, message: int, seconds: float, end: Callable[[], Awaitable[None]]) -> None:
        """Call ``end`` in so many seconds unless this is called again for the message before."""
        self.stop(message)
        loop = asyncio.get_running_loop()
        self._timers[message] = loop.call_later(seconds, self._run, message, end)
        if len(self._timers) > self._most:  # those end when they are pressed
            self._timers.popitem(last=False)[1].cancel()

    def stop(self, message: int) -> None:
        """Leave a message as it is."""
        if timer := self._timers.pop(message, None):
            timer.cancel()

    def close(self) -> None:
        """Stop all."""
        for message in list(self._timers):
            self.stop(message)
        for task in self._running:
            task.cancel()

    def _run(self, message: int, end: Callable[[], Awaitable[None]]) -> None:
        self._timers.pop(message, None)

        async def ending() -> None:
            await end()

        task = asyncio.get_running_loop().create_task(ending())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
