"""What each Chinese rule of `words_zh` means: from the parts of a match to a unit or a period."""

from datetime import date

from db.periods import words_zh as words
from db.periods.readings_en import (
    Parts,
    Reading,
    ago,
    calendar_unit,
    day_word,
    edge_range,
    rolling,
    to_date,
)
from db.periods.units import Kind, Said, Unit, UnitRange
from db.periods.vague import Part, rest_of


def number_of(text: str) -> int:
    """Give the number up to 999 that figures or characters stand for: 三, 十二, 二十, 九十, 一百八十."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in {"十", "百"}:
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = words.NUMBERS[char]
    return total + digit


def year_of(parts: Parts, today: date) -> int | None:
    """Give the year that was said, None if none was."""
    if text := parts.get("year"):
        digits = (char if char.isdecimal() else str("零一二三四五六七八九".find(char)) for char in text)
        return int("".join(digits).replace("-1", "0"))
    if short := parts.get("yy"):
        return 2000 + int(short)
    if relative := parts.get("rel"):
        return today.year + words.YEARS[relative]
    return None


def _part(said: str | None) -> Part | None:
    return words.PARTS[said.removeprefix("年")] if said else None


def _first(parts: Parts, *names: str) -> int:
    return number_of(next(text for name in names if (text := parts.get(name))))


def read_day(parts: Parts, today: date) -> Said:
    """2025年5月20日, 5月20号."""
    return Unit("day", year_of(parts, today), _first(parts, "m"), _first(parts, "d"))


def read_days(parts: Parts, today: date) -> Said:
    """2025年10月17-21日."""
    year, month = year_of(parts, today), _first(parts, "m")
    return UnitRange(Unit("day", year, month, _first(parts, "d1")), Unit("day", year, month, _first(parts, "d")))


def read_month(parts: Parts, today: date) -> Said:
    """2025年5月, 5月, 6月底."""
    return Unit("month", year_of(parts, today), _first(parts, "m"), part=_part(parts.get("tail")))


def read_months(parts: Parts, today: date) -> Said:
    """2025年1-10月."""
    year = year_of(parts, today)
    return UnitRange(Unit("month", year, _first(parts, "m")), Unit("month", year, _first(parts, "m2")))


def read_half(parts: Parts, today: date) -> Said:
    """2026年下半年, 去年下半年, 上半年, 2026年H1."""
    said = parts.get("h")
    number = (1 if said in {"上", "前"} else 2) if said else _first(parts, "h2", "h3")
    return Unit("half", year_of(parts, today), number, part=_part(parts.get("tail")))


def read_quarter(parts: Parts, today: date) -> Said:
    """26年三季度, 2026年第3季度, 2026年Q3, 四季度."""
    number = _first(parts, "q", "q2", "q3", "q4")
    return Unit("quarter", year_of(parts, today), number, part=_part(parts.get("tail")))


def read_quarters(parts: Parts, today: date) -> Said:
    """2025年一至三季度."""
    year = year_of(parts, today)
    return UnitRange(Unit("quarter", year, _first(parts, "q")), Unit("quarter", year, _first(parts, "q2")))


def read_span(parts: Parts, today: date) -> Said:
    """2025年前三季度, 前9个月."""
    unit = parts.get("unit") or parts.get("unit2") or ""
    kind: Kind = "month" if unit == "月" else "quarter"
    return edge_range(kind, _first(parts, "n", "n2"), year_of(parts, today))


def read_rest(parts: Parts, today: date) -> Said:
    """年内, 今年晚些时候."""
    return rest_of(Unit("year", year_of(parts, today)).resolve(today), today)


def read_todate(_parts: Parts, today: date) -> Said:
    """今年以来."""
    return to_date(None, today)


def read_year(parts: Parts, today: date) -> Said:
    """2026年, 二〇二五年, 今年, 2026年底, 年初."""
    return Unit("year", year_of(parts, today), part=_part(parts.get("part")))


def read_calendar(parts: Parts, today: date) -> Said:
    """上个月, 本季度, 下周, 本月底."""
    unit = (parts["cal"] or "").removesuffix("份").replace("礼拜", "星期")
    return calendar_unit(words.UNITS[unit], words.WHICH[parts["which"] or ""], today, _part(parts.get("tail")))


def read_weekday(parts: Parts, today: date) -> Said:
    """下周三: the day of that week."""
    weeks, weekday = words.WHICH[parts["which"] or ""], "一二三四五六日天".index(parts["weekday"] or "")
    return day_word(7 * weeks + min(weekday, 6) - today.weekday(), today)


def read_rolling(parts: Parts, today: date) -> Said:
    """近30天, 过去两年, 未来半年."""
    back = parts.get("back") is not None
    if parts.get("halfyear"):
        return rolling(6, "month", today, back=back)
    return rolling(_first(parts, "n"), words.UNITS[parts["unit"] or ""], today, back=back)


def read_ago(parts: Parts, today: date) -> Said:
    """三年前: that calendar unit."""
    return ago(_first(parts, "n"), words.UNITS[parts["unit"] or ""], today)


def read_dayword(parts: Parts, today: date) -> Said:
    """今天, 昨天, 明天."""
    return day_word(words.DAY_WORDS[parts["dayword"] or ""], today)


READINGS: dict[str, Reading] = {
    "zh_day": read_day, "zh_days": read_days, "zh_month": read_month, "zh_months": read_months, "zh_half": read_half,
    "zh_quarter": read_quarter, "zh_quarters": read_quarters, "zh_span": read_span, "zh_rest": read_rest,
    "zh_todate": read_todate, "zh_year": read_year, "zh_badyear": read_year, "zh_calendar": read_calendar,
    "zh_weekday": read_weekday,
    "zh_rolling": read_rolling, "zh_ago": read_ago, "zh_dayword": read_dayword,
}  # fmt: skip
