"""What stands in a text by its form rather than by its words: periods, amounts, "top 5", "phase 3", ids, from: and to:."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.language import scanned_periods
from db.connection import Connection
from db.money import AmountRange, MoneyError, find_amounts
from db.periods import Found, Period, PeriodError, find_periods, parse_period
from db.queries import things

ScannedKind = Literal["period", "as_of", "amount", "limit", "phase", "side", "record", "many"]


@dataclass(frozen=True, slots=True)
class Scanned:
    """A place in the text and what stands there; ``value`` is an id, a phase or a side."""

    kind: ScannedKind
    start: int
    end: int
    period: Period | PeriodError | None = None
    amount: AmountRange | MoneyError | None = None
    number: int = 0
    value: str = ""


_NUMBER_WORDS = {
    **{word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)},
    "twelve": 12, "fifteen": 15, "twenty": 20,
    **{word: n for n, word in enumerate("一二三四五六七八九十", 1)},
    "两": 2, "十五": 15, "二十": 20,
}  # fmt: skip
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})"
_SUPERLATIVE = (
    r"(?:largest|biggest|highest|smallest|lowest|latest|newest|most recent|most active|busiest|most expensive|most|top|richest|"
    r"priciest|best paid)"
)
_COUNTED = r"(?:笔|单|个|项|大|名|宗|款|家|位|起)"
#: "top 5", "5 largest", "the three biggest", 前五, 最高的三笔. Only the number is taken; the word beside it says what of.
_LIMITS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"\b(?:top|first|last|latest|largest|biggest|highest)[\s-]*{_N}\b(?!\s*(?:days?|weeks?|months?|years?|%))",
        rf"\b{_N}\s+(?={_SUPERLATIVE}\b)",
        rf"\bwhich\s+{_N}\s+(?=deals|transactions|licences|licenses)",
        rf"前\s*{_N}\s*{_COUNTED}?",
        rf"(?<![第前\d一二三四五六七八九十]){_N}(?=大(?:交易|授权|买家|卖家|买方|卖方|药企|公司|单))",
        rf"最[大高多低小新近](?:的)?{_N}(?={_COUNTED})(?!个?(?:月|年|周|季|天))",
        rf"(?<![第前\d一二三四五六七八九十]){_N}(?=[笔项宗单][^,，]{{0,12}}最[大高多低小新近])",
        rf"哪{_N}(?={_COUNTED}[^,，]*最[大高多低小新近])",
    )
)
#: How many deals each of some groups must have: "more than three deals", 5笔以上.
_DEALS = r"(?:out[- ]?)?(?:licen[cs]ing\s+)?(?:deals?|transactions?|agreements?|licen[cs]es?|partnerships?)\b"
_MANY = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), which, shift)
    for pattern, which, shift in (
        (rf"\b(?:more\s+than|over|above)\s+{_N}\s+(?={_DEALS})", "least", 1),
        (rf"\b(?:at\s+least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than)\s+{_N}\s+(?={_DEALS})", "least", 0),
        (rf"\b{_N}\s*(?:\+|or\s+more)\s+(?={_DEALS})", "least", 0),
        (rf"\b(?:fewer\s+than|less\s+than|under|below)\s+{_N}\s+(?={_DEALS})", "most", -1),
        (rf"\b(?:at\s+most|no\s+more\s+than|not\s+more\s+than|up\s+to)\s+{_N}\s+(?={_DEALS})", "most", 0),
        (rf"\b{_N}\s+or\s+(?:fewer|less)\s+(?={_DEALS})", "most", 0),
        (rf"(?:超过|多于|大于|超出|高于)\s*{_N}\s*(?=[笔项宗单起个])", "least", 1),
        (rf"(?:至少|不少于|不低于|起码)\s*{_N}\s*(?=[笔项宗单起个])", "least", 0),
        (rf"{_N}\s*[笔项宗单起个](?:交易|授权)?(?:及|或)?(?:以上|之上)", "least", 0),
        (rf"(?:少于|不到|低于|不足)\s*{_N}\s*(?=[笔项宗单起个])", "most", -1),
        (rf"(?:至多|最多|不超过|不多于)\s*{_N}\s*(?=[笔项宗单起个])", "most", 0),
    )
)
_PHASES = (
    re.compile(
        r"\b(?:phase|ph)[\s.-]*(?P<p>[1-4][ab]?(?:/[1-4][ab]?)?|iii[ab]?|ii[ab]?|iv|i[ab]?)(?P<q>/(?:iii|ii|[23]))?\b",
        re.IGNORECASE | re.ASCII,
    ),
    re.compile(r"(?<![A-Za-z0-9/])(?P<p>iii|ii|i|[1-4][ab]?(?:/[1-4][ab]?)?)\s*期", re.IGNORECASE),
    re.compile(r"(?P<p>[一二三四])期"),
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "一": "1", "二": "2", "三": "3", "四": "4"}
#: "Billion-dollar deals", 百亿美元交易: at least so much.
_CLASSES = (
    (re.compile(r"\b(?:multi[\s-]?)?billion[\s-]+dollar\b", re.IGNORECASE), 10**9),
    (re.compile(r"(?<![\d一二三四五六七八九])十亿美元级?(?=的?(?:交易|大单|授权))"), 10**9),
    (re.compile(r"(?<![\d一二三四五六七八九])百亿美元级?(?=的?(?:交易|大单|授权))"), 10**10),
)
#: 过亿: more than a hundred million, without a figure.
_OVER = re.compile(r"(?:超过?|过|逾|破|上)(?P<scale>十亿|百亿|亿)(?:美元|美金|美刀|刀)?(?![\d一二三四五六七八九十])")
_SCALES = {"亿": 10**8, "十亿": 10**9, "百亿": 10**10}
_SIDES = {
    "licensor": re.compile(r"\b(?:from|licensor|seller)\s*:\s*|(?:来自|卖方|授权方)\s*:\s*", re.IGNORECASE),
    "licensee": re.compile(r"\b(?:to|licensee|buyer|partner)\s*:\s*|(?:买方|受让方|被授权方)\s*:\s*", re.IGNORECASE),
}
#: "Akeso as licensor: deals" names a side, but the company stands before it.
_AS = re.compile(r"\bas\s+(?:an?\s+)?$", re.IGNORECASE)
_AS_OF = re.compile(
    r"(?:(?<![A-Za-z])as\s+(?:of|at)|\bknown\s+(?:on|by)|截至|截止到?|截止至)\s*"
    r"|^\s*on\s+(?=[^,]*,)"
    r"|\bon\s+(?=[^,]{4,24},\s*(?:what|was|were|how|which|had|did|when|who)\b)"
    r"|^\s*在?(?=\d{4}[年-][^,，]*时[,，])",
    re.IGNORECASE,
)
#: 站在2025年6月30日看, 以2024年末的信息来看: before the day, and behind it, what makes it the day that is spoken from.
_SEEN_FROM = re.compile(
    r"(?:站在?|立足于?|回到|退回到?|倒回到?|\b(?:back\s+on|as\s+seen\s+on|as\s+it\s+stood\s+on|seen\s+from)\s*)$",
    re.IGNORECASE,
)
_SEEN_BEHIND = re.compile(
    r"的?(?:时候|时点|节点|角度|视角|立场|那个?时候|这个?时候|那天|那时候?|当时|那会儿?|时)?的?(?:来看|来说|看来?|说|为准)?"
)
_BY_WHAT = re.compile(r"(?:按照?|以|基于|根据|依据?|凭|就|照)$")
_KNOWLEDGE = re.compile(
    r"(?:为止)?(?:时|当时|那时|时点)?的?(?:已?公开|当时|已有|现有|已知|披露)?的?"
    r"(?:信息|消息|认知|已知情况|所知|资料|情报|情况|数据|口径|视角|角度|时点|指引|预期)(?:来看|来说|看来?|说|为准)?"
    r"|(?:来看|来说|为准|为截止日|为时点)"
)
#: A day by itself, said as the time that is spoken from: 2025年12月1日那会儿.
_THEN = re.compile(r"(?:的?(?:那时候?|当时|那会儿?|那时节|的?时候|时点)|时(?![间段期]))(?:来看|来说|看)?")
#: Behind an id Chinese may follow without a blank.
_ID = re.compile(
    r"(?<![A-Za-z0-9_-])(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+|NCT\d{8})(?![A-Za-z0-9_-])|(?:https?://|urn:)[^\s<>]+",
    re.IGNORECASE,
)


def scan(db: Connection, text: str, today: date) -> Iterator[Scanned]:
    """Find all that has a form of its own, none overlapping another; what comes first here takes precedence."""
    taken: list[tuple[int, int]] = []
    seen_from = (*_as_of(text, today), *_known_on(text, today), *_seen_from(text, today))
    for each in (
        *_records(db, text),
        *seen_from,
        *_phases(text),
        *_sides(text),
        *_many(text),
        *_amounts(text),
        *_that_year(text, seen_from),
        *_periods(text, today),
        *_limits(text),
    ):
        if all(each.end <= start or each.start >= end for start, end in taken):
            taken.append((each.start, each.end))
            yield each


def _records(db: Connection, text: str) -> Iterator[Scanned]:
    """Find ids of records that have no other name: deals, milestones, figures, trials, and URLs of sources."""
    places = [(match.start(), match.end()) for match in _ID.finditer(text)]
    if not places:
        return
    typed = {(start, end): text[start:end] for start, end in places}
    words = {form for each in typed.values() for form in (each, each.lower(), each.upper())}
    hits: dict[str, str] = {}
    for hit in things.by_id(db, words):
        if hit.entity_type not in ("drug", "company"):
            hits.setdefault(hit.entity_id.casefold(), f"{hit.entity_type}:{hit.entity_id}")
    for (start, end), each in typed.items():
        if each.casefold() in hits:
            yield Scanned("record", start, end, value=hits[each.casefold()])


def _as_of(text: str, today: date) -> Iterator[Scanned]:
    for match in _AS_OF.finditer(text):
        rest = text[match.end() :]
        found = next((each for each in find_periods(rest, today=today) if each.start <= 1), None)
        if found is None:
            continue
        yield Scanned("as_of", match.start(), match.end() + found.end, period=found.period)
        return


def _seen_from(text: str, today: date) -> Iterator[Scanned]:
    """Read 站在2025年底看, 按2024年12月31日的信息 and 2025年12月1日那会儿 as of that day. A year is a period, not a day."""
    for found in find_periods(text, today=today):
        if not isinstance(found.period, Period):
            continue
        typed = text[found.start : found.end]
        lead = re.match(r"[在于到]", typed)  # 回到 ends in a word that the period takes for its own
        head = text[: found.start + (lead.end() if lead else 0)]
        tail = text[found.end :]
        before = _SEEN_FROM.search(head)
        if before and (behind := _SEEN_BEHIND.match(tail)):
            yield Scanned("as_of", before.start(), found.end + behind.end(), period=found.period)
            return
        is_edge = found.period.is_day or typed[-1] in "底末尾"
        before = _BY_WHAT.search(head)
        if is_edge and before and (behind := _KNOWLEDGE.match(tail)):
            yield Scanned("as_of", before.start(), found.end + behind.end(), period=found.period)
            return
        if found.period.is_day and (behind := _THEN.match(tail)):
            yield Scanned("as_of", found.start, found.end + behind.end(), period=found.period)
            return


def _known_on(text: str, today: date) -> Iterator[Scanned]:
    """Read "what was known about SKB264 on 2024-01-01" as of that day."""
    asked = re.search(r"\b(?:know|known|expected|said|planned|believed)\b", text, re.IGNORECASE)
    for match in re.finditer(r"\bon\s+", text[asked.end() :] if asked else "", re.IGNORECASE):
        start = (asked.end() if asked else 0) + match.start()
        rest = start + len(match.group())
        found = next((each for each in find_periods(text[rest:], today=today) if each.start == 0), None)
        if found is not None:
            yield Scanned("as_of", start, rest + found.end, period=found.period)
            return


def _periods(text: str, today: date) -> Iterator[Scanned]:
    for told in scanned_periods.find(text, today):
        yield Scanned("period", told.start, told.end, period=told.period)
    for found in find_periods(text, today=today):
        yield Scanned("period", found.start, found.end, period=_checked(found))


def _that_year(text: str, seen_from: Sequence[Scanned]) -> Iterator[Scanned]:
    """Read 当年, "that year" behind a day that is spoken from as the year of that day."""
    day = next((each.period.end for each in seen_from if isinstance(each.period, Period)), None)
    if day is None:
        return
    for match in _THAT_YEAR.finditer(text):
        yield Scanned("period", match.start(), match.end(), period=parse_period(str(day.year), today=day))


_THAT_YEAR = re.compile(r"当年|那一?年|\b(?:in )?that year\b", re.IGNORECASE)


def _checked(found: Found) -> Period | PeriodError:
    return found.period


def _amounts(text: str) -> Iterator[Scanned]:
    for pattern, least in _CLASSES:
        for match in pattern.finditer(text):
            yield Scanned("amount", match.start(), match.end(), amount=AmountRange(low=least, high=None))
    for match in _OVER.finditer(text):
        over = AmountRange(low=_SCALES[match["scale"]], high=None, low_inclusive=False)
        yield Scanned("amount", match.start(), match.end(), amount=over)
    for found in find_amounts(text):
        yield Scanned("amount", found.start, found.end, amount=found.range, value="bare" if found.bare else "")


def _limits(text: str) -> Iterator[Scanned]:
    for pattern in _LIMITS:
        for match in pattern.finditer(text):
            word = match["n"].casefold()
            number = int(word) if word.isdigit() else _NUMBER_WORDS[word]
            if number:
                yield Scanned("limit", match.start("n"), match.end("n"), number=number)


def _many(text: str) -> Iterator[Scanned]:
    """Find bounds on numbers of deals. What else says "more than" bounds amounts."""
    for pattern, which, shift in _MANY:
        for match in pattern.finditer(text):
            word = match["n"].casefold()
            number = (int(word) if word.isdigit() else _NUMBER_WORDS[word]) + shift
            yield Scanned("many", match.start(), match.end(), number=max(number, 0), value=which)


def _phases(text: str) -> Iterator[Scanned]:
    for pattern in _PHASES:
        for match in pattern.finditer(text):
            typed = match["p"].casefold()
            second = (match.groupdict().get("q") or "").lstrip("/").casefold()
            phase = _ROMAN.get(typed, typed)
            if second:
                phase += "/" + _ROMAN.get(second, second)
            yield Scanned("phase", match.start(), match.end(), value=phase)


def _sides(text: str) -> Iterator[Scanned]:
    for side, pattern in _SIDES.items():
        for match in pattern.finditer(text):
            if _AS.search(text[: match.start()]):
                continue
            yield Scanned("side", match.start(), match.end(), value=side)
