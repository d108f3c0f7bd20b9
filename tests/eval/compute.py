"""Fill in or verify the expected answers of questions.jsonl from the bundled CSV files.

    python -m tests.eval.compute --check [FOLDER]     exit status 1 if a line is wrong
    python -m tests.eval.compute --write [FOLDER]     recompute every line that has a spec

The product takes no part in it. A line's `spec` says what is asked, as data;
lines without one were set by hand.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tests.eval import deals, figures, milestones
from tests.eval.facts import Expected, Facts, Spec, SpecError, read

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions.jsonl"
DATA = HERE.parent.parent / "db" / "data"

Question = dict[str, Any]

COMPUTE: dict[str, Callable[[Facts, Spec, date], Expected]] = {
    "deals": deals.expected,
    "milestones": milestones.expected,
    "figures": figures.expected,
    "drugs": figures.drugs,
}
TOPICS = {"deals", "drugs", "companies", "milestones", "market", "comparison", "time-travel", "refuse"}
LANGUAGES = {"en", "zh"}
ROWS = ("rows_first", "rows_include", "rows_equal")
EXPECTED = ("value", "kind", *ROWS, "text", "refuse")
ORDER = ("id", "topic", "shape", "lang", "q", "today", "spec", *EXPECTED)


def load(path: Path = QUESTIONS) -> list[Question]:
    """Read the questions, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def computed(facts: Facts, question: Question) -> Expected:
    """Return what the question's spec expects; nothing where it has none."""
    spec = question.get("spec")
    return COMPUTE[spec["of"]](facts, spec, date.fromisoformat(question["today"])) if spec else {}


def filled(facts: Facts, question: Question) -> Question:
    """Return the question with the computed answer in place, its fields in the usual order."""
    whole = {**question, **computed(facts, question)}
    return {name: whole[name] for name in ORDER if name in whole}


def problems(facts: Facts, questions: list[Question]) -> Iterator[str]:
    """Yield one sentence for everything wrong with the questions."""
    ids = facts.ids()
    for name in ("id", "q"):
        counts = Counter((question[name], question["today"] if name == "q" else "") for question in questions)
        yield from (f"{key[0]!r} stands twice" for key, count in counts.items() if count > 1)
    for question in questions:
        for fault in _faults(facts, ids, question):
            yield f"{question['id']}: {fault} ({question['q']})"


def _faults(facts: Facts, ids: set[str], question: Question) -> Iterator[str]:
    if question["topic"] not in TOPICS or question["lang"] not in LANGUAGES or not question["shape"]:
        yield "unknown topic or language, or no shape"
    if not set(question) & set(EXPECTED):
        yield "expects nothing"
    if (question["topic"] == "refuse") != bool(question.get("refuse")):
        yield "topic and refusal do not agree"
    if extra := set(question) - set(ORDER):
        yield f"unknown fields {sorted(extra)}"
    named = {row for field in ROWS for row in question.get(field, [])}
    if missing := named - ids:
        yield f"no such rows {sorted(missing)}"
    for pattern in question.get("text", []):
        re.compile(pattern)
    try:
        for field, wanted in computed(facts, question).items():
            if question.get(field, "missing") != wanted:
                yield f"{field} should be {wanted!r}"
    except (SpecError, LookupError, ValueError) as error:
        yield f"cannot be computed: {error!r}"


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=DATA, help="folder of CSV files (default: db/data)")
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true", help="verify the file")
    action.add_argument("--write", action="store_true", help="fill in the computed answers")
    options = parser.parse_args()
    facts = read(options.data)
    questions = load(options.questions)
    if options.write:
        questions = [filled(facts, question) for question in questions]
        lines = [json.dumps(question, ensure_ascii=False) + "\n" for question in questions]
        options.questions.write_text("".join(lines), encoding="utf-8")
    found = list(problems(facts, questions))
    print(*found, f"{len(questions)} questions, {len(found)} problems", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
