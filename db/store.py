"""The store: one SQLite file, read by many and written by one.

Reads go over read-only connections, one a thread, each with a time limit. Writes go through one connection behind a
lock, in one transaction each; the generation counter, which every write raises first, takes SQLite's write lock at once
and tells other processes that something changed.
"""

import contextlib
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from urllib.parse import quote

from sqlite_utils import Database

from db import derived, deriving, history, records, saving, schema, territories
from db.deriving import Progress
from db.errors import QueryTimeoutError, StoreError, StoreUnusableError
from db.history import Change
from db.models import Record
from db.queries import remembering
from db.queries.remembering import Memory
from db.rows import scalar
from db.tables import TABLE_OF_ENTITY

#: A read that takes longer is stopped: every question is meant to take milliseconds.
READ_LIMIT_SECONDS = 5.0
#: How long a write waits for another process to finish its own.
BUSY_SECONDS = 30.0
#: A note is not worth a longer wait, such as for a large import.
JOT_SECONDS = 1.0
#: SQLite looks at the clock every so many steps of its virtual machine (some tenths of a millisecond).
_STEPS_BETWEEN_LOOKS = 20_000
_GENERATION = "SELECT generation FROM store"
#: How many entries of each index are sampled for planning.
_SAMPLED = 20_000


class Transaction:
    """What may be done to the store at once: all of it is kept, or nothing."""

    def __init__(self, db: Database, batch: int, who: str, why: str) -> None:
        self.db = db
        self.batch = batch
        self._at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._who = who
        self._why = why

    def save(self, records_: Iterable[tuple[Record | None, Record]]) -> None:
        """Write records, each given as what it was (None: new) and what it becomes, and log the change."""
        pairs = list(records_)
        saving.save(self.db, [after for _, after in pairs])
        for before, after in pairs:
            self._log(before, after)

    def remove(self, record: Record) -> None:
        """Take a record out, and log it."""
        saving.remove(self.db, record)
        self._log(record, None)

    def _log(self, before: Record | None, after: Record | None) -> None:
        record = after or before
        if record is None:
            raise ValueError("a change has a record before or after it")
        old, new = (
            None if each is None else json.dumps(records.dump(each), ensure_ascii=False) for each in (before, after)
        )
        self.db.execute(
            "INSERT INTO change (batch, at, who, why, entity_type, entity_id, before, after) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [self.batch, self._at, self._who, self._why, record.entity, record.key, old, new],
        )


