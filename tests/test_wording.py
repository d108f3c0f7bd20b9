"""How answers read: the first line answers, names stand for ids, signs are explained, and what did not change is not said to have."""

import re

import pytest

from bot.answers.wording import change, shortened
from bot.i18n import in_traditional
from db.guidance import moves
from db.models import Guidance


def first_line(answer):
    return answer["text"].split("\n")[1]


@pytest.mark.parametrize("question", ["did the BIOSECURE Act become law?", "has BIOSECURE been signed into law?"])
def test_whether_a_law_was_made_is_answered_first_and_what_denies_it_stands_beside(ask, question):
    answer = ask(question)
    assert answer["value"] is True
    lines = answer["text"].split("\n")
    assert lines[1].startswith("Yes: signed into law as Sec. 851 of the FY2026 NDAA")
    assert "2025-12-18 (Arnold & Porter" in lines[1]
    assert lines[2] == (
        "Against that: said that the BIOSECURE Act did not materialise (Lin Cun, Senrui Investment (Deep News), 2026-02-15)"
    )
    assert [row["id"] for row in answer["rows"]][:2] == [
        "policy-status-biosecure-act-2025-12-18-arnold-porter",
        "policy-status-biosecure-act-2026-02-senrui",
    ]


def test_a_law_is_what_a_pronoun_behind_it_stands_for(ask):
    answer = ask("was BIOSECURE signed into law or did it die?")
    assert first_line(answer).startswith("Signed into law as Sec. 851")


def test_before_a_law_was_signed_there_is_no_yes(ask):
    answer = ask("did the BIOSECURE Act become law? as of 2025-11-01")
    assert answer["value"] is None
    assert first_line(answer).startswith("No clear yes or no is recorded; last said: senate")


def test_a_figure_without_rival_is_not_called_disputed(ask):
    assert first_line(ask("China's share of global ADC licensing")) == (
        "about 90 % — China share of global ADC licensing, 2025 (Vision Lifesciences)"
    )
    assert first_line(ask("order backlog of WuXi AppTec")).startswith("Latest: over RMB 55B")


def test_figures_are_headed_by_names_as_they_are_written(ask):
    text = ask("!market WuXi AppTec")["text"]
    assert "Order backlog, WuXi AppTec" in text
    assert "Policy status, BIOSECURE Act" in ask("!market BIOSECURE")["text"]


@pytest.mark.parametrize("question", ["compare 2024 and 2025", "compare Akeso and Hengrui", "比较康方和恒瑞"])
def test_comparisons_show_no_ids(ask, question):
    answer = ask(question)
    ids = {row["id"] for row in answer["rows"] if row["type"] == "deal"}
    assert not [each for each in ids if each in answer["text"]]


def test_compared_years_show_rival_figures_and_the_change(ask):
    text = ask("compare 2024 and 2025")["text"]
    assert "2024 → 2025, in the store: deals +64 %, total +184 %, upfront +59 %" in text
    for rival in ("93 deals (Evaluate via Fierce Biotech)", "158 deals (", "167 deals (", "$140.27B total ("):
        assert rival in text


def test_companies_are_compared_by_what_they_wait_for_too(ask):
    text = ask("compare Akeso and Innovent")["text"]
    assert re.search(r"^  Drugs +\d+ +\d+$", text, re.MULTILINE)
    assert re.search(r"^  Next +AK112 \S.*: .*  IBI\d+ .*: ", text, re.MULTILINE)
    assert "Milestones to come" not in ask("compare 2024 and 2025")["text"]


def test_a_milestone_that_was_reached_is_said_to_be(ask):
    answer = ask("when will TroFuse-005 read out?")
    lines = answer["text"].split("\n")
    assert lines[1] == "SKB264 topline TroFuse-005: reached, 2026"
    assert lines[3].strip().startswith("Outcome     met both primary endpoints")
    assert "unchanged" not in answer["text"]


def test_a_deal_on_both_sides_is_said_to_be(ask):
    assert "5 deals on more than one side" in ask("ADC vs bispecific 2025")["notes"]


