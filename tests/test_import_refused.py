"""Files with faults are refused as a whole: every fault is named, and the store stays as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.run import main
from db.errors import ImportRefusedError
from db.importing import import_path
from db.store import Store
from tests.store_support import as_csv, bundled, content, header

Run = Callable[[str, bytes], tuple[int, str]]


@pytest.fixture
def run_import(
    store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Import a file over the command line; gives the exit status and what stood on standard error."""
    monkeypatch.chdir(tmp_path)

    def run(name: str, raw: bytes) -> tuple[int, str]:
        path = tmp_path / f"{name}.csv"
        path.write_bytes(raw)
        status = main(["--db", str(store_path), "import", str(path)])
        said = capsys.readouterr()
        assert not said.out or not status
        return status, said.err

    return run


def deal(**cells: str) -> bytes:
    return as_csv("deals", [bundled("deals")[0] | {"id": "a-deal"} | cells]).encode()


def guidance(**cells: str) -> bytes:
    return as_csv("guidance", [bundled("guidance")[0] | {"said_on": "2026-01-01"} | cells]).encode()


def raw_rows(*lines: str) -> bytes:
    return "\n".join((",".join(header("deals")), *lines, "")).encode()


DEAL = deal().decode().splitlines()[1]

REFUSED: dict[str, tuple[str, bytes, list[str]]] = {
    "a wrong column": (
        "deals",
        deal().replace(b"upfront_musd", b"upfront", 1),
        ["deals.csv:1 upfront: no such column"],
    ),
    "a missing column": (
        "deals",
        as_csv("deals", [], header("deals")[:-1]).encode(),
        ["deals.csv:1 sources: the column is missing"],
    ),
    "a column twice": (
        "deals",
        as_csv("deals", [], [*header("deals"), "id"]).encode(),
        ["deals.csv:1 id: the column stands twice"],
    ),
    "an impossible date": ("deals", deal(announced="2025-02-30"), ["deals.csv:2 announced: '2025-02-30'", "calendar"]),
    "a date in another order": ("deals", deal(announced="20/05/2025"), ["announced: '20/05/2025'", "2025-05-20"]),
    "a date that is missing": ("deals", deal(announced=""), ["deals.csv:2 announced"]),
    "an amount in words": (
        "deals",
        deal(upfront_musd="abc"),
        ["upfront_musd: 'abc': not a number; allowed:", "millions"],
    ),
    "a negative amount": ("deals", deal(upfront_musd="-5"), ["upfront_musd: '-5': not an amount"]),
    "nan": ("deals", deal(total_musd="nan"), ["total_musd: 'nan': not an amount"]),
    "infinity": ("deals", deal(total_musd="inf"), ["total_musd: 'inf': not an amount"]),
    "1e400": ("deals", deal(total_musd="1e400"), ["total_musd: '1e400': not an amount"]),
    "1e999999999": ("deals", deal(total_musd="1e999999999"), ["total_musd: '1e999999999': not an amount"]),
    "a currency without an amount": (
        "deals",
        deal(original_currency="CNY"),
        ["original_total_m: original amounts and"],
    ),
    "a fraction of a dollar": ("deals", deal(total_musd="1.00000001"), ["total_musd: '1.00000001'", "fraction"]),
    "an unknown word": ("deals", deal(modality="antibody"), ["modality: 'antibody'", "one of small molecule, mAb"]),
    "an unknown company": (
        "deals",
        deal(licensors="akesoo"),
        ["deals.csv:2 licensors: 'akesoo': no such company; did you mean akeso?"],
    ),
    "an unknown drug": ("deals", deal(drugs="ak112 | ak1122"), ["drugs: 'ak1122': no such drug; did you mean ak112?"]),
    "an unknown source": ("deals", deal(sources="https://nowhere.example/x"), ["no such source"]),
    "no source": ("deals", deal(sources=""), ["deals.csv:2 sources"]),
    "an id that is no slug": ("deals", deal(id="A Deal"), ["deals.csv:2 id: 'A Deal'"]),
    "the same id twice": ("deals", raw_rows(DEAL, DEAL), ["deals.csv:3 id: 'a-deal': the same row stands in line 2"]),
    "the same party twice": ("deals", deal(licensors="akeso | akeso"), ["licensors", "the same entry stands twice"]),
    "an original amount without a currency": ("deals", deal(original_total_m="5"), ["original_currency go together"]),
    "a reversed window": (
        "guidance",
        guidance(window_start="2026-12-31", window_end="2026-07-01"),
        ["guidance.csv:2 window_end: '2026-07-01': the window is reversed: 2026-12-31 is after 2026-07-01"],
    ),
    "half a window": ("guidance", guidance(window_end=""), ["window_start and window_end go together"]),
    "a window of months": ("guidance", guidance(window_start="2026-01", window_end="2026-03"), ["are days"]),
    "broken UTF-8": (
        "deals",
        deal(notes="x").replace(b",x,", b",\xff\xfe,"),
        [r"deals.csv:2 notes: '\\xff\\xfe': not UTF-8"],
    ),
    "another encoding": ("deals", deal(notes="依沃西").decode().encode("gb18030"), ["deals.csv:2", "not UTF-8"]),
    "100,000 columns": ("deals", b",".join(b"c%d" % n for n in range(100_000)), ["100,000 columns; there are 25"]),
    "100,000 cells": ("deals", raw_rows("," * 99_999), ["deals.csv:2: 100,000 cells where the header has 25"]),
    "an unterminated quote": ("deals", raw_rows('"' + DEAL), ["deals.csv:2: no valid CSV from here on"]),
    "a NUL byte": ("deals", deal(notes="a\0b"), ["deals.csv:2", "control characters"]),
    "a line break in a cell": ("deals", deal(notes="a\nb"), ["deals.csv:2 notes", "line breaks are not allowed"]),
    "an escape sequence": ("deals", deal(notes="\x1b[2Jx"), ["deals.csv:2 notes", "control characters"]),
    "a cell of two million letters": ("deals", deal(notes="x" * 2_000_000), ["deals.csv:2"]),
    "an empty file": ("deals", b"", ["deals.csv:1: the file is empty; its first line names id, announced"]),
    "a short row": ("deals", raw_rows("a-deal,2025"), ["deals.csv:2: 2 cells where the header has 25"]),
    "a long row": ("deals", raw_rows(DEAL + ",x"), ["deals.csv:2: 26 cells where the header has 25"]),
    "a semicolon file": ("deals", deal().replace(b",", b";"), ["no such column"]),
    "a picture": ("deals", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ["deals.csv:1", "not UTF-8"]),
    "a file of another name": ("deal", deal(), ["deal.csv names no table: call it one of", "deals.csv"]),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_fault_is_named_and_nothing_changes(run_import: Run, store_path: Path, fault: str):
    name, raw, expected = REFUSED[fault]
    with Store(store_path) as store:
        before = content(store)
    status, said = run_import(name, raw)
    assert status == 1
    for part in expected:
        assert part in said
    assert "Traceback" not in said
    assert "\x1b" not in said
    with Store(store_path) as store:
        assert content(store) == before


def test_faults_of_all_files_of_a_folder_are_named_at_once(
    store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "deals.csv").write_bytes(deal(announced="never", upfront_musd="abc"))
    (folder / "guidance.csv").write_bytes(guidance(window_end=""))
    assert main(["--db", str(store_path), "import", str(folder)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 4
    assert [line.split(":")[0] for line in said] == ["deals.csv", "deals.csv", "guidance.csv", "readout"]
    assert said[-1] == "readout: nothing was imported: 3 faults found"


def test_every_fault_of_a_row_is_named_at_once(run_import: Run):
    wrong = guidance(
        milestone="ak112-harmoni-3-squamos-topline",
        window_start="2026-12-31",
        window_end="2026-07-01",
        kind="rumour",
        sources="https://nowhere.example/x nowhere",
    )
    _, said = run_import("guidance", wrong)
    assert [line.split(":")[:3] for line in said.splitlines()[:-1]] == [
        ["guidance.csv", "2 window_end", " '2026-07-01'"],
        ["guidance.csv", "2 kind", " 'rumour'"],
        ["guidance.csv", "2 sources", " 'nowhere'"],
        ["guidance.csv", "2 milestone", " 'ak112-harmoni-3-squamos-topline'"],
        ["guidance.csv", "2 sources", " 'https"],
    ]


def test_what_a_file_names_is_checked_beside_a_wrong_column_a_short_row_and_a_double(run_import: Run):
    wrong = raw_rows(DEAL.replace("a-deal", "other"), "a-deal,2025", DEAL).replace(b"upfront_musd", b"upfront", 1)
    _, said = run_import("deals", wrong.replace(b"other,20", b"other,x20"))
    assert [line.split(":")[1] for line in said.splitlines()[:-1]] == [
        "1 upfront",
        "1 upfront_musd",
        "2 announced",
        "3",
        "4 id",
    ]


@pytest.mark.parametrize("fault", ["kind", "header", "quote", "bytes"])
def test_faults_of_one_file_are_not_held_against_another(store: Store, tmp_path: Path, fault: str):
    company = as_csv(
        "companies", [bundled("companies")[0] | {"id": "newly", "kind": "?" if fault == "kind" else "newco"}]
    )
    changed = {
        "header": company.replace("id,", "ident,", 1),
        "quote": company.replace("newly,", 'newly,"', 1),
        "bytes": company.replace("id,", "i\udcffd,", 1),
    }
    folder = tmp_path / "facts"
    folder.mkdir()
    raw = changed.get(fault, company).encode("utf-8", errors="surrogateescape")
    (folder / "companies.csv").write_bytes(raw)
    (folder / "deals.csv").write_bytes(deal(licensors="newly"))
    with pytest.raises(ImportRefusedError) as refused:
        import_path(store, folder, who="test")
    assert {each.file for each in refused.value.problems} == {"companies.csv"}


def test_ten_thousand_faults_are_counted_and_a_thousand_named(run_import: Run, store_path: Path):
    row = bundled("deals")[0]
    rows = [row | {"id": f"deal-{number}", "announced": "never"} for number in range(10_000)]
    status, said = run_import("deals", as_csv("deals", rows).encode())
    lines = said.splitlines()
    assert status == 1
    assert len(lines) == 1002
    assert lines[999].startswith("deals.csv:1001 announced: 'never'")
    assert lines[1000:] == ["… and 9,000 more", "readout: nothing was imported: 10000 faults found"]


@pytest.mark.parametrize("path", ["nowhere", "nowhere.csv", "empty"])
def test_nothing_to_import_is_one_sentence(
    store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str
):
    (tmp_path / "empty").mkdir()
    assert main(["--db", str(store_path), "import", str(tmp_path / path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
