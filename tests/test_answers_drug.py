"""What !drug, !company, !trial, !search and !sources answer."""

from typing import Any

import pytest

from bot.answers import citing
from db.models import Source
from tests.answers_support import ids as rows
from tests.plain_facts import listed, of_any_kind
from tests.store_support import bundled

DRUGS = {row["id"]: row for row in bundled("drugs")}
MILESTONES = {row["id"]: row for row in bundled("milestones")}


def section(answer: dict[str, Any], title: str) -> str:
    """Give a part of the text by its title."""
    return next(part for part in str(answer["text"]).split("\n\n") if part.startswith(f"{title}\n"))


# --- a drug ------------------------------------------------------------------------------------------------------------


def test_a_drug_shows_every_name_it_has(ask):
    text = ask("!drug AK112")["text"]
    for name in ("AK112", "ivonescimab", "依沃西单抗", "依达方", "SMT112", "依沃西"):
        assert name in text


def test_a_drug_shows_what_it_is_and_who_made_it(ask):
    assert "PD-1 x VEGF bispecific, Akeso" in ask("!drug AK112")["text"].split("\n\n")[0]


def test_a_drug_shows_its_rights_by_territory(ask):
    rights = section(ask("!drug AK112"), "Rights")
    assert "Summit Therapeutics" in rights
    assert "US, Canada, Europe, Japan (2022-12-06, $500M upfront, $5B total)" in rights
    assert "Latin America, Middle East, Africa (2024-06-03" in rights


def test_a_drug_rests_on_its_deals_milestones_and_trials(ask):
    for drug in ("ak112", "skb264", "bl-b01d1", "ssgj-707"):
        own = {row["id"] for row in of_any_kind() if drug in listed(row, "drugs")}
        own |= {key for key, row in MILESTONES.items() if row["drug"] == drug}
        own |= {row["nct_id"] for row in bundled("trials") if drug in listed(row, "drugs")}
        assert set(rows(ask(f"!drug {drug}"))) == own | {drug}


def test_a_drug_shows_what_comes_next(ask):
    coming = section(ask("!drug AK112"), "Next")
    assert "overdue 8 d" in coming
    assert "PDUFA date HARMONi" in coming
    assert "≤ 39 d" in coming
    assert "H2 2026 — guidance unchanged since 2025-10-19" in coming
    assert "slipped once (early 2027 → H1 2027, said 2026-04-30)" in coming
    assert coming.index("overdue") < coming.index("≤ 39 d") < coming.index("40–220 d")


def test_a_drug_shows_what_was_reached_with_the_key_numbers(ask):
    reached = section(ask("!drug AK112"), "Reached")
    assert "2026-05-31" in reached
    assert "OS 27.9 vs 23.7 months, HR 0.66" in reached
    done = sum(row["drug"] == "ak112" and row["status"] not in ("expected", "delayed") for row in MILESTONES.values())
    shown = sum(line.strip()[:2] == "20" for line in reached.splitlines())
    assert f"… {done - shown} more" in reached


def test_a_drug_shows_its_trials(ask):
    trials = section(ask("!drug SKB264"), "Trials")
    assert "NCT06132958 TroFuse-005" in trials


@pytest.mark.parametrize("drug", list(DRUGS))
def test_every_drug_is_found_by_every_name_it_has(ask, drug):
    row = DRUGS[drug]
    names = [
        row["code"],
        row["generic_name"],
        *listed(row, "name_zh"),
        *listed(row, "brand_names"),
        *listed(row, "aliases"),
    ]
    for name in filter(None, names):
        answer = ask(f"!drug {name}")
        assert answer["kind"] == "clarify" or drug in rows(answer), name


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("who makes AK112?", "akeso"),
        ("依沃西是哪家公司的？", "akeso"),
        ("partners of AK112", "summit"),
        ("competitors of AK112", ["lm-299", "rc148", "ssgj-707"]),
        ("who else has a PD-1xVEGF?", ["ak112", "lm-299", "rc148", "ssgj-707"]),
    ],
)
def test_one_thing_asked_of_a_drug(ask, question, value):
    given = ask(question)["value"]
    assert (sorted(given) if isinstance(given, list) else given) == value


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("target of AK112", "Target: PD-1 x VEGF"),
        ("modality of SKB264", "Modality: ADC"),
        ("phase of AK112", "phase 3"),
        ("who has the rights to AK112?", "Summit Therapeutics: US, Canada, Europe, Japan"),
    ],
)
def test_what_is_asked_of_a_drug_stands_in_the_first_lines(ask, question, said):
    assert said in "\n".join(ask(question)["text"].splitlines()[:2])


def test_a_drug_as_of_a_day_knows_nothing_later(ask):
    early, late = ask("AK112 as of 2022-01-01"), ask("AK112 as of 2022-12-31")
    assert "2022-12-06-akeso-summit-ak112" not in rows(early)
    assert "2022-12-06-akeso-summit-ak112" in rows(late)
    assert "2024-06-03-akeso-summit-ak112" not in rows(late)
    assert "$5B" not in early["text"]


# --- a company ---------------------------------------------------------------------------------------------------------


def test_a_company_shows_drugs_deals_and_what_comes_next(ask):
    answer = ask("!company Akeso")
    made = {key for key, row in DRUGS.items() if row["originator"] == "akeso"}
    party = {row["id"] for row in of_any_kind() if "akeso" in (*listed(row, "licensors"), *listed(row, "licensees"))}
    assert made | party | {"akeso"} <= set(rows(answer))
    assert "1 out-licensing deal · $500M upfront · $5B total" in section(answer, "Deals")
    assert "overdue 8 d" in section(answer, "Next")


