"""The words of the field in one look-up: what a run of words says."""

import functools
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.units import unit_texts
from bot.language.words import TABLES
from db import names


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a word can say, such as ("measure", "upfront") or ("modality", "ADC")."""

    category: str
    value: str


#: Shorter words are never taken for slips: too many of them differ by one letter.
_LEAST_LETTERS = 4
#: From so many letters on, two of them may be wrong.
_LONG_WORD = 8


def phrase_key(units: tuple[str, ...] | list[str]) -> str:
    """Give the form in which phrases are looked up: lower case, units apart, English plurals without their s."""
    return " ".join(_singular(unit) for unit in units)


def _singular(unit: str) -> str:
    lowered = unit.casefold()
    is_plural = len(lowered) > 3 and lowered.endswith("s") and not lowered.endswith(("ss", "us", "is", "as"))
    return lowered[:-1] if is_plural and lowered.isascii() else lowered


@functools.cache
def _phrases() -> dict[str, tuple[Sense, ...]]:
    found: dict[str, list[Sense]] = {}
    for table in TABLES:
        rows = ((Sense(category, value), phrases) for category, row in table.items() for value, phrases in row.items())
        for sense, phrases in rows:
            for phrase in phrases.split(";"):
                key = phrase_key(unit_texts(names.simplify(phrase)))
                if key:
                    found.setdefault(key, []).append(sense)
    return {key: tuple(dict.fromkeys(senses)) for key, senses in found.items()}


@functools.cache
def longest_phrase() -> int:
    """Give the number of units of the longest phrase."""
    return max(key.count(" ") + 1 for key in _phrases())


def senses(units: tuple[str, ...] | list[str]) -> tuple[Sense, ...]:
    """Give what a run of units says, nothing if it is no phrase of the field."""
    return _phrases().get(phrase_key(units), ())


@functools.cache
def _vocabulary() -> frozenset[str]:
    """All English words that occur in any phrase."""
    return frozenset(word for key in _phrases() for word in key.split() if word.isascii() and word.isalpha())


@functools.cache
def _spellings() -> list[str]:
    return sorted(word for word in _vocabulary() if len(word) >= _LEAST_LETTERS)


@functools.lru_cache(maxsize=2048)
def corrected(word: str) -> str | None:
    """Give the word of the field that an English word is a slip for; None if it is one itself or resembles none."""
    lowered = _singular(word)
    if len(lowered) < _LEAST_LETTERS or not lowered.isalpha() or not lowered.isascii() or lowered in _vocabulary():
        return None
    allowed = 1 if len(lowered) < _LONG_WORD else 2
    match = process.extractOne(lowered, _spellings(), scorer=OSA.distance, score_cutoff=allowed)
    return match[0] if match and match[0][0] == lowered[0] else None
