"""Sending: one post at a time from the outbox to where it belongs, so that it stands there once whatever happens.

The row is there before anything is sent and says what will be sent, under which nonce. A try whose outcome is not known (the
process died, the answer got lost) is followed by a look into the channel, and then by the same nonce again.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Protocol, TypeVar

from bot.reminders.outgoing import LEASE_SECONDS, LONGEST_LIMIT, Notice, Outgoing, Taken

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

#: How long one try may take, in real seconds: longer than the library waits for a rate limit by itself, so that what
#: takes longer has got lost. Longer limits come as errors, and are kept in the store.
ATTEMPT_SECONDS = LONGEST_LIMIT + 10
#: So many posts are on their way at once.
_AT_ONCE = 4
_MISHAP_SECONDS = 2.0


class BlockedError(Exception):
    """The place refuses posts, or is gone: whoever set the rule has to mend it."""


class ImpossibleError(Exception):
    """The post can never be sent as it is."""


class RetryError(Exception):
    """It did not work out, or nobody knows whether it did; ``after`` is how many seconds to wait if that was said."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Sender(Protocol):
    """What sends posts. All raise BlockedError, ImpossibleError or RetryError."""

    async def send(self, taken: Taken) -> int:
        """Send a post; gives the id of the message."""

    async def find(self, taken: Taken) -> int | None:
        """Look for a post among the recent messages; gives the id of the message, None if it is not there."""

    async def tell(self, notice: Notice) -> None:
        """Tell somebody, if that is possible."""


class Courier:
    """Sends what the outbox holds for as long as it runs; ``wake`` it when there is something new."""

    def __init__(self, outgoing: Outgoing, sender: Sender, threads: Executor) -> None:
        self._outgoing = outgoing
        self._sender = sender
        self._threads = threads
        self._awake = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Look into the outbox at once."""
        self._awake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        try:
            while True:
                self._awake.clear()
                try:
                    pause = await self._round()
                except Exception:  # noqa: BLE001  whatever it is, the next round may work
                    _log.exception("the outbox could not be read or written; trying again")
                    pause = _MISHAP_SECONDS
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause):  # wait_for may lose a cancellation here
                        await self._awake.wait()
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _round(self) -> float | None:
        """Take what can be sent; gives how long there is nothing to do, None for until woken."""
        while len(self._under_way) < _AT_ONCE:
            taken = await self._in_thread(lambda: self._outgoing.take(time.time()))
            if taken is None:
                at = await self._in_thread(self._outgoing.next_try)
                return None if at is None else max(at - time.time(), 0.05)
            task = asyncio.create_task(self._deliver(taken))
            self._under_way.add(task)
            task.add_done_callback(self._done)
        return None  # whoever is done first wakes us

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        self.wake()
        if not task.cancelled() and (error := task.exception()):
            # The claim runs out, and the post is tried again.
            _log.error("a post could not be recorded", exc_info=error)

    async def _deliver(self, taken: Taken) -> None:
        post = taken.post
        keeping = asyncio.create_task(self._keep(post.id))
        notices: list[Notice] = []
        try:
            async with asyncio.timeout(ATTEMPT_SECONDS):
                message = await self._once(taken)
        except BlockedError as error:
            _log.warning("post %d to %s is refused: %s", post.id, post.target, error)
            reason = str(error)
            notices = await self._in_thread(lambda: self._outgoing.blocked(post, reason, time.time()))
        except ImpossibleError as error:
            _log.error("post %d to %s is given up: %s", post.id, post.target, error)
            reason = str(error)
            notices = await self._in_thread(lambda: self._outgoing.given_up(post, reason))
        except (RetryError, TimeoutError) as error:
            reason, after = str(error) or "no answer in time", getattr(error, "after", None)
            _log.info("post %d to %s: %s; trying again", post.id, post.target, reason)
            notices = await self._in_thread(lambda: self._outgoing.failed(post, reason, time.time(), after))
        except Exception:  # noqa: BLE001  whatever it is, the post is not lost
            _log.exception("post %d to %s could not be sent", post.id, post.target)
            notices = await self._in_thread(
                lambda: self._outgoing.failed(post, "an unexpected error", time.time(), None)
            )
        else:
            await self._in_thread(lambda: self._outgoing.sent(post, message))
            _log.info("post %d to %s is message %d", post.id, post.target, message)
        finally:
            keeping.cancel()
        for notice in notices:
            await self._sender.tell(notice)

    async def _once(self, taken: Taken) -> int:
        """Send a post unless an earlier try has done so."""
        if taken.tried:
            try:
                found = await self._sender.find(taken)
            except BlockedError:
                if not taken.nonce_holds:
                    raise  # it may stand there: to be looked for when the place can be read again
                found = None
            if found is not None:
                return found
            if taken.only_looked_for:
                raise ImpossibleError(taken.only_looked_for)
        return await self._sender.send(taken)

    async def _keep(self, post: int) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            await self._in_thread(lambda: self._outgoing.renew(post, time.time()))

    async def _in_thread(self, call: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)