class Store:
    """An open store. Use ``read()`` and ``write()`` as context managers; ``close()`` it in the end."""

    def __init__(self, path: Path, progress: Progress = lambda *_: None) -> None:
        self.path = path
        self._local = threading.local()
        self._readers: list[Database] = []
        self._memory = Memory()
        self._lock = threading.Lock()
        self._write_lock = threading.RLock()
        try:
            self._writer = _connect(path, "rw")
            _prepare(self._writer, progress)
        except sqlite3.Error as error:
            raise StoreUnusableError(
                f"the store {path} cannot be used ({error}): name another file with --db"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @classmethod
    def create(cls, path: Path, fill: "Callable[[Store], None]") -> Self:
        """Make a new store, whole or not at all: it is filled under another name and gets its own when it is done."""
        unfinished = path.with_name(f".{path.name}.{threading.get_native_id()}-{time.time_ns()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.touch()
            with cls(unfinished) as store:
                fill(store)
                store.checkpoint()
            _give_name(unfinished, path)
        except OSError as error:
            raise StoreUnusableError(
                f"the store {path} cannot be created ({error.strerror}): name another with --db"
            ) from error
        finally:
            for suffix in ("", "-wal", "-shm", "-journal"):
                with contextlib.suppress(OSError):
                    unfinished.with_name(unfinished.name + suffix).unlink()
        return cls(path)

    @contextlib.contextmanager
    def read(self, *, seconds: float = READ_LIMIT_SECONDS) -> Iterator[Database]:
        """Read as of one moment, for at most so long.

        Raises:
            QueryTimeoutError: the time is up.
            StoreError: the file was damaged or taken away.
        """
        db = self._reader()
        deadline = time.monotonic() + seconds
        db.conn.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
        try:
            db.execute("BEGIN")
            yield db
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise QueryTimeoutError(f"that took longer than {seconds:g} seconds: ask for less at once") from error
            raise StoreError(f"the store {self.path} cannot be read ({error})") from error
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"the store {self.path} is damaged ({error}): restore a copy, or make a new one"
            ) from error
        finally:
            db.conn.set_progress_handler(None, 0)
            if db.conn.in_transaction:
                db.conn.rollback()

    @contextlib.contextmanager
    def write(self, *, who: str, why: str) -> Iterator[Transaction]:
        """Change the store: what happens inside is kept as a whole when the block ends, or not at all when it raises.

        Raises:
            StoreError: another process kept the store for too long, the disk is full, or the file cannot be written.
        """
        with self._write_lock:
            try:
                with self._writer.atomic():
                    self._writer.execute("UPDATE store SET generation = generation + 1")
                    yield Transaction(self._writer, scalar(self._writer, _GENERATION), who, why)
            except sqlite3.OperationalError as error:
                raise StoreError(f"the store {self.path} was not changed ({error}): try again") from error

    @contextlib.contextmanager
    def jot(self, *, seconds: float = JOT_SECONDS) -> Iterator[Database]:
        """Write what is no fact and concerns no other process, such as what a button stands for: no new generation.

        Raises:
            StoreError: somebody else kept the store for longer than that, or it cannot be written.
        """
        if not self._write_lock.acquire(timeout=seconds):
            raise StoreError(f"the store {self.path} is being written: try again")
        try:
            self._writer.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
            with self._writer.atomic():
                yield self._writer
        except sqlite3.OperationalError as error:
            raise StoreError(f"the store {self.path} was not changed ({error}): try again") from error
        finally:
            self._writer.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
            self._write_lock.release()

    def generation(self) -> int:
        """Give the number of writes so far; it differs when anything was changed, by whatever process."""
        with self.read() as db:
            return int(scalar(db, _GENERATION))

    def changes(self, entity_type: str, entity_id: str) -> list[Change]:
        """Give the log of one record, oldest first."""
        with self.read() as db:
            return history.of_record(db, entity_type, entity_id)

    def undo(self, batch: int, *, who: str) -> list[Change]:
        """Put back what one write changed, as a write of its own; gives what that write changes, as the log has it.

        Raises:
            StoreError: there was no such write, a later one changed the same records, or something rests on what it added.
        """
        try:
            with self.write(who=who, why=history.why_undone(batch)) as transaction:
                changed = history.of_batch(transaction.db, batch)
                if not changed:
                    raise StoreError(f"there is no change {batch}: see what there is with readout log")
                held = _held(transaction.db, changed)
                for each in {(each.entity_type, each.entity_id): each for each in changed}.values():
                    if held.get((each.entity_type, each.entity_id)) != _record(each, each.after):
                        raise StoreError(f"change {batch} cannot be undone: {each.entity_id} was changed again since")
                for each in {(each.entity_type, each.entity_id): each for each in reversed(changed)}.values():
                    _put_back(transaction, held.get((each.entity_type, each.entity_id)), _record(each, each.before))
                undone = transaction.batch
        except sqlite3.IntegrityError as error:
            raise StoreError(f"change {batch} cannot be undone: later facts rest on what it added") from error
        with self.read() as db:
            return history.of_batch(db, undone)

    def survey(self) -> None:
        """Let SQLite sample what the tables hold now, by which it plans how to look things up: after much has changed."""
        with self._write_lock:
            _survey(self._writer)

    def checkpoint(self) -> None:
        """Move everything into the main file, so that it can be copied or renamed by itself."""
        self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for reader in self._readers:
                reader.close()
            self._readers.clear()
        self._writer.close()

    def _reader(self) -> Database:
        reader: Database | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = _connect(self.path, "ro")
            remembering.share(reader, self._memory)
            self._local.reader = reader
            with self._lock:
                self._readers.append(reader)
        return reader


def _give_name(unfinished: Path, path: Path) -> None:
    """Name a finished store, unless another process has made one meanwhile, which is as good and may be in use."""
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            unfinished.rename(path)


def _prepare(db: Database, progress: Progress) -> None:
    """Bring a file up to this version; one that is no store, or a newer one, is left as it is."""
    try:
        changed = schema.migrate(db)
        if scalar(db, "PRAGMA user_version") != derived.RULES:
            with db.atomic():
                deriving.write_all(db, progress)
                db.execute(f"PRAGMA user_version = {derived.RULES}")
            changed = True
        db.enable_wal()
        if changed:
            _survey(db)
    except BaseException:
        db.close()
        raise


def _survey(db: Database) -> None:
    db.execute(f"PRAGMA analysis_limit = {_SAMPLED}")
    db.execute("ANALYZE")


def _connect(path: Path, mode: str) -> Database:
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
        cached_statements=512,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        for test in (territories.covers, territories.is_only):  # what a territory takes in is no matter of its letters
            connection.create_function(test.__name__, 2, test, deterministic=True)
    except sqlite3.Error:
        connection.close()
        raise
    return Database(connection, execute_plugins=False)


def _held(db: Database, changed: Sequence[Change]) -> dict[tuple[str, str], Record]:
    """Read the records that some changes are of, as they are now, by kind and id."""
    keys: dict[str, set[str]] = {}
    for each in changed:
        keys.setdefault(each.entity_type, set()).add(each.entity_id)
    return {
        (kind, record.key): record
        for kind, wanted in keys.items()
        for record in records.load(db, TABLE_OF_ENTITY[kind].model, wanted)
    }


def _record(change: Change, side: dict[str, object] | None) -> Record | None:
    return None if side is None else TABLE_OF_ENTITY[change.entity_type].model.model_validate(side)


def _put_back(transaction: Transaction, now: Record | None, before: Record | None) -> None:
    if before is not None:
        transaction.save([(now, before)])
    elif now is not None:
        transaction.remove(now)
