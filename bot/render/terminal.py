"""A page on a terminal: colour by what it is about, columns that line up, links in full so that they can be clicked.

Every text passes through ``clean`` and becomes rich ``Text``, so that neither rich's markup nor a terminal's commands
can stand in it.
"""

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from bot.answers.page import Column, Line, Page, Section, Table, Theme
from bot.i18n import _, speaking
from bot.terminal.safe import clean

COLOURS: dict[Theme, str] = {
    "deals": "green",
    "drug": "magenta",
    "company": "blue",
    "milestones": "yellow",
    "trial": "cyan",
    "market": "bright_green",
    "comparison": "bright_blue",
    "search": "bright_cyan",
    "help": "bright_magenta",
    "question": "red",
}
_INDENT = (0, 0, 0, 2)


def draw(page: Page, console: Console) -> None:
    """Draw a whole page."""
    with speaking(page.language):
        blocks = list(_blocks(page))
    for number, block in enumerate(blocks):
        if number:
            console.print()
        for each in block:
            # A URL that is cut into lines by the program cannot be clicked; cut by the terminal it can.
            console.print(each, soft_wrap=isinstance(each, Text) and each.no_wrap is True)


def _blocks(page: Page) -> Iterator[Sequence[RenderableType]]:
    """Give the parts between which a line stays blank."""
    colour = COLOURS[page.theme]
    yield [_text(page.title, f"bold {colour}"), *(_text(line) for line in page.lead)]
    for section in page.sections:
        yield list(_section(section, colour))
    if page.notes:
        yield [_text(_("Note: {note}", note=note), "italic") for note in page.notes]
    if page.footer:
        yield [_text(page.footer, "dim")]


def _section(section: Section, colour: str) -> Iterator[RenderableType]:
    if section.title:
        yield _text(section.title, colour)
    yield from _lines(section.lines)
    if section.table:
        yield Padding(_table(section.table), _INDENT)
        if section.table.more:
            yield Padding(_text(_("… and {count:,} more", count=section.table.more), "dim"), _INDENT)


def _lines(lines: Sequence[Line]) -> Iterator[RenderableType]:
    labels = max((_text(line.label).cell_len for line in lines), default=0)
    for line in lines:
        grid = Grid.grid(padding=(0, 2, 0, 0))
        if labels:
            grid.add_column(no_wrap=True, min_width=labels, style="cyan")
        grid.add_column(overflow="fold")
        grid.add_row(*([_text(line.label)] if labels else []), _text(line.text))
        yield Padding(grid, _INDENT)
        if line.url:
            url = _text(f"  {' ' * (labels + 2 if labels else 0)}{line.url}", "dim")
            url.no_wrap = True
            yield url


def _table(table: Table) -> Grid:
    grid = Grid(
        box=box.SIMPLE_HEAD, show_header=any(column.title for column in table.columns), pad_edge=False, show_edge=False
    )
    for number, column in enumerate(table.columns):
        _add_column(grid, column, is_first=number == 0)
    for row in table.rows:
        grid.add_row(*(_text(cell) for cell in row))
    return grid


def _add_column(grid: Grid, column: Column, *, is_first: bool) -> None:
    grid.add_column(
        _text(column.title),
        justify=column.align,
        style="bold" if is_first else None,
        no_wrap=column.align == "right",
        overflow="fold",
    )


def _text(text: str, style: str = "") -> Text:
    return Text(clean(text), style=style, overflow="fold")
