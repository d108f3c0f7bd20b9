"""Milestones as calendars: an .ics file, and the plan that keeps a server's scheduled events in step with firm dates."""

from collections.abc import Mapping
from datetime import datetime

from bot.answers.model import Answer
from bot.answers.wording import clauses, plural
from bot.calendars.asking import milestones_query
from bot.calendars.entries import Entry, entries
from bot.exports.file import File, NothingToGiveError, file_name
from bot.i18n import _

__all__ = ["Entry", "calendar", "entries", "milestones_query"]


def calendar(answer: Answer, drugs: Mapping[str, str], now: datetime) -> File:
    """Put the milestones of an answer into an .ics file; the sentence says how many, and how many have no date.

    ``drugs`` are the names of drugs by id. ``now`` (with a time zone) stamps the file, and its day is the day it speaks of.

    Raises:
        NothingToGiveError: none of the answer's rows is a milestone with a window or a day.
    """
    from bot.calendars import icsfile  # noqa: PLC0415  icalendar takes a while to load

    found, undated = entries(answer, drugs, now.date())
    if not found:
        raise NothingToGiveError(answer, "calendar")
    data = icsfile.write(found, answer.page.title, now)
    return File(file_name(answer, now.date(), "ics"), data, _sentence(answer, found, undated))


def _sentence(answer: Answer, found: list[Entry], undated: int) -> str:
    firm = sum(each.is_firm and each.state == "open" for each in found)
    parts = [
        plural(len(found), "milestone"),
        _("{count:,} of them on a firm date", count=firm) if firm else "",
        _("{count:,} without a date left out", count=undated) if undated else "",
    ]
    return _("{title}: {rest}", title=answer.page.title, rest=clauses(part for part in parts if part))
