"""The check of a store: each check finds its fault and nothing else, and the bundled facts have none."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from bot.cli.run import main
from db import check, records
from db.check import CHECKS
from db.models import Deal
from db.store import Store

TODAY = date(2026, 11, 22)

#: A fault, the check that must find it, and what it must name.
FAULTS: dict[str, tuple[str, str]] = {
    "UPDATE deal SET upfront_usd = 5000000000 WHERE id = '2025-05-20-3sbio-pfizer-ssgj-707'; "
    "UPDATE deal SET total_usd = 1 WHERE id = '2025-05-20-3sbio-pfizer-ssgj-707'": (
        "total-below-upfront",
        "2025-05-20-3sbio-pfizer-ssgj-707",
    ),
    "UPDATE deal SET milestones_usd = total_usd WHERE id = '2025-05-20-3sbio-pfizer-ssgj-707'": (
        "total-below-parts",
        "2025-05-20-3sbio-pfizer-ssgj-707",
    ),
    "DELETE FROM fact_source WHERE entity_id = 'ak112' AND entity_type = 'drug'": ("no-source", "ak112"),
    "DELETE FROM fact_source WHERE entity_id = 'akeso' AND entity_type = 'company'": ("company-source", "akeso"),
    "INSERT INTO fact_source SELECT 'drug', 'gone', 0, min(url) FROM source": ("dangling-source", "gone"),
    "INSERT INTO source VALUES ('https://unused.example/', '', '', NULL)": ("unused-source", "https://unused.example/"),
    "UPDATE deal_drug SET drug = 'gone' WHERE drug = 'ak112'": ("references", "deal_drug"),
    "UPDATE guidance SET window_end = '2031-12-31' WHERE id LIKE 'ak112-harmoni-3-squamous-topline%'": (
        "window",
        "ak112-harmoni-3-squamous-topline@2026-02-15@press@2026",
    ),
    "DELETE FROM guidance WHERE milestone = 'ak112-harmoni-3-squamous-topline'": (
        "no-guidance",
        "ak112-harmoni-3-squamous-topline",
    ),
    "UPDATE milestone SET actual_date = NULL WHERE id = 'ak104-303-approval'": ("no-day", "ak104-303-approval"),
    "UPDATE deal SET original_currency = 'CNY' WHERE id = '2025-05-20-3sbio-pfizer-ssgj-707'": (
        "currency",
        "2025-05-20-3sbio-pfizer-ssgj-707",
    ),
    "UPDATE name SET text = '康方', key = '康方' WHERE entity_id = 'ak112' AND field = 'code'": (
        "derived",
        "drug ak112",
    ),
    "UPDATE name SET text = 'AK112', key = 'ak112' WHERE entity_id = 'ak104' AND field = 'code'": (
        "shared-name",
        "AK112",
    ),
    "DELETE FROM deal_target_part WHERE deal = '2025-05-20-3sbio-pfizer-ssgj-707'": (
        "derived",
        "2025-05-20-3sbio-pfizer-ssgj-707",
    ),
    "UPDATE milestone SET slips = 7 WHERE id = 'ak104-303-approval'": ("derived", "ak104-303-approval"),
    "UPDATE deal SET announced_start = '2020-01-01' WHERE id = '2025-05-20-3sbio-pfizer-ssgj-707'": (
        "derived",
        "2025-05-20-3sbio-pfizer-ssgj-707",
    ),
    "INSERT INTO document VALUES (999999, 'deal', 'gone', 'x', 'y')": ("dangling-document", "gone"),
    "INSERT INTO name VALUES (999999, 'drug', 'gone', 'code', 0, 'x', 'x')": ("dangling-name", "gone"),
    "INSERT INTO name_gram (name_gram, rowid, key) SELECT 'delete', id, key FROM name WHERE text = 'AK112'": (
        "indexes",
        "name_gram",
    ),
    "UPDATE milestone SET nct_id = 'NCT1234' WHERE id = 'ak104-303-approval'": ("trial-id", "ak104-303-approval"),
    "UPDATE deal SET announced = '2026-12-01', announced_start = '2026-12-01', announced_end = '2026-12-01' "
    "WHERE id = '2025-05-20-3sbio-pfizer-ssgj-707'": ("future", "2025-05-20-3sbio-pfizer-ssgj-707"),
    "UPDATE deal SET status_date = '2025-05' , status = 'closed' WHERE id = '2025-07-24-3sbio-pfizer-ssgj-707'": (
        "status-before-deal",
        "2025-07-24-3sbio-pfizer-ssgj-707",
    ),
    "UPDATE deal SET notes = 'a' || char(10) || 'b' WHERE id = '2025-05-20-3sbio-pfizer-ssgj-707'": (
        "unreadable",
        "2025-05-20-3sbio-pfizer-ssgj-707",
    ),
}


def found(path: Path, *only: str) -> dict[str, set[str]]:
    by_check: dict[str, set[str]] = {}
    with Store(path) as store:
        for each in check.findings(store, TODAY, [each for each in CHECKS if each.id in only] if only else None):
            by_check.setdefault(each.check.id, set()).add(each.subject)
    return by_check


@pytest.fixture(scope="module")
def clean(bundled_store_path: Path) -> dict[str, set[str]]:
    return found(bundled_store_path)


def test_the_bundled_facts_have_gaps_but_no_faults(clean: dict[str, set[str]]):
    severity = {each.id: each.severity for each in CHECKS}
    assert {severity[name] for name in clean} <= {"note"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: " ".join(fault.split()[:5]))
def test_a_fault_is_found(store_path: Path, clean: dict[str, set[str]], fault: str):
    db = sqlite3.connect(store_path)
    db.executescript(f"PRAGMA foreign_keys = OFF; {fault}")
    db.close()
    expected, subject = FAULTS[fault]
    assert subject in found(store_path, expected)[expected] - clean.get(expected, set())


def test_every_check_has_a_fault_that_it_finds():
    untested = {"integrity", "told-twice"}  # damage cannot be made by SQL, and the other has a test of its own
    assert {name for name, _ in FAULTS.values()} | untested == {each.id for each in CHECKS}
    assert len({each.id for each in CHECKS}) == len(CHECKS)


def test_a_deal_told_twice_is_found(store: Store, store_path: Path):
    with store.write(who="test", why="twice") as transaction:
        deal = records.get(transaction.db, Deal, "2025-05-20-3sbio-pfizer-ssgj-707")
        assert deal is not None
        transaction.save([(None, deal.model_copy(update={"id": "2025-05-3sbio-pfizer"}))])
    assert found(store_path, "told-twice")["told-twice"]


def test_a_check_changes_nothing(store_path: Path):
    before = store_path.read_bytes()
    found(store_path)
    assert store_path.read_bytes() == before


def test_the_command_groups_and_counts(store_path: Path, capsys: pytest.CaptureFixture[str]):
    args = ["--db", str(store_path), "--today", TODAY.isoformat(), "check"]
    assert main(args) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "note: milestones that are expected, without a word on when (15)" in lines
    assert lines[-1] == f"{len(CHECKS)} checks: 0 errors, 0 warnings, 71 notes"
    db = sqlite3.connect(store_path)
    db.executescript("DELETE FROM fact_source WHERE entity_type = 'deal'")
    db.close()
    assert main(args) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "error: records that break the rules of their kind (267)"
    assert lines[21:23] == ["  … and 247 more", "error: facts without a source (267)"]
    assert "534 errors" in lines[-1]


def test_what_older_rules_derived_is_worked_out_anew_when_the_store_is_opened(store_path: Path):
    db = sqlite3.connect(store_path)
    db.executescript("UPDATE name SET key = 'of older rules' WHERE entity_id = 'ak112'")
    db.close()
    assert found(store_path, "derived")["derived"] == {"drug ak112"}
    db = sqlite3.connect(store_path)
    db.executescript("PRAGMA user_version = 0")
    db.close()
    assert not found(store_path, "derived").get("derived")
