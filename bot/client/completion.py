"""The names that Discord offers while somebody types one."""

from collections.abc import Iterable, Sequence

from discord import app_commands

from bot.client.items import cut
from bot.i18n import _, word
from bot.language.commands import COMMANDS, FILES, OF_THE_TALK, ON_DISCORD, Command, Tool
from bot.render.markdown import plain
from db.queries.completion import Completion, complete
from db.queries.market import metrics
from db.store import Store

# Discord's limits on choices.
MOST = 25
LONGEST = 100


def choices(store: Store, entity: str, start: str) -> list[app_commands.Choice[str]]:
    """Look up what a beginning may become. Reads the store, so it is called in a thread."""
    if entity == "help":
        known: tuple[Command | Tool, ...] = (*COMMANDS, *FILES, *OF_THE_TALK, *ON_DISCORD)
        return _fitting(start, ((each.name, f"{each.name} · {_(each.summary)}") for each in known))
    with store.read() as db:
        if entity == "metric":
            return _fitting(start, ((metric, word(metric.replace("-", " "))) for metric, _count in metrics(db)))
        return offered(complete(db, entity, start[:LONGEST], MOST))


def _fitting(start: str, labelled: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Offer the values that have in them what was typed, or whose labels do; those that begin so first."""
    typed = start.strip().lstrip("!/").casefold()
    found = [each for each in labelled if typed in each[0].casefold() or typed in each[1].casefold()]
    found.sort(key=lambda each: not each[0].startswith(typed))
    return [app_commands.Choice(name=_short(label), value=value) for value, label in found[:MOST]]


def offered(found: Sequence[Completion]) -> list[app_commands.Choice[str]]:
    """Make choices of them, within Discord's limits; an id too long to be a value is left out."""
    return [
        app_commands.Choice(name=_short(plain(each.label) or each.entity_id), value=each.entity_id)
        for each in found[:MOST]
        if len(each.entity_id) <= LONGEST
    ]


def _short(label: str) -> str:
    return cut(label, LONGEST)
