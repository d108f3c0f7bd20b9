"""What happens when somebody presses a button under an answer, or chooses from a menu there.

Only whoever asked may; everybody else, and whoever comes too late or presses twice at once, is told so in a sentence.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, cast

import discord

from bot.client import errors, languages, layout
from bot.client.actions import ACTIONS
from bot.client.asked import ANY, ANYBODY, Asked, about
from bot.client.base import Base
from bot.client.errors import ToldError, View
from bot.client.facets import FACETS, Facet
from bot.client.forms import AsOf, Jump
from bot.client.items import Pressed
from bot.client.showing import Showing, is_over, is_private, place_of
from bot.i18n import N_, _, speak

Interaction = discord.Interaction[Any]

GONE = N_("what these buttons stood for is forgotten: please ask again")
ENDED = N_("these buttons have come to their end: please ask again")
NOT_YOURS = N_("these buttons are for the person who asked: ask yourself, and you get your own")
BUSY = N_("one moment: the last press is still being answered")
NOT_OFFERED = N_("that is not offered any more: please ask again")


class Presses:
    """Responds to presses."""

    def __init__(self, base: Base, showing: Showing) -> None:
        self._base = base
        self._showing = showing
        self._busy: set[int] = set()

    async def handle(self, interaction: Interaction, pressed: Pressed) -> None:
        """Respond to a press, whatever happens."""
        if not self._base.seen.is_new(interaction.id):
            return
        try:
            await languages.listen(self._base, interaction)
            await self._handle(interaction, pressed)
        except Exception as error:  # noqa: BLE001  the one place that all errors of presses come to
            await errors.report_interaction(interaction, error)

    async def _handle(self, interaction: Interaction, pressed: Pressed) -> None:
        message = interaction.message
        handler = _HANDLERS.get(pressed.name)
        if message is None or handler is None:
            raise ToldError(_(NOT_OFFERED))
        if message.id in self._busy:
            raise ToldError(_(BUSY))
        self._busy.add(message.id)
        try:
            asked = await self._base.in_thread(lambda: self._base.asking.find(pressed.key))
            if asked is not None:
                speak(asked.base.language)  # that of what the button stands under
            if asked is None:
                await self._showing.end(interaction, _(GONE))
            elif asked.asker not in (ANYBODY, interaction.user.id):
                raise ToldError(_(NOT_YOURS) + _again(asked))
            elif asked.asker != ANYBODY and is_over(message):
                await self._showing.end(interaction, _(ENDED) + _again(asked))
            else:
                self._base.throttle.take(interaction.user.id)
                await handler(self, interaction, pressed, asked)
        finally:
            self._busy.discard(message.id)

    async def turn(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Show another page."""
        await self._show_page(interaction, asked, int(pressed.about or 0))

    async def jump(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Ask for the number of a page."""

        async def go(submitted: Interaction, number: int) -> None:
            await self._show_page(submitted, asked, number)

        await interaction.response.send_modal(Jump(asked.base.language, int(pressed.about or 1), go))

    async def menus(self, interaction: Interaction, _pressed: Pressed, asked: Asked) -> None:
        """Show the menus for sorting and filtering."""
        await self._show_page(interaction, asked, menus=True)

    async def choose(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Sort or filter."""
        chosen = asked.choosing(cast("Facet", pressed.name), pressed.values[0])
        await self._show_page(interaction, chosen, menus=True)

    async def as_of(self, interaction: Interaction, _pressed: Pressed, asked: Asked) -> None:
        """Ask as of which day."""

        async def choose(submitted: Interaction, day: date | None) -> None:
            await self._show_page(submitted, asked.choosing("asof", str(day) if day else ANY))

        today = self._base.readout.today()
        await interaction.response.send_modal(AsOf(asked.base.language, asked.chosen.get("asof"), today, choose))

    async def reset(self, interaction: Interaction, _pressed: Pressed, asked: Asked) -> None:
        """Take back all that was chosen."""
        await self._show_page(interaction, asked.model_copy(update={"chosen": {}}), menus=True)

    async def done(self, interaction: Interaction, _pressed: Pressed, asked: Asked) -> None:
        """Go back from the menus."""
        await self._show_page(interaction, asked)

    async def details(self, interaction: Interaction, pressed: Pressed, _asked: Asked) -> None:
        """Show what is known of a row, to whoever wants it."""
        entity, _, id_ = pressed.values[0].partition(":")
        asked = Asked(asker=interaction.user.id, words=f"!{entity} {id_}", base=about(entity, id_))
        place = place_of(interaction)
        ready = await self._showing.work(
            interaction, lambda: self._base.asking.query(place, asked), anew=True, private=True
        )
        await self._showing.answer(interaction, ready, private=True)

    async def ask(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Ask what was suggested: in place of the question back, else as an answer of its own."""
        place, number = place_of(interaction), int(pressed.values[0] if pressed.values else pressed.about or 0)
        private = asked.asker == ANYBODY or is_private(interaction.message)
        in_place = asked.base.kind in ("unknown", "clarify") and asked.asker != ANYBODY
        ready = await self._showing.work(
            interaction,
            lambda: self._base.asking.suggested(place, asked, number),
            anew=not in_place,
            private=private,
        )
        if in_place:
            await self._showing.put(interaction, ready)
        else:
            await self._showing.answer(interaction, ready, private=private)

    async def share(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Post for all what one person alone saw."""
        place, number = place_of(interaction), int(pressed.about or 0)
        ready = await self._showing.work(interaction, lambda: self._base.asking.query(place, asked, number), anew=False)
        view = layout.under(ready) or View()
        if interaction.response.is_done():
            await interaction.edit_original_response(view=view)
        else:
            await interaction.response.edit_message(view=view)
        await self._showing.answer(interaction, ready, private=False)

    async def act(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Do what an extension offers."""
        action = ACTIONS.get(pressed.about)
        if action is None:
            raise ToldError(_(NOT_OFFERED))
        await action.run(interaction, asked.query)

    async def _show_page(self, interaction: Interaction, asked: Asked, number: int = 0, *, menus: bool = False) -> None:
        """Show a page of an answer where the press was."""
        place = place_of(interaction)
        ready = await self._showing.work(
            interaction, lambda: self._base.asking.query(place, asked, number, menus=menus), anew=False
        )
        await self._showing.put(interaction, ready)


Handling = Callable[[Presses, Interaction, Pressed, Asked], Awaitable[None]]

_HANDLERS: dict[str, Handling] = {
    **dict.fromkeys(("first", "back", "next", "last"), Presses.turn),
    **dict.fromkeys(FACETS, Presses.choose),
    "jump": Presses.jump,
    "menus": Presses.menus,
    "reset": Presses.reset,
    "done": Presses.done,
    "details": Presses.details,
    "ask": Presses.ask,
    "share": Presses.share,
    "asof": Presses.as_of,
    "do": Presses.act,
}


def _again(asked: Asked) -> str:
    return _(", as in {words}", words=asked.words) if asked.words else ""
