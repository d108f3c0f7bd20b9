"""Taking in files: all or nothing, whatever happens meanwhile."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.run import main
from db import importing, records
from db.bundle import open_store
from db.errors import ImportRefusedError
from db.importing import Counts
from db.models import Company, Deal
from db.store import Store
from tests.store_support import as_csv, bundled, content, facts, header, write_csv

IMPORT = """
import sys, time
from pathlib import Path
from db import importing
from db.store import Store

def progress(what, done, total):
    if what == "writing":
        print(what, done, flush=True)
        time.sleep(float(sys.argv[3]))

with Store(Path(sys.argv[1])) as store:
    importing.import_path(store, Path(sys.argv[2]), who="test", progress=progress)
"""


def importer(store_path: Path, path: Path, pause: float) -> subprocess.Popen[str]:
    """Import in a process of its own, which rests after every 500 rows that it has written."""
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, store_path, path, str(pause)], stdout=subprocess.PIPE, text=True
    )


def many_companies(prefix: str, count: int) -> list[dict[str, str]]:
    return [{"id": f"{prefix}-{n}", "name": f"{prefix.title()} {n} Pharma", "kind": "biotech"} for n in range(count)]


def test_the_bundled_facts_all_arrive(bundled_store_path: Path):
    counts = {
        "sources": 985,
        "companies": 314,
        "drugs": 237,
        "deals": 267,
        "trials": 47,
        "milestones": 289,
        "guidance": 80,
        "market_figures": 203,
    }
    assert {name: len(bundled(name)) for name in counts} == counts
    with Store(bundled_store_path) as store, store.read() as db:
        held = {name: db[table].count for name, table in zip(counts, _tables(counts), strict=True)}
    assert held == counts


def _tables(names: dict[str, int]) -> list[str]:
    singular = {"companies": "company", "guidance": "guidance"}
    return [singular.get(name, name.removesuffix("s")) for name in names]


def test_importing_the_same_again_changes_nothing(store: Store, tmp_path: Path):
    path = write_csv(tmp_path, "deals", bundled("deals"))
    before = content(store)
    assert importing.import_path(store, path, who="test") == importing.Imported({"deals": Counts(0, 0, 267)}, None)
    assert {**content(store), "store": None} == {**before, "store": None}


def test_new_changed_and_same_rows_are_told_apart(store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    one, other, *_ = bundled("deals")
    rows = [one, other | {"notes": "seen again"}, one | {"id": "2026-a-new-deal"}]
    path = write_csv(tmp_path, "deals", rows)
    assert main(["--db", str(store_path), "import", str(path)]) == 0
    assert capsys.readouterr().out == "Imported: 1 new, 1 changed, 1 as they were.\ndeals 1 new, 1 changed\n"
    assert main(["--db", str(store_path), "import", str(path)]) == 0
    assert capsys.readouterr().out == "Nothing changed: all 3 rows are held already.\n"
    with Store(store_path) as store:
        with store.read() as db:
            assert records.get(db, Deal, "2026-a-new-deal") is not None
        change = store.changes("deal", other["id"])[-1]
    assert (change.who, change.why) == ("command line", "import of deals.csv")
    assert change.before is not None
    assert change.after is not None
    assert change.after["notes"] == "seen again" != change.before["notes"]


def test_rows_may_name_what_comes_in_another_file_of_the_folder(store: Store, tmp_path: Path):
    company = {"id": "newly", "name": "Newly Founded", "kind": "newco"}
    write_csv(tmp_path / "facts", "companies", [company])
    write_csv(tmp_path / "facts", "deals", [bundled("deals")[0] | {"id": "a-deal", "licensees": "newly"}])
    (tmp_path / "facts" / "readme.csv").write_text("what else lies there does no harm")
    done = importing.import_path(store, tmp_path / "facts", who="test")
    assert dict(done.counts) == {"companies": Counts(1, 0, 0), "deals": Counts(1, 0, 0)}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), 1, id="a byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), 1, id="CRLF"),
        pytest.param(lambda text: text.rstrip("\n").encode(), 1, id="no last line end"),
        pytest.param(lambda text: (text + "\n\n").encode(), 1, id="blank lines"),
        pytest.param(lambda text: text.replace(",", " , ").encode(), 1, id="blanks around cells"),
        pytest.param(lambda text: text.splitlines()[0].encode(), 0, id="a header and nothing else"),
    ],
)
def test_harmless_forms_are_taken_in(store: Store, tmp_path: Path, form, expected: int):
    row = {"id": "newly", "name": "Newly Founded 新", "kind": "newco"}
    path = tmp_path / "companies.csv"
    path.write_bytes(form(as_csv("companies", [row])))
    done = importing.import_path(store, path, who="test")
    assert done.counts.get("companies", Counts(0, 0, 0)).new == expected
    with store.read() as db:
        held = records.get(db, Company, "newly")
    assert (held is not None and held.name) == (expected == 1 and "Newly Founded 新")


def test_columns_may_stand_in_any_order(store: Store, tmp_path: Path):
    path = write_csv(tmp_path, "deals", bundled("deals"), header("deals")[::-1])
    assert importing.import_path(store, path, who="test").batch is None


def test_import_of_several_files_is_one_change_that_can_be_undone(store: Store, tmp_path: Path):
    before = facts(store)
    write_csv(tmp_path / "facts", "companies", [{"id": "newly", "name": "Newly", "kind": "newco"}])
    write_csv(tmp_path / "facts", "deals", [bundled("deals")[0] | {"licensees": "newly", "targets": "Novel-9"}])
    batch = importing.import_path(store, tmp_path / "facts", who="test").batch
    assert batch is not None
    assert facts(store) != before
    assert len(store.undo(batch, who="test")) == 2
    assert facts(store) == before


def test_kill_in_the_middle_of_an_import_leaves_the_store_as_it_was(store_path: Path, tmp_path: Path):
    path = write_csv(tmp_path, "companies", many_companies("new", 1500))
    with Store(store_path) as store:
        before = content(store)
    process = importer(store_path, path, 60)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing 500\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with Store(store_path) as store:
        assert content(store) == before
        assert importing.import_path(store, path, who="test").counts["companies"].new == 1500


def test_two_imports_at_once_both_arrive(store_path: Path, tmp_path: Path):
    processes = [
        importer(store_path, write_csv(tmp_path / name, "companies", many_companies(name, 1000)), 0.1)
        for name in ("one", "other")
    ]
    assert [process.communicate() and process.returncode for process in processes] == [0, 0]
    with Store(store_path) as store, store.read() as db:
        assert db["company"].count == 2314


def test_two_that_make_the_same_store_at_once_share_it(tmp_path: Path):
    make = (
        "import sys; from pathlib import Path; from db.bundle import open_store; open_store(Path(sys.argv[1])).close()"
    )
    path = tmp_path / "new" / "readout.db"
    processes = [subprocess.Popen([sys.executable, "-c", make, path]) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert [each.name for each in path.parent.iterdir()] == ["readout.db"]
    with open_store(path) as store, store.read() as db:
        assert db["deal"].count == 267


def test_ten_thousand_deals_are_taken_in(tmp_path: Path):
    row = bundled("deals")[0]
    with open_store(tmp_path / "readout.db") as store:
        rows = [
            row | {"id": f"deal-{n}", "announced": f"20{n % 20 + 10}", "upfront_musd": str(n)} for n in range(10_000)
        ]
        done = importing.import_path(store, write_csv(tmp_path, "deals", rows), who="test")
    assert done.counts["deals"].new == 10_000


def test_ten_thousand_wrong_companies_are_refused_without_delay(store: Store, tmp_path: Path):
    row = bundled("deals")[0]
    rows = [row | {"id": f"deal-{n}", "licensors": f"akes{n}"} for n in range(10_000)]
    with pytest.raises(ImportRefusedError) as refused:
        importing.import_path(store, write_csv(tmp_path, "deals", rows), who="test")
    assert (len(refused.value.problems), refused.value.count) == (1000, 10_000)
