"""Errors of the store. Each carries one sentence that a person can act on."""

from collections.abc import Sequence
from dataclasses import dataclass


class StoreError(Exception):
    """Something about the store that its user has to mend; ``str()`` is the sentence to show."""


class StoreUnusableError(StoreError):
    """The file cannot be opened, is no Readout store, or was made by a newer version."""


class QueryTimeoutError(StoreError):
    """A read took longer than its time limit and was stopped."""


class RecordNotFoundError(StoreError):
    """A record was asked for by an id that the store does not hold."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file that was to be imported.

    ``line`` counts from 1 with the header as line 1; 0 means the file as a whole. ``column`` and ``value`` are empty where the
    fault concerns more than one cell.
    """

    file: str
    line: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        where = self.file if not self.line else f"{self.file}:{self.line}"
        if self.column:
            where += f" {self.column}"
        shown = self.value if len(self.value) <= 80 else self.value[:77] + "…"
        return f"{where}: {shown!r}: {self.message}" if self.value else f"{where}: {self.message}"


class ImportRefusedError(StoreError):
    """Nothing was imported; ``problems`` names the faults (``count`` of them in all, the list may be shorter)."""

    def __init__(self, problems: Sequence[Problem], count: int) -> None:
        self.problems = tuple(problems)
        self.count = count
        super().__init__(f"nothing was imported: {count} {'fault' if count == 1 else 'faults'} found")
