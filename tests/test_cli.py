"""The command line: what goes in, what comes out, and with which exit status."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import ALL_ROWS_SECONDS, Readout
from bot.cli import commands
from bot.cli.run import main
from db.errors import QueryTimeoutError
from db.store import READ_LIMIT_SECONDS, Store


@dataclass
class Ended:
    """A run: exit status and what was written."""

    status: int
    out: str
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for name in list(os.environ):
        if name.startswith(("READOUT_", "DISCORD_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(bundled_store_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command over the bundled facts on a fixed day, with something on standard input."""

    def start(*args: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main(["--db", str(bundled_store_path), "--today", "2026-11-22", *args])
        said = capsys.readouterr()
        return Ended(status, said.out, said.err)

    return start


def process(store: Path, *args: str, **options) -> subprocess.Popen[bytes]:
    """Start the program as a user would."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-m", "bot", "--db", store, *args], **{**pipes, **options})


def test_one_question_gets_one_answer_in_text(run: Run):
    ended = run("ask", "!deals 2025")
    assert (ended.status, ended.err) == (0, "")
    assert "90 deals" in ended.out
    assert "\x1b" not in ended.out


def test_words_need_no_quotes(run: Run):
    assert run("ask", "!drug", "AK112").out == run("ask", "!drug AK112").out


def test_json_has_the_fields_that_others_rely_on(run: Run):
    (answer,) = run("ask", "--json", "!deals 2025").answers
    expected = {"kind", "query", "value", "unit", "text", "rows", "sources", "notes", "suggestions"}
    assert set(answer) == expected
    assert answer["kind"] == "deals"
    assert answer["query"]["deals"]["period"] == {"start": "2025-01-01", "end": "2025-12-31", "text": "2025"}
    assert len(answer["rows"]) == 90
    assert {"id", "type"} <= set(answer["rows"][0])
    assert set(answer["sources"][0]) == {"title", "url", "publisher", "published"}


def test_json_has_all_rows_and_chinese_as_it_is(run: Run):
    ended = run("ask", "--json", "!deals since 2020")
    assert len(ended.answers[0]["rows"]) > 200
    assert "依沃西" in run("ask", "--json", "!drug AK112").out


@pytest.mark.parametrize(
    "text", ["!drug AK112", "upfront payments in 2025", "2024年首付款总额", "median upfront in 2025"]
)
def test_text_of_the_json_is_what_the_terminal_shows(run: Run, text: str):
    (answer,) = run("ask", "--json", text).answers
    assert run("ask", text).out == answer["text"] + "\n"


def test_every_line_gets_an_answer_in_order(run: Run):
    lines = ["!drug AK112", "", "   ", "!deals 2024", "qqqq zzzz", "!company 恒瑞"]
    answers = run("ask", "--json", stdin="\n".join(lines).encode()).answers
    assert [answer["kind"] for answer in answers][:4] == ["drug", "unknown", "unknown", "deals"]
    assert answers[5]["kind"] == "company"
    assert len(answers) == len(lines)
    assert answers[1]["suggestions"]


def test_lines_are_questions_of_their_own(run: Run):
    alone = run("ask", "--json", "and in 2024?").answers
    assert run("ask", "--json", stdin=b"!deals 2025\nand in 2024?\n").answers[1:] == alone


def test_answers_in_text_are_set_apart_by_a_blank_line(run: Run):
    one, other = run("ask", "!about").out, run("ask", "!deal 3SBio Pfizer").out
    assert run("ask", stdin=b"!about\n!deal 3SBio Pfizer\n").out == f"{one}\n{other}"


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\x00broken",
        b"!drug AK112\r",
        b"\xef\xbb\xbf!drug AK112",
        b"x" * 1_000_000,
        "依沃西".encode() * 100_000,
        b"!search \0\x1b[2J",
        b"!deals " + b"(" * 3000,
        "\u202egnp.exe".encode(),
        b"'; DROP TABLE deal; --",
        b"\x85\x1c\x1d",
    ],
    ids=range(10),
)
def test_any_line_gets_an_answer(run: Run, line: bytes):
    ended = run("ask", "--json", stdin=line + b"\n!drug AK112\n")
    assert ended.status == 0
    assert [answer["kind"] for answer in ended.answers][1:] == ["drug"]
    text = run("ask", stdin=line)
    assert text.status == 0
    assert not set(text.out) & {"\x1b", "\0", "\u202e", "\x85"}


def test_no_input_is_no_answer(run: Run):
    assert run("ask") == Ended(0, "", "")


def test_broken_text_on_the_command_line_does_no_harm(run: Run):
    assert run("ask", "--json", "\udcff\udcfe").answers[0]["kind"] == "unknown"


def test_what_the_store_cannot_do_is_an_answer(run: Run, monkeypatch: pytest.MonkeyPatch):
    def slow(*_args: object, **_options: object):
        raise QueryTimeoutError("that took longer than 5 seconds: ask for less at once")

    monkeypatch.setattr(Readout, "ask", slow)
    (answer,) = run("ask", "--json", "!deals").answers
    assert (answer["kind"], answer["value"]) == ("unknown", None)
    assert "longer than 5 seconds" in answer["text"]


def test_the_day_can_be_set(run: Run, bundled_store_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--db", str(bundled_store_path), "--today", "2024-03-01", "ask", "--json", "!deals last year"]) == 0
    period = json.loads(capsys.readouterr().out)["query"]["deals"]["period"]
    assert (period["start"], period["end"]) == ("2023-01-01", "2023-12-31")


def test_a_store_that_does_not_exist_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--db", str(tmp_path / "new.db"), "ask", "!deal 2025-05-20-3sbio-pfizer-ssgj-707"]) == 0
    assert "$1.25B" in capsys.readouterr().out
    assert (tmp_path / "new.db").exists()


def test_the_environment_names_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundled_store_path: Path):
    monkeypatch.setenv("READOUT_DB", str(bundled_store_path))
    assert main(["ask", "!about"]) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "args",
    [
        ["nope"],
        ["--nope"],
        ["--today", "2026-02-30", "check"],
        ["--today", "tomorrow", "check"],
        ["import"],
        ["export"],
        ["check", "x"],
        ["ask", "--nope"],
    ],
)
def test_wrong_usage_is_status_2(args: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert main(args) == 2
    said = capsys.readouterr()
    assert (said.out, "Error:" in said.err) == ("", True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["READOUT_TZ", "READOUT_LOG", "READOUT_COOLDOWN"])
def test_a_wrong_setting_is_one_message(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv(name, "wrong value")
    assert main(["ask", "x"]) == 1
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert name in said.err


@pytest.mark.parametrize("command", ["", *commands.readout.commands])
def test_help_of_every_command_has_examples(command: str, capsys: pytest.CaptureFixture[str]):
    assert main([*command.split(), "--help"]) == 0
    said = capsys.readouterr().out
    assert "Examples:" in said
    assert said.count("\n  readout") + said.count("readout") > 1


def test_help_needs_no_settings(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("READOUT_TZ", "nowhere")
    assert main(["--help"]) == 0


def test_without_a_command_it_chats_where_no_token_is_set(run: Run):
    ended = run(stdin=b"!drug AK112\n")
    assert ended.status == 0
    assert ended.err.splitlines() == ["DISCORD_TOKEN is not set: starting a chat in the terminal"]
    assert ended.out.startswith("AK112")


def test_without_a_command_it_goes_to_discord_where_a_token_is_set(run: Run, monkeypatch: pytest.MonkeyPatch):
    started: list[Store] = []

    def run_discord(_settings: object, store: Store, **_options: object) -> int:
        started.append(store)
        return 0

    monkeypatch.setenv("DISCORD_TOKEN", "a.made-up.token")
    monkeypatch.setattr("bot.client.run.run_discord", run_discord)
    ended = run()
    assert (ended.status, len(started)) == (0, 1)
    assert ended.err.splitlines() == ["DISCORD_TOKEN is set: starting on Discord"]


def break_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_options: object):
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(Store, "read", broken)


def test_an_unexpected_error_is_one_sentence_with_an_id_that_the_log_has(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    break_it(monkeypatch)
    ended = run("ask", "!deals")
    assert (ended.status, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert "a secret detail" not in ended.err
    number = ended.err.split("error ")[1][:8]
    log = Path(ended.err.split("its trace is in ")[1].strip())
    assert log.is_relative_to(tmp_path)
    assert f"error {number}" in log.read_text()
    assert "RuntimeError: a secret detail" in log.read_text()


def test_with_debug_the_trace_stands_on_standard_error(run: Run, monkeypatch: pytest.MonkeyPatch):
    break_it(monkeypatch)
    monkeypatch.setenv("READOUT_LOG", "debug")
    ended = run("ask", "!deals")
    assert ended.status == 1
    assert "RuntimeError: a secret detail" in ended.err


def test_answers_come_as_soon_as_they_are_known(bundled_store_path: Path):
    running = process(bundled_store_path, "ask", "--json")
    assert running.stdin is not None
    assert running.stdout is not None
    for _ in range(2):
        running.stdin.write(b"!drug AK112\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["kind"] == "drug"
    assert running.communicate() == (b"", b"")
    assert running.returncode == 0


def test_a_reader_that_leaves_early_is_no_error(bundled_store_path: Path):
    running = process(bundled_store_path, "ask", "--json")
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"!deals 2025\n" * 200)
    running.stdin.flush()
    running.stdout.readline()
    running.stdout.close()
    running.stdin.close()
    assert running.wait(timeout=60) == 141
    assert running.stderr is not None
    assert running.stderr.read() == b""
    running.stderr.close()


def test_ctrl_c_leaves_quietly_with_130(bundled_store_path: Path):
    # A shell that runs the tests in the background has them ignore Ctrl-C, and what they start would inherit that.
    inherited = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        running = process(bundled_store_path, "ask")
    finally:
        signal.signal(signal.SIGINT, inherited)
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"!drug AK112\n")
    running.stdin.flush()
    running.stdout.readline()
    time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (130, b"")


def test_output_is_utf8_whatever_the_locale(bundled_store_path: Path):
    environment = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    out, _ = process(bundled_store_path, "ask", "!drug 依沃西", env=environment).communicate()
    assert "依沃西单抗" in out.decode("utf-8")


def test_asking_loads_neither_discord_nor_the_drawing_of_terminals(bundled_store_path: Path):
    code = (
        "import sys; from bot.cli.run import main; main(sys.argv[1:]); "
        "print(sorted({'discord', 'rich', 'prompt_toolkit', 'zhconv'} & set(sys.modules)), file=sys.stderr)"
    )
    args = [sys.executable, "-c", code, "--db", str(bundled_store_path), "ask", "!deals 2025"]
    ended = subprocess.run(args, capture_output=True, check=True, text=True)
    assert ended.stderr == "[]\n"


def test_json_with_all_rows_is_given_the_time_that_it_takes(run: Run, monkeypatch: pytest.MonkeyPatch):
    limits = []
    read = Store.read

    def watched(store: Store, **limit: float) -> Any:
        limits.append(limit.get("seconds", READ_LIMIT_SECONDS))
        return read(store, **limit)

    monkeypatch.setattr(Store, "read", watched)
    assert run("ask", "!deals").status == 0
    assert set(limits) == {READ_LIMIT_SECONDS}
    assert run("ask", "--json", "!deals").status == 0
    assert max(limits) == ALL_ROWS_SECONDS
