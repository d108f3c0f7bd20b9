"""Which deals a filter leaves: amounts, targets, kinds, sides, and the names of those who made them."""

import pytest

from tests.answers_support import ids as rows
from tests.answers_support import lead
from tests.plain_facts import ids, listed, of_any_kind, proper, whole

# --- filters -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("upfront>=100m", lambda row: (whole(row, "upfront") or -1) >= 100_000_000),
        ("upfront>100m", lambda row: (whole(row, "upfront") or -1) > 100_000_000),
        ("upfront<=100m", lambda row: row["upfront_musd"] and (whole(row, "upfront") or 0) <= 100_000_000),
        ("upfront<100m", lambda row: row["upfront_musd"] and (whole(row, "upfront") or 0) < 100_000_000),
        ("upfront over $100m", lambda row: (whole(row, "upfront") or -1) > 100_000_000),
        ("upfront at least $100m", lambda row: (whole(row, "upfront") or -1) >= 100_000_000),
        ("upfront under $100m", lambda row: row["upfront_musd"] and (whole(row, "upfront") or 0) < 100_000_000),
        (">1b", lambda row: (whole(row, "total") or -1) > 1_000_000_000),
        ("total >= $2bn", lambda row: (whole(row, "total") or -1) >= 2_000_000_000),
        ("500m..2b", lambda row: 500_000_000 <= (whole(row, "total") or -1) <= 2_000_000_000),
        ("首付款超过1亿美元", lambda row: (whole(row, "upfront") or -1) > 100_000_000),
        ("首付款不低于1亿美元", lambda row: (whole(row, "upfront") or -1) >= 100_000_000),
    ],
)
def test_amounts_are_bounded_as_said(ask, words, fits):
    expected = ids(row for row in proper("2025") if fits(row))
    assert expected
    assert set(rows(ask(f"!deals 2025 {words}"))) == expected


@pytest.mark.parametrize(
    "spelling",
    [
        "PD-1xVEGF",
        "VEGFxPD-1",
        "PD-1 x VEGF",
        "VEGF x PD-1",
        "PD1/VEGF",
        "VEGF/PD1",
        "PD-1×VEGF",
        "pd1xvegf",
        "PD-1/VEGF双抗",
    ],
)
def test_a_target_in_any_order_and_spelling(ask, spelling):
    expected = ids(row for row in proper() if "PD-1 x VEGF" in listed(row, "targets"))
    assert len(expected) == 4
    assert set(rows(ask(f"!deals {spelling}"))) == expected


@pytest.mark.parametrize(
    ("word", "modalities"),
    [
        ("ADC", {"ADC", "bispecific ADC"}),
        ("bispecific ADC", {"bispecific ADC"}),
        ("bispecific", {"bispecific", "bispecific ADC"}),
        ("cell therapy", {"cell therapy", "in vivo cell therapy"}),
        ("siRNA", {"siRNA"}),
        ("双抗", {"bispecific", "bispecific ADC"}),
    ],
)
def test_a_modality_takes_in_its_kinds(ask, word, modalities):
    assert set(rows(ask(f"!deals {word}"))) == ids(row for row in proper() if row["modality"] in modalities)


@pytest.mark.parametrize(
    ("word", "area"), [("oncology", "oncology"), ("metabolic", "metabolic"), ("自免", "immunology")]
)
def test_deals_of_an_area(ask, word, area):
    assert set(rows(ask(f"!deals 2025 {word}"))) == ids(row for row in proper("2025") if row["area"] == area)


@pytest.mark.parametrize("kind", ["newco", "option", "collaboration"])
def test_deals_of_a_type(ask, kind):
    assert set(rows(ask(f"!deals 2024 {kind}"))) == ids(row for row in proper("2024") if row["deal_type"] == kind)


def test_deals_of_a_status(ask):
    assert set(rows(ask("!deals terminated"))) == ids(row for row in proper() if row["status"] == "terminated")


def test_a_company_is_found_on_either_side(ask):
    either = ids(row for row in proper() if "pfizer" in listed(row, "licensors") + listed(row, "licensees"))
    assert set(rows(ask("!deals Pfizer"))) == either


@pytest.mark.parametrize(
    ("words", "side", "company"),
    [
        ("from:CSPC", "licensors", "cspc"),
        ("to:AstraZeneca", "licensees", "astrazeneca"),
        ("from:恒瑞", "licensors", "hengrui"),
        ("to:MSD", "licensees", "merck-co"),
        ("to:“Eli Lilly”", "licensees", "eli-lilly"),
    ],
)
def test_from_and_to_choose_the_side(ask, words, side, company):
    expected = ids(row for row in proper() if company in listed(row, side))
    assert expected
    assert set(rows(ask(f"!deals {words}"))) == expected


def test_from_and_to_together(ask):
    expected = ids(row for row in proper() if row["licensors"] == "cspc" and row["licensees"] == "astrazeneca")
    assert set(rows(ask("!deals from:CSPC to:AstraZeneca"))) == expected
    assert rows(ask("!deals from:AstraZeneca to:CSPC")) == []


