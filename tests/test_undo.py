"""What was changed, listed and taken back, in the terminal and on Discord."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.run import main
from bot.client import editing
from db import history, records
from db.errors import StoreError
from db.importing import import_path
from db.models import Company, Deal, Milestone
from db.store import Store
from tests.discord_support import scene
from tests.loopback.people import Person
from tests.store_support import bundled, facts, write_csv

DEAL = "2025-05-20-3sbio-pfizer-ssgj-707"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(store_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)

    def start(*args: str) -> tuple[int, str]:
        status = main(["--db", str(store_path), *args])
        said = capsys.readouterr()
        return status, said.out + said.err

    return start


def enter(store: Store, amount: int, who: str = "me") -> int:
    with store.write(who=who, why=f"total is {amount}") as transaction:
        deal = records.get(transaction.db, Deal, DEAL)
        assert deal is not None
        transaction.save([(deal, deal.model_copy(update={"total_usd": amount}))])
        return transaction.batch


def test_a_new_store_has_nothing_to_take_back(run: Run):
    assert run("undo") == (1, "readout: there is nothing left to take back: readout log lists what was changed\n")
    status, said = run("log")
    assert status == 0
    assert re.fullmatch(
        r" +\d+  import of data · 985 sources, 314 companies, 237 drugs, .* · readout, \d{4}-\d\d-\d\d \d\d:\d\d\n",
        said,
    )


def test_the_last_change_is_taken_back_then_the_one_before(run: Run, store: Store):
    before = facts(store)
    first, second = enter(store, 7_000_000_000), enter(store, 8_000_000_000)
    status, said = run("undo", "--dry-run")
    assert (status, said.splitlines()[1:]) == (0, [f"  deal {DEAL}: total_usd 8000000000 → 7000000000"])
    assert said.startswith(f"Would take back change {second}: total is 8000000000 · 1 deal · me, 20")
    status, said = run("undo")
    assert status == 0
    assert said.startswith(f"Took back change {second}: ")
    again = re.search(r"readout undo (\d+) puts it back", said)
    assert again
    status, said = run("undo")
    assert said.startswith(f"Took back change {first}: ")
    assert facts(store) == before
    lines = run("log", "--limit", "4")[1].splitlines()
    assert [line.endswith("taken back") for line in lines] == [False, False, True, True, False]
    assert lines[-1].startswith("… and earlier ones: ")
    assert run("undo")[0] == 1
    enter(store, 9_000_000_000)
    status, said = run("undo", again[1])
    assert (status, said) == (1, f"readout: change {again[1]} cannot be undone: {DEAL} was changed again since\n")


def test_what_was_taken_back_can_be_put_back(run: Run, store: Store):
    enter(store, 7_000_000_000)
    after = facts(store)
    run("undo")
    undone = next(history.entries(store._writer)).batch
    assert run("undo", str(undone))[0] == 0
    assert facts(store) == after
    lines = run("log")[1].splitlines()
    assert [line.endswith("taken back") for line in lines] == [False, True, False, False]


def test_one_change_is_shown_record_by_record(run: Run, store: Store, tmp_path: Path):
    rows = bundled("trials")[:3]
    rows[0] = rows[0] | {"notes": "seen"}
    write_csv(tmp_path / "news", "trials", [*rows[:2], rows[2] | {"nct_id": "NCT99999999"}])
    batch = import_path(store, tmp_path / "news", who="me").batch
    status, said = run("log", str(batch))
    assert status == 0
    assert said.splitlines()[0].startswith(f"Change {batch}: import of news · 2 trials · me, ")
    assert said.splitlines()[1:] == [
        "  trial NCT99999999: added",
        f"  trial {rows[0]['nct_id']}: notes – → seen",
    ]
    assert run("log", str(batch), "--limit", "1")[1].splitlines()[2:] == ["  … and 1 more"]


@pytest.mark.parametrize("command", ["log", "undo"])
def test_a_change_that_is_not_there(run: Run, command: str):
    assert run(command, "99999") == (1, "readout: there is no change 99999: readout log lists them\n")
    assert run(command, "latest")[0] == 2


def test_what_others_rest_on_is_not_taken_back(run: Run, store: Store):
    with store.read() as db:
        akeso, deal = records.get(db, Company, "akeso"), records.get(db, Deal, DEAL)
    assert akeso is not None
    assert deal is not None
    with store.write(who="me", why="a company") as transaction:
        transaction.save([(None, akeso.model_copy(update={"id": "newly", "name": "Newly"}))])
        batch = transaction.batch
    with store.write(who="me", why="a deal") as transaction:
        transaction.save([(deal, deal.model_copy(update={"licensors": ("newly",)}))])
    before = facts(store)
    with pytest.raises(StoreError, match=f"change {batch} cannot be undone: later facts rest on what it added"):
        store.undo(batch, who="me")
    assert facts(store) == before


def test_the_facts_of_a_new_store_can_be_taken_back_only_by_number(run: Run, store: Store, tmp_path: Path):
    first = next(history.entries(store._writer)).batch
    assert run("undo", str(first))[0] == 0
    run("export", str(tmp_path / "empty"))
    with (tmp_path / "empty" / "deals.csv").open(encoding="utf-8") as file:
        assert list(csv.DictReader(file)) == []


async def test_an_editor_takes_back_what_they_recorded(store_path: Path):
    async with scene(store_path) as at:

        async def undo(person: Person) -> str:
            await person.says(at.general, "!undo")
            return str((await at.general.next_post()).text)

        store = at.client.readout.store
        team = at.server.guild("Team")
        boss = team.member("boss", roles=(team.role("Boss", "manage_channels"),))
        assert "Manage Channels" in await undo(at.ana)
        assert editing.NOTHING in (await undo(boss)).lower()
        enter(store, 7_000_000_000, who="somebody else")
        with store.read() as db:
            due = records.get(db, Milestone, "ak112-harmoni-3-squamous-topline")
        assert due is not None
        with store.write(who=f"discord:{boss.id}", why="reached") as transaction:
            transaction.save([(due, due.model_copy(update={"status": "done", "outcome": "*won*"}))])
        told = await undo(boss)
        assert told.startswith("Taken back:")
        assert "status done → expected; outcome \\*won\\* → –" in told
        with store.read() as db:
            assert records.get(db, Milestone, due.id) == due
        assert editing.NOTHING in (await undo(boss)).lower()
        assert not at.server.refusals
