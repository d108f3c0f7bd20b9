"""The language that people are spoken to on Discord, and ``!language``, by which each sets their own."""

import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import spoken
from bot.client import posting
from bot.client.base import Base
from bot.client.errors import ToldError
from bot.i18n import Language, _
from bot.spoken import CHOICES, NAMES, Choice
from db import settings as kept
from db.errors import StoreError

_log = logging.getLogger(__name__)
#: What menus and completion offer; "auto" is called by what it does.
OFFERED = [app_commands.Choice(name=each if each == "auto" else NAMES[each], value=each) for each in CHOICES]


class Languages(commands.Cog):
    """!language."""

    def __init__(self, client: Base) -> None:
        self.client = client

    @commands.hybrid_command(  # type: ignore[arg-type]  # mypy cannot follow the library here
        name="language",
        aliases=["lang", "语言", "語言"],
        description="The language that you are answered in",
    )
    @app_commands.describe(value="auto, en, zh or zh-TW; leave it out to see what holds")
    @app_commands.choices(value=OFFERED)
    async def language(self, ctx: commands.Context[Any], *, value: str = "") -> None:
        """Show or set one's own language."""
        await self.change(ctx, value)

    async def change(self, ctx: commands.Context[Any], typed: str) -> None:
        """Set a person's language, if one is typed, and tell which holds.

        Raises:
            ToldError: there is no such language.
            StoreError: the store cannot be written.

        """
        choice = spoken.read(typed)
        if typed.strip() and choice is None:
            raise ToldError(_(spoken.REFUSAL))
        own = await self.client.in_thread(lambda: self._own(ctx.author.id, choice))
        if choice is not None:
            await listen(self.client, ctx)
        await posting.say(ctx, said(own), ephemeral=True)

    def _own(self, person: int, choice: Choice | None) -> Choice:
        """Keep what a person has chosen, if anything; gives what holds for them."""
        store = self.client.readout.store
        if choice is not None:
            kept.change_person(store, person, choice, who=f"discord:{person}")
            return choice
        with store.read() as db:
            return kept.of_person(db, person)


def said(own: Choice) -> str:
    """Say which language a person has chosen."""
    if own == "auto":
        return _(
            "You have chosen no language: a question is answered in its own, all else in that of the server or of your Discord."
        )
    return _("Your language is {name}: a question is answered in its own, all else in that.", name=NAMES[own])


async def listen(client: Base, to: commands.Context[Any] | discord.Message | discord.Interaction[Any]) -> None:
    """Speak to somebody in the language that they or their server have chosen, for the rest of this task."""
    asker = to.user if isinstance(to, discord.Interaction) else to.author
    interaction = to.interaction if isinstance(to, commands.Context) else to
    locale = spoken.of_locale(str(interaction.locale)) if isinstance(interaction, discord.Interaction) else "auto"
    guild = to.guild.id if to.guild else None

    def look() -> tuple[Choice, Choice]:
        with client.readout.store.read() as db:
            return kept.of_person(db, asker.id), kept.of_guild(db, guild).language if guild else "auto"

    chosen: tuple[Choice, Choice] = ("auto", "auto")
    try:
        chosen = await client.in_thread(look)
    except StoreError as error:
        _log.warning("the languages chosen cannot be read: %s", error)
    spoken.speak_as_chosen(*chosen, client.settings.language, else_=locale)


async def of_server(client: Base, guild: int) -> Language:
    """Give the language of what stands in a server for all."""

    def look() -> Choice:
        with client.readout.store.read() as db:
            return kept.of_guild(db, guild).language

    return spoken.chosen(await client.in_thread(look), client.settings.language)


async def setup(client: Base) -> None:
    """Add this to the bot."""
    await client.add_cog(Languages(client))
