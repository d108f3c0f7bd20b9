"""What somebody types after !remind: "phase 3 oncology 60d 14d 1d at 08:30 tz Europe/London mention @Team"."""

import re
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from zoneinfo import available_timezones

from rapidfuzz import process

from bot.language import understand
from bot.reminders.errors import RefusedError
from db.connection import Connection
from db.filters import MilestoneFilter
from db.reminders.models import LONGEST_LEAD, MOST_LEADS, Rule

_MENTION = re.compile(r"(?:\bmention\s+)?<@&(?P<role>\d+)>", re.IGNORECASE)
_AT = re.compile(r"\bat\s+(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2}))?\s*(?P<half>[ap]m)?(?![\w:])", re.IGNORECASE)
_TZ = re.compile(r"\b(?:tz|timezone)\s+(?P<tz>[\w/+-]+)", re.IGNORECASE)
_LEAD = re.compile(r"(?<![\w-])(?P<count>\d{1,4})\s*(?P<unit>d|days?|w|weeks?|天|日|周)(?!\w)", re.IGNORECASE)
_FILLING = re.compile(r"\b(?:before|and|on the day|about|every|of|for)\b|[,，、]", re.IGNORECASE)
_EVERYTHING = re.compile(r"\s*(?:everything|all|any|全部|所有)?\s*", re.IGNORECASE)
_DAYS_OF = {"w": 7, "周": 7}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; None for what was not mentioned."""

    what: str | None = None
    wanted: MilestoneFilter | None = None
    leads: tuple[int, ...] | None = None
    at: time | None = None
    tz: str | None = None
    mention: int | None = None

    def applied(self, rule: Rule) -> Rule:
        """Give a rule with what was asked for instead of what it had."""
        given = {
            "what": self.what,
            "wanted": self.wanted,
            "leads": self.leads,
            "at": self.at,
            "tz": self.tz,
            "mention": self.mention,
        }
        return rule.model_copy(update={key: value for key, value in given.items() if value is not None})


def read(db: Connection, text: str, today: date) -> Asked:
    """Read what was typed.

    Raises:
        RefusedError: a part of it cannot be read; the sentence says what to type.
    """
    text, role = _taken(_MENTION, text)
    text, at = _taken(_AT, text)
    text, tz = _taken(_TZ, text)
    leads = _leads(text)
    what = " ".join(_FILLING.sub(" ", _LEAD.sub(" ", text)).split()) if leads else " ".join(text.split())
    is_everything = _EVERYTHING.fullmatch(what) is not None
    wanted = None if not what else MilestoneFilter() if is_everything else _wanted(db, what, today)
    return Asked(
        what=None if not what else "" if is_everything else what,
        wanted=wanted,
        leads=leads,
        at=_time(at) if at else None,
        tz=time_zone(tz["tz"]) if tz else None,
        mention=int(role["role"]) if role else None,
    )


def time_zone(name: str) -> str:
    """Give the name of a time zone, however it is capitalised; a city is enough.

    Raises:
        RefusedError: there is none of that name; the nearest are named.
    """
    known = _zones()
    key = name.casefold()
    if key in known:
        return known[key]
    near = [known[each] for each, *_ in process.extract(key, list(known), limit=3)]
    raise RefusedError(f"there is no time zone {name[:40]}; did you mean {', '.join(near)}?")


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    full = {each.casefold(): each for each in available_timezones() if not each.startswith(("posix", "right"))}
    cities = {each.rpartition("/")[2]: zone for each, zone in full.items() if "/" in each}
    return {**cities, **full}


def clock_time(text: str) -> time:
    """Read a time of day such as 08:30.

    Raises:
        RefusedError: it is none.
    """
    match = _AT.fullmatch(f"at {text.strip()}")
    if match is None:
        raise RefusedError(f"{text[:20]} is no time of day: write 08:30")
    return _time(match)


def _time(match: re.Match[str]) -> time:
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise RefusedError(f"{match[0]} is no time of day: write at 08:30") from error


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    match = pattern.search(text)
    return (f"{text[: match.start()]} {text[match.end() :]}", match) if match else (text, None)


def _leads(text: str) -> tuple[int, ...] | None:
    found = {int(each["count"]) * _DAYS_OF.get(each["unit"][0].lower(), 1) for each in _LEAD.finditer(text)}
    if "on the day" in text.lower():
        found.add(0)
    if found and (max(found) > LONGEST_LEAD or len(found) > MOST_LEADS):
        raise RefusedError(
            f"lead times are up to {MOST_LEADS}, each of at most {LONGEST_LEAD} days, such as 30d 7d 1d 0d"
        )
    return tuple(sorted(found, reverse=True)) or None


def _wanted(db: Connection, what: str, today: date) -> MilestoneFilter:
    query = understand(db, f"!milestones {what}", today)
    if query.kind != "milestones" or query.milestones is None:
        near = f" ({'; '.join(query.suggestions[:3])})" if query.suggestions else ""
        raise RefusedError(
            f"I cannot tell what “{what[:80]}” is: {query.message or 'name a drug, company or area'}{near}"
        )
    if query.ignored:
        raise RefusedError(
            f"I do not understand “{', '.join(query.ignored)[:80]}”: name a drug, company, area, phase, kind or region"
        )
    return query.milestones.model_copy(update={"period": None, "state": "any", "slipped": False})
