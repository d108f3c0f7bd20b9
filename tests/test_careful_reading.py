"""Questions that are easily read as others: what is not understood is asked back, never answered as something else."""

import re

import pytest

from tests.answers_support import refused
from tests.plain_facts import ids, proper, whole


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("deals Q1 2024 and Q1 2025", ("2024-01", "2024-02", "2024-03", "2025-01", "2025-02", "2025-03")),
        ("deals in 2021 and 2025", ("2021", "2025")),
        ("2021年和2025年的交易", ("2021", "2025")),
        ("deals in January and March 2025", ("2025-01", "2025-03")),
    ],
)
def test_two_periods_are_not_the_span_between_them(ask, text, periods):
    answer = ask(text)
    expected = {row["id"] for period in periods for row in proper(period)}
    assert refused(answer) or {row["id"] for row in answer["rows"]} == expected


@pytest.mark.parametrize(
    "text", ["upfront>100m or total>1b 2025", "deals in 2025 with over 100 million upfront or over 1 billion total"]
)
def test_one_bound_or_another(ask, text):
    either = ids(
        row
        for row in proper("2025")
        if (whole(row, "upfront") or 0) > 100_000_000 or (whole(row, "total") or 0) > 1_000_000_000
    )
    answer = ask(text)
    assert refused(answer) or {row["id"] for row in answer["rows"]} == either


@pytest.mark.parametrize(
    "text",
    [
        "how many companies did deals in 2025",
        "how many licensees in 2025",
        "how many different buyers in 2025",
        "number of targets in 2025 deals",
        "how many drugs were licensed in 2025",
    ],
)
def test_what_is_counted_is_what_was_asked_for(ask, text):
    assert ask(text)["value"] not in (90, 157)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("which company licensed out the most in 2025", {"cspc", "harbour-biomed"}),
        ("who sold the most ADCs", {"kelun-biotech", "medilink"}),
    ],
)
def test_a_tie_is_told(ask, text, first):
    value = ask(text)["value"]
    assert value is None or (isinstance(value, list) and set(value) == first)


@pytest.mark.parametrize("text", ["which drugs failed", "has SKB264 failed any trial"])
def test_a_real_word_is_no_slip_of_another(ask, text):
    wanted = ask(text)["query"]["milestones"]
    assert not wanted or "filing" not in wanted["kinds"]


@pytest.mark.parametrize(
    "text",
    [
        "CLDN18.2 ADC deals",
        "deals targeting CLDN 18.2",
        "2025年前三季度交易总额",
        "how many deals in the first three quarters of 2025",
    ],
)
def test_common_ways_of_asking_are_understood(ask, text):
    assert ask(text)["rows"]


def test_what_was_known_on_a_day_is_knowledge_of_that_day(ask):
    assert ask("what was known about SKB264 on 2024-01-01")["query"]["as_of"] == "2024-01-01"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("deals with big pharma 2025", "deals 2025"),
        ("worldwide rights deals 2025", "deals 2025"),
        ("global rights deals 2025", "deals 2025"),
        ("second deal of Akeso", "deal of Akeso"),
        ("the largest deal by a US biotech", "the largest deal by a US company"),
    ],
)
def test_a_word_that_narrows_is_not_dropped(ask, text, plain):
    answer, other = ask(text), ask(plain)
    reported = any("left aside" in note for note in answer["notes"])
    assert refused(answer) or reported or answer["rows"] != other["rows"]


@pytest.mark.parametrize("text", ["CXO outlook 2026", "ADCs of Hengrui"])
def test_plain_questions_are_answered(ask, text):
    assert ask(text)["rows"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Is CMG901 an ADC?", True),
        ("is AK112 an ADC", False),
        ("does SKB264 target TROP2", True),
        ("does SKB264 target HER2?", False),
        ("CMG901是ADC吗", True),
    ],
)
def test_what_a_drug_is_asked_to_be_is_confirmed_or_denied(ask, text, value):
    assert ask(text)["value"] is value


