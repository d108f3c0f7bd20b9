"""Which owed deliveries go out together: what is due at once for one target is one post.

Where something is late, it and all else that is due for that target by now make one catch-up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from db.reminders.models import GRACE

#: What goes out later than this says so, and goes with everything else that is late.
LATE = timedelta(minutes=15)
#: Embeds of one message.
MOST_ENTRIES = 10


@dataclass(frozen=True, slots=True)
class Owed:
    """A delivery that is to be posted, by its row."""

    id: int
    target: str
    milestone: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One message to be: deliveries of at most ten milestones. A catch-up is due when the last of its deliveries was."""

    target: str
    due: datetime
    is_late: bool
    deliveries: tuple[int, ...]


def is_skipped(due: datetime, now: datetime) -> bool:
    """Tell whether something is too old to be posted still."""
    return due < now - GRACE


def parts(owed: Iterable[Owed], now: datetime) -> list[Part]:
    """Put what is owed (and not too old) into messages, in the order in which they go out."""
    held = list(owed)
    late = {each.target for each in held if each.due < now - LATE}

    def place(each: Owed) -> tuple[str, datetime]:
        return (each.target, now if each.target in late else each.due)

    ordered = sorted(held, key=lambda each: (place(each), each.due, each.milestone, each.id))
    return [part for (target, _), group in groupby(ordered, key=place) for part in _cut(target, group, target in late)]


def _cut(target: str, group: Iterable[Owed], is_late: bool) -> Iterator[Part]:
    by_milestone: dict[str, list[Owed]] = {}
    for each in group:
        by_milestone.setdefault(each.milestone, []).append(each)
    milestones = list(by_milestone.values())
    due = max(each.due for held in milestones for each in held)
    for start in range(0, len(milestones), MOST_ENTRIES):
        held = [each for chunk in milestones[start : start + MOST_ENTRIES] for each in chunk]
        yield Part(target, due, is_late, tuple(each.id for each in held))
