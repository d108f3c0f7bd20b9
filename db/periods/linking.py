"""Atoms linked: freed from hyphenated words, lent the years of their neighbours, and joined to ranges.

Each step takes the atoms of a plain text from left to right and gives them on; the last one gives phrases.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise

from db.periods import words_en, words_zh
from db.periods.grammar import Atom, atoms
from db.periods.model import Period, PeriodError
from db.periods.spans import attempt, joined
from db.periods.units import Said, Unit, UnitRange
from db.periods.vague import to_date


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in plain text, `start:end`; `weak` if it may be a mere word, `applied` the operators so far."""

    start: int
    end: int
    period: Period | PeriodError
    weak: bool = False
    is_range: bool = False
    applied: tuple[str, ...] = ()


def choice(tables: Mapping[str, str], template: str) -> re.Pattern[str]:
    """Compile one pattern of a table of words; the group that matched tells which ("none" for "")."""
    names = {name or "none": words for name, words in tables.items()}
    return re.compile(template.format("|".join(f"(?P<{name}>{words})" for name, words in names.items())))


PREFIX = choice(words_en.PREFIXES, r"(?<![a-z0-9])(?:{0})(?:(?: ?: ?| )(?:the )?|(?<=[-~]))$")
PREFIX_ZH = choice(words_zh.PREFIXES, r"(?:{0})$")
SUFFIX = choice(words_en.SUFFIXES, r" (?:{0})(?![a-z0-9])")
SUFFIX_ZH = choice(words_zh.SUFFIXES, r"(?:{0})")
# How far before a phrase its words can start.
NEAR = 40
_NOW = re.compile(f"{words_en.NOW}|{words_zh.NOW}")
_TO = re.compile(f"{words_en.CONNECTORS['to']}|{words_zh.CONNECTORS['to']}")
_BETWEEN = re.compile(f"{words_en.CONNECTORS['between']}|{words_zh.CONNECTORS['between']}")
_LIST = re.compile(f"{words_en.CONNECTORS['list']}|{words_zh.CONNECTORS['list']}")
_PRE_POST = re.compile(r"(?<![a-z0-9])(?:pre|post)-$")
_WORD_BEFORE = re.compile(r"[a-z0-9]-$")
_WORD_BEHIND = re.compile(r"-[a-z0-9]")
_YEAR_FIRST = re.compile(r"[12]\d{3}|[^\x00-\x7f]|\d\d年")


def free_atoms(text: str, today: date) -> list[Atom]:
    """Give the atoms that are no part of a hyphenated word or id, unless a hyphen joins them to one another."""
    found = list(atoms(text, today))
    kept: list[Atom] = []
    for atom in found:
        before = text[max(0, atom.start - 5) : atom.start]
        joined_to_last = bool(kept) and kept[-1].end == atom.start - 1
        if not _WORD_BEFORE.search(before) or joined_to_last or _PRE_POST.search(before):
            kept.append(atom)
    free: list[Atom] = []
    for atom in reversed(kept):
        joined_to_next = bool(free) and free[-1].start == atom.end + 1
        is_dated = text.startswith("-to-date", atom.end)
        if not _WORD_BEHIND.match(text, atom.end) or joined_to_next or is_dated:
            free.append(atom)
    return free[::-1]


def lend_years(text: str, found: list[Atom]) -> list[Atom]:
    """Fill in years from neighbours in lists and ranges: "Q1 and Q2 2025", "2025 Q1-Q3", "Nov to Feb 2026"."""
    lent = list(found)
    links = [
        bool(_TO.fullmatch(gap) or _LIST.fullmatch(gap))
        for gap in (text[one.end : two.start] for one, two in pairwise(found))
    ]
    for index in (index for index, linked in enumerate(links) if linked):
        if _YEAR_FIRST.match(text, lent[index].start):
            lent[index + 1] = _lend(text, lent[index], lent[index + 1])
    for index in (index for index, linked in reversed(list(enumerate(links))) if linked):
        lent[index] = _lend(text, lent[index + 1], lent[index])
    for index in (index for index, linked in enumerate(links) if linked):
        lent[index + 1] = _lend(text, lent[index], lent[index + 1])
    return lent


def _lend(text: str, giver: Atom, taker: Atom) -> Atom:
    given, taken = giver.said, taker.said
    if not isinstance(taken, Unit | UnitRange) or taken.year is not None:
        return taker
    if not isinstance(given, Unit | UnitRange) or given.year is None:
        return taker
    between = text[giver.end : taker.start]
    if isinstance(given, Unit) and given.kind == "year" and not _TO.fullmatch(between):
        return taker  # "2024 and Q1": the quarter is of this year
    return replace(taker, said=taken.in_year(given.year), lent=True)


def ranges(text: str, found: list[Atom], today: date) -> list[Phrase]:
    """Give the atoms as phrases, those joined by "to", a dash or "between … and" as one."""
    phrases: list[Phrase] = []
    index = 0
    while index < len(found):
        atom = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        now = _NOW.match(text, atom.end)
        if following is not None and _is_range(text, atom, following):
            period = attempt(partial(_from_to, atom, following, today))
            phrases.append(Phrase(atom.start, following.end, period, is_range=True))
            index += 2
        elif now and isinstance(atom.said, Unit | Period):
            period = attempt(partial(_to_now, atom.said, today))
            phrases.append(Phrase(atom.start, now.end(), period, is_range=True))
            index += 1 if following is None or following.start >= now.end() else 2
        else:
            period = attempt(partial(_period, atom.said, today))
            phrases.append(Phrase(atom.start, atom.end, period, weak=_is_weak(atom, period)))
            index += 1
    return phrases


def _is_range(text: str, atom: Atom, following: Atom) -> bool:
    gap = text[atom.end : following.start]
    if _TO.fullmatch(gap):
        return True
    if not _BETWEEN.fullmatch(gap):
        return False
    near = max(0, atom.start - NEAR)
    before = PREFIX.search(text, near, atom.start) or PREFIX_ZH.search(text, near, atom.start)
    behind = SUFFIX_ZH.match(text, following.end)
    is_opened = before is not None and before.lastgroup == "between" and before[0] != "在"
    return is_opened or (behind is not None and behind.lastgroup == "between")


def _period(said: Said | PeriodError, today: date) -> Period:
    if isinstance(said, PeriodError):
        raise said
    return said if isinstance(said, Period) else said.resolve(today)


def _from_to(one: Atom, two: Atom, today: date) -> Period:
    """From one to the other; a range without its own years may run over the turn of the year."""
    first, last = _period(one.said, today), _period(two.said, today)
    if first.start is not None and last.end is not None and last.end < first.start:
        if isinstance(two.said, Unit) and (two.lent or two.said.year is None):
            last = two.said.in_year(last.end.year + 1).resolve(today)
        elif isinstance(one.said, Unit) and one.lent:
            first = one.said.in_year(first.start.year - 1).resolve(today)
    return joined(first, last)


def _to_now(said: Said | PeriodError, today: date) -> Period:
    return to_date(_period(said, today), today)


def _is_weak(atom: Atom, period: Period | PeriodError) -> bool:
    """Whether the atom may be a mere word, number or code: only words before it make it a period."""
    if isinstance(atom.said, PeriodError):
        return atom.rule in {"span", "zh_span"}
    if isinstance(atom.said, Period) or (atom.said.year is not None and atom.rule != "year"):
        return False
    return isinstance(period, PeriodError) or atom.weak