@pytest.mark.parametrize(
    ("text", "drug"),
    [("drugs with the same modality as SKB264", "cmg901"), ("和SKB264同靶点的药有哪些", "db-1305")],
)
def test_drugs_alike_are_others(ask, text, drug):
    found = [row["id"] for row in ask(text)["rows"]]
    assert drug in found
    assert "skb264" not in found


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("which readouts missed", {"ak112-harmoni-3-squamous-interim", "ak112-harmoni-topline"}),
        ("which trials failed in 2025", {"ak112-harmoni-topline"}),
        ("哪些试验失败了", {"ak112-harmoni-3-squamous-interim", "ak112-harmoni-topline"}),
        ("cancelled milestones", set()),
        ("terminated trials", set()),
    ],
)
def test_what_missed_or_was_cancelled_is_no_deal_and_not_everything(ask, text, rows):
    answer = ask(text)
    assert answer["kind"] == "milestones"
    assert {row["id"] for row in answer["rows"]} == rows


@pytest.mark.parametrize("text", ["license agreements only in 2025", "only licenses 2025", "2025年纯许可交易"])
def test_licences_are_a_type_where_the_words_say_so(ask, text):
    assert {row["id"] for row in ask(text)["rows"]} == ids(
        row for row in proper("2025") if row["deal_type"] == "license"
    )


@pytest.mark.parametrize("text", ["license deals in 2025", "licensing agreements 2025"])
def test_a_license_deal_is_any_deal_where_they_do_not(ask, text):
    assert {row["id"] for row in ask(text)["rows"]} == ids(proper("2025"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("how much did Pfizer pay upfront to Innovent?", 650_000_000),
        ("how much did Pfizer pay upfront to 3SBio?", 1_250_000_000),
        ("what upfront did Takeda pay to Innovent", 1_200_000_000),
        ("how much milestones does Pfizer pay 3SBio at most", 4_800_000_000),
    ],
)
def test_who_is_paid_is_who_sold(ask, text, value):
    assert ask(text)["value"] == value


@pytest.mark.parametrize("text", ["Merck & Co or GSK licensed in 2024", "默沙东或者GSK在2024年引进的项目"])
def test_a_verb_is_said_of_both_that_are_named_in_one_breath(ask, text):
    expected = ids(row for row in proper("2024") if {"merck-co", "gsk"} & {*row["licensees"].split(" | ")})
    assert {row["id"] for row in ask(text)["rows"]} == expected


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("first approval of AK112", "ak112-harmoni-a-approval"),
        ("latest approval of AK112", "ak112-harmoni-2-approval"),
    ],
)
def test_first_and_latest_are_what_was_reached(ask, text, row):
    assert [each["id"] for each in ask(text)["rows"]] == [row]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("辉瑞和三生的交易", 2),  # they dealt with each other: both are meant
        ("百利天恒与BMS的出海交易", 1),
    ],
)
def test_two_that_dealt_with_each_other_are_both_meant(ask, text, rows):
    assert len(ask(text)["rows"]) == rows


@pytest.mark.parametrize("text", ["康方2026年有哪些里程碑", "恒瑞今年还有哪些里程碑没完成"])
def test_milestones_are_events_where_no_money_is_spoken_of(ask, text):
    assert ask(text)["kind"] == "milestones"


@pytest.mark.parametrize(
    ("text", "of"), [("upfront share of total for ADC deals 2025", 16), ("2025年首付占总额的比例是多少", 90)]
)
def test_a_share_of_the_total_is_no_share_of_all_deals(ask, text, of):
    answer = ask(text)
    assert (answer["unit"], len(answer["rows"])) == ("percent", of)
    assert answer["value"] < 10


def test_a_mean_of_shares_is_no_share_of_sums(ask):
    assert refused(ask("average upfront to total ratio in 2025"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("who paid more upfront, Pfizer or Merck & Co?", "pfizer"),
        ("辉瑞和默沙东谁付的首付多", "pfizer"),
        ("who bought more ADCs, Roche or GSK", "roche"),
    ],
)
def test_who_of_two_is_one_of_the_two_by_all_of_its_deals(ask, text, value):
    answer = ask(text)
    assert (answer["value"], answer["query"]["by"]) == (value, "licensee")


@pytest.mark.parametrize("text", ["oncology drugs of Akeso", "drugs of Akeso in oncology"])
def test_drugs_of_a_company_are_narrowed_like_any_others(ask, text):
    assert {row["id"] for row in ask(text)["rows"]} == {"ak104", "ak105", "ak112"}


