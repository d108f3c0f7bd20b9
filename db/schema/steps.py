"""What every migration is made with."""

from collections.abc import Sequence

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("readout")

#: What a column of dates must look like, at whatever precision.
DATE = "GLOB '[0-9][0-9][0-9][0-9]*'"


def run(db: Database, statements: Sequence[str]) -> None:
    """Carry out statements one by one, within the transaction of the migration."""
    for statement in statements:
        db.execute(statement)
