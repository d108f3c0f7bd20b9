"""The rules of both languages as one pattern, and the atoms that it finds in plain text.

An atom is a phrase that stands for a unit or a period by itself (`Q3`, `last 90 days`, 明年上半年); `phrases`
puts atoms together with the words around them (since, to, between …).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from db.periods import readings_en, readings_zh, words_en, words_zh
from db.periods.model import PeriodError
from db.periods.readings_en import Reading
from db.periods.spans import attempt
from db.periods.units import Said

_READINGS: dict[str, Reading] = {**readings_en.READINGS, **readings_zh.READINGS}
_PLACEHOLDER = re.compile(r"(?<!P)<(\w+)>")
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
# No period starts within a word, a code, a number, a price or a path; nor ends within a word or number.
# Behind a slash stand only words that go on a phrase: Q1/Q2 2026, May/June, late 2025/early 2026.
_AFTER_SLASH = "|".join([r"[hq]\d", "early", "mid", "late", "end", *words_en.MONTH_NAMES])
_LEFT = (
    rf"(?=[a-z0-9'])(?<![a-z0-9_$€£¥#@<>&+^])(?:(?<!/)|(?={_AFTER_SLASH}))"
    r"(?<!\d[.:])(?<!\d,(?=\d{3}(?!\d)))(?<![<>] )(?<![<>]= )"
    r"(?<!rmb )(?<!usd )(?<!cny )(?<!eur )(?<!top )(?<!nct )(?<!no\. )(?<!phase )(?<!day )(?<!week )"
)
_RIGHT = r"(?![a-z0-9_]|/\d)"
_LEFT_ZH = (
    r"(?:(?<![a-z0-9_$€£¥#.])(?=[\da-z])"
    r"|(?=[今本当去前明后上下这近最过往年未接大第首一二两三四五六七八九十百〇零昨半]))"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """A phrase in plain text, `start:end`, and what it says; or why it says nothing.

    `weak` if it may be a mere word ("may"), `lent` if its year was said elsewhere.
    """

    start: int
    end: int
    rule: str
    said: Said | PeriodError
    weak: bool = False
    lent: bool = False


def _fill(pattern: str, fragments: dict[str, str]) -> str:
    while _PLACEHOLDER.search(pattern):
        pattern = _PLACEHOLDER.sub(lambda match: fragments[match[1]], pattern)
    return pattern


def _compile() -> tuple[re.Pattern[str], list[tuple[str, re.Pattern[str]]]]:
    """One pattern to find an atom (its last group tells the rule), and one for each rule to take it apart."""
    rules: list[tuple[str, re.Pattern[str]]] = []
    alternatives: dict[str, list[str]] = {"zh": [], "en": []}
    for language, words in (("zh", words_zh), ("en", words_en)):
        for name, raw in words.RULES:
            pattern = _fill(raw, words.FRAGMENTS)
            right = _RIGHT if language == "en" else r"(?!\d)"
            rules.append((name, re.compile(f"(?:{pattern}){right}")))
            index = len(rules) - 1
            alternatives[language].append(f"(?P<r{index}>{_anonymous(pattern, index)}){right}")
    chinese, english = "|".join(alternatives["zh"]), "|".join(alternatives["en"])
    return re.compile(f"{_LEFT_ZH}(?:{chinese})|{_LEFT}(?:{english})"), rules


def _anonymous(pattern: str, index: int) -> str:
    """Give the pattern without names of groups, which must be unique; the one that is referred to gets its own."""
    return _GROUP_NAME.sub(lambda match: f"(?P<sep{index}>" if match[0] == "(?P<sep>" else "(?:", pattern).replace(
        "(?P=sep)", f"(?P=sep{index})"
    )


_MASTER, _RULES = _compile()


def atoms(text: str, today: date) -> Iterator[Atom]:
    """Give all atoms of a plain text, from left to right, none within another."""
    for match in _MASTER.finditer(text):
        name, pattern = _RULES[int((match.lastgroup or "r0")[1:])]
        parts = pattern.match(text, match.start())
        if parts is None:
            continue
        weak = name == "month" and match[0] in words_en.MONTHS_THAT_ARE_WORDS and match.end() < len(text.rstrip(" .?!"))
        yield Atom(match.start(), match.end(), name, _read(name, parts, today), weak)


def _read(name: str, parts: re.Match[str], today: date) -> Said | PeriodError:
    return attempt(partial(_READINGS[name], parts.groupdict(), today))
