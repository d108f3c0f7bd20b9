"""What the buttons under answers stand for, kept so that they work after a restart; the oldest are forgotten."""

import base64
import hashlib

from db.connection import Connection
from db.rows import scalar
from db.store import Store

#: So many are kept: weeks of talk of a large server, some megabytes.
KEPT = 20_000
_KEY_BYTES = 10


def key_of(state: str) -> str:
    """Give the short name of a state, the same for the same state: sixteen small letters and digits."""
    digest = hashlib.blake2b(state.encode(), digest_size=_KEY_BYTES).digest()
    return base64.b32encode(digest).decode().lower()


def keep(store: Store, state: str, kept: int = KEPT) -> str:
    """Keep a state (JSON), unless it is kept already; gives its key.

    Raises:
        StoreError: the store cannot be written.
    """
    key = key_of(state)
    with store.read() as db:
        if find(db, key) is not None:
            return key
    with store.jot() as db:
        db.execute("INSERT OR IGNORE INTO answer_view (key, state) VALUES (?, ?)", [key, state])
        db.execute("DELETE FROM answer_view WHERE id <= (SELECT max(id) FROM answer_view) - ?", [kept])
    return key


def find(db: Connection, key: str) -> str | None:
    """Give the state of a key, None if it was never kept or is forgotten."""
    state: str | None = scalar(db, "SELECT state FROM answer_view WHERE key = ?", [key])
    return state
