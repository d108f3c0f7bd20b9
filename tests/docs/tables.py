"""Tables in the documents that the program's own declarations fill, between ``<!-- begin: name -->`` and ``<!-- end -->``."""

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
from discord.ext.commands import CogMeta

from bot import client
from bot.cli.commands import readout
from bot.language.commands import COMMANDS
from db import check, vocabulary
from tests.docs.transcripts import ROOT

_PLACE = re.compile(r"(<!-- begin: (?P<name>\w+) -->\n)(?P<text>.*?)(<!-- end -->)", re.DOTALL)
_SETTING = re.compile(r"(?P<comment>(?:^# .*\n)+)^(?P<name>[A-Z_]+)=(?P<value>.*)$", re.MULTILINE)
_TARGET = re.compile(r"^(?P<name>[a-z]+):.*?## (?P<what>.*)$", re.MULTILINE)


def _table(*rows: Iterable[str]) -> str:
    header, *body = (list(row) for row in rows)
    lines = [header, ["---"] * len(header), *body]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def commands() -> str:
    """Tabulate the commands of the chat."""
    rows = ((f"`!{each.name}`", each.words or "–", each.summary) for each in COMMANDS)
    return _table(("command", "words after it", "answer"), *rows)


def discord() -> str:
    """Tabulate the commands that there are on Discord besides those of the chat."""
    modules = [import_module(each.name) for each in iter_modules(client.__path__, "bot.client.")]
    cogs = [
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, CogMeta) and each.__module__ == module.__name__
    ]
    found = (command for cog in cogs for command in cog.__cog_commands__ if command.parent is None)
    return _table(("command", "what it does"), *((f"`!{each.name}`", each.description) for each in found))


def settings() -> str:
    """Tabulate the settings, as `.env.example` explains them."""
    rows = []
    for found in _SETTING.finditer((ROOT / ".env.example").read_text(encoding="utf-8")):
        meaning = " ".join(line.removeprefix("# ") for line in found["comment"].splitlines())
        rows.append((f"`{found['name']}`", f"`{found['value']}`" if found["value"] else "–", meaning))
    return _table(("variable", "default", "meaning"), *rows)


def targets() -> str:
    """Tabulate what can be made."""
    found = _TARGET.finditer((ROOT / "Makefile").read_text(encoding="utf-8"))
    return _table(("command", "what it does"), *((f"`make {each['name']}`", each["what"]) for each in found))


def programs() -> str:
    """Tabulate the commands of the command line."""
    context = click.Context(readout, info_name="readout")
    rows = []
    for name in readout.list_commands(context):
        command = readout.commands[name]
        words = " ".join(command.collect_usage_pieces(context))
        rows.append((f"`readout {name}{words.removeprefix('[OPTIONS]')}`", command.get_short_help_str(200)))
    return _table(("command", "what it does"), *rows)


def checks() -> str:
    """Tabulate what `readout check` looks for."""
    return _table(("gravity", "looks for"), *((each.severity, each.looks_for) for each in check.CHECKS))


#: What the closed sets of words are about: the command that takes them, the words, and the field of the query they end in.
WORDS: dict[str, tuple[str, object, str]] = {
    "modality": ("deals", vocabulary.Modality, "modalities"),
    "area": ("deals", vocabulary.Area, "areas"),
    "type of deal": ("deals", vocabulary.DealType, "types"),
    "kind of milestone": ("milestones", vocabulary.MilestoneKind, "kinds"),
}


def words() -> str:
    """Tabulate the words that facts are recorded in."""
    rows = ((f"`!{name}`", what, ", ".join(words_of(literal))) for what, (name, literal, _) in WORDS.items())
    return _table(("after", "what", "words"), *rows)


#: Words that narrow nothing down: "other", and what all deals are called.
_WIDE = frozenset({"other", "license"})


def words_of(literal: object) -> list[str]:
    """Give the words of a closed set that narrow an answer down."""
    return [word for word in vocabulary.words(literal) if word not in _WIDE]


TABLES: dict[str, Callable[[], str]] = {
    table.__name__: table for table in (commands, discord, settings, targets, programs, checks, words)
}


def filled(text: str) -> str:
    """Give a document with every table as it should be.

    Raises:
        KeyError: there is no table of a name.
    """
    return _PLACE.sub(lambda found: found[1] + TABLES[found["name"]]() + found[4], text)


def rewrite(file: Path) -> bool:
    """Fill the tables of a document anew; tells whether that changed anything."""
    before = file.read_text(encoding="utf-8")
    after = filled(before)
    file.write_text(after, encoding="utf-8")
    return after != before
