"""The first line of a reminder: what is happening, told from the day on which it is read."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.answers.wording import plural
from db.queries.milestones import Outlook
from db.reminders.outbox import Member

_MOVED = {"slip": "Slipped", "pull-in": "Pulled in", "firmed": "Firmed"}
_ENDED = {"done": "Reached", "missed": "Missed", "cancelled": "Cancelled"}
_WHEN = {0: "today", 1: "tomorrow", -1: "yesterday"}


def headline(outlook: Outlook, members: Sequence[Member], today: date) -> tuple[str, str]:
    """Say why this is posted, and give how it looks (soon, overdue, news, result). Results outweigh news, news outweighs days."""
    by_point = {each.point: each for each in members}
    if "result" in by_point:
        ended = _ENDED.get(outlook.milestone.status, outlook.milestone.status.capitalize())
        return f"{ended}: {outlook.milestone.actual_date or 'day not recorded'}", "result"
    if "new" in by_point:
        return f"New: expected {outlook.said.guidance if outlook.said else 'some day'}", "news"
    for point, verb in _MOVED.items():
        if point in by_point:
            return _moved(outlook, by_point[point], verb), "news"
    if outlook.is_overdue(today) and outlook.span is not None:
        return f"Overdue: was expected until {outlook.span.end}, no result recorded", "overdue"
    return _ahead(outlook, members, today), "soon"


def _moved(outlook: Outlook, member: Member, verb: str) -> str:
    move = next((each for each in outlook.moves if each.after.key == member.guidance), None)
    if move is None:
        return verb
    by = f" ({move.days:+,} days)" if move.days else ""
    return f"{verb}: {move.before.guidance} → {move.after.guidance}{by}"


def _ahead(outlook: Outlook, members: Sequence[Member], today: date) -> str:
    span = outlook.span
    if span is None or span.start is None or span.end is None:
        return "Expected"
    if span.is_day:
        return f"Expected {away(span.start, today)}"
    is_closing = any("closing" in each.label for each in members) or span.start <= today
    opening = f"Window {'opens' if span.start >= today else 'opened'} {away(span.start, today)}"
    closing = f"window closes {away(span.end, today)}"
    if is_closing and any("opening" in each.label for each in members):
        return f"{opening}, {closing}"
    return sentence(closing) if is_closing else opening


def sentence(words: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return words[:1].upper() + words[1:]


def away(day: date, today: date) -> str:
    """Say how far off a day is."""
    days = (day - today).days
    if days in _WHEN:
        return _WHEN[days]
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"


#: What each label of a point means, for those who ask why.
EXPLAINED: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("opening", lambda lead: "the day the window opens" if lead == "0" else f"{_days(lead)} before the window opens"),
    ("closing", lambda lead: "the day the window closes" if lead == "0" else f"{_days(lead)} before the window closes"),
    ("day", lambda lead: "the day itself" if lead == "0" else f"{_days(lead)} before the day"),
    ("overdue", lambda _: "the day after the window closed without a result"),
    ("slip", lambda _: "the guidance slipped"),
    ("pull-in", lambda _: "the guidance was pulled in"),
    ("firmed", lambda _: "the guidance became firmer"),
    ("new", lambda _: "it was entered"),
    ("result", lambda _: "its result was recorded"),
    ("snoozed", lambda _: "somebody asked to be reminded again"),
)


def explained(label: str) -> str:
    """Say in words what a point is: "7 days before the window closes"."""
    said = []
    for part in label.split("+"):
        name, _, lead = part.rpartition("-") if part.rpartition("-")[2].isdigit() else (part, "", "")
        said.append(next((say(lead) for known, say in EXPLAINED if known == name), part))
    return " and ".join(said)


def _days(lead: str) -> str:
    return plural(int(lead or 0), "day")
