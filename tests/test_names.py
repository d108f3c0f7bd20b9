"""Names meet whatever their spelling, and those that are not known lead to the nearest."""

import time
from collections.abc import Iterator

import pytest
import zhconv
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.app import Readout
from db import importing, names, schema
from db.store import Store
from tests.conftest import TODAY
from tests.store_support import bundled, write_csv


def test_a_name_that_came_while_it_runs_is_understood_at_once(store, tmp_path):
    readout = Readout(store, today=lambda: TODAY)
    assert readout.ask("deals of Quibblecor in 2025").kind == "unknown"
    company = {"id": "quibblecor", "name": "Quibblecor", "name_zh": "奎布医药", "kind": "pharma"}
    drug = bundled("drugs")[0] | {
        "id": "qbc-77",
        "aliases": "",
        "code": "QBC-77",
        "originator": "quibblecor",
        "targets": "Novel-9",
    }
    deal = bundled("deals")[0] | {"id": "2025-06-01-quibblecor", "announced": "2025-06-01", "licensees": "quibblecor"}
    for table, row in (("companies", company), ("drugs", drug), ("deals", deal)):
        write_csv(tmp_path / "facts", table, [row])
    importing.import_path(store, tmp_path / "facts", who="test")
    for text in ("deals of Quibblecor in 2025", "奎布医药2025年的交易"):
        assert [row["id"] for row in readout.ask(text).rows] == ["2025-06-01-quibblecor"]
    assert readout.ask("who makes qbc77?").value == "quibblecor"
    assert readout.ask("which drugs hit Novel-9?").value == ("qbc-77",)


@pytest.fixture(scope="module")
def db(bundled_store_path) -> Iterator[Database]:
    with Store(bundled_store_path) as store, store.read(seconds=600) as opened:
        yield opened


def named(db: Database, text: str) -> list[str]:
    key = names.key(text)
    return [each.entity_id for each in names.find(db, [key]).get(key, [])]


@pytest.mark.parametrize(
    "text",
    [
        *("AK112", "ak-112", "AK 112", "ＡＫ１１２", "ak_112", "SMT112"),
        *("ivonescimab", "Ivonescimab", "依沃西", "依沃西单抗", "依沃西單抗"),
    ],
)
def test_every_spelling_of_a_drug_meets(db: Database, text: str):
    assert named(db, text) == ["ak112"]


@pytest.mark.parametrize(
    ("text", "company"),
    {
        "恒瑞": "hengrui",
        "恒瑞医药": "hengrui",
        "恆瑞": "hengrui",
        "Hengrui": "hengrui",
        "信达": "innovent",
        "信達生物": "innovent",
        "武田": "takeda",
        "百时美": "bristol-myers-squibb",
        "百时美施贵宝": "bristol-myers-squibb",
        "BMS": "bristol-myers-squibb",
        "Bristol-Myers Squibb": "bristol-myers-squibb",
        "MSD": "merck-co",
        "默沙东": "merck-co",
        "Lilly": "eli-lilly",
        "eli lilly": "eli-lilly",
        "礼来": "eli-lilly",
        "LaNova": "lanova",
        "康方": "akeso",
        "1276.HK": "hengrui",
        "BMY": "bristol-myers-squibb",
    }.items(),
)
def test_short_names_lead_to_the_company(db: Database, text: str, company: str):
    assert named(db, text) == [company]


def test_merck_is_two_companies(db: Database):
    assert named(db, "Merck") == ["merck-co", "merck-kgaa"]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "Akesso": "akeso",
        "康方医药": "akeso",
        "康方药业": "akeso",
        "信达制药": "innovent",
        "恒端": "hengrui",
        "ivonescimb": "ak112",
        "Ivonescinab": "ak112",
        "AstraZenica": "astrazeneca",
        "Pfzier": "pfizer",
    }.items(),
)
def test_a_name_that_is_not_known_leads_to_the_nearest(db: Database, text: str, expected: str):
    assert names.nearest(db, text, types=["company", "drug"])[0].entity_id == expected


@pytest.mark.parametrize("text", ["", " ", "?", "qqqqqqq", "霹雳", "🙂", "'; DROP TABLE name; --", '"', "\0"])
def test_nothing_near_is_nothing(db: Database, text: str):
    assert names.nearest(db, text, types=["company", "drug"]) == []


def test_each_thing_is_offered_once_and_no_more_than_asked_for(db: Database):
    found = names.nearest(db, "hengrui pharm", types=["company"], limit=2)
    assert len({each.entity_id for each in found}) == len(found) <= 2


@given(st.text())
def test_a_key_is_stable_and_blind_to_case_and_blanks(text: str):
    key = names.key(text)
    assert names.key(key) == key
    assert names.key(f" {text} ") == key


def test_every_traditional_word_is_written_simplified():
    words = [word for word in zhconv.zhconv.getdict("zh-hans") if names.has_cjk(word)]
    assert len(words) > 5000
    assert [word for word in words if names.simplify(word) != zhconv.convert(word, "zh-hans")] == []


@given(st.text(alphabet=st.characters(codec="ascii", categories=["L", "N"]), min_size=1), st.sampled_from("- _.·　"))
def test_separators_do_not_matter(text: str, separator: str):
    assert names.key(separator.join(text)) == names.key(text)


@pytest.fixture(scope="module")
def large() -> Iterator[Database]:
    """A hundred thousand names, many of which begin or end alike."""
    db = Database(memory=True)
    schema.migrate(db)
    starts = ("上海", "江苏", "康方", "Shanghai", "Bio", "Hengrui")
    ends = ("生物", "医药", "制药", " Pharma", " Biotech", " Therapeutics")
    texts = [f"{starts[n % 6]}{n:06}{ends[n // 7 % 6]}" for n in range(100_000)]
    rows = [(f"company-{n}", "name", text, names.key(text)) for n, text in enumerate(texts)]
    db.conn.executemany(
        "INSERT INTO name (entity_type, entity_id, field, position, text, key) VALUES ('company', ?, ?, 0, ?, ?)", rows
    )
    yield db
    db.close()


@pytest.mark.parametrize(
    "text", ["上海药业", "康方医药", "Shanghai Pharma", "Bio", "恒瑞", "x" * 1_000_000, "上海" * 100_000]
)
def test_a_hundred_thousand_names_do_not_make_it_slow(large: Database, text: str):
    started = time.process_time()
    names.nearest(large, text, types=["company"])
    assert time.process_time() - started < 2
