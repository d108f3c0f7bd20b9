"""Conversations: each turn goes on from the one before, and is answered as the data give it."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from bot.answers.model import Answer
from bot.app import TERMINAL_ROWS, Readout
from bot.conversation import Conversations
from db.store import Store
from tests.conftest import TODAY
from tests.eval.compute import DATA, HERE, computed
from tests.eval.facts import Facts, read
from tests.eval.run import faults_of

Turn = dict[str, Any]
#: What a turn may say of the answer beside what questions do.
OWN = {"talk", "q", "read_as", "anew", "shows_all"}


def turns() -> list[Turn]:
    """Read the turns of all conversations, one JSON object a line; those of one conversation stand together."""
    lines = (HERE / "conversations.jsonl").read_text(encoding="utf-8").splitlines()
    return [{"today": str(TODAY), **json.loads(line)} for line in lines]


TALKS = {talk: list(of_talk) for talk, of_talk in groupby(turns(), key=lambda turn: turn["talk"])}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read(DATA)


@pytest.fixture(scope="module")
def talking(bundled_store_path: Path) -> Iterator[Conversations]:
    with Store(bundled_store_path) as store:
        yield Conversations(Readout(store, today=lambda: TODAY, most_rows=TERMINAL_ROWS))


@pytest.mark.parametrize("talk", TALKS)
def test_each_turn_is_answered_over_what_was_spoken_of(talk: str, facts: Facts, talking: Conversations) -> None:
    faults = []
    for place, turn in enumerate(TALKS[talk]):
        answer = talking.ask(talk, turn["q"])
        whole = {**turn, **computed(facts, turn)}
        wrong = [*faults_of(whole, json.loads(answer.model_dump_json())), *_own_faults(turn, answer, first=place == 0)]
        faults += [f"{turn['q']}: {each}" for each in wrong]
    assert faults == []


def _own_faults(turn: Turn, answer: Answer, *, first: bool) -> Iterator[str]:
    """Say whether a turn was read as going on, and as what."""
    said = next((note for note in answer.notes if "going on from before" in note or "接着上一个问题" in note), "")
    anew = first or turn.get("anew") or answer.kind == "clarify"
    if bool(said) == bool(anew):
        yield "read as going on" if said else "not read as going on"
    if "read_as" in turn and not matches(turn["read_as"], said):
        yield f"understood as {said!r} instead of {turn['read_as']!r}"
    if turn.get("shows_all") and any(section.table and section.table.more for section in answer.page.sections):
        yield "does not show all"


def matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


def test_conversations_are_many_and_say_what_is_known() -> None:
    assert len(TALKS) >= 35
    known = OWN | {"today", "spec", "value", "kind", "rows_first", "rows_include", "rows_equal", "text", "refuse"}
    assert [turn for turn in turns() if set(turn) - known] == []
    assert all(len(list(of_talk)) >= 2 for of_talk in TALKS.values())
