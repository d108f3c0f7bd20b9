"""Phrases: atoms with the words around them (since, by, to, between …, 以来, 之前), found in free text.

`linking` gives atoms and ranges; here come the words before and behind, and open ends that meet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from db.periods.linking import (
    NEAR,
    PREFIX,
    PREFIX_ZH,
    SUFFIX,
    SUFFIX_ZH,
    Phrase,
    free_atoms,
    lend_years,
    ranges,
)
from db.periods.model import Found, Period, PeriodError
from db.periods.spans import attempt, spanning
from db.periods.text import plain
from db.periods.vague import OPERATORS, Operator


@dataclass(frozen=True, slots=True)
class Context:
    """The day that relative words count from, whether the text is known to be a period, and operators."""

    today: date
    whole: bool = False
    operators: Mapping[str, Operator] | None = None

    def operator(self, name: str) -> Operator | None:
        """Give the operator of that name, None for words that add nothing."""
        return (self.operators or OPERATORS).get(name)


_LEAD = re.compile(r"(?:on|of|for|at|as of|the|at the|of the|for the) ?")
_ARTICLE = re.compile(r"(?<![a-z0-9])the $")
# Signs that may stand around the whole; an apostrophe in front belongs to '25.
_OPENING, _CLOSING = ' (["', " )]\"'.,;:!?。,、"
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
    stripped = plain(text).text.lstrip(_OPENING).rstrip(_CLOSING)
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
    found = lend_years(text, free_atoms(text, context.today))
    phrases = _with_words(text, ranges(text, found, context.today), context)
    phrases = [phrase for phrase in phrases if context.whole or not phrase.weak]
    return _closed(text, phrases)


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
        match = SUFFIX_ZH.match(text, phrase.end, limit) or SUFFIX.match(text, phrase.end, limit)
        if match is None or (limit < len(text) and match.end() >= limit - 1 and text[match.end() - 1].isascii()):
            break  # "after 2023 and before 2026": the last words belong to what follows
        name = match.lastgroup or "none"
        if name == "on":  # "from 2024 on", but not "2024 on average"
            if not _FROM.search(text, max(0, phrase.start - NEAR), phrase.start):
                break
            name = "since"
        phrase = _applied(phrase, name, context, end=match.end())
    return phrase


def _with_prefixes(text: str, begin: int, phrase: Phrase, context: Context) -> Phrase:
    for _ in range(2):
        near = max(begin, phrase.start - NEAR)
        match = PREFIX.search(text, near, phrase.start) or PREFIX_ZH.search(text, near, phrase.start)
        if match is None:
            break
        phrase = _applied(phrase, match.lastgroup or "none", context, start=match.start())
        if match.lastgroup == "none":  # before "in 2025" no word is of the period: "what it added up to in 2025"
            break
    article = _ARTICLE.search(text, max(begin, phrase.start - NEAR), phrase.start)
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
    meant = attempt(lambda: operator(period, context.today))
    return replace(wider, period=meant, applied=(*phrase.applied, name))


def _closed(text: str, phrases: list[Phrase]) -> list[Phrase]:
    """Give the phrases, an open end and the open start that follows it as one: "after 2023 and before 2026"."""
    closed: list[Phrase] = []
    for phrase in phrases:
        period = _met(text, closed[-1], phrase) if closed else None
        if period is None:
            closed.append(phrase)
        else:
            closed[-1] = replace(closed[-1], end=phrase.end, period=period)
    return closed


def _met(text: str, one: Phrase, two: Phrase) -> Period | PeriodError | None:
    first, last = one.period, two.period
    if isinstance(first, PeriodError) or isinstance(last, PeriodError):
        return None
    if first.end is not None or last.start is not None or not _AND.fullmatch(text, one.end, two.start):
        return None
    return attempt(partial(spanning, first.start, last.end))
