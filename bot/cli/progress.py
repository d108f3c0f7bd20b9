"""Progress of long work, for the person at the terminal."""

import sys
import time
from typing import TYPE_CHECKING

import click

from bot.terminal.safe import clean

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Shorter work than this shows no progress.
_SOON_SECONDS = 0.7


class ShownProgress:
    """Progress on standard error, once the work has taken a moment: a bar on a terminal, else one line, if there is one."""

    def __init__(self, line: str = "") -> None:
        self._line = line
        self._since = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show what is being done; ``total`` is 0 while it is not known."""
        if self._bar is None:
            if time.monotonic() - self._since < _SOON_SECONDS:
                return
            if not sys.stderr.isatty():
                self._say()
                return
            self._bar, self._task = _bar(what)
        if self._task is not None:
            self._bar.update(self._task, description=clean(what), completed=done, total=total or None)

    def _say(self) -> None:
        if self._line:
            click.echo(f"readout: {self._line}; that takes a while", err=True)
            self._line = ""

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
