"""Questions about asserted market figures."""

from datetime import date

from sqlite_utils import Database

from db import records
from db.filters import MarketFilter
from db.models import MarketFigure
from db.queries.conditions import Where, overlapping

#: Who the founding article quotes: its figure is the one that an answer gives where it has one.
FOUNDING_SOURCE = "urn:readout:deep-news-2026-02-15"

#: People say $140B of $140.274B.
_ROUNDED = 0.005


def figures(db: Database, wanted: MarketFilter, limit: int | None = None) -> list[MarketFigure]:
    """Read the figures meant, by metric and subject, newest period first, then by who asserted it."""
    where = Where().one_of("id", wanted.ids).one_of("metric", wanted.metrics).one_of("subject", wanted.subjects)
    if wanted.period and wanted.exact_period:
        where.add("period_start IS ? AND period_end IS ?", *(day and day.isoformat() for day in _days(wanted)))
        where.add("period NOT LIKE '%(%'")  # "2026-01 (not complete)" is not exactly that month
    else:
        overlapping(where, "period_start", "coalesce(period_end, period_start)", wanted.period)
    if wanted.asserted_by:
        where.add("instr(lower(asserted_by), lower(?)) > 0", wanted.asserted_by)
    if wanted.value is not None:
        claimed = "value * CASE unit WHEN 'USD m' THEN 1000000 WHEN 'CNY m' THEN 1000000 ELSE 1 END"
        where.add(f"abs({claimed} - ?) <= ? * {_ROUNDED}", float(wanted.value), float(wanted.value))
    rows = db.query(
        f"SELECT id FROM market_figure WHERE {where} ORDER BY metric, subject, period_start IS NULL, period_start DESC, "
        "period_end DESC, asserted_by, id LIMIT ?",
        [*where.values, -1 if limit is None else limit],
    )
    return records.load(db, MarketFigure, [row["id"] for row in rows])


def metrics(db: Database) -> list[tuple[str, int]]:
    """Give every metric that there are figures of, with how many."""
    return [
        (row["metric"], row["n"])
        for row in db.query("SELECT metric, count(*) AS n FROM market_figure GROUP BY metric ORDER BY n DESC, metric")
    ]


def _days(wanted: MarketFilter) -> tuple[date | None, date | None]:
    if wanted.period is None:
        return (None, None)
    return (wanted.period.start, wanted.period.end)


def asserts(db: Database, name: str) -> bool:
    """Tell whether a name occurs among those who assert figures."""
    rows = db.query(
        "SELECT 1 AS found FROM market_figure WHERE instr(lower(asserted_by), lower(?)) > 0 LIMIT 1", [name]
    )
    return any(True for _ in rows)
