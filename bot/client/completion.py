"""The names that Discord offers while somebody types one."""

from collections.abc import Sequence

from discord import app_commands

from bot.client.items import cut
from bot.render.markdown import plain
from db.queries.completion import Completion, complete
from db.store import Store

# Discord's limits on choices.
MOST = 25
LONGEST = 100


def choices(store: Store, entity: str, start: str) -> list[app_commands.Choice[str]]:
    """Look up what a beginning may become. Reads the store, so it is called in a thread."""
    with store.read() as db:
        return offered(complete(db, entity, start[:LONGEST], MOST))


def offered(found: Sequence[Completion]) -> list[app_commands.Choice[str]]:
    """Make choices of them, within Discord's limits; an id too long to be a value is left out."""
    return [
        app_commands.Choice(name=_short(plain(each.label) or each.entity_id), value=each.entity_id)
        for each in found[:MOST]
        if len(each.entity_id) <= LONGEST
    ]


def _short(label: str) -> str:
    return cut(label, LONGEST)
