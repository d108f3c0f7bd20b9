"""Setting up a server: the welcome, the guided form of ``!setup``, and ``!settings``."""

import contextlib
import re
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import spoken
from bot.answers.page import Line, Page, Section
from bot.client import errors, guild_words, languages, layout, posting
from bot.client.asked import ANYBODY, Asked
from bot.client.asking import Place
from bot.client.client import ReadoutClient
from bot.client.errors import ToldError, View
from bot.i18n import N_, _, language, speak
from bot.language.query import Query
from db import settings as kept
from db.settings import GuildSettings

NOT_ALLOWED = N_("that needs the permission Manage Server")
NOT_YOURS = N_("this form is for the person who opened it: !setup opens your own")
TRY = ("!deals 2025", "!drug AK112", N_("who paid the largest upfront in 2025?"))
_TITLE = N_("Setting up Readout")


class SetUp(commands.Cog):
    """What concerns a server as a whole."""

    def __init__(self, client: ReadoutClient) -> None:
        self.client = client

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say hello, once, where it can be said."""
        channel = first_channel(guild)
        if channel is None:
            return
        client = self.client
        speak(spoken.chosen(client.settings.language, spoken.of_locale(str(guild.preferred_locale))))
        asked = Asked(asker=ANYBODY, base=Query(kind="clarify", suggestions=_tries(), language=language()))
        place = Place(ANYBODY, channel.id, guild.id)
        ready = await client.in_thread(lambda: client.asking.page(place, asked, welcome()))
        with contextlib.suppress(discord.HTTPException):
            may_embed = channel.permissions_for(guild.me).embed_links
            drawn = posting.drawn(ready.page, ready.zone, as_text=not may_embed)
            await channel.send(**drawn, view=layout.under(ready) or discord.utils.MISSING)

    @commands.hybrid_command(  # type: ignore[arg-type]  # mypy cannot follow the library here
        name="setup", aliases=["设置", "設定", "設置"], description="Set up Readout for this server: a form"
    )
    @commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def setup(self, ctx: commands.Context[Any]) -> None:
        """Open the form."""
        guild = must_manage(ctx.guild, ctx.permissions)
        settings = await self.settings(guild.id)
        drawn = self.drawn(settings, guild)
        await ctx.send(**drawn, view=form(settings, ctx.author.id), ephemeral=True, **posting.reply(ctx))

    @commands.hybrid_command(  # type: ignore[arg-type]  # as above
        name="settings", description="Show or change what this server has set up"
    )
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(name="which setting to change", value="what it shall be")
    @app_commands.choices(name=[app_commands.Choice(name=each, value=each) for each in guild_words.OFFERED])
    async def show(self, ctx: commands.Context[Any], name: str = "", *, value: str = "") -> None:
        """Show the settings, or change one."""
        if ctx.guild is None:
            await self._own_settings(ctx, name, value)
            return
        if name:
            guild = must_manage(ctx.guild, ctx.permissions)
            changed = guild_words.read(name, value, guild)
            await self.change(guild, ctx.author, changed)
            await languages.listen(self.client, ctx)
        settings = await self.settings(ctx.guild.id)
        page = guild_words.page(settings, ctx.guild, self.client.settings.tz)
        await posting.post(ctx, page, self.client.settings.zone)

    async def _own_settings(self, ctx: commands.Context[Any], name: str, value: str) -> None:
        """In a direct message there is one setting: the person's language."""
        if guild_words.NAMES.get(name.casefold()) != "language":
            raise commands.NoPrivateMessage
        cog: Any = self.client.get_cog("Languages")
        await cog.change(ctx, value)

    @show.autocomplete("value")
    async def values(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        """Offer what a setting can be."""
        setting = guild_words.NAMES.get(str(interaction.namespace.name or ""))
        if setting == "language":
            return languages.OFFERED
        found = guild_words.nearest_zones(typed[:60]) if setting == "tz" else []
        return [app_commands.Choice(name=each, value=each) for each in found]

    async def settings(self, guild: int) -> GuildSettings:
        """Read the settings of a server."""

        def look() -> GuildSettings:
            with self.client.readout.store.read() as db:
                return kept.of_guild(db, guild)

        return await self.client.in_thread(look)

    async def change(
        self, guild: discord.Guild, who: discord.abc.User, changed: dict[str, str | int | None]
    ) -> GuildSettings:
        """Change settings of a server."""
        store = self.client.readout.store
        return await self.client.in_thread(lambda: kept.change(store, guild.id, who=f"discord:{who.id}", **changed))

    def drawn(self, settings: GuildSettings, guild: discord.Guild) -> dict[str, Any]:
        """Draw the form's text."""
        page = guild_words.page(settings, guild, self.client.settings.tz, title=_(_TITLE))
        return posting.drawn(page, self.client.settings.zone)

    async def handle(self, interaction: discord.Interaction[Any], what: str, owner: int, values: list[Any]) -> None:
        """Do what somebody chose in the form."""
        guild = must_manage(interaction.guild, interaction.permissions)
        if interaction.user.id != owner:
            raise ToldError(_(NOT_YOURS))
        if what == "tz":
            settings = await self.settings(guild.id)
            await interaction.response.send_modal(ZoneForm(self, owner, settings.tz or self.client.settings.tz))
            return
        if what == "done":
            view = posting.disabled(form(await self.settings(guild.id), owner))
            await interaction.response.edit_message(view=view)
            return
        await self.changed(interaction, owner, {what: _chosen(what, values)})

    async def changed(
        self, interaction: discord.Interaction[Any], owner: int, changed: dict[str, str | int | None]
    ) -> None:
        """Keep a change, and show it in the form."""
        guild = must_manage(interaction.guild, interaction.permissions)
        settings = await self.change(guild, interaction.user, changed)
        await languages.listen(self.client, interaction)  # it may have changed just now
        await interaction.response.edit_message(**self.drawn(settings, guild), view=form(settings, owner))


def _chosen(what: str, values: list[Any]) -> str | int | None:
    """Give the value that was chosen in a menu; None if the choice was taken back."""
    if not values:
        return None
    if what == "channel":
        channel = values[0].resolve()
        if not isinstance(channel, discord.TextChannel):
            raise ToldError(_("the bot does not see that channel: allow it View Channel there"))
        return guild_words.writable(channel)
    return int(values[0].id) if what == "role" else str(values[0])


def must_manage(guild: discord.Guild | None, permissions: discord.Permissions) -> discord.Guild:
    """Make sure that somebody may set up the server; gives the server.

    Raises:
        ToldError: they may not.

    """
    if guild is None or not permissions.manage_guild:
        raise ToldError(_(NOT_ALLOWED))
    return guild


def first_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """Give the first channel that the bot may write in: the one for system messages, else from the top."""
    channels = [channel for channel in (guild.system_channel, *guild.text_channels) if channel is not None]
    for channel in channels:
        may = channel.permissions_for(guild.me)
        if may.view_channel and may.send_messages:
            return channel
    return None


def _tries() -> tuple[str, ...]:
    return tuple(map(_, TRY))


def welcome() -> Page:
    """Write the welcome."""
    tried = tuple(Line(each if each.startswith("!") else f"@Readout {each}") for each in _tries())
    return Page(
        "help",
        _("Readout answers questions about deals, drugs and readouts of China's innovative drugs"),
        (_("In English or Chinese, with sources; in a direct message any text is a question."),),
        (Section(_("Try"), tried),),
        footer=_(
            "{prefix}setup sets language, time zone and the channel for reminders · {prefix}help says what can be asked",
            prefix="!",
        ),
        language=language(),
    )


# --- the form --------------------------------------------------------------------------------------------------


class FormItem(discord.ui.DynamicItem[discord.ui.Item[Any]], template=r"s:(?P<what>[a-z]+):(?P<owner>\d+)"):
    """A menu or a button of the form."""

    def __init__(self, what: str, owner: int, item: Any) -> None:  # noqa: ANN401  menus of several kinds, and buttons
        item.custom_id = f"s:{what}:{owner}"
        super().__init__(item)
        self.what = what
        self.owner = owner

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "FormItem":
        """Make it anew for a press."""
        return cls(match["what"], int(match["owner"]), item)

    async def callback(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand it on."""
        cog = interaction.client.get_cog("SetUp")
        try:
            if interaction.client.seen.is_new(interaction.id):
                await languages.listen(interaction.client, interaction)
                await cog.handle(interaction, self.what, self.owner, list(getattr(self.item, "values", ())))
        except Exception as error:  # noqa: BLE001  the one place that all errors of the form come to
            await errors.report_interaction(interaction, error)


def form(settings: GuildSettings, owner: int) -> View:
    """Lay out the form, with what is set now chosen in it."""
    view = View(timeout=None)
    languages = [
        discord.SelectOption(label=_("Language: {name}", name=_(name)), value=value, default=value == settings.language)
        for value, name in spoken.NAMES.items()
    ]
    channel = [discord.Object(settings.channel)] if settings.channel else []
    role = [discord.Object(settings.role)] if settings.role else []
    items: tuple[tuple[str, int, Any], ...] = (
        ("language", 0, discord.ui.Select(options=languages, placeholder=_("Language"))),
        (
            "channel",
            1,
            discord.ui.ChannelSelect(
                channel_types=[discord.ChannelType.text, discord.ChannelType.news],
                placeholder=_("Channel for reminders"),
                min_values=0,
                default_values=channel,
            ),
        ),
        ("role", 2, discord.ui.RoleSelect(placeholder=_("Role that may edit"), min_values=0, default_values=role)),
        ("tz", 3, discord.ui.Button(label=_("Time zone …"), emoji="🕘")),
        ("done", 3, discord.ui.Button(label=_("Done"), emoji="✅", style=discord.ButtonStyle.primary)),
    )
    for what, row, item in items:
        item.row = row
        view.add_item(FormItem(what, owner, item))
    return view


class ZoneForm(discord.ui.Modal):
    """Asks for a time zone."""

    def __init__(self, cog: SetUp, owner: int, zone: str) -> None:
        super().__init__(title=_("Time zone of this server"), timeout=900)
        self.zone: discord.ui.TextInput[ZoneForm] = discord.ui.TextInput(
            label=_("Time zone"), placeholder="Asia/Shanghai", max_length=60, default=zone
        )
        self.add_item(self.zone)
        self._cog = cog
        self._owner = owner

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Keep it."""
        await languages.listen(self._cog.client, interaction)
        await self._cog.changed(interaction, self._owner, {"tz": guild_words.time_zone(self.zone.value)})

    async def on_error(  # type: ignore[override]  # the library calls it so
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Report it."""
        await errors.report_interaction(interaction, error)


async def setup(client: ReadoutClient) -> None:
    """Add this to the bot."""
    client.add_dynamic_items(FormItem)
    await client.add_cog(SetUp(client))
