"""Amounts compared: "over $1bn", `500m..2b`, 10亿美元以上; as a whole, and found in free text. In US dollars."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from db.money import words
from db.money.amounts import Money, MoneyError, Written, amount_pattern, refused
from db.periods.text import plain


class AmountRange(BaseModel):
    """Amounts in whole US dollars from `low` to `high`; None where open (never both)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: int | None
    high: int | None
    low_inclusive: bool = True
    high_inclusive: bool = True

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("a range of amounts needs a lower or an upper end")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError("a range of amounts starts with its lower end")
        return self

    def contains(self, amount: int) -> bool:
        """Whether the amount lies within; of an end only if it is inclusive."""
        above = self.low is None or amount > self.low or (self.low_inclusive and amount == self.low)
        below = self.high is None or amount < self.high or (self.high_inclusive and amount == self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount phrase in a longer text: `text[start:end]`. `bare` if nothing was compared ("$500m")."""

    start: int
    end: int
    range: AmountRange | MoneyError
    bare: bool = False


_LEFT = r"(?<![a-z0-9_./$€£¥,])(?<!-)"
_RIGHT = r"(?![a-z0-9_]|[.,]\d|%|/\d)"
_AMOUNT = re.compile(_LEFT + amount_pattern("1") + _RIGHT)
_SECOND = re.compile(rf"(?P<to>{words.TO})" + amount_pattern("2") + _RIGHT)
_WORDS_BEFORE = "|".join(f"(?P<{name}>{pattern})" for name, pattern in words.BEFORE.items())
_BEFORE = re.compile(
    rf"(?:(?:(?<![a-z])(?=[a-z])|(?<![<>=])(?=[^a-z]))(?:{_WORDS_BEFORE}|(?P<between>{words.BETWEEN_BEFORE})))"
    r" ?(?:of )?(?:the )?$"
)
_BEHIND = re.compile(
    " ?(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in words.BEHIND.items())
    + rf"|(?P<between>{words.BETWEEN_BEHIND}))(?![a-z0-9])"
)
# Kinds of comparison: is X the lower end, is it the upper end, is it taken in.
_KINDS = {
    "ge": (True, False, True),
    "gt": (True, False, False),
    "le": (False, True, True),
    "lt": (False, True, False),
    "eq": (True, True, True),
}
_COUNTED = re.compile(rf" ?(?:[{words.COUNTED}]|(?:patients|people|subjects|participants|shares|cells)(?![a-z]))")
_NO_AMOUNT_BEFORE = re.compile(r"(?:phase|phases|top|day|week|grade|stage) ?$")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
# Single letters say an amount only where they stand directly behind a figure, and 2b may be a phase.
_SMALL_PHASE = re.compile(r"[1-4]b")
_SHORT_SCALES = {"m": True, "mm": True, "mn": True, "b": True, "bn": True, "k": False, "t": False, "千": False}
_PLAIN_FROM = 100_000


def find_amounts(text: str) -> list[FoundAmount]:
    """All amount phrases of a text, from left to right, none within another.

    A hit has a currency, a scale (m, bn, 亿) or a comparison with a figure from 100,000 on; years, counts,
    codes, quarters and phases are none. What is meant as an amount and is none has its MoneyError.
    """
    typed = plain(text)
    found = []
    for start, end, amounts, bare in _scan(typed.text, whole=False):
        span = typed.span(start, end)
        found.append(FoundAmount(*span, amounts, bare))
    return found


def parse_amount_filter(text: str) -> AmountRange:
    """Read the whole of `text` as a comparison: `>1b`, `500m..2b`, "at least $100m", 10亿美元以上.

    An amount alone is that amount exactly. Raises MoneyError.
    """
    said = plain(text).text.strip()
    for start, end, amounts, _ in _scan(said, whole=True):
        if isinstance(amounts, MoneyError):
            raise amounts
        if (start, end) == (0, len(said)):
            return amounts
    raise refused(text, said, "type for example >1bn, at least $100m or 500m..2b")


Hit = tuple[int, int, AmountRange | MoneyError, bool]


def _scan(text: str, *, whole: bool) -> Iterator[Hit]:
    position = 0
    while match := _AMOUNT.search(text, position):
        hit = _hit(text, position, match, whole=whole)
        if hit is not None:
            yield hit
        position = match.end() if hit is None else hit[1]


def _hit(text: str, position: int, match: re.Match[str], *, whole: bool) -> Hit | None:
    """Make the hit of which `match` is the first amount, None if it is no amount after all."""
    before = _BEFORE.search(text, position, match.start())
    word = before.lastgroup if before else None
    start = before.start() if before else match.start()
    one = Written.of(match, "1")
    if hit := _range_hit(text, start, match, word):
        return hit
    behind = _BEHIND.match(text, match.end())
    kind = word if word in _KINDS else behind.lastgroup if behind else None
    if kind not in _KINDS:
        kind, start = None, match.start()
    end = behind.end() if behind and kind == behind.lastgroup and word != kind else match.end()
    if not whole and not _is_meant(text, match, one, compared=kind is not None):
        return None
    return start, end, _or_error(partial(_compared, one, kind or "eq")), kind is None


def _range_hit(text: str, start: int, match: re.Match[str], word: str | None) -> Hit | None:
    second = _SECOND.match(text, match.end())
    if second is None:
        return None
    one, two = Written.of(match, "1"), Written.of(second, "2")
    behind = _BEHIND.match(text, second.end())
    closed = behind is not None and behind.lastgroup == "between"
    joiner = second["to"].strip()
    if joiner in {"and", "和", "与"} and word != "between" and not closed:
        return None
    loose = second["to"] != joiner and word != "between"
    if not two.has_unit or (not one.has_unit and (loose or _YEAR_LIKE.fullmatch(one.figure))):
        return None
    if word != "between":
        start = match.start()
    end = behind.end() if behind is not None and closed else second.end()
    return start, end, _or_error(partial(_between, one, two)), False


def _is_meant(text: str, match: re.Match[str], one: Written, *, compared: bool) -> bool:
    """Whether the figure is an amount of money, not a count, a phase or a year."""
    if _COUNTED.match(text, match.end()) or _NO_AMOUNT_BEFORE.search(text, 0, match.start()):
        return False
    if one.before or one.behind:
        return True
    if not one.scale:
        return compared and one.value() >= _PLAIN_FROM
    if compared:
        return True
    attached = match.end("figure1") == match.start("scale1")
    return (
        _SHORT_SCALES.get(one.scale, True)
        and (attached or len(one.scale) > 2)
        and (_SMALL_PHASE.fullmatch(one.figure + one.scale) is None)
    )


def _or_error(make: Callable[[], AmountRange]) -> AmountRange | MoneyError:
    try:
        return make()
    except MoneyError as error:
        return error


def _dollars(written: Written, currency: str | None) -> int:
    if (currency or "USD") != "USD":
        raise MoneyError(f"Amounts are compared in US dollars; type the amount in dollars instead of {currency}.")
    return Money.of(written.value(), "USD").amount


def _compared(written: Written, kind: str) -> AmountRange:
    amount = _dollars(written, written.currency())
    is_low, is_high, inclusive = _KINDS[kind]
    return AmountRange(
        low=amount if is_low else None,
        high=amount if is_high else None,
        low_inclusive=inclusive or not is_low,
        high_inclusive=inclusive or not is_high,
    )


def _between(one: Written, two: Written) -> AmountRange:
    """Both ends included; "$1-2bn" and "5-20亿美元" lend the scale and currency of the second."""
    if not one.scale and not (one.before and two.before):
        one = replace(one, scale=two.scale)
    currency = two.currency()
    low, high = _dollars(one, one.currency() or currency), _dollars(two, currency)
    if high < low:
        raise MoneyError("That range starts with its larger amount; put the smaller one first, such as 500m..2b.")
    return AmountRange(low=low, high=high)
