"""The commands of reminders with the prefix, and with a slash where both take the same. They hand on to the desk."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import reminders_places as places
from bot.client.client import ReadoutClient
from bot.client.reminders import Reminders
from bot.client.reminders_desk import Ctx, Desk, Reading, unmuting, words
from bot.client.reminders_lists import shown, told
from bot.client.throttle import TooFastError
from bot.i18n import _
from bot.reminders import actions, digest_words
from bot.reminders.errors import RefusedError
from bot.reminders.service import described
from bot.render.markdown import escape
from db import settings

_CHANNEL = re.compile(r"\s*<#(?P<id>\d+)>\s*(?P<words>.*)", re.DOTALL)
_MOST_NEXT = 10
#: The library's decorators, as far as types can tell of them.
Decorator = Callable[[Callable[..., Awaitable[None]]], Any]
hybrid_command: Callable[..., Decorator] = cast("Any", commands.hybrid_command)
hybrid_group: Callable[..., Decorator] = cast("Any", commands.hybrid_group)


class ReminderCommands(commands.Cog):
    """!remind and what belongs to it."""

    def __init__(self, client: ReadoutClient, reminders: Reminders) -> None:
        self.client = client
        self.desk = Desk(client, reminders)

    async def cog_before_invoke(self, ctx: Ctx) -> None:
        """Count these commands like all others."""
        try:
            self.client.throttle.take(ctx.author.id)
        except TooFastError as error:
            raise commands.CommandInvokeError(error) from error

    # --- rules ---------------------------------------------------------------------------------------------------

    @hybrid_group(name="remind", aliases=["提醒"], description="Reminders of readouts")
    async def remind(self, ctx: Ctx, *, text: str = "") -> None:
        """Set a rule for a channel that is named, else for the one that the server has set up: !remind #news AK112 14d."""
        match = _CHANNEL.fullmatch(text)
        number = int(match["id"]) if match else await self._usual_channel(ctx)
        if number is None:
            raise RefusedError(_("say where: !remind here, !remind #channel or !remind me; or !remind list"))
        if ctx.guild is None or (channel := ctx.guild.get_channel_or_thread(number)) is None:
            raise RefusedError(_("that channel is not of this server, or I cannot see it"))
        await self.desk.set_for(ctx, channel, words(match["words"] if match else text))

    _remind: Callable[..., Decorator] = remind.command

    @_remind(name="here", aliases=["这里", "本频道"], with_app_command=False)
    async def here(self, ctx: Ctx, *, text: str = "") -> None:
        """Set a rule for this channel."""
        await self.desk.set_for(ctx, ctx.channel, words(text))

    @_remind(name="me", aliases=["我"], with_app_command=False)
    async def me(self, ctx: Ctx, *, text: str = "") -> None:
        """Set a rule for one's own direct messages."""
        await self.desk.set_for_me(ctx, words(text))

    @_remind(name="edit", aliases=["修改"], with_app_command=False)
    async def edit(self, ctx: Ctx, rule: str = "", *, text: str = "") -> None:
        """Change a rule: only what is said changes."""
        rest, unmute = unmuting(text)
        await self.desk.edit(ctx, rule, words(rest), unmute=unmute)

    @_remind(name="list", aliases=["列表"], description="The rules of this channel")
    async def list_rules(self, ctx: Ctx) -> None:
        """List the rules of this place."""
        held = await self.desk.of_here(ctx)
        lines = [f"**r{each.id}** {told(described(each))}" for each in held]
        await self.desk.say(ctx, lines or [_("There are no rules here yet: !remind here sets one.")])

    @_remind(name="show", aliases=["查看"], description="One rule, and what it posts next")
    @app_commands.describe(rule="its number, such as r3")
    async def show(self, ctx: Ctx, rule: str = "") -> None:
        """Show a rule."""
        held = await self.desk.rule(ctx, rule)
        coming = await self.desk.work(lambda: self.desk.rules.coming(held.target, 5, [held]))
        set_by = _("set by {person}", person=f"<@{held.owner}>")
        head = f"**r{held.id}** {told(described(held))} · {set_by}"
        lines = [shown(each, name) for each, name in coming] or [_("Nothing that has a date is to come yet.")]
        await self.desk.say(ctx, [head, *lines])

    @_remind(name="pause", aliases=["暂停"], description="Silence a rule")
    @app_commands.describe(rule="its number, such as r3")
    async def pause(self, ctx: Ctx, rule: str = "") -> None:
        """Silence a rule."""
        held = await self.desk.rule(ctx, rule, change=True)
        await self.desk.work(lambda: self.desk.rules.pause(held.id, who=self.desk.who(ctx)))
        await self.desk.done(ctx, _("Rule r{rule} is paused; !remind resume {rule} goes on.", rule=held.id))

    @_remind(name="resume", aliases=["恢复"], description="Let a rule post again")
    @app_commands.describe(rule="its number, such as r3")
    async def resume(self, ctx: Ctx, rule: str = "") -> None:
        """Let a rule post again."""
        held = await self.desk.rule(ctx, rule, change=True)
        if not held.is_direct and ctx.guild and (channel := ctx.guild.get_channel_or_thread(held.place)):
            places.can_post(channel)
        await self.desk.work(lambda: self.desk.rules.resume(held.id, who=self.desk.who(ctx)))
        await self.desk.done(ctx, _("Rule r{rule} posts again.", rule=held.id))

    @_remind(name="remove", aliases=["删除"], description="End a rule")
    @app_commands.describe(rule="its number, such as r3")
    async def remove(self, ctx: Ctx, rule: str = "") -> None:
        """End a rule."""
        held = await self.desk.rule(ctx, rule, change=True)
        await self.desk.work(lambda: self.desk.rules.remove(held.id, who=self.desk.who(ctx)))
        await self.desk.done(ctx, _("Rule r{rule} is removed.", rule=held.id))

    @_remind(name="test", aliases=["测试"], description="Post a rule's next reminder now, marked as a test")
    @app_commands.describe(rule="its number, such as r3")
    async def test(self, ctx: Ctx, rule: str = "") -> None:
        """Post the next real reminder of a rule, marked as a test."""
        held = await self.desk.rule(ctx, rule, change=True)
        if ctx.guild is not None:
            places.can_post(ctx.channel)
        sample = await self.desk.work(lambda: self.desk.rules.sample(held))
        if sample is None:
            raise RefusedError(_("nothing that has a date is to come for rule r{rule}", rule=held.id))
        embeds = [discord.Embed.from_dict(each) for each in sample["embeds"]]
        due = discord.utils.format_dt(sample["due"], "f")
        await ctx.send(_("**Test** of rule r{rule}: this is due {due}.", rule=held.id, due=due), embeds=embeds)

    @_remind(name="log", aliases=["日志", "记录"], description="What happened to the rules of this channel")
    async def log(self, ctx: Ctx) -> None:
        """Show what happened to the rules of this place."""
        place = await self.desk.here(ctx)
        lines = await self.desk.work(lambda: self.desk.rules.log(place.target, place.tz))
        await self.desk.say(ctx, [told(line) for line in lines] or [_("Nothing has happened here yet.")])

    @_remind(name="role", aliases=["角色"], description="Let the members of a role set rules and record results")
    @app_commands.describe(role="the role; leave it out to take that back")
    async def role(self, ctx: Ctx, role: discord.Role | None = None) -> None:
        """Set the role whose members may set rules and record results."""
        if ctx.guild is None or not ctx.permissions.manage_guild:
            raise RefusedError(_("that needs the permission Manage Server"))
        guild = ctx.guild.id
        number = role.id if role else None
        await self.desk.work(lambda: self.desk.rules.set_role(guild, number, who=self.desk.who(ctx)))
        said = (
            _("Members of {role} may now set rules.", role=escape(role.name))
            if role
            else _("Only Manage Channels counts now.")
        )
        await self.desk.say(ctx, [said])

    # --- the short forms -------------------------------------------------------------------------------------------

    @hybrid_command(name="watch", aliases=["关注"], description="Remind me of a drug, by direct message")
    @app_commands.describe(drug="any name of the drug")
    async def watch(self, ctx: Ctx, *, drug: str = "") -> None:
        """Set a personal rule for a drug."""
        await self.desk.set_for_me(ctx, words(_a_drug(drug)))

    @hybrid_command(name="unwatch", aliases=["取消关注"], description="Remind me of a drug no more")
    @app_commands.describe(drug="any name of the drug")
    async def unwatch(self, ctx: Ctx, *, drug: str = "") -> None:
        """Remove the personal rules for a drug."""
        place = await self.desk.personal(ctx)
        asked = await self.desk.work(lambda: self.desk.rules.read(_a_drug(drug), place.tz))
        held = await self.desk.work(lambda: self.desk.rules.of_target(place.target))
        gone = [each for each in held if each.wanted == asked.wanted]
        if not gone:
            raise RefusedError(_("you do not watch {drug}: !watching lists what you do", drug=drug[:60]))
        for each in gone:
            await self.desk.work(lambda number=each.id: self.desk.rules.remove(number, who=self.desk.who(ctx)))  # type: ignore[misc]
        await self.desk.done(ctx, _("You watch {drug} no more.", drug=escape(gone[0].what)))

    @hybrid_command(name="watching", aliases=["我的关注"], description="What I am reminded of by direct message")
    async def watching(self, ctx: Ctx) -> None:
        """List the personal rules."""
        held = await self.desk.work(lambda: self.desk.rules.of_target(f"dm:{ctx.author.id}"))
        lines = [f"**r{each.id}** {told(described(each))}" for each in held]
        await self.desk.say(ctx, lines or [_("Nothing yet: !watch AK112.")])

    @hybrid_command(name="next", aliases=["接下来"], description="What will be posted here next, and when")
    async def next(self, ctx: Ctx) -> None:
        """Show what will be posted to this place."""
        target = places.target_of(ctx)
        coming = await self.desk.work(lambda: self.desk.rules.coming(target, _MOST_NEXT))
        lines = [shown(each, name) for each, name in coming]
        if not lines:
            has_rules = bool(await self.desk.of_here(ctx))
            lines = [
                _("Nothing that has a date is to come here.")
                if has_rules
                else _("There are no rules here yet: !remind here sets one.")
            ]
        await self.desk.say(ctx, lines)

    @hybrid_command(name="why", aliases=["为什么"], description="Why a reminder was posted (reply to it)")
    @app_commands.describe(message="the reminder's id or link; in text, reply to it instead")
    async def why(self, ctx: Ctx, *, message: str = "") -> None:
        """Explain a reminder."""
        reference = ctx.message.reference.message_id if ctx.message.reference else None
        number = reference or int((re.findall(r"\d{15,20}", message) or ["0"])[-1])
        text = await self.desk.work(lambda: actions.why(self.client.readout.store, message=number))
        await self.desk.say(ctx, [told(line) for line in text.splitlines()])

    @commands.command(
        name="digest", aliases=["摘要"], description="One message with the coming four weeks and what happened"
    )
    async def digest(self, ctx: Ctx, *, text: str = "") -> None:
        """Set the digest of this place: weekly mon 08:30, daily 08:30, or off."""
        every, day, rest = digest_words.read(text)
        await set_digest(self.desk, ctx, (every, day), words(rest))

    # --- what they share -------------------------------------------------------------------------------------------

    async def _usual_channel(self, ctx: Ctx) -> int | None:
        """Give the channel that the server has set up for reminders."""
        guild = ctx.guild.id if ctx.guild else None
        if guild is None:
            return None

        def look() -> int | None:
            with self.client.readout.store.read() as db:
                return settings.of_guild(db, guild).channel

        return await self.desk.work(look)

    async def _complete_rule(
        self, interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        return await rule_choices(self.desk, interaction, current)

    async def _complete_drug(
        self,
        interaction: discord.Interaction[Any],  # noqa: ARG002  the library gives it
        current: str,
    ) -> list[app_commands.Choice[str]]:
        return await self.client.complete("drug", current)

    for _each in (show, pause, resume, remove, test):
        _each.autocomplete("rule")(_complete_rule)
    for _each in (watch, unwatch):
        _each.autocomplete("drug")(_complete_drug)
    del _each


def _a_drug(text: str) -> str:
    if not text.strip():
        raise RefusedError(_("say which drug, as in !watch AK112"))
    return text


async def set_digest(desk: Desk, ctx: Ctx, days: tuple[str, int], reading: Reading) -> None:
    """Set the digest of a place: how often, on which weekday, and what is said of the time of day."""
    if ctx.guild is not None:
        await desk.reminders.must_edit(ctx.author, ctx.channel)
        places.can_post(ctx.channel)
    place = await desk.here(ctx)
    said = await desk.work(lambda: desk.rules.digest(place, *days, reading(desk.rules, place.tz)))
    await desk.done(ctx, said)


async def rule_choices(
    desk: Desk, interaction: discord.Interaction[Any], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the rules that somebody may mean."""
    named = (
        (f"r{each.id}", re.sub(r"<@&\d+>", "@…", f"r{each.id} {described(each)}")[:100])
        for each in await desk.offered(interaction)
    )
    return [app_commands.Choice(name=name, value=key) for key, name in named if current.lower() in name.lower()][:25]
