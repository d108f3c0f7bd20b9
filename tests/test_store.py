"""The store itself: who may open it, who may write, what is logged, what can be undone."""

import os
import re
import sqlite3
from pathlib import Path
from typing import get_args

import pytest

from bot.cli.run import main
from db import names, records, vocabulary
from db.bundle import open_store
from db.check import findings
from db.errors import QueryTimeoutError, StoreError, StoreUnusableError
from db.models import Company, Deal, Drug
from db.store import Store
from tests.conftest import TODAY
from tests.store_support import content, facts

COMPANY = Company(
    id="newly", name="Newly Founded", name_zh=(), aliases=("Newly",), tickers=(), country="China", hq="", kind="newco",
    notes="", sources=(),
)  # fmt: skip


def add(store: Store, company: Company = COMPANY, why: str = "test") -> int:
    with store.write(who="somebody", why=why) as transaction:
        before = records.get(transaction.db, Company, company.id)
        transaction.save([(before, company)])
        return transaction.batch


def test_a_missing_store_is_made_with_its_folder(tmp_path: Path):
    with open_store(tmp_path / "a" / "b" / "readout.db") as store, store.read() as db:
        assert db["deal"].count == 267


def test_an_empty_file_becomes_a_store(tmp_path: Path):
    path = tmp_path / "readout.db"
    path.touch()
    with open_store(path) as store, store.read() as db:
        assert db["deal"].count == 267


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Ask over a file that is no store; gives the one line that is said."""
    assert main(["--db", str(path), "check"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    return said.err


def test_a_newer_store_is_refused_and_left_alone(store_path: Path, capsys: pytest.CaptureFixture[str]):
    with sqlite3.connect(store_path) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('readout', 'm999_future', '')"
        )
    db.close()
    before = store_path.read_bytes()
    assert "newer version" in refused(store_path, capsys)
    assert store_path.read_bytes() == before


def test_a_foreign_database_is_refused_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE photo (name TEXT)")
    db.close()
    before = path.read_bytes()
    assert "no Readout store" in refused(path, capsys)
    assert path.read_bytes() == before


@pytest.mark.parametrize("raw", [b"Dear Sir or Madam,\n" * 100, os.urandom(5000), b"SQLite format 3\0" + bytes(5000)])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, raw: bytes, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "letter.txt"
    path.write_bytes(raw)
    assert "cannot be used" in refused(path, capsys) or raw.startswith(b"SQLite")
    assert path.read_bytes() == raw


def test_a_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert "cannot be used" in refused(tmp_path, capsys)


@pytest.mark.parametrize("place", ["file/readout.db", "file/deeper/readout.db", "/proc/nowhere/readout.db"])
def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "file").touch()
    assert "cannot be created" in refused(tmp_path / place, capsys)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    assert "cannot be created (Permission denied)" in refused(folder / "readout.db", capsys)


def test_a_store_that_could_not_be_filled_leaves_nothing_behind(tmp_path: Path):
    def fill(_store: Store) -> None:
        raise StoreError("no facts today")

    with pytest.raises(StoreError, match="no facts today"):
        Store.create(tmp_path / "readout.db", fill)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_a_sentence(store_path: Path):
    raw = bytearray(store_path.read_bytes())
    for start in range(len(raw) // 3, len(raw), 4096):
        raw[start : start + 2000] = b"\xee" * len(raw[start : start + 2000])
    store_path.write_bytes(raw)
    with pytest.raises(StoreError, match=r"damaged|cannot be"), Store(store_path) as store:
        content(store)


def test_what_is_read_cannot_be_written_to(store: Store):
    before = content(store)
    with pytest.raises(StoreError, match="readonly"), store.read() as db:
        db.execute("DELETE FROM deal_drug")
    assert content(store) == before


def test_a_read_that_takes_too_long_is_stopped(store: Store):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS n FROM n"
    with pytest.raises(QueryTimeoutError, match=r"longer than 0\.1 seconds"), store.read(seconds=0.1) as db:
        next(iter(db.query(endless)))
    with store.read() as db:
        assert db["deal"].count == 267


def test_a_read_sees_one_moment(store: Store):
    with store.read() as db:
        before = db["company"].count
        add(store)
        assert db["company"].count == before
    with store.read() as db:
        assert db["company"].count == before + 1


def test_a_write_that_fails_changes_nothing(store: Store):
    before = content(store)
    with pytest.raises(KeyboardInterrupt), store.write(who="somebody", why="test") as transaction:  # noqa: PT012
        transaction.save([(None, COMPANY)])
        raise KeyboardInterrupt
    assert content(store) == before


def test_a_reference_to_nothing_changes_nothing(store: Store):
    before = content(store)
    with store.read() as db:
        deal = next(records.load_all(db, Deal))
    with pytest.raises(sqlite3.IntegrityError), store.write(who="somebody", why="test") as transaction:
        transaction.save([(deal, deal.model_copy(update={"licensees": ("nobody",)}))])
    assert content(store) == before


def test_every_write_is_numbered_and_says_who_and_why(store: Store):
    start = store.generation()
    first = add(store)
    second = add(store, COMPANY.model_copy(update={"hq": "Suzhou"}), why="moved")
    assert (first, second, store.generation()) == (start + 1, start + 2, start + 2)
    made, moved = store.changes("company", "newly")
    assert (made.before, made.who, made.why) == (None, "somebody", "test")
    assert moved.before == made.after == records.dump(COMPANY)
    assert (moved.why, moved.after and moved.after["hq"]) == ("moved", "Suzhou")


def test_the_log_of_changes_is_append_only(store_path: Path, store: Store):
    add(store)
    db = sqlite3.connect(store_path)
    for attempt in ("UPDATE change SET who = 'nobody'", "DELETE FROM change"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(attempt)
    db.close()


def test_undo_restores_and_can_itself_be_undone(store: Store):
    before = facts(store)
    added = add(store)
    after = facts(store)
    assert after != before
    assert len(store.undo(added, who="somebody")) == 1
    assert facts(store) == before
    undone = store.changes("company", "newly")[-1]
    assert (undone.after, undone.why) == (None, f"undo of {added}")
    assert len(store.undo(undone.batch, who="somebody")) == 1
    assert facts(store) == after


def test_undo_of_an_older_change_is_refused(store: Store):
    first = add(store)
    add(store, COMPANY.model_copy(update={"hq": "Suzhou"}))
    before = content(store)
    with pytest.raises(StoreError, match=f"change {first} cannot be undone: newly was changed again"):
        store.undo(first, who="somebody")
    with pytest.raises(StoreError, match="no change 999999"):
        store.undo(999999, who="somebody")
    assert content(store) == before


def test_undo_puts_the_text_that_is_searched_back(store: Store):
    with store.read() as db:
        akeso = records.get(db, Company, "akeso")
    assert akeso is not None
    before = facts(store)
    batch = add(store, akeso.model_copy(update={"aliases": ("康方新名", *akeso.aliases)}))
    assert facts(store)["document"] != before["document"]
    store.undo(batch, who="somebody")
    assert facts(store) == before


def test_a_name_that_is_taken_away_leads_nowhere(store: Store):
    with store.read() as db:
        drug, company = records.get(db, Drug, "ak112"), records.get(db, Company, "akeso")
    assert drug is not None
    assert company is not None
    with store.write(who="somebody", why="") as transaction:
        transaction.save([(drug, drug.model_copy(update={"generic_name": None}))])
        transaction.save([(company, company.model_copy(update={"tickers": ()}))])
    with store.read() as db:
        assert not any(names.find(db, {"ivonescimab", "9926hk", "9926"}).values())
    assert [each for each in findings(store, TODAY) if each.check.severity == "error"] == []


def test_a_locked_store_is_a_sentence(store_path: Path, store: Store):
    other = sqlite3.connect(store_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store._writer.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(StoreError, match=r"was not changed .*locked"):
        add(store)
    other.execute("ROLLBACK")
    other.close()
    add(store)


WORDS = {
    ("company", "kind"): vocabulary.CompanyKind,
    ("drug", "modality"): vocabulary.Modality,
    ("drug", "area"): vocabulary.Area,
    ("deal", "modality"): vocabulary.Modality,
    ("deal", "area"): vocabulary.Area,
    ("deal", "deal_type"): vocabulary.DealType,
    ("deal", "direction"): vocabulary.Direction,
    ("deal", "status"): vocabulary.DealStatus,
    ("deal_party", "role"): vocabulary.PartyRole,
    ("milestone", "kind"): vocabulary.MilestoneKind,
    ("milestone", "status"): vocabulary.MilestoneStatus,
    ("guidance", "kind"): vocabulary.GuidanceKind,
    ("market_figure", "qualifier"): vocabulary.Qualifier,
    ("market_figure", "unit"): vocabulary.Unit,
}


@pytest.mark.parametrize(("table", "column"), WORDS)
def test_the_schema_admits_the_words_of_the_vocabulary_and_no_others(store: Store, table: str, column: str):
    with store.read() as db:
        schema = db[table].schema
    check = re.search(rf"CHECK \({column} IN \((.*?)\)\)", schema, re.DOTALL)
    assert check is not None
    assert tuple(re.findall(r"'(.*?)'", check[1])) == get_args(WORDS[table, column])


def test_unusable_is_a_store_error():
    assert issubclass(StoreUnusableError, StoreError)
