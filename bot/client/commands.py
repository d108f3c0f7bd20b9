"""The commands on Discord: one that works with the prefix and with a slash for each that the language knows."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.ext.commands.parameters import Signature

from bot import spoken
from bot.client import options
from bot.client.facets import Facet
from bot.i18n import speak
from bot.language.commands import COMMANDS, Command

Answer = Callable[[commands.Context[Any], str, Mapping[Facet, str]], Awaitable[None]]
Complete = Callable[[str, str], Awaitable[list[app_commands.Choice[str]]]]

#: The commands whose words are the name of one thing, and so can be completed.
COMPLETED = ("drug", "company", "deal", "trial", "help")


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
    completed: dict[str, str] = {
        each: entity for each, entity in options.COMPLETED.items() if each in options.options_of(command)
    }
    if command.name in COMPLETED:
        completed |= {"words": command.name}
    for option, entity in completed.items():
        hybrid.autocomplete(option)(_choices(complete, entity))
    return hybrid


def _choices(complete: Complete, entity: str) -> Any:  # noqa: ANN401  as the library calls it
    async def choices(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        speak(spoken.chosen(spoken.of_locale(str(interaction.locale))))
        return await complete(entity, current)

    return choices


def _callback(command: Command, answer: Answer) -> Any:  # noqa: ANN401  whatever its signature says
    """Make what runs a command. Its signature is what Discord shows: words, if it takes any, and its options."""
    facets = options.options_of(command)

    async def run(ctx: commands.Context[Any], *, words: str = "", **given: object) -> None:
        chosen = {facet: str(given[facet]) for facet in facets if given.get(facet) is not None}
        await answer(ctx, f"!{command.name} {words}".strip(), chosen)

    taken = [commands.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=commands.Context)]
    if command.words:
        default = "" if command.optional else inspect.Parameter.empty
        taken.append(commands.Parameter("words", inspect.Parameter.KEYWORD_ONLY, annotation=str, default=default))
    shown: Any = run
    shown.__signature__ = Signature([*taken, *options.parameters(facets)])
    if command.words:
        shown = app_commands.describe(words=command.words[:100])(shown)
    return options.described(shown, facets)
