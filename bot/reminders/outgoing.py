"""Posts on their way, as the store sees them: taken for sending with what they say, and what came of it."""

import logging
import random
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from bot.i18n import N_, _, speaking
from bot.reminders import composing, digesting, grouping, languages
from bot.reminders.clock import Clock
from bot.render.markdown import begun
from bot.spoken import Choice
from db import settings
from db.connection import Connection
from db.reminders import digests, outbox, rules
from db.reminders.digests import Digest
from db.reminders.models import Rule
from db.reminders.outbox import Claim, Post
from db.store import Store

_log = logging.getLogger(__name__)

#: A claim holds so long in real seconds and is renewed while the post is being sent.
LEASE_SECONDS = 5.0
#: A rate limit of up to so many seconds is waited for with the claim held.
LONGEST_LIMIT = 30.0
#: For so long after the first try the nonce alone keeps a post from standing twice.
NONCE_SECONDS = 90.0
#: Waiting times between tries, in real seconds: doubled each time, up to the longest, less a random part.
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 300.0
#: After so long in real time a post that could not be sent is given up.
_PATIENCE_SECONDS = 3 * 86400.0
Concerned = TypeVar("Concerned", Rule, Digest)
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)
_FAULT_WAIT = 600.0
_NOT_IN_TIME = N_("it could not be posted in time")


@dataclass(frozen=True, slots=True)
class Taken:
    """A post that this process sends now.

    ``tried`` if an earlier try may have reached the channel. One that is ``only_looked_for``, for the reason given, is not
    sent again. While ``nonce_holds`` Discord itself keeps a second try from standing beside the first.
    """

    post: Post
    payload: dict[str, Any]
    tried: bool
    only_looked_for: str = ""
    nonce_holds: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody has to be told because it concerns a rule of theirs; ``channel`` is where, if not by direct message."""

    person: int
    text: str
    channel: int | None = None


class Outgoing:
    """The outbox of a store, for one process that sends from it; blocks, so it is called in a thread."""

    def __init__(self, store: Store, clock: Clock, holder: str, language: Choice = "auto") -> None:
        self.store = store
        self.clock = clock
        self.holder = holder
        self._usual = language

    def take(self, real: float) -> Taken | None:
        """Take the next post for sending; what it says is fixed from the first time on."""
        with self.store.read() as db:
            if outbox.claimable(db, real) is None:
                return None
        with self.store.write(who="reminders", why="claim") as transaction:
            while post := outbox.claimable(transaction.db, real):
                try:
                    taken = self._claim(transaction.db, post, real)
                except _FAULTS:
                    # One post that cannot be composed must not keep back all others.
                    _log.exception("post %d to %s could not be composed", post.id, post.target)
                    outbox.postpone(transaction.db, post.id, real + _FAULT_WAIT, "it could not be composed")
                    continue
                if taken:
                    return taken
        return None

    def next_try(self) -> float | None:
        """Give when to look again, in Unix seconds; None if nothing is open."""
        with self.store.read() as db:
            return outbox.next_try(db)

    def renew(self, post: int, real: float) -> bool:
        """Keep a post for longer."""
        with self.store.write(who="reminders", why="claim") as transaction:
            return outbox.renew(transaction.db, post, self.holder, real + LEASE_SECONDS)

    def sent(self, post: Post, message: int) -> None:
        """Record that a post stands in its channel."""
        with self.store.write(who="reminders", why="sent") as transaction:
            outbox.sent(transaction.db, post.id, message, self.clock.now())

    def failed(self, post: Post, reason: str, real: float, after: float | None) -> list[Notice]:
        """Put a post back for another try, in so many seconds or by and by; in the end give it up."""
        if post.first_real is not None and real - post.first_real > _PATIENCE_SECONDS:
            return self.given_up(post, f"tried for three days: {reason}")
        with self.store.write(who="reminders", why="retry") as transaction:
            wait = waiting(post.attempts) if after is None else after
            outbox.try_again(transaction.db, post.id, real + wait, reason)
            if after is not None:
                outbox.hold_back(transaction.db, post.target, real + wait)
        return []

    def given_up(self, post: Post, reason: str) -> list[Notice]:
        """Record that a post cannot be sent."""
        with self.store.write(who="reminders", why="given up") as transaction:
            db = transaction.db
            outbox.end(db, post.id, "given up", reason)
            concerned = rules_of(db, post)
            for rule in concerned:
                self._note(db, rule, N_("post {post} given up: {reason}"), post, reason)
            notices = [self._notice(db, each, _given_up, reason) for each in concerned if each.state == "active"]
            if post.kind == "digest":
                notices = self._without_digest(db, post, reason)
        return notices

    def _without_digest(self, db: Connection, post: Post, reason: str) -> list[Notice]:
        """Say that a digest is left out; the next one is tried again."""
        taken = digests.of_target(db, post.target)
        if taken is None:
            return []
        with self._speaking(db, taken):
            said = _("the digest was left out: {reason}", reason=_(reason))
        rules.note(db, None, post.target, self.clock.now(), who="readout", said=said)
        return [self._notice(db, taken, _no_digest, reason)]

    def _notice(self, db: Connection, of: Concerned, say: Callable[[Concerned, str], str], reason: str) -> Notice:
        """Tell whoever set something, in the server's own channel if they cannot be written to and that is another one."""
        channel = settings.of_guild(db, of.guild).channel if of.guild else None
        with self._speaking(db, of):
            return Notice(of.owner, say(of, reason), None if of.target == f"channel:{channel}" else channel)

    def _speaking(self, db: Connection, of: Rule | Digest) -> AbstractContextManager[None]:
        words = of.what if isinstance(of, Rule) else ""
        return speaking(languages.of_target(db, of.target, of.guild, words, self._usual))

    def blocked(self, post: Post, reason: str, real: float) -> list[Notice]:
        """Block the rules of a post that its channel refuses; what they owe is kept until they are resumed."""
        if post.kind == "digest":
            return self.given_up(post, reason)
        with self.store.write(who="reminders", why="blocked") as transaction:
            db = transaction.db
            # One that was tried before may stand there: it is looked for when the place can be read again.
            outbox.try_again(db, post.id, real, reason, untouched=not post.attempts)
            held = rules_of(db, post)
            concerned = [each for each in held if each.state == "active"]
            for rule in concerned:
                rules.change(db, rule.model_copy(update={"state": "blocked", "reason": reason}))
                self._note(db, rule, N_("on hold: {reason}"), post, reason)
            if not concerned and not any(each.state == "blocked" for each in held):
                outbox.end(db, post.id, "given up", reason)
            return [self._notice(db, each, _mend, reason) for each in concerned]

    def _claim(self, db: Connection, post: Post, real: float) -> Taken | None:
        now = self.clock.now()
        reason = self._reason_not_to_send(db, post, now)
        if reason and not post.attempts:
            self._skip(db, post, outbox.TOO_OLD if reason == _NOT_IN_TIME else reason)
            return None
        payload = post.payload or self._payload(db, post, now)
        if payload is None:
            self._skip(db, post, outbox.SUPERSEDED)
            return None
        outbox.claim(db, post.id, Claim(self.holder, real + LEASE_SECONDS, real, now), payload)
        nonce_holds = post.first_real is None or real - post.first_real < NONCE_SECONDS
        return Taken(post, payload, tried=post.attempts > 0, only_looked_for=reason, nonce_holds=nonce_holds)

    def _reason_not_to_send(self, db: Connection, post: Post, now: datetime) -> str:
        if grouping.is_skipped(post.due, now):
            return _NOT_IN_TIME
        is_silenced = post.kind != "digest" and not any(each.state == "active" for each in rules_of(db, post))
        return outbox.SILENCED if is_silenced else ""

    def _skip(self, db: Connection, post: Post, reason: str) -> None:
        outbox.end(db, post.id, "skipped", reason)
        for rule in rules_of(db, post):
            self._note(db, rule, N_("post {post} skipped: {reason}"), post, reason)

    def _note(self, db: Connection, rule: Rule, said: str, post: Post, reason: str) -> None:
        with self._speaking(db, rule):
            told = _(said, post=post.id, reason=_(reason))
        rules.note(db, rule, rule.target, self.clock.now(), who="readout", said=told)

    def _payload(self, db: Connection, post: Post, now: datetime) -> dict[str, Any] | None:
        if post.kind == "digest":
            taken = digests.of_target(db, post.target)
            if taken is None:
                return None
            with self._speaking(db, taken):
                return digesting.digest(db, post, taken, now)
        members = [each for each in outbox.members(db, post.id) if not each.skipped]
        heard = {rule.id: rule for rule in rules_of(db, post) if rule.state in ("active", "blocked")}
        outbox.skip_deliveries(db, [each.id for each in members if each.rule not in heard], outbox.SILENCED)
        members = [each for each in members if each.rule in heard]
        stale = composing.stale(db, members)
        outbox.skip_deliveries(db, sorted(stale), outbox.SUPERSEDED)
        kept = [each for each in members if each.id not in stale]
        if not kept:
            return None
        with self._speaking(db, heard[kept[0].rule]):
            return composing.reminder(db, post, kept, now)


