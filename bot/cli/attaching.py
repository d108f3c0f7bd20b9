"""Answers of ``readout ask`` as files, and as pictures in plain characters."""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import click

from bot import attachments
from bot.answers.model import Answer
from bot.app import Readout
from bot.attachments import Tool, Wanted
from bot.charts import ChartSpec, plain
from bot.exports import File, Form, NoFileError
from bot.terminal.safe import clean
from db.errors import StoreError

T = TypeVar("T")

STANDARD_OUTPUT = Path("-")
#: What is text can go to standard output.
_TEXT_FORMS = ("csv", "ics")
_TOOLS: Mapping[str, Tool] = {"csv": "export", "xlsx": "export", "ics": "calendar", "png": "chart"}


def question_of(text: str) -> str:
    """Give what is asked, also where a command stands before it that gives a file itself: the options say which files."""
    return _made(partial(_wanted, "chart", text)).question


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
    made = [(path, _made(partial(_file, readout, form, text))) for form, path in chosen.items()]
    for path, file in made:
        _write(path, file)
    return bool(to_output)


def draw(readout: Readout, text: str) -> None:
    """Draw the picture for a question in plain characters.

    Raises:
        StoreError: there is nothing to draw.
    """
    spec, _ = _made(partial(_charted, readout, text))
    for line in plain.lines(spec, shutil.get_terminal_size().columns):
        click.echo(clean(line))


def _charted(readout: Readout, text: str) -> tuple[ChartSpec, Answer]:
    asked = _wanted("chart", text)
    return attachments.charted(readout, attachments.meant(readout, asked), asked.style)


def _file(readout: Readout, form: str, text: str) -> File:
    tool = _TOOLS[form]
    asked = replace(_wanted(tool, text), tool=tool, name="")
    if tool == "export":
        asked = replace(asked, form=cast("Form", form))
    return attachments.made(readout, asked, attachments.meant(readout, asked))


def _wanted(tool: Tool, text: str) -> Wanted:
    return attachments.wanted(*(attachments.tool_of(text) or (tool, text)))


def _made(making: Callable[[], T]) -> T:
    try:
        return making()
    except NoFileError as error:
        raise StoreError(str(error)) from error


def _write(path: Path, file: File) -> None:
    if path == STANDARD_OUTPUT:
        sys.stdout.buffer.write(file.data)
        sys.stdout.buffer.flush()
        return
    done = "Replaced" if path.exists() else "Wrote"
    try:
        path.write_bytes(file.data)
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror}): name another file") from error
    click.echo(clean(f"{done} {path}: {file.sentence}"), err=True)
