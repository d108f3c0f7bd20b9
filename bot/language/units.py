"""Cutting a text into the units that words and names are made of."""

import re
import unicodedata
from dataclasses import dataclass

from db import names

_CJK = r"\u3400-\u9fff\uf900-\ufaff"
_UNIT = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+|[%&]")
#: The x of PD-1xVEGF: between a letter or digit and a capital.
_CROSS = re.compile(r"(?<=[A-Za-z0-9)])[x×](?=[A-Z])|×")
#: A word that a number is written onto: TOP3.
_NUMBERED = re.compile(r"(?<![A-Za-z])(top|last|next|first)(?=\d)", re.IGNORECASE)
#: What is written short with a sign: w/ Pfizer, w/o upfront, # of deals.
_SHORTHAND = (
    (re.compile(r"(?<![\w/])w/o(?![\w/])", re.IGNORECASE), "without"),
    (re.compile(r"(?<![\w/])w/\s*(?=\w|\$)", re.IGNORECASE), "with "),
    (re.compile(r"(?<!\S)#\s*(?=of\b)", re.IGNORECASE), "number "),
    (re.compile(r"\bhw\b", re.IGNORECASE), "how"),
    (re.compile(r"\bi\.e\.,?", re.IGNORECASE), "that is"),
)
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_BLANKS = re.compile(r" {2,}")
#: What may stand between the units of one name: AK-112, Lp(a), J&J, "3S Bio".
WITHIN_NAME = re.compile(r"[\s\-–.,'’&()+/®™]{0,2}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of letters and digits, or one Chinese character, with its place in the text."""

    start: int
    end: int
    text: str


def normalised(text: str) -> str:
    """Give a text as it is read: one width, simplified characters, single blanks, mechanisms with their parts apart.

    A possessive becomes two blanks, by which `bot.language.rewording` knows it again.
    """
    folded = names.simplify(unicodedata.normalize("NFKC", text))
    folded = "".join(" " if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Co", "Cn") else each for each in folded)
    for pattern, long in _SHORTHAND:
        folded = pattern.sub(long, folded)
    folded = _BLANKS.sub(" ", folded)
    return _POSSESSIVE.sub("  ", _NUMBERED.sub(r"\1 ", _CROSS.sub(" x ", folded)))


def units(text: str) -> list[Unit]:
    """Cut a normalised text."""
    return [Unit(match.start(), match.end(), match.group()) for match in _UNIT.finditer(text)]


def unit_texts(text: str) -> list[str]:
    """Give only the texts of the units."""
    return [unit.text for unit in units(text)]
