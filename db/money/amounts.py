"""One amount: its value, and reading it from text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from db.money import words
from db.periods.readings_zh import number_of
from db.periods.text import plain
from db.unreadable import UnreadableError

LIMIT = 10**15


class MoneyError(UnreadableError):
    """Words that are no amount, or could be several."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """`amount` whole units (dollars, not cents) of a `currency` (ISO code); never negative."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool):
            raise TypeError("an amount is a whole number of units")
        if not 0 <= self.amount <= LIMIT:
            raise MoneyError("Amounts run from 0 to a thousand trillion; type one within that, such as $500m.")

    @classmethod
    def of(cls, figure: Decimal, currency: str) -> Self:
        """Make the money of an exact figure; refuses fractions of a unit."""
        if figure > LIMIT:
            raise MoneyError("That amount is larger than all there is; type one such as $500m or $1.25bn.")
        if figure != figure.to_integral_value():
            raise MoneyError("Amounts are whole dollars (or other units); leave out the cents.")
        return cls(int(figure), currency)


def _alternatives(words_of_a_kind: Iterable[str]) -> str:
    """One pattern of all the words, the longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words_of_a_kind, key=len, reverse=True))


CURRENCY_OF = {sign: code for code, signs in words.SIGNS.items() for sign in signs} | {
    word: code for code, names in words.WORDS.items() for word in names
}
_SIGN = _alternatives([*(sign for signs in words.SIGNS.values() for sign in signs), *words.AMBIGUOUS])
_NAMES = [word for names in words.WORDS.values() for word in names]
_WORD = _alternatives(_NAMES)
# Before the figure stand codes and Chinese names; "dollars 500" or "元500" do not.
_CODE = _alternatives(word for word in _NAMES if word != "元" and (len(word) == 3 or not word.isascii()))
_SCALE = _alternatives(words.SCALES)
_FIGURE = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_ZH_FIGURE = r"[一二两三四五六七八九十百]{1,5}(?=[十百千万亿])|[一二两三四五六七八九十百](?=[十百千万亿])"


_EN_FIGURE = rf"(?<![a-z])(?:{_alternatives(words.FIGURES)})(?= (?:{_SCALE})(?![a-z]))"


def is_scale(word: str) -> bool:
    """Tell whether a word says how many of a currency: "billion", 亿."""
    return word.casefold() in words.SCALES


def amount_pattern(tag: str = "") -> str:
    """Make the pattern of an amount; its groups are `before`, `figure`, `scale`, `behind`, each with `tag`."""
    right = r"(?![a-z])"
    return (
        rf"(?:(?P<before{tag}>(?:{_SIGN}|(?:{_CODE})(?![a-z]))) ?)?"
        rf"(?P<figure{tag}>{_FIGURE}|{_ZH_FIGURE}|{_EN_FIGURE})"
        rf"(?:[ -]?(?P<scale{tag}>{_SCALE}){right})?"
        rf"(?:(?: ?(?:of )?)(?P<behind{tag}>(?:{_WORD}){right}|(?<! )(?:{_SIGN})(?!\d)))?"
    )


@dataclass(frozen=True, slots=True)
class Written:
    """An amount as it was written, part by part (empty: not written)."""

    figure: str
    scale: str
    before: str
    behind: str

    @classmethod
    def of(cls, match: re.Match[str], tag: str = "") -> Self:
        """Take the parts of a match of `amount_pattern(tag)`."""
        return cls(*(match[f"{name}{tag}"] or "" for name in ("figure", "scale", "before", "behind")))

    @property
    def has_unit(self) -> bool:
        """Whether a currency or a scale was written, so that it can be nothing but an amount."""
        return bool(self.scale or self.before or self.behind)

    def currency(self) -> str | None:
        """Give the ISO code of the currency written, None if none was. Raises MoneyError if it is not clear."""
        codes = set()
        for written in filter(None, (self.before, self.behind)):
            if written in words.AMBIGUOUS:
                readings = [f"{code} {self.figure}{self.scale}" for code in words.AMBIGUOUS[written]]
                raise MoneyError(f"{written} can be {' or '.join(readings)}; type the one that you mean.", readings)
            codes.add(CURRENCY_OF[written])
        if len(codes) > 1:
            raise MoneyError(f"That names two currencies ({' and '.join(sorted(codes))}); type one of them.")
        return codes.pop() if codes else None

    def value(self) -> Decimal:
        """Give the exact figure in units of the currency."""
        # Figures of other scripts count as what they are: ٣ is 3.
        figure = (str(unicodedata.decimal(char)) if char.isdecimal() else char for char in self.figure)
        plain_figure = "".join(figure).replace(",", "")
        number = words.FIGURES.get(plain_figure)
        if number is None:
            number = Decimal(plain_figure if plain_figure.isascii() else number_of(plain_figure))
        return number * words.SCALES[self.scale] if self.scale else number


_WHOLE = re.compile(amount_pattern())
_NEGATIVE = re.compile(r"-|\(.*\)$|minus|负")
_DECIMAL_COMMA = re.compile(r"(?<![\d,])\d+,\d{1,2}(?!\d)")


def parse_money(text: str, *, default_currency: str = "USD") -> Money:
    """Read one amount, such as `$1.25bn`, `USD 500m`, `12.5亿美元` or `€60m`. Raises MoneyError.

    Without a currency it is in `default_currency` (also 12.5亿; 3亿元 is in yuan).
    """
    said = plain(text).text.strip()
    match = _WHOLE.fullmatch(said)
    if match is None:
        raise refused(text, said, "type for example $500m, $1.25bn or 12.5亿美元")
    written = Written.of(match)
    return Money.of(written.value(), written.currency() or default_currency)


def refused(text: str, said: str, hint: str) -> MoneyError:
    """Say why a text is no amount; `hint` tells what to type instead."""
    if any(char.isdigit() for char in said):
        if _NEGATIVE.match(said) or re.search(r"-\d", said):
            return MoneyError("Amounts are not negative; type one such as $500m.")
        if comma := _DECIMAL_COMMA.search(said):
            return MoneyError(f"Decimals take a point; type {comma[0].replace(',', '.')} instead of {comma[0]}.")
    return MoneyError(f"“{text.strip()[:40]}” is no amount that I know; {hint}.")
