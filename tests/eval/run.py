"""Ask Readout every question of the set and judge each answer.

python -m tests.eval.run                          what came out, by topic and language; exit 1 if a refusal was answered
python -m tests.eval.run --questions FILE         another file of questions with the same fields
python -m tests.eval.run --db STORE               another store than a new one of the bundled facts
"""

import argparse
import json
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import thread_time
from typing import Any, Literal

from bot.app import Readout
from db.bundle import open_store
from db.store import Store
from tests.eval.compute import QUESTIONS, Question, load

#: So many questions that must be refused may be answered. A wrong answer that looks right is the worst there is.
ANSWERED_REFUSALS = 0
#: Numbers agree within this share.
TOLERANCE = 0.005
SLOWEST_SHOWN = 3

Outcome = Literal["right", "asked back", "not known", "wrong"]
OUTCOMES: tuple[Outcome, ...] = ("right", "asked back", "not known", "wrong")
AnswerJson = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one question. ``faults`` say what differs from the expected answer, ``seconds`` how long it took."""

    question: Question
    outcome: Outcome
    faults: tuple[str, ...]
    seconds: float

    @property
    def topic(self) -> str:
        return str(self.question.get("topic", "–"))

    @property
    def language(self) -> str:
        return str(self.question["lang"])

    @property
    def answered_refusal(self) -> bool:
        """Whether it should have been refused and was not."""
        return bool(self.question.get("refuse")) and self.outcome == "wrong"

    def __str__(self) -> str:
        name = self.question.get("id", "")
        return f"{name} {self.outcome}: {self.question['q']}\n       {'; '.join(self.faults)}".strip()


def judge_all(store: Store, questions: Iterable[Question]) -> list[Verdict]:
    """Ask each question on its day and judge the answer."""
    return [_judged(store, question) for question in questions]


def faults_of(question: Question, answer: AnswerJson) -> list[str]:
    """Say what of the answer differs from what is expected; nothing if it is right."""
    if question.get("refuse"):
        return [] if is_refusal(answer) else [f"answered: {answer['kind']}, value {answer['value']}"]
    return [fault for field, check in _CHECKS.items() if field in question for fault in check(question[field], answer)]


def is_refusal(answer: AnswerJson) -> bool:
    """Tell whether an answer refuses: it says so, asks back, or has neither value nor rows."""
    return answer["kind"] in ("unknown", "clarify") or (answer["value"] is None and not answer["rows"])


def agree(wanted: object, given: object) -> bool:
    """Compare values: numbers within the tolerance, windows by their days, lists as sets."""
    if isinstance(wanted, bool) or isinstance(given, bool):
        return wanted is given
    if isinstance(wanted, int | float) and isinstance(given, int | float):
        return abs(given - wanted) <= TOLERANCE * abs(wanted)
    if isinstance(wanted, dict) and isinstance(given, dict):
        return all(wanted.get(end) == given.get(end) for end in ("start", "end"))
    if isinstance(wanted, list) and isinstance(given, list):
        return sorted(wanted) == sorted(given)
    return wanted == given


def _value(wanted: object, answer: AnswerJson) -> Iterator[str]:
    if not agree(wanted, answer["value"]):
        yield f"value {answer['value']!r} instead of {wanted!r}"


def _kind(wanted: str, answer: AnswerJson) -> Iterator[str]:
    if answer["kind"] != wanted:
        yield f"kind {answer['kind']} instead of {wanted}"


def _rows_first(wanted: list[str], answer: AnswerJson) -> Iterator[str]:
    if (first := _ids(answer)[: len(wanted)]) != wanted:
        yield f"first rows {_few(first)} instead of {_few(wanted)}"


def _rows_include(wanted: list[str], answer: AnswerJson) -> Iterator[str]:
    if missing := sorted(set(wanted) - set(_ids(answer))):
        yield f"rows lack {_few(missing)}"


def _rows_equal(wanted: list[str], answer: AnswerJson) -> Iterator[str]:
    yield from _rows_include(wanted, answer)
    if extra := sorted(set(_ids(answer)) - set(wanted)):
        yield f"rows should not hold {_few(extra)}"


def _text(wanted: list[str], answer: AnswerJson) -> Iterator[str]:
    yield from (f"text lacks {pattern}" for pattern in wanted if not re.search(pattern, answer["text"]))


_CHECKS: dict[str, Callable[[Any, AnswerJson], Iterator[str]]] = {
    "value": _value,
    "kind": _kind,
    "rows_first": _rows_first,
    "rows_include": _rows_include,
    "rows_equal": _rows_equal,
    "text": _text,
}


def _ids(answer: AnswerJson) -> list[str]:
    return [row["id"] for row in answer["rows"]]


def _few(ids: Sequence[str], most: int = 4) -> str:
    return ", ".join(ids[:most]) + (f" … ({len(ids)})" if len(ids) > most else "") or "none"


def _judged(store: Store, question: Question) -> Verdict:
    day = date.fromisoformat(question["today"])
    began = thread_time()
    try:
        said = Readout(store, today=lambda: day).ask(question["q"], all_rows=True).model_dump_json()
    except Exception:  # noqa: BLE001  a question that breaks the bot is judged like any other
        return Verdict(question, "wrong", (f"broke: {traceback.format_exc(limit=-2)}",), thread_time() - began)
    seconds = thread_time() - began
    answer = json.loads(said)
    faults = faults_of(question, answer)
    return Verdict(question, _outcome(answer, faults), tuple(faults), seconds)


def _outcome(answer: AnswerJson, faults: list[str]) -> Outcome:
    if not faults:
        return "right"
    if answer["kind"] == "clarify":
        return "asked back"
    return "not known" if is_refusal(answer) else "wrong"


def share_right(verdicts: Sequence[Verdict]) -> float:
    """Give how many of all are right, from 0 to 1."""
    return sum(each.outcome == "right" for each in verdicts) / len(verdicts)


def report(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Tell what is not right, then the counts by topic and language, then the slowest."""
    for outcome in ("asked back", "not known", "wrong"):
        yield from (str(each) for each in verdicts if each.outcome == outcome)
    yield "\n" + _line("topic", "", OUTCOMES)
    groups = sorted({(each.topic, each.language) for each in verdicts})
    for topic, language in groups:
        yield _counts(topic, language, [each for each in verdicts if (each.topic, each.language) == (topic, language)])
    yield _counts("all", "", verdicts)
    yield f"\nright: {share_right(verdicts):.1%} of {len(verdicts):,}"
    yield f"answered though to be refused: {sum(each.answered_refusal for each in verdicts)}"
    slowest = sorted(verdicts, key=lambda each: -each.seconds)[:SLOWEST_SHOWN]
    yield "slowest: " + ", ".join(f"{each.seconds * 1000:.0f} ms {each.question['q']}" for each in slowest)


def _counts(topic: str, language: str, verdicts: Iterable[Verdict]) -> str:
    counts = Counter(each.outcome for each in verdicts)
    return _line(topic, language, [f"{counts[outcome] or '–'}" for outcome in OUTCOMES])


def _line(topic: str, language: str, cells: Sequence[str]) -> str:
    return f"{topic:<14}{language:<4}" + "".join(f"{cell:>12}" for cell in cells)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--db", type=Path, help="a store (default: a new one of the bundled facts)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(options.db or Path(folder) / "readout.db") as store:
        verdicts = judge_all(store, load(options.questions))
    print(*report(verdicts), sep="\n")
    return 1 if sum(each.answered_refusal for each in verdicts) > ANSWERED_REFUSALS else 0


if __name__ == "__main__":
    sys.exit(main())
