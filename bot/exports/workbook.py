"""An answer as a spreadsheet: the rows on one sheet, what was asked and where it comes from on others."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.answers.model import Answer
from bot.exports.safety import neutral
from bot.exports.table import Cell, flatten

#: Characters that XML cannot carry.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What a cell can hold.
_LONGEST = 32_767
_CUT = "… (cut)"
_WIDTHS = (8, 60)
#: Rows that are looked at to find how wide a column should be.
_SAMPLE = 200


def write(answer: Answer, today: date) -> bytes:
    """Give a workbook with the sheets Rows, Sources and About."""
    book = Workbook()
    # The file speaks of the day that was asked about; only that keeps it the same when asked again.
    book.properties.created = book.properties.modified = datetime.combine(today, time())
    book.properties.creator = "Readout"
    rows = book.worksheets[0]
    rows.title = "Rows"
    flat = flatten(answer)
    _fill(rows, flat.columns, flat.rows)
    sources = [
        (each.title, each.publisher, str(each.published) if each.published else None, each.url)
        for each in answer.sources
    ]
    _fill(book.create_sheet("Sources"), ("title", "publisher", "published", "url"), sources)
    _fill(book.create_sheet("About"), ("what", "said"), _about(answer, today))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _about(answer: Answer, today: date) -> Iterable[tuple[Cell, ...]]:
    yield "answer", answer.page.title
    yield "as of", str(answer.query.as_of or today)
    yield from (("text", line) for line in answer.text.splitlines())
    yield from (("note", note) for note in answer.notes)
    yield "query", answer.query.model_dump_json(exclude_defaults=True)


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    for place, column in enumerate(columns, start=1):
        _put(sheet, 1, place, column)
        sheet.cell(1, place).font = Font(bold=True)
    height = 1
    for height, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            _put(sheet, height, place, value)
    sheet.freeze_panes = "A2"
    if columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{height}"
    _set_widths(sheet, columns)


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    cell = cast("SheetCell", sheet.cell(row, column))  # none of them is merged
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, int) and not isinstance(value, bool):
            cell.number_format = "#,##0"
        return
    text = neutral(_ILLEGAL.sub("", value))
    cell.value = text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top")


def _set_widths(sheet: Worksheet, columns: Sequence[str]) -> None:
    least, most = _WIDTHS
    for place, column in enumerate(columns, start=1):
        cells = sheet.iter_rows(2, min(sheet.max_row, _SAMPLE), place, place, values_only=True)
        longest = max((len(str(cell)) for (cell,) in cells if cell is not None), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(len(column) + 2, longest + 1, least), most)
