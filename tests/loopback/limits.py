"""Discord's limits as tables, and the checks that refuse with HTTP 400 what Discord would refuse."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from . import components
from .errors import Problem, invalid_form, refusal
from .schema import REQUIRED, ByType, Many, Number, OneOf, Path, Rule, Shape, Text

Json = dict[str, Any]

MAX_EMBED_CHARACTERS = 6000
MAX_FILES = 10
MAX_COMMANDS = {1: 100, 2: 15, 3: 15}  # by type: slash, user menu, message menu
MAX_COMMAND_CHARACTERS = 8000
MAX_OPEN_EVENTS = 100
COMPONENTS_V2 = 1 << 15

_URL = Text(2048)
_EMBED = Shape(
    {
        "title": Text(256),
        "description": Text(4096),
        "url": _URL,
        "color": Number(0, 0xFFFFFF),
        "footer": Shape({"text": Text(2048)}),
        "author": Shape({"name": Text(256, low=1)}, required=("name",)),
        "fields": Many(
            25, Shape({"name": Text(256, low=1), "value": Text(1024, low=1)}, required=("name", "value"))
        ),
    }
)
_IDS = Many(100)


def _mentions(allowed: Json, path: Path) -> Iterator[Problem]:
    for kind in ("users", "roles"):
        if allowed.get(kind) and kind in (allowed.get("parse") or []):
            reason = f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive."
            yield path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", reason


_MESSAGE: dict[str, Rule] = {
    "content": Text(2000),
    "nonce": Text(25),
    "embeds": Many(10, _EMBED),
    "attachments": Many(MAX_FILES, Shape({"description": Text(1024)})),
    "allowed_mentions": Shape(
        {"parse": Many(3, OneOf(("users", "roles", "everyone"))), "users": _IDS, "roles": _IDS},
        whole=_mentions,
    ),
    "sticker_ids": Many(3),
}


def _embed_total(body: Json, path: Path) -> Iterator[Problem]:
    if sum(embed_size(e) for e in body.get("embeds") or [] if isinstance(e, dict)) > MAX_EMBED_CHARACTERS:
        yield (
            (*path, "embeds"),
            "MAX_EMBED_SIZE_EXCEEDED",
            f"Embed size exceeds maximum size of {MAX_EMBED_CHARACTERS}",
        )


def embed_size(embed: Json) -> int:
    """The characters of an embed that count towards the 6,000 of a message."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for item in embed.get("fields") or []:
        texts += [item.get("name"), item.get("value")]
    return sum(len(text.strip()) for text in texts if text)


def _old_whole(body: Json, path: Path) -> Iterator[Problem]:
    yield from _embed_total(body, path)
    yield from components.unique_ids(body, path)


def _v2_whole(body: Json, path: Path) -> Iterator[Problem]:
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(key):
            yield (
                (*path, key),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )
    yield from components.unique_ids(body, path)
    yield from components.v2_totals(body, path)


_OLD_MESSAGE = Shape(_MESSAGE | {"components": components.OLD}, whole=_old_whole)
_V2_MESSAGE = Shape(_MESSAGE | {"components": components.V2}, whole=_v2_whole)

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


CHOICES = Many(25, Shape({"name": Text(100, low=1)}, required=("name", "value")))
_NAMED: dict[str, Rule] = {"name": Text(32, low=1, pattern=_COMMAND_NAME), "description": Text(100, low=1)}
_BOTH = ("name", "description")
_VALUE = Shape(_NAMED | {"choices": CHOICES}, required=_BOTH, whole=_value_option)
_VALUES: dict[int, Rule] = dict.fromkeys(range(3, 12), _VALUE)
_SUB = Shape(_NAMED | {"options": Many(25, ByType(_VALUES))}, required=_BOTH, whole=_options)
_GROUP = Shape(_NAMED | {"options": Many(25, ByType({1: _SUB}))}, required=_BOTH, whole=_options)
_SLASH = Shape(
    _NAMED | {"options": Many(25, ByType({1: _SUB, 2: _GROUP, **_VALUES}))}, required=_BOTH, whole=_options
)


def _no_description(item: Json, path: Path) -> Iterator[Problem]:
    if item.get("description"):
        yield (
            (*path, "description"),
            "APPLICATION_COMMAND_INVALID_DESCRIPTION",
            "Context menus have no description",
        )


_MENU = Shape({"name": Text(32, low=1)}, required=("name",), whole=_no_description)
_COMMAND = ByType({1: _SLASH, 2: _MENU, 3: _MENU}, default=1)

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


def _raise(problems: Iterator[Problem]) -> None:
    if found := list(problems):
        raise invalid_form(found)


def check_message(body: Json, files: int = 0, *, new: bool = True, prefix: Path = ()) -> None:
    """Refuse a message, or what an edit changes, that breaks a limit or (if new) has nothing in it."""
    if isinstance(body.get("nonce"), int):
        body = body | {"nonce": str(body["nonce"])}
    v2 = (body.get("flags") or 0) & COMPONENTS_V2
    _raise((_V2_MESSAGE if v2 else _OLD_MESSAGE).check(body, prefix))
    if files > MAX_FILES:
        raise invalid_form(
            [((*prefix, "files"), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_FILES} or fewer in length.")]
        )
    filled = [(body.get("content") or "").strip(), files, body.get("components"), body.get("sticker_ids")]
    filled += [embed for embed in body.get("embeds") or [] if embed_size(embed) or embed.get("image")]
    if new and not any(filled):
        raise refusal("empty_message")


def check_modal(data: Json) -> None:
    _raise(MODAL_RULE.check(data, ("data",)))


MODAL_RULE = components.MODAL


def check_choices(data: Json) -> None:
    """At most 25 suggestions, names of 1 to 100 characters, string values of at most 100."""
    _raise(CHOICES.check(data.get("choices") or [], ("data", "choices")))
    long = [
        (("data", "choices", index, "value"), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
        for index, choice in enumerate(data.get("choices") or [])
        if len(str(choice["value"])) > 100
    ]
    _raise(iter(long))


def _characters(item: Json) -> int:
    own = sum(len(str(item.get(key) or "")) for key in ("name", "description", "value"))
    return own + sum(_characters(child) for key in ("options", "choices") for child in item.get(key) or [])


def check_command(command: Json, path: Path = ()) -> None:
    _raise(_COMMAND.check(command, path))
    if _characters(command) > MAX_COMMAND_CHARACTERS:
        problem = f"Command exceeds maximum size ({MAX_COMMAND_CHARACTERS})"
        raise invalid_form([(path, "APPLICATION_COMMAND_TOO_LARGE", problem)])


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
            raise invalid_form(
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
    _raise(_EVENT.check(event, ()))
    problems: list[Problem] = []
    start = datetime.fromisoformat(event["scheduled_start_time"])
    end = event.get("scheduled_end_time")
    if event["entity_type"] == 3:
        if not (event.get("entity_metadata") or {}).get("location"):
            problems.append((("entity_metadata", "location"), *REQUIRED))
        if not end:
            problems.append((("scheduled_end_time",), *REQUIRED))
    elif not event.get("channel_id"):
        problems.append((("channel_id",), *REQUIRED))
    if start.timestamp() <= now and event.get("status", 1) == 1:
        problems.append(
            (
                ("scheduled_start_time",),
                "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
                "Cannot schedule event in the past.",
            )
        )
    if end and datetime.fromisoformat(end) <= start:
        reason = "Cannot schedule event to end before it starts."
        problems.append((("scheduled_end_time",), "GUILD_SCHEDULED_EVENT_END_BEFORE_START", reason))
    _raise(iter(problems))
