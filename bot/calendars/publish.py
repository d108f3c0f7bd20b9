"""Which of a server's scheduled events to create, move and cancel, so that each firm date to come has exactly one.

Planning only: what is there comes in as data, what is to be done goes out as data. An event is known as one of ours by a
marker at the end of its description; whatever has none belongs to somebody else and is never touched.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.calendars.entries import Entry
from bot.render.markdown import fitted, plain, size

#: Discord's limits.
NAME_ROOM, DESCRIPTION_ROOM, LOCATION_ROOM = 100, 1000, 100
MOST_EVENTS = 100
_LINE_ROOM = 300
_SOURCES_SHOWN = 3

#: When a day's event starts and ends: a firm date has no time of day, and an event must have one.
_OPENS, _CLOSES = time(9), time(18)
_MARKER = re.compile(r"\[readout:([a-z0-9-]{1,120})\]\s*$")


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as it should be; times have a time zone."""

    milestone: str
    name: str
    description: str
    start: datetime
    end: datetime
    location: str


@dataclass(frozen=True, slots=True)
class Published:
    """An event that a server has. ``is_running`` once it has started: it can no longer be moved."""

    id: int
    name: str
    description: str
    start: datetime
    end: datetime | None
    location: str = ""
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class Create:
    """Make a new event."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Move:
    """Change an event to what it should be: another day, or other words."""

    event: int
    draft: Draft


@dataclass(frozen=True, slots=True)
class Cancel:
    """Take an event away; ``why`` is for the log and the person who asked."""

    event: int
    milestone: str
    why: str


Action = Create | Move | Cancel


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in this order, and how many dates found no room in the server."""

    actions: tuple[Action, ...]
    no_room: int = 0


def marker(milestone: str) -> str:
    """Give what an event's description ends in when it belongs to a milestone."""
    return f"[readout:{milestone}]"


def milestone_of(description: str) -> str | None:
    """Give the milestone that an event belongs to; None for events of others."""
    match = _MARKER.search(description)
    return match[1] if match else None


def plan(entries: Iterable[Entry], published: Sequence[Published], now: datetime) -> Plan:
    """Compare the milestones of a server with its events; carrying out the plan and planning again gives an empty one.

    ``now`` carries the time zone in which a day's event starts. ``entries`` are all milestones that the server follows: an
    event of one that is not among them, or has no firm date any more, is cancelled. What has started ends by itself.
    """
    drafts = {entry.id: _draft(entry, now) for entry in _ahead(entries, now)}
    ours: dict[str, list[Published]] = {}
    for event in sorted(published, key=lambda each: each.id):
        milestone = milestone_of(event.description)
        if milestone is not None and event.start > now and not event.is_running:
            ours.setdefault(milestone, []).append(event)
    cancels = tuple(_cancels(ours, drafts))
    moves = tuple(
        Move(ours[key][0].id, draft) for key, draft in drafts.items() if key in ours and _differs(ours[key][0], draft)
    )
    missing = [draft for key, draft in drafts.items() if key not in ours]
    room = max(MOST_EVENTS - (len(published) - len(cancels)), 0)
    creates = tuple(Create(draft) for draft in missing[:room])
    return Plan((*cancels, *moves, *creates), no_room=len(missing) - len(creates))


def _ahead(entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """Keep the firm dates whose events can still be made, the soonest first; the later ones are left when room runs out."""
    firm = (each for each in entries if each.state == "open" and each.is_firm)
    return sorted((each for each in firm if _at(each, _OPENS, now) > now), key=lambda each: (each.start, each.id))


def _at(entry: Entry, hour: time, now: datetime) -> datetime:
    return datetime.combine(entry.start, hour, now.tzinfo)


def _draft(entry: Entry, now: datetime) -> Draft:
    last = marker(entry.id)
    lines, room = [], DESCRIPTION_ROOM - len(last) - 2
    for line in (*entry.details, *entry.sources[:_SOURCES_SHOWN]):
        shown = fitted(line, min(_LINE_ROOM, room))
        room -= size(shown) + 1
        if room < 0 or not shown:
            break
        lines.append(shown)
    return Draft(
        milestone=entry.id,
        name=_cut(entry.name, NAME_ROOM),
        description="\n".join((*lines, "", last)),
        start=_at(entry, _OPENS, now),
        end=_at(entry, _CLOSES, now),
        location=_cut(", ".join(entry.categories), LOCATION_ROOM),
    )


def _cut(text: str, room: int) -> str:
    """Cut a text that is shown without Markdown."""
    text = plain(text) or "–"
    if size(text) <= room:
        return text
    text = text[: room - 1]
    while size(text) > room - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _cancels(ours: dict[str, list[Published]], drafts: dict[str, Draft]) -> Iterable[Cancel]:
    for milestone, events in ours.items():
        stays = milestone in drafts
        why = "stood twice" if stays else "has no firm date to come"
        yield from (Cancel(event.id, milestone, why) for event in events[1 if stays else 0 :])


def _differs(event: Published, draft: Draft) -> bool:
    now_is = (event.name, event.description, event.start, event.end, event.location)
    return now_is != (draft.name, draft.description, draft.start, draft.end, draft.location)
