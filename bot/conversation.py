"""Who asked what before: one memory a person and place, so that "and in 2024?" has something to go on from."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from bot.answers.context import Shown
from bot.answers.model import Answer
from bot.app import Readout
from bot.language.query import Query

#: After so long a fragment is no longer read as going on.
FORGET_AFTER_SECONDS = 600.0
#: Conversations kept at once; the one silent for longest goes first.
_MOST = 2000


class Conversations:
    """The last question of each conversation. ``key`` is what tells one from another: a channel and a person, say."""

    def __init__(self, readout: Readout, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._readout = readout
        self._clock = clock
        self._last: OrderedDict[Hashable, tuple[float, Query]] = OrderedDict()
        self._lock = Lock()

    def ask(self, key: Hashable, text: str, *, before: Query | None = None, shown: Shown | None = None) -> Answer:
        """Answer a text, as a follow-up to what was asked last in the conversation (or to ``before``) if it reads like one."""
        answer = self._readout.ask(text, before=before or self.before(key), shown=shown)
        if answer.kind not in ("help", "about") and (answer.kind != "unknown" or answer.query.kind == "unknown"):
            self.remember(key, answer.to_go_on_from or answer.query)
        return answer

    def remember(self, key: Hashable, query: Query) -> None:
        """Take a question as the last one of a conversation."""
        with self._lock:
            self._last[key] = (self._clock(), query)
            self._last.move_to_end(key)
            while len(self._last) > _MOST:
                self._last.popitem(last=False)

    def before(self, key: Hashable) -> Query | None:
        """Give the last question of a conversation, unless that is long ago."""
        with self._lock:
            asked = self._last.get(key)
        return asked[1] if asked and self._clock() - asked[0] <= FORGET_AFTER_SECONDS else None
