"""Brings up bots: a process that has everything loaded and forks for each one, so that a start costs little.

The process reads a line of arguments (JSON) at a time, writes the number of the new process, and "ended" when that is gone.
"""

import asyncio
import contextlib
import gc
import json
import os
import signal
import sys
from collections.abc import Mapping
from typing import Self

import bot.cli.run
import bot.client.run


class Bots:
    """Starts and ends bots, one at a time."""

    def __init__(self, nursery: asyncio.subprocess.Process) -> None:
        self._nursery = nursery
        self._bot: int | None = None
        self._ended = asyncio.Event()

    @classmethod
    async def open(cls, environment: Mapping[str, str], *, is_heard: bool = False) -> Self:
        """Load everything once; ``is_heard`` to see what the bots log."""
        nursery = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.soak.nursery",
            env=environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=None if is_heard else asyncio.subprocess.DEVNULL,
        )
        return cls(nursery)

    async def start(self, *arguments: str) -> None:
        """Start a bot."""
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._nursery.stdin.write(f"{json.dumps(arguments)}\n".encode())
        self._bot = int(await self._nursery.stdout.readline())
        self._ended = asyncio.Event()
        self._waiting = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        assert self._nursery.stdout
        await self._nursery.stdout.readline()
        self._bot = None
        self._ended.set()

    def signal(self, number: signal.Signals) -> bool:
        """Send a signal to the bot, if it is there still."""
        if self._bot is None:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._bot, number)
        return True

    async def ended(self, within: float | None = None) -> None:
        """Wait until the bot has ended, or the time is up."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), within)

    async def close(self) -> None:
        """End everything."""
        self.signal(signal.SIGKILL)
        assert self._nursery.stdin
        self._nursery.stdin.close()
        await self._nursery.wait()


def bring_up(arguments: list[str]) -> int:
    """Fork a bot; gives its process number."""
    child = os.fork()
    if child:
        return child
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        bot.cli.run.main(arguments)
    finally:
        os._exit(0)


def main() -> None:
    """Bring up bots for as long as somebody asks for them."""
    gc.freeze()  # what is loaded stays shared
    for line in sys.stdin:
        child = bring_up(json.loads(line))
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
