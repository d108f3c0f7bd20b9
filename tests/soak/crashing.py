"""Reminders under fire: the bot as a process of its own on the loopback server, killed again and again, with faults in between.

Meanwhile facts and rules change. `python -m tests.soak.crashing --kills 1000` (or `make soak`) prints what was done and what came
of it. Afterwards the channels hold exactly what the pure plan says: nothing is missing, nothing stands there twice.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from datetime import datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from typing import Any

from bot.reminders import planner
from bot.reminders.clock import Clock
from bot.reminders.service import Rules
from db.bundle import open_store
from db.filters import MilestoneFilter
from db.reminders import clocks, digests, knowledge, outbox, rules
from db.reminders.digests import Digest
from db.reminders.models import Rule
from db.store import Store
from tests.loopback import TOKEN, ChannelHandle, Server, loopback
from tests.reminder_worlds import rule
from tests.soak.changing import Facts, Words, keep_rules, versions
from tests.soak.counting import Counts
from tests.soak.judging import Judge
from tests.soak.nursery import Bots

START = datetime.fromisoformat("2026-11-20T00:00:00+08:00")
_BEGIN = START - timedelta(seconds=1)
#: Ten minutes a second: grace is 432 seconds, more than restarts and retries take together, also on a busy machine.
SPEED = 600
POST = "POST /channels/*/messages"
KILLS = ("at random", "row written", "row claimed", "request came in", "accepted", "answered")
FAULTS = (
    "500",
    "503",
    "403",
    "429",
    "429 for long",
    "429 everywhere",
    "reset",
    "drop",
    "hang",
    "gateway drop",
    "duplicate event",
)
#: Longer than the library waits for by itself.
_LONG_LIMIT = 35.0
_SECONDS_BETWEEN_CHANGES = 1.0
#: Times of day at which something is posted.
_SLOTS = 144
DAILY = day_time(7, 10)
#: Drugs and companies that rules are about, beside those about everything.
_ABOUT = (
    MilestoneFilter(),
    MilestoneFilter(areas=("oncology",)),
    MilestoneFilter(),
    MilestoneFilter(companies=("akeso",)),
    MilestoneFilter(phases=("3",)),
)


class Run:
    """One run: a store, a server, and a bot that is started as often as it is killed."""

    def __init__(self, server: Server, store: Store, bots: Bots, chance: random.Random) -> None:
        self.server = server
        self.bots = bots
        self.store = store
        self.chance = chance
        self.counts = Counts()
        team = server.guild("Team")
        self.channels = [team.text_channel(f"news-{number}") for number in range(4)]
        self.boss = team.member("boss", roles=(team.role("Boss", "manage_channels"),))
        self.desk = team.text_channel("desk")
        self.words = Words(self.boss, self.desk, self.channels, chance)
        self._prepare()
        self.facts = Facts(store, chance, _BEGIN)
        self._ids = {each.id for each in self.channels}
        self._armed = ""
        self._shot = False
        server.world.listeners.append(self._hear)

    def _prepare(self) -> None:
        """Set rules for every ten minutes of the day, with many lead times, so that something is due all the time."""
        with self.store.write(who="soak", why="rules") as transaction:
            db = transaction.db
            anchor = clocks.anchored(db, START, SPEED, time.time())
            knowledge.observe(db, START - timedelta(days=1))
            for slot in range(_SLOTS):
                tz = "Asia/Kathmandu" if slot % 48 == 47 else "Asia/Shanghai"
                rules.add(db, self._rule(slot, self.channels[slot % len(self.channels)], tz))
            guild = self.channels[0].channel.guild
            assert guild is not None
            for channel in self.channels[:2]:
                target = f"channel:{channel.id}"
                digests.keep(db, Digest(target, self.boss.id, guild.id, None, DAILY, "Asia/Shanghai", START))
            keep_rules(db)
        self.clock = Clock(START, anchor, SPEED, is_made=True)
        planner.tick(self.store, START)

    def _rule(self, slot: int, channel: ChannelHandle, tz: str) -> Rule:
        guild = channel.channel.guild
        assert guild is not None
        return rule(
            target=f"channel:{channel.id}",
            owner=self.boss.id,
            guild=guild.id,
            wanted=_ABOUT[slot // 4 % len(_ABOUT)],
            leads=tuple(self.chance.sample(range(60), 12)),
            at=f"{slot // 6:02}:{slot % 6 * 10:02}",
            tz=tz,
            since=START,
        )

    async def start(self, clock: str = f"{START.isoformat()}@{SPEED}") -> None:
        """Start the bot."""
        await self.bots.start("--db", str(self.store.path), "discord", "--clock", clock)

    async def live_and_die(self, mode: str, within: float) -> None:
        """Let things happen to the bot once it has logged in; kill it at a certain kind of moment, or when the time is up."""
        self._shot = False
        await self.logged_in()
        changing = asyncio.create_task(self._change())
        watching = asyncio.create_task(self._watch(mode))
        if mode == "at random":
            await self.bots.ended(self.chance.uniform(0, within))
        else:
            self._armed = mode
            await self.bots.ended(within)
        self._armed = "at random" if not self._shot else ""
        self._shoot()
        await self.bots.ended()
        for task in (changing, watching):
            task.cancel()
        for failed in await asyncio.gather(changing, watching, return_exceptions=True):
            if isinstance(failed, Exception):
                raise failed

    async def _change(self) -> None:
        """Change facts and rules now and then."""
        while True:
            await asyncio.sleep(self.chance.uniform(0, _SECONDS_BETWEEN_CHANGES))
            if self.chance.random() < 0.6:
                self.facts.change()
            else:
                with self.store.read() as db:
                    there = [row["id"] for row in db.query("SELECT id FROM reminder_rule WHERE state <> 'removed'")]
                await self.words.change(self.chance.choice(there))

    async def _watch(self, mode: str) -> None:
        """Shoot as soon as the store holds a new post, or one that is claimed."""
        watched = {
            "row written": "SELECT max(id) FROM reminder_post",
            "row claimed": "SELECT max(claimed_at) FROM reminder_post",
        }
        if mode not in watched:
            return
        begun = self._look(watched[mode])
        while self._look(watched[mode]) == begun:  # noqa: ASYNC110  no event tells
            await asyncio.sleep(0.004)
        if self._armed == mode:
            self._shoot()

    def _look(self, query: str) -> object:
        with self.store.read() as db:
            return db.execute(query).fetchone()[0]

    async def logged_in(self, within: float = 60) -> None:
        """Wait until the bot has."""
        begun = self.server.gateway.identifies
        end = time.monotonic() + within
        while self.server.gateway.identifies == begun and time.monotonic() < end:  # noqa: ASYNC110  no event tells
            await asyncio.sleep(0.02)

    async def stop(self) -> None:
        """Ask the bot to leave."""
        self.bots.signal(signal.SIGTERM)
        await self.bots.ended()

    async def settled(self, within: float = 300) -> None:
        """Wait until everything is planned and the outbox is empty."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            with self.store.read() as db:
                if (
                    not knowledge.has_news(db)
                    and outbox.next_try(db) is None
                    and not outbox.waiting(db, self._until(db))
                ):
                    return
            await asyncio.sleep(0.3)
        raise AssertionError("the outbox did not empty")

    def disturb(self) -> str:
        """Let something go wrong, or nothing."""
        kind = self.chance.choice((*FAULTS, "", ""))
        if not kind:
            return ""
        self.counts.faults[kind] += 1
        faults = self.server.faults
        acts: dict[str, Any] = {
            "500": lambda: faults.status(POST, 500),
            "503": lambda: faults.status(POST, 503, times=2),
            "403": lambda: faults.status(f"POST /channels/{self.chance.choice(self.channels).id}/messages", 403, 3),
            "429": lambda: faults.rate_limit(POST, 0.3),
            "429 for long": lambda: faults.rate_limit(POST, _LONG_LIMIT),
            "429 everywhere": lambda: faults.rate_limit(POST, 0.5, is_global=True),
            "reset": lambda: faults.reset(POST),
            "drop": lambda: faults.drop(POST),
            "hang": lambda: faults.hang(POST),
            "gateway drop": self.server.gateway.drop,
            "duplicate event": lambda: self.server.gateway.duplicate("MESSAGE_CREATE", 3),
        }
        acts[kind]()
        return kind

    def mend(self) -> None:
        """Resume what a refusal has blocked, as its owner does."""
        service = Rules(self.store, self.clock.now)
        with self.store.read() as db:
            blocked = [each.id for each in rules.owing(db) if each.state == "blocked"]
        for number in blocked:
            service.resume(number, who="soak")

    def catch_requests(self) -> None:
        """Watch for posts that come in; the kill comes before the server takes them."""

        def came(_: object) -> bool:
            if self._armed == "request came in":
                self._shoot()
            return False

        self.server.faults.status(POST, 500, times=1 << 30, when=came)

    def _hear(self, event: str, data: Any, *_: object) -> None:
        if event != "MESSAGE_CREATE" or int(data["channel_id"]) not in self._ids:
            return
        if self._armed == "accepted":
            self._shoot()
        elif self._armed == "answered":
            asyncio.get_running_loop().call_later(self.chance.uniform(0.001, 0.02), self._shoot)

    def _shoot(self) -> None:
        if self._armed and self.bots.signal(signal.SIGKILL):
            self.counts.kills[self._armed] += 1
            self._armed = ""
            self._shot = True

    # --- what came of it -------------------------------------------------------------------------------------------

    def stop_clock(self) -> str:
        """Let the store's clock stand at the moment up to which is planned, and give it."""
        with self.store.write(who="soak", why="clock") as transaction:
            db = transaction.db
            start = self._until(db)
            anchor = time.time()
            held = {"start": start.isoformat(), "speed": 0.001, "anchor": anchor}
            db.execute("UPDATE reminder_state SET clock = ?", [json.dumps(held)])
        self.clock = Clock(start, anchor, 0.001, is_made=True)
        return f"{start.isoformat()}@0.001"

    def _until(self, db: Any) -> datetime:
        return knowledge.planned_until(db) or START

    def judge(self) -> Counts:
        """Compare the channels with the pure plan."""
        self.facts.last()
        self.counts.facts, self.counts.words = self.facts.counts, self.words.counts
        with self.store.read(seconds=60) as db:
            judge = Judge(db, self.facts.history, versions(db, _BEGIN))
        self.counts.verdict = judge.judge(self.channels)
        return self.counts


