"""The first line of a reminder: what is happening, told from the day on which it is read."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.answers.wording import aside, clauses, plural
from bot.i18n import N_, _
from db.queries.milestones import Outlook
from db.reminders.outbox import Member

_MOVED = {"slip": N_("Slipped: {moved}"), "pull-in": N_("Pulled in: {moved}"), "firmed": N_("Firmed: {moved}")}
_ENDED = {"done": N_("Reached: {day}"), "missed": N_("Missed: {day}"), "cancelled": N_("Cancelled: {day}")}
#: What is told of a day by how far off it is; further off, by the number of days.
_EXPECTED = {0: N_("Expected today"), 1: N_("Expected tomorrow"), -1: N_("Expected yesterday")}
_OPENS = {0: N_("window opens today"), 1: N_("window opens tomorrow"), -1: N_("window opened yesterday")}
_CLOSES = {0: N_("window closes today"), 1: N_("window closes tomorrow"), -1: N_("window closed yesterday")}


def headline(outlook: Outlook, members: Sequence[Member], today: date) -> tuple[str, str]:
    """Say why this is posted, and give how it looks (soon, overdue, news, result). Results outweigh news, news outweighs days."""
    by_point = {each.point: each for each in members}
    if "result" in by_point:
        day = outlook.milestone.actual_date or _("day not recorded")
        return _(_ENDED[outlook.milestone.status], day=day), "result"
    if "new" in by_point:
        return _("New: expected {when}", when=outlook.said.guidance) if outlook.said else _("New: no date yet"), "news"
    for point, verb in _MOVED.items():
        if point in by_point:
            return _moved(outlook, by_point[point], verb), "news"
    if outlook.is_overdue(today) and outlook.span is not None:
        return _("Overdue: was expected until {day}, no result recorded", day=outlook.span.end), "overdue"
    return _ahead(outlook, members, today), "soon"


def _moved(outlook: Outlook, member: Member, verb: str) -> str:
    move = next((each for each in outlook.moves if each.after.key == member.guidance), None)
    if move is None:
        return _(verb, moved=outlook.said.guidance if outlook.said else _("no date given"))
    by = _("{days:+,} d", days=move.days) if move.days else ""
    return _(verb, moved=aside(f"{move.before.guidance} → {move.after.guidance}", by))


def _ahead(outlook: Outlook, members: Sequence[Member], today: date) -> str:
    span = outlook.span
    if span is None or span.start is None or span.end is None:
        return _("Expected")
    if span.is_day:
        return _away(span.start, today, _EXPECTED, (N_("Expected in {days}"), N_("Expected {days} ago")))
    is_closing = any("closing" in each.label for each in members) or span.start <= today
    opening = _away(span.start, today, _OPENS, (N_("window opens in {days}"), N_("window opened {days} ago")))
    closing = _away(span.end, today, _CLOSES, (N_("window closes in {days}"), N_("window closed {days} ago")))
    if is_closing and any("opening" in each.label for each in members):
        return sentence(clauses([opening, closing]))
    return sentence(closing if is_closing else opening)


def sentence(words: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return words[:1].upper() + words[1:]


def _away(day: date, today: date, near: Mapping[int, str], far: tuple[str, str]) -> str:
    """Say how far off a day is: today, tomorrow, yesterday, or in so many days, or so many days ago."""
    days = (day - today).days
    return _(near[days]) if days in near else _(far[days < 0], days=plural(abs(days), "day"))


#: What each label of a point means, for those who ask why: on the day itself, and so many days before.
_POINTS: dict[str, tuple[str, str]] = {
    "opening": (N_("the day the window opens"), N_("{days} before the window opens")),
    "closing": (N_("the day the window closes"), N_("{days} before the window closes")),
    "day": (N_("the day itself"), N_("{days} before the day")),
}
_NEWS: dict[str, str] = {
    "overdue": N_("the day after the window closed without a result"),
    "slip": N_("the guidance slipped"),
    "pull-in": N_("the guidance was pulled in"),
    "firmed": N_("the guidance became firmer"),
    "new": N_("it was entered"),
    "result": N_("its result was recorded"),
    "snoozed": N_("somebody asked to be reminded again"),
}


def explained(label: str) -> str:
    """Say in words what a point is: "7 days before the window closes"."""
    return _(" and ").join(map(_explained, label.split("+")))


def _explained(part: str) -> str:
    name, dash, lead = part.rpartition("-")
    if dash and name in _POINTS:
        on_the_day, before = _POINTS[name]
        return _(before, days=plural(int(lead), "day")) if int(lead) else _(on_the_day)
    return _(_NEWS[part]) if part in _NEWS else part
