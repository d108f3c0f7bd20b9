"""The tables of the store, as forward-only migrations, one module a group of tables.

A migration that has been released is never edited: what changes later is a new function, numbered on, in the module it belongs to.
The modules are imported in the order of their numbers, which is the order in which they are applied.
"""

from sqlite_utils import Database

from db.errors import StoreUnusableError

from db.schema import bookkeeping, facts, outlook  # isort: skip
from db.schema import chat, indexes, languages  # isort: skip
from db.schema.steps import MIGRATIONS

__all__ = ["KNOWN", "MIGRATIONS", "bookkeeping", "chat", "facts", "indexes", "languages", "migrate", "outlook"]


def _known() -> frozenset[str]:
    """Give the steps that this version knows: all of them are pending on an empty database."""
    empty = Database(memory=True)
    try:
        return frozenset(migration.name for migration in MIGRATIONS.pending(empty))
    finally:
        empty.close()


KNOWN = _known()


def migrate(db: Database) -> bool:
    """Bring the tables up to this version, all steps or none; tells whether there was anything to do.

    Raises:
        StoreUnusableError: the store was made by a newer version, or the file is some other database.
    """
    applied = {migration.name for migration in MIGRATIONS.applied(db)}
    if newer := applied - KNOWN:
        raise StoreUnusableError(
            f"the store is of a newer version of Readout than this one (it has {', '.join(sorted(newer))}): "
            "update Readout, or name another store with --db"
        )
    if not applied and any(not name.startswith("_sqlite") for name in db.table_names()):
        raise StoreUnusableError("the file is a database, but no Readout store: name another file with --db")
    if not MIGRATIONS.pending(db):
        return False
    with db.atomic():
        MIGRATIONS.apply(db)
    return True
