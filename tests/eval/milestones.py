"""Expected answers over milestones: what a day knew of them, and which window holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tests.eval.facts import (
    Expected,
    Facts,
    Row,
    Span,
    Spec,
    SpecError,
    items,
    known,
    overlaps,
    period,
    span,
    window,
)

RANK = {"company": 0, "regulator": 0, "registry": 1, "press": 2}
"""Whose word holds: the company's or regulator's, else the registry's, else the press's."""

READOUTS = {"topline", "interim", "final-os"}


@dataclass(frozen=True)
class State:
    """A milestone as one day knew it: done or not, and the window of its date or current guidance."""

    row: Row
    done: bool
    window: Span | None
    statements: list[Row]


def _said(statement: Row) -> date:
    return span(statement["said_on"])[1] if statement["said_on"] else date.min


def current(statements: list[Row]) -> Row | None:
    """Return the guidance that holds: the best kind, primary before study completion, then the latest."""
    if not statements:
        return None
    best = min(RANK[statement["kind"]] for statement in statements)
    level = [statement for statement in statements if RANK[statement["kind"]] == best]
    primary = [statement for statement in level if not statement["guidance"].startswith("study")]
    return max(primary or level, key=_said)


def state(facts: Facts, row: Row, as_of: date | None) -> State | None:
    """Return the milestone as known on a day, or None if nothing of it was known."""
    said = [
        statement
        for statement in facts.guidance
        if statement["milestone"] == row["id"] and known(statement["said_on"], as_of)
    ]
    done = row["status"] == "done" and known(row["actual_date"], as_of)
    if as_of and not done and not said:
        return None
    if done:
        return State(row, True, span(row["actual_date"]) if row["actual_date"] else None, said)
    holds = current(said)
    if holds is None or not holds["window_start"]:
        return State(row, False, None, said)
    return State(row, False, (_day(holds, "start"), _day(holds, "end")), said)


def _day(statement: Row, edge: str) -> date:
    return date.fromisoformat(statement[f"window_{edge}"])


def slips(statements: list[Row]) -> list[int]:
    """Return by how many days each later statement of one kind moved the window's end later."""
    moves = []
    for kind in {statement["kind"] for statement in statements}:
        series = sorted((s for s in statements if s["kind"] == kind and s["window_end"]), key=_said)
        study = [s for s in series if s["guidance"].startswith("study")]
        for chain in ([s for s in series if s not in study], study):
            moves += [(_day(new, "end") - _day(old, "end")).days for old, new in pairwise(chain)]
    return [days for days in moves if days > 0]


def _company(found: State, wanted: object) -> bool:
    return wanted in items(found.row["company"]) + items(found.row["partner"])


def _equal(column: str) -> Callable[[State, object], bool]:
    def test(found: State, wanted: object) -> bool:
        return found.row[column] in (wanted if isinstance(wanted, list) else [wanted])

    return test


FILTERS: dict[str, Callable[[State, object], bool]] = {
    "id": _equal("id"),
    "drug": _equal("drug"),
    "trial": _equal("trial"),
    "kind": _equal("kind"),
    "region": _equal("region"),
    "phase": _equal("phase"),
    "company": _company,
    "done": lambda found, wanted: found.done == wanted,
    "readout": lambda found, _wanted: found.row["kind"] in READOUTS,
    "dated": lambda found, wanted: (found.window is not None) == wanted,
    "slipped": lambda found, _wanted: bool(slips(found.statements)),
}


def select(facts: Facts, wanted: Spec, today: date, as_of: date | None) -> list[State]:
    """Return the milestones that match, in the order of the file."""
    tests = dict(wanted)
    overdue = tests.pop("overdue", False)
    whole = period(tests.pop("period")) if "period" in tests else None
    states = [found for row in facts.milestones if (found := state(facts, row, as_of))]
    return [
        found
        for found in states
        if all(FILTERS[name](found, value) for name, value in tests.items())
        and (whole is None or (found.window is not None and overlaps(found.window, whole)))
        and (not overdue or (not found.done and found.window is not None and found.window[1] < (as_of or today)))
    ]


def expected(facts: Facts, spec: Spec, today: date) -> Expected:
    """Compute what a spec over milestones expects."""
    as_of = date.fromisoformat(spec["as_of"]) if "as_of" in spec else None
    return ANSWERS[spec["agg"]](spec, select(facts, spec["filter"], today, as_of), today)


def _list(spec: Spec, found: list[State], _today: date) -> Expected:
    if not found:
        raise SpecError("an empty list checks nothing")
    return {spec.get("as", "rows_equal"): [one.row["id"] for one in found]}


def _count(_spec: Spec, found: list[State], _today: date) -> Expected:
    return {"value": len(found)}


def _only(found: list[State]) -> State:
    if len(found) != 1:
        raise SpecError(f"{len(found)} milestones: {[one.row['id'] for one in found]}")
    return found[0]


def _window(_spec: Spec, found: list[State], _today: date) -> Expected:
    one = _only(found)
    return {"value": window(*one.window) if one.window else None, "rows_include": [one.row["id"]]}


def _days(_spec: Spec, found: list[State], today: date) -> Expected:
    one = _only(found)
    if not one.window or one.window[0] != one.window[1]:
        raise SpecError("no firm day to count to")
    return {"value": (one.window[0] - today).days}


def _whether(_spec: Spec, found: list[State], _today: date) -> Expected:
    """True where it is recorded; not known (never false) where nothing is."""
    return {"value": True if found else None}


ANSWERS: dict[str, Callable[[Spec, list[State], date], Expected]] = {
    "list": _list,
    "count": _count,
    "window": _window,
    "days": _days,
    "whether": _whether,
}
