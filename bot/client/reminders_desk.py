"""What the commands of reminders do, however they were given: with the prefix, where words are read, or as a form with a slash."""

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import discord
from discord.ext import commands

from bot.client import reminders_places as places
from bot.client.client import ReadoutClient
from bot.client.reminders import Reminders
from bot.client.reminders_lists import shown, told
from bot.i18n import _
from bot.reminders.asking import Asked
from bot.reminders.errors import RefusedError
from bot.reminders.service import Place, Rules, described
from bot.render.markdown import begun
from db.filters import MilestoneFilter
from db.reminders.models import Rule

_T = TypeVar("_T")
Ctx = commands.Context[Any]
#: Reads what was asked for, given the store and the time zone: words, or the fields of a form.
Reading = Callable[[Rules, str], Asked]
_LONGEST = 1900


class Desk:
    """Takes what was asked for, asks the service, and puts sentences together."""

    def __init__(self, client: ReadoutClient, reminders: Reminders) -> None:
        self.client = client
        self.reminders = reminders
        self.rules = Rules(client.readout.store, client.readout.clock.now)

    # --- setting and changing ------------------------------------------------------------------------------------

    async def set_for(self, ctx: Ctx, channel: Any, reading: Reading) -> None:  # noqa: ANN401  any kind of channel
        """Set a rule for a channel; in direct messages, for the person."""
        if ctx.guild is None:
            await self.set_for_me(ctx, reading)
            return
        await self.reminders.must_edit(ctx.author, channel)
        places.can_post(channel)
        place = Place(f"channel:{channel.id}", ctx.author.id, ctx.guild.id, await self.zone(ctx))
        asked = await self.work(lambda: reading(self.rules, place.tz))
        if asked.mention:
            places.can_mention(ctx.author, channel, asked.mention)
        await self._add(ctx, place, asked)

    async def set_for_me(self, ctx: Ctx, reading: Reading) -> None:
        """Set a rule for a person's own direct messages."""
        place = await self.personal(ctx)
        asked = await self.work(lambda: reading(self.rules, place.tz))
        if asked.mention:
            raise RefusedError(_("there are no roles in direct messages"))
        if ctx.guild is not None:
            await places.can_tell(ctx.author)
        await self._add(ctx, place, asked)

    async def _add(self, ctx: Ctx, place: Place, asked: Asked) -> None:
        given = asked if asked.wanted else Asked("", MilestoneFilter(), asked.leads, asked.at, asked.tz, asked.mention)
        rule = await self.work(lambda: self.rules.add(place, given))
        coming = await self.work(lambda: self.rules.coming(rule.target, 1, [rule]))
        first = (
            _("Next: {reminder}", reminder=shown(*coming[0]))
            if coming
            else _("Nothing that has a date is to come yet.")
        )
        said_of_it = told(described(rule))
        elsewhere = not rule.is_direct and rule.place != ctx.channel.id
        said = (
            _(
                "Rule r{rule} is set in {where}: {described}",
                rule=rule.id,
                where=f"<#{rule.place}>",
                described=said_of_it,
            )
            if elsewhere
            else _("Rule r{rule} is set: {described}", rule=rule.id, described=said_of_it)
        )
        await self.done(ctx, said, first)

    async def edit(self, ctx: Ctx, number: str, reading: Reading, *, unmute: bool = False) -> None:
        """Change what is said of a rule."""
        held = await self.rule(ctx, number, change=True)
        tz = held.tz
        asked = await self.work(lambda: reading(self.rules, tz))
        if asked == Asked() and not unmute:
            raise RefusedError(
                _("say what changes, as in !remind edit {rule} 60d 14d at 08:30 tz Europe/London", rule=held.id)
            )
        if asked.mention:
            if held.is_direct:
                raise RefusedError(_("there are no roles in direct messages"))
            places.can_mention(ctx.author, self._channel(ctx, held), asked.mention)
        changed = await self.work(lambda: self.rules.edit(held.id, asked, who=self.who(ctx), unmute=unmute))
        await self.done(ctx, _("Rule r{rule} is now: {described}", rule=changed.id, described=told(described(changed))))

    # --- what the commands share -----------------------------------------------------------------------------------

    async def rule(self, ctx: Ctx, text: str, *, change: bool = False) -> Rule:
        """Find a rule that concerns this person: of this server, or their own. Without a number, the only one here.

        Raises:
            RefusedError: there is none such, or it may not be changed.
        """
        digits = text.strip().lower().removeprefix("r").removeprefix("#")
        if not digits and len(only := await self.of_here(ctx)) == 1:
            digits = str(only[0].id)
        if not digits.isascii() or not digits.isdigit():
            raise RefusedError(_("give the rule's number, such as r3; !remind list shows them"))
        rule = await self.work(lambda: self.rules.get(int(digits[:9])))
        is_own = rule.is_direct and rule.place == ctx.author.id
        if not is_own and (rule.is_direct or ctx.guild is None or rule.guild != ctx.guild.id):
            raise RefusedError(_("rule r{rule} is not of this server", rule=rule.id))
        if change and not rule.is_direct:
            await self.reminders.must_edit(ctx.author, self._channel(ctx, rule))
        return rule

    def _channel(self, ctx: Ctx, rule: Rule) -> Any:  # noqa: ANN401  any kind of channel
        return (ctx.guild and ctx.guild.get_channel_or_thread(rule.place)) or ctx.channel

    async def of_here(self, ctx: Ctx) -> list[Rule]:
        """Read the rules of the place in which a command was given."""
        target = places.target_of(ctx)
        return await self.work(lambda: self.rules.of_target(target))

    async def zone(self, ctx: Ctx) -> str:
        """Give the time zone of a server, else the bot's."""
        guild = ctx.guild.id if ctx.guild else None
        zone = await self.work(lambda: self.client.asking.zone(guild))
        return zone.key

    async def personal(self, ctx: Ctx) -> Place:
        """Give the place of somebody's own direct messages, by the clock of where they are asking."""
        return Place(f"dm:{ctx.author.id}", ctx.author.id, None, await self.zone(ctx))

    async def here(self, ctx: Ctx) -> Place:
        """Give the place in which a command was given."""
        if ctx.guild is None:
            return await self.personal(ctx)
        return Place(f"channel:{ctx.channel.id}", ctx.author.id, ctx.guild.id, await self.zone(ctx))

    def who(self, ctx: Ctx) -> str:
        """Name a person as the log does."""
        return f"discord:{ctx.author.id}"

    async def work(self, call: Callable[[], _T]) -> _T:
        """Work on the store beside the loop."""
        return await self.reminders.in_thread(call)

    async def done(self, ctx: Ctx, *lines: str) -> None:
        """Say that something was changed, and have it looked at."""
        self.reminders.wake()
        await self.say(ctx, lines)

    async def say(self, ctx: Ctx, lines: Sequence[str]) -> None:
        """Say some lines, as many as a message holds."""
        kept: list[str] = []
        for line in lines:
            if sum(map(len, kept)) + len(line) + len(kept) > _LONGEST:
                kept.append(_("… and {count:,} more", count=len(lines) - len(kept)))
                break
            kept.append(line)
        await ctx.send(begun("\n".join(kept)), suppress_embeds=True)

    async def offered(self, interaction: discord.Interaction[Any]) -> list[Rule]:
        """Read the rules that somebody may mean: of this place, of this server, their own."""
        here = f"channel:{interaction.channel_id}" if interaction.guild_id else f"dm:{interaction.user.id}"
        rules = await self.work(lambda: self.rules.within_reach(f"dm:{interaction.user.id}", interaction.guild_id))
        return sorted(rules, key=lambda each: (each.target != here, each.id))


def words(text: str) -> Reading:
    """Read words."""
    return lambda rules, tz: rules.read(text, tz)


def unmuting(text: str) -> tuple[str, bool]:
    """Take "unmute" out of what is to be changed."""
    rest = re.sub(r"\bunmute\b|取消静音", "", text, flags=re.IGNORECASE)
    return rest, rest != text


async def context(client: ReadoutClient, interaction: discord.Interaction[Any]) -> Ctx:
    """Count a slash command like any other, and give it as what the prefix gives."""
    client.throttle.take(interaction.user.id)
    return await commands.Context.from_interaction(interaction)
