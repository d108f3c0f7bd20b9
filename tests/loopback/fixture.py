"""Context managers for tests: a running server, and a client connected to it."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import discord
import yarl
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import Route

from .pulse import PATIENT
from .server import TOKEN, Server
from .snowflake import Clock


@asynccontextmanager
async def loopback(*, token: str = TOKEN, clock: Clock = time.time, port: int = 0) -> AsyncIterator[Server]:
    """A server that listens as long as the context lasts; if it broke, that is raised at the end.

    It waits longer for a first response than Discord's three seconds, which a busy machine may need; tests that are
    about those set ``server.world.response_window``.
    """
    server = Server(token, clock)
    server.world.response_window = PATIENT
    await server.start(port)
    try:
        yield server
    finally:
        await server.stop()
    if server.errors:
        raise server.errors[0]


@contextmanager
def pointed_at(server: Server) -> Iterator[None]:
    """Point discord.py, in this process, at the server; what it pointed at is restored."""
    rest, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    # A client that is not sharded does not ask /gateway/bot but goes to the default gateway.
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = server.api_base, yarl.URL(server.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = rest, gateway


@asynccontextmanager
async def connect(
    client: discord.Client, server: Server, *, token: str | None = None, within: float = PATIENT
) -> AsyncIterator[discord.Client]:
    """Run a client against the server: ready on entry, closed on exit. Errors of the client are raised here.

    Give the client ``guild_ready_timeout=0.05``, else READY takes two seconds, and override its
    ``before_identify_hook`` where it identifies more than once (shards, op 9), else that takes five.
    """
    with pointed_at(server):
        async with client:
            await client.login(token or server.token)
            running = asyncio.create_task(client.connect())
            ready = asyncio.create_task(client.wait_until_ready())
            try:
                await asyncio.wait([running, ready], timeout=within, return_when=asyncio.FIRST_COMPLETED)
                if running.done():
                    await running
                if not ready.done():
                    raise TimeoutError(f"the client is not ready after {within} s")
                yield client
            finally:
                ready.cancel()
                await client.close()
                await asyncio.gather(running, ready, return_exceptions=True)
                await _heartbeats_ended()


async def _heartbeats_ended() -> None:
    """Let the library's heartbeat threads end before the loop does, which they would call into."""
    for thread in threading.enumerate():
        if isinstance(thread, KeepAliveHandler):
            thread.stop()
            await asyncio.to_thread(thread.join, 5)


async def eventually(condition: Callable[[], object], within: float = PATIENT) -> None:
    """Wait until something holds of the client, which cannot be listened to as the server can."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"it did not happen within {within} s")
        await asyncio.sleep(0.01)
