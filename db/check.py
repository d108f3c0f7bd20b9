"""Looking through a store for faults: a table of checks, each a question that a sound store answers with nothing.

An error is something that the store's own rules exclude; a warning is something that a person should look at; a note is
a gap in what is known.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, get_args

from pydantic import ValidationError
from sqlite_utils import Database

from db import deriving, models, records
from db.models import Deal, Guidance
from db.periods import Period, PeriodError, parse_guidance
from db.store import Store
from db.tables import TABLES

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

#: What a check gives: the id of what is at fault, and what is wrong with it (empty where the check says it all).
Found = Iterable[tuple[str, str]]
Look = Callable[[Database, date], Found]

#: A check reads everything, which may take longer than any question should.
_SECONDS = 600.0
#: Two deals of the same parties and drugs within so many days are likely one, told twice.
_SAME_DEAL_DAYS = 14
#: Headline totals are rounded: they may fall short of their parts by half a percent.
_ROUNDING = "1.005"
_EIGHT = "[0-9]" * 8


@dataclass(frozen=True, slots=True)
class Check:
    """One check: ``looks_for`` is the fault in words, ``look`` finds it."""

    id: str
    severity: Severity
    looks_for: str
    look: Look


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: ``subject`` is the id of the record (or the name of the table) that has it."""

    check: Check
    subject: str
    message: str


def findings(store: Store, today: date, checks: Sequence[Check] | None = None) -> Iterator[Finding]:
    """Give all that the checks find, in the order of ``CHECKS``; dates after ``today`` lie in the future.

    Raises:
        StoreError: the store cannot be read.
    """
    with store.read(seconds=_SECONDS) as db:
        for check in CHECKS if checks is None else checks:
            try:
                found = list(check.look(db, today))
            except ValidationError:
                continue  # the record that cannot be read is a finding of the check "unreadable"
            yield from (Finding(check, subject, message) for subject, message in found)


def _sql(question: str) -> Look:
    """Make a check of a SELECT with columns ``subject`` and perhaps ``message``; ``:today`` stands for the day."""

    def look(db: Database, today: date) -> Found:
        return [
            (str(row["subject"]), str(row.get("message") or ""))
            for row in db.query(question, {"today": today.isoformat()})
        ]

    return look


def _integrity(db: Database, _today: date) -> Found:
    said = [str(next(iter(row.values()))) for row in db.query("PRAGMA integrity_check")]
    return [("database", line) for line in said if line != "ok"]


def _unreadable(db: Database, _today: date) -> Found:
    """Find records that the models refuse, one by one since one spoils a whole batch."""
    for table in TABLES:
        column = "id" if table.model is Guidance else table.key
        for row in db.query(f"SELECT {column} AS key FROM {table.name}"):
            try:
                records.get(db, table.model, row["key"])
            except ValidationError as error:
                yield row["key"], "; ".join(fault["msg"] for fault in error.errors(include_url=False))


def _without_sources(*tables: str) -> Look:
    return _sql(
        " UNION ALL ".join(
            f"SELECT {key} AS subject, '{table}' AS message FROM {table} WHERE NOT EXISTS "
            f"(SELECT 1 FROM fact_source WHERE entity_type = '{table}' AND entity_id = {table}.{key})"
            for table in tables
            for key in ("nct_id" if table == "trial" else "id",)
        )
    )


def _dangling(table_of_all: str) -> Look:
    """Make a check for rows of a table for all kinds of record whose record is not there."""
    known = " UNION ALL ".join(
        f"SELECT '{table.entity}' AS t, {_key(table.name)} AS k FROM {table.name}" for table in TABLES
    )
    return _sql(
        f"SELECT entity_id AS subject, entity_type AS message FROM {table_of_all} "
        "WHERE entity_type NOT IN ('study', 'target') "
        f"AND NOT EXISTS (SELECT 1 FROM ({known}) WHERE t = entity_type AND k = entity_id)"
    )


def _key(table: str) -> str:
    return {"trial": "nct_id", "source": "url"}.get(table, "id")


