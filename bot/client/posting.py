"""How an answer reaches the channel: as embeds, as text where those are forbidden, else only the log hears of it.

What answers a message that was edited takes the place of the answer before it.
"""

import io
import logging
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord.ext import commands
from discord.ui.select import BaseSelect

from bot.answers.page import Page
from bot.exports import File
from bot.render import discord as drawing

_log = logging.getLogger(__name__)


#: Discord's code for a reply by somebody who may not read the history.
_CANNOT_REPLY = 160002


async def post(
    ctx: commands.Context[Any],
    page: Page,
    zone: ZoneInfo,
    *,
    view: discord.ui.View | None = None,
    instead: discord.Message | None = None,
) -> discord.Message | None:
    """Answer with a page, in the best way that the channel allows; None if it allows none."""
    refusal: discord.HTTPException | None = None
    below = {} if view is None else {"view": view}
    for drawn in _ways(ctx, page, zone):
        try:
            return await _put(ctx, {**drawn, **below}, instead)
        except discord.HTTPException as error:
            if not isinstance(error, discord.Forbidden) and error.code != _CANNOT_REPLY:
                raise
            refusal = error
    _log.warning("no permission to answer in channel %s: %s", ctx.channel.id, refusal)
    return None


async def say(
    ctx: commands.Context[Any], text: str, *, instead: discord.Message | None = None, ephemeral: bool = False
) -> discord.Message:
    """Answer with a sentence; ``ephemeral``: for the person alone, where that can be."""
    said = {"content": drawing.sentence(text), "suppress_embeds": True, "ephemeral": ephemeral, **reply(ctx)}
    return await _put(ctx, said, instead)


async def give(ctx: commands.Context[Any], file: File, *, instead: discord.Message | None = None) -> discord.Message:
    """Answer with a file and the sentence that goes with it."""
    said = {"content": drawing.sentence(file.sentence), "suppress_embeds": True, **reply(ctx)}
    return await _put(ctx, said, instead, file)


def upload(file: File) -> discord.File:
    """Give a file as the library sends it, once."""
    return discord.File(io.BytesIO(file.data), file.name, description=file.sentence[:1000])


def reply(ctx: commands.Context[Any]) -> dict[str, Any]:
    """Give what makes a message a reply that does not ping; nothing where that goes by itself, or is not allowed."""
    if ctx.interaction is not None or not _permissions(ctx).read_message_history:
        return {}
    return {"reference": ctx.message.to_reference(fail_if_not_exists=False), "mention_author": False}


def drawn(page: Page, zone: ZoneInfo, *, as_text: bool = False) -> dict[str, Any]:
    """Draw a page as what an edit puts into a message."""
    if as_text:
        return {"content": drawing.text(page, zone), "embeds": []}
    return {"content": None, "embeds": drawing.embeds(page, zone)}


async def _put(
    ctx: commands.Context[Any], message: dict[str, Any], instead: discord.Message | None, file: File | None = None
) -> discord.Message:
    if instead is not None:
        try:
            return await instead.edit(
                content=message.get("content"),
                embeds=message.get("embeds", []),
                view=message.get("view"),
                attachments=[upload(file)] if file else [],
            )
        except discord.NotFound:  # somebody took the answer away
            _log.debug("answer %s is gone", instead.id)
    return await ctx.send(**message, file=upload(file) if file else discord.utils.MISSING)


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


def disabled(view: discord.ui.View) -> discord.ui.View:
    """Give a view with nothing to press any more."""
    for child in view.children:
        item = child.item if isinstance(child, discord.ui.DynamicItem) else child
        if isinstance(item, discord.ui.Button | BaseSelect):
            item.disabled = True
    return view
