"""What somebody types after !remind: "phase 3 oncology 60d 14d 1d at 08:30 tz Europe/London mention @Team"."""

import re
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from zoneinfo import available_timezones

from rapidfuzz import process

from bot.answers.wording import alternatives, listed
from bot.i18n import _
from bot.language import understand
from bot.language.query import Query
from bot.reminders.errors import RefusedError
from db.connection import Connection
from db.filters import MilestoneFilter
from db.periods.readings_zh import number_of
from db.reminders.models import LONGEST_LEAD, MOST_LEADS, Rule

_MENTION = re.compile(r"(?:\bmention\s+|提及\s*|通知\s*)?<@&(?P<role>\d+)>", re.IGNORECASE)
_NO_MENTION = re.compile(r"\bmention\b|提及|通知|(?<!\S)@\w", re.IGNORECASE)
_AT = re.compile(r"\bat\s+(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2}))?\s*(?P<half>[ap]m)?(?![\w:])", re.IGNORECASE)
_HALF_DAY = re.compile(r"(?<![\w:])(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2}))?\s*(?P<half>[ap]m)\b", re.IGNORECASE)
#: 08:30, 早上8点半, 每天下午3点
_CLOCK = re.compile(
    r"(?:(?:每天|每日|在)\s*)*(?P<half>早上|早晨|上午|中午|下午|晚上)?\s*(?<![\d:])(?P<hour>\d{1,2})"
    r"(?:[:：](?P<minute>\d{2})|点(?:(?P<past>\d{1,2})分?|(?P<mid>半))?)\s*(?![\d:])"
)
_TIMES = (_AT, _HALF_DAY, _CLOCK)
_AFTERNOON = ("pm", "下午", "晚上")
_TZ = re.compile(r"(?:\b(?:tz|timezone)\s+|时区\s*[:：]?\s*)(?P<tz>[\w/+-]+)", re.IGNORECASE)
_LEAD = re.compile(
    r"(?<![A-Za-z\d_-])(?P<count>\d{1,4})\s*(?P<unit>天|日|周|星期|(?:d|days?|w|weeks?)(?!\w))", re.IGNORECASE
)
_SPELLED = re.compile(r"[一二两三四五六七八九十百]{1,4}(?=\s*(?:天|日|周|星期|点))")
_ON_THE_DAY = re.compile(r"\bon the day\b|当天|当日", re.IGNORECASE)
_FILLING = re.compile(
    r"\b(?:before|and|about|every|of|for)\b|提前|之前|[,，、]|(?<!\S)(?:和|及|前)(?!\S)", re.IGNORECASE
)
_EVERYTHING = re.compile(r"\s*(?:everything|all|any|全部|所有|一切)?\s*", re.IGNORECASE)
_DAYS_OF = {"w": 7, "周": 7, "星": 7}
#: Time zones by their names in Chinese.
_ZONES_ZH = {
    "北京": "Asia/Shanghai",
    "上海": "Asia/Shanghai",
    "中国": "Asia/Shanghai",
    "香港": "Asia/Hong_Kong",
    "台北": "Asia/Taipei",
    "新加坡": "Asia/Singapore",
    "东京": "Asia/Tokyo",
    "首尔": "Asia/Seoul",
    "伦敦": "Europe/London",
    "巴黎": "Europe/Paris",
    "苏黎世": "Europe/Zurich",
    "纽约": "America/New_York",
    "波士顿": "America/New_York",
    "旧金山": "America/Los_Angeles",
    "洛杉矶": "America/Los_Angeles",
}


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
    text, role = _taken(_MENTION, _in_figures(text))
    if _NO_MENTION.search(text):
        raise RefusedError(
            _("choose the role from the list that Discord shows after @: mention @Team is a mention only then")
        )
    text, at = _taken(next((form for form in _TIMES if form.search(text)), _AT), text)
    text, tz = _taken(_TZ, text)
    lead_times = _leads(text)
    if lead_times:
        text = _FILLING.sub(" ", _LEAD.sub(" ", _ON_THE_DAY.sub(" ", text)))
    return Asked(
        *_subject(db, " ".join(text.split()), today),
        leads=lead_times,
        at=_time(at) if at else None,
        tz=time_zone(tz["tz"]) if tz else None,
        mention=int(role["role"]) if role else None,
    )


@dataclass(frozen=True, slots=True)
class Options:
    """The same, each part by itself as a form has it; empty for what was left out."""

    what: str = ""
    leads: str = ""
    at: str = ""
    tz: str = ""
    mention: int | None = None


