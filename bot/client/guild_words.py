"""The settings of a server in words: what may be typed for each, and how they are shown."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import discord
from rapidfuzz import fuzz, process

from bot import spoken
from bot.answers.page import Line, Page, Section
from bot.answers.wording import alternatives, listed
from bot.client.errors import ToldError
from bot.i18n import N_, _, language
from db.settings import GuildSettings

#: What is typed after ``!settings``, and which setting it is.
NAMES: dict[str, str] = {
    "language": "language",
    "timezone": "tz",
    "channel": "channel",
    "role": "role",
    "tz": "tz",
    "语言": "language",
    "語言": "language",
    "时区": "tz",
    "時區": "tz",
    "频道": "channel",
    "頻道": "channel",
    "角色": "role",
    "身分組": "role",
}
#: Those that are offered; the others are other words for them.
OFFERED = ("language", "timezone", "channel", "role")

_NONE = ("none", "off", "-", "无", "無", "没有", "沒有")
_NEAR = 60
_ID = re.compile(r"(?:<[#@]&?)?(\d{15,20})>?")


@cache
def time_zones() -> tuple[str, ...]:
    """All time zones that have a name of the form Asia/Shanghai, and UTC."""
    named = (name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return (*sorted(named), "UTC")


def nearest_zones(typed: str, limit: int = 25) -> list[str]:
    """Give the time zones that a text may mean, the likeliest first."""
    wanted = typed.strip().replace(" ", "_").casefold()
    if not wanted:
        return ["Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Europe/London", "America/New_York", "UTC"]
    starting = [name for name in time_zones() if wanted in name.casefold()]
    near = process.extract(
        wanted, time_zones(), scorer=fuzz.WRatio, processor=str.casefold, limit=limit, score_cutoff=_NEAR
    )
    return list(dict.fromkeys((*starting, *(name for name, *_rest in near))))[:limit]


def _language(typed: str, _guild: discord.Guild) -> str:
    choice = spoken.read(typed)
    if choice is None:
        raise ToldError(_(spoken.REFUSAL))
    return choice


def time_zone(typed: str, _guild: object = None) -> str | None:
    """Read a time zone.

    Raises:
        ToldError: there is none of that name.

    """
    if typed.casefold() in _NONE:
        return None
    exact = {name.casefold(): name for name in time_zones()}.get(typed.strip().replace(" ", "_").casefold())
    if exact is None:
        near = nearest_zones(typed, 3)
        raise ToldError(
            _("there is no time zone {typed}: did you mean {names}?", typed=typed[:60], names=alternatives(near))
            if near
            else _("there is no time zone {typed}: a name such as Asia/Shanghai is needed", typed=typed[:60])
        )
    return exact


def _channel(typed: str, guild: discord.Guild) -> int | None:
    if typed.casefold() in _NONE:
        return None
    found = _found(typed, guild.text_channels)
    if found is None:
        raise ToldError(_("there is no channel {typed}: name one such as #general, or none", typed=typed[:60]))
    return writable(found)


def writable(channel: discord.TextChannel) -> int:
    """Give the id of a channel that the bot may write in.

    Raises:
        ToldError: it may not.

    """
    may = channel.permissions_for(channel.guild.me)
    missing = [
        _(name)
        for name, has in ((N_("View Channel"), may.view_channel), (N_("Send Messages"), may.send_messages))
        if not has
    ]
    if missing:
        raise ToldError(
            _(
                "the bot may not write in #{channel}: allow it {permissions} there",
                channel=channel.name,
                permissions=_(" and ").join(missing),
            )
        )
    return channel.id


def _role(typed: str, guild: discord.Guild) -> int | None:
    if typed.casefold() in _NONE:
        return None
    found = _found(typed, [role for role in guild.roles if not role.is_default()])
    if found is None:
        raise ToldError(_("there is no role {typed}: name one of this server, or none", typed=typed[:60]))
    return int(found.id)


def _found(typed: str, things: Any) -> Any:  # noqa: ANN401  channels or roles
    """Find what a mention, an id or a name stands for."""
    number = _ID.fullmatch(typed.strip())
    name = typed.strip().lstrip("#@").casefold()
    for thing in things:
        if (number and thing.id == int(number[1])) or thing.name.casefold() == name:
            return thing
    return None


_READ: dict[str, Callable[[str, discord.Guild], str | int | None]] = {
    "language": _language,
    "tz": time_zone,
    "channel": _channel,
    "role": _role,
}


def read(name: str, typed: str, guild: discord.Guild) -> dict[str, str | int | None]:
    """Read what was typed for a setting: the setting's own name and its value.

    Raises:
        ToldError: there is no such setting, or that cannot be its value.

    """
    setting = NAMES.get(name.casefold())
    if setting is None:
        raise ToldError(_("there is no setting {name}: they are {names}", name=name[:40], names=listed(OFFERED)))
    if not typed.strip():
        raise ToldError(_("say what it shall be, as in {example}", example=f"!settings {name} {_EXAMPLES[setting]}"))
    return {setting: _READ[setting](typed.strip(), guild)}


_EXAMPLES = {"language": "zh", "tz": "Asia/Shanghai", "channel": "#general", "role": "Analysts"}


def page(settings: GuildSettings, guild: discord.Guild, usual_zone: str, *, title: str = "") -> Page:
    """Show the settings of a server."""
    channel = guild.get_channel(settings.channel) if settings.channel else None
    role = guild.get_role(settings.role) if settings.role else None
    gone = _("was deleted")
    lines = (
        Line(_(spoken.NAMES[settings.language]), _("language")),
        Line(settings.tz or _("{zone}, the bot's own", zone=usual_zone), _("timezone")),
        Line(
            (f"#{channel.name}" if channel else gone) if settings.channel else _("none yet"),
            _("channel for reminders"),
        ),
        Line(
            (f"@{role.name}" if role else gone) if settings.role else _("none: only who manages the server"),
            _("role that may edit"),
        ),
    )
    return Page(
        "help",
        title or _("Settings of {server}", server=guild.name),
        sections=(Section("", lines),),
        footer=_("!setup changes them with menus, !settings timezone Asia/Shanghai with words"),
        language=language(),
    )
