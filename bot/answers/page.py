"""How an answer reads, without saying how it is drawn: the same page goes to Discord, to a terminal and into plain text.

All texts are data, never markup: whoever draws them escapes what its medium would take for a command.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.i18n import Language

#: What an answer is about, which decides its colour and sign.
Theme = Literal["deals", "drug", "company", "milestones", "trial", "market", "comparison", "search", "help", "question"]
Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a label (may be empty) and what is to be said. ``day`` is a firm day that the line speaks of."""

    text: str
    label: str = ""
    day: date | None = None
    url: str = ""
    #: The record that the line is about, if it is about one: kind and id.
    about: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand to the right."""

    title: str
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first of them naming the row. ``more`` counts rows that come after those shown.

    ``keys`` says what each row is about: kind of record and id. ``first`` counts the rows before those shown, where a
    list can be turned like pages; None where it cannot.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0
    keys: tuple[tuple[str, str], ...] = ()
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a page: lines, a table, or both."""

    title: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A whole answer: ``title`` says what about, ``lead`` answers, the sections tell the rest, ``footer`` where it comes from."""

    theme: Theme
    title: str
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    footer: str = ""
    #: What the words that are drawn around it are said in.
    language: Language = "en"

    def shows(self, sign: str) -> bool:
        """Tell whether a sign stands in one of the tables."""
        tables = (section.table for section in self.sections if section.table)
        return any(sign in cell for table in tables for row in table.rows for cell in row)


def respelled(page: Page, spell: Callable[[str], str]) -> Page:
    """Give a page with every text as ``spell`` writes it; addresses and keys stay."""
    return replace(
        page,
        title=spell(page.title),
        lead=tuple(map(spell, page.lead)),
        sections=tuple(_section(section, spell) for section in page.sections),
        notes=tuple(map(spell, page.notes)),
        footer=spell(page.footer),
    )


def _section(section: Section, spell: Callable[[str], str]) -> Section:
    lines = tuple(replace(line, text=spell(line.text), label=spell(line.label)) for line in section.lines)
    table = section.table and replace(
        section.table,
        columns=tuple(replace(column, title=spell(column.title)) for column in section.table.columns),
        rows=tuple(tuple(map(spell, row)) for row in section.table.rows),
    )
    return Section(spell(section.title), lines, table)
