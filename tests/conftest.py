"""What many tests share: a store of the bundled facts, made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.bundle import open_store
from db.store import Store


def pytest_configure(config: pytest.Config) -> None:
    """Let zhconv leave its dictionary open until the collector comes, once."""
    config.addinivalue_line("filterwarnings", "ignore:unclosed file .*zhcdict.json:ResourceWarning")


@pytest.fixture(scope="session")
def bundled_store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the bundled facts, to be read only; a test that writes takes ``store_path``."""
    path = tmp_path_factory.mktemp("bundled") / "readout.db"
    open_store(path).close()
    return path


@pytest.fixture
def store_path(bundled_store_path: Path, tmp_path: Path) -> Path:
    """A store of the bundled facts of the test's own, not opened yet."""
    path = tmp_path / "readout.db"
    shutil.copyfile(bundled_store_path, path)
    return path


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """An open store of the bundled facts, the test's own to change."""
    with Store(store_path) as opened:
        yield opened
