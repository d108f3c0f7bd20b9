"""What becomes of a post that is refused, silenced, put back or left out: nothing is lost, nothing is told twice."""

import time

import pytest

from bot.reminders import planner
from bot.reminders.asking import Asked
from bot.reminders.clock import Clock
from bot.reminders.outgoing import Outgoing, Taken
from bot.reminders.service import Place, Rules
from db import records
from db.filters import MilestoneFilter
from db.models import Milestone
from db.reminders import outbox
from db.reminders.models import stamp
from db.store import Store
from tests.reminder_worlds import BEFORE, add, local, rule, said

NOW = local("2026-02-15T12:00")


def due_post(store: Store) -> tuple[Outgoing, Taken]:
    """A post of rule 1 that was taken for sending a first time."""
    add(store, rule(wanted=MilestoneFilter(drugs=("ak112",), kinds=("pdufa",)), leads=(0,), since=BEFORE))
    planner.tick(store, local("2026-11-14T08:59"))
    planner.tick(store, local("2026-11-14T09:00"))
    outgoing = Outgoing(store, Clock(local("2026-11-14T09:00"), time.time(), 0.001, is_made=True), "one")
    taken = outgoing.take(1000.0)
    assert taken is not None
    assert not taken.tried
    return outgoing, taken


def states(store: Store) -> list[tuple[str, str]]:
    with store.read() as db:
        return [(row["state"], row["reason"]) for row in db.query("SELECT state, reason FROM reminder_post")]


def test_what_may_stand_in_a_channel_that_refuses_is_looked_for_when_that_is_mended(store: Store):
    outgoing, taken = due_post(store)
    outgoing.failed(taken.post, "no answer", 1001.0, None)
    again = outgoing.take(1010.0)
    assert again is not None
    outgoing.blocked(again.post, "I may not post there", 1011.0)
    assert outgoing.take(1500.0) is None
    Rules(store, lambda: local("2026-11-14T09:30")).resume(1, who="test")
    resumed = outgoing.take(1600.0)
    assert resumed is not None
    assert resumed.tried
    assert not resumed.nonce_holds
    assert resumed.payload == taken.payload
    assert resumed.post.first_real == 1000.0


@pytest.mark.parametrize("change", ["pause", "remove"])
def test_what_may_stand_there_is_looked_for_though_its_rule_was_silenced(store: Store, change: str):
    outgoing, _ = due_post(store)
    getattr(Rules(store, lambda: local("2026-11-14T09:01")), change)(1, who="test")
    after_a_crash = outgoing.take(1010.0)
    assert after_a_crash is not None
    assert "paused or removed" in after_a_crash.only_looked_for
    assert outgoing.given_up(after_a_crash.post, after_a_crash.only_looked_for) == []
    assert states(store) == [("given up", after_a_crash.only_looked_for)]


def test_a_silenced_rule_adds_nothing_to_a_post_that_another_owes(store: Store):
    kinds = ("pdufa",)
    add(
        store,
        rule(wanted=MilestoneFilter(drugs=("ak112",), kinds=kinds), leads=(0,), since=BEFORE),
        rule(wanted=MilestoneFilter(drugs=("ak112",)), leads=(0, 47), since=BEFORE),
    )
    planner.tick(store, local("2026-11-14T08:59"))
    planner.tick(store, local("2026-11-14T09:00"))
    with store.read() as db:
        assert {each.rule for each in outbox.members(db, 1)} == {1, 2}
        all_of_them = {each.milestone for each in outbox.members(db, 1)}
    assert len(all_of_them) > 1
    Rules(store, lambda: local("2026-11-14T09:01")).remove(2, who="test")
    outgoing = Outgoing(store, Clock(local("2026-11-14T09:01"), time.time(), 0.001, is_made=True), "one")
    taken = outgoing.take(1000.0)
    assert taken is not None
    assert [each["title"] for each in taken.payload["embeds"]] == ["AK112 PDUFA date HARMONi"]


