"""What holds for every period on every day."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from db.periods import PartialDate, Period, PeriodError, find_periods, parse_guidance, parse_period
from db.periods.naming import name_span

TODAYS = st.dates(date(1950, 1, 1), date(2055, 12, 31))
YEARS = st.integers(1903, 2097)
MONTHS = list(calendar.month_name)[1:]
ZH_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def said(templates: list[str], **values: st.SearchStrategy) -> st.SearchStrategy[str]:
    return st.builds(lambda template, **filled: template.format(**filled), st.sampled_from(templates), **values)


UNITS = said(
    [
        "{y}", "FY{y}", "{y}年", "H{h} {y}", "{h}H{y}", "{y} H{h}", "Q{q} {y}", "{q}Q {y}", "{y}年第{q}季度",
        "{y}Q{q}",
        "{y}-{m:02}", "{y}年{m}月", "early {y}", "mid-{y}", "late {y}", "end of {y}", "{y}年底", "{y}年初",
        "{y}-{m:02}-{d:02}",
        "{y}年{m}月{d}日", "end of Q{q} {y}", "early H{h} {y}", "mid-{y}-{m:02}", "{m}月", "Q{q}", "H{h}",
    ],
    y=YEARS, h=st.integers(1, 2), q=st.integers(1, 4), m=st.integers(1, 12), d=st.integers(1, 28),
)  # fmt: skip
RELATIVE = said(
    [
        "last {n} {u}s", "past {n} {u}", "next {n} {u}s", "within {n} {u}s", "this {c}", "last {c}",
        "next {c}", "YTD", "today",
        "yesterday", "tomorrow", "within the year", "year-end", "rest of the year", "{n} {u}s ago", "今年以来",
        "年内", "年底前", "近{n}天",
        "过去{n}年", "未来{n}个月", "去年", "明年上半年", "本季度", "上个月", "下周", "最近半年",
        "by year-end", "in May", "early next year",
    ],
    n=st.integers(1, 40), u=st.sampled_from(["day", "week", "month", "quarter", "year"]),
    c=st.sampled_from(["year", "half", "quarter", "month", "week"]),
)  # fmt: skip
WORDED = said(
    [
        "since {p}", "before {p}", "after {p}", "until {p}", "by {p}", "around {p}", "the end of {p}",
        "from {p} onwards",
        "{p}以来", "{p}之前", "{p}之后", "截至{p}", "{p} to {o}", "between {p} and {o}", "{p}到{o}",
        "{p} - {o}", "in {p}", "{p}左右", "{p} to date",
        "since {p} and before {o}", "not before {p}", "{p} and later",
    ],
    p=UNITS, o=UNITS,
)  # fmt: skip
PHRASES = st.one_of(UNITS, RELATIVE, WORDED)


def parsed(text: str, today: date) -> Period:
    """The period, or no example if the phrase has none on that day (ranges turned round and the like)."""
    try:
        return parse_period(text, today=today)
    except PeriodError:
        assume(False)
        raise


@given(PHRASES, TODAYS, TODAYS)
def test_the_canonical_text_means_the_same_on_every_day(text, today, another_day):
    period = parsed(text, today)
    assert parse_period(str(period), today=another_day) == period
    assert find_periods(str(period), today=another_day)[0].period == period


@given(st.one_of(UNITS, RELATIVE), TODAYS)
def test_units_and_relative_phrases_are_always_periods(text, today):
    period = parse_period(text, today=today)
    assert period.start is None or period.end is None or period.start <= period.end


@given(YEARS)
def test_parts_partition_their_whole(year):
    def period(text: str) -> Period:
        return parse_period(text, today=date(2026, 1, 1))

    whole = period(f"{year}")
    for parts in (
        [f"H{n} {year}" for n in (1, 2)],
        [f"Q{n} {year}" for n in (1, 2, 3, 4)],
        [f"{year}-{n:02}" for n in range(1, 13)],
        [f"early {year}", f"mid-{year}", f"late {year}"],
        [f"Q1 {year}", f"Q2 {year}", f"H2 {year}"],
        [f"early H1 {year}", f"mid-H1 {year}", f"late H1 {year}", f"H2 {year}"],
        [f"H1 {year}", f"early Q3 {year}", f"mid-Q3 {year}", f"late Q3 {year}", f"Q4 {year}"],
        [f"early {year}-01", f"mid-{year}-01", f"late {year}-01", f"{year}-02 to {year}-12"],
    ):
        spans = [period(part) for part in parts]
        assert spans[0].start == whole.start
        assert spans[-1].end == whole.end
        for earlier, later in pairwise(spans):
            assert earlier.end is not None
            assert earlier.end + timedelta(days=1) == later.start
        assert all(whole.contains(span) and whole.overlaps(span) for span in spans)


@given(PHRASES, TODAYS)
def test_the_period_before_adjoins_or_is_a_year_earlier(text, today):
    period = parsed(text, today)
    before = period.before()
    if before is None:
        if period.start is not None and period.end is not None:
            assert period.start - (period.end - period.start) < date(1901, 1, 1)
        return
    assert period.start is not None
    assert before.start is not None
    assert before.end is not None
    assert parse_period(before.text, today=today) == before
    is_from_january = (period.start.month, period.start.day) == (1, 1)
    assert before.end + timedelta(days=1) == period.start or (
        is_from_january and before.start == period.start.replace(year=period.start.year - 1)
    )


FILLER = st.sampled_from(
    ["", "which deals ", "show me ADC deals of Akeso, ", "AK112 topline expected ", "恒瑞医药", "请问,"]
)


@given(FILLER, PHRASES, st.sampled_from(["", "?", ", please", " with sources", ",谢谢"]), TODAYS)
def test_a_phrase_is_found_among_other_words(before, phrase, behind, today):
    period = parsed(phrase, today)
    hits = find_periods(before + phrase + behind, today=today)
    assert [hit.period for hit in hits] == [period]
    assert (before + phrase + behind)[hits[0].start : hits[0].end] in phrase


# Words that phrases are made of, in any order: nearly periods, mostly none.
SCRAPS = [
    *(
        "to",
        "-",
        "and",
        "since",
        "by",
        "20",
        "2025",
        "13",
        "99",
        "q5",
        "h3",
        "'25",
        "last",
        "next",
        "0",
        "may",
        "/",
        ".",
        ",",
    ),
    *("the", "on", "年", "月", "前", "后", "以来", "内", "二", "半"),
]
ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(PHRASES, st.sampled_from(SCRAPS), st.text(max_size=3)), max_size=8).map(" ".join),
    st.text(alphabet="0123456789-/. 年月日qh上下半季度近两to", max_size=30),
)


def message_of(read: Callable[[], object]) -> str | None:
    """The sentence of a refusal; any other exception fails the test."""
    try:
        read()
    except PeriodError as error:
        return error.message
    return None


@given(ANY_TEXT, st.dates())
def test_any_text_gives_periods_or_a_sentence(text, today):
    for read in (
        lambda: parse_period(text, today=today),
        lambda: find_periods(text, today=today),
        lambda: parse_guidance(text, said_on=None),
        lambda: parse_guidance(text, said_on=PartialDate("2025-10").span),
    ):
        message = message_of(read)
        assert message is None or message.endswith(".")


@given(st.text(max_size=80), TODAYS)
def test_hits_stand_in_order_and_within_the_text(text, today):
    end = 0
    for hit in find_periods(text, today=today):
        assert end <= hit.start < hit.end <= len(text)
        end = hit.end


@given(YEARS, st.integers(1, 12), st.integers(1, 28), st.integers(1, 24), TODAYS)
def test_english_and_chinese_agree(year, month, day, n, today):
    half, quarter, name = (month + 5) // 6, (month + 2) // 3, MONTHS[month - 1]
    for english, chinese in (
        (f"{year}", f"{year}年"),
        (f"{year}", str(year).translate(ZH_DIGITS) + "年"),
        (f"H{half} {year}", f"{year}年{'上下'[half - 1]}半年"),
        (f"Q{quarter} {year}", f"{year}年{'一二三四'[quarter - 1]}季度"),
        (f"{name} {year}", f"{year}年{month}月"),
        (f"{day} {name} {year}", f"{year}年{month}月{day}日"),
        (f"{name} {day}", f"{month}月{day}号"),
        (f"early {year}", f"{year}年初"),
        (f"mid-{year}", f"{year}年中"),
        (f"end of {year}", f"{year}年底"),
        (f"late {name} {year}", f"{year}年{month}月下旬"),
        (f"by the end of {year}", f"{year}年底前"),
        (f"since {year}", f"{year}年以来"),
        (f"before {year}", f"{year}年之前"),
        (f"after {name} {year}", f"{year}年{month}月之后"),
        (f"until {name} {year}", f"截至{year}年{month}月"),
        (f"{year} to {year + 2}", f"{year}至{year + 2}年"),
        (f"last {n} days", f"近{n}天"),
        (f"past {n} months", f"过去{n}个月"),
        (f"next {n} weeks", f"未来{n}周"),
        ("this year", "今年"), ("last year", "去年"), ("next year", "明年"), ("last quarter", "上季度"),
        ("next month", "下个月"), ("this week", "本周"), ("YTD", "今年以来"), ("within the year", "年内"),
        ("by year-end", "年底前"),
        ("first half of next year", "明年上半年"), ("yesterday", "昨天"), ("today", "今天"),
    ):  # fmt: skip
        assert parse_period(english, today=today) == parse_period(chinese, today=today), (english, chinese)


@given(TODAYS, TODAYS)
def test_every_span_of_days_has_a_name_that_reads_back(one, other):
    start, end = sorted((one, other))
    period = parse_period(name_span(start, end), today=one)
    assert (period.start, period.end) == (start, end)
