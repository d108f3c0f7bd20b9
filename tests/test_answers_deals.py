"""What !deals and !deal answer: which deals, what they add up to, and what is said beside."""

from datetime import date
from typing import Any

import pytest

from tests.answers_support import ids as rows
from tests.answers_support import lead, said
from tests.plain_facts import Row, dollars, ids, is_proper, listed, of_any_kind, proper, whole

# --- periods ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "start"), [("2026-06-30", "2025-07-01"), ("2026-11-22", "2025-11-23"), ("2024-02-29", "2023-03-01")]
)
def test_without_words_the_last_twelve_months_are_shown(ask, today, start):
    answer = ask("!deals", today)
    period = answer["query"]["deals"]["period"]
    assert (period["start"], period["end"]) == (start, today)
    assert set(rows(answer)) == {
        row["id"] for row in proper() if len(row["announced"]) == 10 and start <= row["announced"] <= today
    } | {
        row["id"]
        for row in proper()
        if len(row["announced"]) == 7 and start <= f"{row['announced']}-01" and row["announced"] < today[:7]
    }


@pytest.mark.parametrize("month", ["2025-11", "2025-09", "2024-08", "2023-10"])
def test_a_deal_of_a_month_belongs_to_the_month(ask, month):
    assert set(rows(ask(f"!deals {month}"))) == ids(proper(month))


def test_a_deal_known_by_its_month_is_not_the_first_of_the_month(ask):
    monthly = ids(row for row in proper("2025-11") if row["announced"] == "2025-11")
    assert monthly
    answer = ask("!deals 2025-11-01 to 2025-11-15")
    assert not monthly & set(rows(answer))
    assert set(rows(answer)) == ids(row for row in proper("2025-11-") if row["announced"] <= "2025-11-15")
    assert "known only roughly" in said(answer)
    assert "not counted" in said(answer)


def test_a_deal_known_by_its_year_belongs_to_the_year_alone(ask):
    yearly = [row for row in proper() if row["announced"] == "2025"]
    assert ids(yearly) <= set(rows(ask("!deals 2025")))
    half = ask("!deals H1 2025")
    assert not ids(yearly) & set(rows(half))
    assert f"{len(yearly)} deals whose date is known only roughly may belong to the period and are not counted" in said(
        half
    )


def test_an_empty_period_says_so_and_how_many_there_are_without_it(ask):
    answer = ask("!deals 2019")
    assert rows(answer) == []
    assert answer["value"] is None
    assert "no such deal in 2019" in said(answer)
    assert f"; {len(proper())} deals without the period." in said(answer)


# --- sums ------------------------------------------------------------------------------------------------------------


def test_sums_say_over_how_many_of_how_many(ask):
    deals = proper("2024")
    counts = {measure: sum(bool(row[f"{measure}_musd"]) for row in deals) for measure in ("total", "upfront")}
    text = lead(ask("!deals 2024"))
    assert f"{len(deals)} deals" in text
    assert f"$47.69B total (disclosed for {counts['total']} of {len(deals)})" in text
    assert f"$3.97B upfront (disclosed for {counts['upfront']} of {len(deals)})" in text


def test_undisclosed_is_not_zero(ask):
    answer = ask("!deals from:XtalPi to:Lilly")
    assert [row["upfront_usd"] for row in answer["rows"]] == [None]
    assert "upfront undisclosed" in said(answer)
    assert "$0" not in said(answer)


def test_what_is_left_out_is_counted(ask):
    left = len(of_any_kind("2025")) - len(proper("2025"))
    assert f"{left} other deals left out" in said(ask("!deals 2025"))
    assert "left out" not in said(ask("!deals 2025 all deals"))


def test_amendments_and_acquisitions_enter_where_they_are_asked_for(ask):
    bought = {row["id"] for row in of_any_kind("2024") if row["deal_type"] == "acquisition"}
    assert bought
    assert set(rows(ask("acquisitions 2024"))) == bought
    amended = {
        row["id"] for row in of_any_kind("2025") if row["deal_type"] == "amendment" and row["direction"] == "out"
    }
    with_amendments = set(rows(ask("!deals 2025 including amendments")))
    assert amended
    assert with_amendments == ids(proper("2025")) | amended


