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


async def post(ctx: commands.Context[Any], page: Page, zone: ZoneInfo) -> discord.Message | None:
    """Answer with a page, in the best way that the channel allows; None if it allows none."""
    refusal: discord.Forbidden | None = None
    for message in _ways(ctx, page, zone):
        try:
            return await ctx.send(**message)
        except discord.Forbidden as error:
            refusal = error
    _log.warning("no permission to answer in channel %s: %s", ctx.channel.id, refusal)
    return None


def _ways(ctx: commands.Context[Any], page: Page, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Give the messages to try, the best first."""
    reply: dict[str, Any] = {}
    if ctx.interaction is None:
        reply = {"reference": ctx.message.to_reference(fail_if_not_exists=False), "mention_author": False}
    if ctx.bot_permissions.embed_links:
        yield {"embeds": drawing.embeds(page, zone), **reply}
    text = {"content": drawing.text(page, zone), "suppress_embeds": True}
    yield {**text, **reply}
    if reply:  # replying needs the permission to read the history
        yield text
