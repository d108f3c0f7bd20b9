"""Planning into the store: the same as the pure plan, once, whenever and however often it is looked."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.reminders import composing, planner
from bot.reminders.clock import Clock
from bot.reminders.outgoing import Outgoing
from bot.reminders.plan import plan
from db import records
from db.connection import Connection
from db.filters import MilestoneFilter
from db.models import Milestone
from db.periods import PartialDate
from db.reminders import knowledge, matching, outbox, rules
from db.reminders.models import stamp
from db.store import Store
from tests.reminder_worlds import BEFORE, add, local, rule, said

NOW = local("2026-02-15T12:00")


def owed(store: Store) -> list[tuple[str, str, str]]:
    with store.read() as db:
        rows = db.query("SELECT milestone, point, skipped FROM reminder_delivery ORDER BY due, milestone")
        return [(row["milestone"], row["point"], row["skipped"]) for row in rows]


def posts(store: Store) -> list[tuple[str, str, str, int]]:
    with store.read() as db:
        rows = db.query(
            "SELECT post.target, post.due, kind, count(*) AS members FROM reminder_post AS post "
            "JOIN reminder_delivery ON post = post.id GROUP BY post.id ORDER BY post.due, part"
        )
        return [(row["target"], row["due"], row["kind"], row["members"]) for row in rows]


def pure(store: Store, after: datetime, until: datetime) -> list[tuple[str, str]]:
    with store.read() as db:
        pairs = [
            (each, line)
            for each in rules.owing(db)
            for line in knowledge.timelines(db, matching.every(db, each, until.date()))
        ]
        return [(each.milestone, each.point) for each in plan(pairs, after, until)]


def test_rules_come_back_as_they_were(store: Store):
    wanted = MilestoneFilter(areas=("oncology",), phases=("3",))
    kept = add(
        store, rule(what="phase 3 oncology", wanted=wanted, leads=(60, 14), tz="Europe/London", since=NOW, mention=5)
    )
    with store.read() as db:
        assert rules.get(db, kept[0].id) == kept[0]
        assert rules.of_target(db, "channel:1") == kept


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 330 * 24), min_size=1, max_size=8), st.data())
def test_ticks_at_any_times_write_down_what_the_pure_plan_says(
    bundled_store_path: Path, tmp_path_factory: pytest.TempPathFactory, hours: list[int], data: st.DataObject
):
    path = tmp_path_factory.mktemp("ticks") / "readout.db"
    path.write_bytes(bundled_store_path.read_bytes())
    filters = (
        MilestoneFilter(),
        MilestoneFilter(drugs=("ak112",)),
        MilestoneFilter(companies=("akeso", "biokin")),
        MilestoneFilter(areas=("oncology",), phases=("3",)),
        MilestoneFilter(companies=("akeso",), kinds=("pdufa",)),
    )
    with Store(path) as store:
        given_rules = [
            rule(target=f"channel:{number % 2}", wanted=wanted, since=BEFORE, tz=tz, leads=leads)
            for number, (wanted, tz, leads) in enumerate(
                data.draw(
                    st.lists(
                        st.tuples(
                            st.sampled_from(filters),
                            st.sampled_from(("Asia/Shanghai", "America/New_York", "Asia/Kathmandu")),
                            st.sampled_from(((30, 7, 1, 0), (60,), (0, 3))),
                        ),
                        min_size=1,
                        max_size=4,
                    )
                )
            )
        ]
        add(store, *given_rules)
        planner.tick(store, BEFORE)
        for hour in sorted(hours):
            planner.tick(store, NOW + timedelta(hours=hour))
            planner.tick(store, NOW + timedelta(hours=hour))
        end = NOW + timedelta(hours=max(hours))
        assert sorted((milestone, point) for milestone, point, _ in owed(store)) == sorted(pure(store, BEFORE, end))
        assert planner.tick(store, end) == planner.Planned(0, 0)
        assert planner.next_due(store) > end


def test_two_processes_never_take_the_same_post(store_path: Path):
    with Store(store_path) as one, Store(store_path) as other:
        add(one, *(rule(target=f"channel:{number}", since=BEFORE) for number in range(40)))
        planner.tick(one, local("2026-11-30T10:00"))
        planner.tick(one, local("2026-12-01T09:00"))
        real = time.time()  # stands still: on a slow machine leases would run out
        clock = Clock(local("2026-12-01T09:00"), real, 0.001, is_made=True)

        def take_all(store: Store, holder: str) -> list[int]:
            outgoing = Outgoing(store, clock, holder)
            taken = iter(lambda: outgoing.take(real), None)
            return [each.post.id for each in taken]

        with ThreadPoolExecutor(2) as pool:
            halves = list(pool.map(take_all, (one, other), ("one", "other")))
        every = [post for half in halves for post in half]
        assert len(every) == len(set(every)) == len(posts(one))


@pytest.mark.parametrize("change", ["slip", "reached", "removed"])
def test_what_is_so_no_more_when_it_is_to_be_sent_is_skipped_with_a_trace(store: Store, change: str):
    add(store, rule(wanted=MilestoneFilter(drugs=("ak112",), kinds=("pdufa",)), leads=(0,), since=BEFORE))
    planner.tick(store, local("2026-11-14T08:59"))
    planner.tick(store, local("2026-11-14T09:00"))
    key = "ak112-harmoni-pdufa"
    with store.write(who="test", why=change) as transaction:
        db = transaction.db
        before = records.load(db, Milestone, [key])[0]
        if change == "slip":
            later = said(key, "2026-11-14", "2027-02-14", kind="regulator")
            transaction.save([(None, later.model_copy(update={"sources": before.sources[:1]}))])
        elif change == "reached":
            transaction.save([(before, before.model_copy(update={"status": "done"}))])
        else:
            for each in records.guidance_of(db, [key]):
                transaction.remove(each)
            transaction.remove(before)
    outgoing = Outgoing(store, Clock(local("2026-11-14T09:00"), time.time(), 0.001, is_made=True), "one")
    assert outgoing.take(time.time()) is None
    with store.read() as db:
        assert [row["state"] for row in db.query("SELECT state FROM reminder_post")] == ["skipped"]
        assert "skipped: it no longer was so" in rules.log(db, ["channel:1"])[0].said


def test_a_post_that_cannot_be_composed_keeps_no_other_back(store: Store, monkeypatch: pytest.MonkeyPatch):
    add(
        store,
        *(
            rule(target=f"channel:{number}", wanted=MilestoneFilter(drugs=("ak112",)), since=BEFORE)
            for number in (1, 2)
        ),
    )
    planner.tick(store, local("2026-11-14T08:59"))
    planner.tick(store, local("2026-11-14T09:00"))
    compose = composing.reminder

    def broken(db: Connection, post: outbox.Post, *rest: Any) -> dict[str, Any]:
        if post.target == "channel:1":
            raise KeyError("a fault")
        return compose(db, post, *rest)

    monkeypatch.setattr(composing, "reminder", broken)
    outgoing = Outgoing(store, Clock(local("2026-11-14T09:00"), time.time(), 0.001, is_made=True), "one")
    taken = list(iter(lambda: outgoing.take(time.time()), None))
    assert {each.post.target for each in taken} == {"channel:2"}
    monkeypatch.undo()
    assert outgoing.take(time.time()) is None
    later = outgoing.take(time.time() + 601)
    assert later is not None


def test_what_fell_due_while_nobody_looked_is_one_message_and_the_oldest_is_skipped(store: Store):
    add(store, rule(wanted=MilestoneFilter(drugs=("ak112",)), since=BEFORE))
    planner.tick(store, BEFORE)
    planner.tick(store, local("2026-12-02T12:00"))
    states = dict.fromkeys(skipped for *_, skipped in owed(store))
    assert set(states) == {"", outbox.TOO_OLD}
    assert {kind for _, _, kind, _ in posts(store)} == {"catch-up"}
    assert all(due >= stamp(local("2026-11-29T09:00")) for _, due, _, _ in posts(store))


def test_two_rules_of_a_channel_make_one_entry(store: Store):
    both = MilestoneFilter(drugs=("ak112",)), MilestoneFilter(companies=("akeso",), kinds=("pdufa",))
    add(store, *(rule(wanted=each, since=BEFORE) for each in both))
    planner.tick(store, local("2026-11-14T08:59"))
    planner.tick(store, local("2026-11-14T09:00"))
    today = [(milestone, point) for milestone, point, _ in owed(store) if point == "2026-11-14"]
    assert today == [("ak112-harmoni-pdufa", "2026-11-14")] * 2
    assert posts(store)[-1] == ("channel:1", "2026-11-14T01:00:00Z", "reminder", 2)


def test_a_second_rule_later_on_the_same_day_says_nothing_new(store: Store):
    pdufa = MilestoneFilter(drugs=("ak112",), kinds=("pdufa",))
    add(store, rule(wanted=pdufa, since=BEFORE), rule(wanted=pdufa, since=BEFORE, at="10:00"))
    planner.tick(store, local("2026-11-13T12:00"))
    for hour in ("08:59", "09:00", "10:00", "11:00"):
        planner.tick(store, local(f"2026-11-14T{hour}"))
    assert [due for _, due, kind, _ in posts(store) if kind == "reminder"] == ["2026-11-14T01:00:00Z"]
    assert len([1 for _, point, _ in owed(store) if point == "2026-11-14"]) == 2


def test_news_is_told_at_once_and_what_is_old_waits_for_the_digest(store: Store):
    add(store, rule(wanted=MilestoneFilter(drugs=("ak112",)), since=BEFORE))
    now = local("2026-11-10T15:00")
    planner.tick(store, now)
    fresh = said("ak112-harmoni-pdufa", "2026-11-09", "2027-02-14", kind="regulator")
    stale = said("ak112-harmoni-3-non-squamous-topline", "2026-06-01", "2027-07-01", "2027-12-31")
    with store.write(who="test", why="news") as transaction:
        source = records.load_all(transaction.db, Milestone)
        url = next(source).sources[0]
        transaction.save([(None, each.model_copy(update={"sources": (url,)})) for each in (fresh, stale)])
    planner.tick(store, now)
    news = [each for each in owed(store) if each[1] == "slip"]
    assert sorted(news) == [
        ("ak112-harmoni-3-non-squamous-topline", "slip", outbox.FOR_DIGEST),
        ("ak112-harmoni-pdufa", "slip", ""),
    ]
    planner.tick(store, local("2026-11-16T10:00"))
    assert ("ak112-harmoni-pdufa", "2026-11-14", "") not in owed(store)


def test_a_result_is_told_and_ends_the_points(store: Store):
    add(store, rule(wanted=MilestoneFilter(drugs=("ak112",), kinds=("pdufa",)), since=BEFORE))
    now = local("2026-11-13T15:00")
    planner.tick(store, now)
    with store.write(who="test", why="approved") as transaction:
        before = records.load(transaction.db, Milestone, ["ak112-harmoni-pdufa"])[0]
        after = before.model_copy(update={"status": "done", "actual_date": PartialDate("2026-11-13"), "outcome": "yes"})
        transaction.save([(before, after)])
    planner.tick(store, now + timedelta(minutes=1))
    planner.tick(store, local("2026-11-16T15:00"))
    assert [point for _, point, _ in owed(store)][-2:] == ["2026-11-13", "result"]


def test_a_clock_that_goes_back_posts_nothing_twice(store: Store):
    add(store, rule(wanted=MilestoneFilter(drugs=("ak112",)), since=BEFORE))
    for text in ("2026-11-14T09:00", "2026-11-13T09:00", "2026-11-14T09:00", "2026-11-15T09:00"):
        planner.tick(store, local(text))
    dues = [due for _, due, kind, _ in posts(store)]
    assert len(set(dues)) == len(dues)


def test_without_rules_the_store_is_left_as_it_is(store: Store):
    before = store.generation()
    assert not planner.is_anything_new(store, NOW)
    assert planner.next_due(store) == planner.NEVER
    assert store.generation() == before


def test_an_empty_look_writes_nothing(store: Store):
    add(store, rule(since=BEFORE))
    planner.tick(store, NOW)
    before = store.generation()
    assert not planner.is_anything_new(store, NOW)
    assert store.generation() == before
    assert planner.next_due(store) == local("2026-02-22T09:00") or planner.next_due(store) > NOW


def test_posts_are_claimed_by_one(store: Store):
    add(store, rule(wanted=MilestoneFilter(drugs=("ak112",), kinds=("pdufa",)), since=BEFORE))
    planner.tick(store, local("2026-11-14T08:59"))
    planner.tick(store, local("2026-11-14T09:00"))
    with store.write(who="test", why="claim") as transaction:
        db = transaction.db
        for real in (100.0, 101.0):
            while post := outbox.claimable(db, real):
                outbox.claim(db, post.id, outbox.Claim("one", real + 50, real, NOW), {"text": "hello"})
            assert outbox.next_try(db) == 150.0
        late = outbox.claimable(db, 150.0)
        assert late is not None
        assert late.attempts == 1
        assert outbox.renew(db, late.id, "one", 200.0)
        assert not outbox.renew(db, late.id, "two", 200.0)
        outbox.sent(db, late.id, 77, NOW)
        outbox.end(db, late.id, "given up", "too late to say so")
        assert outbox.by_message(db, 77) is not None
        assert outbox.claimable(db, 150.0) is None or outbox.claimable(db, 150.0) != late


def test_the_same_thing_is_never_owed_twice(store: Store):
    kept = add(store, rule(since=BEFORE))[0]
    insert = (
        "INSERT INTO reminder_delivery (rule, milestone, guidance, point, label, target, due, planned_at) "
        f"VALUES ({kept.id}, 'm', ?, '2026-11-14', 'x', 'channel:1', '{stamp(NOW)}', '{stamp(NOW)}')"
    )
    with pytest.raises(sqlite3.IntegrityError), store.write(who="test", why="twice") as transaction:  # noqa: PT012
        transaction.db.execute(insert, ["one"])
        transaction.db.execute(insert, ["another"])
