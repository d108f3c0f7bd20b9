"""The commands of reminders that have a form with a slash: each part of what is said has a field of its own, with suggestions."""

from collections.abc import Callable, Coroutine, Iterable
from typing import Any, get_args

import discord
from discord import app_commands

from bot.client import completion
from bot.client.guild_words import nearest_zones
from bot.client.reminders_commands import rule_choices, set_digest
from bot.client.reminders_desk import Desk, Reading, context
from bot.i18n import N_
from bot.reminders.asking import Options
from bot.reminders.digest_words import DAYS
from db.vocabulary import Area

Interaction = discord.Interaction[Any]
Choices = list[app_commands.Choice[str]]
Suggesting = Callable[[Interaction, str], Coroutine[Any, Any, Choices]]
#: Channels that reminders may go to.
Channel = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel

_TEXTS = {
    "what": N_("a drug, company, area, phase, kind or region; everything if left out"),
    "leads": N_("how long before, such as 30d 7d 1d 0d"),
    "at": N_("the local time, such as 08:30"),
    "tz": N_("the time zone; that of the server if left out"),
    "mention": N_("a role to mention"),
}
_LEADS = ("30d 7d 1d 0d", "60d 14d 1d", "90d 30d 7d 1d 0d", "14d 1d", "7d 1d 0d", "1d 0d", "0d")
_TIMES = tuple(f"{hour:02}:{minute:02}" for hour in (*range(7, 24), *range(7)) for minute in (0, 30))
_AREAS: tuple[str, ...] = get_args(Area)
_SUBJECTS = ("everything", "phase 3", *_AREAS, *(f"phase 3 {area}" for area in _AREAS), "PDUFA", "topline")
_FEW = 25


def build(desk: Desk) -> list[app_commands.Command[Any, ..., Any]]:
    """Make the commands that stand under /remind."""
    suggest = _suggestions(desk)
    edit = _editing(desk)
    made = [*_setting(desk), edit]
    for command in made:
        for field in ("what", "leads", "at", "tz"):
            command.autocomplete(field)(suggest[field])
    edit.autocomplete("rule")(suggest["rule"])
    return made


#: What Discord says of the options: of rules of a channel, of one's own, and of a rule that is there.
_about = app_commands.describe(**_TEXTS)
_about_mine = app_commands.describe(**{name: text for name, text in _TEXTS.items() if name != "mention"})
_about_rule = app_commands.describe(
    rule="its number, such as r3", unmute="remind of drugs again that were muted", **_TEXTS
)


def _setting(desk: Desk) -> tuple[app_commands.Command[Any, ..., Any], ...]:
    """Make the commands that set a rule: for the channel, for another, for oneself."""

    @app_commands.command(name="here", description="Remind this channel of readouts")
    @_about
    async def here(
        interaction: Interaction,
        what: str = "",
        leads: str = "",
        at: str = "",
        tz: str = "",
        mention: discord.Role | None = None,
    ) -> None:
        ctx = await context(desk.client, interaction)
        await desk.set_for(ctx, ctx.channel, _fields(what, leads, at, tz, mention))

    @app_commands.command(name="channel", description="Remind another channel of readouts")
    @app_commands.guild_only()
    @_about
    @app_commands.describe(channel="where to post")
    async def channel(  # noqa: PLR0913, PLR0917  what Discord shows
        interaction: Interaction,
        channel: Channel,
        what: str = "",
        leads: str = "",
        at: str = "",
        tz: str = "",
        mention: discord.Role | None = None,
    ) -> None:
        ctx = await context(desk.client, interaction)
        await desk.set_for(ctx, channel, _fields(what, leads, at, tz, mention))

    @app_commands.command(name="me", description="Remind me of readouts, by direct message")
    @_about_mine
    async def me(interaction: Interaction, what: str = "", leads: str = "", at: str = "", tz: str = "") -> None:
        ctx = await context(desk.client, interaction)
        await desk.set_for_me(ctx, _fields(what, leads, at, tz))

    return here, channel, me


def _editing(desk: Desk) -> app_commands.Command[Any, ..., Any]:
    """Make the command that changes a rule."""

    @app_commands.command(name="edit", description="Change a rule: only what is given changes")
    @_about_rule
    async def edit(  # noqa: PLR0913, PLR0917  what Discord shows
        interaction: Interaction,
        rule: str,
        what: str = "",
        leads: str = "",
        at: str = "",
        tz: str = "",
        mention: discord.Role | None = None,
        unmute: bool = False,
    ) -> None:
        ctx = await context(desk.client, interaction)
        await desk.edit(ctx, rule, _fields(what, leads, at, tz, mention), unmute=unmute)

    return edit


def digest(desk: Desk) -> app_commands.Command[Any, ..., Any]:
    """Make /digest."""
    suggest = _suggestions(desk)

    @app_commands.command(name="digest", description="One message with the coming four weeks and what happened")
    @app_commands.describe(every="how often", day="of a weekly one", at=_TEXTS["at"], tz=_TEXTS["tz"])
    @app_commands.choices(
        every=_choices(("weekly", "daily", "off")),
    )
    @app_commands.choices(day=[app_commands.Choice(name=each, value=number) for number, each in enumerate(DAYS)])
    async def digest(interaction: Interaction, every: str, day: int = 0, at: str = "", tz: str = "") -> None:
        ctx = await context(desk.client, interaction)
        await set_digest(desk, ctx, (every, day), _fields("", "", at, tz))

    for field in ("at", "tz"):
        digest.autocomplete(field)(suggest[field])
    return digest


def _fields(what: str, leads: str, at: str, tz: str, mention: discord.Role | None = None) -> Reading:
    given = Options(what, leads, at, tz, mention.id if mention else None)
    return lambda rules, zone: rules.read_options(given, zone)


def _suggestions(desk: Desk) -> dict[str, Suggesting]:
    async def what(_interaction: Interaction, typed: str) -> Choices:
        named = [each for entity in ("drug", "company") for each in await desk.client.complete(entity, typed)]
        return [*_containing(_SUBJECTS, typed)[: _FEW - min(len(named), 15)], *named][:_FEW]

    async def leads(_interaction: Interaction, typed: str) -> Choices:
        return _as_typed(_containing(_LEADS, typed), typed)

    async def at(_interaction: Interaction, typed: str) -> Choices:
        return _as_typed(_containing(_TIMES, typed), typed)

    async def tz(_interaction: Interaction, typed: str) -> Choices:
        return _choices(nearest_zones(typed[:60]))

    async def rule(interaction: Interaction, typed: str) -> Choices:
        return await rule_choices(desk, interaction, typed)

    return {"what": what, "leads": leads, "at": at, "tz": tz, "rule": rule}


def _containing(known: Iterable[str], typed: str) -> Choices:
    return _choices(each for each in known if typed.strip().lower() in each.lower())


def _as_typed(found: Choices, typed: str) -> Choices:
    """Offer what was typed itself before what contains it."""
    own = _choices([typed.strip()]) if typed.strip() and all(each.value != typed.strip() for each in found) else []
    return [*own, *found][:_FEW]


def _choices(values: Iterable[str]) -> Choices:
    return [app_commands.Choice(name=each, value=each) for each in values if len(each) <= completion.LONGEST][:_FEW]
