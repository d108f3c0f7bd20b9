"""What is said when something went wrong: one sentence, the same way for text, slash commands and components.

An expected error says what to do. An unexpected one gets an id: the sentence quotes it, the log has the trace under it.
"""

import contextlib
import logging
import math
import secrets
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.wording import plural
from bot.client.posting import say as say_in_channel
from bot.client.throttle import TooFastError
from bot.i18n import N_, _
from bot.language.commands import COMMAND_OF
from bot.reminders.errors import RefusedError
from bot.render.discord import sentence
from bot.sentences import told
from db.errors import StoreError

_log = logging.getLogger(__name__)

#: Discord's codes for an interaction that is over: too late, or answered already (an event that came twice).
_OVER = (10015, 10062, 40060)


class MissingWordsError(Exception):
    """A command that needs words was given none."""

    def __init__(self, command: str) -> None:
        super().__init__(_("say which, as in {example}", example=f"!{COMMAND_OF[command].examples[0]}"))


class ToldError(Exception):
    """Something that a person is told in a sentence, and that is no fault of anybody's."""


#: What is said of errors that are expected, the first that fits; None: what the error says itself.
SAYINGS: tuple[tuple[type[Exception], str | None], ...] = (
    (StoreError, None),
    (TooFastError, None),
    (MissingWordsError, None),
    (ToldError, None),
    (RefusedError, None),
    (discord.RateLimited, N_("Discord lets me write again in {seconds}: please try again then")),
    (app_commands.CommandNotFound, N_("that command is not offered any more: reload Discord (Ctrl+R)")),
    (app_commands.CommandSignatureMismatch, N_("that command has changed: reload Discord (Ctrl+R) and try again")),
    (commands.NoPrivateMessage, N_("that is for servers: write it in a channel of one")),
    (app_commands.NoPrivateMessage, N_("that is for servers: write it in a channel of one")),
    (app_commands.CheckFailure, N_("that is not allowed here")),
    (commands.CheckFailure, N_("that is not allowed here")),
    (commands.UserInputError, N_("that could not be read: try !help")),
)


def cause(error: BaseException) -> BaseException:
    """Take an error out of what the library wrapped it in."""
    while isinstance(inner := getattr(error, "original", None), BaseException):
        error = inner
    return error


def saying(error: BaseException, where: str) -> str | None:
    """Give the sentence for an error, None if nothing is to be said; what is unexpected is logged."""
    error = cause(error)
    if isinstance(error, discord.HTTPException) and error.code in _OVER:
        _log.warning("%s: the interaction was over before it was answered (%s)", where, error.code)
        return None
    for kind, sentence_ in SAYINGS:
        if isinstance(error, kind):
            wait = plural(math.ceil(getattr(error, "retry_after", 0)), "second")
            return told(str(error)) if sentence_ is None else _(sentence_, seconds=wait)
    number = secrets.token_hex(4)
    _log.error("error %s: %s", number, where, exc_info=error)
    return _(
        "something went wrong (error {number}): whoever runs this bot finds it in the log under that number",
        number=number,
    )


async def report(
    ctx: commands.Context[Any], error: BaseException, *, instead: discord.Message | None = None
) -> discord.Message | None:
    """Tell of an error on a command or a question, whichever way it came in; gives the message that tells it."""
    if ctx.interaction is not None:
        await report_interaction(ctx.interaction, error)
        return None
    text = saying(error, f"message {ctx.message.id} in channel {ctx.channel.id} by {ctx.author.id}")
    inner = cause(error)
    if text is None or (isinstance(inner, TooFastError) and inner.quiet):
        return None
    with _unsent(f"channel {ctx.channel.id}"):
        return await say_in_channel(ctx, text, instead=instead)
    return None


async def report_interaction(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell of an error on a slash command, a button, a menu or a form; only the person concerned sees it."""
    text = saying(error, f"interaction {interaction.id} in channel {interaction.channel_id} by {interaction.user.id}")
    if text is None or interaction.type is discord.InteractionType.autocomplete:
        return
    with _unsent(f"interaction {interaction.id}"):
        if not interaction.response.is_done():
            await interaction.response.send_message(sentence(text), ephemeral=True, suppress_embeds=True)
            return
        if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            # The message that says "thinking" is seen by all, and what fills it would be too.
            await interaction.delete_original_response()
        await interaction.followup.send(sentence(text), ephemeral=True, suppress_embeds=True)


@contextlib.contextmanager
def _unsent(where: str) -> Iterator[None]:
    try:
        yield
    except discord.HTTPException as error:
        _log.warning("%s: an error could not be told (%s)", where, error)


class View(discord.ui.View):
    """A view whose components report their errors like everything else; base of all views."""

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, item: discord.ui.Item[Any], /
    ) -> None:
        """Report it."""
        _log.debug("in %r", item)
        await report_interaction(interaction, error)
