"""What the chat keeps in the store: what buttons stand for, and what servers have set up."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import ValidationError

from db import settings, views
from db.errors import StoreError
from db.settings import GuildSettings
from db.store import BUSY_SECONDS, JOT_SECONDS


def test_a_state_is_kept_once_and_found_again(store):
    generation = store.generation()
    key = views.keep(store, '{"a": 1}')
    assert views.keep(store, '{"a": 1}') == key
    assert views.keep(store, '{"a": 2}') != key
    with store.read() as db:
        assert views.find(db, key) == '{"a": 1}'
        assert views.find(db, "nothing") is None
    assert store.generation() == generation


def test_the_oldest_states_are_forgotten(store):
    keys = [views.keep(store, f'{{"n": {n}}}', kept=3) for n in range(5)]
    with store.read() as db:
        assert [views.find(db, key) is not None for key in keys] == [False, False, True, True, True]


def test_nobody_waits_for_a_long_write(store, store_path):
    other = sqlite3.connect(store_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(StoreError, match="try again"):
        views.keep(store, '{"a": 1}')
    assert time.monotonic() - began < 10
    other.execute("ROLLBACK")
    other.close()
    with (
        ThreadPoolExecutor(1) as pool,
        store.write(who="test", why="takes long"),
        pytest.raises(StoreError, match="being written"),
    ):
        pool.submit(views.keep, store, '{"a": 1}').result()
    assert views.keep(store, '{"a": 1}')
    with store.jot() as db:
        assert next(iter(db.query("PRAGMA busy_timeout")))["timeout"] == JOT_SECONDS * 1000
    with store.write(who="test", why="") as transaction:
        assert next(iter(transaction.db.query("PRAGMA busy_timeout")))["timeout"] == BUSY_SECONDS * 1000


def test_settings_of_a_server(store):
    with store.read() as db:
        assert settings.of_guild(db, 1) == GuildSettings()
    settings.change(store, 1, who="discord:2", language="zh", tz="Asia/Tokyo")
    changed = settings.change(store, 1, who="discord:2", channel=12345678901234567, tz=None)
    assert changed == GuildSettings(language="zh", channel=12345678901234567)
    with store.read() as db:
        assert settings.of_guild(db, 1) == changed
        assert settings.of_guild(db, 2) == GuildSettings()
    with pytest.raises(ValidationError):
        settings.change(store, 1, who="discord:2", language="fr")
    with pytest.raises(ValidationError):
        settings.change(store, 1, who="discord:2", colour="red")
