"""Phrases: atoms with the words around them (since, by, to, between …, 以来, 之前), found in free text.

The steps, each a function: atoms, years lent to neighbours, ranges, words before and behind, open ends joined.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise

from db.periods import words_en, words_zh
from db.periods.grammar import Atom, atoms
from db.periods.model import Found, Period, PeriodError
from db.periods.spans import joined, spanning
from db.periods.text import plain
from db.periods.units import Said, Unit, UnitRange
from db.periods.vague import OPERATORS, Operator, to_date


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in plain text, `start:end`; `weak` if it may be a mere word, `applied` the operators so far."""

    start: int
    end: int
    period: Period | PeriodError
    weak: bool = False
    is_range: bool = False
    applied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """The day that relative words count from, whether the text is known to be a period, and operators."""

    today: date
    whole: bool = False
    operators: Mapping[str, Operator] | None = None

    def operator(self, name: str) -> Operator | None:
        """Give the operator of that name, None for words that add nothing."""
        return (self.operators or OPERATORS).get(name)


def _choice(tables: Mapping[str, str], template: str) -> re.Pattern[str]:
    names = {name or "none": words for name, words in tables.items()}
    return re.compile(template.format("|".join(f"(?P<{name}>{words})" for name, words in names.items())))


_PREFIX = _choice(words_en.PREFIXES, r"(?<![a-z0-9])(?:{0})(?: (?:the )?|(?<=[-~]))$")
_PREFIX_ZH = _choice(words_zh.PREFIXES, r"(?:{0})$")
_SUFFIX = _choice(words_en.SUFFIXES, r" (?:{0})(?![a-z0-9])")
_SUFFIX_ZH = _choice(words_zh.SUFFIXES, r"(?:{0})")
_NOW = re.compile(f"{words_en.NOW}|{words_zh.NOW}")
_TO = re.compile(f"{words_en.CONNECTORS['to']}|{words_zh.CONNECTORS['to']}")
_BETWEEN = re.compile(f"{words_en.CONNECTORS['between']}|{words_zh.CONNECTORS['between']}")
_LIST = re.compile(f"{words_en.CONNECTORS['list']}|{words_zh.CONNECTORS['list']}")
_PRE_POST = re.compile(r"(?<![a-z0-9])(?:pre|post)-$")
_WORD_BEFORE = re.compile(r"[a-z0-9]-$")
_WORD_BEHIND = re.compile(r"-[a-z0-9]")
_LEAD = re.compile(r"(?:on|of|for|at|as of|the|at the|of the|for the) ?")
# How far before a phrase its words can start.
_NEAR = 40
_ARTICLE = re.compile(r"(?<![a-z0-9])the $")
_YEAR_FIRST = re.compile(r"[12]\d{3}|[^\x00-\x7f]|\d\d年")
# Blanks, brackets and closing signs around the whole; an apostrophe at the front belongs to '25.
_EDGES = re.compile(r"^[\s(\[\"]+|[\s)\]\"'.,;:!?。,、]+$")
_FROM = re.compile(r"(?<![a-z0-9])from (?:the )?$")
_AND = re.compile(r" ?(?:and |but |,)? ?|且|并|至|到|和")


def find_periods(text: str, *, today: date) -> list[Found]:
    """Give all period phrases of a text, from left to right, the longest ones, none within another.

    A preposition that belongs to the phrase ("in 2025", "since 2024") lies within the hit. Codes, prices and
    counts are no periods. A phrase that is meant as one and is none has its PeriodError.
    """
    typed = plain(text)
    found = []
    for phrase in scan(typed.text, Context(today)):
        start, end = typed.span(phrase.start, phrase.end)
        found.append(Found(start, end, phrase.period))
    return found


def parse_period(text: str, *, today: date) -> Period:
    """Give the period that the whole of `text` says, relative words counted from `today`. Raises PeriodError."""
    stripped = _EDGES.sub("", plain(text).text)
    phrases = scan(stripped, Context(today, whole=True))
    for phrase in phrases:
        if isinstance(phrase.period, PeriodError):
            raise phrase.period
    if len(phrases) > 1:
        readings = [str(phrase.period) for phrase in phrases]
        raise PeriodError(f"That is more than one period ({', '.join(readings)}); type one, or one to another.")
    if phrases:
        only = phrases[0]
        lead = stripped[: only.start]
        if only.end == len(stripped) and (not lead or _LEAD.fullmatch(lead)) and isinstance(only.period, Period):
            return only.period
    shown = text.strip()[:40]
    raise PeriodError(
        f"“{shown}” is no period that I know; type for example {today.year}, H1 {today.year}, "
        f"{today.isoformat()} or last 90 days."
    )


def scan(text: str, context: Context) -> list[Phrase]:
    """Give all phrases of a plain text."""
    found = _lend_years(text, _free_atoms(text, context.today))
    phrases = _with_words(text, _ranges(text, found, context), context)
    phrases = [phrase for phrase in phrases if context.whole or not phrase.weak]
    return _closed(text, phrases)


def _free_atoms(text: str, today: date) -> list[Atom]:
    """Give the atoms that are no part of a hyphenated word or id, unless a hyphen joins them to one another."""
    found = list(atoms(text, today))
    kept: list[Atom] = []
    for atom in found:
        before = text[: atom.start]
        joined_to_last = bool(kept) and kept[-1].end == atom.start - 1
        if not _WORD_BEFORE.search(before[-2:]) or joined_to_last or _PRE_POST.search(before[-5:]):
            kept.append(atom)
    free: list[Atom] = []
    for atom in reversed(kept):
        joined_to_next = bool(free) and free[-1].start == atom.end + 1
        is_dated = text.startswith("-to-date", atom.end)
        if not _WORD_BEHIND.match(text, atom.end) or joined_to_next or is_dated:
            free.append(atom)
    return free[::-1]


