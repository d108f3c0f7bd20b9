"""What a text that rests on the question before it means: the one thing spoken of is put into it, or the list is changed."""

from bot.i18n import _
from bot.language import carrying, cues, refusals
from bot.language.kinds import choose
from bot.language.kinds.things import places_of
from bot.language.query import Kind, Query
from bot.language.reading import Reading
from bot.language.thread import THINGS, is_one, is_one_drug, named_deal, names_record
from bot.language.tokens import Token
from bot.language.wordsorts import NOUNS, TURNING, has_subject, says, selects, significant
from db import names, records
from db.connection import Connection
from db.filters import DealFilter
from db.models import Deal
from db.queries import things as stored

#: Which of them a kind of question is asked of, the first that is known.
_ASKED_OF: dict[Kind, tuple[Kind, ...]] = {
    "deals": ("deal", "drug", "company"),
    "company": ("company",),
    "trial": ("trial", "drug"),
}


def _kind(db: Connection, reading: Reading, before: Query, things: dict[str, str]) -> Kind:
    """Tell what kind of question is meant: that of its own subject, asked of the one thing spoken of; else the same again."""
    words = significant(reading.tokens)
    if is_one(before) and "drug" in things and has_subject(words):
        named = names.names_of(db, "drug", things["drug"])[:1]
        token = Token("name", len(reading.text), len(reading.text), "", named=tuple(named))
        reading = reading.only([*reading.tokens, token])
    if before.kind == "deals" and cues.has("sorts", reading.text) and not any(says(token, NOUNS) for token in words):
        return "deals"
    if cues.has("which drug", reading.text) and before.kind in ("deals", "deal", "milestones"):
        return "drug"
    if before.kind == "comparison" and not any(says(token, NOUNS | {"ask"}) for token in words):
        return "comparison"
    turns = any(says(token, TURNING) or token.says("ask") for token in words) or before.kind in THINGS
    kinds = choose.kinds_of(reading) if turns or reading.has("want", "who") else []
    return kinds[0][0] if kinds else before.kind


def changed(db: Connection, reading: Reading, before: Query, things: dict[str, str]) -> Query | str | None:
    """Work out what a text that rests on a question means: of the one thing spoken of, or of the list, changed."""
    kind = _kind(db, reading, before, things)
    if before.kind in THINGS and (same := _same_asked(reading, before)) is not None:
        return same
    of_thing = _of_thing(db, reading, before, things, kind)
    if of_thing is None and cues.has("points at one", reading.text) and not cues.has("several", reading.text):
        return None
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
        return not _is_of_list(reading, before) and not (kind == before.kind and names_record(before))
    if before.kind in THINGS:
        return before.want not in ("list", "competitors") or kind != "drug"
    if kind == before.kind == "deals" and named_deal(before):
        return _asks_fact(reading)
    return kind != before.kind and "drug" in things and is_one_drug(before)


def _asks_fact(reading: Reading) -> bool:
    """Tell "who bought?", "the upfront?", "when?", asked of the one deal named, from what is asked of all: "who are the licensees?"."""
    of_all = reading.has("want", *_OF_ALL) or cues.has("plural", reading.text) or reading.adds_up()
    asks = reading.has("want", "who", "when") or reading.has("measure") or reading.has("paid") or reading.has("ask")
    return asks and not of_all and not cues.has("sorts", reading.text)


_OF_ALL = (
    "count", "mean", "median", "quartiles", "highest", "lowest", "first", "latest", "share", "growth", "breakdown", "most",
    "rank", "comps",
)  # fmt: skip


def _lists_drugs(reading: Reading, before: Query) -> bool:
    """Tell whether a question about drugs asks which they are, and not something of one of them."""
    if before.kind == "drug" or cues.has("which drug", reading.text):
        return True
    return reading.has("topic", "drug") or reading.has("ask", "drugs", "others", "competitors")


def _is_of_list(reading: Reading, before: Query) -> bool:
    """Tell whether "them" are the rows that were shown rather than a company that was named."""
    return (
        cues.has("several", reading.text) and not is_one(before) and not any("company" in each for each in before.about)
    )


def _same_asked(reading: Reading, before: Query) -> Query | None:
    """Read "and SKB264?" and "in Europe?" after "who has the US rights?": the same is asked of another drug, or of another place."""
    words = [each for each in significant(reading.tokens) if not (each.says("side") or each.says("filler"))]
    if not words or has_subject(words):
        return None
    as_of = reading.as_of() or before.as_of
    if named := reading.ids(before.kind):
        return before.model_copy(update={"ids": tuple(named[:1]), "as_of": as_of})
    aspects = [token for token in words if selects(token, one=False) and not selects(token, one=True)]
    same = len(aspects) == len(words) and before.want != "overview"
    if not same and any(token.kind != "as_of" for token in words):
        return None
    where = {"deals": DealFilter(territories=places_of(reading))} if before.want == "rights" and aspects else {}
    return before.model_copy(update={"as_of": as_of, **where})


def _of_thing(
    db: Connection, reading: Reading, before: Query, things: dict[str, str], kind: Kind
) -> Query | str | None:
    """Give a text with the name of the thing in it that a question of such a kind is asked of."""
    text, sorts = reading.text, _ASKED_OF.get(kind, THINGS)
    they, besides = cues.has("they", text), cues.has("besides", text)
    if they and (besides or kind != "deals"):
        sorts = ("company",)
    elif before.kind in things and kind != "drug":
        sorts = (before.kind,)
    if they and besides:  # what "else" they did stands in no question that names them
        text = cues.put("besides", text, "")
    thing = next((things[sort] for sort in (*sorts, *THINGS) if sort in things), None)
    if thing is None or (thing == things.get("company") and reading.has("ask", *_OF_DRUGS)):
        return None
    if kind in ("drug", "milestones") and thing == things.get("deal") and (deal := records.get(db, Deal, thing)):
        return _which_drug(db, text, deal)
    return _naming(text, thing)


#: What is asked of a drug, and not of a company.
_OF_DRUGS = ("target", "phase", "indications", "modality", "rights")


def _naming(text: str, thing: str) -> str:
    """Put a name into a text: in the place of the pronoun, else at the end."""
    if cues.has("points at one", text):
        return cues.put("points at one", text, thing)
    return f"{text.rstrip(' ?？。.!！')} {thing}"


def _which_drug(db: Connection, text: str, deal: Deal) -> Query:
    """Ask which of the drugs of a deal is meant; it may have several, or none that is in the store."""
    labels = list(stored.labels(db, "drug", deal.drugs).values())
    if not labels:
        return refusals.unknown(_("no drug is recorded for that deal"), (f"!deal {deal.id}",))
    message = _("that deal is over {drugs}: which one?", drugs=refusals.either(labels))
    return refusals.clarify(message, [" ".join(_naming(text, each).split()) for each in labels])
