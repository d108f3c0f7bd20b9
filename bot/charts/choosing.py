"""Which picture suits an answer. Pure: the answer, the names in it and the day go in, what to draw comes out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.answers.model import Answer
from bot.charts import deals, market, timelines
from bot.charts.setting import Setting
from bot.charts.spec import ChartSpec
from bot.exports.naming import Names
from bot.language.query import Kind, Query

#: A picture that was asked for by name.
Style = Literal["time", "upfront", "partners", "licensors", "modality", "area", "bubbles", "timeline"]
Making = Callable[[Setting], ChartSpec | None]

_STYLES: dict[Style, Making] = {
    "time": deals.over_time,
    "upfront": deals.against,
    "partners": deals.partners,
    "licensors": deals.licensors,
    "modality": deals.modalities,
    "area": deals.areas,
    "bubbles": deals.bubbles,
    "timeline": timelines.of_everything,
}
#: What suits a breakdown by a dimension; by month, quarter, half and year it is the picture over time.
_OF_DIMENSION: dict[str, Making] = {
    "licensee": deals.partners,
    "licensor": deals.licensors,
    "country": deals.over_time,
    "modality": deals.modalities,
    "area": deals.areas,
    "type": deals.types,
    "year": deals.by_year,
}
_OF_KIND: dict[Kind, Making] = {
    "drug": timelines.of_everything,
    "company": timelines.of_everything,
    "trial": timelines.of_everything,
    "milestones": timelines.windows,
    "comparison": lambda setting: deals.sides(setting) or timelines.of_everything(setting),
    "market": market.claims,
}


def chart_for(query: Query, answer: Answer, names: Names, today: date, style: Style | None = None) -> ChartSpec | None:
    """Choose the picture that suits an answer and fill it; None where none does, or nothing is there to be drawn.

    ``style`` asks for one picture; it is None too if the answer does not hold what that shows.
    """
    setting = Setting(query, answer, names, query.as_of or today)
    making = _STYLES[style] if style else _suiting(query)
    return making(setting) if making else None


def _suiting(query: Query) -> Making | None:
    if query.kind != "deals":
        return _OF_KIND.get(query.kind)
    if query.by is not None:
        return _OF_DIMENSION.get(query.by, deals.over_time)
    return _of_deals(query)


def _of_deals(query: Query) -> Making:
    """Tell single deals apart where few are meant; else show how they come over time."""
    wanted = query.deals
    if query.want in ("highest", "lowest", "first", "latest", "amount", "terms", "date"):
        return deals.bubbles
    if query.want == "licensee":
        return deals.partners
    if query.want == "licensor":
        return deals.licensors
    narrowed = wanted is not None and bool(wanted.targets or wanted.parties or wanted.drugs or wanted.amounts)
    return deals.bubbles if narrowed or query.limit else deals.over_time


@dataclass(frozen=True, slots=True)
class Asked:
    """The words after ``!chart``: the picture asked for by name, if one is, and the question."""

    style: Style | None
    question: str


_WORDS: dict[str, Style] = {
    "bubble": "bubbles",
    "bubbles": "bubbles",
    "timeline": "timeline",
    "gantt": "timeline",
    "history": "timeline",
    "partners": "partners",
    "licensors": "licensors",
    "气泡": "bubbles",
    "气泡图": "bubbles",
    "时间线": "timeline",
    "时间轴": "timeline",
}


def asked(words: str) -> Asked:
    """Split "bubbles deals ADC" into the picture and the question; most questions name none, "timeline" alone has none."""
    first, _, rest = words.strip().partition(" ")
    style = _WORDS.get(first.casefold())
    return Asked(style, rest.strip()) if style else Asked(None, words.strip())
