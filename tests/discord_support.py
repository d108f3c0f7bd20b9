"""What the tests of the Discord side share: the bot on a loopback server with one guild, one channel, one person."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from bot.answers.model import Answer
from bot.answers.page import Page
from bot.app import Readout
from bot.client.client import ReadoutClient
from bot.client.run import serve
from bot.language.query import Query
from bot.settings import Settings
from db.store import Store
from tests.loopback import PATIENT, TOKEN, ChannelHandle, Person, Server, connect, loopback

TODAY = date(2026, 11, 22)
NO_PINGS = {"parse": [], "replied_user": False}


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **{"discord_token": SecretStr(TOKEN), "cooldown": "0", **given})


@dataclass
class Scene:
    """A server with a channel and a person in it, and the bot."""

    server: Server
    general: ChannelHandle
    ana: Person
    client: ReadoutClient

    @property
    def me(self) -> str:
        return f"<@{self.server.world.bot.id}>"

    async def asked(self, text: str) -> Any:
        """What the bot posts when Ana says something in the channel."""
        await self.ana.says(self.general, text)
        return await self.general.next_post()


class Scripted(Readout):
    """A Readout whose answers a test decides: a page, or an error to raise, for any question, perhaps late."""

    def __init__(self, store: Store, says: Page | Exception, *, after: float = 0) -> None:
        super().__init__(store, today=lambda: TODAY)
        self.says = says
        self.after = after

    def ask(self, text: str, **_: Any) -> Answer:
        time.sleep(self.after)
        if isinstance(self.says, Exception):
            raise self.says
        return Answer(kind="help", query=Query(kind="help"), page=self.says)


@asynccontextmanager
async def scene(
    path: Path, *, says: Page | Exception | None = None, after: float = 0, **given: Any
) -> AsyncIterator[Scene]:
    """The bot, ready; ``says`` and ``after`` replace its answers, ``given`` are settings."""
    async with loopback() as server:
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        with Store(path) as store:
            readout = Scripted(store, says, after=after) if says else Readout(store, today=lambda: TODAY)
            client = ReadoutClient(readout, settings(**given), guild_ready_timeout=0.05)
            async with connect(client, server):
                yield Scene(server, general, ana, client)
        assert not server.unknown_routes


@contextmanager
def discord_restored() -> Iterator[None]:
    """Let the bot point the library where it wants, and point it back afterwards."""
    rest, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    # Nobody listens there: whoever is not told of the gateway fails
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL("ws://127.0.0.1:9/")
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = rest, gateway


@asynccontextmanager
async def served(server: Server, path: Path, **given: Any) -> AsyncIterator["asyncio.Task[int]"]:
    """The bot as ``readout discord`` runs it, connected; the task's result is its exit status."""
    with discord_restored(), Store(path) as store:
        readout = Readout(store, today=lambda: TODAY)
        chosen = settings(**{"discord_api_base": server.api_base, **given})
        running = asyncio.create_task(serve(chosen, readout, guild_ready_timeout=0.05))
        try:
            await until(lambda: running.done() or bool(server.gateway.sessions))
            yield running
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


def items(post: Any) -> list[dict[str, Any]]:
    """What can be pressed or chosen from under a post, row by row."""
    return [item for row in post.components for item in row["components"]]


def labels(post: Any) -> list[str]:
    """The labels of what stands under a post."""
    return [each for each in post.labels if each]


async def until(true: Callable[[], bool], seconds: float = PATIENT) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  what is waited for knows of no event
            await asyncio.sleep(0.01)
