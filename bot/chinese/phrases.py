"""A small reader of English phrases: whole ones, frames around others, and lists. All of a text is said in Chinese, or none of it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.i18n import word

#: What is longer is prose, which no table has.
_LONGEST = 240
_BETWEEN = re.compile(r", and |, | and ")


@dataclass(frozen=True, slots=True)
class Frame:
    """A form of words around others: each group of ``form`` is read by itself and stands in ``said`` at its number.

    ``kept`` are the groups that are names, and stay as they are.
    """

    form: re.Pattern[str]
    said: str
    kept: frozenset[int] = frozenset()


def frame(form: str, said: str, *kept: int) -> Frame:
    """Make a frame from its form."""
    return Frame(re.compile(form), said, frozenset(kept))


def catalogued(text: str) -> str | None:
    """Say what is in the catalogues, such as a country or region; None if it is not there."""
    return said if (said := word(text)) != text else None


@dataclass(frozen=True)
class Phrases:
    """The words of one kind of text: whole phrases first, then frames; ``least`` reads what stands in neither."""

    whole: Mapping[str, str]
    frames: Sequence[Frame]
    least: Callable[[str], str | None]

    def said(self, text: str) -> str | None:
        """Say a text in Chinese; None if any part of it cannot be read."""
        return self._listed(text) if len(text) <= _LONGEST else None

    def _listed(self, text: str) -> str | None:
        items = self._items(text)
        if not items:
            return None
        return items[0] if len(items) == 1 else f"{'、'.join(items[:-1])}和{items[-1]}"

    def _items(self, text: str) -> list[str] | None:
        """Take a list apart, the longest item first: "Middle East and Africa" is one."""
        if (one := self._one(text)) is not None:
            return [one]
        for gap in reversed(list(_BETWEEN.finditer(text))):
            first = self._one(text[: gap.start()])
            rest = self._items(text[gap.end() :]) if first is not None else None
            if first is not None and rest is not None:
                return [first, *rest]
        return None

    def _one(self, text: str) -> str | None:
        if text in self.whole:
            return self.whole[text]
        for each in self.frames:
            if (match := each.form.fullmatch(text)) and (said := self._framed(each, match)) is not None:
                return said
        return self.least(text)

    def _framed(self, each: Frame, match: re.Match[str]) -> str | None:
        parts = [group if number in each.kept else self._listed(group) for number, group in enumerate(match.groups())]
        return None if None in parts else each.said.format(*parts)
