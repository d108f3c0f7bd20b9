"""Where answers are shown: colours and tables on a terminal, plain text anywhere else."""

import os
from typing import TYPE_CHECKING, TextIO

from bot.answers.page import Page
from bot.render import plain
from bot.terminal.safe import clean

if TYPE_CHECKING:
    import rich.console


def wants_colour(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal whose user has not asked for plain text (NO_COLOR, TERM=dumb)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Screen:
    """A stream that pages are drawn on."""

    def __init__(self, stream: TextIO, *, coloured: bool | None = None) -> None:
        self._stream = stream
        self._console: rich.console.Console | None = None
        if wants_colour(stream) if coloured is None else coloured:
            from rich.console import Console as RichConsole  # noqa: PLC0415  pipes need no colours, and start faster

            self._console = RichConsole(file=stream, markup=False, emoji=False, highlight=False)

    def show(self, page: Page) -> None:
        """Draw a page."""
        if self._console is None:
            self._stream.write(clean(plain.render(page)) + "\n")
            return
        from bot.render import terminal  # noqa: PLC0415  as above

        terminal.draw(page, self._console)

    def say(self, text: str) -> None:
        """Write a line."""
        self._stream.write(clean(text) + "\n")

    def blank(self) -> None:
        """Leave a line blank, between one answer and the next."""
        self._stream.write("\n")

    def flush(self) -> None:
        """Let the reader have what was written so far."""
        self._stream.flush()
