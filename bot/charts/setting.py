"""What every picture is made from, and the words that stand around it."""

from dataclasses import dataclass
from datetime import date

from bot.answers.model import Answer
from bot.answers.wording import listed, plural
from bot.charts.spec import Frame
from bot.exports.naming import Names
from bot.i18n import _, language
from bot.language.query import Query

_PUBLISHERS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """A question, its answer, the names in it, and the day that it speaks of."""

    query: Query
    answer: Answer
    names: Names
    as_of: date

    def frame(self, title: str, units: str) -> Frame:
        """Give what stands around a picture."""
        return Frame(title, units, self.source, self.as_of, language())

    @property
    def source(self) -> str:
        """Name whom the facts come from: "Akeso, FDA and 12 more documents"."""
        publishers = list(dict.fromkeys(each.publisher for each in self.answer.sources if each.publisher))
        shown = listed(publishers[:_PUBLISHERS_SHOWN])
        rest = len(self.answer.sources) - min(len(publishers), _PUBLISHERS_SHOWN)
        if not shown:
            return ""
        return (
            _("{publishers} and {documents}", publishers=shown, documents=plural(rest, "more document"))
            if rest
            else shown
        )
