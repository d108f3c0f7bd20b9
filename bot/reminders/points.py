"""The days on which a window calls for a post."""

from collections.abc import Iterable
from datetime import date, timedelta

from db.periods import Period

OVERDUE = "overdue"


def points(window: Period, leads: Iterable[int]) -> dict[date, str]:
    """Give the days to post on, each with what it is: "opening-30", "closing-0", "day-7" of a firm date, "overdue".

    What falls on one day is one point: "opening-0+closing-30". A window that is open at an end has no points there.
    """
    named: dict[date, list[str]] = {}
    for name, edge in _edges(window):
        for lead in sorted(set(leads), reverse=True):
            named.setdefault(edge - timedelta(days=lead), []).append(f"{name}-{lead}")
    if window.end is not None:
        named.setdefault(window.end + timedelta(days=1), []).append(OVERDUE)
    return {day: "+".join(names) for day, names in sorted(named.items())}


def _edges(window: Period) -> list[tuple[str, date]]:
    if window.is_day and window.start is not None:
        return [("day", window.start)]
    edges = (("opening", window.start), ("closing", window.end))
    return [(name, edge) for name, edge in edges if edge is not None]
