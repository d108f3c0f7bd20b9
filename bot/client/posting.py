"""How an answer reaches the channel: as embeds, as text where those are forbidden, else only the log hears of it."""

import logging
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord.ext import commands

from bot.answers.page import Page
from bot.render import discord as drawing

_log = logging.getLogger(__name__)


#: Discord's code for a reply by somebody who may not read the history.
_CANNOT_REPLY = 160002


async def post(ctx: commands.Context[Any], page: Page, zone: ZoneInfo) -> discord.Message | None:
    """Answer with a page, in the best way that the channel allows; None if it allows none."""
    refusal: discord.HTTPException | None = None
    for message in _ways(ctx, page, zone):
        try:
            return await ctx.send(**message)
        except discord.HTTPException as error:
            if not isinstance(error, discord.Forbidden) and error.code != _CANNOT_REPLY:
                raise
            refusal = error
    _log.warning("no permission to answer in channel %s: %s", ctx.channel.id, refusal)
    return None


def reply(ctx: commands.Context[Any]) -> dict[str, Any]:
    """Give what makes a message a reply that does not ping; nothing where that goes by itself, or is not allowed."""
    if ctx.interaction is not None or not _permissions(ctx).read_message_history:
        return {}
    return {"reference": ctx.message.to_reference(fail_if_not_exists=False), "mention_author": False}


def _ways(ctx: commands.Context[Any], page: Page, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Give the messages to try, the best first."""
    to_question = reply(ctx)
    if _permissions(ctx).embed_links:
        yield {"embeds": drawing.embeds(page, zone), **to_question}
    text = {"content": drawing.text(page, zone), "suppress_embeds": True}
    yield {**text, **to_question}
    if to_question:
        yield text


def _permissions(ctx: commands.Context[Any]) -> discord.Permissions:
    try:
        return ctx.bot_permissions
    except discord.ClientException:  # a thread whose channel is not known yet: trying will tell
        return discord.Permissions.all()
