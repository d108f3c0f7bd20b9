"""Comparable deals: what `!comps` and its words in a sentence answer, against plain figures over the file."""

import re
from statistics import median

import pytest

from tests.plain_facts import Row, ids, listed, proper, whole


def of_target(target: str, year: str = "") -> list[Row]:
    """Give the deals over a target, alone or as a part of a mechanism."""
    return [
        row for row in proper(year) if any(target in (each, *re.split(r" x ", each)) for each in listed(row, "targets"))
    ]


def rows(answer) -> set[str]:
    return {row["id"] for row in answer["rows"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("!comps PD-1xVEGF", of_target("PD-1 x VEGF")),
        ("!comps AK112", of_target("PD-1 x VEGF")),
        ("comparable deals for SSGJ-707", of_target("PD-1 x VEGF")),
        ("!comps GLP-1R since 2024", [row for row in of_target("GLP-1R") if row["announced"] >= "2024"]),
        ("!可比交易 依沃西", of_target("PD-1 x VEGF")),
        ("Claudin 18.2的可比交易", of_target("Claudin 18.2")),
        ("!comps siRNA 2025", [row for row in proper("2025") if row["modality"] == "siRNA"]),
    ],
)
def test_comparable_deals_have_the_same_target_or_kind(ask, text, expected):
    answer = ask(text)
    assert rows(answer) == ids(expected)
    disclosed = [amount for row in expected if (amount := whole(row, "upfront")) is not None]
    assert answer["value"] == median(disclosed)
    assert answer["unit"] == "USD"


def test_quartiles_and_how_many_disclose_are_said(ask):
    text = ask("!comps GLP-1R")["text"]
    count = len(of_target("GLP-1R"))
    for measure in ("upfront", "total"):
        disclosed = sum(whole(row, measure) is not None for row in of_target("GLP-1R"))
        assert f"{disclosed} of {count}" in text
    assert "Lower quartile" in text
    assert "Upper quartile" in text


def test_the_total_can_be_asked_for(ask):
    totals = [amount for row in of_target("PD-1 x VEGF") if (amount := whole(row, "total")) is not None]
    assert ask("!comps PD-1xVEGF total")["value"] == median(totals)


def test_a_phase_is_said_to_be_that_of_the_drugs(ask):
    answer = ask("!comps GLP-1R phase 2")
    assert rows(answer) < ids(of_target("GLP-1R"))
    assert any("not that on the day of the deal" in note for note in answer["notes"])


def test_deals_of_the_same_modality_stand_beside_those_of_a_drug(ask):
    assert "Wider" in ask("!comps AK112")["text"]
    assert "Wider" not in ask("!comps PD-1xVEGF")["text"]


def test_nothing_alike_is_said(ask):
    answer = ask("!comps PD-1xVEGF 2021")
    assert answer["value"] is None
    assert "no such deal" in answer["text"]
