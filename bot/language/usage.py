"""Which words of a question its reading makes use of. What is not used is never dropped in silence: the question is asked back.

A word counts as used if one of the things it can say belongs to what the kind of question reads. The tables say what each kind reads.
"""

from bot.language.lexicon import Sense
from bot.language.query import Kind, Query
from bot.language.reading import Reading
from bot.language.tokens import Token

#: Read by every kind: what is asked for, words that only hold a sentence together, and the sector that all of this is about.
_ALWAYS = frozenset({"filler", "want", "topic", "side", "joint", "subject", "help", "about"})
_CATEGORIES: dict[Kind, frozenset[str]] = {
    "deals": frozenset(
        {
            "measure", "paid", "disclosed", "type", "status", "scope", "modality", "area", "role", "dimension", "country",
            "target", "compare", "ordinal", "quantile", "direction", "maybe_type", "narrower", "order", "buys",
        }
    ),
    "milestones": frozenset(
        {
            "kind", "state", "region", "country", "area", "modality", "indication", "event", "target", "dateless",
            "narrower", "ask",
        }
    ),
    "drug": frozenset({"ask", "modality", "area", "target", "role", "scope"}),
    "company": frozenset({"ask", "role", "scope"}),
    "trial": frozenset({"ask", "indication", "state", "kind"}),
    "market": frozenset(
        {"metric", "region", "country", "state", "compare", "scope", "measure", "role", "paid", "ask", "kind"}
    ),
    "comparison": frozenset(
        {
            "compare", "measure", "modality", "area", "type", "target", "role", "country", "paid", "scope", "kind", "status",
            "maybe_type", "narrower",
        }
    ),
}  # fmt: skip
_TOKENS: dict[Kind, frozenset[str]] = {
    "deals": frozenset({"period", "as_of", "amount", "limit", "side", "record", "name"}),
    "milestones": frozenset({"period", "as_of", "limit", "phase", "record", "name"}),
    "drug": frozenset({"as_of", "limit", "name"}),
    "company": frozenset({"as_of", "name"}),
    "trial": frozenset({"as_of", "record", "name"}),
    "market": frozenset({"period", "as_of", "limit", "record", "name", "claimant"}),
    "comparison": frozenset({"period", "as_of", "amount", "side", "name"}),
}
_NAMES: dict[Kind, frozenset[str]] = {
    "deals": frozenset({"company", "drug", "target"}),
    "milestones": frozenset({"company", "drug", "target", "study"}),
    "drug": frozenset({"company", "drug", "target"}),
    "company": frozenset({"company"}),
    "trial": frozenset({"study", "drug", "company"}),
    "market": frozenset({"company"}),
    "comparison": frozenset({"company", "drug", "target"}),
}
#: Some questions about a drug or company say where or which, and are answered with all there is.
_ALSO: dict[tuple[Kind, str], frozenset[str]] = {
    ("drug", "rights"): frozenset({"region", "country", "status", "paid", "type"}),
    ("drug", "competitors"): frozenset({"compare", "status"}),
    ("drug", "indications"): frozenset({"kind", "region", "country", "state"}),
    ("drug", "phase"): frozenset({"region", "country", "state", "kind", "indication"}),
    ("drug", "partners"): frozenset({"region", "country", "status"}),
    ("drug", "overview"): frozenset({"kind", "state"}),
    ("drug", "list"): frozenset({"state"}),
    ("deals", "terms"): frozenset({"ask", "region", "state"}),
    ("deals", "licensee"): frozenset({"ask"}),
    ("deals", "licensor"): frozenset({"ask"}),
    ("deals", "quartiles"): frozenset({"ask", "phase"}),
    ("deals", "date"): frozenset({"kind", "state"}),
    ("company", "area"): frozenset({"country", "region"}),
    ("milestones", "whether"): frozenset({"role"}),
    ("milestones", "slips"): frozenset({"ask"}),
    ("milestones", "when"): frozenset({"ask", "role", "measure"}),
}  # fmt: skip


_OF_THE_WORLD = Sense("subject", "global")
#: Where all of it happens, and a region that deals read as the countries in it.
_EVERYWHERE = ("China", "EU")


def unused(reading: Reading, query: Query) -> list[Token]:
    """Give the words of a question that its reading makes nothing of, in the order of the text."""
    if query.kind not in _CATEGORIES:
        return []
    categories = _ALWAYS | _CATEGORIES[query.kind] | _ALSO.get((query.kind, query.want), frozenset())
    if query.kind == "deals":
        categories -= _not_read_by(query)
    left_out = query.deals.without if query.deals else ()
    if left_out:
        categories |= {"negation"}
    if query.milestones and (query.milestones.drugs or query.milestones.studies):  # its outcome is shown in full
        categories |= {"outcome"}
    if query.want == "who" and query.kind == "market":  # "who says 157 deals": the figure is among those shown
        return [
            token for token in reading.tokens if not _is_used(token, "market", categories) and not token.text.isdigit()
        ]
    return [token for token in reading.tokens if not _is_used(token, query.kind, categories)]


def _not_read_by(query: Query) -> frozenset[str]:
    """Give what a question about deals could have read, but did not: a dimension nobody groups by."""
    groups = query.by is not None or query.want in ("breakdown", "licensee", "licensor")
    ranks = query.want in ("highest", "lowest", "first", "latest", "breakdown")
    return frozenset(({"dimension"} if not groups else set()) | ({"ordinal"} if not ranks else set()))


def _is_used(token: Token, kind: Kind, categories: frozenset[str]) -> bool:
    if token.kind == "word":
        if kind == "deals" and any(sense == _OF_THE_WORLD for sense in token.senses):
            return False  # "worldwide rights" narrows deals, but in a way that is not read
        return any(
            sense.category in categories or (sense.category in ("region", "country") and sense.value in _EVERYWHERE)
            for sense in token.senses
        )
    if token.kind == "name":
        return any(each.entity_type in _NAMES[kind] for each in token.named)
    return token.kind in _TOKENS[kind]
