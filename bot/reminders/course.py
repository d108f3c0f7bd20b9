"""What was in force when: the course of a milestone's guidance, moment by moment."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime

from db import guidance
from db.guidance import Move
from db.models import Guidance
from db.reminders.models import Timeline


@dataclass(frozen=True, slots=True)
class Course:
    """Which guidance was in force from which moment on; a statement made later changes nothing before it was known."""

    timeline: Timeline
    turns: tuple[datetime, ...]
    in_force: tuple[Guidance | None, ...]

    @classmethod
    def of(cls, timeline: Timeline) -> "Course":
        """Work out the course of a milestone."""
        if len(timeline.statements) == 1:
            only = timeline.statements[0]
            return cls(timeline, (only.known,), (only.said,))
        turns = sorted({each.known for each in timeline.statements})
        in_force = tuple(guidance.current(_known(timeline, turn)) for turn in turns)
        return cls(timeline, tuple(turns), in_force)

    def at(self, moment: datetime) -> Guidance | None:
        """Give the guidance in force at a moment."""
        place = bisect_right(self.turns, moment)
        return self.in_force[place - 1] if place else None

    def is_open(self, moment: datetime) -> bool:
        """Tell whether no result was known yet."""
        result = self.timeline.result
        return result is None or moment < result.known

    def moves_known_at(self, moment: datetime) -> list[Move]:
        """Give the moves that the statements brought which became known at that very moment."""
        new = {each.said.key for each in self.timeline.statements if each.known == moment}
        return [move for move in guidance.moves(_known(self.timeline, moment)) if move.after.key in new]


def _known(timeline: Timeline, moment: datetime) -> list[Guidance]:
    return [each.said for each in timeline.statements if each.known <= moment]
