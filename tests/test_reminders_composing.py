"""What reminders say, and that it fits into Discord's limits."""

from bot.reminders import composing, planner, telling
from bot.render.markdown import size
from db.reminders import outbox, rules
from db.store import Store
from tests.reminder_worlds import add, local, rule

START = local("2026-11-01T00:00")


def composed(store: Store, until: str) -> list[dict[str, object]]:
    add(store, rule(leads=tuple(range(0, 60, 6)), since=START, mention=7))
    planner.tick(store, local(until))
    with store.read() as db:
        held = [row["id"] for row in db.query("SELECT id FROM reminder_post ORDER BY id")]
        found = [(outbox.get(db, each), outbox.members(db, each)) for each in held]
        return [composing.reminder(db, post, members, local(until)) for post, members in found if post]


def test_every_message_fits(store: Store):
    messages = composed(store, "2026-12-01T09:05")
    assert len(messages) > 1
    for message in messages:
        embeds: list[dict[str, object]] = message["embeds"]  # type: ignore[assignment]
        said = [str(each["title"]) + str(each["description"]) + str(each["footer"]) for each in embeds]
        assert 1 <= len(embeds) <= 10
        assert sum(map(size, said)) <= 6000
        assert all(size(str(each["title"])) <= 256 and each["description"] for each in embeds)
        assert message["mentions"] == [7]
        assert "<@&7>" in str(message["content"])


def test_what_may_be_sent_still_is_told_from_what_may_not(store: Store):
    composed(store, "2026-12-01T09:05")
    with store.read() as db:
        every = [each for row in db.query("SELECT id FROM reminder_post") for each in outbox.members(db, row["id"])]
        assert composing.stale(db, every) == set()
        assert rules.load(db, [every[0].rule])[0].what == ""


def test_points_in_words():
    assert telling.explained("opening-0+closing-30") == "the day the window opens and 30 days before the window closes"
    assert telling.explained("day-1") == "1 day before the day"
    assert telling.explained("pull-in") == "the guidance was pulled in"
    assert telling.sentence("slipped once (H1 2026 → H2 2026)") == "Slipped once (H1 2026 → H2 2026)"
