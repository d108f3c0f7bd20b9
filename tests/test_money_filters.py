"""Amounts compared, as a whole and in free text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.money import AmountRange, MoneyError, find_amounts, format_usd, parse_amount_filter

M, B = 10**6, 10**9


def shown(amounts: AmountRange) -> str:
    """In the notation of intervals: (1000000000, None] is more than a billion."""
    opening, closing = "[" if amounts.low_inclusive else "(", "]" if amounts.high_inclusive else ")"
    return f"{opening}{amounts.low}, {amounts.high}{closing}"


@pytest.mark.parametrize(
    ("text", "low", "high", "ends"),
    [
        (">1b", B, None, "(]"),
        ("> $1bn", B, None, "(]"),
        (">=100m", 100 * M, None, "[]"),
        ("≥100m", 100 * M, None, "[]"),
        ("<50m", None, 50 * M, "[)"),
        ("<=50m", None, 50 * M, "[]"),
        ("=100m", 100 * M, 100 * M, "[]"),
        ("100m", 100 * M, 100 * M, "[]"),
        (">500", 500, None, "(]"),
        ("500m..2b", 500 * M, 2 * B, "[]"),
        ("500m-2b", 500 * M, 2 * B, "[]"),
        ("500m – 2b", 500 * M, 2 * B, "[]"),
        ("$1-2bn", B, 2 * B, "[]"),
        ("$500m to $2bn", 500 * M, 2 * B, "[]"),
        ("from $500m to $2bn", 500 * M, 2 * B, "[]"),
        ("between $500m and $2bn", 500 * M, 2 * B, "[]"),
        ("over $1bn", B, None, "(]"),
        ("above 1bn", B, None, "(]"),
        ("more than 1bn", B, None, "(]"),
        ("exceeding $1bn", B, None, "(]"),
        ("at least $1bn", B, None, "[]"),
        ("no less than $1bn", B, None, "[]"),
        ("$1bn or more", B, None, "[]"),
        ("$1bn+", B, None, "[]"),
        ("under 50m", None, 50 * M, "[)"),
        ("below 50m", None, 50 * M, "[)"),
        ("less than $50m", None, 50 * M, "[)"),
        ("at most 2b", None, 2 * B, "[]"),
        ("no more than 2b", None, 2 * B, "[]"),
        ("up to $5bn", None, 5 * B, "[]"),
        ("超过10亿美元", B, None, "(]"),
        ("大于10亿", B, None, "(]"),
        ("至少5亿美元", 500 * M, None, "[]"),
        ("不低于5亿美元", 500 * M, None, "[]"),
        ("不超过1亿", None, 100 * M, "[]"),
        ("低于1亿美元", None, 100 * M, "[)"),
        ("10亿美元以上", B, None, "[]"),
        ("10亿美元以下", None, B, "[]"),
        ("5亿到20亿美元", 500 * M, 2 * B, "[]"),
        ("5-20亿美元", 500 * M, 2 * B, "[]"),
        ("从5亿到20亿美元", 500 * M, 2 * B, "[]"),
        ("介于5亿美元和20亿美元之间", 500 * M, 2 * B, "[]"),
    ],
)
def test_parse(text, low, high, ends):
    amounts = parse_amount_filter(text)
    assert (amounts.low, amounts.high) == (low, high)
    assert amounts.low_inclusive == (ends[0] == "[")
    assert amounts.high_inclusive == (ends[1] == "]")


@pytest.mark.parametrize(
    ("text", "part_of_message"),
    [
        ("2b-1b", "smaller one first"),
        (">RMB 300m", "US dollars"),
        (">¥300m", "CNY 300m or JPY 300m"),
        (">-5m", "not negative"),
        (">$0.5", "whole"),
        ("big", "type for example"),
        ("", "type for example"),
        (">1b <2b", "type for example"),
        ("between $500m and", "type for example"),
    ],
)
def test_what_is_no_comparison_is_refused_with_a_sentence(text, part_of_message):
    with pytest.raises(MoneyError, match=r"\.$") as refused:
        parse_amount_filter(text)
    assert part_of_message in refused.value.message


def found(text: str) -> list[tuple[str, str, bool]]:
    return [
        (
            text[hit.start : hit.end],
            hit.range.message if isinstance(hit.range, MoneyError) else shown(hit.range),
            hit.bare,
        )
        for hit in find_amounts(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2025",
        "top 10",
        "AK112, HRS-5346, PD-1, IL-2, 4-1BB, B7-H3, NCT05184712",
        "Q3",
        "60d",
        "5 deals",
        "more than 5 deals, over 2024, at least 3 years",
        "phase 3, phase 2b, phase 1b/2, 2b",
        "5m patients, 5万人, 3亿人",
        "10 mg, 5 mm, 10k filing, 100%",
        "who won 5 deals",
        "12个月内, 2025年5月",
        "2024 to 2025",
        "-$5m",
        "2025-05-20-3sbio-pfizer-ssgj-707",
    ],
)
def test_no_amount(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("deals over $1bn in 2025", [("over $1bn", f"({B}, None]", False)]),
        ("2024 to 2025 over $5bn", [("over $5bn", f"({5 * B}, None]", False)]),
        ("between $500m and $2bn upfront", [("between $500m and $2bn", f"[{500 * M}, {2 * B}]", False)]),
        ("upfront 500m", [("500m", f"[{500 * M}, {500 * M}]", True)]),
        ("$500m and $2bn", [("$500m", f"[{500 * M}, {500 * M}]", True), ("$2bn", f"[{2 * B}, {2 * B}]", True)]),
        ("upfront >= $100m and < $1b", [(">= $100m", f"[{100 * M}, None]", False), ("< $1b", f"[None, {B})", False)]),
        ("total > 1000000000", [("> 1000000000", f"({B}, None]", False)]),
        ("2025年超过10亿美元的交易", [("超过10亿美元", f"({B}, None]", False)]),
        ("首付款５０００万美元以上", [("５０００万美元以上", f"[{50 * M}, None]", False)]),
        ("over 2b", [("over 2b", f"({2 * B}, None]", False)]),
        ("2025-05 500m", [("500m", f"[{500 * M}, {500 * M}]", True)]),
        ("!deals 2025 500m..2b siRNA", [("500m..2b", f"[{500 * M}, {2 * B}]", False)]),
    ],
)
def test_amounts_in_free_text(text, hits):
    assert found(text) == hits


def test_what_is_meant_as_an_amount_and_is_none_says_so():
    [(phrase, message, _)] = found("a ¥300m deal")
    assert phrase == "¥300m"
    assert message.endswith("type the one that you mean.")


def test_contains():
    more = parse_amount_filter("over $1bn")
    assert [more.contains(amount) for amount in (B - 1, B, B + 1)] == [False, False, True]
    between = parse_amount_filter("500m..2b")
    assert [between.contains(amount) for amount in (500 * M - 1, 500 * M, 2 * B, 2 * B + 1)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(("low", "high"), [(None, None), (2, 1)])
def test_a_range_has_an_end_and_an_order(low, high):
    with pytest.raises(ValueError, match="range of amounts"):
        AmountRange(low=low, high=high)


@given(st.integers(100, 99_999), st.sampled_from([10**4, 10**7]))
def test_english_chinese_and_shown_amounts_agree(figure, scale):
    amount = figure * scale
    text = format_usd(amount)
    assert parse_amount_filter(f"over {text}") == parse_amount_filter(f"超过{amount // 10000}万美元")
    assert parse_amount_filter(f">={text}") == parse_amount_filter(f"至少{amount}美元")


@given(st.one_of(st.text(max_size=40), st.text(alphabet="0123456789.,-<>=+$ mbk亿万元到至以上over and", max_size=24)))
def test_any_text_gives_hits_in_order(text):
    end = 0
    for hit in find_amounts(text):
        assert end <= hit.start < hit.end <= len(text)
        end = hit.end


@pytest.mark.parametrize("unit", ["1", "1,", "1.", "$", "1m-", "over ", "1 m ", "一", "亿", "1..", " "])
def test_long_text_takes_time_in_proportion(unit):
    begin = time.thread_time()
    find_amounts((unit * 4000)[:4000])
    assert time.thread_time() - begin < 0.5
