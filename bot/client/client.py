"""The Discord client: it takes in what people ask, in whichever way, and hands it to whoever answers that."""

import asyncio
import logging
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket

from bot.app import Readout
from bot.client import completion, errors, languages, syncing
from bot.client.base import Base
from bot.client.commands import build
from bot.client.items import Choose, Press
from bot.client.messages import Messages
from bot.client.presses import Presses
from bot.client.replies import Replies
from bot.client.showing import Showing
from bot.client.translating import CatalogueTranslator
from bot.i18n import N_, _
from bot.render.markdown import begin_commands_with
from bot.settings import Settings

_log = logging.getLogger(__name__)

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
    "bot.client.reminders_extension",
    "bot.client.languages",
    "bot.client.setup",
    "bot.client.lookup",
    "bot.client.editing",
    "bot.client.files",
    "bot.client.again",
)
#: Seconds after which a press that nobody knows of is answered nevertheless.
_UNKNOWN_PRESS = 2.0
UNKNOWN_PRESS = N_("this is of an earlier run of the bot and cannot be answered any more: please ask again")
_COMPLETION_SECONDS = 2.0


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


class ReadoutClient(Base):
    """Readout as a Discord bot.

    ``guild_ready_timeout`` is how many seconds the client waits for more servers before it says that it is ready.
    """

    def __init__(
        self, readout: Readout, settings: Settings, *, message_content: bool = True, guild_ready_timeout: float = 2.0
    ) -> None:
        super().__init__(
            readout,
            settings,
            message_content=message_content,
            tree_cls=Tree,
            guild_ready_timeout=guild_ready_timeout,
        )
        self.showing = Showing(self)
        self.presses = Presses(self, self.showing)
        self.replies = Replies(self, self.showing)
        self._messages = Messages(self, self.replies)

    async def setup_hook(self) -> None:
        """Before anything comes in: learn where the gateway is, add the commands, register them if they changed."""
        begin_commands_with(self.settings.prefix)
        if self.settings.discord_api_base != Settings.model_fields["discord_api_base"].default:
            # Reconnecting, the library goes to Discord's own gateway unless it is told of another.
            _, url, _ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
        self.add_dynamic_items(Press, Choose)
        for command in build(self.replies.answer, self.complete):
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

    async def on_message(self, message: discord.Message, /) -> None:
        """Take it in."""
        await self._messages.take(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent, /) -> None:
        """Take the correction in."""
        await self._messages.corrected(payload.message)

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
        await self.replies.report(ctx, error)

    async def complete(self, entity: str, start: str) -> list[app_commands.Choice[str]]:
        """Offer names for what is being typed; none if that takes too long, for nobody waits."""
        looked_up = self.in_thread(lambda: completion.choices(self.readout.store, entity, start))
        try:
            return await asyncio.wait_for(looked_up, _COMPLETION_SECONDS)
        except TimeoutError:
            return []