def test_an_amendment_between_two_named_parties_is_shown_and_not_added(ask):
    answer = ask("!deals 3SBio Pfizer")
    assert set(rows(answer)) == {"2025-05-20-3sbio-pfizer-ssgj-707", "2025-07-24-3sbio-pfizer-ssgj-707"}
    assert "1 deal · $6.05B total · $1.25B upfront" in lead(answer)


# --- against the period before, against what is reported -----------------------------------------------------------------


def test_the_change_against_the_period_before(ask):
    now, then = proper("2025"), proper("2024")
    text = lead(ask("!deals 2025"))
    change = {
        measure: (dollars(now, measure) - dollars(then, measure)) * 100 / dollars(then, measure)
        for measure in ("total", "upfront")
    }
    assert f"Against 2024: {len(then)} deals (+{(len(now) - len(then)) * 100 / len(then):.0f} %)" in text
    assert f"$47.69B total (+{change['total']:.0f} %)" in text
    assert f"$3.97B upfront (+{change['upfront']:.0f} %)" in text


def test_a_fall_is_shown_as_one(ask):
    assert "Against 2025-10: 9 deals (−33 %)" in lead(ask("!deals 2025-11"))


@pytest.mark.parametrize("text", ["!deals 2026", "!deals", "!deals Q3 2026", "!deals since 2025"])
def test_no_change_is_drawn_past_what_the_store_covers(ask, text):
    answer = ask(text)
    newest = max(row["announced"] for row in of_any_kind() if len(row["announced"]) == 10)
    assert f"the newest deal in the store is of {newest}" in said(answer)
    assert "%)" not in lead(answer)


@pytest.mark.parametrize("text", ["!deals 2026", "!deals"])
def test_the_omission_of_the_change_has_its_reason(ask, text):
    assert "No change against" in lead(ask(text))
    assert "runs past the newest deal" in lead(ask(text))


def test_an_answer_within_the_coverage_says_nothing_of_it(ask):
    assert "newest deal" not in said(ask("!deals H1 2025"))


def test_the_reported_figures_stand_beside_the_stores_own(ask):
    text = ask("!deals 2024")["text"]
    assert "Reported for the whole sector" in text
    assert "$51.9B total, $4.1B upfront (Lin Cun, Senrui Investment (Deep News))" in text
    assert "94 deals" in text
    assert "store: 55" in text or "55 deals" in lead(ask("!deals 2024"))


def test_rival_reports_are_shown_or_counted(ask):
    text = ask("!deals 2025")["text"]
    assert "93 deals, $5.6B upfront (Evaluate" in text
    assert "others: !market 2025" in text
    all_of_them = {row["asserted_by"] for row in ask("!market 2025")["rows"]}
    assert {"Economic Observer (eeo.com.cn)", "Evaluate via Fierce Biotech", "PharmCube via Yicai"} <= all_of_them


@pytest.mark.parametrize("text", ["!deals 2025 ADC", "!deals Pfizer 2025", "!deals 2025 >1b", "!deals 2025 all deals"])
def test_a_filtered_list_is_not_set_beside_the_sector(ask, text):
    assert "Reported" not in ask(text)["text"]


# --- breakdowns --------------------------------------------------------------------------------------------------------


def table(answer: dict[str, Any], title: str) -> dict[str, str]:
    """Read a table of the text: the first cell of each line, and the rest."""
    block = next(part for part in answer["text"].split("\n\n") if part.startswith(title))
    cells = [line.strip().split("  ", 1) for line in block.splitlines()[2:] if not line.strip().startswith("…")]
    return {cell[0]: " ".join(cell[1].split()) for cell in cells}


def test_the_breakdown_by_modality(ask):
    shown = table(ask("!deals 2025"), "By modality")
    assert len(shown) == 6
    for modality, numbers in shown.items():
        assert numbers.split()[0] == str(sum(row["modality"] == modality for row in proper("2025")))


