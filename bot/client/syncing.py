"""Registering the slash commands with Discord, only when they differ from those registered: Discord counts changes."""

import logging
from typing import Any

import discord
from discord import app_commands
from discord.http import Route

_log = logging.getLogger(__name__)

# What commands and options are compared by, and what each is if nothing is said. Discord adds ids and versions.
_COMMAND: dict[str, Any] = {
    "name": "",
    "type": 1,
    "description": "",
    "name_localizations": {},
    "description_localizations": {},
    "nsfw": False,
    "default_member_permissions": None,
    "contexts": [],
    "integration_types": [],
}
_SETS = ("contexts", "integration_types", "channel_types")
_OPTION: dict[str, Any] = {
    "name": "",
    "type": 3,
    "description": "",
    "description_localizations": {},
    "required": False,
    "autocomplete": False,
    "choices": [],
    "min_length": None,
    "max_length": None,
    "min_value": None,
    "max_value": None,
    "channel_types": [],
}


def shape(command: dict[str, Any], keys: dict[str, Any] = _COMMAND) -> dict[str, Any]:
    """Give what matters of a command (or, inside, of its options): two that are alike have the same shape."""
    # Discord leaves out what is as usual, or says null; the library says it.
    compared: dict[str, Any] = {}
    for key, usual in keys.items():
        value = command.get(key)
        compared[key] = usual if value is None else sorted(value) if key in _SETS else value
    compared["options"] = [shape(option, _OPTION) for option in command.get("options") or []]
    return compared


def shapes(commands: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the shapes of a set of commands, in an order that does not depend on theirs."""
    return sorted(map(shape, commands), key=lambda each: (each["type"], each["name"]))


async def _payload(command: Any, tree: app_commands.CommandTree[Any]) -> dict[str, Any]:  # noqa: ANN401  of three kinds
    """Give what the library registers of a command."""
    if tree.translator is None:
        return dict(command.to_dict(tree))
    return dict(await command.get_translated_payload(tree, tree.translator))


async def sync(tree: app_commands.CommandTree[Any]) -> bool:
    """Register the commands if they differ; tells whether it did. Failing is logged: the bot works by text."""
    client = tree.client
    if client.application_id is None:
        return False
    try:
        # The library's own call leaves out what is shown in other languages.
        route = Route("GET", "/applications/{application_id}/commands", application_id=client.application_id)
        registered = await client.http.request(route, params={"with_localizations": "true"})
        wanted = [await _payload(command, tree) for command in tree.get_commands()]
        if shapes([dict(each) for each in registered]) == shapes(wanted):
            return False
        await tree.sync()
    except discord.HTTPException as error:
        _log.warning("the slash commands could not be registered: %s", error)
        return False
    _log.info("registered %d slash commands", len(wanted))
    return True
