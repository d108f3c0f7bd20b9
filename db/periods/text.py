"""Text made plain for matching, with the way back to what was typed.

Every scanner of this package (and the one for amounts) works on plain text: NFKC, lower case, simplified
characters, one kind of dash, wave and apostrophe, single blanks, and no blanks next to Chinese characters. Each
character of it knows where it stood, so that a hit can be reported in the text as typed.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Traditional characters of the words for time and money, and the signs that stand for one another.
_TRADITIONAL = "這後個週來過內間從於約號現財開兩與當預餘為億萬幣歐鎊韓圓爾過幾數將鐘點剛臨屆結註歷禮達超個"
_SIMPLIFIED = "这后个周来过内间从于约号现财开两与当预余为亿万币欧镑韩圆尔过几数将钟点刚临届结注历礼达超个"
_DASHES = "‐‑‒–—―−﹘﹣－"
_APOSTROPHES = "’‘ʼ＇`´′"
_ALIKE = str.maketrans(
    _TRADITIONAL + _DASHES + _APOSTROPHES + "○◯∼〜",
    _SIMPLIFIED + "-" * len(_DASHES) + "'" * len(_APOSTROPHES) + "〇〇~~",
)
_CJK = "\u3400-\u9fff〇、。，；：（）"
_NEEDLESS_BLANKS = re.compile(rf"(?<=[{_CJK}]) +| +(?=[{_CJK}])|(?<= ) +")
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain text, and for each of its characters the index of the typed one that it stands for."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the typed text that the plain span `start:end` (not empty) stands for."""
        return self.origin[start], self.origin[end - 1] + 1


def plain(text: str) -> Plain:
    """Make `text` plain. Works on any string, in time linear in its length."""
    letters, origin = _plain_letters(text)
    if _NEEDLESS_BLANKS.search(letters) is None:
        return Plain(letters, origin)
    kept: list[int] = []
    position = 0
    for blank in _NEEDLESS_BLANKS.finditer(letters):
        kept.extend(range(position, blank.start()))
        position = blank.end()
    kept.extend(range(position, len(letters)))
    return Plain("".join(letters[index] for index in kept), [origin[index] for index in kept])


def _plain_letters(text: str) -> tuple[str, Sequence[int]]:
    """Make each character plain; most texts keep their length, so they are tried as a whole first."""
    mapped = text.translate(_ALIKE)
    letters = unicodedata.normalize("NFKC", mapped).translate(_ALIKE)
    if all(len(unicodedata.normalize("NFKC", char)) == 1 for char in set(mapped) if not char.isascii()):
        lowered = letters.lower()
        if len(lowered) == len(text):
            return _BLANK.sub(" ", lowered), range(len(text))
    each = [_plain_letter(char) for char in mapped]
    return "".join(each), [index for index, letter in enumerate(each) for _ in letter]


def _plain_letter(char: str) -> str:
    letter = unicodedata.normalize("NFKC", char).translate(_ALIKE)
    lowered = letter.lower()
    # A few letters grow when lowered (İ); they are no part of any phrase, and indexes must hold.
    return _BLANK.sub(" ", lowered if len(lowered) == len(letter) else letter)
