"""What !deal answers: one deal in full, and which deal is meant."""

from decimal import Decimal

import pytest

from tests.answers_support import ids as rows
from tests.plain_facts import ids, of_any_kind, proper


@pytest.mark.parametrize("words", ["2025-05-20-3sbio-pfizer-ssgj-707", "LM-299", "Innovent Takeda", "RemeGen AbbVie"])
def test_one_deal_in_full(ask, words):
    answer = ask(f"!deal {words}")
    assert answer["kind"] == "deal"
    assert [answer["value"]] == rows(answer)


def test_a_deal_shows_all_that_is_known_of_it(ask):
    text = ask("!deal 2025-05-20-3sbio-pfizer-ssgj-707")["text"]
    for part in (
        "3SBio → Pfizer",
        "2025-05-20",
        "$1.25B",
        "$4.8B",
        "$6.05B",
        "$100M",
        "double-digit",
        "ex China",
        "closed",
    ):
        assert part in text


def test_the_deal_itself_stands_for_its_amendments(ask):
    assert ask("!deal 3SBio Pfizer")["value"] == "2025-05-20-3sbio-pfizer-ssgj-707"


def test_several_deals_that_fit_are_listed_to_choose_from(ask):
    answer = ask("!deal CSPC AstraZeneca")
    fitting = ids(row for row in proper() if row["licensors"] == "cspc" and row["licensees"] == "astrazeneca")
    assert len(fitting) == 3
    assert answer["value"] is None
    assert set(answer["suggestions"]) == {f"!deal {each}" for each in fitting}


def test_an_amount_in_another_currency_is_shown_beside(ask):
    deal = next(row for row in of_any_kind() if row["original_upfront_m"] and row["original_currency"] == "EUR")
    euros = Decimal(deal["original_upfront_m"]).normalize()
    assert f"€{euros:f}M" in ask(f"!deal {deal['id']}")["text"]
