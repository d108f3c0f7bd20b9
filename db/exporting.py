"""Giving the CSV form back: the same store gives the same bytes."""

import os
from pathlib import Path

from db import csvform, records
from db.store import Store
from db.tables import TABLES

#: An export reads everything, which may take longer than any question should.
_SECONDS = 600.0


def export_to(store: Store, folder: Path) -> dict[str, int]:
    """Write every table's CSV form into a folder, each file whole or not at all; gives the number of rows by file.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    with store.read(seconds=_SECONDS) as db:
        for table in TABLES:
            held = list(records.load_all(db, table.model))
            counts[table.file] = len(held)
            unfinished = folder / f".{table.file}.csv.{os.getpid()}"
            try:
                unfinished.write_text(csvform.write(held, table), encoding="utf-8", newline="")
                unfinished.replace(folder / f"{table.file}.csv")
            finally:
                unfinished.unlink(missing_ok=True)
    return counts
