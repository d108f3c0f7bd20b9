"""How long planning takes: `python -m tests.soak.planning` (1,000,000 milestones, 10,000 rules, a year of days).

Prints milliseconds of processor time a tick, for ticks with about a hundred deliveries due, and the memory before and after the year.
"""

import argparse
import resource
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from sqlite_utils import Database

from bot.reminders import planner
from db.filters import MilestoneFilter
from db.reminders import knowledge, rules
from db.store import Store
from tests.reminder_worlds import local, rule

START = date(2026, 1, 1)


def fill(db: Database, milestones: int, wanted: int) -> None:
    """Ten milestones a drug, their windows spread over fourteen years; a rule for each of the first drugs."""
    db.execute("INSERT INTO company VALUES ('c', 'C', 'CN', '', 'biotech', '')")
    many = db.conn.executemany
    many(
        "INSERT INTO drug (id, area, originator, notes) VALUES (?, 'oncology', 'c', '')",
        ((f"d{n}",) for n in range(milestones // 10)),
    )

    def days(number: int) -> tuple[str, str]:
        first = START + timedelta(days=(number * 7919) % 5000)
        return str(first), str(first + timedelta(days=0 if number % 3 else 90))

    many(
        "INSERT INTO milestone (id, drug, trial, kind, indication, status, outcome, notes, span_start, span_end) "
        "VALUES (?, ?, '', 'topline', '', 'expected', '', '', ?, ?)",
        ((f"m{n}", f"d{n // 10}", *days(n)) for n in range(milestones)),
    )
    many(
        "INSERT INTO guidance VALUES (?, ?, '2025-12-01', 'soon', ?, ?, 'company')",
        ((f"g{n}", f"m{n}", *days(n)) for n in range(milestones)),
    )
    for number in range(wanted):
        rules.add(
            db,
            rule(
                target=f"channel:{number % 500}",
                wanted=MilestoneFilter(drugs=(f"d{number}",)),
                since=local("2026-01-01T00:00"),
            ),
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--milestones", type=int, default=1_000_000)
    parser.add_argument("--rules", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=365)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "readout.db", lambda _: None) as store:
        with store.write(who="soak", why="fill") as transaction:
            fill(transaction.db, asked.milestones, asked.rules)
            knowledge.observe(transaction.db, local("2026-01-01T00:00"))
        planner.tick(store, local("2026-01-01T00:00"))
        report(store, asked.days)


def report(store: Store, days: int) -> None:
    """Look at the clock at nine every day, and say what that took."""
    took, reading, counts, memory = [], [], [], []
    now = local("2026-01-01T09:00")
    for day in range(days):
        since = now - timedelta(days=1) if day else now - timedelta(hours=9)
        began = time.process_time()
        with store.read(seconds=60) as db:
            planner.owed(db, since, now)
        reading.append(time.process_time() - began)
        began = time.process_time()
        counts.append(planner.tick(store, now).deliveries)
        took.append(time.process_time() - began)
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        now += timedelta(days=1)
    began = time.process_time()
    planner.next_due(store)
    asked = time.process_time() - began

    def said(seconds: list[float]) -> str:
        ordered = sorted(seconds)
        return f"median {statistics.median(ordered) * 1e3:.1f} ms, 95 % under {ordered[int(len(ordered) * 0.95)] * 1e3:.1f} ms"

    print(f"{len(took)} ticks, {statistics.mean(counts):.0f} deliveries each ({min(counts)} to {max(counts)})")
    print(f"planning: {said(reading)}; planning and writing it down: {said(took)}")
    print(f"when the next is due: {asked * 1e3:.1f} ms")
    print(f"peak memory {memory[min(10, days - 1)]:.0f} MB after ten days, {memory[-1]:.0f} MB at the end")


if __name__ == "__main__":
    main()
