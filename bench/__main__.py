"""`make bench`: how long answers take, at the bundled size and on a large store, and how much the size costs.

The large store is made once and kept in the user's cache folder; it is made anew when what it is made from has changed.
"""

import hashlib
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from platformdirs import user_cache_path

from bench import completing
from bench.made import make
from bot.app import Readout
from db.bundle import open_store
from db.errors import StoreError
from db.store import Store

ROOT = Path(__file__).parents[1]
QUESTIONS = Path(__file__).with_name("questions.txt")
#: The day of the measurements: with another one, other facts would be asked for.
TODAY = date(2026, 11, 22)
#: Each question is asked so often, or for so long, whichever ends first; twice at least.
_TIMES, _SECONDS = 15, 1.5
#: What a large store depends on.
_MADE_FROM = ("bench/made.py", "db/schema/*.py", "db/derived.py", "db/data/*.csv")


@dataclass(frozen=True, slots=True)
class Measured:
    """How long one question took, in milliseconds: when it was asked first, and medians of when it was asked again.

    ``reading`` is the part that it takes to understand it, which both include.
    """

    kind: str
    reading: float
    first: float
    again: float


@click.command()
@click.option("--deals", default=100_000, show_default=True, help="Deals in the large store.")
@click.option("--milestones", default=1_000_000, show_default=True, help="Milestones in the large store.")
@click.option("--names", type=click.IntRange(min=10_000), default=200_000, help="Names in it: milestones need drugs.")
def main(deals: int, milestones: int, names: int) -> None:
    """Measure every question of questions.txt on both stores, and print medians and their ratio."""
    questions = QUESTIONS.read_text(encoding="utf-8").splitlines()
    large = large_store(deals, milestones, names)
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "readout.db"
        open_store(small).close()
        measured = [measure(path, questions) for path in (small, large)]
        completed = [completing.measure(path) for path in (small, large)]
    click.echo(f"{'bundled':>20} {'':<13}{'large':>20}")
    click.echo(f"{'first':>10} {'again':>10} {'(reading)':>10}  {'first':>10} {'again':>10}  {'kind':<11} question")
    for question, before, after in zip(questions, *measured, strict=True):
        click.echo(
            f"{before.first:>7.1f} ms {before.again:>7.1f} ms {before.reading:>7.1f} ms  {after.first:>7.1f} ms"
            f" {after.again:>7.1f} ms  {after.kind:<11} {question}"
        )
    for name, each in zip(("bundled", "large"), measured, strict=True):
        for when in ("reading", "first", "again"):
            times = [getattr(one, when) for one in each]
            click.echo(f"{name}, {when}: median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms")
    for name, times in zip(("bundled", "large"), completed, strict=True):
        click.echo(f"{name}, completion: median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms")


def large_store(deals: int, milestones: int, names: int) -> Path:
    """Give the large store of these sizes, made if there is none of the present facts and tables."""
    folder = user_cache_path("readout", appauthor=False) / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{deals}-{milestones}-{names}-{_fingerprint()}.db"
    if not path.exists():
        for outdated in folder.glob(f"{deals}-{milestones}-{names}-*"):
            outdated.unlink()
        click.echo(f"making {path} (once; takes a minute or two, and more than a gigabyte)", err=True)
        make(path, deals=deals, milestones=milestones, names=names)
    return path


def _fingerprint() -> str:
    files = sorted(path for pattern in _MADE_FROM for path in ROOT.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def measure(path: Path, questions: list[str]) -> list[Measured]:
    """Ask each question over and over."""
    with Store(path) as store:
        readout = Readout(store, today=lambda: TODAY)
        readout.ask(questions[0])  # what is loaded only once is no part of an answer
        return [_measured(readout, question) for question in questions]


def _measured(readout: Readout, question: str) -> Measured:
    reading: list[float] = []
    answering: list[float] = []
    kind = ""
    begin = time.perf_counter()
    while len(answering) < 2 or (len(answering) < _TIMES and time.perf_counter() - begin < _SECONDS):
        start = time.perf_counter()
        readout.understand(question)
        read = time.perf_counter()
        try:
            kind = readout.ask(question).kind
        except StoreError as error:
            kind = type(error).__name__
        reading.append(read - start)
        answering.append(time.perf_counter() - read)
    first, *again = answering
    return Measured(kind, *(each * 1000 for each in (statistics.median(reading), first, statistics.median(again))))


if __name__ == "__main__":
    main()