def test_the_breakdown_by_licensee(ask):
    shown = table(ask("!deals 2025"), "By licensee")
    assert next(iter(shown.items())) == ("AstraZeneca", "4 $460M $15.4B")
    assert sum("astrazeneca" in listed(row, "licensees") for row in proper("2025")) == 4


def test_what_is_not_shown_of_a_breakdown_is_counted(ask):
    kinds = {row["modality"] for row in proper("2025")}
    block = ask("!deals 2025")["text"].split("By modality")[1].split("By licensee")[0]
    assert f"… and {len(kinds) - 6} more" in block


# --- order -------------------------------------------------------------------------------------------------------------


def in_order(deals: list[Row], measure: str) -> list[str]:
    """Sort deals by an amount, the largest first; of equal ones the oldest."""
    disclosed = [row for row in deals if row[f"{measure}_musd"]]
    return [row["id"] for row in sorted(disclosed, key=lambda row: (-(whole(row, measure) or 0), row["announced"]))]


@pytest.mark.parametrize("measure", ["upfront", "total"])
@pytest.mark.parametrize("year", ["2023", "2025"])
def test_deals_by_an_amount(ask, measure, year):
    expected = in_order(proper(year), measure)
    assert rows(ask(f"!deals {year} by {measure}"))[: len(expected)] == expected
    assert rows(ask(f"!deals {year} by {measure} top 10")) == expected[:10]


def test_the_total_is_the_order_unless_another_is_asked_for(ask):
    assert rows(ask("!deals 2025")) == rows(ask("!deals 2025 by total"))
    assert rows(ask("!deals in 2025, top 10")) == in_order(proper("2025"), "total")[:10]


@pytest.mark.parametrize("count", [1, 3, 10])
def test_the_top_n_are_n(ask, count):
    assert len(rows(ask(f"!deals 2025 by upfront top {count}"))) == count


def test_deals_by_date_are_in_order_of_date(ask):
    dates = [row["announced"] for row in ask("!deals 2025-05 by date")["rows"]]
    assert len(dates) == len(proper("2025-05"))
    assert dates in (sorted(dates), sorted(dates, reverse=True))


# --- what is said of all lists --------------------------------------------------------------------------------------


def test_sources_are_ranked_and_three_at_most_in_chat(ask):
    answer = ask("!deals 2025")
    footer = answer["text"].splitlines()[-1]
    assert footer.startswith("Sources: 1 ")
    assert " · 3 " in footer
    assert " 4 " not in footer
    assert f"… and {len(answer['sources']) - 3} more" in footer


@pytest.mark.parametrize("day", ["2026-11-22", "2025-06-30"])
def test_an_answer_says_which_day_it_speaks_of(ask, day):
    assert ask("!deals 2024", day)["text"].endswith(f"as of {date.fromisoformat(day)}")


def test_only_proper_deals_are_added(ask):
    assert all(is_proper(row) for row in of_any_kind() if row["id"] in rows(ask("!deals")))


@pytest.mark.parametrize("text", ["!deals Pfzier 2025", "!company Akesso", "!deals from:Hengrui to:Pfizr"])
def test_a_misspelt_name_is_said_to_be_assumed(ask, text):
    answer = ask(text)
    assert any("was read as" in note for note in answer["notes"]) or answer["kind"] in ("unknown", "clarify")


def test_by_date_is_an_order_and_not_a_question(ask):
    answer = ask("!deals 2025 by date")
    assert answer["value"] is None
    assert "90 deals" in answer["text"]
    assert "$135.65B total" in answer["text"]


def test_the_top_by_date_are_not_called_the_largest(ask):
    assert "Largest" not in ask("!deals 2025 by date top 3")["text"]


@pytest.mark.parametrize("text", ["biggest deal each year", "每年最大的交易", "各年总金额最高的一笔交易"])
def test_the_largest_deal_of_each_year_is_named(ask, text):
    best: dict[str, Row] = {}
    for deal in proper():
        if (amount := whole(deal, "total")) is not None:
            year = deal["announced"][:4]
            if year not in best or amount > (whole(best[year], "total") or 0):
                best[year] = deal
    answer = ask(text)
    assert answer["value"] == rows(answer) == [best[year]["id"] for year in sorted(best)]
