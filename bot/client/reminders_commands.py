"""The commands of reminders, with the prefix and with a slash. They take words apart and put sentences together, no more."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import reminders_places as places
from bot.client.reminders import Reminders
from bot.client.reminders_lists import shown
from bot.reminders import actions
from bot.reminders.asking import Asked
from bot.reminders.errors import RefusedError
from bot.reminders.service import Place, Rules, described
from bot.render.markdown import escape
from db.filters import MilestoneFilter
from db.reminders.models import Rule

if TYPE_CHECKING:
    from bot.client.client import ReadoutClient

_CHANNEL = re.compile(r"\s*<#(?P<id>\d+)>\s*(?P<words>.*)", re.DOTALL)
_WORDS = "what (drug, company, area, phase …), lead times (30d 7d 1d 0d), at 09:00, tz Asia/Shanghai, mention @role"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_NEXT = 10
Ctx = commands.Context[Any]
#: The library's decorators, as far as types can tell of them.
Decorator = Callable[[Callable[..., Awaitable[None]]], Any]
hybrid_command: Callable[..., Decorator] = cast("Any", commands.hybrid_command)
hybrid_group: Callable[..., Decorator] = cast("Any", commands.hybrid_group)


class ReminderCommands(commands.Cog):
    """!remind and what belongs to it."""

    def __init__(self, client: "ReadoutClient", reminders: Reminders) -> None:
        self.client = client
        self.reminders = reminders
        self.tz = client.settings.tz
        self.rules = Rules(client.readout.store, client.readout.clock.now)

    # --- rules ---------------------------------------------------------------------------------------------------

    @hybrid_group(name="remind", fallback="channel", aliases=["提醒"], description="Remind a channel of readouts")
    @app_commands.describe(words=f"#channel, then {_WORDS}"[:100])
    async def remind(self, ctx: Ctx, *, words: str = "") -> None:
        """Set a rule for a channel that is named: !remind #news AK112 14d."""
        match = _CHANNEL.fullmatch(words)
        if match is None:
            raise RefusedError("say where: !remind here, !remind #channel or !remind me; or !remind list")
        if ctx.guild is None or (channel := ctx.guild.get_channel_or_thread(int(match["id"]))) is None:
            raise RefusedError("that channel is not of this server, or I cannot see it")
        await self._set(
            ctx, Place(f"channel:{channel.id}", ctx.author.id, ctx.guild.id, self.tz), channel, match["words"]
        )

    _remind: Callable[..., Decorator] = remind.command

    @_remind(name="here", description="Remind this channel of readouts")
    @app_commands.describe(words=_WORDS[:100])
    async def here(self, ctx: Ctx, *, words: str = "") -> None:
        """Set a rule for this channel."""
        await self._set(ctx, places.of_context(ctx, self.tz), ctx.channel, words)

    @_remind(name="me", description="Remind me of readouts, by direct message")
    @app_commands.describe(words=_WORDS[:100])
    async def me(self, ctx: Ctx, *, words: str = "") -> None:
        """Set a rule for one's own direct messages."""
        await self._set(ctx, places.personal(ctx, self.tz), None, words)

    @_remind(name="list", description="The rules of this channel")
    async def list_rules(self, ctx: Ctx) -> None:
        """List the rules of this place."""
        held = await self._work(lambda: self.rules.of_target(self._here(ctx)))
        lines = [f"**r{each.id}** {escape(described(each))}" for each in held]
        await self._say(ctx, lines or ["There are no rules here yet: !remind here sets one."])

    @_remind(name="show", description="One rule, and what it posts next")
    async def show(self, ctx: Ctx, rule: str) -> None:
        """Show a rule."""
        held = await self._rule(ctx, rule)
        coming = await self._work(lambda: self.rules.coming(held.target, 5, [held]))
        head = f"**r{held.id}** {escape(described(held))} · set by <@{held.owner}>"
        await self._say(ctx, [head, *(shown(each, name) for each, name in coming)])

    @_remind(name="edit", description="Change a rule: only what is said changes")
    @app_commands.describe(words=_WORDS[:100])
    async def edit(self, ctx: Ctx, rule: str, *, words: str) -> None:
        """Change a rule."""
        held = await self._rule(ctx, rule, change=True)
        unmute = re.search(r"\bunmute\b", words, re.IGNORECASE) is not None
        asked = await self._read(re.sub(r"\bunmute\b", "", words, flags=re.IGNORECASE))
        if asked.mention:
            places.can_mention(ctx.author, ctx.channel, asked.mention)
        changed = await self._work(lambda: self.rules.edit(held.id, asked, who=self._who(ctx), unmute=unmute))
        await self._done(ctx, f"Rule r{changed.id} is now: {described(changed)}")

    @_remind(name="pause", description="Silence a rule")
    async def pause(self, ctx: Ctx, rule: str) -> None:
        """Silence a rule."""
        held = await self._rule(ctx, rule, change=True)
        await self._work(lambda: self.rules.pause(held.id, who=self._who(ctx)))
        await self._done(ctx, f"Rule r{held.id} is paused; !remind resume {held.id} goes on.")

    @_remind(name="resume", description="Let a rule post again")
    async def resume(self, ctx: Ctx, rule: str) -> None:
        """Let a rule post again."""
        held = await self._rule(ctx, rule, change=True)
        if not held.is_direct and ctx.guild and (channel := ctx.guild.get_channel_or_thread(held.place)):
            places.can_post(channel)
        await self._work(lambda: self.rules.resume(held.id, who=self._who(ctx)))
        await self._done(ctx, f"Rule r{held.id} posts again.")

    @_remind(name="remove", description="End a rule")
    async def remove(self, ctx: Ctx, rule: str) -> None:
        """End a rule."""
        held = await self._rule(ctx, rule, change=True)
        await self._work(lambda: self.rules.remove(held.id, who=self._who(ctx)))
        await self._done(ctx, f"Rule r{held.id} is removed.")

    @_remind(name="test", description="Post a rule's next reminder now, marked as a test")
    async def test(self, ctx: Ctx, rule: str) -> None:
        """Post the next real reminder of a rule, marked as a test."""
        held = await self._rule(ctx, rule, change=True)
        sample = await self._work(lambda: self.rules.sample(held))
        if sample is None:
            raise RefusedError(f"nothing that has a date is to come for rule r{held.id}")
        embeds = [discord.Embed.from_dict(each) for each in sample["embeds"]]
        due = discord.utils.format_dt(sample["due"], "f")
        await ctx.send(f"**Test** of rule r{held.id}: this is due {due}.", embeds=embeds)

    @_remind(name="log", description="What happened to the rules of this channel")
    async def log(self, ctx: Ctx) -> None:
        """Show what happened to the rules of this place."""
        lines = await self._work(lambda: self.rules.log(self._here(ctx)))
        await self._say(ctx, [escape(line) for line in lines] or ["Nothing has happened here yet."])

    @_remind(name="role", description="Let the members of a role set rules and record results")
    @app_commands.describe(role="the role; leave it out to take that back")
    async def role(self, ctx: Ctx, role: discord.Role | None = None) -> None:
        """Set the role whose members may set rules and record results."""
        if ctx.guild is None or not ctx.permissions.manage_guild:
            raise RefusedError("that needs the permission Manage Server")
        guild = ctx.guild.id
        await self._work(lambda: self.rules.set_role(guild, role.id if role else None, who=self._who(ctx)))
        await self._say(
            ctx, [f"Members of {escape(role.name)} may now set rules." if role else "Only Manage Channels counts now."]
        )

    # --- the short forms -------------------------------------------------------------------------------------------

    @hybrid_command(name="watch", description="Remind me of a drug, by direct message")
    @app_commands.describe(drug="any name of the drug")
    async def watch(self, ctx: Ctx, *, drug: str) -> None:
        """Set a personal rule for a drug."""
        await self._set(ctx, places.personal(ctx, self.tz), None, drug)

    @hybrid_command(name="unwatch", description="Remind me of a drug no more")
    @app_commands.describe(drug="any name of the drug")
    async def unwatch(self, ctx: Ctx, *, drug: str) -> None:
        """Remove the personal rules for a drug."""
        asked = await self._read(drug)
        held = await self._work(lambda: self.rules.of_target(f"dm:{ctx.author.id}"))
        gone = [each for each in held if each.wanted == asked.wanted]
        if not gone:
            raise RefusedError(f"you do not watch {drug[:60]}: !watching lists what you do")
        for each in gone:
            await self._work(lambda number=each.id: self.rules.remove(number, who=self._who(ctx)))  # type: ignore[misc]
        await self._done(ctx, f"You watch {gone[0].what} no more.")

    @hybrid_command(name="watching", description="What I am reminded of by direct message")
    async def watching(self, ctx: Ctx) -> None:
        """List the personal rules."""
        held = await self._work(lambda: self.rules.of_target(f"dm:{ctx.author.id}"))
        await self._say(
            ctx, [f"**r{each.id}** {escape(described(each))}" for each in held] or ["Nothing yet: !watch AK112."]
        )

    @hybrid_command(name="next", description="What will be posted here next, and when")
    async def next(self, ctx: Ctx) -> None:
        """Show what will be posted to this place."""
        coming = await self._work(lambda: self.rules.coming(self._here(ctx), _MOST_NEXT))
        await self._say(
            ctx, [shown(each, name) for each, name in coming] or ["Nothing that has a date is to come here."]
        )

    @hybrid_command(name="why", description="Why a reminder was posted (reply to it)")
    @app_commands.describe(message="the reminder's id or link; in text, reply to it instead")
    async def why(self, ctx: Ctx, *, message: str = "") -> None:
        """Explain a reminder."""
        reference = ctx.message.reference.message_id if ctx.message.reference else None
        number = reference or int((re.findall(r"\d{15,20}", message) or ["0"])[-1])
        text = await self._work(lambda: actions.why(self.client.readout.store, message=number))
        await self._say(ctx, [re.sub(r"\\?<@(\d+)>", r"<@\1>", escape(line)) for line in text.splitlines()])

    @hybrid_command(name="digest", description="One message with the coming four weeks and what happened")
    @app_commands.describe(day="for a weekly one", at="such as 08:30")
    async def digest(
        self,
        ctx: Ctx,
        every: Literal["weekly", "daily", "off"],
        day: str = "mon",
        *,
        at: str = "",
    ) -> None:
        """Set the digest of this place: weekly mon 08:30, daily 08:30, or off."""
        if day[:3].lower() not in _DAYS:
            day, at = "mon", f"{day} {at}"
        at = at.strip()
        asked = await self._read(at if not at or at.startswith("at ") else f"at {at}") if at else Asked()
        place = places.of_context(ctx, self.tz)
        if ctx.guild is not None:
            await self.reminders.must_edit(ctx.author, ctx.channel)
            places.can_post(ctx.channel)
        weekday = _DAYS.index(day[:3].lower())
        await self._done(ctx, await self._work(lambda: self.rules.digest(place, every, weekday, asked)))

    # --- what they share -------------------------------------------------------------------------------------------

    async def _set(self, ctx: Ctx, place: Place, channel: Any, words: str) -> None:  # noqa: ANN401  any kind of channel
        asked = await self._read(words)
        if place.guild is not None:
            await self.reminders.must_edit(ctx.author, channel)
            places.can_post(channel)
            if asked.mention:
                places.can_mention(ctx.author, channel, asked.mention)
        elif asked.mention:
            raise RefusedError("there are no roles in direct messages")
        elif ctx.guild is not None:
            await places.can_tell(ctx.author)
        given = asked if asked.wanted else Asked("", MilestoneFilter(), asked.leads, asked.at, asked.tz, asked.mention)
        rule = await self._work(lambda: self.rules.add(place, given))
        coming = await self._work(lambda: self.rules.coming(rule.target, 1, [rule]))
        first = f"Next: {shown(*coming[0])}" if coming else "Nothing that has a date is to come yet."
        where = f" in <#{rule.place}>" if not rule.is_direct and rule.place != ctx.channel.id else ""
        await self._done(ctx, f"Rule r{rule.id} is set{where}: {described(rule)}", first)

    async def _rule(self, ctx: Ctx, text: str, *, change: bool = False) -> Rule:
        """Find a rule that concerns this person: of this server, or their own."""
        digits = text.strip().lower().removeprefix("r").removeprefix("#")
        if not digits.isdigit():
            raise RefusedError("give the rule's number, such as r3; !remind list shows them")
        rule: Rule = await self._work(lambda: self.rules.get(int(digits[:9])))
        is_own = rule.is_direct and rule.place == ctx.author.id
        if not is_own and (rule.is_direct or ctx.guild is None or rule.guild != ctx.guild.id):
            raise RefusedError(f"rule r{rule.id} is not of this server")
        if change and not rule.is_direct and ctx.guild:
            await self.reminders.must_edit(ctx.author, ctx.guild.get_channel_or_thread(rule.place) or ctx.channel)
        return rule

    async def _read(self, words: str) -> Asked:
        asked: Asked = await self._work(lambda: self.rules.read(words, self.tz))
        return asked

    async def _work(self, call: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever the call gives
        return await self.reminders.in_thread(call)

    def _here(self, ctx: Ctx) -> str:
        return places.of_context(ctx, self.tz).target

    def _who(self, ctx: Ctx) -> str:
        return f"discord:{ctx.author.id}"

    async def _done(self, ctx: Ctx, said: str, *more: str) -> None:
        self.reminders.wake()
        await self._say(ctx, [escape(said), *more])

    async def _say(self, ctx: Ctx, lines: Sequence[str]) -> None:
        kept: list[str] = []
        for line in lines:
            if sum(map(len, kept)) + len(line) + len(kept) > 1900:
                kept.append(f"… and {len(lines) - len(kept):,} more")
                break
            kept.append(line)
        await ctx.send("\n".join(kept), suppress_embeds=True)

    async def _complete_rule(
        self, interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        target = f"channel:{interaction.channel_id}" if interaction.guild_id else f"dm:{interaction.user.id}"
        held: list[Rule] = await self._work(lambda: self.rules.of_target(target))
        named = ((f"r{each.id}", f"r{each.id} {described(each)}"[:100]) for each in held)
        return [app_commands.Choice(name=name, value=key) for key, name in named if current.lower() in name.lower()][
            :25
        ]

    async def _complete_drug(
        self,
        interaction: discord.Interaction[Any],  # noqa: ARG002  the library gives it
        current: str,
    ) -> list[app_commands.Choice[str]]:
        return await self.client.complete("drug", current)

    for _each in (show, edit, pause, resume, remove, test):
        _each.autocomplete("rule")(_complete_rule)
    for _each in (watch, unwatch):
        _each.autocomplete("drug")(_complete_drug)
    del _each
