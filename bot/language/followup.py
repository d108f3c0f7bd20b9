"""Follow-ups: whether a text goes on from the question before it, and what it means then.

Where the line runs. The words of a text are of three sorts: those that *select* things (names, periods, modalities, areas, targets,
types, amounts), those that are a *subject* (deals, readouts, upfront, paid, rights), and those that say *how much of it* or hold a
sentence together (how many, the median, the largest, which). Then:

1. A text that points at what was shown goes on, whatever else it says: "which of them slipped?", "who bought those?", 其中, 它. A
   name before the pronoun is what that stands for: "has Akeso published its data?" is whole.
2. A text that opens as one that goes on does: "and in 2024?", "only ADCs", "what about Pfizer?", 那翰森呢, 按首付排序; unless it is a
   whole question of more than a few words.
3. A fragment, which selects but has no subject, goes on: "2024?", "how many in 2023?", "ADC". A bare name does so only in the place of
   another of its sort: "Pfizer" after a question about Roche; else it asks about what it names.
4. A question with a subject that selects nothing rests on what was shown: "what's the median?", "who are the licensees?", 谁买的？,
   加起来多少？. If that was one drug, company, deal or trial, also where, in which phase and which indication do not select: "who has the
   US rights?". Not so if all there is is meant ("the largest deal ever", 历史上), if it is a mere heading ("latest deals"), or if
   it is of another kind than a list that was shown and does not say "the" ("which milestones slipped?" after deals).
5. All else, and every command, stands for itself: "how many deals in 2023?".

What a follow-up means is worked out in two ways. Of one thing, its name is put into the text, in the place of the pronoun or at
the end, and the text is read anew. Of a list, the filter is changed (``carrying``).
"""

from bot.i18n import _
from bot.language import carrying, choosing, cues, refusals
from bot.language.kinds import choose
from bot.language.query import Kind, Query
from bot.language.reading import Reading
from bot.language.tokens import Token
from db import names, records
from db.connection import Connection
from db.filters import MilestoneFilter
from db.models import Deal, Milestone

#: A text with a subject of its own that says no more than so many things goes on if it opens like one that does.
_FEW = 4
#: What selects things: kinds of tokens, and categories of words.
_SELECTS_BY_KIND = frozenset({"name", "record", "period", "amount", "side", "claimant", "phase"})
_SELECTS = frozenset(
    {
        "modality", "area", "narrower", "type", "target", "country", "indication", "event", "direction", "region",
        "status", "subject",
    }
)  # fmt: skip
#: Of one thing they ask: where, of which phase, for what.
_ASPECTS = frozenset({"country", "region", "indication", "status", "type", "subject"})
_ASPECTS_BY_KIND = frozenset({"phase"})
#: What a question is about.
_SUBJECTS = frozenset(
    {
        "topic", "kind", "ask", "metric", "measure", "paid", "role", "compare", "help", "about", "state", "outcome", "buys",
        "want:next", "want:when", "want:days", "want:history", "want:says", "want:comps",
    }
)  # fmt: skip
#: What says how much of it, or in which order.
_HOW = frozenset({"want", "degree", "order"})
#: A subject that has a name, as against one that only says what is done: the heading of a list.
_NOUNS = frozenset({"topic", "kind"})
#: What asks for all that is known to be asked.
_NEVER = ("help", "about")
#: Kinds of things that a text can be about one of, those that a question is about first.
_THINGS: tuple[Kind, ...] = ("drug", "deal", "company", "trial")
#: Which of them a kind of question is asked of, the first that is known.
_ASKED_OF: dict[Kind, tuple[Kind, ...]] = {
    "deals": ("deal", "drug", "company"),
    "company": ("company",),
    "trial": ("trial", "drug"),
}


def read(db: Connection, reading: Reading, before: Query) -> Query | str | None:
    """Read a text as going on from the question before it.

    Gives a question that is data, or a text that says all by itself; None if the text stands for itself already.
    """
    if reading.command:
        return None
    if cues.is_all("whole", reading.text):
        return _all_of(before)
    if (row := _row(reading, before)) is not None:
        return row
    things = _things(db, before)
    if not _rests(reading, before, things):
        return None
    return _changed(db, reading, before, things)


def marked(query: Query) -> Query:
    """Mark a question as going on from the one before."""
    return query.model_copy(update={"follows": True})


