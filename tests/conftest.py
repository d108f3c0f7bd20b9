"""What many tests share: a store of the bundled facts, made once."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

from bot.app import Readout
from db.bundle import open_store
from db.store import Store

#: The day on which tests ask, unless they say another: a while after the newest bundled fact.
TODAY = date(2026, 11, 22)


# How long an example takes says more about the machine than about the code. The same examples are tried each time, so that
# whoever changes something sees only what that breaks; `make fuzz` and `make soak` are for finding what is new.
settings.register_profile("readout", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("readout")


class Ask(Protocol):
    """Asks a text on a day and gives the answer's JSON."""

    def __call__(self, text: str, today: date | str = TODAY) -> dict[str, Any]: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``make fuzz`` say how many random messages to send."""
    parser.addoption("--fuzz-messages", type=int, default=2000, help="how many random messages the bot is sent")


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


@pytest.fixture(scope="session")
def readout(bundled_store_path: Path) -> Iterator[Readout]:
    """Readout over the bundled facts, to be asked only."""
    with Store(bundled_store_path) as facts:
        yield Readout(facts, today=lambda: TODAY)


@pytest.fixture(scope="session")
def ask(bundled_store_path: Path) -> Iterator[Ask]:
    """Ask the bundled facts, as ``readout ask --json`` does."""
    with Store(bundled_store_path) as facts:

        def answered(text: str, today: date | str = TODAY) -> dict[str, Any]:
            day = date.fromisoformat(today) if isinstance(today, str) else today
            answer: dict[str, Any] = json.loads(
                Readout(facts, today=lambda: day).ask(text, all_rows=True).model_dump_json()
            )
            return answer

        yield answered
