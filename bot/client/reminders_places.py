"""Where reminders may go: who may set them there, and whether the bot can post there."""

from typing import Any

import discord
from discord.ext import commands

from bot.answers.wording import listed
from bot.client.reminders_sending import missing
from bot.i18n import _
from bot.reminders.errors import RefusedError

_KINDS = (discord.TextChannel, discord.Thread, discord.VoiceChannel, discord.StageChannel)


def target_of(ctx: commands.Context[Any]) -> str:
    """Name the place in which a command was given, as rules name it."""
    return f"dm:{ctx.author.id}" if ctx.guild is None else f"channel:{ctx.channel.id}"


def can_post(channel: Any) -> None:  # noqa: ANN401  any kind of channel
    """Make sure that the bot can post in a channel of a server.

    Raises:
        RefusedError: it cannot; the sentence names the permissions that are missing.
    """
    if not isinstance(channel, _KINDS):
        raise RefusedError(_("reminders go to text channels, threads and direct messages"))
    if channel.guild.me is None:
        raise RefusedError(_("I am not a member of this server: invite me, or use !remind me"))
    lacking = missing(channel.permissions_for(channel.guild.me), is_thread=isinstance(channel, discord.Thread))
    if lacking:
        raise RefusedError(
            _(
                "I cannot post reminders in {channel}: I lack {permissions} there",
                channel=f"#{channel.name}",
                permissions=listed(lacking),
            )
        )


def can_mention(person: Any, channel: Any, number: int) -> None:  # noqa: ANN401  members of a server, or users
    """Make sure that somebody may mention a role in a channel, and that the bot's mention would be heard.

    Raises:
        RefusedError: they may not, or it would not.
    """
    guild: discord.Guild | None = getattr(channel, "guild", None)
    role = guild.get_role(number) if guild else None
    if guild is None or role is None:
        raise RefusedError(_("that role is not of this server"))
    if role.mentionable:
        return
    if not channel.permissions_for(person).mention_everyone:
        raise RefusedError(
            _("you may not mention {role}: that needs the permission to mention all roles", role=role.name)
        )
    if not channel.permissions_for(guild.me).mention_everyone:
        raise RefusedError(
            _("I may not mention {role}: make it mentionable, or let me mention all roles", role=role.name)
        )


async def can_tell(person: discord.User | discord.Member) -> None:
    """Make sure that the bot can write to somebody, by writing.

    Raises:
        RefusedError: it cannot.
    """
    try:
        await person.send(_("Reminders will come here."))
    except discord.Forbidden as error:
        raise RefusedError(_("I cannot write to you: allow direct messages from members of this server")) from error