def lacks_context(reading: Reading) -> bool:
    """Tell whether a text means nothing by itself: "which ones?", "by upfront", "only ADCs", "what's next for it"."""
    if reading.command:
        return False
    if cues.is_all("whole", reading.text):
        return True
    words = _significant(reading.tokens)
    selecting = [token for token in words if _selects(token, one=False)]
    names = any(token.kind in ("name", "record") for token in words)
    whole = len(selecting) > 1 or (selecting and _has_subject(words))
    if _points(reading):
        return not names and (not whole or cues.has("points at one", reading.text))
    if words and all(token.kind == "word" and _says(token, _HOW) and not _says(token, _SUBJECTS) for token in words):
        return True
    nouns = any(_says(token, _NOUNS | {"ask"}) for token in words)
    return cues.begins(reading.text) and bool(words) and not (nouns or names or whole or reading.unknown)


def asked_about(reading: Reading, suggestions: tuple[str, ...]) -> Query:
    """Ask what a text goes on from."""
    if cues.has("points at one", reading.text):
        message = _("what does that refer to? Name the drug or company")
        return refusals.clarify(message, ("!drug AK112", "!company Akeso"))
    return refusals.clarify(
        _("that goes on from an earlier question, and there is none: what is it about?"), suggestions
    )


# --- whether -------------------------------------------------------------------------------------------------------


def _rests(reading: Reading, before: Query, things: dict[str, str]) -> bool:
    """Tell whether a text rests on the question before it, by the rules above."""
    words = _significant(reading.tokens)
    if cues.has("everything", reading.text) or any(_says(token, frozenset(_NEVER)) for token in words):
        return False
    # In "over $1bn total" the measure says what is bounded.
    has_subject = _has_subject([each for each in words if not (each.says("measure") and reading.of_kind("amount"))])
    selecting = [token for token in words if _selects(token, one=_is_one(before))]
    if _points(reading):
        return True
    if cues.opens(reading.text):
        return bool(words) and _can_take(selecting, before) and (len(words) <= _FEW or not (selecting and has_subject))
    if selecting:
        return not has_subject and _takes_place(reading, words, before)
    return bool(words) and _is_of_it(reading, before, things)


def _points(reading: Reading) -> bool:
    """Tell whether a text points at what was shown; a name before the pronoun is what that stands for."""
    where = cues.place("points", reading.text) or cues.place("points at one", reading.text)
    if where is None:
        return False
    if cues.has("narrows", reading.text):
        return True
    named = (token for token in reading.tokens if token.kind in ("name", "record"))
    return all(token.start >= where[0] for token in named)


def _takes_place(reading: Reading, words: list[Token], before: Query) -> bool:
    """Tell whether a fragment can narrow down what was shown; a bare name must take the place of one of its sort."""
    if reading.unknown:
        return False
    names = [token for token in words if token.kind in ("name", "record")]
    if not names:
        one_of_kind = before.kind in _THINGS and _is_one(before)
        return not one_of_kind or all(token.kind in ("period", "as_of") for token in words)
    sorts = {named.entity_type for token in names for named in token.named}
    return bool(sorts & set(_sorts_named(before)))


def _can_take(selecting: list[Token], before: Query) -> bool:
    """Tell whether names that follow "what about" have a place in what was asked: a drug takes none in a list of ADC deals."""
    sorts = {named.entity_type for token in selecting for named in token.named}
    if sorts and sorts <= {"drug", "study"}:
        return before.kind == "comparison" or bool(sorts & set(_sorts_named(before)))
    return True


#: Which sort of thing a part of a filter names.
_SORT_OF_PART = {"parties": "company", "companies": "company", "drugs": "drug", "targets": "target", "studies": "study"}


def _sorts_named(before: Query) -> list[str]:
    """Give the sorts of things that a question named: company, drug, target."""
    found: list[str] = []
    for side in (before, *before.sides):
        filters = [part for part in (side.deals, side.milestones, side.drugs) if part is not None]
        found += [sort for part in filters for name, sort in _SORT_OF_PART.items() if getattr(part, name, None)]
        found += [side.kind] if side.ids else []
    return found


