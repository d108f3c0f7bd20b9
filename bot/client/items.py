"""The buttons and menus under answers. What they stand for is in their ids, so they work after a restart."""

import re
from dataclasses import dataclass
from typing import Any, Protocol

import discord

_ID = r"a:(?P<name>[a-z]+):(?P<key>[a-z0-9]{8,32}):(?P<about>[\w.-]*)"

#: What Discord allows.
BUTTON_LABEL = 80
OPTION_TEXT = 100
OPTIONS = 25


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed: which button or menu, the key of what it stands for, what it is about, and what was chosen."""

    name: str
    key: str
    about: str
    values: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the component."""
        return f"a:{self.name}:{self.key}:{self.about}"


class Handler(Protocol):
    """Whoever is told of presses."""

    async def handle(self, interaction: discord.Interaction[Any], pressed: Pressed) -> None:
        """Respond to a press, whatever happens."""


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_ID):
    """A button."""

    def __init__(self, pressed: Pressed, button: discord.ui.Button[Any]) -> None:
        button.custom_id = pressed.id
        super().__init__(button)
        self.pressed = pressed

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "Press":
        """Make it anew for a press."""
        if not isinstance(item, discord.ui.Button):
            raise TypeError("a button was expected")
        return cls(Pressed(match["name"], match["key"], match["about"]), item)

    async def callback(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand the press on."""
        await interaction.client.presses.handle(interaction, self.pressed)


class Choose(discord.ui.DynamicItem[discord.ui.Select[Any]], template=_ID.replace("a:", "c:", 1)):
    """A menu of which one entry is chosen."""

    def __init__(self, pressed: Pressed, select: discord.ui.Select[Any]) -> None:
        select.custom_id = f"c{pressed.id[1:]}"
        super().__init__(select)
        self.pressed = pressed

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "Choose":
        """Make it anew for a choice."""
        if not isinstance(item, discord.ui.Select):
            raise TypeError("a menu was expected")
        return cls(Pressed(match["name"], match["key"], match["about"]), item)

    async def callback(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand the choice on."""
        values = tuple(map(str, self.item.values))
        await interaction.client.presses.handle(
            interaction, Pressed(self.pressed.name, self.pressed.key, self.pressed.about, values)
        )


def button(
    pressed: Pressed,
    label: str,
    *,
    emoji: str | None = None,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
    row: int | None = None,
) -> Press:
    """Make a button; a label that is too long is cut."""
    made: discord.ui.Button[Any] = discord.ui.Button(
        label=cut(label, BUTTON_LABEL) or None, emoji=emoji, style=style, disabled=disabled, row=row
    )
    return Press(pressed, made)


def menu(pressed: Pressed, placeholder: str, options: list[discord.SelectOption], *, row: int | None = None) -> Choose:
    """Make a menu of the first options that there is room for."""
    made: discord.ui.Select[Any] = discord.ui.Select(placeholder=placeholder, options=options[:OPTIONS], row=row)
    return Choose(pressed, made)


def cut(text: str, room: int) -> str:
    """Cut a text to so many characters, as Discord counts them or a little shorter."""
    while len(text.encode("utf-16-le", "surrogatepass")) // 2 > room:
        text = f"{text.removesuffix('…')[: room - 1][:-1]}…"
    return text
