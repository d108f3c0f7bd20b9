"""Follow-ups: "and in 2024?", "only ADCs", "by upfront", "show all", read as changes of the question before."""

import re
from typing import TypeVar

from pydantic import BaseModel

from bot.language.kinds import milestones
from bot.language.kinds.deal_filter import deal_filter
from bot.language.query import Query
from bot.language.reading import Reading
from db.connection import Connection
from db.filters import DealFilter, MilestoneFilter, Scope

F = TypeVar("F", bound=BaseModel)

#: How people begin when they go on with what was asked before.
_GOES_ON = re.compile(
    r"\s*(?:(?:and|but|or|what about|how about|only|just|same|now|then|also|ok|instead|without|with|by|sort(?:ed)?|show)\b"
    r"|那么?|再|只|仅|换成|按|如果|呢|还有|改成|其中)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:show (?:me )?(?:all|more|everything)|all of them|the rest|who else|what else|more|others?)\b"
    r"|全部|所有|更多|还有谁|还有哪些|其他",
    re.IGNORECASE,
)
#: Words that stand for what was spoken of: its next readout, 它的靶点.
_PRONOUN = re.compile(
    r"\b(?:its?|their|(?:that|this) (?:drug|company|deal|one)|they)\b|它的?|他们的?|[该这]个?(?:药|公司|交易)",
    re.IGNORECASE,
)
#: What points back at something that must have been said before.
_POINTER = re.compile(
    r"\b(?:for|of|about|with|to|by) (?:it|them|that|those)\b|\bits\b|\btheir\b|\b(?:that|this) (?:deal|drug|company)\b"
    r"|它|[那这][个笔款](?:交易|药|公司)",
    re.IGNORECASE,
)
#: Categories of words that start a question of their own.
_OWN_SUBJECT = ("topic", "kind", "ask", "metric", "compare", "help", "about")


def named_again(reading: Reading, before: Query) -> str | None:
    """Put the name in for the pronoun: "when is its next readout?" asks about the drug or company asked about before."""
    subjects = before.ids if before.kind in ("drug", "company") else ()
    if not subjects or not _PRONOUN.search(reading.text) or reading.ids("drug") or reading.ids("company"):
        return None
    return _PRONOUN.sub(f" {subjects[0]} ", reading.text, count=1)


def show_all(db: Connection, reading: Reading, before: Query) -> Query | None:
    """Read "show all", "who else?", 全部: the same question without its limit."""
    if not _MORE.search(reading.text) or _narrows(db, reading) or len(reading.tokens) > _SHORT:
        return None
    return marked(before.model_copy(update={"limit": None, "want": "overview"}))


def carry_on(db: Connection, reading: Reading, before: Query) -> Query | None:
    """Read a text as a change of the question before it; None if it is a question of its own."""
    if not _is_follow_up(db, reading):
        return None
    change = _CHANGES.get(before.kind)
    return marked(change(db, reading, before)) if change else None


def points_back(reading: Reading) -> bool:
    """Tell whether a question rests on something said before: "what's next for it", with nothing named."""
    rests = _POINTER.search(reading.text)
    return rests is not None and not reading.of_kind("name") and not reading.of_kind("record") and not reading.periods()


def _is_follow_up(db: Connection, reading: Reading) -> bool:
    """Tell a fragment from a question: it begins like one, or has filters and an order but no subject of its own."""
    if reading.unknown or reading.command:
        return False
    has_subject = any(reading.has(category) for category in _OWN_SUBJECT)
    if has_subject:
        return bool(_GOES_ON.match(reading.text)) and len(reading.tokens) <= _SHORT
    return bool(_GOES_ON.match(reading.text)) or _narrows(db, reading)


#: A longer text with a subject of its own is a question even if it begins with "and".
_SHORT = 4


def _narrows(db: Connection, reading: Reading) -> bool:
    return (
        deal_filter(db, reading) != DealFilter()
        or reading.has("measure")
        or reading.has("state")
        or bool(reading.limit())
    )


def _change_deals(db: Connection, reading: Reading, before: Query) -> Query:
    old, new = before.deals or DealFilter(), deal_filter(db, reading)
    merged = _overlaid(old, new)
    measure = next(iter(reading.measures()), before.measure)
    updates: dict[str, object] = {
        "deals": merged,
        "measure": measure,
        "limit": reading.limit() or before.limit,
        "as_of": reading.as_of() or before.as_of,
        "period_assumed": False,
    }
    if reading.measures():
        updates["sort"] = measure
    for want in ("count", "sum", "mean", "median", "quartiles", "highest", "lowest", "first", "latest"):
        if reading.has("want", want):
            updates["want"] = want
    only_period = merged == DealFilter(period=merged.period)
    updates["sector"] = before.sector and only_period
    return before.model_copy(update=updates)


def _change_milestones(_db: Connection, reading: Reading, before: Query) -> Query:
    old = before.milestones or MilestoneFilter()
    new = milestones.milestone_filter(reading, before.want)
    merged = _overlaid(old, new)
    if new.state == "any":
        merged = merged.model_copy(update={"state": old.state})
    updates = {"milestones": merged, "as_of": reading.as_of() or before.as_of, "period_assumed": False}
    return before.model_copy(update=updates)


def _change_thing(_db: Connection, reading: Reading, before: Query) -> Query:
    named = reading.ids(before.kind)
    return before.model_copy(update={"ids": tuple(named) or before.ids, "as_of": reading.as_of() or before.as_of})


def _change_market(_db: Connection, reading: Reading, before: Query) -> Query:
    if before.market is None or not reading.periods():
        return before
    return before.model_copy(update={"market": before.market.model_copy(update={"period": reading.periods()[0]})})


_CHANGES = {
    "deals": _change_deals,
    "milestones": _change_milestones,
    "drug": _change_thing,
    "company": _change_thing,
    "market": _change_market,
}


def _overlaid(old: F, new: F) -> F:
    """Lay what a fragment says over what was said before; what it leaves open stays."""
    empty = type(new)()
    said = {name: getattr(new, name) for name in type(new).model_fields if getattr(new, name) != getattr(empty, name)}
    if isinstance(said.get("scope"), Scope) and said["scope"] == Scope():
        said.pop("scope")
    return old.model_copy(update=said)


def marked(query: Query) -> Query:
    """Mark a question as going on from the one before."""
    return query.model_copy(update={"follows": True})
