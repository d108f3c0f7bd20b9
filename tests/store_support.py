"""Looking at a store as a whole, and writing CSV files for it."""

import csv
import io
from importlib.resources import files
from pathlib import Path

from db.csvform import TABLE_OF_FILE, columns_of
from db.store import Store

#: Tables of the full-text indexes, which follow the tables that they index.
_INDEXES = ("name_gram", "document_text")


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table, to tell whether two stores hold the same."""
    with store.read(seconds=60) as db:
        tables = [name for name in db.table_names() if not name.startswith(_INDEXES)]
        return {
            name: sorted((tuple(row.values()) for row in db.query(f"SELECT * FROM [{name}]")), key=repr)
            for name in tables
        }


def facts(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Give the content without what tells when, in how many steps and in what order it was entered."""
    held = content(store)
    for name in ("store", "change", "_sqlite_migrations"):
        del held[name]
    for name in ("name", "document"):
        held[name] = sorted((row[1:] for row in held[name]), key=repr)
    return held


def bundled(name: str) -> list[dict[str, str]]:
    """Give the rows of a bundled file as they stand."""
    return list(csv.DictReader(io.StringIO(files("db.data").joinpath(f"{name}.csv").read_text(encoding="utf-8"))))


def header(name: str) -> list[str]:
    """Give the columns of a file."""
    return [column.name for column in columns_of(TABLE_OF_FILE[name])]


def as_csv(name: str, rows: list[dict[str, str]], columns: list[str] | None = None) -> str:
    """Write rows as a file would hold them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns or header(name), lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write_csv(folder: Path, name: str, rows: list[dict[str, str]], columns: list[str] | None = None) -> Path:
    """Write rows into a file of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.csv"
    path.write_text(as_csv(name, rows, columns), encoding="utf-8")
    return path
