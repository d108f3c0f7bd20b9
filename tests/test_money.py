"""Amounts of money: read, and shown."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.money import Money, MoneyError, format_money, format_usd, format_usd_zh, parse_money
from db.money.amounts import LIMIT


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1.25bn", 1_250_000_000, "USD"),
        ("1.25b", 1_250_000_000, "USD"),
        ("1.25B", 1_250_000_000, "USD"),
        ("USD 500m", 500_000_000, "USD"),
        ("500m USD", 500_000_000, "USD"),
        ("USD500m", 500_000_000, "USD"),
        ("US$22.5 million", 22_500_000, "USD"),
        ("$22.5mn", 22_500_000, "USD"),
        ("500mm", 500_000_000, "USD"),
        ("1,250m", 1_250_000_000, "USD"),
        ("$1,250,000,000", 1_250_000_000, "USD"),
        ("1.25 billion dollars", 1_250_000_000, "USD"),
        ("$500 million USD", 500_000_000, "USD"),
        ("$500k", 500_000, "USD"),
        ("$1.2tn", 1_200_000_000_000, "USD"),
        ("  $ 5 BN ", 5_000_000_000, "USD"),
        ("＄１．２５ｂｎ", 1_250_000_000, "USD"),
        ("1250000000", 1_250_000_000, "USD"),
        ("0", 0, "USD"),
        ("12.5亿美元", 1_250_000_000, "USD"),
        ("12.5億美元", 1_250_000_000, "USD"),
        ("5000万美元", 50_000_000, "USD"),
        ("5000万刀", 50_000_000, "USD"),
        ("一亿美刀", 100_000_000, "USD"),
        ("5 千万 美元", 50_000_000, "USD"),
        ("12.5亿", 1_250_000_000, "USD"),
        ("五亿美元", 500_000_000, "USD"),
        ("十亿美元", 1_000_000_000, "USD"),
        ("五千万美元", 50_000_000, "USD"),
        ("1.5万亿美元", 1_500_000_000_000, "USD"),
        ("RMB 300m", 300_000_000, "CNY"),
        ("CNY 300m", 300_000_000, "CNY"),
        ("3亿元", 300_000_000, "CNY"),
        ("3亿人民币", 300_000_000, "CNY"),
        ("3亿元人民币", 300_000_000, "CNY"),
        ("人民币3亿元", 300_000_000, "CNY"),
        ("€60m", 60_000_000, "EUR"),
        ("EUR 60m", 60_000_000, "EUR"),
        ("60 million euros", 60_000_000, "EUR"),
        ("6000万欧元", 60_000_000, "EUR"),
        ("£10m", 10_000_000, "GBP"),
        ("HK$ 100m", 100_000_000, "HKD"),
        ("1亿港元", 100_000_000, "HKD"),
        ("JPY 300m", 300_000_000, "JPY"),
        ("3亿日元", 300_000_000, "JPY"),
        ("CHF 10m", 10_000_000, "CHF"),
        ("KRW 10bn", 10_000_000_000, "KRW"),
        ("A$10m", 10_000_000, "AUD"),
    ],
)
def test_parse(text, amount, currency):
    assert parse_money(text) == Money(amount, currency)


def test_the_default_currency_is_for_amounts_without_one():
    assert parse_money("300m", default_currency="CNY") == Money(300_000_000, "CNY")
    assert parse_money("$300m", default_currency="CNY") == Money(300_000_000, "USD")


@pytest.mark.parametrize(
    ("text", "part_of_message"),
    [
        ("$0.5", "whole"),
        ("1.0000001m", "whole"),
        ("-$5m", "not negative"),
        ("$-5m", "not negative"),
        ("($5m)", "not negative"),
        ("minus 5m", "not negative"),
        ("nan", "no amount"),
        ("inf", "no amount"),
        ("1e400", "no amount"),
        ("9" * 30, "larger"),
        ("2000000bn", "larger"),
        ("1,25bn", "1.25"),
        ("$5m RMB", "two currencies"),
        ("hello", "type for example"),
        ("", "type for example"),
        ("$", "type for example"),
        ("$5m $6m", "type for example"),
        ("AK112", "type for example"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(text, part_of_message):
    with pytest.raises(MoneyError, match=r"\.$") as refused:
        parse_money(text)
    assert part_of_message in refused.value.message
    assert refused.value.readings == []


def test_a_sign_of_two_currencies_is_refused_with_both():
    with pytest.raises(MoneyError) as refused:
        parse_money("￥300m")
    assert [parse_money(reading).currency for reading in refused.value.readings] == ["CNY", "JPY"]


@pytest.mark.parametrize(
    ("amount", "shown", "shown_zh"),
    [
        (None, "undisclosed", "未披露"),
        (0, "$0", "0美元"),
        (5_300, "$5,300", "5300美元"),
        (9_999, "$9,999", "9999美元"),
        (10_000, "$10K", "1万美元"),
        (850_000, "$850K", "85万美元"),
        (999_994, "$999.99K", "100万美元"),
        (999_999, "$1M", "100万美元"),
        (22_500_000, "$22.5M", "2250万美元"),
        (50_000_000, "$50M", "5000万美元"),
        (51_300_000, "$51.3M", "5130万美元"),
        (195_380_000, "$195.38M", "1.9538亿美元"),
        (500_000_000, "$500M", "5亿美元"),
        (999_994_999, "$999.99M", "9.9999亿美元"),
        (999_999_999, "$1B", "10亿美元"),
        (1_250_000_000, "$1.25B", "12.5亿美元"),
        (1_245_000_000, "$1.25B", "12.45亿美元"),
        (1_255_000_000, "$1.26B", "12.55亿美元"),
        (2_085_000_000, "$2.09B", "20.85亿美元"),
        (7_000_000_000, "$7B", "70亿美元"),
        (135_700_000_000, "$135.7B", "1357亿美元"),
        (999_999_999_999, "$1T", "1万亿美元"),
        (1_200_000_000_000, "$1.2T", "1.2万亿美元"),
    ],
)
def test_shown(amount, shown, shown_zh):
    assert (format_usd(amount), format_usd_zh(amount)) == (shown, shown_zh)


@pytest.mark.parametrize(
    ("money", "shown"),
    [
        (Money(60_000_000, "EUR"), "€60M"),
        (Money(300_000_000, "CNY"), "RMB 300M"),
        (Money(100_000_000, "HKD"), "HK$100M"),
        (Money(10_000_000, "CHF"), "CHF 10M"),
        (Money(1_250_000_000, "USD"), "$1.25B"),
        (None, "undisclosed"),
    ],
)
def test_other_currencies_shown(money, shown):
    assert format_money(money) == shown
    if money is not None:
        assert parse_money(shown) == money


@pytest.mark.parametrize("amount", [-1, LIMIT + 1])
def test_amounts_have_bounds(amount):
    with pytest.raises(MoneyError):
        Money(amount, "USD")


@pytest.mark.parametrize("amount", [1.5, True, Decimal(1)])
def test_amounts_are_whole_numbers(amount):
    with pytest.raises(TypeError):
        Money(amount, "USD")


AMOUNTS = st.one_of(st.integers(0, LIMIT), st.integers(0, 15).flatmap(lambda power: st.integers(0, 10**power)))
SHORT = st.builds(
    lambda figure, scale: figure * scale // 100,
    st.integers(100, 99_999),
    st.sampled_from([10**6, 10**9, 10**12]),
)


@given(SHORT)
def test_what_two_decimals_can_hold_reads_back(amount):
    assert parse_money(format_usd(amount)).amount == amount


@given(AMOUNTS)
@example(999_995)
@example(999_994_999_999)
def test_rounding_is_to_within_half_of_the_last_digit(amount):
    read_back = parse_money(format_usd(amount)).amount
    assert abs(read_back - amount) <= max(amount // 200, 0)
    assert abs(parse_money(format_usd_zh(amount)).amount - amount) <= amount // 200
    assert len(format_usd(amount)) <= len("$999.99M")


@given(AMOUNTS, AMOUNTS)
def test_a_larger_amount_is_not_shown_as_less(one, other):
    smaller, larger = sorted((one, other))
    assert parse_money(format_usd(smaller)) <= parse_money(format_usd(larger))
    assert parse_money(format_usd_zh(smaller)) <= parse_money(format_usd_zh(larger))


@given(st.one_of(st.text(max_size=30), st.text(alphabet="0123456789.,-+$€¥ mbk亿万元bnRMB()千百", max_size=16)))
def test_any_text_gives_an_amount_or_a_sentence(text):
    try:
        money = parse_money(text)
    except MoneyError as error:
        message = error.message
        assert message.endswith(".")
    else:
        assert 0 <= money.amount <= LIMIT