async def soak(folder: Path, kills: int, seed: int, *, within: float = 2.5, patience: float = 0.1) -> Counts:
    """Start and kill the bot so many times, let it finish, and compare.

    ``patience`` is how often the bot lives long enough to give up on an answer that does not come.
    """
    began = time.monotonic()
    chance = random.Random(seed)
    path = folder / "readout.db"
    if not path.exists():
        open_store(path).close()
    async with loopback() as server:
        with Store(path) as store:
            environment = {
                **os.environ,
                "DISCORD_TOKEN": TOKEN,
                "DISCORD_API_BASE": server.api_base,
                "READOUT_LOG": os.environ.get("SOAK_LOG", "error"),
                "READOUT_COOLDOWN": "0",
            }
            bots = await Bots.open(environment, is_heard="SOAK_LOG" in os.environ)
            run = Run(server, store, bots, chance)
            for _ in range(kills):
                server.faults.clear()
                run.mend()
                if chance.random() < 0.5:
                    run.facts.change()
                run.catch_requests()
                kind = run.disturb()
                await run.start()
                is_patient = kind in ("hang", "429 for long") and chance.random() < patience
                await run.live_and_die(chance.choice(KILLS), 60 if is_patient else within)
            server.faults.clear()
            clock = run.stop_clock()
            run.mend()
            await run.start(clock)
            await run.logged_in()
            await run.settled()
            await run.stop()
            await bots.close()
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
        print(*counts.problems[:20], sep="\n", end="\n" if counts.problems else "", flush=True)
        bad += len(counts.problems)
        if not counts.problems:
            shutil.rmtree(folder)
    print(f"{done} kills in all: {bad} problems", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
