"""How sure a reading is, and why: below a threshold the question is asked back instead of answered.

The confidence is a product of what each doubt leaves of it. A reading without any doubt has 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from bot.i18n import _
from bot.language.query import Kind, Query
from bot.language.reading import Reading
from bot.language.tokens import Token

#: A reading that is less sure than this is asked back. Any word that is not used is enough for that; slips of the pen are not.
LEAST = 0.52
#: What one word leaves of the confidence: one that is not used, and one that was read as another.
_UNUSED, _CORRECTED = 0.5, 0.95
#: A kind of question that the words speak for this much less is no rival.
CLOSE = 0.75


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to doubt a reading, and what it leaves of the confidence: a share from 0 to 1."""

    why: str
    leaves: float


@dataclass(frozen=True, slots=True)
class Rival:
    """Another kind of question that a text can be, with the votes for it and for the kind chosen; ``offered`` asks for either."""

    kind: Kind
    votes: float
    votes_chosen: float
    offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """How a text was understood.

    ``query`` is what is answered: the ``draft`` if it is sure enough, else a question back or a refusal. ``reading`` has the words,
    ``left`` those that the draft makes no use of. Commands that take their words as they stand have neither.
    """

    query: Query
    reading: Reading | None = None
    draft: Query | None = None
    left: tuple[Token, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def confidence(self) -> float:
        """How sure the reading is, from 0 to 1; nothing was read of what was refused."""
        if self.draft is None:
            return 0.0 if self.query.kind in ("unknown", "clarify") else 1.0
        return round(prod(each.leaves for each in self.doubts), 2)


def doubts(reading: Reading, left: Sequence[Token], rival: Rival | None) -> tuple[Doubt, ...]:
    """Give every reason to doubt a reading: words not used, slips of the pen, and another kind that it can be."""
    found = [Doubt(_("“{word}” is not used", word=token.text.strip()), _UNUSED) for token in left]
    found += [Doubt(each, _CORRECTED) for each in reading.corrections()]
    if rival is not None:
        sure = rival.votes_chosen / (rival.votes_chosen + rival.votes)
        found.append(Doubt(_("it can also be a question about: {kind}", kind=rival.kind), sure))
    return tuple(found)
