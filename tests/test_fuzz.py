"""Whatever people type goes through the whole line without breaking it; ``--fuzz-messages N`` says how much of it."""

import hashlib
import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import thread_time
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.app import Readout
from bot.language.query import Kind
from bot.render import discord as drawing
from db.store import Store
from tests.conftest import TODAY
from tests.loopback.limits import check_message
from tests.typist import HOSTILE, NUMBERS, SIGNS, WORDS, Typist

#: No message may take longer, even on a slow machine under load.
LONGEST_SECONDS = 5
_ZONE = ZoneInfo("Asia/Shanghai")


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what has worked for so long: one message that takes for ever must not hide which it is."""

    def end(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"worked for more than {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class _Line:
    """From a text to all forms of the answer; remembers what took longest."""

    def __init__(self, store: Store) -> None:
        self.readout = Readout(store, today=lambda: TODAY)
        self.slowest = (0.0, "")
        self.count = 0

    def takes(self, text: str) -> None:
        with _ended_after(4 * LONGEST_SECONDS):
            self._takes(text)

    def _takes(self, text: str) -> None:
        began = thread_time()
        answer = self.readout.ask(text)
        said = json.loads(answer.model_dump_json())
        embeds = [embed.to_dict() for embed in drawing.embeds(answer.page, _ZONE)]
        content = drawing.text(answer.page, _ZONE)
        self.slowest = max(self.slowest, (thread_time() - began, text))
        self.count += 1
        assert said["kind"] in get_args(Kind)
        assert said["text"].strip()
        check_message({"embeds": embeds}, 0)
        check_message({"content": content}, 0)
        json.dumps(embeds, ensure_ascii=False).encode("utf-8")

    def report(self) -> str:
        seconds, text = self.slowest
        return f"{self.count:,} messages; the slowest took {seconds * 1000:.0f} ms: {text[:200]!r}"


@pytest.fixture(scope="module")
def line(bundled_store_path: Path) -> Iterator[_Line]:
    with Store(bundled_store_path) as store:
        yield _Line(store)


def test_random_messages_break_nothing(line, bundled_store_path, pytestconfig):
    count: int = pytestconfig.getoption("--fuzz-messages")
    before = hashlib.sha256(bundled_store_path.read_bytes()).digest()
    typist = Typist(seed=count)
    for _ in range(count):
        text = typist.message()
        try:
            line.takes(text)
        except Exception as error:
            raise AssertionError(f"{type(error).__name__} over {text[:2000]!r}") from error
    print(f"\n{line.report()}")
    assert line.slowest[0] < LONGEST_SECONDS, line.report()
    assert hashlib.sha256(bundled_store_path.read_bytes()).digest() == before, "a message changed the store"


def test_any_text_breaks_nothing(line, pytestconfig):
    texts = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)
    pieces = st.lists(st.sampled_from([*WORDS, *NUMBERS, *SIGNS, *HOSTILE]) | texts, max_size=10).map(" ".join)

    @settings(
        max_examples=max(pytestconfig.getoption("--fuzz-messages") // 10, 1),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(texts | pieces | pieces.map("!deals {}".format) | texts.map("!search {}".format))
    @example("")
    @example("!")
    @example("\ud800")
    @example("!search \udfff")
    @example("!deals \x00")
    def check(text: str) -> None:
        line.takes(text)

    check()


@pytest.mark.parametrize("today", ["0001-01-01", "1999-12-31", "2024-02-29", "2026-12-31", "9999-12-31"])
def test_any_day_breaks_nothing(ask, today):
    for text in (
        "!deals",
        "!milestones",
        "!deals last 90 days",
        "!drug AK112",
        "明年上半年",
        "!deals 2025",
        "next 6 months",
    ):
        assert ask(text, date.fromisoformat(today))["text"]


@pytest.mark.parametrize("text", ["CARTITUDE-5not=下半年US$22.5٣20250", "US$22.5٣2", "!deals >$1.٣bn"])
def test_figures_of_several_scripts_break_nothing(ask, text):
    assert ask(text)["text"]


@pytest.mark.parametrize(
    "text",
    [
        "!compare billionmedianNCT071737510000-00-00PharmCube NextPharma via CaixinHRS-9821cn2012026年13月",
        f"!drug a1{'b' * 60}年",
        f"!drug a1{'-b' * 60}年",
    ],
)
def test_what_looks_like_a_long_code_takes_no_time(line, text):
    line.takes(text)
    assert line.slowest[0] < LONGEST_SECONDS, line.report()


@pytest.mark.parametrize(
    "text",
    [
        "PARTNE:PARTNE:PARTNE",
        "how many deals will be signed in 2030?? when is the first US approval of iza-bren expected?",
    ],
)
def test_what_is_refused_has_no_second_reading(ask, text):
    assert ask(text)["kind"] in ("unknown", "clarify")
