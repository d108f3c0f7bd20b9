"""What all that answers on Discord rests on: the connection, Readout behind it, and what is kept in mind of what went by."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Readout
from bot.client import addressing
from bot.client.asking import Asking
from bot.client.memory import Endings, Question, Recent
from bot.client.throttle import Throttle
from bot.language.query import Query
from bot.reminders.outgoing import LONGEST_LIMIT
from bot.settings import Settings

_T = TypeVar("_T")
_THREADS = 4
_QUESTIONS = 500


class Base(commands.AutoShardedBot):
    """A connection to Discord with Readout behind it, which answers nothing yet.

    Without ``message_content``, the privileged intent, only slash commands, mentions and direct messages are seen.
    ``library`` goes to the library as it is.
    """

    def __init__(self, readout: Readout, settings: Settings, *, message_content: bool = True, **library: Any) -> None:  # noqa: ANN401  its own
        self.prefixes = addressing.prefixes(settings.prefix)
        super().__init__(
            command_prefix=addressing.beginnings(self.prefixes),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            intents=discord.Intents(
                guilds=True, guild_messages=True, dm_messages=True, message_content=message_content
            ),
            allowed_mentions=discord.AllowedMentions.none(),
            help_command=None,
            strip_after_prefix=True,
            case_insensitive=True,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=LONGEST_LIMIT,
            **library,
        )
        self.readout = readout
        self.settings = settings
        self.message_content = message_content
        self.seen = addressing.Seen()
        self.throttle = Throttle(settings.cooldown)
        self.asking = Asking(readout, settings.zone, content_refused=not message_content)
        #: What the bot's last messages answer: a reply to one goes on from there.
        self.recent: Recent[Query] = Recent()
        #: Messages that asked something, in case they are corrected.
        self.questions: Recent[Question] = Recent(_QUESTIONS)
        self.endings = Endings()
        self._workers = ThreadPoolExecutor(_THREADS, thread_name_prefix="readout")

    async def close(self) -> None:
        """Leave Discord, and let the answers that are being made run out."""
        self.endings.close()
        await super().close()
        await asyncio.to_thread(self._workers.shutdown, cancel_futures=True)

    def in_thread(self, call: Callable[[], _T]) -> "asyncio.Future[_T]":
        """Do something that blocks, such as reading the store, where it does not hold up the client; it speaks the same language."""
        return asyncio.get_running_loop().run_in_executor(self._workers, copy_context().run, call)