def _is_of_it(reading: Reading, before: Query, things: dict[str, str]) -> bool:
    """Tell whether a question that selects nothing is about what was shown."""
    kinds = [kind for kind, _votes in choose.kinds_of(reading)]
    if reading.has("metric") or (kinds and kinds[0] == "market"):
        return before.kind == "market" or (before.sector and reading.has("want", "says"))
    of_one_thing = before.kind in _THINGS and before.want != "list"
    if of_one_thing or (before.deals is not None and before.deals.ids):
        return _has_subject(_significant(reading.tokens)) or reading.has("want", "who")
    if _is_one(before) and kinds and kinds[0] != before.kind:
        return True
    nouns = any(_says(token, _NOUNS) for token in _significant(reading.tokens))
    if nouns and not cues.has("definite", reading.text):
        return False
    if not kinds or kinds[0] == before.kind or before.kind == "comparison":
        return True
    return not nouns or cues.has("the", reading.text) or bool(things)


def _significant(tokens: list[Token]) -> list[Token]:
    """Give the words that say something."""
    return [token for token in tokens if token.kind != "word" or not all(s.category == "filler" for s in token.senses)]


def _selects(token: Token, *, one: bool) -> bool:
    kinds = _SELECTS_BY_KIND - _ASPECTS_BY_KIND if one else _SELECTS_BY_KIND
    categories = _SELECTS - _ASPECTS if one else _SELECTS
    return token.kind in kinds or _says(token, categories)


def _says(token: Token, categories: frozenset[str]) -> bool:
    if token.kind != "word" or token.says("filler"):
        return False
    return any({each.category, f"{each.category}:{each.value}"} & categories for each in token.senses)


def _has_subject(words: list[Token]) -> bool:
    return any(_says(token, _SUBJECTS) or token.says("ask") for token in words)


# --- of what -------------------------------------------------------------------------------------------------------


def _kind(db: Connection, reading: Reading, before: Query, things: dict[str, str]) -> Kind:
    """Tell what kind of question is meant: that of its own subject, asked of the one thing spoken of; else the same again."""
    words = _significant(reading.tokens)
    if _is_one(before) and "drug" in things and _has_subject(words):
        named = names.names_of(db, "drug", things["drug"])[:1]
        token = Token("name", len(reading.text), len(reading.text), "", named=tuple(named))
        reading = reading.only([*reading.tokens, token])
    if before.kind == "deals" and cues.has("sorts", reading.text) and not any(_says(token, _NOUNS) for token in words):
        return "deals"
    if before.kind == "comparison" and not any(_says(token, _NOUNS | {"ask"}) for token in words):
        return "comparison"
    kinds = choose.kinds_of(reading) if _has_subject(words) or reading.has("want", "who") else []
    return kinds[0][0] if kinds else before.kind


def _is_one(before: Query) -> bool:
    """Tell whether one thing was asked about, and not a list."""
    if before.kind in _THINGS:
        return len(before.ids) == 1 and before.want not in ("list", "competitors")
    part = before.deals or before.milestones
    of_one = part is not None and (len(part.drugs) == 1 or len(part.ids) == 1)
    return of_one or any(each.startswith(("deal:", "milestone:", "drug:")) for each in before.about)


def _things(db: Connection, before: Query) -> dict[str, str]:
    """Give the one drug, deal, company or trial that was asked about or that the answer named, by sort."""
    found: dict[str, str] = {}
    if before.kind in _THINGS and len(before.ids) == 1 and before.want != "list":
        found[before.kind] = before.ids[0]
    for each in before.about:
        sort, _colon, key = each.partition(":")
        found.setdefault(sort, key)
    if before.deals is not None:
        companies = [each for party in before.deals.parties for each in party.companies]
        _add_one(found, "deal", before.deals.ids)
        _add_one(found, "drug", before.deals.drugs)
        _add_one(found, "company", companies)
    if before.milestones is not None:
        _add_one(found, "drug", before.milestones.drugs)
        _add_one(found, "company", before.milestones.companies)
    if "drug" not in found and (deal := records.get(db, Deal, found.get("deal", ""))):
        _add_one(found, "drug", deal.drugs)
    if "drug" not in found and (milestone := records.get(db, Milestone, found.get("milestone", ""))):
        found["drug"] = milestone.drug
    return found


def _add_one(found: dict[str, str], sort: str, keys: tuple[str, ...] | list[str]) -> None:
    if len(keys) == 1:
        found.setdefault(sort, keys[0])


