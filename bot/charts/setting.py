"""What every picture is made from, and the words that stand around it."""

from dataclasses import dataclass
from datetime import date

from bot.answers.model import Answer
from bot.charts.spec import Frame
from bot.exports.naming import Names
from bot.language.query import Query

_PUBLISHERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """A question, its answer, the names in it, and the day that it speaks of."""

    query: Query
    answer: Answer
    names: Names
    as_of: date

    def frame(self, title: str, units: str) -> Frame:
        """Give what stands around a picture."""
        return Frame(title, units, self.source, self.as_of)

    @property
    def source(self) -> str:
        """Name whom the facts come from: "Akeso, FDA, Reuters and 12 more documents"."""
        publishers = list(dict.fromkeys(each.publisher for each in self.answer.sources if each.publisher))
        shown = ", ".join(publishers[:_PUBLISHERS_SHOWN])
        rest = len(self.answer.sources) - min(len(publishers), _PUBLISHERS_SHOWN)
        if not shown:
            return ""
        return f"{shown} and {rest:,} more document{'' if rest == 1 else 's'}" if rest else shown
