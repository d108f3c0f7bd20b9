"""The guide says what the code does."""

import re
from pathlib import Path

from bot.client.client import PERMISSIONS, SCOPES
from bot.client.guild_words import OFFERED
from bot.client.lookup import LOOK_UP, SAVE
from bot.client.run import BAD_TOKEN, NO_TOKEN
from bot.language.commands import COMMAND_OF
from bot.settings import Settings

GUIDE = (Path(__file__).parents[1] / "docs" / "discord.md").read_text(encoding="utf-8")


def test_the_permissions_are_those_that_the_bot_asks_for():
    assert set(re.findall(r"\d{12,}", GUIDE)) == {str(PERMISSIONS.value)}
    rows = re.findall(r"^\| ([A-Z][^|]*) \|", GUIDE.split("| permission |")[1].split("\n\n")[0], re.MULTILINE)
    named = {name.lower().replace(" ", "_") for row in rows for name in row.split(", ")}
    library_says = {"read_messages": "view_channels"}
    assert named == {library_says.get(name, name) for name, on in PERMISSIONS if on}
    for scope in SCOPES:
        assert f"`{scope}`" in GUIDE


def test_the_messages_are_those_that_it_gives():
    for message in (NO_TOKEN, BAD_TOKEN):
        assert f"`{message.split(':')[0]}`" in GUIDE


def test_the_commands_exist():
    for name in re.findall(r"^    (?:!|/|@Readout )(\w+) AK", GUIDE, re.MULTILINE):
        assert name in COMMAND_OF


def test_the_settings_exist_with_their_defaults():
    table = GUIDE.split("## Settings that concern Discord")[1]
    for name, default in re.findall(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\|", table, re.MULTILINE):
        [field] = [each for each in Settings.model_fields.values() if each.validation_alias == name]
        shown = field.default
        if name == "READOUT_COOLDOWN":
            shown = f"{field.default.answers}/{field.default.seconds}"
        assert (shown or "") == default


def test_what_is_set_up_in_words_can_be():
    for name in re.findall(r"^    !settings (\w+)", GUIDE, re.MULTILINE):
        assert name in OFFERED
    for label in (LOOK_UP, SAVE):
        assert f"**{label}**" in GUIDE
