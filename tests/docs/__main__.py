"""`make docs`: bring the tables and transcripts in the documents up to date."""

import tempfile
from pathlib import Path

import click

from db.bundle import open_store
from tests.docs import tables, transcripts
from tests.docs.transcripts import ROOT, Sandbox


def main() -> None:
    """Rewrite every document, and say which ones that changed."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "readout.db"
        open_store(store).close()
        for number, file in enumerate(transcripts.documents()):
            place = Path(folder) / str(number)
            place.mkdir()
            changed = [tables.rewrite(file), transcripts.rewrite(file, Sandbox(place, store))]
            click.echo(f"{file.relative_to(ROOT)}: {'changed' if any(changed) else 'as it was'}")


if __name__ == "__main__":
    main()
