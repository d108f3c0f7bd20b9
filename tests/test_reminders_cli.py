"""The schedule on the command line: whole, checkable, and replayable for any day."""

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.reminders.schedule import Asked, midnight, schedule
from db.filters import MilestoneFilter
from db.reminders import rules
from db.store import Store
from tests.reminder_worlds import local, rule

DRUGS = ("ak112", "skb264", "bl-b01d1")
FIELDS = {"due", "rule", "target", "milestone", "guidance", "said_on", "window", "point"}


def readout(path: Path, *arguments: str, today: str = "2026-02-15") -> tuple[int, str, str]:
    environment = {**os.environ, "DISCORD_TOKEN": "", "READOUT_TZ": ""}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--db", str(path), "--today", today, "remind", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    return done.returncode, done.stdout, done.stderr


def planned(path: Path, today: date, until: date) -> dict[str, dict[str, str]]:
    with Store(path) as store, store.read() as db:
        begin = midnight(today, "Asia/Shanghai")
        found = schedule(db, Asked(begin, until, "Asia/Shanghai", today))
    days: dict[str, dict[str, str]] = {}
    for each in found.coming:
        days.setdefault(each.delivery.milestone, {})[each.due.date().isoformat()] = each.delivery.label
    return days


def test_the_schedule_of_the_default_rule_as_it_stood_on_a_day(bundled_store_path: Path):
    status, out, err = readout(bundled_store_path, "--dry-run", "--until", "2026-12-31", "--json")
    assert status == 0
    assert "no rules yet" in err
    lines = [json.loads(line) for line in out.splitlines()]
    assert all(set(line) == FIELDS for line in lines)
    assert lines == sorted(lines, key=lambda line: line["due"])
    assert {line["rule"] for line in lines} == {"default"}
    assert all(line["said_on"][:7] <= "2026-02" for line in lines)
    pdufa = [line for line in lines if line["milestone"] == "ak112-harmoni-pdufa"]
    assert [line["due"] for line in pdufa] == [
        f"{day}T09:00:00+08:00" for day in ("2026-10-15", "2026-11-07", "2026-11-13", "2026-11-14", "2026-11-15")
    ]
    assert pdufa[0]["window"] == {"start": "2026-11-14", "end": "2026-11-14", "text": "2026-11-14"}
    assert {line["milestone"].split("-")[0] for line in lines} >= {"ak112", "skb264", "bl"}


def test_what_was_learned_later_is_not_in_it(bundled_store_path: Path):
    then = planned(bundled_store_path, date(2026, 2, 15), date(2027, 7, 31))
    topline = "ak112-harmoni-3-non-squamous-topline"
    assert then[topline]["2027-04-30"] == "closing-0"  # "early 2027", as it was said on 2025-11-10
    assert "2027-06-30" not in then[topline]
    assert then["skb264-trofuse-005-topline"]["2026-12-31"] == "closing-0"  # its result came later in 2026
    assert "skb264-optitrop-lung03-final-os" not in then
    later = planned(bundled_store_path, date(2026, 5, 1), date(2027, 7, 31))
    assert later[topline]["2027-06-30"] == "closing-0"
    assert "2027-04-30" not in later[topline]


def test_days_replayed_one_by_one_add_up_while_nothing_new_is_said(bundled_store_path: Path):
    start, end = date(2026, 6, 10), date(2026, 6, 20)
    whole = planned(bundled_store_path, start, end)
    days: dict[str, dict[str, str]] = {}
    for offset in range((end - start).days + 1):
        day = start + timedelta(days=offset)
        for milestone, points in planned(bundled_store_path, day, day).items():
            days.setdefault(milestone, {}).update(points)
    assert days == whole


def test_rules_show_their_own_schedule(store: Store):
    with store.write(who="test", why="rule") as transaction:
        wanted = MilestoneFilter(drugs=("ak112",), kinds=("pdufa",))
        since = local("2026-11-01T00:00")
        rules.add(transaction.db, rule(wanted=wanted, tz="America/New_York", at="08:30", leads=(14, 0), since=since))
    with store.read() as db:
        begin = datetime.fromisoformat("2026-10-01T00:00:00+00:00")
        live = schedule(db, Asked(begin, date(2026, 12, 31), "UTC"))
        replayed = schedule(db, Asked(begin, date(2026, 12, 31), "UTC", as_of=date(2026, 10, 1)))
    assert [each.as_json()["due"] for each in live.coming] == [
        "2026-11-14T08:30:00-05:00",
        "2026-11-15T08:30:00-05:00",
    ]
    assert next(each.as_json()["due"] for each in replayed.coming) == "2026-10-31T08:30:00-04:00"
    assert {each.as_json()["rule"] for each in live.coming} == {"r1"}
    assert (live.backdated, replayed.backdated) == (0, 1)


def test_text_lists_days_and_what_has_no_date(bundled_store_path: Path):
    status, out, _ = readout(bundled_store_path, "--dry-run", "--until", "2026-03-10")
    assert status == 0
    assert "2026-03-01 Sun" in out
    assert "No date" in out
    assert "opening-0" in out


@pytest.mark.parametrize("arguments", [("--until", "2026-12-31"), ("--dry-run",), ("--dry-run", "--until", "soon")])
def test_wrong_usage(bundled_store_path: Path, arguments: tuple[str, ...]):
    status, out, err = readout(bundled_store_path, *arguments)
    assert (status, out) == (2, "")
    assert err
