"""The forms that buttons under answers open: for the number of a page, and for a day."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import discord

from bot.client import errors
from bot.client.errors import ToldError
from bot.client.showing import LIFETIME_IN_PRIVATE
from bot.i18n import N_, Language, _, speak
from bot.sentences import told
from db.periods import PeriodError, parse_period

Interaction = discord.Interaction[Any]
NO_PAGE = N_("that is no page number: give one such as 2")


class Form(discord.ui.Modal):
    """A form that speaks the language of the answer it belongs to, and reports its errors like everything else."""

    def __init__(self, title: str, language: Language) -> None:
        super().__init__(title=title, timeout=LIFETIME_IN_PRIVATE.total_seconds())
        self._language = language

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Take what was typed."""
        speak(self._language)
        await self.take(interaction)

    async def take(self, interaction: Interaction) -> None:
        """Do what was asked for."""
        raise NotImplementedError

    async def on_error(  # type: ignore[override]  # the library calls it so
        self, interaction: Interaction, error: Exception, /
    ) -> None:
        """Report it."""
        await errors.report_interaction(interaction, error)


class Jump(Form):
    """Asks for the number of a page, from 1 up; ``go`` is told it as counted from 0."""

    def __init__(self, language: Language, pages: int, go: Callable[[Interaction, int], Awaitable[None]]) -> None:
        super().__init__(_("Go to page"), language)
        self.page: discord.ui.TextInput[Jump] = discord.ui.TextInput(label=_("Page"), placeholder="2", max_length=6)
        self.add_item(self.page)
        self._pages = pages
        self._go = go

    async def take(self, interaction: Interaction) -> None:
        """Go there; beyond the last page is the last page."""
        typed = self.page.value.strip()
        if not typed.isdecimal() or int(typed) < 1:
            raise ToldError(_(NO_PAGE))
        await self._go(interaction, min(int(typed), self._pages) - 1)


class AsOf(Form):
    """Asks as of which day up to ``today`` an answer is to be; ``choose`` is told None where nothing is typed: as of now."""

    def __init__(
        self,
        language: Language,
        chosen: str | None,
        today: date,
        choose: Callable[[Interaction, date | None], Awaitable[None]],
    ) -> None:
        super().__init__(_("As known on a day"), language)
        self.day: discord.ui.TextInput[AsOf] = discord.ui.TextInput(
            label=_("Day"), placeholder="2026-02-15", default=chosen, max_length=40, required=False
        )
        self.add_item(self.day)
        self._today = today
        self._choose = choose

    async def take(self, interaction: Interaction) -> None:
        """Show the answer as it would have been; of a month or a year the last day counts."""
        typed = self.day.value.strip()
        try:
            day = parse_period(typed, today=self._today).end if typed else None
        except PeriodError as error:
            raise ToldError(told(str(error))) from error
        if day is not None and day > self._today:
            raise ToldError(_("that day lies ahead: type one up to {day}", day=self._today))
        await self._choose(interaction, day)
