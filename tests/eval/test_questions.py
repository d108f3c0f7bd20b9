"""The questions' expected answers agree with the bundled data."""

from collections import Counter

import pytest

from tests.eval.compute import DATA, load, problems
from tests.eval.facts import read

QUESTIONS = load()


def test_every_expected_answer_is_what_the_data_give() -> None:
    assert list(problems(read(DATA), QUESTIONS)) == []


@pytest.mark.parametrize(
    ("field", "name", "least"), [("lang", "en", 260), ("lang", "zh", 180), ("topic", "refuse", 90)]
)
def test_the_set_is_broad(field: str, name: str, least: int) -> None:
    assert Counter(question[field] for question in QUESTIONS)[name] >= least
