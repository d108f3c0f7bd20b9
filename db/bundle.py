"""The facts that come with Readout, and the store that is made from them."""

from importlib.resources import as_file, files
from pathlib import Path

from db import importing
from db.deriving import Progress
from db.history import FOUNDER
from db.store import Store


def open_store(path: Path, progress: Progress = lambda *_: None) -> Store:
    """Open the store at a path; one that does not exist yet, or is an empty file, is made from the bundled facts.

    ``progress`` is told of work that a large store of an older version needs first.

    Raises:
        StoreUnusableError: the file cannot be made or used.
    """
    if not path.exists():
        return Store.create(path, fill)
    is_new = path.is_file() and path.stat().st_size == 0
    store = Store(path, progress)
    if is_new:
        fill(store)
    return store


def fill(store: Store) -> None:
    """Take the bundled facts into a store."""
    with as_file(files("db.data")) as folder:
        importing.import_path(store, folder, who=FOUNDER)
