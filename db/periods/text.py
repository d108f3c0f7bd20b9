"""Text made plain for matching, with the way back to what was typed.

Every scanner of this package (and the one for amounts) works on plain text: NFKC, lower case, simplified
characters, one kind of dash, wave and apostrophe, single blanks, and no blanks next to Chinese characters. Each
character of it knows where it stood, so that a hit can be reported in the text as typed.
"""

import re
import unicodedata
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
_BLANKS = re.compile(rf"(?<=[{_CJK}]) +| +(?=[{_CJK}])|(?<= ) +")
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain text, and for each of its characters the index of the typed one; `ends` likewise, one past it."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the typed text that the plain span `start:end` (not empty) stands for."""
        return self.starts[start], self.ends[end - 1]


def _plain_char(char: str) -> str:
    mapped = char.translate(_ALIKE)
    if mapped == char and not char.isascii():
        mapped = unicodedata.normalize("NFKC", char).translate(_ALIKE)
    lowered = mapped.lower()
    # A few letters grow when lowered (İ); they are no part of any phrase, and indexes must hold.
    return _BLANK.sub(" ", lowered if len(lowered) == len(mapped) else mapped)


def plain(text: str) -> Plain:
    """Make `text` plain. Works on any string, in time linear in its length."""
    if text.isascii():
        chars = _BLANK.sub(" ", text.lower())
        if "  " not in chars and "`" not in chars:
            return Plain(chars, list(range(len(chars))), list(range(1, len(chars) + 1)))
    letters: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        for letter in _plain_char(char):
            letters.append(letter)
            origin.append(index)
    joined = "".join(letters)
    kept: list[int] = []
    position = 0
    for blank in _BLANKS.finditer(joined):
        kept.extend(range(position, blank.start()))
        position = blank.end()
    kept.extend(range(position, len(joined)))
    starts = [origin[index] for index in kept]
    return Plain("".join(joined[index] for index in kept), starts, [index + 1 for index in starts])
