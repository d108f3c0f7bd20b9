"""What was worked out from a version of the store is not worked out again for the same question.

The sums and lists over all deals and milestones are what takes longest, people ask the same again, turn its pages and
draw its picture, and facts change seldom.
"""

import threading
from collections.abc import Callable, Sized
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlite_utils import Database

from db.rows import scalar

P = ParamSpec("P")
R = TypeVar("R")

#: Results kept at once; the oldest goes first.
_MOST = 500
#: Longer lists than this, which exports ask for, are not kept.
_LONGEST = 2000


class Memory:
    """The results that the readers of one store share. They are never changed, and may be given to any thread."""

    def __init__(self) -> None:
        self._results: dict[object, object] = {}
        self._lock = threading.Lock()

    def get(self, question: object) -> tuple[object] | None:
        """Give what is kept, in a tuple of its own: the result may be None."""
        with self._lock:
            return (self._results[question],) if question in self._results else None

    def keep(self, question: object, result: object) -> None:
        """Keep a result, unless it is very long."""
        if isinstance(result, Sized) and len(result) > _LONGEST:
            return
        with self._lock:
            self._results[question] = result
            if len(self._results) > _MOST:
                del self._results[next(iter(self._results))]


_MEMORY_OF: WeakKeyDictionary[Database, Memory] = WeakKeyDictionary()


def share(reader: Database, memory: Memory) -> None:
    """Let a read connection answer from a memory. Its reads must be of one moment each, or versions would mix."""
    _MEMORY_OF[reader] = memory


def remembered(work: Callable[Concatenate[Database, P], R]) -> Callable[Concatenate[Database, P], R]:
    """Answer from memory where the connection has one: the same question to the same version of the store."""

    @wraps(work)
    def answer(db: Database, /, *args: P.args, **kwargs: P.kwargs) -> R:
        memory = _MEMORY_OF.get(db)
        if memory is None:
            return work(db, *args, **kwargs)
        generation = scalar(db, "SELECT generation FROM store")
        question = (generation, work.__module__, work.__qualname__, args, tuple(sorted(kwargs.items())))
        if (kept := memory.get(question)) is not None:
            return cast("R", kept[0])
        result = work(db, *args, **kwargs)
        memory.keep(question, result)
        return result

    return answer