def test_groups_are_ranked_without_a_word_for_deals(ask):
    answer = ask("top 3 targets in 2025")
    assert (answer["query"]["by"], len(answer["value"])) == ("target", 3)


@pytest.mark.parametrize(
    ("text", "undisclosed"),
    [
        ("deals without upfront and total disclosed 2025", ("upfront", "total")),
        ("deals 2025 without disclosed upfront by total", ("upfront",)),
        ("deals 2025 without a disclosed total", ("total",)),
    ],
)
def test_what_is_not_disclosed_is_all_that_is_named(ask, text, undisclosed):
    expected = ids(row for row in proper("2025") if all(whole(row, measure) is None for measure in undisclosed))
    assert {row["id"] for row in ask(text)["rows"]} == expected


def test_drugs_are_counted(ask):
    answer = ask("how many drugs does Hengrui have")
    assert (answer["value"], answer["unit"]) == (len(answer["rows"]), "drugs")


def test_licensees_in_china_are_not_all_deals(ask):
    assert refused(ask("Chinese licensees"))


def test_a_share_of_all_deals_has_part_and_whole_of_one_scope(ask):
    ours = proper("2025")
    bispecific = [row for row in ours if row["modality"] in ("bispecific", "bispecific ADC")]
    share = 100 * len(bispecific) / len(ours)
    assert ask("2025年双抗占全部交易的比例")["value"] == pytest.approx(share, abs=0.01)
    said = re.search(r"(\d+) of (\d+) deals", ask("share of bispecifics in 2025, all deal types")["text"])
    assert said is not None
    part, whole = map(int, said.groups())
    assert len(bispecific) < part < whole
    assert whole > len(ours)


@pytest.mark.parametrize("text", ["2025年肿瘤和自免各有多少笔", "2025年ADC和双抗分别有多少笔"])
def test_what_is_asked_of_each_is_not_added_up(ask, text):
    assert ask(text)["kind"] == "comparison"


@pytest.mark.parametrize(
    "text", ["2025年除了阿斯利康还有谁买了小分子", "who else but AstraZeneca bought small molecules in 2025"]
)
def test_who_else_bought_are_buyers_without_the_one_named(ask, text):
    expected = {
        row["licensees"]
        for row in proper("2025")
        if row["modality"] == "small molecule" and "astrazeneca" not in row["licensees"]
    }
    assert set(ask(text)["value"]) == {each.strip() for cell in expected for each in cell.split("|")}


def test_a_bound_on_the_sum_of_a_company_is_asked_back(ask):
    assert refused(ask("首付总额超过5亿的公司"))


@pytest.mark.parametrize("text", ["deals outside the US", "deals outside of Europe in 2025", "deals ex Japan"])
def test_rights_outside_a_place_are_not_taken_for_rights_there(ask, text):
    assert refused(ask(text))


@pytest.mark.parametrize("text", ["首付约5亿美元的交易", "首付5亿美元左右的交易", "deals with upfront around $500M"])
def test_about_an_amount_is_a_tenth_on_either_side(ask, text):
    near = ids(row for row in proper() if 450_000_000 <= (whole(row, "upfront") or 0) <= 550_000_000)
    assert {row["id"] for row in ask(text)["rows"]} == near


def test_over_the_years_is_by_year_unless_all_of_them_are_added_up(ask):
    assert ask("恒瑞历年出海首付")["query"]["by"] == "year"
    assert ask("恒瑞历年出海首付一共多少")["value"] == sum(
        whole(row, "upfront") or 0 for row in proper() if "hengrui" in row["licensors"].split(" | ")
    )


@pytest.mark.parametrize("text", ["AK112 readouts after", "AK112 readouts without"])
def test_words_that_join_are_no_patients(ask, text):
    assert ask(text)["kind"] == "clarify"


@pytest.mark.parametrize("text", ["按年份首付款", "按年首付款总额", "by year upfront"])
def test_an_amount_by_year_needs_no_question_before_it(ask, text):
    assert ask(text)["query"]["by"] == "year"


@pytest.mark.parametrize(
    ("text", "kind"), [("Akeso's AK112", "drug"), ("Summit's AK112 phase", "drug"), ("Pfizer's AK112", "clarify")]
)
def test_a_company_before_a_drug_has_a_part_in_it(ask, text, kind):
    assert ask(text)["kind"] == kind
