"""Reminders on Discord: what runs beside the chat, and the buttons; the commands are in a module of their own."""

import asyncio
import contextlib
import os
import secrets
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

import discord
from discord.ext import commands

from bot.client.client import ReadoutClient
from bot.client.reminders_buttons import ActButton, PickSelect, ReachedForm
from bot.client.reminders_lists import told
from bot.client.reminders_sending import DiscordSender
from bot.i18n import _
from bot.reminders import actions
from bot.reminders.actions import Reached
from bot.reminders.delivery import Courier
from bot.reminders.errors import RefusedError
from bot.reminders.outgoing import Outgoing
from bot.reminders.scheduler import Scheduler
from bot.render.discord import sentence
from db.reminders import digests

_T = TypeVar("_T")


class Reminders(commands.Cog):
    """The scheduler and the courier, running for as long as the client does, and what people do with posts."""

    def __init__(self, client: ReadoutClient) -> None:
        self.client = client
        self.store = client.readout.store
        self.clock = client.readout.clock
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="reminders")
        holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._courier = Courier(
            Outgoing(self.store, self.clock, holder, client.settings.language), DiscordSender(client), self._threads
        )
        self._scheduler = Scheduler(self.store, self.clock, self._threads, self._courier.wake)
        self._running: list[asyncio.Task[None]] = []

    async def cog_load(self) -> None:
        """Begin."""
        self.client.add_dynamic_items(ActButton, PickSelect)
        self._running = [asyncio.create_task(each.run()) for each in (self._scheduler, self._courier)]

    async def cog_unload(self) -> None:
        """End."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await asyncio.to_thread(self._threads.shutdown)

    def wake(self) -> None:
        """Look at once: rules or facts were changed."""
        self._scheduler.wake()

    async def in_thread(self, call: Callable[[], _T]) -> _T:
        """Work on the store beside the loop, in the language that is spoken here."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, copy_context().run, call)

    async def act(self, interaction: discord.Interaction[Any], act: str, number: int) -> None:
        """Do what a button says, about one delivery."""
        now, who = self.clock.now(), f"discord:{interaction.user.id}"
        if act == "reached":
            await self.must_record(interaction.user, interaction.channel)
            await interaction.response.send_modal(ReachedForm(number))
            return
        if act == "mute":
            await self.must_edit(interaction.user, interaction.channel)
        await interaction.response.defer(ephemeral=True, thinking=True)
        if act == "details":
            milestone = await self.in_thread(lambda: actions.milestone_of(self.store, number))
            answer = await self.in_thread(lambda: self.client.readout.ask(f"!milestones {milestone}"))
            text = answer.text
        else:
            calls: dict[str, Callable[[], str]] = {
                "snooze": lambda: actions.snooze(self.store, number, now, who=who),
                "mute": lambda: actions.mute(self.store, number, now, who=who),
                "why": lambda: actions.why(self.store, number=number),
            }
            text = await self.in_thread(calls[act])
        self.wake()
        lines = "\n".join(map(told, text.splitlines()))
        await interaction.followup.send(lines[:1990], ephemeral=True, suppress_embeds=True)

    async def reached(self, interaction: discord.Interaction[Any], number: int, said: tuple[str, str, str]) -> None:
        """Record a result that somebody typed into the form."""
        await self.must_record(interaction.user, interaction.channel)
        who = f"discord:{interaction.user.id}"
        text = await self.in_thread(
            lambda: actions.mark_reached(self.store, number, Reached(*map(str.strip, said)), who=who)
        )
        self.wake()
        await interaction.response.send_message(sentence(text), suppress_embeds=True)

    async def must_edit(self, person: discord.abc.User, channel: Any) -> None:  # noqa: ANN401  any kind of channel
        """Make sure that somebody may set rules and record results in a place: their own direct messages always count.

        Raises:
            RefusedError: they may not.
        """
        if not isinstance(person, discord.Member):
            return
        if channel.permissions_for(person).manage_channels:
            return
        role = await self.in_thread(lambda: self._role(person.guild.id))
        if role is None or role not in [each.id for each in person.roles]:
            raise RefusedError(_("that needs the permission Manage Channels here, or the role set with !remind role"))

    async def must_record(self, person: discord.abc.User, channel: Any) -> None:  # noqa: ANN401  likewise
        """Make sure that somebody may record results: what all servers see is not changed by anybody's direct message.

        Raises:
            RefusedError: they may not.
        """
        if isinstance(person, discord.Member):
            await self.must_edit(person, channel)
            return
        for guild in self.client.guilds:
            with contextlib.suppress(discord.NotFound):
                member = await guild.fetch_member(person.id)
                role = await self.in_thread(lambda number=guild.id: self._role(number))  # type: ignore[misc]
                if member.guild_permissions.manage_channels or role in [each.id for each in member.roles]:
                    return
        raise RefusedError(
            _("recording results needs the permission Manage Channels, or the role set with !remind role, in a server")
        )

    def _role(self, guild: int) -> int | None:
        with self.store.read() as db:
            return digests.role(db, guild)
