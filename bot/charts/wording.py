"""Amounts and days as pictures say them, short enough to stand beside a bar."""

from datetime import date

from bot.answers.wording import usd
from bot.charts.spec import OTHER, Frame
from bot.i18n import _, in_chinese, in_script, word
from db.money import format_usd_zh

#: From so many dollars on an amount in 亿 has so many digits after the point: four digits are read at a glance.
_ROUNDED = ((10**11, 0), (10**10, 1))


def amount(dollars: int | None) -> str:
    """Say an amount: $1.25B, in Chinese 12.5亿 (the units of the picture say of what)."""
    if dollars is None or not in_chinese():
        return usd(dollars)
    for least, digits in _ROUNDED:
        if dollars >= least:
            return in_script(f"{round(dollars / 10**8, digits):g}亿")
    return in_script(format_usd_zh(dollars).removesuffix("美元"))


def short(dollars: int | None, digits: int = 3) -> str:
    """Say an amount in a few digits, which is as much as a bar can be read; a dash where none is known."""
    if not dollars:
        return "–" if dollars is None else amount(0)
    return amount(round(dollars, digits - len(str(dollars))))


def as_of(day: date) -> str:
    """Say of which day a picture is."""
    return _("as of {day}", day=day)


def source_line(frame: Frame) -> str:
    """Say where what is shown comes from, and of which day it is."""
    if not frame.source:
        return as_of(frame.as_of)
    return _("{day}, source: {publishers}", day=as_of(frame.as_of), publishers=frame.source)


def kind(name: str) -> str:
    """Name a modality, an area or a type of deal, or what is of none of those shown."""
    return _("other or not stated") if name == OTHER else word(name)
