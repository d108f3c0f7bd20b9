"""A page as a Discord message: embeds, or text where embeds are not allowed, within Discord's limits whatever it holds.

Everything that a page says is data and is escaped. What does not fit is counted, never dropped in silence.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

import discord
from discord.utils import format_dt

from bot.answers.page import Line, Page, Section, Table, Theme
from bot.answers.times import days_in_words
from bot.i18n import _, speaking
from bot.render.markdown import fitted, link, plain, size

# Discord's limits, each with a little left for what joins the parts.
MESSAGE_ROOM = 5900
DESCRIPTION_ROOM = 4000
TITLE_ROOM = 250
FIELD_ROOM = 1024
FIELDS = 25
CONTENT_ROOM = 1950

# What a part may take at most, so that the others get their share.
_LEAD_ROOM = 1200
_NOTES_ROOM = 800
_FOOTER_ROOM = 300
_HEADING_ROOM = 80
_TEXT_ROOM = 480
_LABEL_ROOM = 100
_CELL_ROOM = 160
_ROW_ROOM = 480
#: Lines of one section that are looked at; more would not fit on any screen.
_LINES = 100
#: One field is left for the notes; plain text has room for fewer sections.
_SECTIONS = FIELDS - 1
_SECTIONS_OF_TEXT = 8

_EMPTY = "–"
_HOW_MANY_ROOM = size("… and 9,999,999 more")


@dataclass(frozen=True, slots=True)
class Look:
    """How answers about something look: the colour of the bar, the sign before the title."""

    colour: int
    sign: str


LOOKS: dict[Theme, Look] = {
    "deals": Look(0x2E7D32, "🤝"),
    "drug": Look(0x1565C0, "💊"),
    "company": Look(0x5E35B1, "🏢"),
    "milestones": Look(0xEF6C00, "📅"),
    "trial": Look(0x00838F, "🧪"),
    "market": Look(0x9E9D24, "📈"),
    "comparison": Look(0x6D4C41, "⚖️"),
    "search": Look(0x546E7A, "🔎"),
    "help": Look(0x455A64, "💡"),
    "question": Look(0xC62828, "❓"),
}


@dataclass(frozen=True, slots=True)
class _Block:
    """A part of the page, escaped: its heading, its lines, and how many more there are."""

    heading: str
    lines: tuple[str, ...]
    more: int = 0

    @property
    def need(self) -> int:
        """The room that all of it takes."""
        return sum(size(line) + 1 for line in self.lines) + _HOW_MANY_ROOM + 1

    def within(self, room: int) -> str:
        return filled(self.lines, self.more, room) or _EMPTY


@dataclass(frozen=True, slots=True)
class _Parts:
    """A whole page, escaped and not yet laid out."""

    title: str
    lead: _Block
    blocks: tuple[_Block, ...]
    notes: _Block
    footer: str


def embeds(page: Page, zone: ZoneInfo) -> list[discord.Embed]:
    """Draw a page as the embeds of one message; firm days are shown as noon in ``zone``."""
    with speaking(page.language):
        return _embeds(page, zone)


def _embeds(page: Page, zone: ZoneInfo) -> list[discord.Embed]:
    parts = _parts(page, zone, _SECTIONS)
    look = LOOKS[page.theme]
    lead = parts.lead.within(_LEAD_ROOM) if parts.lead.lines else ""
    notes = parts.notes.within(_NOTES_ROOM) if parts.notes.lines else ""
    laid = [discord.Embed(colour=look.colour, title=f"{look.sign} {parts.title}", description=lead or None)]
    spent = size(parts.title) + size(lead) + size(notes) + size(parts.footer) + _HEADING_ROOM
    for block, room in zip(parts.blocks, _rooms(parts.blocks, MESSAGE_ROOM - spent), strict=True):
        _place(laid, block.heading, block.within(min(room, DESCRIPTION_ROOM - _HEADING_ROOM)))
    if notes:
        laid[-1].add_field(name=_("Note"), value=notes, inline=False)
    if parts.footer:
        laid[-1].set_footer(text=parts.footer)
    return laid


def text(page: Page, zone: ZoneInfo) -> str:
    """Draw a page as the text of one message, for places where embeds are not allowed."""
    with speaking(page.language):
        return _text(page, zone)


def _text(page: Page, zone: ZoneInfo) -> str:
    parts = _parts(page, zone, _SECTIONS_OF_TEXT)
    head = f"**{LOOKS[page.theme].sign} {parts.title}**"
    footer = [fitted(line, _FOOTER_ROOM) for line in parts.footer.splitlines()]
    small = _Block("", (*parts.notes.lines, *footer))
    below = "\n".join(f"-# {line}" for line in small.within(_FOOTER_ROOM).splitlines()) if small.lines else ""
    blocks = (parts.lead, *parts.blocks) if parts.lead.lines else parts.blocks
    rooms = _rooms(blocks, CONTENT_ROOM - size(head) - size(below))
    drawn = [_under(block.heading, block.within(room)) for block, room in zip(blocks, rooms, strict=True)]
    return "\n\n".join(part for part in (head, *drawn, below) if part)


def sentence(words: str) -> str:
    """Escape a sentence that stands in a message by itself, such as what went wrong."""
    return fitted(words, CONTENT_ROOM)


def filled(lines: Sequence[str], more: int, room: int) -> str:
    """Join as many lines as there is room for; those that are left out and ``more`` are counted at the end."""
    if not more and sum(size(line) + 1 for line in lines) - 1 <= room:
        return "\n".join(lines)
    kept, used = [], _HOW_MANY_ROOM
    for line in lines:
        used += size(line) + 1
        if used > room:
            break
        kept.append(line)
    return "\n".join((*kept, _("… and {count:,} more", count=len(lines) - len(kept) + more)))


def shares(needs: Sequence[int], room: int) -> list[int]:
    """Share out room: nobody gets more than is needed, and what that leaves goes to those who need more."""
    given = [0] * len(needs)
    waiting = sorted(range(len(needs)), key=needs.__getitem__)
    for done, place in enumerate(waiting):
        given[place] = min(needs[place], room // (len(waiting) - done))
        room -= given[place]
    return given


def _rooms(blocks: Sequence[_Block], room: int) -> list[int]:
    headings = sum(size(block.heading) + len("\n\n****\n") for block in blocks)
    return shares([block.need for block in blocks], room - headings)


def _place(laid: list[discord.Embed], heading: str, body: str) -> None:
    """Put a section where it fits: into a field, under what the embed says so far, or into an embed of its own."""
    last = laid[-1]
    if size(body) <= FIELD_ROOM and (heading or last.fields):
        last.add_field(name=heading or _EMPTY, value=body, inline=False)
        return
    body = _under(heading, body)
    said = f"{last.description}\n\n{body}" if last.description else body
    if not last.fields and size(said) <= DESCRIPTION_ROOM:
        last.description = said
    else:
        laid.append(discord.Embed(colour=last.colour, description=body))


def _under(heading: str, body: str) -> str:
    return f"**{heading}**\n{body}" if heading else body


def _parts(page: Page, zone: ZoneInfo, most: int) -> _Parts:
    sections = [section for section in page.sections if section.title or section.lines or section.table]
    notes = [fitted(note, _TEXT_ROOM) for note in page.notes]
    if len(sections) > most:
        notes.insert(0, _("… and {count:,} more sections", count=len(sections) - most))
    return _Parts(
        title=fitted(page.title, TITLE_ROOM) or _EMPTY,
        lead=_Block("", tuple(shown for text in page.lead if (shown := fitted(text, _TEXT_ROOM)))),
        blocks=tuple(_block(section, zone) for section in sections[:most]),
        notes=_Block("", tuple(note for note in notes if note)),
        footer=_cut("\n".join(filter(None, map(plain, page.footer.splitlines()))), _FOOTER_ROOM),
    )


def _cut(words: str, room: int) -> str:
    """Cut at a word what is shown without Markdown."""
    if size(words) <= room:
        return words
    kept = words[: room - 1]
    while size(kept) > room - 1:
        kept = kept[:-1]
    return f"{kept.rpartition(' ')[0] or kept}…"


def _block(section: Section, zone: ZoneInfo) -> _Block:
    table = section.table or Table((), ())
    lines = [_line(line, zone) for line in section.lines[:_LINES]]
    lines += _rows(table)
    more = len(section.lines) + len(table.rows) + table.more - len(lines)
    return _Block(fitted(section.title, _HEADING_ROOM), tuple(lines), more)


def _line(line: Line, zone: ZoneInfo) -> str:
    label = fitted(line.label, _LABEL_ROOM)
    said = fitted(line.text, _TEXT_ROOM)
    parts = [f"**{label}**" if label else "", said, _when(line, zone), link(line.url) if line.url else ""]
    return " ".join(part for part in parts if part) or _EMPTY


def _when(line: Line, zone: ZoneInfo) -> str:
    """Give the line's day in the reader's own way; noon keeps it the same day for most of the world."""
    if line.day is None:
        return ""
    noon = datetime.combine(line.day, time(12), zone)
    relative = format_dt(noon, "R")
    day = line.day.isoformat()
    said = any(form in text for form in (day, days_in_words(day)) for text in (line.text, line.label))
    return f"({relative})" if said else f"{format_dt(noon, 'D')} ({relative})"


def _rows(table: Table) -> Iterator[str]:
    titles = [plain(column.title) for column in table.columns]
    # The first cell names its row in bold; if its column has no title, that is plain enough.
    shown = titles if not titles or titles[0] else titles[1:]
    head = f"*{_joined([fitted(title, _CELL_ROOM) or _EMPTY for title in shown])}*\n" if any(titles) else ""
    for place, row in enumerate(table.rows[:_LINES]):
        # The titles go with the first row: they are never alone, and are not counted.
        yield (head if place == 0 else "") + _row(row, keep_empty=bool(head))


def _row(cells: Sequence[str], *, keep_empty: bool) -> str:
    shown = [fitted(cell, _CELL_ROOM) or _EMPTY for cell in cells if keep_empty or plain(cell)]
    return _joined([f"**{shown[0]}**", *shown[1:]]) if shown else _EMPTY


def _joined(cells: Sequence[str]) -> str:
    """Set cells side by side as far as there is room."""
    ends = itertools.accumulate(size(cell) + len(" · ") for cell in cells)
    fitting = [cell for cell, end in zip(cells, ends, strict=True) if end <= _ROW_ROOM]
    return " · ".join(fitting) + (
        f" · {_('… {count} more', count=len(cells) - len(fitting))}" if len(fitting) < len(cells) else ""
    )
