"""Which words of a question its reading makes use of. What is not used is never dropped in silence: the question is asked back.

A word that narrows a question down counts as used only if what it says stands in the query. Any other word counts as used if one
of the things it can say belongs to what the kind of question reads; the tables say what each kind reads.
"""

from collections.abc import Callable, Iterator

from pydantic import BaseModel

from bot.language.kinds.deal_places import RIGHTS_IN_CHINA
from bot.language.kinds.sector import SERVICE_COMPANIES
from bot.language.lexicon import Sense
from bot.language.query import Kind, Query
from bot.language.reading import Reading
from bot.language.tokens import Token
from db import derived
from db.filters import ONLY, WORLDWIDE
from db.vocabulary import MODALITY_KINDS

#: Read by every kind: what is asked for, words that only hold a sentence together, and the sector that all of this is about.
_ALWAYS = frozenset({"filler", "want", "topic", "side", "joint", "help", "about", "modal"})
_CATEGORIES: dict[Kind, frozenset[str]] = {
    "deals": frozenset(
        {
            "measure", "paid", "disclosed", "status", "scope", "role", "dimension", "compare", "ordinal", "quantile",
            "maybe_type", "order", "buys", "ratio", "ask:drugs",
        }
    ),
    "milestones": frozenset(
        {
            "state", "dateless", "order", "endpoint", "ask:indications", "ask:phase", "ask:trials", "ask:drugs", "ask:others",
        }
    ),
    "drug": frozenset({"ask", "role", "scope", "company"}),
    "company": frozenset({"ask", "role", "scope"}),
    "trial": frozenset({"ask", "indication", "state", "kind"}),
    "market": frozenset(
        {"metric", "region", "country", "state", "compare", "scope", "measure", "role", "paid", "ask", "kind"}
    ),
    "comparison": frozenset(
        {"compare", "degree", "sized", "than", "measure", "role", "paid", "scope", "kind", "status", "maybe_type", "ask:maker"}
    ),
}  # fmt: skip
_TOKENS: dict[Kind, frozenset[str]] = {
    "deals": frozenset({"period", "as_of", "amount", "limit", "side", "record"}),
    "milestones": frozenset({"period", "as_of", "limit", "record"}),
    "drug": frozenset({"as_of", "limit"}),
    "company": frozenset({"as_of"}),
    "trial": frozenset({"as_of", "record", "name"}),
    "market": frozenset({"period", "as_of", "limit", "record", "name", "claimant"}),
    "comparison": frozenset({"period", "as_of", "amount", "side"}),
}
#: Some questions say where or which besides, and are answered with all there is. "company" is the name of one; after a colon stands
#: the one word of a category.
_ALSO: dict[tuple[Kind, str], frozenset[str]] = {
    ("drug", "rights"): frozenset({"region", "country", "subject", "status", "paid", "type"}),
    ("drug", "competitors"): frozenset({"compare", "status", "alike"}),
    ("drug", "indications"): frozenset({"kind", "region", "country", "state"}),
    ("drug", "phase"): frozenset({"region", "country", "state", "kind", "indication", "phase"}),
    ("drug", "partners"): frozenset({"region", "country", "status"}),
    ("drug", "overview"): frozenset({"kind", "state"}),
    ("drug", "list"): frozenset({"state"}),
    ("deals", "terms"): frozenset({"ask", "state"}),
    ("deals", "licensee"): frozenset({"ask", "region:global"}),
    ("deals", "licensor"): frozenset({"ask"}),
    ("deals", "comps"): frozenset({"ask"}),
    ("deals", "date"): frozenset({"kind", "state"}),
    ("company", "area"): frozenset({"country", "region"}),
    ("milestones", "whether"): frozenset({"role"}),
    ("milestones", "count"): frozenset({"role"}),
    ("milestones", "slips"): frozenset({"ask"}),
    ("milestones", "when"): frozenset({"ask", "role", "measure"}),
}

#: Words that say which things are meant, and are used only if the query says so too.
_NARROWING = frozenset(
    {
        "modality", "area", "narrower", "type", "status", "direction", "country", "region", "target", "indication", "event",
        "kind", "subject",
    }
)  # fmt: skip
#: Of these, words that mean nothing else: that they also hold a sentence together does not excuse them.
_TELLING = _NARROWING - {"status", "kind", "subject"}
#: Where all of it happens.
_EVERYWHERE = ("China", "china")
#: What stands in a query for a word that is not its own value.
_STANDS_FOR: dict[Sense, frozenset[str]] = {
    Sense("kind", "readout"): frozenset({"topline", "interim", "final-os", "conference", "approvals"}),
    Sense("region", "EU"): frozenset({"EU", "Europe", "Germany"}),
    Sense("region", "global"): frozenset({"global", WORLDWIDE, *RIGHTS_IN_CHINA[1:]}),
    Sense("subject", "greater-china"): frozenset({"greater-china", *RIGHTS_IN_CHINA}),
    Sense("subject", "cxo"): frozenset(SERVICE_COMPANIES),
    **{Sense("modality", word): frozenset(kinds) for word, kinds in MODALITY_KINDS.items()},
}


