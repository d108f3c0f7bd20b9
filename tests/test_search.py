"""The full text: words in any language find what has them."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from db import records
from db.models import Company
from db.queries import things
from db.store import Store


@pytest.fixture(scope="module")
def db(bundled_store_path) -> Iterator[Database]:
    with Store(bundled_store_path) as store, store.read(seconds=600) as opened:
        yield opened


def found(db: Database, text: str, limit: int = 20) -> list[str]:
    return [hit.entity_id for hit in things.search(db, text, limit=limit)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "恒瑞": "hengrui",
        "恆瑞": "hengrui",
        "依沃": "ak112",
        "武田": "takeda",
        "Akeso": "akeso",
        "ivonescimab": "ak112",
    }.items(),
)
def test_names_are_found_two_chinese_characters_suffice(db: Database, text: str, expected: str):
    assert expected in found(db, text)


def test_a_company_is_found_before_what_only_mentions_it(db: Database):
    assert found(db, "康方生物")[0] == "akeso"


def test_deals_are_found_by_any_name_of_their_parties(db: Database):
    by_name, by_chinese_name = (
        {hit.entity_id for hit in things.search(db, text, types=["deal"], limit=200)[0]} for text in ("Hengrui", "恒瑞")
    )
    assert by_name >= by_chinese_name != set()


def test_characters_that_stand_apart_are_no_name(db: Database):
    assert "hengrui" not in found(db, "瑞恒")


def test_all_words_count_first_and_any_word_else(db: Database):
    both, total = things.search(db, "Akeso Summit", limit=500)
    assert 0 < total == len(both)
    assert things.search(db, "Akeso qqqqq")[1] == things.search(db, "Akeso")[1]


def test_the_count_is_of_all_hits_not_only_those_given(db: Database):
    hits, total = things.search(db, "PD-1", limit=3)
    assert len(hits) == 3 < total


def test_a_kind_can_be_asked_for(db: Database):
    hits, _ = things.search(db, "Akeso", types=["drug", "deal"])
    assert {hit.entity_type for hit in hits} <= {"drug", "deal"}


@given(st.text())
def test_no_text_breaks_a_search(db: Database, text: str):
    hits, total = things.search(db, text)
    assert len(hits) <= total


@pytest.mark.parametrize(
    "text", ['"', "AND", "NOT", "a OR", "NEAR(", "col:x", "*", "-x", "^", "'; DROP TABLE deal; --"]
)
def test_operators_of_the_index_are_words(db: Database, text: str):
    things.search(db, text)


def test_a_new_name_of_a_company_finds_its_deals(store: Store):
    with store.write(who="somebody", why="renamed") as transaction:
        akeso = records.get(transaction.db, Company, "akeso")
        assert akeso is not None
        transaction.save([(akeso, akeso.model_copy(update={"aliases": (*akeso.aliases, "Zyzzyva")}))])
    with store.read() as db:
        kinds = {hit.entity_type for hit in things.search(db, "zyzzyva", limit=100)[0]}
    assert kinds >= {"company", "deal"}
