"""What the statements about a milestone add up to: the guidance in force, and how it moved.

Statements of one kind (company, regulator, registry, press) form a series in the order they were made; primary and study completion
are series of their own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from db.models import Guidance, Milestone
from db.periods import Period, completion_kind
from db.vocabulary import OPEN_STATUSES

MoveKind = Literal["slip", "pull-in", "firmed"]

#: Whose word counts, best first: a company's or regulator's latest statement, else the registry's, else the press's.
_AUTHORITY: dict[str, int] = {"company": 0, "regulator": 0, "registry": 1, "press": 2}
#: Of a registry's two dates the primary completion stands nearer to a readout.
_COMPLETION: dict[str | None, int] = {None: 0, "primary": 1, "study": 2}


@dataclass(frozen=True, slots=True)
class Move:
    """A statement that differs from the one before it in its series; ``days`` is by how much the end of the window moved."""

    kind: MoveKind
    before: Guidance
    after: Guidance
    days: int


def said_order(said: Guidance) -> tuple[str, str]:
    """Order statements by the last day that their date can mean; undated ones come first."""
    if said.said_on is None:
        return ("", "")
    span = said.said_on.span
    return (str(span.end), str(span.start))


def known_by(statements: Iterable[Guidance], day: date) -> list[Guidance]:
    """Keep the statements that had been made by a day; undated ones cannot be placed and are left out."""
    return [said for said in statements if said.said_on is not None and said_order(said)[0] <= day.isoformat()]


def current(statements: Iterable[Guidance]) -> Guidance | None:
    """Give the guidance in force, or None where nothing was said."""
    ordered = sorted(statements, key=lambda said: (said_order(said), said.key))
    if not ordered:
        return None
    best = min((_AUTHORITY[said.kind], _COMPLETION[completion_kind(said.guidance)]) for said in ordered)
    return [said for said in ordered if (_AUTHORITY[said.kind], _COMPLETION[completion_kind(said.guidance)]) == best][
        -1
    ]


def moves(statements: Iterable[Guidance]) -> list[Move]:
    """Give every slip, pull-in and firming, in the order they were said."""
    series: dict[tuple[str, str | None], list[Guidance]] = {}
    for said in sorted(statements, key=lambda said: (said_order(said), said.key)):
        if said.window is not None:
            series.setdefault((said.kind, completion_kind(said.guidance)), []).append(said)
    found = [move for each in series.values() for before, after in pairwise(each) if (move := _move(before, after))]
    return sorted(found, key=lambda move: said_order(move.after))


def slips(statements: Iterable[Guidance]) -> int:
    """Count the slips."""
    return sum(move.kind == "slip" for move in moves(statements))


def span_of(milestone: Milestone, statements: Sequence[Guidance]) -> Period | None:
    """Give the days that a milestone spans: those on which it can have happened, or the window in which it is expected."""
    if milestone.status not in OPEN_STATUSES:
        return milestone.actual_date.span if milestone.actual_date else None
    said = current(statements)
    return said.window if said else None


def _move(before: Guidance, after: Guidance) -> Move | None:
    old, new = before.window, after.window
    if old is None or new is None or old.end is None or new.end is None or old.start is None or new.start is None:
        return None
    days = (new.end - old.end).days
    if not days and before.guidance == after.guidance:
        return None  # said again: "by end of 2025" only starts on the day that it is said
    if days > 0:
        return Move("slip", before, after, days)
    if new.start >= old.start and (new.start, new.end) != (old.start, old.end):
        return Move("firmed", before, after, days)
    return Move("pull-in", before, after, days) if days < 0 else None
