"""The log of the bot: on standard error, and never with the token in it."""

import contextlib
import logging
import sys
from collections.abc import Iterator
from typing import TextIO

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_REMOVED = "[token removed]"


class TokenFilter(logging.Filter):
    """Takes a secret out of every record, out of its trace too."""

    def __init__(self, secret: str) -> None:
        super().__init__()
        self._secret = secret
        self._traces = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean a record; all pass."""
        message = record.getMessage()
        if self._secret in message:
            record.msg, record.args = message.replace(self._secret, _REMOVED), None
        if record.exc_info and not record.exc_text:
            record.exc_text = self._traces.formatException(record.exc_info)
        if record.exc_text and self._secret in record.exc_text:
            # Formatters make the trace anew while the exception is there.
            record.exc_text, record.exc_info = record.exc_text.replace(self._secret, _REMOVED), None
        return True


@contextlib.contextmanager
def logged(level: str, secret: str | None = None, stream: TextIO | None = None) -> Iterator[None]:
    """Log to a stream (standard error) while the block runs: debug, info, warning or error and up."""
    root = logging.getLogger()
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(logging.Formatter(_FORMAT))
    if secret:
        handler.addFilter(TokenFilter(secret))
    before = root.level
    root.setLevel(level.upper())
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
