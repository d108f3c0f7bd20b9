"""What a run ends with: its exit status, and one message for whatever went wrong. No traceback reaches the user."""

import contextlib
import io
import logging
import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from bot.cli.commands import readout
from db.errors import StoreError

OK, REFUSED = 0, 1
#: What a shell reports for a program that Ctrl-C, or the end of its reader, has stopped.
INTERRUPTED, READER_GONE = 130, 141


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 refused or unusable, 2 wrong usage, 130 stopped by Ctrl-C."""
    _speak_utf8()
    try:
        # Not readout.main(), which has words and an exit status of its own for Ctrl-C and for a reader that has gone.
        with readout.make_context("readout", list(sys.argv[1:] if args is None else args)) as context:
            status = readout.invoke(context)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001  the last place where an error can become a sentence
        return _status_of(error)
    return status if isinstance(status, int) else OK


def _status_of(error: BaseException) -> int:
    for kind, end in _ENDS:
        if isinstance(error, kind):
            return end(error)
    return _unexpected(error)


def _interrupted(_error: BaseException) -> int:
    _drop_output()
    return INTERRUPTED


def _reader_gone(_error: BaseException) -> int:
    _drop_output()
    return READER_GONE


def _exit(error: BaseException) -> int:
    code = error.code if isinstance(error, SystemExit) else getattr(error, "exit_code", REFUSED)
    return code if isinstance(code, int) else OK if code is None else REFUSED


def _wrong_usage(error: BaseException) -> int:
    if isinstance(error, click.ClickException):
        error.show()
    return _exit(error)


def _refused(error: BaseException) -> int:
    click.echo(f"readout: {error}", err=True)
    return REFUSED


#: How a run ends, by what was raised; the first that fits counts.
_ENDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Callable[[BaseException], int]], ...] = (
    ((KeyboardInterrupt, click.Abort), _interrupted),
    (BrokenPipeError, _reader_gone),
    ((SystemExit, click.exceptions.Exit), _exit),
    (click.ClickException, _wrong_usage),
    (StoreError, _refused),
)


def _unexpected(error: BaseException) -> int:
    """Say that something broke, under an id by which its trace is found."""
    number = secrets.token_hex(4)
    if _debugging():
        _trace(logging.StreamHandler(sys.stderr), number, error)
        where = "its trace stands above"
    else:
        where = _written(number, error)
    click.echo(f"readout: something broke that should not have (error {number}); {where}", err=True)
    return REFUSED


def _debugging() -> bool:
    from bot.settings import SettingsError, load_settings  # noqa: PLC0415  needed only when something broke

    try:
        return load_settings().log == "debug"
    except SettingsError:
        return False


def _written(number: str, error: BaseException) -> str:
    """Add the trace to the log file; gives in words where it is."""
    import platformdirs  # noqa: PLC0415  needed only when something broke

    for folder in (platformdirs.user_log_path("readout"), Path(tempfile.gettempdir())):
        file = folder / "readout.log"
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            _trace(logging.FileHandler(file, encoding="utf-8"), number, error)
            return f"its trace is in {file}"
    return "set READOUT_LOG=debug to see its trace"


def _trace(handler: logging.Handler, number: str, error: BaseException) -> None:
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log = logging.Logger("readout")  # noqa: LOG001  one message to one place, whatever else is logged where
    log.addHandler(handler)
    log.error("error %s", number, exc_info=error)
    handler.close()


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale, and never fail over a character that cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_output() -> None:
    """Keep the interpreter from writing to a reader that has gone when it flushes at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
