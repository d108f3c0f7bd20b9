"""What is offered while a name is typed: all that begins so where that can be told, the newest first, and never slowly."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import names, records
from db.connection import Connection
from db.models import Company, Deal, Drug
from db.queries import completion
from db.queries.completion import complete
from db.store import Store

MOST = 25


def names_by_id(db: Connection) -> dict[str, list[str]]:
    """The keys of all names of all companies and drugs, by id."""
    things = [*records.load_all(db, Company), *records.load_all(db, Drug)]
    return {
        each.key: [named.key for named in names.names_of(db, each.entity, each.key)]
        for each in things
        if isinstance(each, Company | Drug)
    }


def deals_plainly(db: Connection, start: str) -> list[str]:
    """All deals that every word of a beginning leads to, newest first, without any index."""
    named = names_by_id(db)

    def fits(deal: Deal, word: str) -> bool:
        keys = [key for each in (*deal.licensors, *deal.licensees, *deal.drugs) for key in named[each]]
        return deal.id.startswith(word.lower()) or any(key.startswith(names.key(word)) for key in keys)

    found = [deal.id for deal in records.load_all(db, Deal) if all(fits(deal, word) for word in start.split())]
    return sorted(found, reverse=True)


@pytest.mark.parametrize(
    "start",
    [
        "3SBio Pfi",
        "Pfi 3SBio",
        "2025-05 pfi",
        "akeso",
        "恒瑞",
        "恒瑞 默",
        "2024-12",
        "ak112",
        "merck ke",
        "a",
        "s c",
        "",
    ],
)
def test_deals_are_found_by_every_word(store: Store, start: str) -> None:
    with store.read() as db:
        assert [each.entity_id for each in complete(db, "deal", start)] == deals_plainly(db, start)[:MOST]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_begins_so_is_offered(bundled_store_path, data: st.DataObject) -> None:
    with Store(bundled_store_path) as store, store.read() as db:
        entity = data.draw(st.sampled_from(("company", "drug")))
        named = list(db.query("SELECT entity_id, text FROM name WHERE entity_type = ?", [entity]))
        chosen = data.draw(st.sampled_from(named))
        start = chosen["text"][: data.draw(st.integers(4, 40))]
        found = complete(db, entity, start)
        assert len(found) <= MOST
        assert len(found) == MOST or chosen["entity_id"] in [each.entity_id for each in found]


def test_before_anything_is_typed_the_newest_are_offered(store: Store) -> None:
    with store.read() as db:
        newest = deals_plainly(db, "")[: completion._NEWEST]
        deals = records.load(db, Deal, newest)
        of: dict[str, Callable[[Deal], tuple[str, ...]]] = {
            "company": lambda deal: (*deal.licensors, *deal.licensees),
            "drug": lambda deal: deal.drugs,
        }
        for entity, parts in of.items():
            found = complete(db, entity, "")
            assert len(found) == MOST
            assert {each.entity_id for each in found} <= {part for deal in deals for part in parts(deal)}
            assert all(each.label for each in found)
        assert [each.entity_id for each in complete(db, "trial", "")] == sorted(
            row["id"] for row in db.query("SELECT nct_id AS id FROM trial ORDER BY 1 DESC LIMIT 25")
        )


def test_a_beginning_of_very_many_names_is_looked_up_in_part(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("_NAMES", "_LOOKED_THROUGH", "_LED_TO"):
        monkeypatch.setattr(completion, limit, 20)
    with store.read() as db:
        for start in ("a", "s", "m", "2025 s", "3sbio pfi", "pfizer"):
            right = deals_plainly(db, start)
            found = [each.entity_id for each in complete(db, "deal", start)]
            assert set(found) <= set(right), start
            assert found, start
            assert found == sorted(found, reverse=True)
