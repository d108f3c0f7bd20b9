"""Questions about single things and what hangs together: drugs, companies, trials, sources, ids, search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from db import derived, names, records
from db.filters import DrugFilter
from db.models import Source
from db.queries.conditions import drug_where
from db.rows import chunks, marks, scalar
from db.tables import TABLES

#: An id with fewer letters is not looked for; how near one must be, of 100.
_SHORTEST_ID, _NEAR_ID = 4, 70
#: Kinds of record that have an id a person may type; sources are found by URL.
_WITH_IDS = {table.entity: table for table in TABLES if table.entity != "guidance"}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a full-text search found."""

    entity_type: str
    entity_id: str


def by_id(db: Database, words: Collection[str]) -> list[Hit]:
    """Tell which of some words are ids of records, of whatever kind."""
    wanted = list(words)
    return [
        Hit(table.entity, row["id"])
        for table in _WITH_IDS.values()
        for chunk in chunks(wanted)
        for row in db.query(f"SELECT {table.key} AS id FROM {table.name} WHERE {table.key} IN ({marks(chunk)})", chunk)
    ]


def nearest_ids(db: Database, typed: str, *, types: Collection[str], limit: int = 3) -> list[Hit]:
    """Give the ids that begin with what was typed or are nearly that, the nearest first; none for a few letters."""
    wanted = typed.strip().casefold()
    if len(wanted) < _SHORTEST_ID:
        return []
    found: list[tuple[float, str, str]] = []
    for entity in types:
        table = _WITH_IDS[entity]
        ids = {row["id"].casefold(): row["id"] for row in db.query(f"SELECT {table.key} AS id FROM {table.name}")}
        near = process.extract(wanted, list(ids), scorer=fuzz.ratio, score_cutoff=_NEAR_ID, limit=limit)
        begun = sorted(each for each in ids if each.startswith(wanted))[:limit]
        found += [(100.0, entity, ids[each]) for each in begun]
        found += [(score, entity, ids[each]) for each, score, _ in near] if not begun else []
    return [Hit(entity, id_) for _, entity, id_ in sorted(found, key=lambda each: (-each[0], each[2]))[:limit]]


def search(db: Database, text: str, *, types: Collection[str] = (), limit: int = 20) -> tuple[list[Hit], int]:
    """Find records by their words, best first; gives the hits and how many there are in all.

    All words must occur; if no record has them all, records with any of them are given.
    """
    words = [word for word in derived.segment(text).split() if names.key(word)]
    phrases = [f'"{phrase}"' for phrase in _phrases(words)]
    kinds = f" AND entity_type IN ({marks(types)})" if types else ""
    for joint in (" AND ", " OR "):
        if not phrases:
            break
        match = [joint.join(phrases), *types]
        base = (
            f"FROM document_text JOIN document ON document.id = document_text.rowid WHERE document_text MATCH ?{kinds}"
        )
        total = int(scalar(db, f"SELECT count(*) {base}", match))
        if total:
            rows = db.query(
                f"SELECT entity_type, entity_id {base} ORDER BY bm25(document_text, 8.0, 1.0), document.id LIMIT ?",
                [*match, limit],
            )
            return [Hit(row["entity_type"], row["entity_id"]) for row in rows], total
    return [], 0


def _phrases(words: Sequence[str]) -> list[str]:
    """Join neighbouring Chinese characters into one phrase, as they stood in the text."""
    phrases: list[str] = []
    last_was_cjk = False
    for word in words:
        clean = word.replace('"', "").replace("\0", "")  # either would end the phrase
        is_cjk = names.has_cjk(clean)
        if is_cjk and last_was_cjk:
            phrases[-1] += f" {clean}"
        elif clean:
            phrases.append(clean)
        last_was_cjk = is_cjk
    return phrases


def drugs(db: Database, wanted: DrugFilter, limit: int | None = None) -> list[str]:
    """Give the ids of the drugs meant, by code."""
    where = drug_where(wanted)
    rows = db.query(
        f"SELECT drug.id FROM drug WHERE {where} ORDER BY coalesce(drug.code, drug.id) LIMIT ?",
        [*where.values, -1 if limit is None else limit],
    )
    return [row["id"] for row in rows]


