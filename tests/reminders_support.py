"""What the tests of reminders on Discord share: the real client on the loopback server, with a clock of the test's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app import Readout
from bot.client.client import ReadoutClient
from bot.reminders.clock import Clock
from db.store import Store
from tests.discord_support import settings
from tests.loopback import ChannelHandle, Person, Server, connect, loopback
from tests.loopback.guilds import GuildHandle
from tests.reminder_worlds import local


class Hand(Clock):
    """A clock that a test sets by hand."""

    __slots__ = ()

    time = "2026-11-01T12:00"

    def now(self) -> Any:
        return local(Hand.time)

    def seconds_until(self, moment: Any) -> float:
        return 60.0 if moment > self.now() else 0.0


@dataclass
class Scene:
    server: Server
    team: GuildHandle
    general: ChannelHandle
    boss: Person
    ana: Person
    store: Store
    client: ReadoutClient

    async def asked(self, text: str, who: Person | None = None, **more: Any) -> str:
        await (who or self.boss).says(self.general, text, **more)
        return (await self.general.next_post()).text

    def at(self, text: str) -> None:
        Hand.time = text
        self.client.get_cog("Reminders").wake()  # type: ignore[union-attr]


@asynccontextmanager
async def scene(path: Path, at: str = "2026-11-01T12:00", **given: Any) -> AsyncIterator[Scene]:
    async with loopback() as server, scene_on(server, path, at, **given) as here:
        yield here
        assert not server.unknown_routes


@asynccontextmanager
async def scene_on(server: Server, path: Path, at: str, **given: Any) -> AsyncIterator[Scene]:
    """The bot for as long as the context lasts, on a server that was there before and stays."""
    Hand.time = at
    team = server.guild("Team")
    general = team.text_channel("general")
    boss = team.member("boss", roles=(team.role("Boss", "manage_channels", "manage_guild"),))
    with Store(path) as store:
        clock = Hand(local(at), 0.0)
        readout = Readout(store, today=lambda: clock.now().date(), clock=clock)
        client = ReadoutClient(readout, settings(**given), guild_ready_timeout=0.05)
        async with connect(client, server):
            yield Scene(server, team, general, boss, team.member("ana"), store, client)


def plain(text: str) -> str:
    return text.replace("\\", "")


def waiting(store: Store) -> float | None:
    """When the post that is put back is to be tried again."""
    with store.read() as db:
        rows = list(db.query("SELECT retry_real FROM reminder_post WHERE state = 'owed'"))
    return rows[0]["retry_real"] if rows else None


def sent(store: Store) -> bool:
    with store.read() as db:
        rows = list(db.query("SELECT state FROM reminder_post"))
    return bool(rows) and all(row["state"] == "sent" for row in rows)