def unused(reading: Reading, query: Query) -> list[Token]:
    """Give the words of a question that its reading makes nothing of, in the order of the text."""
    if query.kind not in _CATEGORIES:
        return []
    said = _Said(query, _categories(query))
    left = [token for token in reading.tokens if not said.uses(token)]
    if query.market and query.market.value is not None:  # "who says 157 deals": the figure stands in the filter
        return [token for token in left if not token.text.isdigit() and token.kind != "amount"]
    return left


def _categories(query: Query) -> frozenset[str]:
    """Give the categories of words that a question of this kind, with these filters, makes use of."""
    categories = _ALWAYS | _CATEGORIES[query.kind] | _ALSO.get((query.kind, query.want), frozenset())
    if query.kind == "deals":
        categories -= _not_read_by(query)
    return categories.union(*(also for holds, also in _READ_IF if holds(query)))


#: What is read besides if the query has certain parts.
_READ_IF: tuple[tuple[Callable[[Query], bool], frozenset[str]], ...] = (
    # "Who paid more, Pfizer or Merck" ranks what each of them paid.
    (lambda query: query.kind == "deals" and query.by is not None, frozenset({"degree:highest"})),
    (lambda query: bool(query.deals and query.deals.without), frozenset({"negation", "outside"})),
    # "License in" says on which side the company named stands.
    (lambda query: bool(query.deals and query.deals.parties), frozenset({"direction"})),
    (lambda query: bool(query.deals and query.deals.territories), frozenset({"ask:rights", "outside"})),
    (lambda query: bool(query.milestones and query.milestones.outside), frozenset({"ask:rights", "outside"})),
    (lambda query: bool(query.deals and query.deals.partner_kinds), frozenset({"group"})),
    # What was shown at a conference, whatever it was.
    (
        lambda query: bool(query.milestones and query.milestones.mentions),
        frozenset({"kind:conference", "kind:readout"}),
    ),
    # The outcome is shown in full.
    (
        lambda query: bool(query.milestones and (query.milestones.drugs or query.milestones.studies)),
        frozenset({"outcome"}),
    ),
)


def _not_read_by(query: Query) -> frozenset[str]:
    """Give what a question about deals could have read, but did not: a dimension nobody groups by."""
    groups = query.by is not None or query.want in ("breakdown", "licensee", "licensor")
    ranks = query.want in ("highest", "lowest", "first", "latest", "breakdown")
    return frozenset(({"dimension"} if not groups else set()) | ({"ordinal"} if not ranks else set()))


class _Said:
    """What a query says: the values that stand in it, and the categories that its kind reads."""

    def __init__(self, query: Query, categories: frozenset[str]) -> None:
        self._kind = query.kind
        self._categories = categories
        self._tokens = _TOKENS[query.kind]
        self._values = frozenset(each.removeprefix(ONLY) for each in _values(query))
        self._bounds_groups = query.at_least is not None or query.at_most is not None

    def uses(self, token: Token) -> bool:
        """Tell whether a token went into the query, or need not."""
        if token.kind == "name":
            named = {each.entity_id for each in token.named}
            is_beside = "company" in self._categories and bool(token.ids("company"))
            return is_beside or "name" in self._tokens or bool(named & self._values)
        if token.kind == "phase":
            return "phase" in self._categories or token.value in self._values
        if token.kind == "many":
            return self._bounds_groups
        if token.kind != "word":
            return token.kind in self._tokens
        excused = frozenset({"filler"}) if any(each.category in _TELLING for each in token.senses) else frozenset()
        return any(self._reads(sense) for sense in token.senses if sense.category not in excused)

    def _reads(self, sense: Sense) -> bool:
        is_read = bool({sense.category, f"{sense.category}:{sense.value}"} & self._categories)
        if sense.category not in _NARROWING:
            return is_read
        return is_read or sense.value in _EVERYWHERE or self._holds(sense)

    def _holds(self, sense: Sense) -> bool:
        values = _STANDS_FOR.get(sense, frozenset({sense.value}))
        if sense.category == "target":
            values = frozenset(derived.target_parts(sense.value))
        return bool(values & self._values)


def _values(part: object) -> Iterator[str]:
    """Give all texts that stand in a query, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            if name not in _SAYS_NOTHING:
                yield from _values(getattr(part, name))
    elif isinstance(part, tuple):
        for each in part:
            yield from _values(each)


#: What of a query is no reading of a word.
_SAYS_NOTHING = frozenset({"kind", "message", "suggestions", "ignored", "assumed", "language", "want", "sort", "text"})
