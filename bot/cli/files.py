"""Files in and out, with what the person at the terminal wants to know of it."""

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.terminal.safe import clean
from db import exporting, importing
from db.errors import ImportRefusedError, StoreError
from db.importing import Counts
from db.store import Store

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Shorter work than this shows no progress.
_SOON_SECONDS = 0.7


def take_in(store: Store, path: Path) -> int:
    """Import a file or folder and say what changed; faults go to standard error, one a line."""
    shown = ShownProgress()
    try:
        done = importing.import_path(store, path, who="command line", progress=shown)
    except ImportRefusedError as error:
        shown.close()
        for problem in error.problems:
            click.echo(clean(str(problem)), err=True)
        if (unnamed := error.count - len(error.problems)) > 0:
            click.echo(f"… and {unnamed:,} more", err=True)
        click.echo(f"readout: {error}", err=True)
        return 1
    finally:
        shown.close()
    click.echo(imported(done.counts))
    return 0


def imported(counts: Mapping[str, Counts]) -> str:
    """Say what an import did, in two lines at most."""
    new, changed, same = (sum(getattr(each, field) for each in counts.values()) for field in ("new", "changed", "same"))
    if not new + changed:
        return f"Nothing changed: all {same:,} rows are held already."
    by_file = (f"{file} {_moved(each)}" for file, each in counts.items() if each.new or each.changed)
    return f"Imported: {new:,} new, {changed:,} changed, {same:,} as they were.\n{' · '.join(by_file)}"


def _moved(counts: Counts) -> str:
    parts = ((counts.new, "new"), (counts.changed, "changed"))
    return ", ".join(f"{count:,} {word}" for count, word in parts if count)


def give_out(store: Store, folder: Path) -> int:
    """Export to a folder and say what was written."""
    try:
        counts = exporting.export_to(store, folder)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written ({error.strerror}): name another folder") from error
    click.echo(f"Wrote {len(counts)} files with {sum(counts.values()):,} rows to {folder}")
    click.echo(" · ".join(f"{file}.csv {count:,}" for file, count in counts.items()))
    return 0


class ShownProgress:
    """Progress on standard error: only on a terminal, and only once the work has taken a moment."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show what is being done; ``total`` is 0 while it is not known."""
        if self._bar is None:
            if not sys.stderr.isatty() or time.monotonic() - self._since < _SOON_SECONDS:
                return
            self._bar, self._task = _bar(what)
        if self._task is not None:
            self._bar.update(self._task, description=clean(what), completed=done, total=total or None)

    def close(self) -> None:
        """Take the progress off the screen."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _bar(what: str) -> "tuple[Progress, TaskID]":
    from rich.console import Console  # noqa: PLC0415  only long work on a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    words = TextColumn("{task.description}", markup=False)
    bar = Progress(words, BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), transient=True)
    bar.start()
    return bar, bar.add_task(clean(what), total=None)