def _windows(db: Database, _today: date) -> Found:
    """Find statements whose words mean another window than the one recorded."""
    for said in records.load_all(db, models.Guidance):
        try:
            read = parse_guidance(said.guidance, said_on=said.said_on.span if said.said_on else None)
        except PeriodError as error:
            yield said.key, error.message
            continue
        held = said.window
        if (read and (read.start, read.end)) != (held and (held.start, held.end)):
            yield said.key, f"reads as {_days(read)}, recorded as {_days(held)}"


def _days(window: Period | None) -> str:
    return f"{window.start} to {window.end}" if window else "no window"


def _told_twice(db: Database, _today: date) -> Found:
    """Find deals of the same parties and drugs that were announced within days of each other."""
    alike: dict[tuple[object, ...], list[Deal]] = {}
    for deal in records.load_all(db, Deal):
        parties = (frozenset(deal.licensors), frozenset(deal.licensees), frozenset(deal.drugs))
        what = () if deal.drugs else (deal.assets_text.casefold(),)
        alike.setdefault((*parties, *what), []).append(deal)
    for group in alike.values():
        for one, other in pairwise(sorted(group, key=lambda deal: deal.announced)):
            if (other.announced.first - one.announced.last).days <= _SAME_DEAL_DAYS:
                yield other.id, f"as {one.id}"


#: What is worked out when a record is saved, as SELECTs whose rows must be the same when it is worked out anew.
_DERIVED: dict[str, str] = {
    "name": "SELECT entity_type || ' ' || entity_id, field, text, key FROM name "
    "WHERE entity_type IN ('company', 'drug')",
    "document": "SELECT entity_type || ' ' || entity_id, title, body FROM document",
    "drug_target_part": "SELECT drug, position, part FROM drug_target_part",
    "deal_target_part": "SELECT deal, position, part FROM deal_target_part",
    "trial_study": "SELECT trial, study FROM trial_study",
    "milestone_study": "SELECT milestone, study FROM milestone_study",
    "milestone": "SELECT id, span_start, span_end, slips FROM milestone",
    "deal": "SELECT id, announced_start, announced_end FROM deal",
}


def _out_of_step(db: Database, _today: date) -> Found:
    """Find derived rows that differ from those that saving every record again gives, in a copy in memory."""
    copy = Database(memory=True)
    try:
        db.conn.backup(copy.conn)
        deriving.write_all(copy)
        for name, question in _DERIVED.items():
            held, fresh = (Counter(tuple(row.values()) for row in each.query(question)) for each in (db, copy))
            for subject in sorted({str(row[0]) for row in (held - fresh) + (fresh - held)}):
                yield subject, f"table {name}"
    finally:
        copy.close()


_INDEXES = " UNION ALL ".join(
    f"SELECT '{index}' AS subject, '{word} ' || id AS message FROM {held} WHERE id NOT IN (SELECT id FROM {wanted})"
    for index, table in (("name_gram", "name"), ("document_text", "document"))
    for word, held, wanted in (("lacks", table, f"{index}_docsize"), ("has left over", f"{index}_docsize", table))
)
_FUTURE = " UNION ALL ".join(
    f"SELECT {key} AS subject, '{word} ' || {column} AS message FROM {table} "
    f"WHERE {column} > substr(:today, 1, length({column}))"
    for table, key, column, word in (
        ("deal", "id", "announced", "announced"),
        ("deal", "id", "status_date", "its status is of"),
        ("milestone", "id", "actual_date", "reached"),
        ("guidance", "id", "said_on", "said"),
        ("market_figure", "id", "published", "published"),
        ("source", "url", "published", "published"),
    )
)

