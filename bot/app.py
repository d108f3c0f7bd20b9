"""Readout itself: a text in, an answer out. Discord, the terminal and the command line all talk to this."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from bot.answers import answer_query
from bot.answers.context import Context, Shown
from bot.answers.explanation import Explanation, explain
from bot.answers.model import Answer
from bot.language import understand, weighed
from bot.language.query import Query
from bot.reminders.clock import REAL, Clock
from db.connection import Connection
from db.store import Store

#: How many rows an answer in chat rests on at most; JSON and exports carry all.
CHAT_ROWS = 50
#: The same in a terminal, where one person waits: as many as a team's store holds, so that what is counted there is all there is.
TERMINAL_ROWS = 1000
_EARLIEST, _LATEST = date(1950, 1, 1), date(2090, 12, 31)
#: How many are looked through where the answer is turned like pages.
PAGED_ROWS = 500


#: Seconds that reading all rows may take: whoever wants a file of them waits longer than in chat.
ALL_ROWS_SECONDS = 600.0


class Readout:
    """The bot without a medium. It blocks while it reads, for milliseconds: event loops call it in a thread."""

    def __init__(
        self, store: Store, *, today: Callable[[], date], clock: Clock = REAL, most_rows: int = CHAT_ROWS
    ) -> None:
        self.store = store
        self._most_rows = most_rows
        self._clock = today
        self.clock = clock

    def today(self) -> date:
        """Give today's date, within what questions can count from: they reach some years to either side, and calendars end."""
        return min(max(self._clock(), _EARLIEST), _LATEST)

    def understand(self, text: str, *, before: Query | None = None) -> Query:
        """Read a text as a question, without answering it; ``before`` is the question that a fragment goes on from."""
        with self.store.read() as db:
            return understand(db, text, self.today(), before)

    def ask(
        self, text: str, *, all_rows: bool = False, before: Query | None = None, shown: Shown | None = None
    ) -> Answer:
        """Answer a text.

        ``all_rows`` lifts the cap on rows, ``before`` is the question that a fragment goes on from, ``shown`` the page
        of its lists that is wanted.

        Raises:
            StoreError: the store cannot be read, or the question took too long.
        """
        with self._read(all_rows) as db:
            today = self.today()
            query = understand(db, text, today, before)
            if not query.whole or all_rows:
                return answer_query(self._context(db, today, query, all_rows, shown), query)
        return self.answer(query, shown=shown)

    def explain(self, text: str) -> Explanation:
        """Tell how a text is understood, without answering it."""
        with self.store.read() as db:
            return explain(Context(db, self.today(), self._most_rows), text, weighed(db, text, self.today()))

    def answer(self, query: Query, *, all_rows: bool = False, shown: Shown | None = None) -> Answer:
        """Answer a question that is data already."""
        all_rows = all_rows or (query.whole and shown is None)
        with self._read(all_rows) as db:
            return answer_query(self._context(db, self.today(), query, all_rows, shown), query)

    def _read(self, all_rows: bool) -> AbstractContextManager[Connection]:
        return self.store.read(seconds=ALL_ROWS_SECONDS) if all_rows else self.store.read()

    def _context(self, db: Connection, today: date, query: Query, all_rows: bool, shown: Shown | None) -> Context:
        usual = self._most_rows if shown is None else max(PAGED_ROWS, shown.first + shown.count)
        return Context(db, today, None if all_rows else usual, shown, whole=query.whole)
