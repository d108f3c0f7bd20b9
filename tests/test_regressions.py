"""Questions that were once read wrongly, each with what is right; the worst were wrong and looked right."""

import pytest

from tests.answers_support import refused


def test_exceeded_is_a_bound(ask):
    answer = ask("which bispecific deals exceeded 3 billion in total")
    assert refused(answer) or len(answer["rows"]) == 5


def test_buying_is_licensing_in(ask):
    assert ask("who bought the most Chinese assets in 2024 by upfront")["value"] == "merck-co"


def test_deals_without_an_upfront_disclosed(ask):
    assert len(ask("which ADC deals had no upfront disclosed in 2024")["rows"]) == 6


#: Value expected, as computed from the bundled files; a tuple is a tie or a ranking, None a list.
VALUES = {
    "which licensor did the most deals in 2025": ["cspc", "harbour-biomed"],
    "top licensor by upfront in 2025": "innovent",
    "top 3 Chinese licensors by total value in 2025": ["hengrui", "genequantum", "innovent"],
    "which month of 2025 had the most deals": "2025-01",
    "which year had the most newcos": "2025",
    "upper quartile of upfront payments in 2025": 100_000_000,
    "second largest upfront in 2025": "2025-10-22-innovent-takeda-ibi363",
    "how many different licensees were there in 2025": 75,
    "how many deals did Harbour BioMed and CSPC do in 2025": 10,
    "total upfront of deals since 2024 with upfront over $50M": 14_143_000_000,
    "辉瑞给三生付了多少首付款": 1_250_000_000,
    "信达从武田拿到多少首付款": 1_200_000_000,
    "what slipped this year": 61,
    "how often did HARMONi-3 slip": 1,
    "中国创新药2025年获批多少个": 76,
    "US licensing from China value H1 2025": 18_300_000_000,
    "average upfront of MNC deals with China 2025": 236_000_000,
    "who acquired ProfoundBio": "genmab",
    "who bought the most Chinese assets in 2024 by upfront": "merck-co",
    "how many deals in 2025 as of 2025-06-30": 45,
}


@pytest.mark.parametrize(("question", "value"), VALUES.items())
def test_the_one_thing_asked_for_is_given(ask, question, value):
    answer = ask(question)["value"]
    assert sorted(answer) == sorted(value) if isinstance(value, list) else answer == value


#: How many deals a list has.
COUNTS = {
    "non-oncology deals 2025": 50,
    "deals 2025 not ADC": 74,
    "deals excluding Hengrui 2025": 86,
    "2025年除ADC外的交易": 74,
    "deals with European licensees 2025": 25,
    "deals with AstraZeneca or Pfizer in 2025": 7,
    "bi-specific antibody deals 2025": 15,
    "deals in 2024 and 2025": 145,
    "deals with equity": 12,
    "deals with milestones over $1bn": 69,
    "platform deals 2025": 9,
    "!deals ADC 2025 top 5": 5,
    "which deals closed in 2025": 3,
    "which bispecific deals exceeded 3 billion in total": 5,
    "in-licensing deals 2025": 0,
}


@pytest.mark.parametrize(("question", "count"), COUNTS.items())
def test_a_list_has_what_was_asked_for_and_no_more(ask, question, count):
    assert len(ask(question)["rows"]) == count


ASKED_BACK = (
    "lung cancer deals",
    "positive toplines in 2025",
    "WuXi backlog",
    "科伦的交易",
    "what's next for it",
    "deals Q1 2024 and Q1 2025",
    "how many companies did deals in 2025",
    "what does ADC mean",
)


@pytest.mark.parametrize("question", ASKED_BACK)
def test_what_cannot_be_read_whole_is_asked_back(ask, question):
    assert refused(ask(question))


def test_a_comparison_with_a_year_compares_what_stands_on_its_sides(ask):
    assert "2024" not in ask("ADC vs bispecific 2025")["text"].splitlines()[0]


def test_no_change_is_drawn_from_a_period_that_was_not_over(ask):
    assert "No change against 2024" in ask("deals in 2025 as of 2025-03-31")["text"]
