"""Files of answers from the command line, and what its page of help shows."""

import re
import shlex
from pathlib import Path
from typing import Any

import icalendar
import pytest

from bot.cli.run import main
from bot.exports.safety import original
from tests.test_exports import read_csv, read_sheet

PAGE = (Path(__file__).parent.parent / "docs" / "files.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^readout (ask .*)$", PAGE, re.MULTILINE)
QUESTIONS = re.findall(r"`([^`]+)`", PAGE.partition("## Which picture")[2])


@pytest.fixture
def run(
    bundled_store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Any:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)

    def running(*words: str) -> tuple[int, str, str]:
        status = main(["--db", str(bundled_store_path), "--today", "2026-11-22", *words])
        out, err = capfd.readouterr()
        return status, out, err

    return running


@pytest.mark.parametrize("command", SHOWN)
def test_the_page_shows_commands_that_work(run: Any, command: str, tmp_path: Path) -> None:
    words = shlex.split(command)
    status, out, err = run(*words)
    assert status == 0, err
    assert out
    named = [each for each in words if Path(each).suffix in (".csv", ".xlsx", ".ics", ".png")]
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(named)
    assert err.count("Wrote ") == len(named)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_page_shows_questions_that_have_a_picture(run: Any, question: str) -> None:
    status, out, err = run("ask", "--chart", question)
    assert (status, err) == (0, "")
    assert "as of 2026-11-22" in out


def test_the_page_names_every_kind_there_is() -> None:
    assert len(SHOWN) == 5
    assert len(QUESTIONS) == 16


def test_all_files_hold_the_same_answer(run: Any, tmp_path: Path) -> None:
    status, out, err = run("ask", "--csv", "a.csv", "--xlsx", "a.xlsx", "--png", "a.png", "!deals 2025")
    assert status == 0
    assert "Deals — 2025" in out
    assert err.splitlines() == [
        "Wrote a.csv: Deals — 2025: 90 deals",
        "Wrote a.xlsx: Deals — 2025: 90 deals",
        next(line for line in err.splitlines() if line.startswith("Wrote a.png: Deals — 2025 (US$")),
    ]
    lines, sheet = read_csv((tmp_path / "a.csv").read_bytes()), read_sheet((tmp_path / "a.xlsx").read_bytes())
    assert [original(line[0]) for line in lines] == [row[0] for row in sheet]
    assert len(lines) == 91


def test_a_table_on_standard_output_stands_there_alone(run: Any) -> None:
    status, out, err = run("ask", "--csv", "-", "!deals 2025")
    assert (status, err) == (0, "")
    assert len(read_csv(out.encode())) == 91


def test_a_calendar_on_standard_output_is_one(run: Any) -> None:
    status, out, _ = run("ask", "--ics", "-", "AK112")
    assert status == 0
    assert icalendar.Calendar.from_ical(out).events


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--csv", "a.csv", "!deals 1999"), 1, "nothing to put into a file"),
        (("--ics", "a.ics", "!deals 2025"), 1, "nothing to put into a calendar"),
        (("--png", "a.png", "!search ADC"), 1, "no picture shows that"),
        (("--chart", "xyzzy plugh"), 1, "that was not understood"),
        (("--csv", "a.csv", "--png", "b.png", "!search ADC"), 1, "no picture shows that"),
        (("--csv", "nowhere/a.csv", "!deals 2025"), 1, "cannot be written"),
        (("--png", "-", "!deals 2025"), 2, "name a file"),
        (("--csv", "-", "--ics", "-", "!milestones"), 2, "name a file"),
        (("--csv", "a", "--xlsx", "a", "!milestones"), 2, "same name"),
        (("--csv", "a.csv"), 2, "give the question"),
    ],
)
def test_what_cannot_be_given_is_said_and_nothing_is_written(
    run: Any, tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    ended, out, err = run("ask", *words)
    assert (ended, out) == (status, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []
