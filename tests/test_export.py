"""Giving the facts back: the same bytes every time, and nothing lost on the way."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cli.run import main
from db import csvform, exporting, importing, records
from db.bundle import open_store
from db.csvform import Problems
from db.errors import StoreError
from db.models import Record
from db.store import Store
from db.tables import TABLES, Table
from tests.record_strategies import records as any_record
from tests.store_support import facts

DATA = Path(exporting.__file__).parent / "data"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_export_gives_the_bundled_files_back_byte_for_byte(bundled_store_path: Path, tmp_path: Path):
    with Store(bundled_store_path) as store:
        exporting.export_to(store, tmp_path)
    assert files(tmp_path) == {path.name: path.read_bytes() for path in DATA.glob("*.csv")}


def test_export_over_an_export_changes_nothing(store: Store, tmp_path: Path):
    folder = tmp_path / "out"
    exporting.export_to(store, folder)
    before = files(folder)
    exporting.export_to(store, folder)
    assert files(folder) == before


def test_import_of_an_export_makes_the_same_store(store: Store, tmp_path: Path):
    exporting.export_to(store, tmp_path / "out")
    with Store.create(tmp_path / "other.db", lambda _: None) as other:
        importing.import_path(other, tmp_path / "out", who="test")
        assert facts(other) == facts(store)


def test_the_command_says_what_was_written(store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "new" / "folder"
    assert main(["--db", str(store_path), "export", str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"Wrote 8 files with 2,422 rows to {folder}"
    assert said[1].startswith("sources.csv 985 · companies.csv 314 · drugs.csv 237 · deals.csv 267")
    assert {path.name for path in folder.iterdir()} == {f"{table.file}.csv" for table in TABLES}


def test_a_folder_that_cannot_be_written_is_a_sentence(
    store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "file").touch()
    assert main(["--db", str(store_path), "export", str(tmp_path / "file" / "deeper")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_an_export_that_fails_leaves_the_old_file_whole(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    exporting.export_to(store, tmp_path / "out")
    before = files(tmp_path / "out")

    def fail(*_: object) -> str:
        raise StoreError("no")

    monkeypatch.setattr(csvform, "write", fail)
    with pytest.raises(StoreError):
        exporting.export_to(store, tmp_path / "out")
    assert files(tmp_path / "out") == before


@pytest.fixture(scope="module")
def scratch(bundled_store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that any record may be written to."""
    path = tmp_path_factory.mktemp("scratch") / "readout.db"
    shutil.copyfile(bundled_store_path, path)
    with open_store(path) as store:
        store._writer.execute("PRAGMA synchronous = OFF")
        yield store


@pytest.fixture(scope="module")
def keys(scratch: Store) -> dict[type[Record], list[str]]:
    with scratch.read() as db:
        return {table.model: [each.key for each in records.load_all(db, table.model)][:10] for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.entity)
@given(data=st.data())
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_valid_record_survives_the_store_and_the_file(
    scratch: Store, keys: dict[type[Record], list[str]], tmp_path: Path, table: Table, data: st.DataObject
):
    record = data.draw(any_record(table.model, keys))
    with scratch.write(who="test", why="any record") as transaction:
        transaction.save([(records.get(transaction.db, table.model, record.key), record)])
    with scratch.read() as db:
        held = records.get(db, table.model, record.key)
    assert held == record
    path = tmp_path / f"{table.file}.csv"
    path.write_text(csvform.write([held], table), encoding="utf-8", newline="")
    problems = Problems()
    assert [each.record for each in csvform.read(path, table, problems)] == [record]
    assert not problems
