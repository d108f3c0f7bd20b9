"""A large store for measurements: the bundled facts, and copies of them under other ids, names and dates."""

import shutil
import sqlite3
from datetime import date, timedelta
from pathlib import Path

from db.bundle import open_store
from db.store import Store

_FIRST_DAY = date(2015, 1, 1)
_DAYS = 4340  # to November 2026


def make(path: Path, *, deals: int, milestones: int, names: int) -> None:
    """Make a store of about so many deals, milestones and names, unless it is there already."""
    if path.exists():
        return
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    store = open_store(unfinished)
    store.checkpoint()
    store.close()
    connection = sqlite3.connect(unfinished)
    connection.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF;")
    connection.create_function("day", 1, _day, deterministic=True)
    _copy_names(connection, names)
    _copy_deals(connection, deals)
    _copy_milestones(connection, milestones)
    connection.executescript("PRAGMA journal_mode = WAL;")
    connection.close()
    with Store(unfinished) as made:
        made.survey()
        made.checkpoint()
    shutil.move(unfinished, path)


def _day(seed: str) -> str:
    """Give a day that depends on a text alone, spread over a dozen years."""
    number = sum((place + 1) * ord(each) for place, each in enumerate(seed)) * 2654435761 % _DAYS
    return (_FIRST_DAY + timedelta(days=number)).isoformat()


def _counter(connection: sqlite3.Connection, table: str, wanted: int) -> int:
    """Fill the table of copy numbers, so that all copies of a table come to about the number wanted."""
    held = int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    copies = max(wanted // held - 1, 0)
    connection.executescript("CREATE TEMP TABLE IF NOT EXISTS copy (n INTEGER); DELETE FROM copy;")
    connection.executemany("INSERT INTO copy VALUES (?)", [(number,) for number in range(1, copies + 1)])
    return copies


def _copy_names(connection: sqlite3.Connection, wanted: int) -> None:
    _counter(connection, "name", wanted)
    connection.executescript(
        """
        INSERT INTO company SELECT id || '-c' || n, name || ' C' || n, country, hq, kind, notes FROM company, copy;
        INSERT INTO drug
            SELECT id || '-c' || n, code || 'C' || n, generic_name, modality, area, originator || '-c' || n, notes FROM drug, copy;
        INSERT INTO fact_source SELECT entity_type, entity_id || '-c' || n, position, source
            FROM fact_source, copy WHERE entity_type IN ('company', 'drug') AND position = 0;
        INSERT OR IGNORE INTO name (entity_type, entity_id, field, position, text, key)
            SELECT entity_type, entity_id || '-c' || n, field, position, text || ' C' || n, key || 'c' || n
            FROM name, copy WHERE entity_type IN ('company', 'drug');
        """
    )


def _copy_deals(connection: sqlite3.Connection, wanted: int) -> None:
    _counter(connection, "deal", wanted)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(deal)")]
    kept = [each for each in columns if each not in ("id", "announced", "announced_start", "announced_end")]
    connection.executescript(
        f"""
        INSERT INTO deal (id, announced, announced_start, announced_end, {", ".join(kept)})
            SELECT id || '-c' || n, day(id || n), day(id || n), day(id || n), {", ".join(kept)} FROM deal, copy;
        INSERT INTO deal_party SELECT deal || '-c' || n, role, position, company FROM deal_party, copy;
        INSERT INTO deal_drug SELECT deal || '-c' || n, position, drug FROM deal_drug, copy;
        INSERT INTO deal_target SELECT deal || '-c' || n, position, target FROM deal_target, copy;
        INSERT INTO deal_target_part SELECT deal || '-c' || n, position, part FROM deal_target_part, copy;
        INSERT INTO fact_source SELECT entity_type, entity_id || '-c' || n, position, source
            FROM fact_source, copy WHERE entity_type = 'deal';
        INSERT INTO document (entity_type, entity_id, title, body)
            SELECT entity_type, entity_id || '-c' || n, title, body FROM document, copy WHERE entity_type = 'deal';
        """
    )


def _copy_milestones(connection: sqlite3.Connection, wanted: int) -> None:
    _counter(connection, "milestone", wanted)
    connection.executescript(
        """
        INSERT INTO milestone
            SELECT id || '-c' || n, drug || '-c' || (1 + n % (SELECT count(*) / 237 - 1 FROM drug)), trial, nct_id, kind, phase,
                indication, status, CASE WHEN actual_date IS NULL THEN NULL ELSE day(id || n) END, outcome, notes,
                CASE WHEN status = 'done' THEN day(id || n) WHEN span_start IS NULL THEN NULL ELSE date(day(id || n), '+700 days') END,
                CASE WHEN status = 'done' THEN day(id || n) WHEN span_start IS NULL THEN NULL ELSE date(day(id || n), '+790 days') END,
                slips
            FROM milestone, copy;
        INSERT INTO milestone_company SELECT milestone || '-c' || n, role, position, company FROM milestone_company, copy;
        INSERT INTO milestone_region SELECT milestone || '-c' || n, position, region FROM milestone_region, copy;
        INSERT INTO milestone_study SELECT milestone || '-c' || n, study FROM milestone_study, copy;
        INSERT INTO fact_source SELECT entity_type, entity_id || '-c' || n, position, source
            FROM fact_source, copy WHERE entity_type = 'milestone' AND position = 0;
        """
    )
