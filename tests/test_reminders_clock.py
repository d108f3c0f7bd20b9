"""The made clock: how it is written, that it goes on after a restart, and that it says so."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.reminders import planner
from bot.reminders.clock import REAL, Clock, made, parse
from db.reminders import knowledge, rules
from db.store import Store
from tests.reminder_worlds import local, rule

START = "2026-11-01T08:59:50+08:00"


def test_it_goes_so_many_times_as_fast(monkeypatch: pytest.MonkeyPatch):
    real = time.time()
    monkeypatch.setattr(time, "time", lambda: real)
    start, speed = parse(f"{START}@60")
    assert (start.astimezone(), speed) == (local("2026-11-01T08:59:50").astimezone(), 60)
    running = Clock(start, real - 1, speed, is_made=True)
    assert (running.now() - start).total_seconds() == pytest.approx(60, abs=0.01)
    assert running.seconds_until(local("2026-11-01T09:01:50")) == pytest.approx(1, abs=0.01)
    assert running.seconds_until(start) == 0


def test_the_real_clock_is_real():
    assert abs(REAL.now().timestamp() - time.time()) < 60


@pytest.mark.parametrize(
    "text", ["", "now", START, f"{START}@", f"{START}@0", f"{START}@-3", "2026-11-01T08:59:50@60", f"{START}@9999999"]
)
def test_what_is_no_clock_is_refused(text: str):
    with pytest.raises(ValueError, match="such as 2026-11-01T08:59:50\\+08:00@60"):
        parse(text)


def test_after_a_restart_it_goes_on_from_where_it_is(store: Store, monkeypatch: pytest.MonkeyPatch):
    start, speed = parse(f"{START}@60")
    first = made(store, start, speed)
    began = time.time()
    monkeypatch.setattr(time, "time", lambda: began + 30)
    again = made(store, start, speed)
    assert again == first
    assert 1700 < (again.now() - start).total_seconds() < 1900
    assert made(store, start, 2.0).anchor == began + 30


def test_another_clock_begins_a_time_of_its_own_and_repeats_nothing(store: Store):
    with store.write(who="test", why="rule") as transaction:
        knowledge.observe(transaction.db, local("2026-11-01T00:00"))
        rules.add(transaction.db, rule(since=local("2026-11-01T00:00")))
    planner.tick(store, local("2026-12-01T12:00"))
    with store.read() as db:
        before = [row["id"] for row in db.query("SELECT id FROM reminder_delivery")]
    made(store, local("2026-11-15T00:00"), 60)
    planner.tick(store, local("2026-11-20T00:00"))
    planner.tick(store, local("2026-12-01T12:00"))
    with store.read() as db:
        assert [row["id"] for row in db.query("SELECT id FROM reminder_delivery")] == before


@pytest.mark.parametrize(("given", "status", "said"), [("soon", 2, "--clock"), (f"{START}@60", 1, "the clock is made")])
def test_the_command_line_says_so(store_path: Path, given: str, status: int, said: str):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--db", str(store_path), "discord", "--clock", given],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DISCORD_TOKEN": ""},
    )
    assert done.returncode == status
    assert said in done.stderr
