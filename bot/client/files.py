"""Pictures and files on Discord: the commands, and the buttons under answers. What is in them is made elsewhere."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot import attachments
from bot.answers.model import Answer
from bot.attachments import Tool
from bot.charts import chart_for
from bot.client import actions, languages, publishing
from bot.client.actions import Action
from bot.client.client import ReadoutClient
from bot.client.commands import GIVES
from bot.client.errors import ToldError
from bot.client.posting import reply, upload
from bot.exports import FORMS, File, NoFileError
from bot.exports.naming import Names
from bot.i18n import N_, _, speaking
from bot.language.query import Query
from bot.render.discord import sentence

NO_FILES = N_("I may not attach files here: that needs the permission Attach Files")
TOO_LARGE = N_("that file is larger than this server takes: ask for less, such as one month or one company")
#: Kinds of pictures that can be asked for, and what they are called.
STYLES = {
    "bubbles": N_("Bubbles: deals by day and size"),
    "timeline": N_("Timeline: what comes and what was"),
    "partners": N_("Top partners"),
    "licensors": N_("Top licensors"),
}
_QUESTION = N_("a question, such as: deals 2025 ADC")

Ctx = commands.Context[Any]
Interaction = discord.Interaction[ReadoutClient]
Decorator = Callable[[Callable[..., Awaitable[None]]], Any]
hybrid_command: Callable[..., Decorator] = cast("Any", commands.hybrid_command)
hybrid_group: Callable[..., Decorator] = cast("Any", commands.hybrid_group)


class Files(commands.Cog):
    """!export, !chart, !calendar."""

    def __init__(self, client: ReadoutClient) -> None:
        self.client = client
        self.readout = client.readout
        #: One server's events are put in step by one call at a time, so that none is made twice.
        self._publishing: dict[int, asyncio.Lock] = {}

    async def cog_load(self) -> None:
        """Offer the buttons."""
        for action in (
            Action(
                "chart",
                N_("Chart"),
                "📊",
                self._has_picture,
                self._pressed(attachments.pictured),
            ),
            Action(
                "csv",
                "CSV",
                "📄",
                _has_rows,
                self._pressed(lambda readout, query: attachments.exported(readout, "csv", query)),
            ),
            Action("calendar", N_("Calendar"), "📅", _has_dates, self._pressed(attachments.dated)),
        ):
            actions.register(action)

    async def cog_unload(self) -> None:
        """Take the buttons away."""
        for name in ("chart", "csv", "calendar"):
            actions.ACTIONS.pop(name, None)

    @hybrid_command(
        name="export",
        aliases=["导出", "匯出"],
        description="Any answer as a file: CSV, spreadsheet or JSON",
        extras=GIVES,
    )
    @app_commands.describe(form="what kind of file; CSV if you do not say", words=_QUESTION)
    @app_commands.choices(form=[app_commands.Choice(name=form, value=form) for form in FORMS])
    async def export(self, ctx: Ctx, form: str = "", *, words: str = "") -> None:
        """Give all rows of an answer as a file; who types may leave out the kind of file."""
        await self._give(ctx, "export", f"{form} {words}")

    @hybrid_command(
        name="chart", aliases=["图表", "圖表", "图", "圖"], description="The picture that suits an answer", extras=GIVES
    )
    @app_commands.describe(
        words="a question, such as: deals by quarter", style="one kind of picture; else the one that suits"
    )
    @app_commands.choices(style=[app_commands.Choice(name=name, value=style) for style, name in STYLES.items()])
    async def chart(self, ctx: Ctx, *, words: str = "", style: str = "") -> None:
        """Give the picture of an answer; who types says the kind of picture first."""
        await self._give(ctx, "chart", f"{style} {words}")

    @hybrid_group(
        name="calendar",
        fallback="file",
        aliases=["日历", "日曆"],
        description="Milestones as a calendar file",
        extras=GIVES,
    )
    @app_commands.describe(words="drug, company, period …; nothing: all that is to come")
    async def calendar(self, ctx: Ctx, *, words: str = "") -> None:
        """Give milestones as a calendar."""
        await self._give(ctx, "calendar", words)

    _calendar: Callable[..., Decorator] = calendar.command

    @_calendar(name="publish", description="Keep this server's events in step with firm dates")
    @commands.guild_only()
    async def publish(self, ctx: Ctx) -> None:
        """Create, move and cancel the server's events so that each firm date to come has one."""
        if ctx.guild is None:
            return
        publishing.must_be_allowed(ctx.author, ctx.guild)
        await ctx.defer()
        async with self._publishing.setdefault(ctx.guild.id, asyncio.Lock()):
            with speaking(await languages.of_server(self.client, ctx.guild.id)):  # whoever asks, they stay the same
                entries = await self.client.in_thread(lambda: attachments.expected(self.readout))
            zone = await self.client.in_thread(lambda: self.client.asking.zone(ctx.guild.id if ctx.guild else None))
            text = await publishing.put_in_step(ctx.guild, entries, self.readout.today(), zone)
        await ctx.send(sentence(text), suppress_embeds=True, **reply(ctx))

    def _has_picture(self, answer: Answer) -> bool:
        return len(answer.rows) > 1 and chart_for(answer.query, answer, Names(), self.readout.today()) is not None

    async def _give(self, ctx: Ctx, tool: Tool, words: str) -> None:
        """Make a file beside the loop and send it; without words, of what the person asked last or replies to.

        Raises:
            ToldError: there is nothing to give, or it may not be given here.
            StoreError: the store cannot answer.
            TooFastError: the person has asked too much of late.

        """
        self.client.throttle.take(ctx.author.id)
        if not _may_attach(ctx):
            raise ToldError(_(NO_FILES))
        await ctx.defer()
        before = self.client.replies.before(ctx)

        def make() -> tuple[File, Query]:
            wanted = attachments.wanted(tool, words)
            query = attachments.meant(self.readout, wanted, before)
            return attachments.made(self.readout, wanted, query), query

        made, query = await self._made(make, ctx.guild)
        await self.client.replies.give(ctx, made, query)
        if words.strip():
            self.client.asking.conversations.remember((ctx.channel.id, ctx.author.id), query)

    async def _made(self, make: Callable[[], tuple[File, Query]], guild: discord.Guild | None) -> tuple[File, Query]:
        try:
            made, query = await self.client.in_thread(make)
        except NoFileError as error:
            raise ToldError(str(error)) from error
        if guild is not None and len(made.data) > guild.filesize_limit:
            raise ToldError(_(TOO_LARGE))
        return made, query

    def _pressed(
        self, making: Callable[[Any, Query], File]
    ) -> Callable[[discord.Interaction[Any], Query], Awaitable[None]]:
        async def run(interaction: Interaction, query: Query) -> None:
            if not interaction.app_permissions.attach_files:
                raise ToldError(_(NO_FILES))
            await interaction.response.defer(thinking=True)
            made, _same = await self._made(lambda: (making(self.readout, query), query), interaction.guild)
            sent = await interaction.followup.send(
                sentence(made.sentence), file=upload(made), suppress_embeds=True, wait=True
            )
            self.client.recent.put(sent.id, query)

        return run


def _may_attach(ctx: Ctx) -> bool:
    try:
        return ctx.bot_permissions.attach_files
    except discord.ClientException:  # a thread whose channel is not known yet: trying will tell
        return True


def _has_rows(answer: Answer) -> bool:
    return len(answer.rows) > 1


def _has_dates(answer: Answer) -> bool:
    return any(row.get("type") == "milestone" and row.get("window") for row in answer.rows)


async def setup(client: ReadoutClient) -> None:
    """Add pictures and files to a client."""
    await client.add_cog(Files(client))
