"""Taking in what people write: what is meant for the bot is answered once, and anew when it is corrected soon after."""

from datetime import timedelta
from typing import Any

import discord
from discord.ext import commands

from bot.attachments import tool_of
from bot.client import addressing, languages
from bot.client.base import Base
from bot.client.commands import gives
from bot.client.memory import Question
from bot.client.replies import Replies
from bot.i18n import language, language_of, speak
from bot.language import choosing

#: A message that is edited so soon after it was sent is asked anew.
EDITED_WITHIN = timedelta(minutes=5)


class Messages:
    """Takes messages in."""

    def __init__(self, base: Base, replies: Replies) -> None:
        self._base = base
        self._replies = replies

    async def take(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot, once; other bots and system messages never are."""
        said = message.type in (discord.MessageType.default, discord.MessageType.reply)
        if said and not message.author.bot and not message.webhook_id and self._base.seen.is_new(message.id):
            await self._take(message)

    async def corrected(self, message: discord.Message) -> None:
        """Answer a question anew when it is corrected soon after it was asked; the answer changes in place."""
        question = self._base.questions.get(message.id)
        # Discord also sends this when it has looked at links: the words are the same then.
        if question is None or message.content == question.content:
            return
        if message.edited_at is None or message.edited_at - message.created_at > EDITED_WITHIN:
            return
        async with question.lock:  # the answer before may still be on its way
            question.content = message.content
            await self._take(message, again=True)

    async def _take(self, message: discord.Message, *, again: bool = False) -> None:
        """Answer a message, if it asks for an answer; ``again``: it did before."""
        ctx = await self._base.get_context(message)
        only_gives = ctx.valid and gives(ctx)
        if ctx.valid and again and not only_gives:
            return  # what does something besides answering must not do it twice
        question = None if ctx.valid else self._asks(message)
        if not (ctx.valid or question):
            return
        await languages.listen(self._base, message)
        speak(language_of(ctx.invoked_with or "", language()) if ctx.valid else language())  # !药物 asks in Chinese
        if again:
            await self._serve(ctx, question)
        elif not ctx.valid or only_gives:
            async with self._base.questions.put(message.id, Question(message.content)).lock:
                await self._serve(ctx, question)
        else:
            await self._base.invoke(ctx)

    async def _serve(self, ctx: commands.Context[Any], question: str | None) -> None:
        if question is None:
            await self._base.invoke(ctx)
            return
        asked_for = tool_of(question)
        command: Any = self._base.get_command(asked_for[0]) if asked_for else None
        try:
            if asked_for and command:  # "chart of deals by year"
                await ctx.invoke(command, words=asked_for[1])
            else:
                await self._replies.answer(ctx, question)
        except Exception as error:  # noqa: BLE001  the one place that all errors of questions come to
            speak(language_of(question, language()))
            await self._replies.report(ctx, error)

    def _asks(self, message: discord.Message) -> str | None:
        """Give what a message asks of the bot; a reply to the bot that pings it needs no mention."""
        me = self._base.user.id if self._base.user else 0
        question = addressing.asked(message.content, prefixes=self._base.prefixes, me=me, direct=message.guild is None)
        if question is not None or message.type is not discord.MessageType.reply:
            return None if question and self._is_courtesy(message, question) else question
        pinged = any(user.id == me for user in message.mentions)
        said = message.reference.resolved if message.reference else None
        to_me = isinstance(said, discord.Message) and said.author.id == me
        return message.content.strip() if pinged and to_me and not self._is_courtesy(message, message.content) else None

    def _is_courtesy(self, message: discord.Message, text: str) -> bool:
        """Tell thanks and nods, which nobody wants answered, from the "yes" to a question that the bot asked back."""
        if not addressing.is_courtesy(text):
            return False
        before = self._base.recent.get(message.reference.message_id if message.reference else None)
        before = before or self._base.asking.conversations.before((message.channel.id, message.author.id))
        return before is None or not choosing.agrees(text, before)