CHECKS: tuple[Check, ...] = (
    Check("integrity", "error", "damage to the database file", _integrity),
    Check(
        "references",
        "error",
        "references to records that are not there",
        _sql(
            "SELECT \"table\" AS subject, 'row ' || coalesce(rowid, '?') || ' names no ' || parent AS message "
            "FROM pragma_foreign_key_check"
        ),
    ),
    Check("unreadable", "error", "records that break the rules of their kind", _unreadable),
    Check(
        "no-source",
        "error",
        "facts without a source",
        _without_sources("drug", "deal", "trial", "milestone", "guidance", "market_figure"),
    ),
    Check("dangling-source", "error", "sources of records that are not there", _dangling("fact_source")),
    Check("dangling-name", "error", "names of records that are not there", _dangling("name")),
    Check("dangling-document", "error", "searchable text of records that are not there", _dangling("document")),
    Check("derived", "error", "derived tables out of step with their records", _out_of_step),
    Check("indexes", "error", "search indexes out of step with their tables", _sql(_INDEXES)),
    Check(
        "trial-id",
        "error",
        "malformed ids of registered trials",
        _sql(
            f"SELECT nct_id AS subject, '' AS message FROM trial WHERE nct_id NOT GLOB 'NCT{_EIGHT}' UNION ALL "
            f"SELECT id, nct_id FROM milestone WHERE nct_id NOT GLOB 'NCT{_EIGHT}' AND nct_id NOT GLOB 'CTR{_EIGHT}'"
        ),
    ),
    Check(
        "currency",
        "error",
        "an original currency without amounts, or amounts without a currency",
        _sql(
            "SELECT id AS subject, original_currency AS message FROM deal WHERE (original_currency IS NULL) <> "
            "(coalesce(original_upfront, original_milestones, original_total) IS NULL)"
        ),
    ),
    Check(
        "total-below-upfront",
        "error",
        "deals whose total is below their upfront",
        _sql(
            "SELECT id AS subject, total_usd || ' < ' || upfront_usd AS message FROM deal WHERE total_usd < upfront_usd"
        ),
    ),
    Check(
        "total-below-parts",
        "warning",
        "deals whose total is below upfront and milestones together by more than rounding",
        _sql(
            "SELECT id AS subject, total_usd || ' < ' || upfront_usd || ' + ' || milestones_usd AS message FROM deal "
            f"WHERE total_usd * {_ROUNDING} < upfront_usd + milestones_usd"
        ),
    ),
    Check("window", "warning", "guidance whose words mean another window than the one recorded", _windows),
    Check("told-twice", "warning", f"deals that look the same, within {_SAME_DEAL_DAYS} days", _told_twice),
    Check(
        "shared-name",
        "warning",
        "names that several companies, or several drugs, are given in full",
        _sql(
            "SELECT min(text) AS subject, group_concat(DISTINCT entity_id) AS message FROM name "
            "WHERE entity_type IN ('company', 'drug') AND field NOT IN ('short', 'symbol', 'tickers') "
            "GROUP BY entity_type, key HAVING count(DISTINCT entity_id) > 1"
        ),
    ),
    Check("future", "warning", "things that are said to have happened after today", _sql(_FUTURE)),
    Check(
        "status-before-deal",
        "warning",
        "deals that changed their status before they were announced",
        _sql(
            "SELECT id AS subject, status_date || ' < ' || announced AS message FROM deal "
            "WHERE substr(status_date, 1, length(announced)) < substr(announced, 1, length(status_date))"
        ),
    ),
    Check(
        "unused-source",
        "note",
        "sources that back nothing",
        _sql("SELECT url AS subject FROM source WHERE url NOT IN (SELECT source FROM fact_source)"),
    ),
    Check("company-source", "note", "companies without a source of their own", _without_sources("company")),
    Check(
        "no-guidance",
        "note",
        "milestones that are expected, without a word on when",
        _sql(
            "SELECT id AS subject FROM milestone WHERE status IN ('expected', 'delayed') "
            "AND NOT EXISTS (SELECT 1 FROM guidance WHERE milestone = milestone.id)"
        ),
    ),
    Check(
        "no-day",
        "note",
        "milestones that were reached, without a date",
        _sql("SELECT id AS subject FROM milestone WHERE status = 'done' AND actual_date IS NULL"),
    ),
)
