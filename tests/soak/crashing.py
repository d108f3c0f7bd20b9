"""Reminders under fire: the bot as a process of its own on the loopback server, killed again and again, with faults in between.

`python -m tests.soak.crashing --kills 1000` (or `make soak`) prints what was done and what came of it. Afterwards the
channels hold exactly what the pure plan says: nothing is missing, nothing stands there twice.
"""

import argparse
import asyncio
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.reminders.plan import entries, plan
from db.bundle import open_store
from db.reminders import knowledge, matching, outbox, rules
from db.reminders.models import ALWAYS, Rule
from db.store import Store
from tests.loopback import TOKEN, ChannelHandle, Server, loopback
from tests.reminder_worlds import local, rule

START = "2026-11-20T00:00:00+08:00"
#: Half an hour a second: grace is 144 seconds, more than restarts and retries take together.
SPEED = 1800
POST = "POST /channels/*/messages"
KILLS = ("at random", "request came in", "accepted", "answered")
FAULTS = ("500", "503", "429", "reset", "drop", "hang", "gateway drop", "duplicate event")
_ID = re.compile(r"id ([0-9a-f]{20})-(\d+)")


@dataclass
class Counts:
    """What was done to the bot, and what stood in the channels in the end."""

    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    deliveries: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0

    def __str__(self) -> str:
        def told(counter: Counter[str]) -> str:
            return ", ".join(f"{name} {count}" for name, count in counter.most_common()) or "none"

        return (
            f"{sum(self.kills.values())} kills ({told(self.kills)}); faults: {told(self.faults)}\n"
            f"{self.messages} messages with {self.deliveries} deliveries in {self.seconds:.0f} s: "
            f"{len(self.lost)} lost, {len(self.twice)} twice, {len(self.wrong)} otherwise wrong"
        )


