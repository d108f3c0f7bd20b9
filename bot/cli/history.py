"""The log of changes on the command line, and taking a change back."""

from itertools import islice

import click

from bot import changes
from bot.cli.session import Session
from bot.terminal.safe import clean
from db import history

#: So many records of one change are shown when it is taken back.
_SHOWN = 20


def show(session: Session, batch: int | None, limit: int) -> int:
    """Print the newest changes, or what one of them changed."""
    zone = session.settings.zone
    with session.store.read() as db:
        if batch is None:
            found = list(islice(history.entries(db), limit + 1))
            for each in found[:limit]:
                taken_back = " · taken back" if each.is_undone else ""
                click.echo(clean(f"{each.batch:>5}  {changes.summed(each, zone)}{taken_back}"))
            if len(found) > limit:
                click.echo(f"… and earlier ones: readout log --limit {limit * 5}")
            return 0
        click.echo(clean(f"Change {batch}: {changes.summed(changes.entry(db, batch), zone)}"))
        for line in changes.lines(history.of_batch(db, batch), limit):
            click.echo(clean(f"  {line}"))
    return 0


def take_back(session: Session, wanted: int | None, *, dry_run: bool) -> int:
    """Take back a change, or only say which and what that would change."""
    with session.store.read() as db:
        meant = changes.entry(db, changes.number(db, wanted))
        done = changes.reversed_(history.of_batch(db, meant.batch))
    if not dry_run:
        done = session.store.undo(meant.batch, who="command line")
    said = f"change {meant.batch}: {changes.summed(meant, session.settings.zone)}"
    click.echo(clean(f"{'Would take' if dry_run else 'Took'} back {said}"))
    for line in changes.lines(done, _SHOWN):
        click.echo(clean(f"  {line}"))
    if not dry_run and done:
        click.echo(f"readout undo {done[0].batch} puts it back.")
    return 0
