"""Files in and out, with what the person at the terminal wants to know of it."""

from collections.abc import Mapping
from pathlib import Path

import click

from bot.cli.progress import ShownProgress
from bot.terminal.safe import clean
from db import exporting, importing
from db.errors import ImportRefusedError, StoreError
from db.importing import Counts
from db.store import Store


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
