"""The Discord client: it takes in what people ask, in whichever way, and hands it to Readout."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeVar

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket

from bot.answers.model import Answer
from bot.answers.page import Page
from bot.app import Readout
from bot.client import addressing, completion, errors, posting, syncing
from bot.client.commands import build
from bot.client.throttle import Throttle
from bot.settings import Settings

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

#: What the bot needs in a server, and nothing more: to see channels, write there and in threads, embed, attach, read.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
SCOPES = ("bot", "applications.commands")
#: What to do where Discord does not hand out what people write.
CONTENT_REFUSED = (
    'Discord withholds messages that begin with the prefix: switch on "Message Content Intent" on the Bot page of '
    "https://discord.com/developers/applications and restart. Slash commands, mentions and direct messages work "
    "without."
)
#: Modules that add to the bot, each with ``async def setup(bot)``: commands, listeners, actions under answers.
EXTENSIONS: tuple[str, ...] = ()
#: Seconds after which people are shown that their answer is being made; Discord gives an interaction three.
_PATIENCE = 1.0
_COMPLETION_SECONDS = 2.0
_THREADS = 4


class Tree(app_commands.CommandTree["ReadoutClient"]):
    """The slash commands: each interaction is taken once, and errors are reported like all others."""

    async def interaction_check(self, interaction: discord.Interaction["ReadoutClient"], /) -> bool:
        """Let an interaction through unless it came by before."""
        return interaction.client.seen.is_new(interaction.id)

    async def on_error(
        self, interaction: discord.Interaction["ReadoutClient"], error: app_commands.AppCommandError, /
    ) -> None:
        """Report it."""
        await errors.report_interaction(interaction, error)


class ReadoutClient(commands.AutoShardedBot):
    """Readout as a Discord bot.

    Without ``message_content``, the privileged intent, only slash commands, mentions and direct messages are seen.
    ``guild_ready_timeout`` is how many seconds the client waits for more servers before it says that it is ready.
    """

    def __init__(
        self, readout: Readout, settings: Settings, *, message_content: bool = True, guild_ready_timeout: float = 2.0
    ) -> None:
        prefixes = addressing.prefixes(settings.prefix)
        super().__init__(
            command_prefix=commands.when_mentioned_or(*prefixes),
            tree_cls=Tree,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
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
            guild_ready_timeout=guild_ready_timeout,
        )
        self.readout = readout
        self.settings = settings
        self.message_content = message_content
        self.seen = addressing.Seen()
        self._prefixes = prefixes
        self._throttle = Throttle(settings.cooldown)
        self._workers = ThreadPoolExecutor(_THREADS, thread_name_prefix="readout")

    async def setup_hook(self) -> None:
        """Before anything comes in: learn where the gateway is, add the commands, register them if they changed."""
        if self.settings.discord_api_base != Settings.model_fields["discord_api_base"].default:
            # Reconnecting, the library goes to Discord's own gateway unless it is told of another.
            _, url, _ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
        for command in build(self.answer, self.complete):
            self.add_command(command)
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        await syncing.sync(self.tree)

    async def on_ready(self) -> None:
        """Say so in the log. This may come more than once."""
        _log.info("ready as %s in %d servers", self.user, len(self.guilds))
        if not self.guilds and self.application_id:
            invitation = discord.utils.oauth_url(self.application_id, permissions=PERMISSIONS, scopes=SCOPES)
            _log.info("invite the bot to a server: %s", invitation)

    async def close(self) -> None:
        """Leave Discord, and let the answers that are being made run out."""
        await super().close()
        await asyncio.to_thread(self._workers.shutdown, cancel_futures=True)

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a message that is meant for the bot, once; other bots and system messages never are."""
        said = message.type in (discord.MessageType.default, discord.MessageType.reply)
        if not said or message.author.bot or message.webhook_id or not self.seen.is_new(message.id):
            return
        ctx = await self.get_context(message)
        if ctx.valid:
            await self.invoke(ctx)
            return
        me = self.user.id if self.user else 0
        direct = message.guild is None
        question = addressing.asked(message.content, prefixes=self._prefixes, me=me, direct=direct)
        if question:
            await self._answer_or_report(ctx, question)

    async def on_command_error(self, ctx: commands.Context[Any], error: commands.CommandError, /) -> None:
        """Report it."""
        if isinstance(error, commands.MissingRequiredArgument) and ctx.command:
            await errors.report(ctx, errors.MissingWordsError(ctx.command.name, self.settings.prefix))
        else:
            await errors.report(ctx, error)

    async def answer(self, ctx: commands.Context[Any], text: str) -> None:
        """Answer what was asked, wherever it came from.

        Raises:
            TooFastError: the person has asked too much of late.
            StoreError: the store cannot answer.

        """
        self._throttle.take(ctx.author.id)
        answer = await self._patiently(ctx, self._in_thread(lambda: self.readout.ask(text)))
        await posting.post(ctx, self._page(answer), self.settings.zone)

    async def complete(self, entity: str, start: str) -> list[app_commands.Choice[str]]:
        """Offer names for what is being typed; none if that takes too long, for nobody waits."""
        looked_up = self._in_thread(lambda: completion.choices(self.readout.store, entity, start))
        try:
            return await asyncio.wait_for(looked_up, _COMPLETION_SECONDS)
        except TimeoutError:
            return []

    async def _answer_or_report(self, ctx: commands.Context[Any], question: str) -> None:
        try:
            await self.answer(ctx, question)
        except Exception as error:  # noqa: BLE001  the one place that all errors of questions come to
            await errors.report(ctx, error)

    async def _patiently(self, ctx: commands.Context[Any], work: "asyncio.Future[_T]") -> _T:
        """Wait for work, and show that it goes on when it takes long."""
        await asyncio.wait({work}, timeout=_PATIENCE)
        if not work.done():
            with contextlib.suppress(discord.HTTPException):  # if it matters, answering fails for the same reason
                await ctx.typing()  # for an interaction this defers
        return await work

    def _in_thread(self, call: Callable[[], _T]) -> "asyncio.Future[_T]":
        return asyncio.get_running_loop().run_in_executor(self._workers, call)

    def _page(self, answer: Answer) -> Page:
        if answer.kind == "about" and not self.message_content:
            return replace(answer.page, notes=(*answer.page.notes, CONTENT_REFUSED))
        return answer.page
