"""The options of slash commands besides words: the same that the menus under a list offer, by the same names."""

import inspect
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from discord import app_commands
from discord.ext import commands

from bot.answers.wording import KIND_NAMES
from bot.client.errors import ToldError
from bot.client.facets import FACETS_OF, SORTS, STATES, Facet
from bot.i18n import N_, _
from bot.language.commands import Command
from db import names, vocabulary
from db.connection import Connection
from db.queries import market

#: What Discord shows of each option.
DESCRIBED: Mapping[Facet, str] = {
    "sort": N_("in which order"),
    "year": N_("of one year, such as 2025"),
    "modality": N_("of one modality"),
    "partner": N_("the partner who takes the rights: any of its names"),
    "kind": N_("of one kind"),
    "phase": N_("of one phase"),
    "state": N_("expected, overdue or reached"),
    "metric": N_("of one metric"),
    "record": N_("of one kind of record"),
}
#: What can be chosen: value and name.
CHOICES: Mapping[Facet, Sequence[tuple[str, str]]] = {
    "sort": tuple(SORTS.items()),
    "modality": tuple((each, each) for each in get_args(vocabulary.Modality)),
    "kind": tuple((each, KIND_NAMES.get(each, each)) for each in get_args(vocabulary.MilestoneKind)),
    "phase": tuple((each, each) for each in ("1", "1/2", "2", "2/3", "3")),
    "state": tuple(STATES.items()),
    "record": tuple((each, each) for each in ("drug", "company", "deal", "trial", "milestone")),
}
#: What is completed while it is typed, and as the name of what.
COMPLETED: Mapping[Facet, str] = {"partner": "company", "metric": "metric"}
_Year = app_commands.Range[int, 1950, 2090]


def options_of(command: Command) -> tuple[Facet, ...]:
    """Give the options of a command; comparable deals have an order of their own."""
    facets = tuple(facet for facet in FACETS_OF.get(command.kind, ()) if facet in DESCRIBED)
    return tuple(facet for facet in facets if facet != "sort") if command.name == "comps" else facets


def parameters(facets: Sequence[Facet]) -> list[commands.Parameter]:
    """Give options as parameters that the library makes them from; what is typed behind a prefix never fills them."""
    return [
        commands.Parameter(
            facet,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=_Year | None if facet == "year" else str | None,
        )
        for facet in facets
    ]


def described(callback: Any, facets: Sequence[Facet]) -> Any:  # noqa: ANN401  whatever a command calls
    """Say of a callback what its options are and what can be chosen."""
    if not facets:
        return callback
    choices = {
        facet: [app_commands.Choice(name=name, value=value) for value, name in CHOICES[facet]]
        for facet in facets
        if facet in CHOICES
    }
    callback = app_commands.describe(**{facet: DESCRIBED[facet] for facet in facets})(callback)
    return app_commands.choices(**choices)(callback)


def checked(db: Connection, given: Mapping[Facet, str]) -> dict[Facet, str]:
    """Give what was chosen as the menus would have it; people may type what was not offered.

    Raises:
        ToldError: that is none of what can be chosen.

    """
    return {facet: _checked(db, facet, value) for facet, value in given.items()}


def _checked(db: Connection, facet: Facet, value: str) -> str:
    if facet == "partner":
        found = names.find(db, [names.key(value)]).get(names.key(value), [])
        companies = [each.entity_id for each in found if each.entity_type == "company"]
        if not companies:
            near = names.nearest(db, value, types=["company"], limit=1)
            typed = value[:60]
            raise ToldError(
                _("the store knows no company {name}; did you mean {near}?", name=typed, near=near[0].text)
                if near
                else _("the store knows no company {name}: choose one of those offered", name=typed)
            )
        return companies[0]
    offered = [name for name, _count in market.metrics(db)] if facet == "metric" else None
    if offered is not None and value not in offered:
        raise ToldError(_("there is no metric {name}: choose one of those offered", name=value[:60]))
    return value
