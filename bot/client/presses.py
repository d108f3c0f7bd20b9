"""What happens when somebody presses a button under an answer, or chooses from a menu there.

Only whoever asked may; everybody else, and whoever comes too late or presses twice at once, is told so in a sentence.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

import discord
from discord.utils import utcnow

from bot.client import errors, languages, layout, posting
from bot.client.actions import ACTIONS
from bot.client.asked import ANY, ANYBODY, Asked
from bot.client.asking import Place, Ready
from bot.client.errors import ToldError, View
from bot.client.facets import FACETS, Facet
from bot.client.items import Pressed
from bot.i18n import N_, _, language, speak, told
from bot.language.query import Kind, Query
from bot.render.discord import sentence
from db.filters import MarketFilter, MilestoneFilter
from db.periods import PeriodError, parse_period

if TYPE_CHECKING:
    from bot.client.client import ReadoutClient

_log = logging.getLogger(__name__)

Interaction = discord.Interaction["ReadoutClient"]

#: How long what stands under an answer can be pressed after the last press.
LIFETIME = timedelta(hours=1)
#: What only one person sees can be changed for a quarter of an hour, by Discord's rules.
LIFETIME_IN_PRIVATE = timedelta(minutes=14)

GONE = N_("what these buttons stood for is forgotten: please ask again")
ENDED = N_("these buttons have come to their end: please ask again")
NOT_YOURS = N_("these buttons are for the person who asked: ask yourself, and you get your own")
BUSY = N_("one moment: the last press is still being answered")
NO_PAGE = N_("that is no page number: give one such as 2")
NOT_OFFERED = N_("that is not offered any more: please ask again")

#: Seconds after which people are shown that their answer is being made; Discord gives an interaction three.
PATIENCE = 1.0


class Presses:
    """Responds to presses."""

    def __init__(self, client: "ReadoutClient") -> None:
        self._client = client
        self._busy: set[int] = set()

    def today(self) -> date:
        """Give the day that answers speak of."""
        return self._client.readout.today()

    async def handle(self, interaction: Interaction, pressed: Pressed) -> None:
        """Respond to a press, whatever happens."""
        if not self._client.seen.is_new(interaction.id):
            return
        try:
            await languages.listen(self._client, interaction)
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
            asked = await self._client.in_thread(lambda: self._client.asking.find(pressed.key))
            if asked is not None:
                speak(asked.base.language)  # that of what the button stands under
            if asked is None:
                await self._end(interaction, _(GONE))
            elif asked.asker not in (ANYBODY, interaction.user.id):
                raise ToldError(_(NOT_YOURS) + _again(asked))
            elif asked.asker != ANYBODY and _is_over(message):
                await self._end(interaction, _(ENDED) + _again(asked))
            else:
                self._client.throttle.take(interaction.user.id)
                await handler(self, interaction, pressed, asked)
        finally:
            self._busy.discard(message.id)

    # --- what each button does ----------------------------------------------------------------------------------

    async def turn(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Show another page."""
        await self.show_page(interaction, asked, int(pressed.about or 0))

    async def jump(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Ask for the number of a page."""
        await interaction.response.send_modal(Jump(self, asked, int(pressed.about or 1)))

    async def menus(self, interaction: Interaction, _pressed: Pressed, asked: Asked) -> None:
        """Show the menus for sorting and filtering."""
        await self.show_page(interaction, asked, menus=True)

    async def choose(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Sort or filter."""
        chosen = asked.choosing(cast("Facet", pressed.name), pressed.values[0])
        await self.show_page(interaction, chosen, menus=True)

    async def as_of(self, interaction: Interaction, _pressed: Pressed, asked: Asked) -> None:
        """Ask as of which day."""
        await interaction.response.send_modal(AsOf(self, asked))

    async def reset(self, interaction: Interaction, _pressed: Pressed, asked: Asked) -> None:
        """Take back all that was chosen."""
        await self.show_page(interaction, asked.model_copy(update={"chosen": {}}), menus=True)

    async def done(self, interaction: Interaction, _pressed: Pressed, asked: Asked) -> None:
        """Go back from the menus."""
        await self.show_page(interaction, asked)

    async def details(self, interaction: Interaction, pressed: Pressed, _asked: Asked) -> None:
        """Show what is known of a row, to whoever wants it."""
        entity, _, id_ = pressed.values[0].partition(":")
        asked = Asked(asker=interaction.user.id, words=f"!{entity} {id_}", base=about(entity, id_))
        place = place_of(interaction)
        ready = await self.work(interaction, lambda: self._client.asking.query(place, asked), anew=True, private=True)
        await self.answer(interaction, ready, private=True)

    async def ask(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Ask what was suggested: in place of the question back, else as an answer of its own."""
        place, number = place_of(interaction), int(pressed.about or 0)
        private = asked.asker == ANYBODY or _is_private(interaction.message)
        in_place = asked.base.kind in ("unknown", "clarify") and asked.asker != ANYBODY
        ready = await self.work(
            interaction, lambda: self._client.asking.suggested(place, asked, number), anew=not in_place, private=private
        )
        if in_place:
            await self.put(interaction, ready)
        else:
            await self.answer(interaction, ready, private=private)

    async def share(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Post for all what one person alone saw."""
        place, number = place_of(interaction), int(pressed.about or 0)
        ready = await self.work(interaction, lambda: self._client.asking.query(place, asked, number), anew=False)
        view = layout.under(ready) or View()
        if interaction.response.is_done():
            await interaction.edit_original_response(view=view)
        else:
            await interaction.response.edit_message(view=view)
        await self.answer(interaction, ready, private=False)

    async def act(self, interaction: Interaction, pressed: Pressed, asked: Asked) -> None:
        """Do what an extension offers."""
        action = ACTIONS.get(pressed.about)
        if action is None:
            raise ToldError(_(NOT_OFFERED))
        await action.run(interaction, asked.query)

    # --- how it is shown ----------------------------------------------------------------------------------------

    async def show_page(self, interaction: Interaction, asked: Asked, number: int = 0, *, menus: bool = False) -> None:
        """Show a page of an answer where the press was."""
        place = place_of(interaction)
        ready = await self.work(
            interaction, lambda: self._client.asking.query(place, asked, number, menus=menus), anew=False
        )
        await self.put(interaction, ready)

    async def work(
        self, interaction: Interaction, call: Callable[[], Ready], *, anew: bool, private: bool = False
    ) -> Ready:
        """Make an answer, and show that it is being made when that takes long; ``anew``: as a message of its own."""
        work = self._client.in_thread(call)
        await asyncio.wait({work}, timeout=PATIENCE)
        if not work.done() and not interaction.response.is_done():
            await interaction.response.defer(ephemeral=private, thinking=anew)
        return await work

    async def put(self, interaction: Interaction, ready: Ready) -> None:
        """Show an answer in place of what was there."""
        message = interaction.message
        private = _is_private(message)
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
        self._client.recent.put(number, ready.asked.query)
        if view is None or ready.asked.asker == ANYBODY:
            self._client.endings.stop(number)
            return

        async def end() -> None:
            with contextlib.suppress(discord.HTTPException):  # it is gone, or not ours to change
                if interaction is not None:
                    await interaction.edit_original_response(view=posting.disabled(view))
                elif message is not None:
                    await message.edit(view=posting.disabled(view))
                else:
                    place = self._client.get_partial_messageable(channel)
                    await place.get_partial_message(number).edit(view=posting.disabled(view))

        lifetime = LIFETIME if interaction is None and message is None else LIFETIME_IN_PRIVATE
        self._client.endings.start(number, lifetime.total_seconds(), end)

    async def _end(self, interaction: Interaction, said: str) -> None:
        """Take the life out of what stands under a message, and say so."""
        message = interaction.message
        if message is not None:
            await interaction.response.edit_message(view=posting.disabled(View.from_message(message, timeout=None)))
        await interaction.followup.send(sentence(said), ephemeral=True, suppress_embeds=True)


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


class Jump(discord.ui.Modal):
    """Asks for the number of a page."""

    def __init__(self, presses: Presses, asked: Asked, pages: int) -> None:
        super().__init__(title=_("Go to page"), timeout=LIFETIME_IN_PRIVATE.total_seconds())
        self.page: discord.ui.TextInput[Jump] = discord.ui.TextInput(label=_("Page"), placeholder="2", max_length=6)
        self.add_item(self.page)
        self._pages = pages
        self._presses = presses
        self._asked = asked

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Go there; beyond the last page is the last page."""
        speak(self._asked.base.language)
        typed = self.page.value.strip()
        if not typed.isdecimal() or int(typed) < 1:
            raise ToldError(_(NO_PAGE))
        await self._presses.show_page(interaction, self._asked, min(int(typed), self._pages) - 1)

    async def on_error(  # type: ignore[override]  # the library calls it so
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Report it."""
        await errors.report_interaction(interaction, error)


class AsOf(discord.ui.Modal):
    """Asks as of which day an answer is to be; nothing typed means as of today."""

    def __init__(self, presses: Presses, asked: Asked) -> None:
        super().__init__(title=_("As known on a day"), timeout=LIFETIME_IN_PRIVATE.total_seconds())
        self.day: discord.ui.TextInput[AsOf] = discord.ui.TextInput(
            label=_("Day"),
            placeholder="2026-02-15",
            default=asked.chosen.get("asof"),
            max_length=40,
            required=False,
        )
        self.add_item(self.day)
        self._presses = presses
        self._asked = asked

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Show the answer as it would have been; of a month or a year the last day counts."""
        speak(self._asked.base.language)
        typed, today = self.day.value.strip(), self._presses.today()
        try:
            day = parse_period(typed, today=today).end if typed else None
        except PeriodError as error:
            raise ToldError(told(str(error))) from error
        if day is not None and day > today:
            raise ToldError(_("that day lies ahead: type one up to {day}", day=today))
        await self._presses.show_page(interaction, self._asked.choosing("asof", str(day) if day else ANY))

    async def on_error(  # type: ignore[override]  # the library calls it so
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Report it."""
        await errors.report_interaction(interaction, error)


def about(entity: str, id_: str) -> Query:
    """Give the question for all that is known of a record, in the language spoken now."""
    if entity == "market_figure":
        return Query(kind="market", market=MarketFilter(ids=(id_,)), language=language())
    if entity == "source":
        return Query(kind="sources", words=id_, language=language())
    if entity == "milestone":
        return Query(kind="milestones", milestones=MilestoneFilter(ids=(id_,)), language=language())
    return Query(kind=cast("Kind", entity), ids=(id_,), language=language())


def place_of(interaction: Interaction) -> Place:
    """Tell who did something where."""
    return Place(interaction.user.id, interaction.channel_id or 0, interaction.guild_id)


def _is_private(message: discord.Message | None) -> bool:
    return message is not None and message.flags.ephemeral


def _is_over(message: discord.Message) -> bool:
    last = message.edited_at or message.created_at
    return utcnow() - last > (LIFETIME_IN_PRIVATE if _is_private(message) else LIFETIME)


def _again(asked: Asked) -> str:
    return _(", as in {words}", words=asked.words) if asked.words else ""
