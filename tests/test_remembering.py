"""What was worked out once is given again, until anything in the store has changed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from db import records
from db.filters import DealFilter, MilestoneFilter
from db.models import Deal
from db.queries import deals, milestones, remembering
from db.store import Store
from tests.conftest import TODAY

DEAL = "2025-05-20-3sbio-pfizer-ssgj-707"


def total(store: Store) -> int | None:
    with store.read() as db:
        return deals.totals(db, DealFilter(ids=(DEAL,))).sums["total"].amount


def enter(store: Store, amount: int) -> None:
    with store.write(who="test", why="") as transaction:
        deal = records.get(transaction.db, Deal, DEAL)
        assert deal is not None
        transaction.save([(deal, deal.model_copy(update={"total_usd": amount}))])
        # Within the write nothing is remembered: it sees what it has written itself.
        assert deals.totals(transaction.db, DealFilter(ids=(DEAL,))).sums["total"].amount == amount


def ask_much(store: Store) -> tuple[object, ...]:
    wanted = DealFilter(modalities=("ADC",))
    with store.read() as db:
        return (
            deals.totals(db, wanted),
            deals.ids(db, wanted, "total", 50),
            deals.ids(db, wanted, "total", 50, smallest=True),
            deals.breakdown(db, wanted, "licensee"),
            deals.breakdown(db, wanted, "year"),
            milestones.tally(db, MilestoneFilter(), TODAY),
        )


def test_the_same_question_is_worked_out_once(store: Store):
    said: list[str] = []
    with store.read() as db:
        db.conn.set_trace_callback(said.append)
    answers = ask_much(store)
    assert any("FROM deal" in sql for sql in said)
    said.clear()
    assert ask_much(store) == answers
    assert not any("FROM deal" in sql or "FROM milestone" in sql for sql in said)


def test_a_change_by_anybody_is_seen_at_once(store: Store, store_path: Path):
    before = total(store)
    assert before == total(store)
    enter(store, 7)
    assert total(store) == 7
    with Store(store_path) as other:
        enter(other, 8)
        assert total(store) == total(other) == 8
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(total, store).result() == 8


def test_a_read_of_an_earlier_moment_goes_on_as_of_that_moment(store: Store):
    with store.read() as db:
        wanted = DealFilter(ids=(DEAL,))
        before = deals.totals(db, wanted)
        with ThreadPoolExecutor(1) as threads:
            threads.submit(enter, store, 7).result()
            assert threads.submit(total, store).result() == 7
        assert deals.totals(db, wanted) == before
    assert total(store) == 7


def test_different_questions_are_not_mixed_up(store: Store):
    questions = [
        (MilestoneFilter(state=state), day)
        for state in ("any", "expected", "done", "overdue")
        for day in (TODAY, date(2030, 1, 1))
    ]
    with store.read() as db:
        assert len({milestones.tally(db, *question) for question in questions}) > 4
        alone = [milestones.tally(db, *question) for question in reversed(questions)][::-1]
    for question, tally in zip(questions, alone, strict=True):
        with Store(store.path) as fresh, fresh.read() as db:
            assert milestones.tally(db, *question) == tally


def test_the_oldest_is_forgotten_and_what_is_long_is_not_kept():
    memory = remembering.Memory()
    for number in range(remembering._MOST + 1):
        memory.keep(number, number)
    assert memory.get(0) is None
    assert memory.get(1) == (1,)
    memory.keep("none", None)
    assert memory.get("none") == (None,)
    memory.keep("long", range(100_000))
    assert memory.get("long") is None
