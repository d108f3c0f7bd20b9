"""Showing an answer to an interaction, in place or as a message of its own, and ending in time what stands under it."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import discord
from discord.utils import utcnow

from bot.client import layout, posting
from bot.client.asked import ANYBODY
from bot.client.asking import Place, Ready
from bot.client.base import Base
from bot.client.errors import View
from bot.render.discord import sentence

Interaction = discord.Interaction[Any]

#: How long what stands under an answer can be pressed after the last press.
LIFETIME = timedelta(hours=1)
#: What only one person sees can be changed for a quarter of an hour, by Discord's rules.
LIFETIME_IN_PRIVATE = timedelta(minutes=14)
#: Seconds after which people are shown that their answer is being made; Discord gives an interaction three.
PATIENCE = 1.0


class Showing:
    """Shows answers."""

    def __init__(self, base: Base) -> None:
        self._base = base

    async def work(
        self, interaction: Interaction, call: Callable[[], Ready], *, anew: bool, private: bool = False
    ) -> Ready:
        """Make an answer, and show that it is being made when that takes long; ``anew``: as a message of its own."""
        work = self._base.in_thread(call)
        await asyncio.wait({work}, timeout=PATIENCE)
        if not work.done() and not interaction.response.is_done():
            await interaction.response.defer(ephemeral=private, thinking=anew)
        return await work

    async def put(self, interaction: Interaction, ready: Ready) -> None:
        """Show an answer in place of what was there."""
        message = interaction.message
        private = is_private(message)
        as_text = message is not None and bool(message.content) and not message.embeds
        view = layout.under(ready, private=private)
        changed = {**posting.drawn(ready.page, ready.zone, as_text=as_text), "view": view}
        if interaction.response.is_done():
            await interaction.edit_original_response(**changed)
        else:
            await interaction.response.edit_message(**changed)
        if message is not None:
            self.shown(
                message.id, ready, view, interaction=interaction if private else None, channel=message.channel.id
            )

    async def answer(self, interaction: Interaction, ready: Ready, *, private: bool) -> None:
        """Show an answer as a message of its own."""
        view = layout.under(ready, private=private)
        as_text = not interaction.app_permissions.embed_links
        message: dict[str, Any] = posting.drawn(ready.page, ready.zone, as_text=as_text) | {"ephemeral": private}
        if view is not None:
            message["view"] = view
        sent: discord.Message | discord.InteractionMessage | None
        if interaction.response.is_done():
            sent = await interaction.followup.send(**message, wait=True)
        else:
            response = await interaction.response.send_message(**message)
            sent = response.resource if isinstance(response.resource, discord.InteractionMessage) else None
        if sent is not None:
            self.shown(sent.id, ready, view, message=sent if private else None, channel=sent.channel.id)

    def shown(
        self,
        number: int,
        ready: Ready,
        view: discord.ui.View | None,
        *,
        channel: int,
        interaction: Interaction | None = None,
        message: discord.Message | None = None,
    ) -> None:
        """Remember what a message shows, and end what stands under it in time.

        What one person alone sees can be changed only by way of the ``interaction`` or the ``message`` it came with.
        """
        self._base.recent.put(number, ready.answer.to_go_on_from or ready.asked.query)
        if view is None or ready.asked.asker == ANYBODY:
            self._base.endings.stop(number)
            return

        async def end() -> None:
            with contextlib.suppress(discord.HTTPException):  # it is gone, or not ours to change
                if interaction is not None:
                    await interaction.edit_original_response(view=posting.disabled(view))
                elif message is not None:
                    await message.edit(view=posting.disabled(view))
                else:
                    place = self._base.get_partial_messageable(channel)
                    await place.get_partial_message(number).edit(view=posting.disabled(view))

        lifetime = LIFETIME if interaction is None and message is None else LIFETIME_IN_PRIVATE
        self._base.endings.start(number, lifetime.total_seconds(), end)

    async def end(self, interaction: Interaction, said: str) -> None:
        """Take the life out of what stands under a message, and say so."""
        message = interaction.message
        if message is not None:
            await interaction.response.edit_message(view=posting.disabled(View.from_message(message, timeout=None)))
        await interaction.followup.send(sentence(said), ephemeral=True, suppress_embeds=True)


def place_of(interaction: Interaction) -> Place:
    """Tell who did something where."""
    return Place(interaction.user.id, interaction.channel_id or 0, interaction.guild_id)


def is_private(message: discord.Message | None) -> bool:
    """Tell whether one person alone sees a message."""
    return message is not None and message.flags.ephemeral


def is_over(message: discord.Message) -> bool:
    """Tell whether what stands under a message can be pressed no longer."""
    last = message.edited_at or message.created_at
    return utcnow() - last > (LIFETIME_IN_PRIVATE if is_private(message) else LIFETIME)