def rules_of(db: Connection, post: Post) -> Sequence[Rule]:
    """Give the rules that owe a post."""
    return rules.load(db, sorted({each.rule for each in outbox.members(db, post.id)}))


def waiting(attempts: int) -> float:
    """Give how long to wait before the next try; the random part keeps those who failed together apart."""
    longest: float = min(_FIRST_WAIT * 2.0 ** min(attempts, 20), _LONGEST_WAIT)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311  not a secret


def _no_digest(digest: Digest, reason: str) -> str:
    where = _("to you") if digest.guild is None else _("in {channel}", channel=f"<#{digest.target.partition(':')[2]}>")
    return _("I could not post the digest {where}: {reason}.", where=where, reason=_(reason))


def _given_up(rule: Rule, reason: str) -> str:
    return _("A reminder of rule r{rule} could not be posted: {reason}.", rule=rule.id, reason=_(reason))


def _mend(rule: Rule, reason: str) -> str:
    where = _("to you") if rule.is_direct else _("in {channel}", channel=f"<#{rule.place}>")
    told = _(
        "I cannot post {where} for rule r{rule} ({reason}), so it is on hold. Nothing is lost: mend it, then "
        "`!remind resume {rule}`; what fell due in the last three days is posted then.",
        where=where,
        rule=rule.id,
        reason=_(reason),
    )
    return begun(told)
