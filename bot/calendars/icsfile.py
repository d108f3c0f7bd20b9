"""Entries as iCalendar (RFC 5545)."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from importlib.metadata import version

from icalendar import Alarm, Calendar, Event

from bot.calendars.entries import Entry
from bot.i18n import _
from bot.render.markdown import plain

#: Alarms at nine in the morning, seven days and one day before; the days of an entry start at midnight.
_ALARMS = (timedelta(days=-6, hours=-15), timedelta(hours=-15))
_STATUS = {"open": "TENTATIVE", "reached": "CONFIRMED", "cancelled": "CANCELLED"}
_SIGNS = {"open": "", "reached": "✓ ", "cancelled": "✗ "}


def write(entries: Sequence[Entry], title: str, now: datetime) -> bytes:
    """Give a calendar with one all-day event an entry; ``now``, with a time zone, is when it was made."""
    made = Calendar()
    made.add("prodid", f"-//Readout//Readout {version('readout')}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", plain(title))
    made.add("x-wr-calname", plain(title))
    for entry in entries:
        made.add_component(_event(entry, now))
    data: bytes = made.to_ical()
    return data


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end + timedelta(days=1))  # the end is the first day after
    event.add("sequence", entry.sequence)
    if entry.changed is not None:
        event.add("last-modified", datetime.combine(entry.changed, time(), UTC))
    event.add("summary", plain(_summary(entry)))
    event.add("description", "\n".join(map(plain, (*entry.details, *_sources(entry)))))
    if url := next((each for each in entry.sources if each.startswith("http")), None):
        event.add("url", url)
    event.add("categories", [shown for each in entry.categories if (shown := plain(each))])
    event.add("status", _STATUS["reached"] if entry.state == "open" and entry.is_firm else _STATUS[entry.state])
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    if entry.state == "open" and entry.is_firm and entry.start >= now.date():
        for before in _ALARMS:
            event.add_component(_alarm(entry, before))
    return event


def _summary(entry: Entry) -> str:
    window = f" ({entry.said})" if entry.state == "open" and not entry.is_firm else ""
    return f"{_SIGNS[entry.state]}{entry.name}{window}"


def _sources(entry: Entry) -> tuple[str, ...]:
    return ("", f"{_('Sources')}:", *entry.sources) if entry.sources else ()


def _alarm(entry: Entry, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", plain(entry.name))
    return alarm
