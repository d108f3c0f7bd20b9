"""What !market and questions about the whole sector answer: the reported figures, who says so, and where they disagree."""

from decimal import Decimal

import pytest

from tests.answers_support import ids as rows
from tests.plain_facts import proper
from tests.store_support import bundled

FIGURES = {row["id"]: row for row in bundled("market_figures")}
SIRNA_2025 = sum(row["modality"] == "siRNA" for row in proper("2025"))
FOUNDING = "Lin Cun, Senrui Investment (Deep News)"


def of(metric: str, period: str, subject: str = "china") -> list[dict[str, str]]:
    """Give the figures of one metric for exactly one period."""
    return [
        row for row in FIGURES.values() if (row["metric"], row["period"], row["subject"]) == (metric, period, subject)
    ]


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("how many out-licensing deals in 2025?", 157, "deals"),
        ("total deal value 2024", 51_900_000_000, "USD"),
        ("total value of out-licensing in 2025", 135_700_000_000, "USD"),
        ("upfront payments in 2025", 7_000_000_000, "USD"),
        ("upfront payments in 2024", 4_100_000_000, "USD"),
        ("total value of out-licensing in January 2026", 30_000_000_000, "USD"),
        ("2025年对外授权总金额", 135_700_000_000, "USD"),
        ("2025年对外授权交易数量", 157, "deals"),
    ],
)
def test_the_founding_figure_answers_for_the_whole_sector(ask, question, value, unit):
    answer = ask(question)
    assert (answer["value"], answer["unit"]) == (value, unit)
    assert FOUNDING in answer["text"]


def test_the_only_unqualified_figure_answers_where_the_article_gives_none(ask):
    plain = [row for row in of("out-licensing-upfront", "2023") if row["value"] and not row["qualifier"]]
    assert len({row["value"] for row in plain}) == 1
    assert ask("out-licensing upfront 2023")["value"] == int(Decimal(plain[0]["value"]) * 1_000_000)


def test_where_figures_differ_none_is_the_value_and_all_are_shown(ask):
    rivals = {row["asserted_by"] for row in of("out-licensing-deals", "2024")}
    assert len(rivals) > 1
    answer = ask("how many out-licensing deals in 2024?")
    assert answer["value"] is None
    for rival in rivals:
        assert rival in answer["text"]
    assert "disagree" in answer["text"]


def test_where_nothing_is_reported_the_store_answers(ask):
    assert not of("out-licensing-total-value", "2026")
    assert ask("total value of out-licensing in 2026")["value"] == 81_372_800_000


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("how many deals in 2025 in the store?", 90),
        ("upfront payments in 2025 in the store", 6_322_900_000),
        ("how many deals did AstraZeneca do in 2025?", 4),
        ("how many siRNA deals in 2025?", SIRNA_2025),
    ],
)
def test_a_filter_or_the_store_makes_it_the_stores_own(ask, question, value):
    assert ask(question)["value"] == value


@pytest.mark.parametrize(
    "question",
    ["how many out-licensing deals in 2025?", "total value of out-licensing in 2025", "upfront payments in 2025"],
)
def test_the_stores_own_stands_beside_the_reported(ask, question):
    text = ask(question)["text"]
    assert "Store:" in text
    assert "Reported" in text


def test_growth_of_the_sector_is_that_of_the_reported_figures(ask):
    answer = ask("growth of out-licensing total value 2024 to 2025")
    assert answer["unit"] == "percent"
    assert answer["value"] == pytest.approx((135_700 - 51_900) / 51_900 * 100, rel=0.005)


def test_a_period_shows_all_figures_for_it(ask):
    exact = {key for key, row in FIGURES.items() if row["period"] == "2025"}
    assert exact
    assert exact <= set(rows(ask("!market 2025")))


def test_every_figure_is_shown_with_who_says_so(ask):
    answer = ask("!market out-licensing deals 2025")
    for row in of("out-licensing-deals", "2025")[:6]:
        assert row["asserted_by"] in answer["text"]
        assert row["id"] in rows(answer)


def test_disagreement_is_noted(ask):
    assert any("disagree" in note for note in ask("!market 2025")["notes"])


@pytest.mark.parametrize(
    ("text", "subject"), [("!market WuXi AppTec", "wuxi-apptec"), ("!market 药明生物", "wuxi-biologics")]
)
def test_figures_of_a_company(ask, text, subject):
    own = {key for key, row in FIGURES.items() if row["subject"] == subject}
    assert set(rows(ask(text))) == own


def test_a_figure_in_another_currency_keeps_it(ask):
    text = ask("!market WuXi AppTec")["text"]
    assert "RMB 59.88B" in text


def test_a_policy_has_no_value_and_all_that_is_said(ask):
    answer = ask("!market BIOSECURE")
    assert answer["value"] is None
    assert set(rows(answer)) == {key for key, row in FIGURES.items() if row["subject"] == "biosecure-act"}
    assert "did not materialise" in answer["text"]
    assert FOUNDING in answer["text"]


def test_a_period_without_figures_is_not_known(ask):
    answer = ask("!market 1990")
    assert answer["kind"] == "unknown"
    assert answer["suggestions"]


def test_as_of_a_day_only_what_was_published_counts(ask):
    early = ask("!market 2025 as of 2026-01-01")
    assert not any((row["published"] or "9") > "2026-01-01" for row in early["rows"])
    assert "out-licensing-deals-china-2025-senrui" not in rows(early)
    assert FOUNDING not in ask("how many out-licensing deals in 2025 as of 2026-01-10?")["text"]


def test_growth_is_no_revenue(ask):
    assert ask("WuXi AppTec revenue 2025")["unit"] != "percent"
