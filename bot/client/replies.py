"""Answering commands and questions, whichever way they came in; a corrected one changes the answer that is there."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import discord
from discord.ext import commands

from bot.client import errors, layout, posting
from bot.client.asking import Place, Ready
from bot.client.base import Base
from bot.client.facets import Facet
from bot.client.memory import Question
from bot.client.showing import Showing
from bot.exports import File
from bot.i18n import language, language_of, speaking
from bot.language.commands import COMMAND_OF, TOOL_OF
from bot.language.query import Query

_T = TypeVar("_T")
Ctx = commands.Context[Any]

#: Seconds after which people are shown that their answer is being made; Discord gives an interaction three.
PATIENCE = 1.0


class Replies:
    """Answers whoever asks."""

    def __init__(self, base: Base, showing: Showing) -> None:
        self._base = base
        self._showing = showing

    async def answer(self, ctx: Ctx, text: str, chosen: Mapping[Facet, str] = {}) -> None:
        """Answer what was asked, narrowed by what was chosen; raises as ``make`` does."""
        before = self._replied_to(ctx)
        with speaking(language_of(text, language())):
            self._base.throttle.take(ctx.author.id)
        await self._show(ctx, lambda place: self._base.asking.text(place, text, before=before, chosen=chosen))

    async def make(self, ctx: Ctx, make: Callable[[Place], Ready]) -> None:
        """Answer with what is made in a thread, which is told who asks where.

        Raises:
            TooFastError: the person has asked too much of late.
            StoreError: the store cannot answer.

        """
        self._base.throttle.take(ctx.author.id)
        await self._show(ctx, make)

    async def _show(self, ctx: Ctx, make: Callable[[Place], Ready]) -> None:
        """Show an answer, in place of the one before if its question was corrected."""
        place = place_of(ctx)
        ready = await self._patiently(ctx, self._base.in_thread(lambda: make(place)))
        view = layout.under(ready)
        sent = await posting.post(ctx, ready.page, ready.zone, view=view, instead=self._instead(ctx))
        self._answered(ctx, sent)
        if sent is not None:
            self._showing.shown(sent.id, ready, view, channel=sent.channel.id)

    async def give(self, ctx: Ctx, file: File, query: Query) -> None:
        """Answer with a file of a question; a reply to it goes on from that."""
        sent = await posting.give(ctx, file, instead=self._instead(ctx))
        self._answered(ctx, sent)
        self._base.endings.stop(sent.id)
        self._base.recent.put(sent.id, query)

    async def report(self, ctx: Ctx, error: commands.CommandError | Exception) -> None:
        """Tell of an error."""
        if isinstance(error, commands.MissingRequiredArgument) and ctx.command:
            called = ctx.command.qualified_name
            if called in COMMAND_OF or (called in TOOL_OF and TOOL_OF[called].examples):
                error = errors.MissingWordsError(called)
        told = await errors.report(ctx, error, instead=self._instead(ctx))
        if told:
            self._answered(ctx, told)

    def before(self, ctx: Ctx) -> Query | None:
        """Give the question that somebody goes on from: of the answer replied to, else what they asked last in the channel."""
        return self._replied_to(ctx) or self._base.asking.conversations.before((ctx.channel.id, ctx.author.id))

    def _replied_to(self, ctx: Ctx) -> Query | None:
        said = ctx.message.reference
        return self._base.recent.get(said.message_id if said else None)

    def _question(self, ctx: Ctx) -> Question | None:
        return self._base.questions.get(ctx.message.id) if ctx.interaction is None else None

    def _instead(self, ctx: Ctx) -> discord.Message | None:
        """Give the answer that a corrected question had before."""
        question = self._question(ctx)
        return question.answer if question else None

    def _answered(self, ctx: Ctx, sent: discord.Message | None) -> None:
        if question := self._question(ctx):
            question.answer = sent

    async def _patiently(self, ctx: Ctx, work: "asyncio.Future[_T]") -> _T:
        """Wait for work, and show that it goes on when it takes long."""
        await asyncio.wait({work}, timeout=PATIENCE)
        if not work.done():
            with contextlib.suppress(discord.HTTPException):  # if it matters, answering fails for the same reason
                await ctx.typing()  # for an interaction this defers
        return await work


def place_of(ctx: Ctx) -> Place:
    """Tell who asks where."""
    return Place(ctx.author.id, ctx.channel.id, ctx.guild.id if ctx.guild else None)
