"""Questions about milestones: which are meant, and what is asked of them."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Literal, cast

from bot.language.query import Query, Want
from bot.language.reading import Reading
from bot.language.sides import parties_named
from bot.language.tokens import Token
from db.connection import Connection
from db.filters import ABROAD, MilestoneFilter
from db.periods import Period
from db.vocabulary import MilestoneKind

#: How far ahead "!milestones" looks when no period is given.
DAYS_AHEAD = 180
#: A readout is any of these.
_READOUTS: tuple[MilestoneKind, ...] = ("topline", "interim", "final-os")
_State = Literal["any", "expected", "done", "overdue", "missed", "cancelled"]


def read(_db: Connection, reading: Reading) -> Query:
    """Read a question about milestones."""
    want = want_of(reading)
    query = asked_of(reading, want, milestone_filter(reading, want))
    return _coming(query, reading) if not reading.tokens else query


def asked_of(reading: Reading, want: Want, wanted: MilestoneFilter) -> Query:
    """Read what is asked of some milestones; the words that say of which need not be all of this question."""
    return Query(
        kind="milestones",
        want=want,
        milestones=wanted,
        statistic=_of_slips(reading) if want == "slips" else None,
        limit=reading.limit() or (1 if want in ("latest", "first") else None),
        as_of=reading.as_of(),
        ignored=tuple(token.text for token in reading.unknown if token.text not in wanted.indications),
        assumed=tuple(reading.assumed),
    )


def _of_slips(reading: Reading) -> Want | None:
    """Tell what is asked of slips: how many, by how much, or whether there is one; None: which."""
    if reading.has("want", "count"):
        return "count"
    if reading.has("want", "how much", "days") or re.search(r"多久|多长|how (?:long|far)", reading.text, re.IGNORECASE):
        return "amount"
    asks_which = any(
        token.says("want", "what") and not token.says("filler") and token.text.casefold() != "any"
        for token in reading.tokens
    )
    return "whether" if reading.has("want", "whether") and not (asks_which or reading.has("want", "who")) else None


def milestone_filter(reading: Reading, want: Want) -> MilestoneFilter:
    """Gather all that narrows the milestones down."""
    periods = reading.periods()
    studies = tuple(reading.ids("study"))
    return MilestoneFilter(
        ids=tuple(reading.records("milestone")),
        period=periods[0] if periods else None,
        drugs=tuple(reading.ids("drug")),
        companies=tuple(dict.fromkeys(each for party in parties_named(reading) for each in party.companies)),
        studies=studies,
        trials=tuple(reading.records("trial")),
        kinds=_kinds(reading, want),
        phases=reading.phases(),
        regions=_regions(reading, want),
        outside=tuple("China" if place == ABROAD else place for place in reading.values("outside") if place),
        areas=reading.areas(),
        modalities=reading.modalities(),
        targets=reading.mechanisms(),
        indications=_indications(reading),
        mentions=tuple(reading.values("event")),
        dateless=reading.has("dateless"),
        state=_state(reading, want, periods[0] if periods else None),
        slipped=want == "slips",
    )


def want_of(reading: Reading) -> Want:
    """Tell what is asked of the milestones: the first rule that holds decides."""
    return next((want for holds, want in _WANT_RULES if holds(reading)), "overview")


def _asks_whether(reading: Reading) -> bool:
    """Read "has AK112 been approved in China?"; "when", "who" and "what" ask for more than yes or no."""
    asks_more = (
        reading.has("kind", "pdufa")
        or reading.has("want", "when", "who")
        or reading.asks_what()
        or reading.has("state", "expected", "missed", "cancelled")
        or reading.has("outcome")
    )
    return reading.has("want", "whether") and reading.has("kind") and _about_one(reading) and not asks_more


def _asks_when(reading: Reading) -> bool:
    if _lists_a_period(reading):
        return reading.has("kind", "pdufa") and _about_one(reading)
    expected_of_one = reading.has("state", "expected") and reading.has("kind") and _about_one(reading)
    pdufa_of_one = reading.has("kind", "pdufa") and _about_one(reading)
    return reading.has("want", "when") or expected_of_one or pdufa_of_one


def _lists_a_period(reading: Reading) -> bool:
    return bool(reading.periods()) and not _about_one(reading)


def _lists_all(reading: Reading) -> bool:
    """Tell "which catalysts are coming", 接下来有哪些催化剂, from the one that comes next."""
    return _LISTED.search(reading.text) is not None


_LISTED = re.compile(
    r"哪些|哪几|\b(?:which|what|list|all)\b.*\b(?:catalysts|milestones|events|readouts)\b", re.IGNORECASE
)


def _asks_reached(reading: Reading) -> bool:
    done = reading.has("state", "done") and not reading.has("state", "expected")
    return reading.has("want", "history") or done


def _asks_outcome(reading: Reading) -> bool:
    """Read "did HARMONi-3 meet its endpoint", HARMONi-3达到终点了吗: what was read out tells, whichever way it went."""
    ends = reading.has("outcome") or reading.has("endpoint")
    return ends and reading.has("want", "whether") and _about_one(reading) and not reading.has("state", "expected")


def _about_one(reading: Reading) -> bool:
    return bool(reading.ids("drug") or reading.ids("study") or reading.records("trial"))


#: What is asked, the most telling sign first.
_WANT_RULES: tuple[tuple[Callable[[Reading], bool], Want], ...] = (
    (lambda reading: reading.has("state", "slipped") and not reading.has("state", "overdue"), "slips"),
    (lambda reading: reading.has("want", "count"), "count"),
    (lambda reading: reading.has("want", "days"), "days"),
    (_asks_outcome, "reached"),
    (_asks_whether, "whether"),
    (lambda reading: reading.has("want", "next") and not _lists_a_period(reading) and not _lists_all(reading), "next"),
    (_asks_when, "when"),
    (lambda reading: reading.has("want", "first"), "first"),
    (lambda reading: reading.has("want", "latest"), "latest"),
    (_asks_reached, "reached"),
)


def _kinds(reading: Reading, want: Want) -> tuple[MilestoneKind, ...]:
    named = reading.values("kind")
    if reading.has("event") and set(named) <= {"readout", "conference"}:  # what was shown there, whatever it was
        return ()
    # "Start", "data" or "presented" go with anything; a more telling word beside them decides.
    if len(named) > 1 and "readout" in named:
        named = [each for each in named if each != "readout"]
    if want == "reached" and (named == ["readout"] or (_asks_outcome(reading) and not named)):
        return ("topline", "interim", "final-os", "conference")
    if want == "reached" and named == ["approval"] and "US" in _regions(reading, want):
        return ("approval", "pdufa")  # some approvals by the FDA stand as the outcome of its decision
    found = [kind for each in named for kind in (_READOUTS if each == "readout" else (each,))]
    if want == "when" and named == ["approval"]:
        found.append("approval")
    return cast("tuple[MilestoneKind, ...]", tuple(dict.fromkeys(found)))


def _regions(reading: Reading, want: Want) -> tuple[str, ...]:
    if reading.has("topic", "company") and want != "whether":
        return ()
    tokens = [token for place, token in enumerate(reading.tokens) if not _tells_origin(reading, place)]
    # A country that is no region of any milestone narrows to nothing: nothing is recorded there.
    return _places(tokens) or _places(reading.tokens)


def _places(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(place for each in ("region", "country") for token in tokens for place in token.values(each))
    )


def _tells_origin(reading: Reading, place: int) -> bool:
    """Tell "Chinese drugs approved by the FDA" from approvals in China: what all drugs here have in common narrows nothing."""
    if not reading.tokens[place].says("region", "China"):
        return False
    before, behind = reading.neighbour(place, -1), reading.neighbour(place, 1)
    is_of_drugs = behind is not None and (
        behind.says("topic", "drug")
        or behind.says("topic", "company")
        or behind.says("modality")
        or behind.says("area")
    )
    return is_of_drugs or (before is not None and before.says("side", "from"))


def _indications(reading: Reading) -> tuple[str, ...]:
    named = reading.values("indication")
    if "non-squamous" in named and "squamous" in named:
        named.remove("squamous")
    return tuple(named)


#: Which milestones some questions look at, whatever else is said.
_STATE_OF_WANT: dict[Want, _State] = {
    "next": "expected",
    "days": "expected",
    "reached": "done",
    "when": "any",
    "whether": "any",
    "slips": "any",
    "latest": "done",
    "first": "done",
}


def _state(reading: Reading, want: Want, period: Period | None) -> _State:
    if reading.has("state", "overdue"):
        return "overdue"
    came_to_nothing = next((each for each in reading.values("state") if each in ("missed", "cancelled")), None)
    if came_to_nothing and not reading.ids("study"):  # of one study the outcome is shown in full, whatever it was
        return cast("_State", came_to_nothing)
    # "When will it be approved" is not of the approvals that it has.
    of_one_to_come = want in ("latest", "first") and reading.has("state", "expected")
    if of_one_to_come or (want == "when" and reading.has("forecast")):
        return "expected"
    if want in _STATE_OF_WANT:
        return _STATE_OF_WANT[want]
    if reading.has("state", "expected") or (reading.has("want", "next") and want == "overview"):
        return "expected"
    is_done = reading.has("state", "done") or (period is None and _counts_granted(reading, want))
    return "done" if is_done else _state_of_period(reading, period)


def _counts_granted(reading: Reading, want: Want) -> bool:
    """Read "how many were approved", 有多少获批 as those that were."""
    return want == "count" and reading.has("kind", *_GRANTED) and not reading.has("topic", "milestones")


#: What counts once it has come.
_GRANTED = ("approval", "acceptance", "reimbursement")


def _state_of_period(reading: Reading, period: Period | None) -> _State:
    """Read the state from the period: of one to come, what is expected; of one that is over, what came."""
    if period is None:
        return "any"
    if period.start is not None and period.start >= reading.today:
        return "expected"
    # "Approvals in June" are those that came, once June is over; "milestones in June" are all that belong there.
    is_over = period.end is not None and period.end <= reading.today
    return "done" if is_over and reading.has("kind") and not reading.has("topic", "milestones") else "any"


def _coming(query: Query, reading: Reading) -> Query:
    end = reading.today + timedelta(days=DAYS_AHEAD)
    period = Period(start=reading.today, end=end, text=f"{reading.today} to {end}")
    wanted = MilestoneFilter(period=period, state="expected")
    return query.model_copy(update={"milestones": wanted, "period_assumed": True})
