"""Answers of ``readout ask`` as files, and as pictures in plain characters."""

import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import click

from bot.app import Readout
from bot.attachments import charted, dated, exported, pictured
from bot.charts import plain
from bot.exports import File, NothingToGiveError
from bot.terminal.safe import clean
from db.errors import StoreError

STANDARD_OUTPUT = Path("-")
#: What is text can go to standard output.
_TEXT_FORMS = ("csv", "ics")
_MAKING: Mapping[str, Callable[[Readout, str], File]] = {
    "csv": lambda readout, text: exported(readout, "csv", text),
    "xlsx": lambda readout, text: exported(readout, "xlsx", text),
    "ics": dated,
    "png": pictured,
}


def give(readout: Readout, text: str, wanted: Mapping[str, Path | None]) -> bool:
    """Write the files asked for, once all of them are made; tells whether one of them went to standard output.

    Raises:
        UsageError: a file that is no text was to go to standard output, or two were.
        StoreError: there is nothing to put into a file, or it cannot be written.
    """
    chosen = {form: path for form, path in wanted.items() if path is not None}
    to_output = [form for form, path in chosen.items() if path == STANDARD_OUTPUT]
    if len(to_output) > 1 or not set(to_output) <= set(_TEXT_FORMS):
        raise click.UsageError("only one of --csv and --ics can go to standard output; name a file for the others")
    if len(set(chosen.values())) < len(chosen):
        raise click.UsageError("two files have the same name")
    made = [(path, _made(partial(_MAKING[form], readout, text))) for form, path in chosen.items()]
    for path, file in made:
        _write(path, file)
    return bool(to_output)


def draw(readout: Readout, text: str) -> None:
    """Draw the picture for a question in plain characters.

    Raises:
        StoreError: there is nothing to draw.
    """
    try:
        spec, _ = charted(readout, text)
    except NothingToGiveError as error:
        raise StoreError(str(error)) from error
    for line in plain.lines(spec, shutil.get_terminal_size().columns):
        click.echo(clean(line))


def _made(making: Callable[[], File]) -> File:
    try:
        return making()
    except NothingToGiveError as error:
        raise StoreError(str(error)) from error


def _write(path: Path, file: File) -> None:
    if path == STANDARD_OUTPUT:
        sys.stdout.buffer.write(file.data)
        sys.stdout.buffer.flush()
        return
    try:
        path.write_bytes(file.data)
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror}): name another file") from error
    click.echo(clean(f"Wrote {path}: {file.sentence}"), err=True)