def _changed(db: Connection, reading: Reading, before: Query, things: dict[str, str]) -> Query | str | None:
    """Work out what a text that rests on a question means: of the one thing spoken of, or of the list, changed."""
    kind = _kind(db, reading, before, things)
    if before.kind in _THINGS and before.want != "competitors" and (same := _same_asked(reading, before)) is not None:
        return same
    of_thing = _of_thing(reading, things, kind)
    if of_thing is not None and _is_about_thing(reading, before, things, kind):
        return of_thing
    if kind == "drug" and not _lists_drugs(reading, before):
        return of_thing
    return carrying.carried(db, reading, before, kind) or of_thing


def _is_about_thing(reading: Reading, before: Query, things: dict[str, str], kind: Kind) -> bool:
    """Tell whether a text asks about one thing: it points at it, or one thing was asked about, and not the same again."""
    if cues.has("narrows", reading.text) or cues.is_all("which", reading.text):
        return False
    if cues.has("points at one", reading.text):
        return not _is_of_list(reading, before) and not (kind == before.kind and _names_record(before))
    if before.kind in _THINGS:
        return before.want not in ("list", "competitors") or kind != "drug"
    return kind != before.kind and "drug" in things and _is_one_drug(before)


def _lists_drugs(reading: Reading, before: Query) -> bool:
    """Tell whether a question about drugs asks which they are, and not something of one of them."""
    return before.kind == "drug" or reading.has("topic", "drug") or reading.has("ask", "drugs", "others", "competitors")


def _is_one_drug(before: Query) -> bool:
    part = before.deals or before.milestones
    named = part is not None and len(part.drugs) == 1
    return named or (before.kind == "deals" and any(each.startswith("drug:") for each in before.about))


def _names_record(before: Query) -> bool:
    """Tell whether a list is that of certain deals or studies, of which more can be asked."""
    of_deals = before.deals is not None and before.deals.ids
    wanted = before.milestones
    return bool(of_deals or (wanted is not None and (wanted.ids or wanted.studies or wanted.trials)))


def _is_of_list(reading: Reading, before: Query) -> bool:
    """Tell whether "them" are the rows that were shown rather than a company that was named."""
    return (
        cues.has("several", reading.text)
        and not _is_one(before)
        and not any("company" in each for each in before.about)
    )


def _same_asked(reading: Reading, before: Query) -> Query | None:
    """Read "and SKB264?" and "in Europe?" after "who has the US rights?": the same is asked of another drug, or of another place."""
    words = _significant(reading.tokens)
    if not words or _has_subject(words):
        return None
    as_of = reading.as_of() or before.as_of
    if named := reading.ids(before.kind):
        return before.model_copy(update={"ids": tuple(named[:1]), "as_of": as_of})
    aspects = [token for token in words if _selects(token, one=False) and not _selects(token, one=True)]
    same = len(aspects) == len(words) and before.want != "overview"
    again = same or all(token.kind == "as_of" for token in words)
    return before.model_copy(update={"as_of": as_of}) if again else None


def _of_thing(reading: Reading, things: dict[str, str], kind: Kind) -> str | None:
    """Give a text with the name of the thing in it that a question of such a kind is asked of."""
    text, sorts = reading.text, _ASKED_OF.get(kind, _THINGS)
    they, besides = cues.has("they", text), cues.has("besides", text)
    if they and (besides or kind != "deals"):
        sorts = ("company",)
    if they and besides:  # what "else" they did stands in no question that names them
        text = cues.put("besides", text, "")
    thing = next((things[sort] for sort in (*sorts, *_THINGS) if sort in things), None)
    if thing is None:
        return None
    if cues.has("points at one", text):
        return cues.put("points at one", text, thing)
    return f"{text.rstrip(' ?？。.!！')} {thing}"


def _row(reading: Reading, before: Query) -> Query | None:
    """Read "the second one", 第三个 as a row of the list that was shown."""
    place = choosing.place_in(reading.text, len(before.listed))
    if place is None or place >= len(before.listed):
        return None
    sort, _colon, key = before.listed[place].partition(":")
    if sort == "milestone":
        return Query(kind="milestones", milestones=MilestoneFilter(ids=(key,)), as_of=before.as_of)
    return Query(kind=sort, ids=(key,), as_of=before.as_of) if sort in _THINGS else None


def _all_of(before: Query) -> Query | None:
    """Read "show all": the same question with all its rows."""
    if before.kind in ("unknown", "clarify", "help", "about", "sources"):
        return None
    lists = before.kind in ("deals", "milestones")
    changed = {"limit": None, "whole": True, **({"want": "overview"} if lists and before.want != "comps" else {})}
    return before.model_copy(update=changed)
