"""Discord's limits on application commands and scheduled events."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from .errors import Problem, refusal
from .limits import CHOICES, refuse_if
from .schema import REQUIRED, ByType, Many, OneOf, Path, Rule, Shape, Text

Json = dict[str, Any]

MAX_COMMANDS = {1: 100, 2: 15, 3: 15}  # by type: slash, user menu, message menu
MAX_COMMAND_CHARACTERS = 8000
MAX_OPEN_EVENTS = 100

# Lower-case letters and digits of any script, marks that Devanagari and Thai need, - _ '
_COMMAND_NAME = re.compile(r"(?:[^\W]|[-'\u0900-\u097f\u0e00-\u0e7f]){1,32}")
_CHOICE_VALUE: dict[int, Rule] = {3: Text(100, low=1)}


def _lower(item: Json, path: Path) -> Iterator[Problem]:
    name = item.get("name")
    if isinstance(name, str) and name != name.lower():
        yield (*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"
    texts = {"name_localizations": 32, "description_localizations": 100}
    for key, high in texts.items():
        for locale, text in (item.get(key) or {}).items():
            yield from Text(high, low=1).check(text, (*path, key, locale))


def _options(item: Json, path: Path) -> Iterator[Problem]:
    yield from _lower(item, path)
    options = [o for o in item.get("options") or [] if isinstance(o, dict)]
    names = Counter(o.get("name") for o in options)
    if any(count > 1 for count in names.values()):
        yield (*path, "options"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name is already used"
    flags = [bool(o.get("required")) for o in options]
    if flags != sorted(flags, reverse=True):
        yield (
            (*path, "options"),
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
            "Required options must be placed before non-required options",
        )
    nested = [o.get("type") in (1, 2) for o in options]
    if any(nested) and not all(nested):
        yield (
            (*path, "options"),
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other types",
        )


def _value_option(item: Json, path: Path) -> Iterator[Problem]:
    yield from _lower(item, path)
    for index, choice in enumerate(item.get("choices") or []):
        if (rule := _CHOICE_VALUE.get(item.get("type", 0))) and isinstance(choice, dict):
            yield from rule.check(choice.get("value"), (*path, "choices", index, "value"))
    if item.get("autocomplete") and item.get("choices"):
        yield (
            (*path, "autocomplete"),
            "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES",
            "Choices and autocomplete exclude each other",
        )


_NAMED: dict[str, Rule] = {"name": Text(32, low=1, pattern=_COMMAND_NAME), "description": Text(100, low=1)}
_BOTH = ("name", "description")
_VALUE = Shape(_NAMED | {"choices": CHOICES}, required=_BOTH, whole=_value_option)
_VALUES: dict[int, Rule] = dict.fromkeys(range(3, 12), _VALUE)
_SUB = Shape(_NAMED | {"options": Many(25, ByType(_VALUES))}, required=_BOTH, whole=_options)
_GROUP = Shape(_NAMED | {"options": Many(25, ByType({1: _SUB}))}, required=_BOTH, whole=_options)
_SLASH = Shape(_NAMED | {"options": Many(25, ByType({1: _SUB, 2: _GROUP, **_VALUES}))}, required=_BOTH, whole=_options)


def _no_description(item: Json, path: Path) -> Iterator[Problem]:
    if item.get("description"):
        yield (
            (*path, "description"),
            "APPLICATION_COMMAND_INVALID_DESCRIPTION",
            "Context menus have no description",
        )


_MENU = Shape({"name": Text(32, low=1)}, required=("name",), whole=_no_description)
_COMMAND = ByType({1: _SLASH, 2: _MENU, 3: _MENU}, default=1)

_PAST = ("GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past.")
_BACKWARDS = ("GUILD_SCHEDULED_EVENT_END_BEFORE_START", "Cannot schedule event to end before it starts.")
_EVENT = Shape(
    {
        "name": Text(100, low=1),
        "description": Text(1000),
        "entity_type": OneOf((1, 2, 3)),
        "privacy_level": OneOf((2,)),
        "entity_metadata": Shape({"location": Text(100, low=1)}),
    },
    required=("name", "entity_type", "privacy_level", "scheduled_start_time"),
)


def _characters(item: Json) -> int:
    own = sum(len(str(item.get(key) or "")) for key in ("name", "description", "value"))
    return own + sum(_characters(child) for key in ("options", "choices") for child in item.get(key) or [])


def check_command(command: Json, path: Path = ()) -> None:
    refuse_if(_COMMAND.check(command, path))
    if _characters(command) > MAX_COMMAND_CHARACTERS:
        problem = f"Command exceeds maximum size ({MAX_COMMAND_CHARACTERS})"
        refuse_if([(path, "APPLICATION_COMMAND_TOO_LARGE", problem)])


def check_commands(commands: list[Json]) -> None:
    """A whole set of commands: each of them, their number by type, no name twice."""
    for index, command in enumerate(commands):
        check_command(command, (index,))
    for kind, high in MAX_COMMANDS.items():
        if sum(command.get("type", 1) == kind for command in commands) > high:
            raise refusal("too_many_commands")
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        key = (command.get("type", 1), command["name"])
        if key in seen:
            refuse_if(
                [
                    (
                        (index,),
                        "APPLICATION_COMMANDS_DUPLICATE_NAME",
                        "Application command names must be unique",
                    )
                ]
            )
        seen.add(key)


def check_event(event: Json, now: float) -> None:
    """A scheduled event as it will be: its limits, what its type needs, and that it lies ahead."""
    refuse_if(_EVENT.check(event, ()))
    start = datetime.fromisoformat(event["scheduled_start_time"])
    end = event.get("scheduled_end_time")
    is_open = event.get("status", 1) == 1
    external = event["entity_type"] == 3
    wrong = {
        (("entity_metadata", "location"), *REQUIRED): external and not _location(event),
        (("scheduled_end_time",), *REQUIRED): external and not end,
        (("channel_id",), *REQUIRED): not external and not event.get("channel_id"),
        (("scheduled_start_time",), *_PAST): is_open and start.timestamp() <= now,
        (("scheduled_end_time",), *_BACKWARDS): end and datetime.fromisoformat(end) <= start,
    }
    refuse_if(problem for problem, holds in wrong.items() if holds)


def _location(event: Json) -> object:
    return (event.get("entity_metadata") or {}).get("location")
