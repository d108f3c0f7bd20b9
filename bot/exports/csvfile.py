"""An answer as CSV, the way that spreadsheets read it without being told anything."""

import csv
import io

from bot.answers.model import Answer
from bot.exports.safety import neutral
from bot.exports.table import Cell, flatten


def write(answer: Answer) -> bytes:
    """Give the rows as CSV: UTF-8 with a mark that spreadsheets know it by, a header, texts that are no formulas."""
    flat = flatten(answer)
    out = io.StringIO(newline="")
    # Quoting every text keeps it in one cell also where the list separator is another one.
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(neutral(column) for column in flat.columns)
    writer.writerows([_shown(cell) for cell in row] for row in flat.rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _shown(cell: Cell) -> str | int | float:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if cell is None:
        return ""
    return neutral(cell.replace("\0", "")) if isinstance(cell, str) else cell
