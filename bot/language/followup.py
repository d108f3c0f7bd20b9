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

What a follow-up means is worked out in two ways (``referring``). Of one thing, its name is put into the text, in the place of the pronoun
or at the end, and the text is read anew; a deal that the answer named is one ("the largest … — who bought it?", "and the upfront?"), while
figures and plurals are asked of the whole list ("the median?", "who are the licensees?"). Of a list, the filter is changed
(``carrying``). "The second one" is a row of the list that was shown. A text that goes on but has nothing to go on from is asked back.
"""

from bot.i18n import _
from bot.language import choosing, cues, referring, refusals
from bot.language.kinds import choose
from bot.language.query import Query
from bot.language.reading import Reading
from bot.language.thread import THINGS, is_one, sorts_named, things_of
from bot.language.tokens import Token
from bot.language.wordsorts import HOW, NOUNS, SUBJECTS, has_subject, says, selects, significant
from db.connection import Connection
from db.filters import MilestoneFilter


def read(db: Connection, reading: Reading, before: Query) -> Query | str | None:
    """Read a text as going on from the question before it.

    Gives a question that is data, or a text that says all by itself; None if the text stands for itself already.
    """
    if reading.command:
        return None
    if cues.is_all("whole", reading.text):
        return _all_of(before)
    things = things_of(db, before)
    if not _rests(reading, before, things):
        return None
    return referring.changed(db, reading, before, things)


def marked(query: Query) -> Query:
    """Mark a question as going on from the one before; one that is asked back goes nowhere yet."""
    if query.kind in ("unknown", "clarify"):
        return query
    return query.model_copy(update={"follows": True})


def lacks_context(reading: Reading) -> bool:
    """Tell whether a text means nothing by itself: "which ones?", "by upfront", "only ADCs", "what's next for it"."""
    if reading.command:
        return False
    if cues.is_all("whole", reading.text):
        return True
    words = significant(reading.tokens)
    selecting = [token for token in words if selects(token, one=False)]
    names = any(token.kind in ("name", "record") for token in words)
    whole = len(selecting) > 1 or (selecting and has_subject(words))
    if _points(reading) and not _points_within(reading):
        return not names and (not whole or cues.has("points at one", reading.text))
    if words and all(any(map(token.says, HOW)) and not says(token, SUBJECTS) for token in words):
        return True
    nouns = any(says(token, NOUNS | {"ask"}) for token in words)
    spread = reading.has("dimension") and reading.has("measure")  # 按年份首付款 is whole, 按年份 and 按首付款 are not
    return cues.begins(reading.text) and bool(words) and not (nouns or names or whole or spread or reading.unknown)


def _points_within(reading: Reading) -> bool:
    """Tell "the biggest payer, summed over its deals": what "its" stands for is asked for in the same breath."""
    return reading.has("want", "highest", "most") and (reading.has("role") or reading.has("dimension"))


def asked_about(reading: Reading, suggestions: tuple[str, ...]) -> Query:
    """Ask what a text goes on from; what is suggested are examples."""
    message = _("that leaves open what it is about: say it in one sentence")
    if cues.has("points at one", reading.text):
        message = _("what does that refer to? Name the drug or company")
        suggestions = ("!drug AK112", "!company Akeso")
    return refusals.clarify(message, suggestions).model_copy(update={"only_examples": True})


def with_name(reading: Reading, asked: str) -> str | None:
    """Read a bare name as the answer to what a question that was asked back refers to: "AK112" after "what's next for it?"."""
    words = significant(reading.tokens)
    if not words or any(token.kind != "name" for token in words) or not cues.has("points at one", asked):
        return None
    return cues.put("points at one", asked, reading.text.strip(" ?？。"))


#: A text with a subject of its own that says no more than so many things goes on if it opens like one that does.
_FEW = 4

#: What asks for all that is known to be asked.
NEVER = frozenset({"help", "about"})


def _rests(reading: Reading, before: Query, things: dict[str, str]) -> bool:
    """Tell whether a text rests on the question before it, by the rules above."""
    words = significant(reading.tokens)
    if cues.has("everything", reading.text) or all(token.kind == "unknown" or says(token, NEVER) for token in words):
        return False
    # In "over $1bn total" the measure says what is bounded.
    with_subject = has_subject([each for each in words if not (each.says("measure") and reading.of_kind("amount"))])
    selecting = [token for token in words if selects(token, one=is_one(before))]
    if _points(reading):
        return True
    if cues.opens(reading.text):
        return (
            bool(words)
            and _can_take(selecting, before)
            and ((cues.begins(reading.text) and len(words) <= _FEW) or not (selecting and with_subject))
        )
    if selecting:
        return not with_subject and _takes_place(reading, words, before)
    return bool(words) and _is_of_it(reading, before, things)


def _points(reading: Reading) -> bool:
    """Tell whether a text points at what was shown; a name before the pronoun is what that stands for."""
    where = cues.place("points", reading.text) or cues.place("points at one", reading.text)
    if where is None:
        return False
    if cues.has("narrows", reading.text):
        return True
    named = (token for token in reading.tokens if token.kind in ("name", "record") or _is_law(token))
    return all(token.start >= where[0] for token in named)


def _is_law(token: Token) -> bool:
    """Tell whether a word names a law or a list: "was BIOSECURE signed or did it die?"."""
    return token.says("subject", "biosecure-act") or token.says("subject", "dod-1260h-list")


def _takes_place(reading: Reading, words: list[Token], before: Query) -> bool:
    """Tell whether a fragment can narrow down what was shown; a bare name must take the place of one of its sort."""
    if reading.unknown:
        return False
    names = [token for token in words if token.kind in ("name", "record")]
    if not names:
        one_of_kind = before.kind in THINGS and is_one(before)
        return not one_of_kind or all(token.kind in ("period", "as_of") for token in words)
    if cues.leads(reading.text):
        return _can_take(names, before)
    sorts = {named.entity_type for token in names for named in token.named}
    return bool(sorts & set(sorts_named(before)))


def _can_take(selecting: list[Token], before: Query) -> bool:
    """Tell whether names that follow "what about" have a place in what was asked: a drug takes none in a list of ADC deals."""
    sorts = {named.entity_type for token in selecting for named in token.named}
    if sorts and sorts <= {"drug", "study"}:
        return before.kind == "comparison" or bool(sorts & set(sorts_named(before)))
    return True


def _is_of_it(reading: Reading, before: Query, things: dict[str, str]) -> bool:
    """Tell whether a question that selects nothing is about what was shown."""
    kinds = [kind for kind, _votes in choose.kinds_of(reading)]
    if reading.has("metric") or (kinds and kinds[0] == "market"):
        return before.kind == "market" or (before.sector and reading.has("want", "says"))
    of_one_thing = before.kind in THINGS and before.want != "list"
    if of_one_thing or (before.deals is not None and before.deals.ids):
        return has_subject(significant(reading.tokens)) or reading.has("want", "who")
    if is_one(before) and kinds and kinds[0] != before.kind:
        return True
    nouns = any(says(token, NOUNS) for token in significant(reading.tokens))
    if nouns and not cues.has("definite", reading.text):
        return False
    if not kinds or kinds[0] == before.kind or before.kind == "comparison":
        return True
    return not nouns or cues.has("the", reading.text) or bool(things)


def row_of(text: str, before: Query) -> Query | None:
    """Read "the second one", 第三个, 2 as a row of the list that was shown."""
    place = choosing.place_in(text, len(before.listed))
    if place is None or place >= len(before.listed):
        return None
    sort, _colon, key = before.listed[place].partition(":")
    if sort == "milestone":
        wanted = MilestoneFilter(ids=(key,))
        return marked(Query(kind="milestones", milestones=wanted, as_of=before.as_of))
    return marked(Query(kind=sort, ids=(key,), as_of=before.as_of)) if sort in THINGS else None


def spelled_out(text: str, before: Query) -> str:
    """Put the period before the one that was spoken of in the place of "the year before", 前一年."""
    earlier = before.period.before() if before.period and cues.has("earlier", text) else None
    return cues.put("earlier", text, str(earlier)) if earlier else text


def _all_of(before: Query) -> Query | None:
    """Read "show all": the same question with all its rows."""
    if before.kind in ("unknown", "clarify", "help", "about", "sources"):
        return None
    lists = before.kind in ("deals", "milestones")
    changed = {"limit": None, "whole": True, **({"want": "overview"} if lists and before.want != "comps" else {})}
    return before.model_copy(update=changed)
