"""Running the bot on Discord: from the settings to an exit status."""

import asyncio
import contextlib
import logging
import secrets
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date

import aiohttp
import discord
from discord.http import Route

from bot.app import Readout
from bot.client.asking import CONTENT_REFUSED
from bot.client.client import ReadoutClient
from bot.client.logs import logged
from bot.reminders.clock import REAL, Clock
from bot.settings import Settings
from db.store import Store

_log = logging.getLogger(__name__)

_PORTAL = "https://discord.com/developers/applications"
NO_TOKEN = (
    f"DISCORD_TOKEN is not set: put the bot's token, from the Bot page of {_PORTAL}, into the environment or .env"
)
BAD_TOKEN = f"Discord refused DISCORD_TOKEN: make a new token on the Bot page of {_PORTAL} (Reset Token) and set it"
_AUTHENTICATION_FAILED = 4004


def run_discord(settings: Settings, store: Store, *, today: Callable[[], date], clock: Clock = REAL) -> int:
    """Run the bot until it is told to stop (SIGINT, SIGTERM); gives the exit status, 1 if it could not start.

    What keeps it from starting is told in one sentence on standard error.
    """
    token = settings.discord_token
    with logged(settings.log, token.get_secret_value() if token else None):
        return asyncio.run(serve(settings, Readout(store, today=today, clock=clock)))


async def serve(settings: Settings, readout: Readout, *, guild_ready_timeout: float = 2.0) -> int:
    """Do what ``run_discord`` does, in a running loop."""
    if settings.discord_token is None:
        return _failed(NO_TOKEN)
    Route.BASE = settings.discord_api_base
    stop = asyncio.Event()
    with _signals(stop):
        try:
            await _run_with_or_without_content(settings, readout, stop, guild_ready_timeout)
        except Exception as error:  # noqa: BLE001  whatever it is, it ends in a sentence
            return _failed(_reason(error, settings))
    return 0


async def _run_with_or_without_content(
    settings: Settings, readout: Readout, stop: asyncio.Event, guild_ready_timeout: float
) -> None:
    """Run a client; if Discord refuses it the content of messages, say so and run another that does without."""
    for message_content in (True, False):
        client = ReadoutClient(
            readout, settings, message_content=message_content, guild_ready_timeout=guild_ready_timeout
        )
        try:
            return await _run(client, settings, stop)
        except discord.PrivilegedIntentsRequired:
            if not message_content:
                raise
            _log.warning(CONTENT_REFUSED)
    return None


async def _run(client: ReadoutClient, settings: Settings, stop: asyncio.Event) -> None:
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    running = asyncio.create_task(client.start(token))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
    finally:
        await client.close()
        for task in (running, stopping):
            task.cancel()
        await asyncio.gather(running, stopping, return_exceptions=True)


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    caught = (signal.SIGINT, signal.SIGTERM)
    # Windows knows no signal handlers here: Ctrl+C ends the program there by itself.
    with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
        for each in caught:
            loop.add_signal_handler(each, stop.set)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
            for each in caught:
                loop.remove_signal_handler(each)


def _failed(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


#: Why the bot does not run, and what to do; ``{base}`` is where Discord was looked for. The first that fits is said.
REASONS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((discord.LoginFailure,), BAD_TOKEN),
    ((discord.GatewayNotFound,), "{base} names no gateway: check DISCORD_API_BASE, or try again later"),
    ((discord.HTTPException,), "{base} answered with an error: check DISCORD_API_BASE, or try again later"),
    ((discord.ConnectionClosed,), "Discord closed the connection for good: try again later"),
    (
        (aiohttp.ClientError, OSError, TimeoutError),
        "Discord cannot be reached at {base}: check the network, and DISCORD_API_BASE",
    ),
)


def _reason(error: Exception, settings: Settings) -> str:
    if isinstance(error, discord.ConnectionClosed) and error.code == _AUTHENTICATION_FAILED:
        return BAD_TOKEN
    for kinds, sentence in REASONS:
        if isinstance(error, kinds):
            _log.info("the bot stopped: %s", error)
            return sentence.format(base=settings.discord_api_base)
    number = secrets.token_hex(4)
    _log.error("error %s: the bot stopped", number, exc_info=error)
    return f"the bot stopped (error {number}): the log has the reason under that number"
