"""How often one person is answered: so many answers in any so many seconds."""

import math
import time
from collections import deque
from collections.abc import Callable

from bot.answers.wording import plural
from bot.i18n import _
from bot.settings import Cooldown

#: People who are remembered; when there are more, those who have been quiet are forgotten.
_PEOPLE = 10_000


class TooFastError(Exception):
    """Somebody asked more than their share. ``quiet``: they were told already within this window."""

    def __init__(self, seconds: int, *, quiet: bool) -> None:
        self.quiet = quiet
        super().__init__(_("that is a lot at once: please ask again in {seconds}", seconds=plural(seconds, "second")))


class Throttle:
    """A sliding window a person; ``None`` lets everything through. ``now`` gives seconds that never go back."""

    def __init__(self, limit: Cooldown | None, now: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._now = now
        self._answers: dict[int, deque[float]] = {}
        self._told: dict[int, float] = {}

    def take(self, person: int) -> None:
        """Count one answer.

        Raises:
            TooFastError: the person has had all of this window's answers.

        """
        if self._limit is None:
            return
        now = self._now()
        if len(self._answers) > _PEOPLE:
            self._forget(now)
        answers = self._answers.setdefault(person, deque())
        while answers and answers[0] <= now - self._limit.seconds:
            answers.popleft()
        if len(answers) < self._limit.answers:
            answers.append(now)
            return
        told = self._told.get(person, -math.inf)
        quiet = told > now - self._limit.seconds
        if not quiet:
            self._told[person] = now
        raise TooFastError(math.ceil(answers[0] + self._limit.seconds - now), quiet=quiet)

    def _forget(self, now: float) -> None:
        since = now - (self._limit.seconds if self._limit else 0)
        self._answers = {person: times for person, times in self._answers.items() if times and times[-1] > since}
        self._told = {person: at for person, at in self._told.items() if at > since}
