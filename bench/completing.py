"""How long it takes to offer names for what is being typed."""

import random
import time
from collections.abc import Iterable
from pathlib import Path

from bot.client.completion import choices
from db.store import Store

ENTITIES = ("drug", "company", "deal", "trial")
#: Beginnings as people type them, rare and common ones, several words, none, and what is no name.
STARTS = (
    "", " ", "a", "s", "c", "2", "2025-05", "N", "ak", "ak112", "hen", "hengriu", "ivonesimab", "恒", "恒瑞", "依沃西", "3SBio Pfi",
    "a b", "s c", "merck ak", "hengrui pharma", "harmoni", "NCT0", "zzz", "!!!",
)  # fmt: skip
_SAMPLES, _TIMES = 80, 3


def measure(path: Path) -> list[float]:
    """Give the milliseconds that each beginning of each kind of thing takes, the best of a few times."""
    with Store(path) as store:
        starts = [*STARTS, *_sampled(store)]
        return [_best(store, entity, start) for entity in ENTITIES for start in starts]


def _sampled(store: Store) -> Iterable[str]:
    """Give beginnings of names that the store has, every fourth with two letters swapped."""
    chance = random.Random(7)  # noqa: S311  the same every time
    with store.read() as db:
        texts = [row["text"] for row in db.query("SELECT text FROM name WHERE id % 97 = 3 ORDER BY id LIMIT 3000")]
    for number, text in enumerate(chance.sample(texts, min(_SAMPLES, len(texts)))):
        start = text[: chance.randint(1, len(text))]
        yield start[:1] + start[2:3] + start[1:2] + start[3:] if number % 4 == 0 else start


def _best(store: Store, entity: str, start: str) -> float:
    times = []
    for _ in range(_TIMES):
        begin = time.perf_counter()
        choices(store, entity, start)
        times.append((time.perf_counter() - begin) * 1000)
    return min(times)