def test_a_channel_that_is_to_be_left_alone_is_left_alone_by_all_its_posts(store: Store):
    wanted = MilestoneFilter(drugs=("ak112",), kinds=("pdufa",))
    add(store, *(rule(target=f"channel:{number}", wanted=wanted, leads=(0,), since=BEFORE) for number in (1, 2)))
    for text in ("2026-11-14T08:59", "2026-11-14T09:00", "2026-11-15T09:00"):
        planner.tick(store, local(text))
    outgoing = Outgoing(store, Clock(local("2026-11-15T09:00"), time.time(), 0.001, is_made=True), "one")
    taken = outgoing.take(1000.0)
    assert taken is not None
    outgoing.failed(taken.post, "Discord asks to wait", 1001.0, 600.0)
    others = list(iter(lambda: outgoing.take(1002.0), None))
    assert taken.post.target not in {each.post.target for each in others}
    assert len(others) == 2
    for each in others:
        outgoing.sent(each.post, each.post.id)
    assert outgoing.next_try() == 1601.0
    assert len(list(iter(lambda: outgoing.take(1601.0), None))) == 2


def test_what_was_left_out_of_a_post_and_is_so_again_is_told_by_the_next_rule(store: Store):
    kinds = ("pdufa",)
    key = "ak112-harmoni-pdufa"
    wanted = MilestoneFilter(drugs=("ak112",), kinds=kinds)
    others = MilestoneFilter(drugs=("ak112",))
    add(
        store,
        rule(wanted=others, leads=(0, 47), since=BEFORE),
        *(rule(wanted=wanted, leads=(0,), at=at, since=BEFORE) for at in ("09:00", "10:00")),
    )
    planner.tick(store, local("2026-11-14T08:59"))
    planner.tick(store, local("2026-11-14T09:00"))
    with store.write(who="test", why="another day") as transaction:
        source = records.load(transaction.db, Milestone, [key])[0].sources[:1]
        later = said(key, "2026-11-13", "2027-02-14", kind="regulator").model_copy(update={"sources": source})
        transaction.save([(None, later)])
    outgoing = Outgoing(store, Clock(local("2026-11-14T09:01"), time.time(), 0.001, is_made=True), "one")
    first = outgoing.take(1000.0)
    assert first is not None
    assert "PDUFA" not in str(first.payload["embeds"])
    outgoing.sent(first.post, 77)
    planner.tick(store, local("2026-11-14T09:30"))
    with store.write(who="test", why="taken back") as transaction:
        transaction.remove(later)
    planner.tick(store, local("2026-11-14T10:00"))
    told = [each.payload["embeds"][0]["description"] for each in iter(lambda: outgoing.take(1001.0), None)]
    assert any("Expected today" in each for each in told)


def test_every_part_of_what_a_channel_refuses_is_kept(store: Store):
    add(store, rule(wanted=MilestoneFilter(), leads=tuple(range(0, 720, 60)), since=BEFORE))
    planner.tick(store, local("2026-12-01T08:59"))
    with store.write(who="test", why="many") as transaction:
        for number in range(2):
            post = outbox.make_post(transaction.db, "channel:1", local("2026-12-01T09:00"), "reminder")
            transaction.db.execute(
                "INSERT INTO reminder_delivery (rule, milestone, guidance, point, label, target, due, planned_at, post) "
                "VALUES (1, ?, '', 'result', 'result', 'channel:1', ?, ?, ?)",
                [f"m{number}", stamp(NOW), stamp(NOW), post],
            )
            transaction.db.execute(
                "UPDATE reminder_post SET state = 'claimed', attempts = 1, lease_real = 0, payload = '{}' WHERE id = ?",
                [post],
            )
    outgoing = Outgoing(store, Clock(local("2026-12-01T09:00"), time.time(), 0.001, is_made=True), "one")
    with store.read() as db:
        parts = [outbox.get(db, row["id"]) for row in db.query("SELECT id FROM reminder_post WHERE state = 'claimed'")]
    for part in parts:
        assert part is not None
        outgoing.blocked(part, "I may not post there", 1000.0)
    assert {state for state, _ in states(store)[-2:]} == {"owed"}


def test_a_digest_that_is_refused_is_told_to_whoever_set_it(store: Store):
    service = Rules(store, lambda: local("2026-11-14T08:00"))
    service.digest(Place("channel:1", 9, 5, "Asia/Shanghai"), "daily", 0, Asked(at=local("2026-11-14T00:30").time()))
    planner.tick(store, local("2026-11-15T08:30"))
    outgoing = Outgoing(store, Clock(local("2026-11-15T08:30"), time.time(), 0.001, is_made=True), "one")
    taken = outgoing.take(1000.0)
    assert taken is not None
    [notice] = outgoing.blocked(taken.post, "I may not post there", 1001.0)
    assert notice.person == 9
    assert "digest" in notice.text
    assert "left out" in service.log("channel:1", "Asia/Shanghai")[0]
