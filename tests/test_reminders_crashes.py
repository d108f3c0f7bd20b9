"""Reminders stand in their channels once, whatever happens: the short form of `make soak`."""

from pathlib import Path

from tests.soak.crashing import KILLS, soak

#: So many times the bot is killed; `make soak` does it for as long as asked.
TIMES = 9


async def test_killed_again_and_again_the_bot_posts_everything_once(store_path: Path):
    counts = await soak(store_path.parent, TIMES, seed=5, within=1.5, patience=0)
    print(counts)
    assert counts.problems == []
    assert counts.kills.total() == TIMES
    assert set(counts.kills) <= set(KILLS)
    assert counts.verdict.deliveries > 0
    assert counts.facts.total() > 0
