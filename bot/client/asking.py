"""From what was asked on Discord to an answer that is ready to be shown. All of it reads the store: call it in a thread."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.answers.context import Shown
from bot.answers.model import Answer
from bot.answers.page import Page, Section, Table
from bot.answers.wording import ROWS_SHOWN
from bot.app import Readout
from bot.client import actions, options
from bot.client import asked as asking
from bot.client.asked import LONGEST_WORDS, Asked
from bot.client.errors import ToldError
from bot.client.facets import FACETS_OF, Facet, Options, without_assumed_period
from bot.conversation import Conversations
from bot.i18n import N_, _, speaking
from bot.language.query import Query
from db import settings as kept_settings
from db.errors import StoreError

_log = logging.getLogger(__name__)

#: What to do where Discord does not hand out what people write.
CONTENT_REFUSED = N_(
    'Discord withholds messages that begin with the prefix: switch on "Message Content Intent" on the Bot page of '
    "https://discord.com/developers/applications and restart. Slash commands, mentions and direct messages work "
    "without."
)


FORGOTTEN = N_("that answer is forgotten: please ask again in words")


@dataclass(frozen=True, slots=True)
class Place:
    """Who asks where; ``guild`` is None in a direct message."""

    person: int
    channel: int
    guild: int | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer, ready to be shown.

    ``key`` names what its buttons stand for; None if the store could not keep that, so that there are none. ``number``
    counts pages from 0; ``options`` are the menus for sorting and filtering, where those are shown.
    """

    answer: Answer
    asked: Asked
    page: Page
    zone: ZoneInfo
    key: str | None
    number: int = 0
    pages: int = 1
    options: Options | None = None
    #: The names of what else can be done with it.
    actions: tuple[str, ...] = ()


class Asking:
    """Answers questions for the client. ``content_refused``: Discord does not hand out what people write."""

    def __init__(self, readout: Readout, zone: ZoneInfo, *, content_refused: bool = False) -> None:
        self.readout = readout
        self.conversations = Conversations(readout)
        self._zone = zone
        self._content_refused = content_refused

    def text(
        self, place: Place, text: str, *, before: Query | None = None, chosen: Mapping[Facet, str] | None = None
    ) -> Ready:
        """Answer a text, as a follow-up to ``before`` or to what the person asked last in the channel if it reads so.

        ``chosen`` narrows the answer as its menus would.

        Raises:
            StoreError: the store cannot answer.
            ToldError: that cannot be chosen.

        """
        if chosen:
            with self.readout.store.read() as db:
                valid = options.checked(db, chosen)
            base = self.readout.understand(text)
            if "year" in chosen:
                base = without_assumed_period(base)
            if base.kind in FACETS_OF:
                asked = Asked(asker=place.person, words=text[:LONGEST_WORDS], base=base, chosen=valid)
                return self.query(place, asked)
        answer = self.conversations.ask((place.channel, place.person), text, before=before, shown=Shown())
        asked = Asked(asker=place.person, words=text[:LONGEST_WORDS], base=answer.query)
        return self._ready(place, answer, asked)

    def again(self, place: Place, key: str) -> Ready:
        """Answer anew what has a key at its end, whoever asked it, wherever.

        Raises:
            ToldError: that is forgotten, or never was.
            StoreError: the store cannot answer.

        """
        asked = self.find(key.strip().lower())
        if asked is None:
            raise ToldError(_(FORGOTTEN))
        return self.query(place, asked.by(place.person))

    def query(self, place: Place, asked: Asked, number: int = 0, *, menus: bool = False) -> Ready:
        """Answer a question that is data already: page ``number``, with the menus for sorting and filtering or without.

        Raises:
            StoreError: the store cannot answer.

        """
        query = asked.query
        answer = self.readout.answer(query, shown=Shown(number * ROWS_SHOWN))
        if number >= pages_of(answer.page):  # facts were taken out since
            number, answer = 0, self.readout.answer(query, shown=Shown())
        self.conversations.remember((place.channel, place.person), answer.to_go_on_from or query)
        return self._ready(place, answer, asked, number, menus=menus)

    def suggested(self, place: Place, asked: Asked, number: int) -> Ready:
        """Ask what an answer suggests in that place of its suggestions.

        Raises:
            StoreError: the store cannot answer.

        """
        suggestions = self.readout.answer(asked.query).suggestions
        return self.text(place, suggestions[number] if number < len(suggestions) else "!help")

    def page(self, place: Place, asked: Asked, page: Page) -> Ready:
        """Make a page that was written for the occasion ready."""
        return self._ready(
            place, Answer(kind="search", query=asked.base, suggestions=asked.base.suggestions, page=page), asked
        )

    def find(self, key: str) -> Asked | None:
        """Give what a key in a button's id stands for, None if that is forgotten."""
        with self.readout.store.read() as db:
            return asking.find(db, key)

    def zone(self, guild: int | None) -> ZoneInfo:
        """Give the time zone of a server, else the bot's."""
        if guild is None:
            return self._zone
        with self.readout.store.read() as db:
            named = kept_settings.of_guild(db, guild).tz
        return ZoneInfo(named) if named else self._zone

    def _ready(self, place: Place, answer: Answer, asked: Asked, number: int = 0, *, menus: bool = False) -> Ready:
        pages = pages_of(answer.page)
        page = turned(answer.page, number) if pages > 1 else answer.page
        if answer.kind == "about" and self._content_refused:
            with speaking(page.language):
                page = replace(page, notes=(*page.notes, _(CONTENT_REFUSED)))
        offered = None
        if menus:
            with self.readout.store.read() as db:
                offered = asking.options(db, asked, self.readout.today())
        key = self._keep(asked)
        if key and answer.rows:
            page = replace(page, footer=f"{page.footer} · !again {key}")
        return Ready(
            answer,
            asked,
            page,
            self.zone(place.guild),
            key,
            number=number,
            pages=pages,
            options=offered,
            actions=tuple(action.name for action in actions.suiting(answer)),
        )

    def _keep(self, asked: Asked) -> str | None:
        try:
            return asking.keep(self.readout.store, asked)
        except StoreError as error:
            _log.warning("an answer goes without buttons: %s", error)
            return None


def rows_of(table: Table) -> int:
    """Count the rows of a list that can be turned: those shown, and those before and after."""
    return 0 if table.first is None else table.first + len(table.rows) + table.more


def pages_of(page: Page) -> int:
    """Count the pages that the lists of an answer make; the longest list tells."""
    longest = max((rows_of(section.table) for section in page.sections if section.table), default=0)
    return max(1, -(-longest // ROWS_SHOWN))


def turned(page: Page, number: int) -> Page:
    """Say on a page of several which rows of each list it shows; from the second page on there are only the lists."""
    with speaking(page.language):
        sections = [_section(section, number) for section in page.sections]
    return replace(page, sections=tuple(filter(None, sections)))


def _section(section: Section, number: int) -> Section | None:
    table = section.table
    if table is None or table.first is None:
        return None if number else section
    rows = rows_of(table)
    if rows <= ROWS_SHOWN:
        return section
    span = _("{first:,}–{last:,} of {count:,}", first=table.first + 1, last=table.first + len(table.rows), count=rows)
    return replace(section, title=f"{section.title} {span}".strip())
