"""The page about the bundled facts says what is so."""

import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from db.csvform import TABLE_OF_FILE
from db.filters import DealFilter
from db.periods import parse_period
from db.queries import deals, things
from db.store import Store
from tests.store_support import bundled, header

PAGE = files("db.data").joinpath("README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLE_OF_FILE)
def test_every_file_and_column_is_explained_and_counted(name: str):
    assert f"| {name}.csv | {len(bundled(name))} |" in PAGE
    assert [column for column in header(name) if f"`{column}`" not in PAGE] == []


def test_every_fact_of_the_founding_article_is_where_the_page_says(bundled_store_path: Path):
    rows = re.findall(r"^\| .* \| (?:market_figures|milestones)\.csv.* \| (\S+) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 18
    with Store(bundled_store_path) as store, store.read() as db:
        assert {hit.entity_id for hit in things.by_id(db, rows)} == set(rows)
        backed = {hit.entity_id.split("@")[0] for hit in things.facts_of_source(db, "urn:readout:deep-news-2026-02-15")}
    assert set(rows) <= backed


def test_every_deal_in_another_currency_is_listed():
    assert all(f"| {row['id']} |" in PAGE for row in bundled("deals") if row["original_currency"])


@pytest.mark.parametrize("year", range(2020, 2027))
def test_the_sums_of_the_years_are_those_of_the_store(bundled_store_path: Path, year: int):
    period = parse_period(str(year), today=date(2026, 11, 22))
    with Store(bundled_store_path) as store, store.read() as db:
        sums = deals.totals(db, DealFilter(period=period))
    every = sum(row["announced"].startswith(str(year)) for row in bundled("deals"))
    upfront, total = (_millions(sums.sums[measure]) for measure in ("upfront", "total"))
    assert f"| {year} | {sums.count} ({every}) | {upfront} | {total} |" in PAGE


def _millions(found: deals.Sum) -> str:
    assert found.amount is not None
    text = f"{found.amount / 1_000_000:,.2f}".rstrip("0").rstrip(".")
    return f"{text} ({found.disclosed})"
