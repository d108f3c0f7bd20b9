"""What can be done with an answer besides reading on: a button each, under the answers that it suits.

Whoever has such a button (a chart, a file, a calendar) registers it when its extension is loaded.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord

from bot.answers.model import Answer
from bot.language.query import Query

#: So many stand under one answer; the rest of the row is for what the answer brings along.
MOST = 3
_NAME = re.compile(r"[a-z]{1,16}")


@dataclass(frozen=True, slots=True)
class Action:
    """A button under answers.

    ``name`` stands in the button's id, so it is never given to something else. ``run`` gets the press, which nobody has
    responded to yet (three seconds to respond or defer), and the question of the answer as it is shown, filters and all;
    ``readout.answer(query, all_rows=True)`` gives all its rows. Errors that it raises are told like all others.
    """

    name: str
    label: str
    emoji: str
    suits: Callable[[Answer], bool]
    run: Callable[[discord.Interaction[Any], Query], Awaitable[None]]


ACTIONS: dict[str, Action] = {}


def register(action: Action) -> None:
    """Offer an action from now on, instead of one of the same name.

    Raises:
        ValueError: the name cannot stand in a button's id.

    """
    if not _NAME.fullmatch(action.name):
        raise ValueError(f"{action.name!r} is no name for an action: up to 16 small letters")
    ACTIONS[action.name] = action


def suiting(answer: Answer) -> list[Action]:
    """Give the actions that suit an answer, as many as there is room for."""
    return [action for action in ACTIONS.values() if action.suits(answer)][:MOST]