def read_options(db: Connection, given: Options, today: date) -> Asked:
    """Read the parts of a form.

    Raises:
        RefusedError: one of them cannot be read; the sentence says what to type.
    """
    return Asked(
        *_subject(db, " ".join(given.what.split()), today),
        leads=lead_times(_in_figures(given.leads)) if given.leads.strip() else None,
        at=clock_time(_in_figures(given.at)) if given.at.strip() else None,
        tz=time_zone(given.tz) if given.tz.strip() else None,
        mention=given.mention,
    )


def _in_figures(text: str) -> str:
    """Write 三十天, 两周 and 八点 with figures."""
    return _SPELLED.sub(lambda match: str(number_of(match[0])), text)


def _subject(db: Connection, what: str, today: date) -> tuple[str | None, MilestoneFilter | None]:
    if not what:
        return None, None
    return ("", MilestoneFilter()) if _EVERYTHING.fullmatch(what) else (what, _wanted(db, what, today))


def lead_times(text: str) -> tuple[int, ...]:
    """Read lead times that stand alone: "60d 14d 1d", "2w", or bare numbers of days.

    Raises:
        RefusedError: there is something else.
    """
    spelled = re.sub(r"(?<!\S)(\d{1,4})(?=[\s,，、]|$)", r"\1d", text)
    found = _leads(spelled)
    if found is None or _FILLING.sub(" ", _LEAD.sub(" ", _ON_THE_DAY.sub(" ", spelled))).strip():
        raise RefusedError(_("“{text}” are no lead times: write days such as 30d 7d 1d 0d", text=text.strip()[:40]))
    return found


def time_zone(name: str) -> str:
    """Give the name of a time zone, however it is capitalised; a city is enough.

    Raises:
        RefusedError: there is none of that name; the nearest are named.
    """
    known = _zones()
    key = name.strip().replace(" ", "_").casefold().removesuffix("时间")
    if key in known:
        return known[key]
    near = [known[each] for each, *_ in process.extract(key, list(known), limit=3)]
    raise RefusedError(_("there is no time zone {name}; did you mean {near}?", name=name[:40], near=alternatives(near)))


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    full = {each.casefold(): each for each in available_timezones() if not each.startswith(("posix", "right"))}
    cities = {each.rpartition("/")[2]: zone for each, zone in full.items() if "/" in each}
    return {**_ZONES_ZH, **cities, **full}


def clock_time(text: str) -> time:
    """Read a time of day such as 08:30.

    Raises:
        RefusedError: it is none.
    """
    said = text.strip()
    match = _AT.fullmatch(f"at {said}") or next(filter(None, (form.fullmatch(said) for form in _TIMES)), None)
    if match is None:
        raise RefusedError(_("{text} is no time of day: write 08:30", text=text[:20]))
    return _time(match)


def _time(match: re.Match[str]) -> time:
    said = match.groupdict()
    minute = 30 if said.get("mid") else int(said["minute"] or said.get("past") or 0)
    hour, half = int(match["hour"]), (said["half"] or "").lower()
    if half in ("am", "pm", "下午", "晚上") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise RefusedError(_("{text} is no time of day: write 08:30", text=match[0].strip())) from error


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    match = pattern.search(text)
    return (f"{text[: match.start()]} {text[match.end() :]}", match) if match else (text, None)


def _leads(text: str) -> tuple[int, ...] | None:
    found = {int(each["count"]) * _DAYS_OF.get(each["unit"][0].lower(), 1) for each in _LEAD.finditer(text)}
    if _ON_THE_DAY.search(text):
        found.add(0)
    if found and (max(found) > LONGEST_LEAD or len(found) > MOST_LEADS):
        raise RefusedError(
            _(
                "lead times are up to {most}, each of at most {longest} days, such as 30d 7d 1d 0d",
                most=MOST_LEADS,
                longest=LONGEST_LEAD,
            )
        )
    return tuple(sorted(found, reverse=True)) or None


def _wanted(db: Connection, what: str, today: date) -> MilestoneFilter:
    query = understand(db, f"!milestones {what}", today)
    wanted = query.milestones
    if query.kind != "milestones" or wanted is None or query.ignored:
        raise RefusedError(_near(query) or _not_understood(listed(query.ignored) or what))
    if wanted.period or wanted.slipped or wanted.dateless or wanted.state not in ("any", "expected"):
        raise RefusedError(
            _("a rule is about all that comes, whenever: leave dates and states out of “{words}”", words=what[:80])
        )
    return wanted.model_copy(update={"state": "any"})


def _near(query: Query) -> str:
    """Give what is said where a name is nearly one that there is; nothing where only examples could be given."""
    names = query.suggestions and not query.suggestions[0].startswith(("!milestones", "!deals"))
    return (query.message or "") if names else ""


def _not_understood(words: str) -> str:
    return _(
        "I do not understand “{words}”: name a drug, company, area, phase, kind or region, such as AK112 phase 3",
        words=words[:80],
    )
