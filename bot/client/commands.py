"""The commands on Discord: one that works with the prefix and with a slash for each that the language knows."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.language.commands import COMMANDS, Command

Answer = Callable[[commands.Context[Any], str], Awaitable[None]]
Complete = Callable[[str, str], Awaitable[list[app_commands.Choice[str]]]]

#: The commands whose words are the name of one thing, and so can be completed.
COMPLETED = ("drug", "company", "deal", "trial")


#: Marks a command that gives something and does nothing else: it may be run anew when its message is corrected.
GIVES = {"gives": True}


def gives(ctx: commands.Context[Any]) -> bool:
    """Tell whether the command that a message begins with only gives something."""
    command = ctx.command
    if isinstance(command, commands.Group):  # the library has not looked further than the first word yet
        word, *_ = [*ctx.view.buffer[ctx.view.index :].split(maxsplit=1), ""]
        command = command.all_commands.get(word.casefold(), command)
    return command is not None and command.extras == GIVES


def build(answer: Answer, complete: Complete) -> list[commands.HybridCommand[Any, ..., Any]]:
    """Make the commands; ``answer`` gets what was asked as text, ``complete`` what kind of thing and its beginning."""
    return [_hybrid(command, answer, complete) for command in COMMANDS]


def _hybrid(command: Command, answer: Answer, complete: Complete) -> commands.HybridCommand[Any, ..., Any]:
    hybrid: commands.HybridCommand[Any, ..., Any] = commands.HybridCommand(
        _callback(command, answer),
        name=command.name,
        description=command.summary[:100],
        aliases=list(command.aliases),
        extras=GIVES,
    )
    if command.name in COMPLETED:

        async def choices(_: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
            return await complete(command.name, current)

        hybrid.autocomplete("words")(choices)
    return hybrid


def _callback(command: Command, answer: Answer) -> Any:  # noqa: ANN401  one of three signatures
    """Make what runs a command. Its signature is what Discord shows, so there is one for each way of taking words."""
    words_are = app_commands.describe(words=command.words[:100])

    async def without(ctx: commands.Context[Any]) -> None:
        await answer(ctx, f"!{command.name}")

    @words_are
    async def may_have(ctx: commands.Context[Any], *, words: str = "") -> None:
        await answer(ctx, f"!{command.name} {words}".strip())

    @words_are
    async def needs(ctx: commands.Context[Any], *, words: str) -> None:
        await answer(ctx, f"!{command.name} {words}")

    if not command.words:
        return without
    return may_have if command.optional else needs
