"""Talking in a terminal: what is drawn, what is typed, how one leaves."""

import fcntl
import io
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.cells import cell_len

from bot.answers.page import Column, Line, Page, Section, Table
from bot.cli.run import main
from bot.terminal import chat
from bot.terminal.prompt import CommandCompleter, open_prompt
from bot.terminal.safe import clean
from bot.terminal.screen import Screen, wants_colour

NASTY = "[red]x[/red] \x1b[2J\x1b]8;;http://evil.example\x07 \x9b31m \u202egnp.exe \ud800 :smile: \r\x08"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def page(text: str = "依沃西单抗") -> Page:
    table = Table((Column("Name"), Column("Total", "right")), ((text, "$1.25B"), ("康方生物", "$5B")), more=3)
    lines = (Line(text, "Next"), Line("see", "来源", url="https://example.org/" + "long/" * 40))
    return Page("drug", f"AK112 {text}", (text,), (Section(text, lines, table),), (text,), text)


def drawn(of: Page, *, coloured: bool, columns: str = "80") -> str:
    out = io.StringIO()
    os.environ["COLUMNS"] = columns
    Screen(out, coloured=coloured).show(of)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_a_page_is_drawn_in_colour_on_a_terminal_and_in_plain_text_elsewhere():
    assert "\x1b[" in drawn(page(), coloured=True)
    assert "\x1b" not in drawn(page(), coloured=False)


def test_both_forms_say_the_same():
    words = [set(re.findall(r"\w+", _COLOUR.sub("", drawn(page(), coloured=each)))) for each in (True, False)]
    assert words[0] == words[1]


def test_columns_line_up_under_chinese_names():
    lines = [line for line in _COLOUR.sub("", drawn(page(), coloured=True)).splitlines() if "$" in line]
    assert len({cell_len(line.rstrip()) for line in lines}) == 1


def test_links_stand_in_full_on_one_line():
    assert any("https://example.org/" + "long/" * 40 in line for line in drawn(page(), coloured=True).splitlines())


@pytest.mark.parametrize("coloured", [True, False])
def test_what_is_shown_is_neither_markup_nor_a_command_to_the_terminal(coloured: bool):
    shown = _COLOUR.sub("", drawn(page(NASTY), coloured=coloured))
    assert "[red]x[/red]" in shown.replace("\n", "")
    assert ":smile:" in shown
    assert not set(shown) & set("\x1b\x9b\x07\x08\r\u202e\ud800")


@given(st.text(st.characters()))
def test_any_text_can_be_drawn(text: str):
    for coloured in (True, False):
        for columns in ("20", "200"):
            drawn(page(text), coloured=coloured, columns=columns).encode("utf-8")


@given(st.text(st.characters()))
def test_cleaning_leaves_ordinary_text_alone_and_lets_no_control_through(text: str):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned.replace("\n", "").isprintable() or not any(
        ord(c) < 32 or 127 <= ord(c) < 160 for c in cleaned if c != "\n"
    )


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_whose_user_wants_it(monkeypatch: pytest.MonkeyPatch):
    assert wants_colour(_Terminal())
    assert not wants_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(_Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour(_Terminal())


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("!dr", ["!drug"]), ("de", ["!deals", "!deal"]), ("!deals 20", []), ("who", []), ("", [])],
)
def test_names_of_commands_are_completed(typed: str, offered: list[str]):
    found = CommandCompleter().get_completions(Document(typed), None)  # type: ignore[arg-type]
    assert [each.text.strip() for each in found] == offered


def test_all_commands_are_offered_after_the_sign():
    assert len(list(CommandCompleter().get_completions(Document("!"), None))) >= 12  # type: ignore[arg-type]


def typed_lines(keys: str) -> tuple[list[str], str]:
    """Type keys at a prompt; gives the lines that were said, and what the chat said besides."""
    screen = io.StringIO()
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        prompt = open_prompt(input=pipe, output=DummyOutput())
        lines = list(chat.spoken(chat.typed(prompt.prompt, Screen(screen, coloured=False))))
    return lines, screen.getvalue()


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        ("!about\r\x04", ["!about"]),
        ("\r  \r!about\rquit\rnot read\r", ["!about"]),
        ("EXIT\r", []),
        ("!quit\r", []),
        ("half a line\x03!about\r\x04", ["!about"]),
        ("\x03\x03", []),
        ("\x03one\r\x03two\r\x03\x03", ["one", "two"]),
    ],
)
def test_lines_and_leaving(keys: str, lines: list[str]):
    assert typed_lines(keys)[0] == lines


def test_the_first_ctrl_c_says_how_to_leave():
    assert typed_lines("\x03\x03")[1] == "Ctrl-C once more leaves\n"


def test_what_was_typed_is_remembered(tmp_path: Path):
    typed_lines("!drug AK112\rquit\r")
    assert typed_lines("\x1b[A\x1b[A\r\x04")[0] == ["!drug AK112"]
    (history,) = tmp_path.rglob("chat-history")
    assert history.stat().st_mode & 0o077 == 0


def test_piped_input_is_answered_line_by_line(
    bundled_store_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"!deals 2025\n\n!drug AK112\nquit\n!about\n")))
    assert main(["--db", str(bundled_store_path), "--today", "2026-11-22", "chat"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith("Deals")
    assert "\n\nAK112" in said.out
    assert "›" not in said.out
    assert "\x1b" not in said.out


def test_a_chat_is_one_conversation(
    bundled_store_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"!deals 2025\nand in 2024?\n")))
    assert main(["--db", str(bundled_store_path), "--today", "2026-11-22", "chat"]) == 0
    assert "\n\nDeals — 2024\n" in capsys.readouterr().out


def test_a_talk_on_a_real_terminal(bundled_store_path: Path):
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    command = [sys.executable, "-m", "bot", "--db", str(bundled_store_path), "chat"]
    child = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True)
    os.close(slave)
    try:
        assert "Traceback" not in _until(master, "Try:", "quit, exit or Ctrl-D leaves", "›")
        os.write(master, b"!drug AK112\r")
        assert "\x1b[" in _until(master, "ivonescimab", "Sources", "›")
        os.write(master, b"\x03")
        _until(master, "Ctrl-C once more leaves", "›")
        os.write(master, b"\x04")
        assert child.wait(timeout=60) == 0
    finally:
        child.kill()
        os.close(master)


def _until(terminal: int, *words: str) -> str:
    """Read what stands on the terminal until all of the words do, in this order."""
    said, end = "", time.monotonic() + 60
    while not re.search(".*".join(map(re.escape, words)), said, re.DOTALL):
        assert time.monotonic() < end, said
        if select.select([terminal], [], [], 0.5)[0]:
            read = os.read(terminal, 65536)
            said += read.decode("utf-8", "replace")
            if b"\x1b[6n" in read:  # where is the cursor?
                os.write(terminal, b"\x1b[1;1R")
    return said
