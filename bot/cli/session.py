"""What the commands share: settings, the store and the clock, each made when it is first needed."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import StoreError

if TYPE_CHECKING:
    from bot.app import Readout
    from bot.settings import Settings
    from db.store import Store


@dataclass
class Session:
    """One run of the program.

    ``db`` and ``day`` are what was given on the command line; None stands for the settings' store and the calendar's
    day.
    """

    db: Path | None = None
    day: date | None = None
    _open: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    @cached_property
    def settings(self) -> "Settings":
        """The settings of the environment.

        Raises:
            StoreError: a setting is wrong.
        """
        from bot.settings import SettingsError, load_settings  # noqa: PLC0415  wrong settings must not break --help

        try:
            return load_settings()
        except SettingsError as error:
            raise StoreError(str(error)) from error

    @cached_property
    def store(self) -> "Store":
        """The store, made from the bundled facts if there is none yet; closed when the run ends."""
        from bot.cli.progress import ShownProgress  # noqa: PLC0415  as below
        from db.bundle import open_store  # noqa: PLC0415  --help needs no store

        with contextlib.closing(ShownProgress("bringing the store up to this version")) as shown:
            return self._open.enter_context(open_store(self.db or self.settings.db, shown))

    @cached_property
    def readout(self) -> "Readout":
        """The bot over the store."""
        from bot.app import TERMINAL_ROWS, Readout  # noqa: PLC0415  as above

        return Readout(self.store, today=self.today, most_rows=TERMINAL_ROWS)

    @property
    def today(self) -> Callable[[], date]:
        """The clock: the day given with ``--today``, else the calendar's in the time zone of the settings."""
        if (day := self.day) is not None:
            return lambda: day
        zone = self.settings.zone
        return lambda: datetime.now(zone).date()

    def close(self) -> None:
        """Close what was opened."""
        self._open.close()
