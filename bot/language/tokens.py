"""What a text is cut into: periods, amounts, names, words of the field, and what was not understood."""

from dataclasses import dataclass
from typing import Literal

from bot.language.lexicon import Sense
from db.money import AmountRange, MoneyError
from db.names import Named
from db.periods import Period, PeriodError

TokenKind = Literal[
    "period", "as_of", "amount", "limit", "phase", "side", "record", "many", "name", "claimant", "word", "unknown"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the text and what it stands for; only the field that belongs to ``kind`` is filled."""

    kind: TokenKind
    start: int
    end: int
    text: str
    senses: tuple[Sense, ...] = ()
    named: tuple[Named, ...] = ()
    period: Period | PeriodError | None = None
    amount: AmountRange | MoneyError | None = None
    number: int = 0
    value: str = ""
    #: What an unknown word was taken for, when it is plainly a slip.
    corrected: str = ""

    def says(self, category: str, value: str | None = None) -> bool:
        """Tell whether a word has such a sense."""
        return any(sense.category == category and value in (None, sense.value) for sense in self.senses)

    @property
    def only_fills(self) -> bool:
        """Whether this is a word that merely holds a sentence together."""
        return self.kind == "word" and all(sense.category == "filler" for sense in self.senses)

    def says_own(self, category: str) -> bool:
        """Tell whether a word was read as something that no table has, but a text of the store."""
        return self.senses == (Sense(category, self.text.casefold()),)

    def values(self, category: str) -> list[str]:
        """Give what a word says of a category."""
        return [sense.value for sense in self.senses if sense.category == category]

    def ids(self, *entity_types: str) -> tuple[str, ...]:
        """Give the ids of the things of some kinds that a name stands for."""
        return tuple(dict.fromkeys(each.entity_id for each in self.named if each.entity_type in entity_types))
