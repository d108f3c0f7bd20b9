"""Periods, dates and guidance as they are said in the language of an answer. What has no set form is shown as it was given."""

import calendar
import re
from collections.abc import Callable

from bot.i18n import N_, _, in_chinese

_YEAR = r"(?P<year>\d{4})"
_PARTS_ZH = {"early": "初", "mid": "年中", "late": "末", "end": "底"}
_QUARTERS_ZH = {"1": "一", "2": "二", "3": "三", "4": "四"}
_HALVES_ZH = {"1": "上半年", "2": "下半年"}


def _part(match: re.Match[str]) -> str:
    part = match["part"]
    return f"{match['year']}{'' if part == 'mid' else '年'}{_PARTS_ZH[part]}"


_MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if name}
_QUARTER = re.compile(r"Q(?P<q>[1-4])")
_WITHIN = re.compile(r"(?:(?P<part>early|mid|late)[- ])?(?:(?P<day>\d{1,2}) )?(?P<month>[A-Z][a-z]{2})[a-z]*")
_MONTH_PARTS_ZH = {"early": "初", "mid": "中旬", "late": "下旬", None: ""}


def _within_year(text: str) -> str | None:
    """Say a span within a year: "Jan-Oct", "to mid-Feb", "Q1-Q3", "Jan to 29 Aug"; None if it is none."""
    first, between, last = text.partition(" to ") if " to " in text else text.partition("-")
    if text.startswith("to "):
        said = _within_year(text.removeprefix("to "))
        return said and f"年初至{said}"
    if between and not first.islower():
        ends = [_within_year(first), _within_year(last)]
        return "至".join(each for each in ends if each) if all(ends) else None
    if match := _QUARTER.fullmatch(text):
        return f"第{_QUARTERS_ZH[match['q']]}季度"
    match = _WITHIN.fullmatch(text)
    if match is None or match["month"] not in _MONTHS:
        return None
    day = f"{match['day']}日" if match["day"] else ""
    return f"{_MONTHS[match['month']]}月{day}{_MONTH_PARTS_ZH[match['part']]}"


def _of_year(match: re.Match[str]) -> str:
    within = _within_year(match["within"])
    if within is None:
        return match.group()
    return f"{match['year']}{'' if within.startswith('年') else '年'}{within}"


#: Set forms that stand for a span by themselves, with what they are in Chinese.
_UNITS_ZH: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"{_YEAR}"), lambda match: f"{match['year']}年"),
    (re.compile(rf"(?:H(?P<half>[12]) {_YEAR})"), lambda match: f"{match['year']}年{_HALVES_ZH[match['half']]}"),
    (re.compile(rf"{_YEAR}[- ]H(?P<half>[12])"), lambda match: f"{match['year']}年{_HALVES_ZH[match['half']]}"),
    (re.compile(rf"Q(?P<q>[1-4]) {_YEAR}"), lambda match: f"{match['year']}年第{_QUARTERS_ZH[match['q']]}季度"),
    (re.compile(rf"{_YEAR}[- ]Q(?P<q>[1-4])"), lambda match: f"{match['year']}年第{_QUARTERS_ZH[match['q']]}季度"),
    (re.compile(rf"(?P<part>early|mid|late)[- ]{_YEAR}"), _part),
    (re.compile(rf"(?P<part>end) of {_YEAR}"), _part),
    (re.compile(rf"{_YEAR} (?P<within>(?:to )?(?:early |mid-|late |\d+ )?[A-Z].*)"), _of_year),
    (re.compile(rf"{_YEAR}-(?P<to>\d{{4}})"), lambda match: f"{match['year']}年至{match['to']}年"),
)
#: Forms with a span in them, the most telling words first.
_AROUND_ZH: tuple[tuple[str, str], ...] = (
    (r"(\d{4}) year to date", "{}初至今"),
    ("(.+) to (.+)", "{}至{}"),
    ("(.+) or (.+)", "{}或{}"),
    ("(?:since|from) (.+)", "{}起"),
    ("after (.+)", "{}之后"),
    ("before (.+)", "{}之前"),
    (r"by (\d{4})", "{}内"),  # "by 2026" is in the course of it
    ("by (.+)", "{}前"),
    ("(?:until|through|up to) (.+)", "截至{}"),
    ("within (.+)", "{}内"),
    ("about (.+)", "约{}"),
    ("later in (.+)", "{}晚些时候"),
    ("completes (.+)", "预计{}完成"),
    ("end of (.+)", "{}底"),
    ("primary completion (.+)", "主要完成日期{}"),
    ("study completion (.+)", "研究完成日期{}"),
    ("(.+) end", "{}末"),
    (r"(.+) \(not complete\)", "{}（尚未完整）"),
)
_AROUND = tuple((re.compile(form), said) for form, said in _AROUND_ZH)


#: A day or month that stands by itself: not within an id or an address, and not in an English text that is quoted.
_DAY = re.compile(
    r"(?<![A-Za-z0-9_/.-])(?<![A-Za-z][ ])(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?"
    r"(?![A-Za-z0-9_/-]|\.[A-Za-z0-9])"
)


def days_in_words(text: str) -> str:
    """Write the days and months of a text as Chinese does: 2025-05-20 is 2025年5月20日."""
    return _DAY.sub(_day, text)


def _day(match: re.Match[str]) -> str:
    day = f"{int(match['day'])}日" if match["day"] else ""
    return f"{match['year']}年{int(match['month'])}月{day}"


def spelled(span: object) -> str:
    """Say a period, a date or a guidance: "H1 2026" is 2026年上半年; days stay as they are."""
    text = str(span)
    return _in_chinese(text) if in_chinese() else text


def _in_chinese(text: str) -> str:
    for form, unit in _UNITS_ZH:
        if match := form.fullmatch(text):
            return unit(match)
    for form, around in _AROUND:
        if match := form.fullmatch(text):
            parts = [_in_chinese(part) for part in match.groups()]
            return text if any(_LATIN.search(part) for part in parts) else around.format(*parts)
    return _(text) if text in _SET else text


#: A part that has no set form: the whole is shown as it was given.
_LATIN = re.compile(r"[A-Za-z]{2}")
#: Guidance without a window.
_SET = (N_("near term"), N_("timing under evaluation"))