def test_a_companys_sums_leave_out_what_is_not_proper(ask):
    text = ask("!company Pfizer")["text"]
    own = [row for row in of_any_kind() if "pfizer" in listed(row, "licensees")]
    assert any(row["deal_type"] == "amendment" for row in own)
    count = sum(row["direction"] == "out" and row["deal_type"] not in ("amendment", "acquisition") for row in own)
    assert f"{count} out-licensing deals" in text


@pytest.mark.parametrize(
    "typed", ["!company akeso", "!company 康方", "!company 康方生物", "!company 9926.HK", "康方", "AKESO"]
)
def test_a_company_by_any_name(ask, typed):
    assert rows(ask(typed))[0] == "akeso"


# --- a trial -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["!trial NCT06396429", "!trial nct06396429", "NCT06396429", "!trial GEMINI-1", "!trial HRS9531-301"]
)
def test_a_trial_by_number_or_acronym(ask, typed):
    answer = ask(typed)
    assert answer["kind"] == "trial"
    assert "NCT06396429" in answer["text"]
    assert {"hrs9531-301-topline", "hrs9531-301-conference"} <= set(rows(answer))


def test_a_study_without_a_number_is_told_from_its_milestones(ask):
    answer = ask("!trial HARMONi-3")
    assert set(rows(answer)) >= {key for key in MILESTONES if key.startswith("ak112-harmoni-3-")}


def test_an_unknown_trial_is_said_to_be_unknown(ask):
    answer = ask("!trial NCT99999999")
    assert answer["kind"] == "unknown"
    assert "NCT99999999" in answer["text"]


# --- search and sources --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("恒瑞", "hengrui"),
        ("Lp(a)", "hrs-5346"),
        ("依沃西", "ak112"),
        ("HARMONi", "ak112-harmoni-pdufa"),
        ("信达", "innovent"),
    ],
)
def test_search_finds_words_in_any_script(ask, words, found):
    assert found in rows(ask(f"!search {words}"))


def test_search_that_finds_nothing_says_so(ask):
    answer = ask("!search zzzqqq")
    assert answer["rows"] == []
    assert "Nothing in the store has these words" in answer["text"]


@pytest.mark.parametrize("typed", ["ak112", "AK112", "依沃西"])
def test_all_sources_of_a_drug(ask, typed):
    answer = ask(f"!sources {typed}")
    assert {each["url"] for each in answer["sources"]} == set(DRUGS["ak112"]["sources"].split())
    for each in answer["sources"]:
        assert each["url"] in answer["text"]


def test_a_source_shows_what_it_backs(ask):
    answer = ask("!sources urn:readout:deep-news-2026-02-15")
    assert {"out-licensing-deals-china-2025-senrui", "bl-b01d1-phase-iii-nsclc-topline"} <= set(rows(answer))


def test_an_unknown_id_has_no_sources(ask):
    assert ask("!sources no-such-id")["kind"] == "unknown"
    assert ask("!sources https://example.org/never")["kind"] == "unknown"


def test_releases_and_regulators_stand_before_the_press(ask):
    published = {row["url"]: row for row in bundled("sources")}
    for text in ("!drug AK112", "!deals 2025", "!company Hengrui"):
        ranks = [
            citing.rank(Source.model_validate({**published[each["url"]], "published": each["published"]}))
            for each in ask(text)["sources"]
        ]
        assert ranks == sorted(ranks), text
        assert ranks[0] < 3, text


@pytest.mark.parametrize("text", ["!drug AK112", "!company Hengrui", "!trial HARMONi-3", "!market 2025", "!milestones"])
def test_a_chat_shows_three_sources_and_the_way_to_the_others(ask, text):
    answer = ask(text)
    footer = answer["text"].splitlines()[-1]
    assert [f" {number} " in footer for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert f"… and {len(answer['sources']) - 3} more" in footer


# --- help and about ------------------------------------------------------------------------------------------------------


def test_about_says_how_much_there_is_and_up_to_when(ask):
    text = ask("!about")["text"]
    for table in ("companies", "drugs", "deals", "trials", "milestones"):
        assert f"{table:<13}" in text
        assert f"  {len(bundled(table))}" in text
    assert "2026-06-22" in text


def test_help_lists_every_command_and_questions(ask):
    text = ask("!help")["text"]
    for name in ("deals", "deal", "drug", "company", "trial", "milestones", "market", "search", "sources", "about"):
        assert f"!{name} " in text
    assert "who paid the largest upfront in 2025?" in text


@pytest.mark.parametrize(
    ("typed", "meant"), [("!dael 3SBio", "!deal"), ("!drugs AK112", "!drug"), ("!milestone", "!milestones")]
)
def test_an_unknown_command_suggests_the_nearest(ask, typed, meant):
    answer = ask(typed)
    assert answer["kind"] == "unknown"
    assert f"did you mean {meant}?" in answer["text"]
    assert answer["suggestions"][0].startswith(meant)


def test_a_source_shows_the_milestones_whose_guidance_it_backs(ask):
    ids = {row["id"] for row in ask("!sources urn:readout:deep-news-2026-02-15")["rows"]}
    assert {"ak112-harmoni-3-squamous-topline", "skb264-trofuse-005-topline"} <= ids
