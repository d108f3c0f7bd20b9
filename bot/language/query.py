"""What a question means, as data. A ``Query`` can be shown, kept, sent as JSON and asked again, with the same answer."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.i18n import Language
from db.filters import DealFilter, Dimension, DrugFilter, MarketFilter, Measure, MilestoneFilter, Sort
from db.periods import Period
from db.vocabulary import EntityType

#: What kind of answer is asked for.
Kind = Literal[
    "deals",
    "deal",
    "drug",
    "company",
    "milestones",
    "trial",
    "market",
    "comparison",
    "search",
    "sources",
    "about",
    "help",
    "unknown",
    "clarify",
]

#: What is wanted of it: the whole picture ("overview"), one number, one name, yes or no, a day …
Want = Literal[
    "overview",
    "count",
    "sum",
    "mean",
    "median",
    "quartiles",
    "comps",
    "highest",
    "lowest",
    "first",
    "latest",
    "share",
    "growth",
    "breakdown",
    "amount",
    "licensor",
    "licensee",
    "date",
    "terms",
    "maker",
    "rights",
    "partners",
    "target",
    "modality",
    "area",
    "indications",
    "phase",
    "names",
    "competitors",
    "when",
    "next",
    "days",
    "reached",
    "slips",
    "whether",
    "who",
    "list",
]


class Query(BaseModel):
    """One question.

    Only the part that belongs to ``kind`` is filled: a filter for lists, ``ids`` for single things, ``sides`` for a comparison, ``words``
    for a search, ``suggestions`` for a question back, whose ``words`` are the text that it is about. ``ignored`` are words of the
    question that were not understood, ``assumed`` says how it was read where it could have been read otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    want: Want = "overview"
    ids: tuple[str, ...] = ()
    deals: DealFilter | None = None
    milestones: MilestoneFilter | None = None
    market: MarketFilter | None = None
    drugs: DrugFilter | None = None
    sides: tuple["Query", ...] = ()
    measure: Measure | None = None
    #: Amounts asked for in the same breath.
    also: tuple[Measure, ...] = ()
    by: Dimension | None = None
    #: What is worked out for each group of a breakdown (None: counts and sums); whether a comparison asks for more ("highest") or
    #: less, a claim for the largest or the first; and whether a share is that of one amount in the totals of the same deals ("share").
    statistic: Want | None = None
    #: The groups of a breakdown stand largest first, and the first of them is the answer.
    ranked: bool = False
    #: How many deals a group of a breakdown must have, and may have.
    at_least: int | None = Field(default=None, ge=0)
    at_most: int | None = Field(default=None, ge=0)
    #: Which place of a ranking is asked for.
    place: int = Field(default=1, ge=1, le=9)
    #: What of their amounts the sides of a comparison are compared by; None: the sum.
    average: Literal["median", "mean"] | None = None
    #: Which quartile of a distribution is asked for: the lower (1) or the upper (3).
    quartile: Literal[1, 3] | None = None
    sort: Sort = "total"
    limit: int | None = Field(default=None, ge=1)
    #: The whole sector is meant: a figure reported for it, where there is one, is the answer.
    sector: bool = False
    #: The period was not said but assumed.
    period_assumed: bool = False
    #: It was said as a change of the question before.
    follows: bool = False
    #: The kinds of record that a search is narrowed to.
    records: tuple[EntityType, ...] = ()
    #: All rows are to be shown, where the medium has room for them.
    whole: bool = False
    #: The records that its answer named as the one thing asked for, as "deal:2025-05-20-3sbio-pfizer-ssgj-707".
    about: tuple[str, ...] = ()
    #: The records that its answer listed first, in their order, written likewise.
    listed: tuple[str, ...] = ()
    #: What is suggested are examples of what could be asked, not readings of what was.
    only_examples: bool = False
    #: Of a question back or a refusal: what was spoken of before it.
    thread: "Query | None" = None
    as_of: date | None = None
    words: str = ""
    message: str = ""
    suggestions: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    language: Language = "en"

    @property
    def is_bare(self) -> bool:
        """Whether nothing narrows the question down: it would be answered with everything of its kind."""
        parts = (self.deals, self.milestones, self.market, self.drugs)
        narrowed = any(part is not None and part != type(part)() for part in parts)
        return not (narrowed or self.ids or self.sides or self.words)

    @property
    def period(self) -> Period | None:
        """The period that the question is about, whichever part holds it."""
        return next((part.period for part in (self.deals, self.milestones, self.market) if part and part.period), None)
