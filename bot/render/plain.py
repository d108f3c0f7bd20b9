"""A page as plain text, columns aligned by the width that characters have in a terminal (Chinese ones take two cells)."""

from collections.abc import Iterator, Sequence

from wcwidth import wcswidth

from bot.answers.page import Column, Line, Page, Section, Table
from bot.i18n import _, speaking

_GAP = "  "
#: So many cells stand before each line of a section.
INDENT = 2
_LABEL_GAP = 2


def width(text: str) -> int:
    """Count the terminal cells that a text takes."""
    return max(wcswidth(text), 0) if text.isprintable() else len(text)


def padded(text: str, cells: int, align: str = "left") -> str:
    """Fill a text up to a width."""
    blanks = " " * max(cells - width(text), 0)
    return text + blanks if align == "left" else blanks + text


def render(page: Page) -> str:
    """Give the whole page as text without any markup."""
    with speaking(page.language):
        return _render(page)


def _render(page: Page) -> str:
    blocks = ["\n".join((page.title, *page.lead))]
    blocks += ["\n".join(section_lines(section)) for section in page.sections]
    blocks.append("\n".join(_("Note: {note}", note=note) for note in page.notes))
    blocks.append(page.footer)
    return "\n\n".join(block for block in blocks if block)


def section_lines(section: Section) -> Iterator[str]:
    """Give a section line by line."""
    if section.title:
        yield section.title
    labels = max((width(line.label) for line in section.lines), default=0)
    for line in section.lines:
        yield _line(line, labels)
    if section.table:
        yield from _table(section.table)


def column_widths(table: Table) -> list[int]:
    """Give the width that each column needs."""
    cells = [[column.title for column in table.columns], *table.rows]
    return [max(width(row[place]) for row in cells) for place in range(len(table.columns))]


def _line(line: Line, labels: int) -> str:
    text = f"{line.text}  {line.url}" if line.url else line.text
    return f"  {padded(line.label, labels + _LABEL_GAP)}{text}" if labels else f"  {text}"


def _table(table: Table) -> Iterator[str]:
    widths = column_widths(table)
    if any(column.title for column in table.columns):
        yield _row([column.title for column in table.columns], table.columns, widths)
    for row in table.rows:
        yield _row(row, table.columns, widths)
    if table.more:
        yield "  " + _("… and {count:,} more", count=table.more)


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    filled = (
        padded(cell, cells_wide, column.align) for cell, column, cells_wide in zip(cells, columns, widths, strict=True)
    )
    return f"  {_GAP.join(filled)}".rstrip()