def test_growth_of_reported_figures_rests_on_their_sources(ask):
    answer = ask("growth of out-licensing total value 2024 to 2025")
    assert {row["type"] for row in answer["rows"]} == {"market_figure"}
    assert any("deep-news" in source["url"] for source in answer["sources"])
    assert not any("left out" in note for note in answer["notes"])
    assert "Store: +184 %: $47.69B total" in answer["text"]
    assert "$140.27B total" in answer["text"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (10, 10, "no change"),
        (100, 164, "+64 %"),
        (1000, 997, "−0.3 %"),
        (10**6, 10**6 - 1, "no change"),
        (4, 1, "−75 %"),
        (200, 201, "+1 %"),
        (200, 329, "+65 %"),
    ],
)
def test_what_is_too_small_to_show_is_no_change(before, after, said):
    assert change(before, after) == said


def statement(day: str, text: str, start: str) -> Guidance:
    return Guidance(
        milestone="m",
        said_on=day,
        guidance=text,
        window_start=start,
        window_end="2025-12-31",
        kind="company",
        sources=("https://example.org",),
    )


def test_what_is_said_again_is_no_firming():
    first = statement("2025-06-01", "by end of 2025", "2025-06-01")
    again = statement("2025-11-04", "by end of 2025", "2025-11-04")
    nearer = statement("2025-11-05", "December 2025", "2025-12-01")
    assert moves([first, again]) == []
    assert [move.kind for move in moves([first, again, nearer])] == ["firmed"]


@pytest.mark.parametrize(
    ("text", "longest", "said"),
    [
        ("two cardiovascular RNAi assets", 34, "two cardiovascular RNAi assets"),
        ("two preclinical immunology programmes", 30, "two preclinical immunology…"),
        ("unbreakableword", 8, "unbreak…"),
        ("两个免疫临床前项目", 18, "两个免疫临床前项目"),
        ("两个免疫临床前项目及平台", 18, "两个免疫临床前项…"),
        ("用于Harbour Mice平台的抗体", 18, "用于Harbour…"),
        ("HRS-7535、HRS9531、HRS-4729", 24, "HRS-7535、HRS9531…"),
        ("", 3, ""),
    ],
)
def test_what_is_too_long_for_a_table_is_cut_at_a_word(text, longest, said):
    assert shortened(text, longest) == said


def test_a_sign_in_a_table_is_explained(ask):
    answer = ask("!deals 2020")
    assert "†" in answer["text"]
    assert "† terminated since" in answer["notes"]
    assert "† terminated since" not in ask("!deals Summit")["notes"]


def test_a_period_to_come_is_said_to_lie_ahead(ask):
    assert (
        first_line(ask("out-licensing deals in 2045?")) == "2045 lies ahead; the store holds what has been announced."
    )
    assert not any("roughly" in note for note in ask("deals next week")["notes"])


def test_rankings_speak_of_no_sums_and_name_what_is_larger_but_no_licence(ask):
    notes = ask("who got the largest upfront in 2023")["notes"]
    assert "larger, but no out-licensing proper: Gracell Biotechnologies → AstraZeneca, $1B (acquisition)" in notes
    assert not any("sums" in note for note in notes)


def test_equal_amounts_are_named(ask):
    assert "of the same amount: Adagene → Third Arc Bio" in ask("smallest upfront")["notes"]


def test_who_buys_a_company_is_its_buyer(ask):
    assert first_line(ask("who bought Gracell?")) == "Buyer: AstraZeneca"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("!company Foobarix Pharma", "No company called Foobarix Pharma is"),
        ("!drug 阿不思单抗", "没有名为阿不思单抗的药物"),
        ("!company Foobarix Pharma 2025", "No company called Foobarix Pharma is"),
    ],
)
def test_a_name_that_is_not_known_is_repeated_as_it_was_typed(ask, question, named):
    assert named in ask(question)["text"]


def test_names_of_drug_makers_are_written_as_in_taiwan():
    assert in_traditional("联邦制药、三生制药、联邦制的国家") == "聯邦製藥、三生製藥、聯邦制的國家"


@pytest.mark.parametrize("question", ["2026年双抗交易", "!药物 RC48", "指引自2025年以来未变的里程碑", "2024年的交易"])
def test_years_stand_with_their_word_in_chinese_tables(ask, question):
    cells = re.findall(r"(?:^|  )(20\d{2})(?:  |$)", ask(question)["text"], re.MULTILINE)
    assert cells == []
