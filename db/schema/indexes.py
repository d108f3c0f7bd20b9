"""Indexes that came after their tables."""

from sqlite_utils import Database

from db.schema.steps import MIGRATIONS, run


@MIGRATIONS()
def m009_status_in_indexes(db: Database) -> None:
    """Let counts of open and of past milestones, and the oldest deal, be read from indexes alone."""
    run(
        db,
        [
            "DROP INDEX milestone_open",
            "DROP INDEX milestone_past",
            """CREATE INDEX milestone_open ON milestone (span_end IS NULL, span_end, span_start, id, kind, status)
               WHERE status IN ('expected', 'delayed')""",
            """CREATE INDEX milestone_past ON milestone (span_end IS NULL, span_end DESC, id, span_start, kind, status)
               WHERE status NOT IN ('expected', 'delayed')""",
            "CREATE INDEX deal_oldest ON deal (announced)",
        ],
    )


@MIGRATIONS()
def m011_amounts_in_order(db: Database) -> None:
    """Let the largest deals be read off the end of an index, whichever of them count."""
    run(
        db,
        [
            "DROP INDEX deal_total",
            "DROP INDEX deal_upfront",
            *(
                f"""CREATE INDEX deal_by_{amount} ON deal (
                    {amount}_usd IS NULL, {amount}_usd DESC, announced, id, direction, deal_type)"""
                for amount in ("total", "upfront")
            ),
        ],
    )
