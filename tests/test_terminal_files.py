"""!chart, !export and !calendar in the terminal: what is drawn, which files are written, what is said instead."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import icalendar
import pytest

from bot.cli.run import main
from tests.test_exports import read_csv, read_sheet


@pytest.fixture
def run(
    bundled_store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Any:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)

    def running(*words: str, typed: str = "") -> str:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        assert main(["--db", str(bundled_store_path), "--today", "2026-11-22", *words]) == 0
        out, err = capfd.readouterr()
        assert err == ""
        return out

    return running


@pytest.fixture
def files(tmp_path: Path) -> Any:
    return lambda: sorted(each.name for each in tmp_path.iterdir() if not each.name.startswith("."))


def test_a_chart_is_drawn_in_plain_characters(run: Any, files: Any) -> None:
    out = run("ask", "!chart deals by quarter")
    assert out.startswith("Deals, by quarter\nUS$;")
    assert "  Q2 2025 ███" in out
    assert "as of 2026-11-22, source:" in out
    assert "  Q2 2021" in out
    assert "0 deals" in out
    assert "undisclosed upfront, 0 deals" not in out
    assert files() == []


def test_a_chart_goes_into_a_file_that_is_named(run: Any, files: Any, tmp_path: Path) -> None:
    assert "Wrote deals.png" in run("ask", "!chart deals by quarter deals.png")
    assert (tmp_path / "deals.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("!export csv deals 2025", "readout-deals-2025-2026-11-22.csv"),
        ("!export deals 2025", "readout-deals-2025-2026-11-22.csv"),
        ("!export deals 2025 as xlsx", "readout-deals-2025-2026-11-22.xlsx"),
        ("！导出 json !deals 2025", "readout-deals-2025-2026-11-22.json"),
        ("!export deals 2025 to mine.xlsx", "mine.xlsx"),
        ("!export deals 2025 > mine.csv", "mine.csv"),
    ],
)
def test_an_export_is_written_into_the_current_folder(
    run: Any, files: Any, tmp_path: Path, text: str, name: str
) -> None:
    assert run("ask", text).startswith((f"Wrote {name}\n", f"已写入 {name}\n"))
    assert files() == [name]
    data = (tmp_path / name).read_bytes()
    lines = {".csv": read_csv, ".xlsx": read_sheet, ".json": lambda data: [0, *json.loads(data)["rows"]]}
    assert len(lines[Path(name).suffix](data)) == 91


def test_a_calendar_is_written_into_the_current_folder(run: Any, files: Any, tmp_path: Path) -> None:
    run("ask", "!calendar AK112")
    [name] = files()
    assert icalendar.Calendar.from_ical((tmp_path / name).read_bytes()).events


def test_no_file_is_ever_written_over(run: Any, files: Any, tmp_path: Path) -> None:
    for _ in range(3):
        run("ask", "!export csv deals 2025")
    assert files() == [f"readout-deals-2025-2026-11-22{number}.csv" for number in ("-2", "-3", "")]
    (tmp_path / "mine.csv").write_text("mine")
    assert "there is a file mine.csv already" in run("ask", "!export deals 2025 mine.csv").lower()
    assert (tmp_path / "mine.csv").read_text() == "mine"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("!chart", "Say what of, as in !chart deals by quarter"),
        ("!export", "Say what of, as in !export csv deals 2025 ADC"),
        ("!chart sources ak112", "No picture shows that"),
        ("!chart about", "No picture shows that"),
        ("!chart deals 2025 bananas", "Try !chart deals 2025\n"),
        ("!export csv deals 1999", "There is nothing to put into a file: The store holds no such deal"),
        ("!export csv about", "only JSON holds it"),
        ("!calendar !deals 2025", "There is nothing to put into a calendar"),
        ("!calendar publish", "works on Discord alone"),
        ("!chart AK112 x.csv", "!chart gives files that end in .png"),
        ("!export deals 2025 ../x.csv", "no plain name of a file"),
        ("!export deals 2025 /tmp/x.csv", "no plain name of a file"),
        ("!chrat deals by quarter", "!chart deals by quarter"),
        ("!help export", "!export csv deals 2025 ADC"),
        ("!help remind", "!remind here AK112"),
    ],
)
def test_what_cannot_be_given_is_said_and_nothing_is_written(run: Any, files: Any, text: str, said: str) -> None:
    assert said in run("ask", text)
    assert files() == []


def test_a_folder_that_cannot_be_written_into_is_named(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be written here (Permission denied)" in run("ask", "!export deals 2025")


def test_without_words_they_speak_of_the_answer_before(run: Any, files: Any) -> None:
    out = run("chat", typed="!deals 2025\n!chart\n!export json\nand in 2024?\n!chart and in 2023\n")
    assert "  2025-01 ███" in out
    assert files() == ["readout-deals-2025-2026-11-22.json"]
    assert "\nDeals — 2024\n" in out
    assert "\nDeals — 2023\nUS$;" in out


def test_the_json_is_the_answer_with_the_picture_as_its_text(run: Any, files: Any) -> None:
    typed = "!chart deals 2025\n\n!export csv deals 2025\n!chart xyzzy plugh\n"
    drawn, blank, written, refused = map(json.loads, run("ask", "--json", typed=typed).splitlines())
    asked = json.loads(run("ask", "--json", "!deals 2025"))
    for answer in (drawn, written):
        assert {**answer, "text": ""} == {**asked, "text": ""}
    assert "2025-01 ███" in drawn["text"]
    assert written["text"].startswith("Wrote readout-deals-2025-2026-11-22.csv\n")
    assert blank["kind"] == refused["kind"] == "unknown"
    assert refused["suggestions"]
    assert files() == ["readout-deals-2025-2026-11-22.csv"]


def test_options_decide_over_the_command_before_the_question(
    run: Any, files: Any, capfd: Any, monkeypatch: Any, bundled_store_path: Path
) -> None:
    for said in ("Wrote", "Replaced"):
        words = ["ask", "--csv", "a.csv", "--png", "a.png", "!export xlsx deals 2025"]
        assert main(["--db", str(bundled_store_path), "--today", "2026-11-22", *words]) == 0
        out, err = capfd.readouterr()
        assert out.startswith("Deals — 2025\n")
        assert err.count(f"{said} a.") == 2
        assert files() == ["a.csv", "a.png"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("!chart 2025", "Deals — 2025"),
        ("!chart partners 2025", "Top partners — 2025"),
        ("!chart timeline Akeso", "Akeso · 康方生物"),
        ("!chart timeline", "Milestones — expected"),
        ("!chart bubbles", "Deals"),
        ("!chart comps AK112", "Comparable deals — PD-1 × VEGF"),
        ("!chart drug AK112", "AK112 · ivonescimab"),
    ],
)
def test_a_chart_is_asked_for_in_few_words(run: Any, text: str, title: str) -> None:
    assert run("ask", text).startswith(title)


@pytest.mark.parametrize("text", ["!calendar deals 2025", "!calendar market 2025", "!export pdf deals 2025"])
def test_what_is_plainly_something_else_is_refused(run: Any, files: Any, text: str) -> None:
    assert json.loads(run("ask", "--json", text))["kind"] == "unknown"
    assert files() == []
