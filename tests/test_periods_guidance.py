"""Windows of guidance: every shape of the bundled statements, and all of them once they are there."""

import csv
from datetime import date
from pathlib import Path

import pytest

import db
from db.periods import PartialDate, PeriodError, completion_kind, parse_guidance

BUNDLED = Path(db.__file__).parent / "data" / "guidance.csv"


def window(text: str, said_on: str) -> tuple[str, str]:
    found = parse_guidance(text, said_on=PartialDate(said_on).span if said_on else None)
    return (str(found.start or ""), str(found.end or "")) if found else ("", "")


@pytest.mark.parametrize(
    ("text", "said_on", "start", "end"),
    [
        ("Q1 2026", "2025-12-12", "2026-01-01", "2026-03-31"),
        ("H2 2026", "2025-10-19", "2026-07-01", "2026-12-31"),
        ("2026", "2025", "2026-01-01", "2026-12-31"),
        ("2026-11-14", "2026-01-29", "2026-11-14", "2026-11-14"),
        ("2025-07", "", "2025-07-01", "2025-07-31"),
        ("early 2027", "2025-11-10", "2027-01-01", "2027-04-30"),
        ("mid-2025", "2025-02-24", "2025-05-01", "2025-08-31"),
        ("late 2025 or early 2026", "2025", "2025-09-01", "2026-04-30"),
        ("late 2025/early 2026", "", "2025-09-01", "2026-04-30"),
        ("2027-2028", "2025-12", "2027-01-01", "2028-12-31"),
        ("2026 or 2027", "2025-12", "2026-01-01", "2027-12-31"),
        ("completes 2026-05", "2025", "2026-05-01", "2026-05-31"),
        ("completes 2026", "2025-10", "2026-01-01", "2026-12-31"),
        ("primary completion 2028-09", "", "2028-09-01", "2028-09-30"),
        ("primary completion 2027-01-04", "", "2027-01-04", "2027-01-04"),
        ("study completion 2026-09-14", "2025-12-22", "2026-09-14", "2026-09-14"),
        ("by 2026", "2025-10-22", "2026-01-01", "2026-12-31"),
        ("about 2029", "2025-10-22", "2029-01-01", "2029-12-31"),
        ("within 2024", "2024-08-27", "2024-08-27", "2024-12-31"),
        ("later in 2026", "2026-02-24", "2026-02-24", "2026-12-31"),
        ("by end of 2025", "2025-03-25", "2025-03-25", "2025-12-31"),
        ("by end of 2025", "2025-03", "2025-03-01", "2025-12-31"),
        ("by end of 2024", "2023", "2023-01-01", "2024-12-31"),
        ("by end of 2025", "", "", "2025-12-31"),
        ("within 2024", "", "2024-01-01", "2024-12-31"),
        ("later in 2026", "", "2026-01-01", "2026-12-31"),
        ("topline data expected in the second half of 2026", "", "2026-07-01", "2026-12-31"),
        ("预计2026年底前", "2026-02-15", "2026-02-15", "2026-12-31"),
        ("2026年内", "2026-02-15", "2026-02-15", "2026-12-31"),
        ("明年上半年读出", "2026-02-15", "2027-01-01", "2027-06-30"),
        ("next year", "2026-02-15", "2027-01-01", "2027-12-31"),
        ("next year", "", "", ""),
        ("Q3", "", "", ""),
        ("within the next 6 months", "", "", ""),
        ("near term", "2024-01-08", "", ""),
        ("timing under evaluation", "2025-10-14", "", ""),
        ("in the coming months", "2025-10-14", "", ""),
        ("", "2025-10-14", "", ""),
    ],
)
def test_window(text, said_on, start, end):
    assert window(text, said_on) == (start, end)


def test_two_windows_in_one_statement_are_refused():
    with pytest.raises(PeriodError, match="more than one window"):
        window("topline in H1 2026, filing in 2027", "2025-10-14")


def test_an_impossible_date_is_refused():
    with pytest.raises(PeriodError, match="Q1 to Q4"):
        window("Q5 2026", "2025-10-14")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("primary completion 2028-09", "primary"),
        ("Estimated Primary Study Completion 2028-09", "primary"),
        ("study completion 2026-09-14", "study"),
        ("completes 2026-05", None),
        ("H2 2026", None),
    ],
)
def test_completions_are_series_of_their_own(text, kind):
    assert completion_kind(text) == kind


@pytest.mark.skipif(not BUNDLED.exists(), reason="no bundled data")
def test_every_bundled_statement():
    with BUNDLED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert window(row["guidance"], row["said_on"]) == (row["window_start"], row["window_end"]), row
    assert all(date.fromisoformat(row["window_end"]) for row in rows if row["window_end"])
