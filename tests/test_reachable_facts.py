"""Every fact that the store holds can be asked for, with its sources, and so can what the founding article asserts."""

import pytest

from tests.answers_support import ids
from tests.store_support import bundled

FOUNDING = "urn:readout:deep-news-2026-02-15"


# --- every fact can be reached ---------------------------------------------------------------------------------------

_COMMAND_OF = {
    "deals": "deal",
    "drugs": "drug",
    "companies": "company",
    "trials": "trial",
    "milestones": "milestones",
    "market_figures": "market",
}


def keys(table: str) -> list[str]:
    return [row["nct_id" if table == "trials" else "id"] for row in bundled(table)]


@pytest.mark.parametrize(("table", "command"), _COMMAND_OF.items())
def test_every_record_is_found_by_its_id(ask, table, command):
    for key in keys(table):
        for text in (key, f"!{command} {key}"):
            assert key in ids(ask(text)), text


def test_every_guidance_stands_in_the_row_of_its_milestone(ask):
    for said in bundled("guidance"):
        row = next(row for row in ask(f"!milestones {said['milestone']}")["rows"] if row["id"] == said["milestone"])
        found = [
            each
            for each in row["guidance"]
            if (each["said_on"] or "", each["guidance"], each["kind"])
            == (said["said_on"], said["guidance"], said["kind"])
        ]
        assert found, f"{said['milestone']}: {said['guidance']}, said {said['said_on']}"
        assert set(said["sources"].split()) <= set(row["sources"])


def test_every_source_is_found_by_its_address(ask):
    for source in bundled("sources"):
        answer = ask(f"!sources {source['url']}")
        assert source["url"] in {each["url"] for each in answer["sources"]}, source["url"]
        assert len(answer["rows"]) > 1, f"{source['url']} backs nothing"


@pytest.mark.parametrize(("table", "command"), _COMMAND_OF.items())
def test_every_source_of_a_record_is_given_by_sources(ask, table, command):
    for row in bundled(table):
        key = row.get("id") or row["nct_id"]
        given = {each["url"] for each in ask(f"!sources {key}")["sources"]}
        assert set(row["sources"].split()) <= given, key


def test_what_is_said_of_a_record_has_its_sources(ask):
    """Companies are names first: those without a source of their own, alone in an answer, are the one exception."""
    bare = {row["id"] for row in bundled("companies") if not row["sources"]}
    texts = [key for table in _COMMAND_OF for key in keys(table)]
    given = [(text, ask(text)) for text in texts]
    assert [text for text, answer in given if not answer["sources"] and set(ids(answer)) - bare] == []


# --- the founding article ------------------------------------------------------------------------------------------

_FOUNDING_FIGURES = {
    "out-licensing-total-value-china-2025-senrui": ("$135.7B", "total value of out-licensing in 2025"),
    "out-licensing-upfront-china-2025-senrui": ("$7B", "upfront payments 2025"),
    "out-licensing-deals-china-2025-senrui": ("157", "how many out-licensing deals in 2025?"),
    "out-licensing-total-value-china-2024-senrui": ("$51.9B", "total value of out-licensing in 2024"),
    "out-licensing-upfront-china-2024-senrui": ("$4.1B", "upfront payments 2024"),
    "out-licensing-total-value-china-2026-01-senrui": ("$30B", "total value of out-licensing in January 2026"),
    "out-licensing-upfront-china-2026-01-senrui": ("$3B", "upfront payments in January 2026"),
    "share-of-mnc-external-pipeline-china-2020-senrui": (
        "10 %",
        "what share of multinationals' external pipeline came from China in 2020?",
    ),
    "share-of-mnc-external-pipeline-china-2025-senrui": (
        "42 %",
        "what share of multinationals' external pipeline came from China in 2025?",
    ),
    "global-to-china-market-ratio-global-2026-senrui": (
        "6 times",
        "how many times the Chinese market is the global drug market?",
    ),
    "outlook-wuxi-biologics-2026-senrui": ("record highs", "outlook for WuXi Biologics 2026"),
    "outlook-wuxi-apptec-2026-senrui": ("record highs", "outlook for WuXi AppTec 2026"),
    "outlook-wuxi-xdc-2026-senrui": ("record highs", "outlook for WuXi XDC 2026"),
    "policy-status-biosecure-act-2026-02-senrui": ("did not materialise", "what happened to the BIOSECURE Act?"),
    "focus-areas-china-2026-senrui": ("IO bispecifics, ADC, small nucleic acids, CAR-T", "focus areas for 2026"),
}
_FOUNDING_MILESTONES = {
    "ak112-harmoni-3-squamous-topline": "when is the AK112 HARMONi-3 squamous topline expected?",
    "skb264-trofuse-005-topline": "when is the SKB264 TroFuse-005 topline expected?",
    "bl-b01d1-phase-iii-nsclc-topline": "when is the BL-B01D1 phase III NSCLC topline expected?",
}
_SPEAKER = "Lin Cun, Senrui Investment (Deep News)"


@pytest.mark.parametrize(("figure", "said"), [(figure, said) for figure, (said, _) in _FOUNDING_FIGURES.items()])
def test_the_founding_figures_say_who_asserted_them(ask, figure, said):
    answer = ask(f"!market {figure}")
    assert said in answer["text"]
    assert _SPEAKER in answer["text"]
    assert [row["asserted_by"] for row in answer["rows"]] == [_SPEAKER]
    assert FOUNDING in {source["url"] for source in answer["sources"]}


@pytest.mark.parametrize(("said", "question"), _FOUNDING_FIGURES.values())
def test_the_founding_figures_answer_questions(ask, said, question):
    answer = ask(question)
    assert said in answer["text"]
    assert _SPEAKER in answer["text"]
    assert FOUNDING in {source["url"] for source in answer["sources"]}


@pytest.mark.parametrize(("milestone", "question"), _FOUNDING_MILESTONES.items())
def test_the_founding_milestones_say_who_asserted_them(ask, milestone, question):
    answer = ask(question)
    row = next(row for row in answer["rows"] if row["id"] == milestone)
    said = [each for each in row["guidance"] if each["said_on"] == "2026-02-15"]
    assert [(each["guidance"], each["kind"], each["sources"]) for each in said] == [("2026", "press", [FOUNDING])]
    assert FOUNDING in {source["url"] for source in answer["sources"]}


def test_what_contradicts_the_founding_article_stands_beside_it(ask):
    answer = ask("what happened to the BIOSECURE Act?")
    assert {
        "policy-status-biosecure-act-2026-02-senrui",
        "policy-status-biosecure-act-2025-12-18-arnold-porter",
        "policy-status-biosecure-act-2025-12-18-latham-watkins",
        "policy-status-biosecure-act-2025-12-scmp",
    } <= set(ids(answer))
    assert answer["value"] is None


@pytest.mark.parametrize("text", ["!company Asymchem", "凯莱英"])
def test_a_record_without_a_source_says_so(ask, text):
    answer = ask(text)
    assert not answer["sources"]
    said = " ".join((answer["text"], *answer["notes"])).casefold()
    assert "source" in said or "来源" in said