class Run:
    """One run: a store, a server, and a bot that is started as often as it is killed."""

    def __init__(self, server: Server, path: Path, chance: random.Random, *, hangs: bool) -> None:
        self.server = server
        self.path = path
        self.chance = chance
        self.hangs = hangs
        self.counts = Counts()
        self.channels: list[ChannelHandle] = []
        self._bot: asyncio.subprocess.Process | None = None
        self._armed = ""
        self._shot = False
        server.world.listeners.append(self._hear)

    def prepare(self, channels: int = 4) -> None:
        """Set rules for every hour of the day, with many lead times, so that something is due all the time."""
        team = self.server.guild("Team")
        self.channels = [team.text_channel(f"news-{number}") for number in range(channels)]
        with Store(self.path) as store, store.write(who="soak", why="rules") as transaction:
            knowledge.observe(transaction.db, local("2026-11-19T00:00"))
            for hour in range(24):
                rules.add(transaction.db, self._rule(hour, self.channels[hour % channels].id, "Asia/Shanghai"))
            rules.add(transaction.db, self._rule(9, self.channels[0].id, "Asia/Kathmandu"))
            rules.add(transaction.db, self._rule(9, self.channels[0].id, "Asia/Shanghai"))

    def _rule(self, hour: int, channel: int, tz: str) -> Rule:
        leads = tuple(self.chance.sample(range(60), 12))
        return rule(
            target=f"channel:{channel}", leads=leads, at=f"{hour:02}:00", tz=tz, since=local("2026-11-20T00:00")
        )

    async def start(self, clock: str = f"{START}@{SPEED}") -> None:
        """Start the bot."""
        environment = {
            **os.environ,
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_BASE": self.server.api_base,
            "READOUT_LOG": os.environ.get("SOAK_LOG", "error"),
        }
        self._bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "--db", str(self.path), "discord", "--clock", clock, env=environment,
            stderr=None if "SOAK_LOG" in os.environ else asyncio.subprocess.DEVNULL,
        )  # fmt: skip

    async def kill(self, mode: str, within: float) -> None:
        """Kill the bot at a certain kind of moment after it has logged in, or when the time is up."""
        assert self._bot is not None
        self._shot = False
        await self._logged_in()
        if mode == "at random":
            await self._ended(self.chance.uniform(0, within))
        else:
            self._armed = mode
            await self._ended(within)
        self._armed = ""
        if self._bot.returncode is None and not self._shot:
            self.counts.kills["at random"] += 1
            self._bot.kill()
        await self._bot.wait()

    async def _logged_in(self, within: float = 30) -> None:
        begun, end = len(self.server.requests), time.monotonic() + within
        while len(self.server.requests) == begun and time.monotonic() < end:  # noqa: ASYNC110  no event tells
            await asyncio.sleep(0.02)

    async def stop(self) -> None:
        """Ask the bot to leave."""
        assert self._bot is not None
        if self._bot.returncode is None:
            self._bot.terminate()
        await self._bot.wait()

    async def settled(self, within: float = 90) -> None:
        """Wait until the outbox is empty."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            with Store(self.path) as store, store.read() as db:
                if knowledge.planned_until(db) is not None and outbox.next_try(db) is None:
                    return
            await asyncio.sleep(0.3)
        raise AssertionError("the outbox did not empty")

    def disturb(self) -> None:
        """Let something go wrong, or nothing."""
        kind = self.chance.choice((*FAULTS, "", ""))
        if not kind or (kind == "hang" and not self.hangs):
            return
        self.counts.faults[kind] += 1
        acts: dict[str, Any] = {
            "500": lambda: self.server.faults.status(POST, 500),
            "503": lambda: self.server.faults.status(POST, 503, times=2),
            "429": lambda: self.server.faults.rate_limit(POST, 0.3),
            "reset": lambda: self.server.faults.reset(POST),
            "drop": lambda: self.server.faults.drop(POST),
            "hang": lambda: self.server.faults.hang(POST),
            "gateway drop": self.server.gateway.drop,
            "duplicate event": lambda: self.server.gateway.duplicate("MESSAGE_CREATE"),
        }
        acts[kind]()

    def catch_requests(self) -> None:
        """Watch for posts that come in; the kill comes before the server takes them."""

        def came(_: object) -> bool:
            if self._armed == "request came in":
                self._shoot()
            return False

        self.server.faults.status(POST, 500, times=1 << 30, when=came)

    def _hear(self, event: str, data: Any, *_: object) -> None:
        if event != "MESSAGE_CREATE" or not data["author"].get("bot"):
            return
        if self._armed == "accepted":
            self._shoot()
        elif self._armed == "answered":
            asyncio.get_running_loop().call_later(self.chance.uniform(0.001, 0.02), self._shoot)

    def _shoot(self) -> None:
        if self._armed and self._bot is not None and self._bot.returncode is None:
            self.counts.kills[self._armed] += 1
            self._armed = ""
            self._shot = True
            self._bot.send_signal(signal.SIGKILL)

    async def _ended(self, within: float) -> None:
        assert self._bot is not None
        try:
            await asyncio.wait_for(self._bot.wait(), within)
        except TimeoutError:
            return

    # --- what came of it -------------------------------------------------------------------------------------------

    def stopped_clock(self) -> str:
        """Give a clock that stands at the moment up to which the bot has planned."""
        with Store(self.path) as store, store.read() as db:
            until = knowledge.planned_until(db) or local("2026-11-20T00:00")
        return f"{until.isoformat()}@0.001"

    def judge(self) -> Counts:
        """Compare the channels with the pure plan."""
        found = self.counts
        with Store(self.path) as store, store.read() as db:
            until = knowledge.planned_until(db) or ALWAYS
            pairs = [
                (each, line)
                for each in rules.owing(db)
                for line in knowledge.timelines(db, matching.every(db, each, until.date()))
            ]
            planned = {each.entry for each in entries(plan(pairs, ALWAYS, until))}
            rows = list(db.query("SELECT delivery.*, post.message, post.nonce FROM reminder_delivery AS delivery "
                                 "LEFT JOIN reminder_post AS post ON post.id = delivery.post"))  # fmt: skip
        standing = Counter[tuple[str, str]]()
        messages: dict[str, int] = Counter()
        for channel in self.channels:
            for post in channel.posts:
                found.messages += 1
                for embed in post.embeds:
                    match = _ID.search(embed["footer"]["text"])
                    assert match is not None
                    standing[match[1], match[2]] += 1
                messages[str(post.nonce)] += 1
        found.twice += [f"message {nonce}" for nonce, count in messages.items() if count > 1]
        found.twice += [f"entry {key}" for key, count in standing.items() if count > 1]
        self._compare(planned, rows, messages, standing)
        return found

    def _compare(
        self,
        planned: set[tuple[str, str, str, str]],
        rows: list[dict[str, Any]],
        messages: dict[str, int],
        standing: dict[tuple[str, str], int],
    ) -> None:
        found = self.counts
        told: dict[tuple[str, str, str, str], set[object]] = {}
        shown = {(row["nonce"], row["milestone"]) for row in rows if (row["nonce"], str(row["id"])) in standing}
        for row in rows:
            entry = (row["target"], row["milestone"], row["guidance"], row["point"])
            if row["skipped"]:
                found.wrong.append(f"{entry}: skipped, {row['skipped']}")
            elif row["nonce"] not in messages or (row["nonce"], row["milestone"]) not in shown:
                found.lost.append(f"{entry}: not in the channel")
            else:
                told.setdefault(entry, set()).add(row["nonce"])
        found.deliveries = len(told)
        found.twice += [f"{entry}: {nonces}" for entry, nonces in told.items() if len(nonces) > 1]
        found.lost += [f"{entry}: planned" for entry in planned - set(told)]
        found.wrong += [f"{entry}: not planned" for entry in set(told) - planned]
        held = {row["nonce"] for row in rows}
        found.wrong += [f"message {nonce}: not in the store" for nonce in messages if nonce not in held]


async def soak(folder: Path, kills: int, seed: int, *, hangs: bool = True, within: float = 2.5) -> Counts:
    """Start and kill the bot so many times, let it finish, and compare."""
    began = time.monotonic()
    chance = random.Random(seed)
    path = folder / "readout.db"
    if not path.exists():
        open_store(path).close()
    async with loopback() as server:
        run = Run(server, path, chance, hangs=hangs)
        run.prepare()
        for _ in range(kills):
            server.faults.clear()
            run.catch_requests()
            run.disturb()
            await run.start()
            await run.kill(chance.choice(KILLS), within)
        server.faults.clear()
        await run.start(run.stopped_clock())
        await asyncio.sleep(1)
        await run.settled()
        await run.stop()
        counts = run.judge()
    counts.seconds = time.monotonic() - began
    return counts


def main() -> int:
    """Run, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--round", type=int, default=50, help="kills on one store and server")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    bad = done = 0
    while done < asked.kills:
        count = min(asked.round, asked.kills - done)
        folder = Path(tempfile.mkdtemp(prefix="soak-"))
        counts = asyncio.run(soak(folder, count, asked.seed + done))
        done += count
        print(f"[{done}/{asked.kills}] {counts}", flush=True)
        problems = [*counts.lost, *counts.twice, *counts.wrong]
        print(*problems[:20], sep="\n", end="\n" if problems else "", flush=True)
        bad += len(problems)
        if not problems:
            shutil.rmtree(folder)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