def test_a_deal_with_several_parties_counts_for_each_and_once_in_a_total(ask):
    joint = "2025-01-10-harbour-biomed-windward-hbm9378"
    assert joint in rows(ask("!deals from:Kelun-Biotech"))
    assert joint in rows(ask("!deals from:Harbour"))
    assert rows(ask("!deals 2025")).count(joint) == 1


def test_a_drug_shows_its_deals_of_any_kind_and_adds_up_the_proper_ones(ask):
    answer = ask("!deals AK112")
    assert set(rows(answer)) == {row["id"] for row in of_any_kind() if "ak112" in listed(row, "drugs")}
    assert "1 deal · $5B total · $500M upfront" in lead(answer)


@pytest.mark.parametrize(
    "words",
    ["2025 ADC oncology upfront>=50m", "upfront>=50m oncology 2025 ADC", "ADC upfront>=50m, oncology, in 2025"],
)
def test_words_may_stand_in_any_order(ask, words):
    expected = ids(
        row
        for row in proper("2025")
        if row["modality"] in ("ADC", "bispecific ADC")
        and row["area"] == "oncology"
        and (whole(row, "upfront") or 0) >= 50_000_000
    )
    assert expected
    assert set(rows(ask(f"!deals {words}"))) == expected


# --- names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("恒瑞", "hengrui"),
        ("信达", "innovent"),
        ("武田", "takeda"),
        ("百时美", "bristol-myers-squibb"),
        ("MSD", "merck-co"),
        ("BMS", "bristol-myers-squibb"),
        ("Lilly", "eli-lilly"),
    ],
)
def test_short_names_lead_to_the_company(ask, name, company):
    assert rows(ask(f"!company {name}"))[0] == company
    expected = ids(row for row in proper() if company in listed(row, "licensors") + listed(row, "licensees"))
    assert set(rows(ask(f"!deals {name}"))) == expected


@pytest.mark.parametrize(
    ("typed", "offered"), [("!drug AK1112", "AK112"), ("!drug ivonescimib", "ivonescimab"), ("!company 恒端", "恒瑞")]
)
def test_a_nearly_known_name_is_offered(ask, typed, offered):
    answer = ask(typed)
    assert answer["kind"] == "unknown"
    assert answer["rows"] == []
    assert "did you mean" in answer["text"] or "您是否想找" in answer["text"]
    assert offered in answer["text"]
    assert any(each.endswith(offered) for each in answer["suggestions"])


@pytest.mark.parametrize("text", ["!drug Zorblax", "!company Zorblax", "!deals from:Zorblax", "Zorblax deals in 2025"])
def test_an_unknown_name_is_said_to_be_unknown(ask, text):
    answer = ask(text)
    assert answer["kind"] == "unknown"
    assert "Zorblax is in the store" in answer["text"]


def test_an_ambiguous_name_lists_the_candidates(ask):
    answer = ask("!deals Merck 2025")
    assert answer["kind"] == "clarify"
    assert answer["suggestions"] == ["!deals Merck & Co 2025", "!deals Merck KGaA 2025"]
    assert "Merck & Co or Merck KGaA" in answer["text"]


@pytest.mark.parametrize(
    ("text", "deal"),
    [
        ("!deals Merck LM-299", "2024-11-14-lanova-merck-co-lm-299"),
        ("!deals Merck LaNova", "2024-11-14-lanova-merck-co-lm-299"),
        ("!deals Merck SHR7280", "2025-04-07-hengrui-merck-kgaa-shr7280"),
        ("!deals Merck Hansoh", "2024-12-18-hansoh-merck-co-hs-10535"),
    ],
)
def test_merck_is_settled_by_what_else_is_said(ask, text, deal):
    answer = ask(text)
    assert rows(answer) == [deal]
    assert any("Merck was read as" in note for note in answer["notes"])


def test_merck_with_a_partner_of_both_is_asked_back(ask):
    assert ask("!deals Merck Hengrui")["kind"] == "clarify"


# --- rights ------------------------------------------------------------------------------------------------------------


def test_rights_in_a_place_are_those_of_the_world_too_but_not_of_words_alike(ask):
    """Australia and "exclusive" have the letters of US, and rights worldwide ex Greater China are rights there."""
    found = rows(ask("!deals 2025 rights in the US"))
    assert "2025-05-20-3sbio-pfizer-ssgj-707" in found
    assert "2025-12-18-hansoh-glenmark-hs-10296" not in found


def test_rights_in_a_place_alone(ask):
    expected = ids(row for row in proper("2025") if row["territory"] == "US")
    assert expected
    assert set(rows(ask("deals with US rights only in 2025"))) == expected


@pytest.mark.parametrize(
    ("words", "least"),
    [("over a billion", 10**9), ("above half a billion", 5 * 10**8), ("over two hundred million dollars", 2 * 10**8)],
)
def test_amounts_in_words(ask, words, least):
    expected = ids(row for row in proper("2024") if (whole(row, "total") or 0) > least)
    assert set(rows(ask(f"deals {words} in 2024"))) == expected


def test_a_word_for_a_number_is_no_name(ask):
    assert ask("deals billion 2024")["kind"] == "clarify"
