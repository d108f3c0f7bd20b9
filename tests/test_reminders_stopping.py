"""Scheduler and courier end when they are told to, also while something wakes them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.reminders.clock import REAL
from bot.reminders.delivery import Courier
from bot.reminders.outgoing import Notice, Outgoing, Taken
from bot.reminders.scheduler import Scheduler
from db.store import Store


class Nowhere:
    async def send(self, taken: Taken) -> int:
        raise AssertionError

    async def find(self, taken: Taken) -> int | None:
        raise AssertionError

    async def tell(self, notice: Notice) -> None:
        raise AssertionError


@pytest.mark.parametrize("steps", range(6))
@pytest.mark.parametrize("kind", ["courier", "scheduler"])
async def test_told_to_end_while_being_woken_it_ends(store_path: Path, kind: str, steps: int):
    with Store(store_path) as store, ThreadPoolExecutor(1) as threads:
        courier = Courier(Outgoing(store, REAL, "one"), Nowhere(), threads)
        scheduler = Scheduler(store, REAL, threads, lambda: None)
        running: Courier | Scheduler = courier if kind == "courier" else scheduler
        task = asyncio.create_task(running.run())
        await asyncio.sleep(0.2)
        running.wake()
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait({task}, timeout=20)
        for _ in range(3):  # so that a failure does not hang
            task.cancel()
            await asyncio.sleep(0.1)
        assert done == {task}
