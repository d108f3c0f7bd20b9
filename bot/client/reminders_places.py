"""Where reminders may go: who may set them there, and whether the bot can post there."""

from typing import Any

import discord
from discord.ext import commands

from bot.client.reminders_sending import missing
from bot.reminders.errors import RefusedError
from bot.reminders.service import Place

_KINDS = (discord.TextChannel, discord.Thread, discord.VoiceChannel, discord.StageChannel)


def personal(ctx: commands.Context[Any], tz: str) -> Place:
    """Give the place of somebody's own direct messages."""
    return Place(f"dm:{ctx.author.id}", ctx.author.id, None, tz)


def of_context(ctx: commands.Context[Any], tz: str) -> Place:
    """Give the place in which a command was typed."""
    if ctx.guild is None:
        return personal(ctx, tz)
    return Place(f"channel:{ctx.channel.id}", ctx.author.id, ctx.guild.id, tz)


def can_post(channel: Any) -> None:  # noqa: ANN401  any kind of channel
    """Make sure that the bot can post in a channel of a server.

    Raises:
        RefusedError: it cannot; the sentence names the permissions that are missing.
    """
    if not isinstance(channel, _KINDS):
        raise RefusedError("reminders go to text channels, threads and direct messages")
    lacking = missing(channel.permissions_for(channel.guild.me))
    if lacking:
        raise RefusedError(f"I cannot post reminders in {channel.mention}: I lack {', '.join(lacking)} there")


def can_mention(person: Any, channel: Any, number: int) -> None:  # noqa: ANN401  members of a server, or users
    """Make sure that somebody may mention a role in a channel, and that the bot's mention would be heard.

    Raises:
        RefusedError: they may not, or it would not.
    """
    guild: discord.Guild | None = getattr(channel, "guild", None)
    role = guild.get_role(number) if guild else None
    if guild is None or role is None:
        raise RefusedError("that role is not of this server")
    if role.mentionable:
        return
    if not channel.permissions_for(person).mention_everyone:
        raise RefusedError(f"you may not mention {role.name}: that needs the permission to mention all roles")
    if not channel.permissions_for(guild.me).mention_everyone:
        raise RefusedError(f"I may not mention {role.name}: make it mentionable, or let me mention all roles")


async def can_tell(person: discord.User | discord.Member) -> None:
    """Make sure that the bot can write to somebody, by writing.

    Raises:
        RefusedError: it cannot.
    """
    try:
        await person.send("Reminders will come here.")
    except discord.Forbidden as error:
        raise RefusedError("I cannot write to you: allow direct messages from members of this server") from error
