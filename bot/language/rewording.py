"""A question given back in other words: without what was not understood, with one of several names or periods."""

import re
from collections.abc import Sequence

from bot.language.reading import Reading
from bot.language.tokens import Token
from db import names
from db.periods import Period

#: What is left of a question without such a word would ask for the opposite, or for another time or number.
_TURNING = ("negation", "ordinal", "quantile", "outcome", "joint", "state", "status", "side", "modal")
_BOUNDING = ("period", "as_of", "amount", "limit", "name")
_PREPOSITIONS = "of|in|on|at|for|to|from|by|with|between|until"
#: What is left without the word that it needs: "pdufa date of", "accepted for in China", "did HARMONi-6 overall survival?", 里程碑到.
_DANGLING = re.compile(
    rf"\b(?:{_PREPOSITIONS}|than|and|or|the|an?)\s*\W*$|\b(?:{_PREPOSITIONS})\s+(?:{_PREPOSITIONS}|vs|versus|and|or)\b"
    r"|\bas\s+(?:in|on|at|for|from|by|with)\b|\b(?:did|does|do)\b|\bthan\s+(?!\$?\d)|[在到的对从与和为被比及或]\s*[?？]?$|[的在对从][和与及或的]|[和与及或][和与及或的]",
    re.IGNORECASE,
)
_BEGINNING = re.compile(rf"\s*(?:{_PREPOSITIONS}|and|or)\b", re.IGNORECASE)
#: What leads over to a word, and goes with it.
_NO_NOUN = re.compile(rf"\s*(?:$|[?.,!;]|(?:19|20)\d\d\b|(?:{_PREPOSITIONS}|vs|versus|and|or|as)\b)", re.IGNORECASE)
_LEADING = re.compile(rf"\b(?:{_PREPOSITIONS}|as)\s*$", re.IGNORECASE)


def rest_of(reading: Reading, left: Sequence[Token]) -> str:
    """Give a question without the words that nothing could be made of; empty where the rest would ask for something else."""
    if any(token.kind in _BOUNDING or any(token.says(each) for each in _TURNING) for token in left):
        return ""
    if any(_is_part_of_a_word(reading, token) or re.search(r"\d", token.text) for token in left):
        return ""
    rest = as_written(_without(original(reading), left))
    hangs = _DANGLING.search(rest) or (_BEGINNING.match(rest) and not _BEGINNING.match(reading.text))
    return with_command(reading, rest) if rest and not hangs else ""


def _without(text: str, left: Sequence[Token]) -> str:
    """Cut some tokens out of a text, from its end to its start, with what leads over to them and to nothing else.

    Chinese needs no blank in their place.
    """
    for token in sorted(left, key=lambda token: -token.start):
        before, behind = text[: token.start], text[token.end :].removeprefix("/")
        if _NO_NOUN.match(behind):
            before = _LEADING.sub("", before)
        between = "" if names.has_cjk(before[-1:] + behind[:1]) else " "
        text = f"{before}{between}{behind}"
    return text


def _is_part_of_a_word(reading: Reading, token: Token) -> bool:
    """Tell whether a single unknown character belongs to one beside it: the 期 of 同期, of which 同 is a word."""
    if token.kind != "unknown" or len(token.text) != 1 or not names.has_cjk(token.text):
        return False
    beside = (each for each in reading.tokens if each.end == token.start or each.start == token.end)
    return any(len(each.text) == 1 and each.text not in _PARTICLES for each in beside)


#: What stands between words rather than in them.
_PARTICLES = frozenset("的了在是有和与跟")


def with_one_each(reading: Reading, kind: str) -> list[str]:
    """Give a question once with each of its tokens of a kind, without the others of that kind and what joins them."""
    several = reading.of_kind(kind)
    joining = [token for token in reading.tokens if token.says("side", "with") or token.says("joint", "or")]
    between = [token for token in joining if several[0].end <= token.start and token.end <= several[-1].start]
    texts = []
    for kept in several:
        others = [token for token in (*several, *between) if token is not kept]
        text = _without(original(reading), others)
        texts.append(with_command(reading, text.replace(kept.text, _with_its_year(kept), 1)))
    return texts


def _with_its_year(token: Token) -> str:
    """Give a period with the year that it shared with another: the Q1 of "Q1 and Q3 2025"."""
    years = re.findall(r"(?:19|20)\d\d", str(token.period)) if isinstance(token.period, Period) else []
    return token.text if all(year in token.text for year in years) else f"{token.period} "


def instead(reading: Reading, token: Token, words: str) -> str:
    """Give a question with other words in the place of some."""
    text = original(reading)
    return with_command(reading, text[: token.start] + words + text[token.end :])


def narrowed(reading: Reading, words: str) -> str:
    """Give words with the names and periods of a question behind them, so that they ask of the same."""
    return as_written(
        " ".join((words, *(token.text.strip() for token in reading.of_kind("name")), *periods_of(reading)))
    )


def periods_of(reading: Reading) -> list[str]:
    """Give the periods of a question as its language writes them."""
    found = [token for token in reading.of_kind("period") if isinstance(token.period, Period)]
    return [token.text.strip() if names.has_cjk(token.text) else str(token.period) for token in found]


def original(reading: Reading) -> str:
    """Give the text of a question with its possessives, each part in its place."""
    return _POSSESSIVE.sub("'s", reading.text)


def with_command(reading: Reading, words: str) -> str:
    """Give words as they would be typed, after the command that was."""
    said = as_written(words)
    return f"!{reading.command} {said}".strip() if reading.command else said


#: What reading made of a possessive (`bot.language.units`): two blanks, where there are no others.
_POSSESSIVE = re.compile(r"(?<=[A-Za-z0-9)])  (?=\s|[?.,!]|$)")


def as_written(text: str) -> str:
    """Give a text as people write it: single blanks, in Chinese no blanks within, its own commas and question marks."""
    text = " ".join(text.split())
    text = re.sub(r"\s+(?=[?,.;!])", "", text)
    if not names.has_cjk(text):
        return text
    closed = re.sub(r"(?<=[\u3400-\u9fff,?]) (?=[\u3400-\u9fff,?])", "", text)
    for sign, written in ((",", "，"), ("?", "？")):
        closed = re.sub(rf"(?<=[\u3400-\u9fff])\{sign}|\{sign}(?=[\u3400-\u9fff])", written, closed)
    return closed.strip("，, ")
