"""The commands and their help. What they do is imported when a command runs, so that each starts fast."""

import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click
from click.decorators import FC

from bot.cli.session import Session

_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

GROUP_EXAMPLES = """\b
Examples:
  readout                                     talk to it (on Discord if DISCORD_TOKEN is set)
  readout ask "!deals 2025"                   one answer
  readout ask who paid the largest upfront in 2025
  readout --today 2026-11-22 ask "!milestones next 90 days"
  readout --db team.db import deals.csv       keep a store of your own
"""


#: Periods reach some years to either side of today, and the calendar of facts begins in 1900.
_FIRST_YEAR, _LAST_YEAR = 1950, 2090


class _Day(click.ParamType[date]):
    """A day of the calendar, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = value if isinstance(value, date) else datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            self.fail(f"{value} is no day of the calendar, such as 2026-11-22", param, ctx)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.fail(f"{value} is outside the years {_FIRST_YEAR} to {_LAST_YEAR}", param, ctx)
        return day


def _file_option(form: str, help_: str) -> Callable[[FC], FC]:
    return click.option(f"--{form}", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE", help=help_)


@click.group(invoke_without_command=True, context_settings=_HELP, epilog=GROUP_EXAMPLES)
@click.option(
    "--db", type=click.Path(path_type=Path), help="The store; made from the bundled facts if it does not exist."
)
@click.option("--today", type=_Day(), help="Answer as if today were this day (what is known stays the same).")
@click.version_option(package_name="readout", prog_name="readout")
@click.pass_context
def readout(context: click.Context, db: Path | None, today: date | None) -> int | None:
    """Answer questions about China's innovative-drug deals and readouts, with sources.

    Without a command: on Discord if DISCORD_TOKEN is set (in the environment or in .env), else as a chat in this
    terminal.
    """
    session = Session(db, today)
    context.obj = session
    context.call_on_close(session.close)
    if context.invoked_subcommand is not None:
        return None
    if session.settings.discord_token is not None:
        click.echo("DISCORD_TOKEN is set: starting on Discord", err=True)
        return _discord(session)
    click.echo("DISCORD_TOKEN is not set: starting a chat in the terminal", err=True)
    return _chat(session)


@readout.command(epilog="\b\nExamples:\n  readout chat\n  printf '!deals 2025\\n!drug AK112\\n' | readout chat\n")
@click.pass_obj
def chat(session: Session) -> int:
    """Talk in this terminal, as one conversation.

    With input piped in, answers each line and ends.
    """
    return _chat(session)


@readout.command(
    epilog='\b\nExamples:\n  readout ask "!drug AK112"\n  readout ask --json how many ADC deals in 2025\n'
    "  readout ask --explain top 5 ADC deals of 2025 by upfront\n"
    "  printf '!deals 2025\\n!drug 依沃西\\n' | readout ask --json\n"
    '  readout ask --xlsx deals.xlsx --png deals.png "!deals 2025"\n  readout ask --ics ak112.ics "!drug AK112"\n'
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with all rows.")
@click.option(
    "--explain", is_flag=True, help="Tell how it is understood, instead of answering: words, query, plan, confidence."
)
@click.option("--chart", is_flag=True, help="Draw the answer in plain characters.")
@_file_option("csv", "All rows as CSV; - for standard output.")
@_file_option("xlsx", "All rows as a spreadsheet.")
@_file_option("ics", "The milestones as a calendar; - for standard output.")
@_file_option("png", "The answer as a picture.")
@click.argument("text", nargs=-1)
@click.pass_obj
def ask(
    session: Session, /, text: tuple[str, ...], as_json: bool, explain: bool, chart: bool, **files: Path | None
) -> int:
    """Answer one question, or many.

    TEXT is anything one may type in chat: a command such as !deals 2025, or a question.
    Without TEXT, every line of standard input is a question of its own, with one answer each, in order.
    """
    from bot.spoken import speak_as_chosen  # noqa: PLC0415
    from bot.terminal import asking, screen  # noqa: PLC0415
    from bot.terminal.files import with_files  # noqa: PLC0415

    speak_as_chosen(session.settings.language)
    questions = [asking.from_arguments(text)] if text else asking.lines(sys.stdin.buffer)
    if explain:
        if chart or any(files.values()):
            raise click.UsageError("--explain gives no answer, and so no picture or file of one")
        asking.explain(session.readout.explain, questions, sys.stdout, as_json=as_json)
        return 0
    if chart or any(files.values()):
        asked = _attached(session, text, files, chart=chart)
        if asked is None:
            return 0
        questions = [asked]
    answer = with_files(session.readout, partial(session.readout.ask, all_rows=as_json))
    if as_json:
        asking.answer_in_json(answer, questions, sys.stdout)
    else:
        asking.answer_in_text(answer, questions, screen.Screen(sys.stdout))
    return 0


@readout.command(
    epilog="\b\nExamples:\n  DISCORD_TOKEN=… readout discord\n  readout --db team.db discord\n"
    "  readout discord --clock 2026-11-01T08:59:50+08:00@60\n"
)
@click.option("--clock", help="Run on a made clock, for demonstrations: where it starts, and how many times as fast.")
@click.pass_obj
def discord(session: Session, clock: str | None) -> int:
    """Run as a bot on Discord."""
    return _discord(session, clock)


@readout.command(
    "import",
    epilog="\b\nExamples:\n  readout import deals.csv\n  readout export facts && readout --db new.db import facts\n",
)
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def import_(session: Session, path: Path) -> int:
    """Take in a CSV file, or a folder of them.

    PATH is a file named after its table (deals.csv, guidance.csv …) or a folder that holds such files.
    All of it is taken in or nothing; every fault is named. Rows that are not in the files stay as they are.
    """
    from bot.cli import files  # noqa: PLC0415

    return files.take_in(session.store, path)


@readout.command(epilog="\b\nExamples:\n  readout export facts\n  readout --db team.db export backup\n")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def export(session: Session, folder: Path) -> int:
    """Write every table as a CSV file into DIR."""
    from bot.cli import files  # noqa: PLC0415

    return files.give_out(session.store, folder)


@readout.command(epilog="\b\nExamples:\n  readout log\n  readout log 12\n")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many changes, or records."
)
@click.argument("change", type=int, required=False)
@click.pass_obj
def log(session: Session, change: int | None, limit: int) -> int:
    """List what was changed, by whom and why, newest first.

    With the number of a change: what it changed, record by record.
    """
    from bot.cli import history  # noqa: PLC0415

    return history.show(session, change, limit)


@readout.command(epilog="\b\nExamples:\n  readout undo --dry-run\n  readout undo\n  readout undo 12\n")
@click.option("--dry-run", is_flag=True, help="Only say what would be taken back.")
@click.argument("change", type=int, required=False)
@click.pass_obj
def undo(session: Session, change: int | None, dry_run: bool) -> int:
    """Take back a change of the facts, as a whole.

    CHANGE is its number in the log; without one, the last change that was not taken back yet. Taking back is a change
    with a number too, and can be taken back itself.
    """
    from bot.cli import history  # noqa: PLC0415

    return history.take_back(session, change, dry_run=dry_run)


@readout.command(epilog="\b\nExamples:\n  readout check\n  readout --db team.db check\n")
@click.pass_obj
def check(session: Session) -> int:
    """Look through the store for faults. Exit status 1 if there are errors."""
    from bot.cli import checking  # noqa: PLC0415

    return checking.run(session.store, session.today())


@readout.command(
    epilog="\b\nExamples:\n  readout remind --dry-run --until 2027-03-31\n"
    "  readout --today 2026-02-15 remind --dry-run --until 2026-12-31 --json\n"
)
@click.option(
    "--dry-run", is_flag=True, required=True, help="Print the schedule; posting is what `readout discord` does."
)
@click.option("--until", type=_Day(), required=True, help="The last day of the schedule.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def remind(session: Session, until: date, as_json: bool, dry_run: bool) -> int:  # noqa: ARG001  asked for, for safety
    """Print the whole coming schedule of reminders.

    With a past --today: as it stood on that day, with what had been published by then.
    """
    from bot.cli import reminding  # noqa: PLC0415

    return reminding.show(session, until, as_json=as_json)


def _attached(session: Session, text: tuple[str, ...], files: Mapping[str, Path | None], *, chart: bool) -> str | None:
    """Write the files of an answer and draw it; gives the question whose answer is to be shown besides, if one is."""
    from bot.cli import attaching  # noqa: PLC0415
    from bot.terminal import asking  # noqa: PLC0415

    if not text:
        raise click.UsageError("a file or a picture is of one answer: give the question as TEXT")
    question = asking.from_arguments(text)
    shown = attaching.give(session.readout, question, files)
    if chart and not shown:
        attaching.draw(session.readout, question)
    return None if shown or chart else attaching.question_of(question)


def _chat(session: Session) -> int:
    from bot.terminal import chat as terminal  # noqa: PLC0415

    return terminal.run(session.readout, session.settings.language)


def _discord(session: Session, made: str | None = None) -> int:
    from bot.client.run import run_discord  # noqa: PLC0415  discord.py takes half a second to load

    if made is None:
        return run_discord(session.settings, session.store, today=session.today)
    from bot.reminders import clock  # noqa: PLC0415

    try:
        start, speed = clock.parse(made)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--clock") from error
    running = clock.made(session.store, start, speed)
    zone = session.settings.zone
    now = running.now().astimezone(zone)
    click.echo(f"the clock is made: it is {now:%Y-%m-%d %H:%M:%S %z} and goes {speed:g} times as fast", err=True)
    return run_discord(
        session.settings, session.store, today=lambda: running.now().astimezone(zone).date(), clock=running
    )
