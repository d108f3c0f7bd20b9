"""How reminders reach Discord, and what its refusals mean for them."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import discord

from bot.client.reminders_buttons import buttons
from bot.i18n import N_, speaking
from bot.reminders.delivery import BlockedError, ImpossibleError, RetryError
from bot.reminders.outgoing import Notice, Taken

_log = logging.getLogger(__name__)

#: How many messages back a post is looked for, and how long before its first try.
_SEARCHED = 500
_BEFORE = timedelta(minutes=1)
_UNKNOWN_MESSAGE = 10008
#: For so long the channels' permissions are waited for after a start; without them nobody knows what a look is worth.
_READY_SECONDS = 8.0
_UNREACHABLE = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)


class DiscordSender:
    """Sends posts as messages, with their buttons."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def send(self, taken: Taken) -> int:
        """Send a post; gives the id of the message."""
        try:
            place = await self._place(taken.post.target)
            message = await place.send(**_message(taken))
        except Exception as error:
            raise translated(error, taken.post.target) from error
        return int(message.id)

    async def find(self, taken: Taken) -> int | None:
        """Look for a post among the messages since it was first tried."""
        first = datetime.fromtimestamp(taken.post.first_real or 0, UTC)
        try:
            place = await self._place(taken.post.target)
            async for message in place.history(limit=_SEARCHED, after=first - _BEFORE, oldest_first=True):
                if (
                    self._client.user
                    and message.author.id == self._client.user.id
                    and _is_it(message, taken.post.nonce)
                ):
                    return int(message.id)
            if not taken.nonce_holds:
                await self._can_read(taken.post.target)
        except Exception as error:
            raise translated(error, taken.post.target) from error
        return None

    async def _can_read(self, target: str) -> None:
        """Make sure that what is not found is not there: without the permission Discord shows an empty channel.

        Raises:
            BlockedError: the bot may not read what was posted.
        """
        kind, _, number = target.partition(":")
        if kind == "dm":
            return
        async with asyncio.timeout(_READY_SECONDS):
            await self._client.wait_until_ready()
        channel = self._client.get_channel(int(number))
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return
        if not channel.permissions_for(channel.guild.me).read_message_history:
            raise BlockedError(N_("I may not read the message history there"))

    async def tell(self, notice: Notice) -> None:
        """Tell somebody by direct message, else in the server's channel for reminders; the log has it in any case."""
        _log.warning("telling user %d: %s", notice.person, notice.text)
        try:
            channel = await self._client.create_dm(discord.Object(notice.person))
            await channel.send(notice.text)
        except _UNREACHABLE as error:
            _log.warning("user %d could not be told by direct message: %s", notice.person, error)
            await self._tell_in(notice)

    async def _tell_in(self, notice: Notice) -> None:
        if notice.channel is None:
            return
        try:
            place = self._client.get_partial_messageable(notice.channel)
            await place.send(
                f"<@{notice.person}> {notice.text}",
                allowed_mentions=discord.AllowedMentions(users=[discord.Object(notice.person)]),
            )
        except _UNREACHABLE as error:
            _log.warning("channel %d could not be told either: %s", notice.channel, error)

    async def _place(self, target: str) -> Any:  # noqa: ANN401  either kind of channel, cached or not
        kind, _, number = target.partition(":")
        if kind == "dm":
            return await self._client.create_dm(discord.Object(int(number)))
        return self._client.get_partial_messageable(int(number))


def _message(taken: Taken) -> dict[str, Any]:
    payload = taken.payload
    with speaking(payload["language"]):
        view = buttons(taken.post.id, payload["entries"]) if payload["entries"] else None
    roles = [discord.Object(role) for role in payload["mentions"]]
    message = {
        "content": payload["content"] or None,
        "embeds": [discord.Embed.from_dict(each) for each in payload["embeds"]],
        "nonce": taken.post.nonce,
        "allowed_mentions": discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False),
    }
    return message if view is None else {**message, "view": view}


def _is_it(message: discord.Message, nonce: str) -> bool:
    return any(f"id {nonce}" in (embed.footer.text or "") for embed in message.embeds)


def translated(error: Exception, target: str) -> Exception:  # noqa: PLR0911  one return a meaning
    """Give what an error of the library means for a post."""
    if isinstance(error, BlockedError):
        return error
    if isinstance(error, discord.NotFound) and error.code == _UNKNOWN_MESSAGE:
        return ImpossibleError(N_("it was posted, and deleted in the channel"))
    if isinstance(error, discord.Forbidden):
        return BlockedError(_refusal(target, N_("I may not post there")))
    if isinstance(error, discord.NotFound):
        return BlockedError(_refusal(target, N_("the channel is gone")))
    if isinstance(error, discord.HTTPException) and error.status not in (401, 408, 429) and error.status < 500:
        return ImpossibleError(f"Discord refused it ({error.status}: {error.text[:200]})")
    if isinstance(error, discord.HTTPException):
        return RetryError(f"Discord answered {error.status}", _retry_after(error))
    if isinstance(error, discord.RateLimited):
        return RetryError("Discord asks to wait", error.retry_after)
    if isinstance(error, aiohttp.ClientError | OSError | discord.DiscordException):
        return RetryError(f"no connection ({type(error).__name__})")
    return error


def _refusal(target: str, reason: str) -> str:
    return N_("direct messages are closed") if target.startswith("dm:") else reason


def _retry_after(error: discord.HTTPException) -> float | None:
    headers: Any = getattr(error.response, "headers", {})
    try:
        return float(headers.get("Retry-After", ""))
    except ValueError:
        return None


def missing(permissions: discord.Permissions, *, is_thread: bool = False) -> list[str]:
    """Give the permissions that reminders need in a channel or thread and that are not there."""
    sending = (
        ("Send Messages in Threads", "send_messages_in_threads") if is_thread else ("Send Messages", "send_messages")
    )
    needed = {
        "View Channel": permissions.view_channel,
        sending[0]: getattr(permissions, sending[1]),
        "Embed Links": permissions.embed_links,
        "Read Message History": permissions.read_message_history,
    }
    return [name for name, there in needed.items() if not there]
