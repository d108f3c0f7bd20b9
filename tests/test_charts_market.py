"""Pictures of reported figures: who says how much, and where they differ."""

from typing import Any

from bot.answers.model import Answer
from bot.answers.page import Page
from bot.app import Readout
from bot.charts import chart_for
from bot.charts.spec import (
    Claims,
    OverTime,
)
from bot.exports.naming import Names
from bot.language.query import Query
from tests.charts_support import check_readable, spec_of
from tests.conftest import TODAY


def figure_of(who: str, value: float, year: int = 2025, qualifier: str | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"f-{who}-{value}-{year}".lower().replace(".", "-").replace(" ", "-").replace("(", "").replace(")", ""),
        "type": "market_figure",
        "metric": "out-licensing-total-value",
        "subject": "china",
        "period": str(year),
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": value,
        "qualifier": qualifier,
        "unit": "USD m",
        "text": "",
        "asserted_by": who,
        "published": "2026",
        "notes": "",
        "sources": ["https://example.com/a"],
        **fields,
    }


def claims_of(*rows: dict[str, Any]) -> Claims:
    answer = Answer(kind="market", query=Query(kind="market"), rows=rows, page=Page("market", "Market"))
    spec = chart_for(answer.query, answer, Names(), TODAY)
    assert isinstance(spec, Claims)
    return spec


def test_those_who_say_the_same_stand_together_and_those_who_differ_apart() -> None:
    spec = claims_of(
        figure_of("PharmCube via Reuters", 135_700),
        figure_of("NMPA", 135_700),
        figure_of("PharmCube", 135_700),
        figure_of("Others", 140_270),
        figure_of("Cautious", 130_000, qualifier="over"),
        figure_of("PharmCube", 51_900, 2024),
        figure_of("Rounding (a column)", 52_000, 2024),
        figure_of("Half", 60_000, period="H1 2025", period_end="2025-06-30"),
    )
    assert [(each.period, each.said, each.who, each.is_rival) for each in spec.claims] == [
        ("2024", "$52B", ("Rounding",), False),
        ("2024", "$51.9B", ("PharmCube",), False),
        ("2025", "$140.27B", ("Others",), True),
        ("2025", "$135.7B", ("PharmCube", "NMPA"), True),
        ("2025", "over $130B", ("Cautious",), False),
    ]
    assert spec.frame.units == "US$; 7 figures; 1 for other times not shown"
    check_readable(spec)


def test_without_whole_years_whatever_times_there_are_are_shown() -> None:
    half: dict[str, Any] = {"period": "H1 2025", "period_end": "2025-06-30"}
    spec = claims_of(figure_of("One", 60_000, **half), figure_of("Other", 70_000, **half))
    assert [(each.period, each.is_rival) for each in spec.claims] == [("H1 2025", True)] * 2


def test_every_figure_of_a_metric_is_in_the_picture(readout: Readout) -> None:
    spec = spec_of(readout, "!market upfront 2025")
    assert isinstance(spec, Claims)
    rows = readout.ask("!market upfront 2025", all_rows=True).rows
    of_year = [row for row in rows if (row["period_start"], row["period_end"], row["subject"]) == YEAR_2025]
    assert {float(row["value"]) for row in of_year if not row["qualifier"]} == {
        each.value for each in spec.claims if not each.said.startswith(("over", "about", "nearly"))
    }


YEAR_2025 = ("2025-01-01", "2025-12-31", "china")


def test_what_is_reported_stands_beside_sums_by_year_of_all_deals(readout: Readout) -> None:
    spec = spec_of(readout, "total deal value by year")
    assert isinstance(spec, OverTime)
    of_2025 = spec.reported[spec.periods.index("2025")]
    assert 135_700_000_000 in of_2025
    assert len(of_2025) > 1
    for other in ("deals by year ADC", "deals by quarter"):
        narrow = spec_of(readout, other)
        assert isinstance(narrow, OverTime)
        assert not any(narrow.reported)
