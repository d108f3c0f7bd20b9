"""The Discord client: it takes in what people ask, in whichever way, and hands it to Readout."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta
from typing import Any, TypeVar

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket

from bot.app import Readout
from bot.client import addressing, completion, errors, languages, layout, posting, syncing
from bot.client.asking import Asking, Place, Ready
from bot.client.commands import build
from bot.client.items import Choose, Press
from bot.client.memory import Endings, Question, Recent
from bot.client.presses import Presses
from bot.client.throttle import Throttle
from bot.client.translating import CatalogueTranslator
from bot.i18n import N_, _, language, language_of, speak, speaking
from bot.language.commands import COMMAND_OF
from bot.language.query import Query
from bot.reminders.outgoing import LONGEST_LIMIT
from bot.render.markdown import begin_commands_with
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
#: Modules that add to the bot, each with ``async def setup(bot)``: commands, listeners, actions under answers.
EXTENSIONS: tuple[str, ...] = (
    "bot.client.reminders",
    "bot.client.languages",
    "bot.client.setup",
    "bot.client.lookup",
    "bot.client.editing",
    "bot.client.files",
)
#: Seconds after which people are shown that their answer is being made; Discord gives an interaction three.
_PATIENCE = 1.0
#: A message that is edited so soon after it was sent is asked anew.
_EDITED_WITHIN = timedelta(minutes=5)
#: Seconds after which a press that nobody knows of is answered nevertheless.
_UNKNOWN_PRESS = 2.0
UNKNOWN_PRESS = N_("this is of an earlier run of the bot and cannot be answered any more: please ask again")
_COMPLETION_SECONDS = 2.0
_THREADS = 4


class Tree(app_commands.CommandTree["ReadoutClient"]):
    """The slash commands: each interaction is taken once, and errors are reported like all others."""

    async def interaction_check(self, interaction: discord.Interaction["ReadoutClient"], /) -> bool:
        """Let an interaction through unless it came by before, and speak the language of whoever it is from."""
        if not interaction.client.seen.is_new(interaction.id):
            return False
        if interaction.type is discord.InteractionType.application_command:  # while a name is typed nothing is said
            await languages.listen(interaction.client, interaction)
        return True

    async def on_error(
        self, interaction: discord.Interaction["ReadoutClient"], error: app_commands.AppCommandError, /
    ) -> None:
        """Report it."""
        await errors.report_interaction(interaction, error)


def _beginnings(prefixes: Sequence[str]) -> Callable[[commands.Bot, discord.Message], list[str]]:
    """Give what commands may begin with: a mention, a prefix, or both (@Readout !chart …); the longest are tried first."""

    def beginnings(bot: commands.Bot, message: discord.Message) -> list[str]:
        mentions = [mention.strip() for mention in commands.when_mentioned(bot, message)]
        both = [f"{mention}{blank}{prefix}" for mention in mentions for prefix in prefixes for blank in ("", " ")]
        return [*both, *mentions, *prefixes]

    return beginnings


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
            command_prefix=_beginnings(prefixes),
            tree_cls=Tree,
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
            guild_ready_timeout=guild_ready_timeout,
        )
        self.readout = readout
        self.settings = settings
        self.message_content = message_content
        self.seen = addressing.Seen()
        self._prefixes = prefixes
        self.throttle = Throttle(settings.cooldown)
        self.asking = Asking(readout, settings.zone, content_refused=not message_content)
        self.presses = Presses(self)
        #: What the bot's last messages answer: a reply to one goes on from there.
        self.recent: Recent[Query] = Recent()
        self.endings = Endings()
        self._questions: Recent[Question] = Recent(500)
        self._workers = ThreadPoolExecutor(_THREADS, thread_name_prefix="readout")

    async def setup_hook(self) -> None:
        """Before anything comes in: learn where the gateway is, add the commands, register them if they changed."""
        begin_commands_with(self.settings.prefix)
        if self.settings.discord_api_base != Settings.model_fields["discord_api_base"].default:
            # Reconnecting, the library goes to Discord's own gateway unless it is told of another.
            _, url, _ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
        self.add_dynamic_items(Press, Choose)
        for command in build(self.answer, self.complete):
            self.add_command(command)
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        await self.tree.set_translator(CatalogueTranslator())
        await syncing.sync(self.tree)

    async def on_ready(self) -> None:
        """Say so in the log. This may come more than once."""
        _log.info("ready as %s in %d servers", self.user, len(self.guilds))
        if not self.guilds and self.application_id:
            invitation = discord.utils.oauth_url(self.application_id, permissions=PERMISSIONS, scopes=SCOPES)
            _log.info("invite the bot to a server: %s", invitation)

    async def close(self) -> None:
        """Leave Discord, and let the answers that are being made run out."""
        self.endings.close()
        await super().close()
        await asyncio.to_thread(self._workers.shutdown, cancel_futures=True)

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a message that is meant for the bot, once; other bots and system messages never are."""
        said = message.type in (discord.MessageType.default, discord.MessageType.reply)
        if not said or message.author.bot or message.webhook_id or not self.seen.is_new(message.id):
            return
        await self._take(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent, /) -> None:
        """Answer a question anew when it is corrected soon after it was asked; the answer changes in place."""
        message = payload.message
        question = self._questions.get(message.id)
        # Discord also sends this when it has looked at links: the words are the same then.
        if question is None or message.content == question.content:
            return
        if message.edited_at is None or message.edited_at - message.created_at > _EDITED_WITHIN:
            return
        async with question.lock:  # the answer before may still be on its way
            question.content = message.content
            await self._take(message, again=True)

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """See to it that no press and no form is left without an answer, such as those of an earlier run."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        await asyncio.sleep(_UNKNOWN_PRESS)
        if not interaction.response.is_done():
            await languages.listen(self, interaction)
            await errors.report_interaction(interaction, errors.ToldError(_(UNKNOWN_PRESS)))

    async def on_command_error(self, ctx: commands.Context[Any], error: commands.CommandError, /) -> None:
        """Report it."""
        if isinstance(error, commands.MissingRequiredArgument) and ctx.command and ctx.command.name in COMMAND_OF:
            await self._report(ctx, errors.MissingWordsError(ctx.command.name))
        else:
            await self._report(ctx, error)

    async def answer(self, ctx: commands.Context[Any], text: str) -> None:
        """Answer what was asked, wherever it came from.

        Raises:
            TooFastError: the person has asked too much of late.
            StoreError: the store cannot answer.

        """
        with speaking(language_of(text, language())):
            self.throttle.take(ctx.author.id)
        place = Place(ctx.author.id, ctx.channel.id, ctx.guild.id if ctx.guild else None)
        before = self._replied_to(ctx)
        ready = await self._patiently(ctx, self.in_thread(lambda: self.asking.text(place, text, before=before)))
        await self.show(ctx, ready)

    def before(self, ctx: commands.Context[Any]) -> Query | None:
        """Give the question that somebody goes on from: of the answer replied to, else what they asked last in the channel."""
        return self._replied_to(ctx) or self.asking.conversations.before((ctx.channel.id, ctx.author.id))

    def _replied_to(self, ctx: commands.Context[Any]) -> Query | None:
        said = ctx.message.reference
        return self.recent.get(said.message_id if said else None)

    async def show(self, ctx: commands.Context[Any], ready: Ready) -> None:
        """Show an answer, in place of the one before if its question was corrected."""
        view = layout.under(ready)
        question = self._question(ctx)
        instead = question.answer if question else None
        sent = await posting.post(ctx, ready.page, ready.zone, view=view, instead=instead)
        if question:
            question.answer = sent
        if sent is not None:
            self.presses.shown(sent.id, ready, view, channel=sent.channel.id)

    async def complete(self, entity: str, start: str) -> list[app_commands.Choice[str]]:
        """Offer names for what is being typed; none if that takes too long, for nobody waits."""
        looked_up = self.in_thread(lambda: completion.choices(self.readout.store, entity, start))
        try:
            return await asyncio.wait_for(looked_up, _COMPLETION_SECONDS)
        except TimeoutError:
            return []

    async def _take(self, message: discord.Message, *, again: bool = False) -> None:
        """Answer a message, if it asks for an answer; ``again``: it did before."""
        ctx = await self.get_context(message)
        known = ctx.command is not None and ctx.command.name in COMMAND_OF
        if ctx.valid and again and not known:
            return  # what is no question may have done something, and must not do it twice
        question = None if ctx.valid else self._asks(message)
        if not (ctx.valid or question):
            return
        await languages.listen(self, message)
        speak(language_of(ctx.invoked_with or "", language()) if ctx.valid else language())  # !药物 asks in Chinese
        if again:
            await self._serve(ctx, question)
        elif not ctx.valid or known:
            async with self._questions.put(message.id, Question(message.content)).lock:
                await self._serve(ctx, question)
        else:
            await self.invoke(ctx)

    async def _serve(self, ctx: commands.Context[Any], question: str | None) -> None:
        if question is None:
            await self.invoke(ctx)
            return
        try:
            await self.answer(ctx, question)
        except Exception as error:  # noqa: BLE001  the one place that all errors of questions come to
            speak(language_of(question, language()))
            await self._report(ctx, error)

    def _asks(self, message: discord.Message) -> str | None:
        """Give what a message asks of the bot; a reply to the bot that pings it needs no mention."""
        me = self.user.id if self.user else 0
        question = addressing.asked(message.content, prefixes=self._prefixes, me=me, direct=message.guild is None)
        if question is not None or message.type is not discord.MessageType.reply:
            return None if question and addressing.is_courtesy(question) else question
        pinged = any(user.id == me for user in message.mentions)
        said = message.reference.resolved if message.reference else None
        to_me = isinstance(said, discord.Message) and said.author.id == me
        return message.content.strip() if pinged and to_me and not addressing.is_courtesy(message.content) else None

    async def _report(self, ctx: commands.Context[Any], error: BaseException) -> None:
        question = self._question(ctx)
        told = await errors.report(ctx, error, instead=question.answer if question else None)
        if question and told:
            question.answer = told

    def _question(self, ctx: commands.Context[Any]) -> Question | None:
        return self._questions.get(ctx.message.id) if ctx.interaction is None else None

    async def _patiently(self, ctx: commands.Context[Any], work: "asyncio.Future[_T]") -> _T:
        """Wait for work, and show that it goes on when it takes long."""
        await asyncio.wait({work}, timeout=_PATIENCE)
        if not work.done():
            with contextlib.suppress(discord.HTTPException):  # if it matters, answering fails for the same reason
                await ctx.typing()  # for an interaction this defers
        return await work

    def in_thread(self, call: Callable[[], _T]) -> "asyncio.Future[_T]":
        """Do something that blocks, such as reading the store, where it does not hold up the client; it speaks the same language."""
        return asyncio.get_running_loop().run_in_executor(self._workers, copy_context().run, call)