def _lend_years(text: str, found: list[Atom]) -> list[Atom]:
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


def _ranges(text: str, found: list[Atom], context: Context) -> list[Phrase]:
    """Give the atoms as phrases, those joined by "to", a dash or "between … and" as one."""
    phrases: list[Phrase] = []
    index = 0
    while index < len(found):
        atom = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        now = _NOW.match(text, atom.end)
        if following is not None and _is_range(text, atom, following):
            period = _resolved(partial(_from_to, atom, following, context.today))
            phrases.append(Phrase(atom.start, following.end, period, is_range=True))
            index += 2
        elif now and isinstance(atom.said, Unit | Period):
            period = _resolved(partial(_to_now, atom.said, context.today))
            phrases.append(Phrase(atom.start, now.end(), period, is_range=True))
            index += 1 if following is None or following.start >= now.end() else 2
        else:
            period = _resolved(partial(_period, atom.said, context.today))
            phrases.append(Phrase(atom.start, atom.end, period, weak=_is_weak(atom, period)))
            index += 1
    return phrases


def _is_range(text: str, atom: Atom, following: Atom) -> bool:
    gap = text[atom.end : following.start]
    if _TO.fullmatch(gap):
        return True
    if not _BETWEEN.fullmatch(gap):
        return False
    near = max(0, atom.start - _NEAR)
    before = _PREFIX.search(text, near, atom.start) or _PREFIX_ZH.search(text, near, atom.start)
    behind = _SUFFIX_ZH.match(text, following.end)
    is_opened = before is not None and before.lastgroup == "between" and before[0] != "在"
    return is_opened or (behind is not None and behind.lastgroup == "between")


def _resolved(make: Callable[[], Period]) -> Period | PeriodError:
    """Give the period made, or the reason why there is none; dates out of the calendar included."""
    try:
        return make()
    except PeriodError as error:
        return error
    except (ValueError, OverflowError):
        return PeriodError("That reaches out of the calendar; type a date such as 2025-05-20.")


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


def _with_words(text: str, phrases: list[Phrase], context: Context) -> list[Phrase]:
    """Give the phrases with the words before and behind them that say how they are meant."""
    taken: list[Phrase] = []
    for index, phrase in enumerate(phrases):
        begin = taken[-1].end if taken else 0
        end = phrases[index + 1].start if index + 1 < len(phrases) else len(text)
        taken.append(_with_prefixes(text, begin, _with_suffixes(text, end, phrase, context), context))
    return taken


def _with_suffixes(text: str, limit: int, phrase: Phrase, context: Context) -> Phrase:
    for _ in range(3):
        match = _SUFFIX_ZH.match(text, phrase.end, limit) or _SUFFIX.match(text, phrase.end, limit)
        if match is None or (limit < len(text) and match.end() >= limit - 1 and text[match.end() - 1].isascii()):
            break  # "after 2023 and before 2026": the last words belong to what follows
        name = match.lastgroup or "none"
        if name == "on":  # "from 2024 on", but not "2024 on average"
            if not _FROM.search(text, max(0, phrase.start - _NEAR), phrase.start):
                break
            name = "since"
        phrase = _applied(phrase, name, context, end=match.end())
    return phrase


def _with_prefixes(text: str, begin: int, phrase: Phrase, context: Context) -> Phrase:
    for _ in range(2):
        near = max(begin, phrase.start - _NEAR)
        match = _PREFIX.search(text, near, phrase.start) or _PREFIX_ZH.search(text, near, phrase.start)
        if match is None:
            break
        phrase = _applied(phrase, match.lastgroup or "none", context, start=match.start())
    article = _ARTICLE.search(text, max(begin, phrase.start - _NEAR), phrase.start)
    return replace(phrase, start=article.start()) if article else phrase


def _applied(
    phrase: Phrase, name: str, context: Context, *, start: int | None = None, end: int | None = None
) -> Phrase:
    """Give the phrase as the operator makes it; in "since 2023 to 2025" the word only opens the range."""
    wider = replace(
        phrase,
        start=phrase.start if start is None else start,
        end=phrase.end if end is None else end,
        weak=False,
    )
    operator = context.operator(name)
    period = phrase.period
    if operator is None or isinstance(period, PeriodError) or name in phrase.applied:
        return wider
    if phrase.is_range and name in {"since", "between", "from"}:
        return wider
    meant = _resolved(lambda: operator(period, context.today))
    return replace(wider, period=meant, applied=(*phrase.applied, name))


def _closed(text: str, phrases: list[Phrase]) -> list[Phrase]:
    """Give the phrases, an open end and the open start that follows it as one: "after 2023 and before 2026"."""
    closed: list[Phrase] = []
    for phrase in phrases:
        last = closed[-1] if closed else None
        if last is not None and _fit(text, last, phrase):
            closed[-1] = replace(last, end=phrase.end, period=_resolved(partial(_meet, last.period, phrase.period)))
        else:
            closed.append(phrase)
    return closed


def _fit(text: str, one: Phrase, two: Phrase) -> bool:
    first, last = one.period, two.period
    if isinstance(first, PeriodError) or isinstance(last, PeriodError):
        return False
    is_open = first.end is None and last.start is None
    return is_open and _AND.fullmatch(text, one.end, two.start) is not None


def _meet(first: Period | PeriodError, last: Period | PeriodError) -> Period:
    if isinstance(first, PeriodError) or isinstance(last, PeriodError):
        raise TypeError("only periods meet")
    return spanning(first.start, last.end)