def drugs_of_company(db: Database, company: str) -> list[str]:
    """Give the drugs that a company originated or holds by a deal."""
    rows = db.query(
        "SELECT id FROM drug WHERE originator = ? UNION SELECT drug FROM deal_drug JOIN deal_party USING (deal) WHERE company = ? "
        "ORDER BY 1",
        [company, company],
    )
    return [row["id"] for row in rows]


def trials_of_drug(db: Database, drug: str) -> list[str]:
    """Give the registered trials of a drug."""
    return [row["trial"] for row in db.query("SELECT trial FROM trial_drug WHERE drug = ? ORDER BY trial", [drug])]


def trials_of_study(db: Database, study: str) -> list[str]:
    """Give the registered trials that go by a study's name."""
    return [row["trial"] for row in db.query("SELECT trial FROM trial_study WHERE study = ? ORDER BY trial", [study])]


def facts_of_source(db: Database, url: str) -> list[Hit]:
    """Give what a source backs."""
    rows = db.query(
        "SELECT entity_type, entity_id FROM fact_source WHERE source = ? ORDER BY entity_type, entity_id",
        [url],
    )
    return [Hit(row["entity_type"], row["entity_id"]) for row in rows]


def sources(db: Database, urls: Sequence[str]) -> list[Source]:
    """Read sources by URL."""
    return records.load(db, Source, list(dict.fromkeys(urls)))


def labels(db: Database, entity: str, keys: Collection[str]) -> dict[str, str]:
    """Give what to call some companies or drugs, by id."""
    column = {"company": "name", "drug": "coalesce(code, generic_name, id)"}[entity]
    return {
        row["id"]: row["label"]
        for chunk in chunks(list(keys))
        for row in db.query(f"SELECT id, {column} AS label FROM {entity} WHERE id IN ({marks(chunk)})", chunk)
    }


def chinese_labels(db: Database, entity: str, keys: Collection[str]) -> dict[str, str]:
    """Give the first Chinese name of some companies or drugs, by id, of those that have one."""
    return {
        row["entity_id"]: row["text"]
        for chunk in chunks(list(keys))
        for row in db.query(
            "SELECT entity_id, text FROM name WHERE entity_type = ? AND field = 'name_zh' "
            f"AND entity_id IN ({marks(chunk)}) ORDER BY position DESC",
            [entity, *chunk],
        )
    }


def countries(db: Database) -> list[str]:
    """Give every country that a company is of."""
    return [row["country"] for row in db.query("SELECT DISTINCT country FROM company WHERE country <> '' ORDER BY 1")]


def holdings(db: Database) -> dict[str, int]:
    """Count the records of each kind."""
    return {table.file: scalar(db, f"SELECT count(*) FROM {table.name}") for table in TABLES}


def is_word(db: Database, word: str) -> bool:
    """Tell whether the searched texts have a word, which makes it a word rather than a slip of the pen."""
    quoted = word.replace('"', "")
    rows = db.query("SELECT 1 AS found FROM document_text WHERE document_text MATCH ? LIMIT 1", [f'"{quoted}"'])
    return any(True for _ in rows)


def takes_side(db: Database, company: str, role: str) -> bool:
    """Tell whether a company stands on a side of any deal."""
    rows = db.query("SELECT 1 AS found FROM deal_party WHERE company = ? AND role = ? LIMIT 1", [company, role])
    return any(True for _ in rows)


def share_a_deal(db: Database, company: str, others: Collection[str]) -> bool:
    """Tell whether a company has a deal with, or over, one of some companies and drugs."""
    wanted = marks(others)
    rows = db.query(
        "SELECT 1 AS found FROM deal_party AS mine WHERE mine.company = ? AND ("
        f"EXISTS (SELECT 1 FROM deal_party AS other WHERE other.deal = mine.deal AND other.company IN ({wanted})) "
        f"OR EXISTS (SELECT 1 FROM deal_drug WHERE deal_drug.deal = mine.deal AND drug IN ({wanted}))) LIMIT 1",
        [company, *others, *others],
    )
    return any(True for _ in rows)
