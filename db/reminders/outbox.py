"""The outbox: what is owed, written down before anything is sent, and what became of it.

A delivery is owed once; deliveries that go out together are one post. A post goes from owed to claimed (by one process, until
its lease runs out) to sent, or is given up or skipped with a reason. Every function is called within a write.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from db.reminders.models import Delivery, moment, stamp
from db.rows import chunks, first, marks, scalar

PostKind = Literal["reminder", "catch-up", "digest"]
TOO_OLD = "older than the grace period"
FOR_DIGEST = "for the next digest"
SUPERSEDED = "it no longer was so when it was to be sent"
SILENCED = "the rule was paused or removed before it was to be sent"


#: Posts that may go on: a digest, one that an active rule owes, and one that was tried and whose rules have all been silenced
#: since, which is looked for and no more. What is owed by blocked rules alone waits.
_GOES_ON = (
    "(kind = 'digest' OR EXISTS (SELECT 1 FROM reminder_delivery AS held JOIN reminder_rule AS rule ON rule.id = held.rule "
    "WHERE held.post = post.id AND rule.state = 'active') OR (attempts > 0 AND NOT EXISTS (SELECT 1 FROM reminder_delivery "
    "AS held JOIN reminder_rule AS rule ON rule.id = held.rule WHERE held.post = post.id AND rule.state = 'blocked')))"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery that stands in no post yet."""

    id: int
    target: str
    milestone: str
    due: datetime
    entry: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Post:
    """A message that is owed or was sent; ``payload`` is what it says, frozen before the first attempt."""

    id: int
    target: str
    due: datetime
    part: int
    kind: PostKind
    nonce: str
    state: str
    attempts: int
    payload: dict[str, Any] | None
    first_real: float | None
    claimed_at: datetime | None
    sent_at: datetime | None
    message: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A delivery of a post."""

    id: int
    rule: int
    milestone: str
    guidance: str
    point: str
    label: str
    due: datetime
    planned_at: datetime
    skipped: str
    post: int | None


# --- what is owed ----------------------------------------------------------------------------------------------


def owe(db: Database, delivery: Delivery, planned_at: datetime, skipped: str = "") -> bool:
    """Write down that something is owed, unless it is already; tells whether it was new."""
    cursor = db.execute(
        "INSERT INTO reminder_delivery (rule, milestone, guidance, point, label, target, due, planned_at, skipped) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [*delivery.key, delivery.label, delivery.target, stamp(delivery.due), stamp(planned_at), skipped],
    )
    return cursor.rowcount > 0


def waiting(db: Database, until: datetime) -> list[Waiting]:
    """Give the deliveries that are due and in no post."""
    rows = db.query(
        "SELECT id, target, milestone, guidance, point, due FROM reminder_delivery INDEXED BY reminder_delivery_waiting "
        "WHERE post IS NULL AND skipped = '' AND due <= ? ORDER BY due, id",
        [stamp(until)],
    )
    return [
        Waiting(
            row["id"],
            row["target"],
            row["milestone"],
            moment(row["due"]),
            (row["target"], row["milestone"], row["guidance"], row["point"]),
        )
        for row in rows
    ]


def post_of_entry(db: Database, entry: tuple[str, str, str, str]) -> int | None:
    """Give the post in which a target was or will be told this already, if there is one.

    One from which it was left out does not count, such as for facts that were so no more, and are so again.
    """
    post: int | None = scalar(
        db,
        "SELECT post FROM reminder_delivery AS held JOIN reminder_post AS post ON post.id = held.post "
        "WHERE held.target = ? AND milestone = ? AND guidance = ? AND point = ? AND skipped = '' "
        "AND state IN ('owed', 'claimed', 'sent') LIMIT 1",
        entry,
    )
    return post


def skip_deliveries(db: Database, numbers: Sequence[int], reason: str) -> None:
    """Record that deliveries are not made, and why."""
    for number in numbers:
        db.execute("UPDATE reminder_delivery SET skipped = ? WHERE id = ?", [reason, number])


def attach(db: Database, numbers: Iterable[int], post: int) -> None:
    """Put deliveries into a post."""
    for number in numbers:
        db.execute("UPDATE reminder_delivery SET post = ? WHERE id = ?", [post, number])


def make_post(db: Database, target: str, due: datetime, kind: PostKind) -> int:
    """Make a post that is owed; of several for one target and time each is a part of its own."""
    cursor = db.execute(
        "INSERT INTO reminder_post (target, due, part, kind, nonce, state) VALUES (?, ?, "
        "(SELECT coalesce(max(part), 0) + 1 FROM reminder_post WHERE target = ? AND due = ?), ?, ?, 'owed')",
        [target, stamp(due), target, stamp(due), kind, secrets.token_hex(10)],
    )
    return int(cursor.lastrowid or 0)


def next_waiting(db: Database) -> datetime | None:
    """Give when the next delivery that is written down and in no post falls due."""
    due = scalar(
        db,
        "SELECT min(due) FROM reminder_delivery INDEXED BY reminder_delivery_waiting "
        "WHERE post IS NULL AND skipped = ''",
    )
    return moment(due) if due else None


# --- sending ---------------------------------------------------------------------------------------------------


def claimable(db: Database, real: float) -> Post | None:
    """Give the first post that may be sent now: owed and not waiting for another try, or claimed by a process that is gone."""
    row = first(
        db,
        "SELECT * FROM reminder_post AS post INDEXED BY reminder_post_open WHERE state IN ('owed', 'claimed') "
        "AND ((state = 'owed' AND coalesce(retry_real, 0) <= ?) OR (state = 'claimed' AND lease_real <= ?)) "
        f"AND {_GOES_ON} ORDER BY due, part LIMIT 1",
        [real, real],
    )
    return _post(row) if row else None


def next_try(db: Database) -> float | None:
    """Give when (Unix seconds) the next open post may be tried again, 0 for at once, None if none is open."""
    at: float | None = scalar(
        db,
        "SELECT min(CASE state WHEN 'claimed' THEN lease_real ELSE coalesce(retry_real, 0) END) "
        "FROM reminder_post AS post INDEXED BY reminder_post_open WHERE state IN ('owed', 'claimed') "
        f"AND {_GOES_ON}",
    )
    return at


@dataclass(frozen=True, slots=True)
class Claim:
    """Who sends a post, until when (Unix seconds), and when that began by both clocks."""

    holder: str
    lease_real: float
    real: float
    at: datetime


def claim(db: Database, post: int, by: Claim, payload: dict[str, Any]) -> None:
    """Take a post for sending, with what it will say from now on."""
    db.execute(
        "UPDATE reminder_post SET state = 'claimed', holder = ?, lease_real = ?, retry_real = NULL, attempts = attempts + 1, "
        "first_real = coalesce(first_real, ?), claimed_at = ?, payload = coalesce(payload, ?) WHERE id = ?",
        [by.holder, by.lease_real, by.real, stamp(by.at), json.dumps(payload, ensure_ascii=False), post],
    )


def renew(db: Database, post: int, holder: str, lease_real: float) -> bool:
    """Keep a claim for longer; tells whether it was still held."""
    cursor = db.execute(
        "UPDATE reminder_post SET lease_real = ? WHERE id = ? AND state = 'claimed' AND holder = ?",
        [lease_real, post, holder],
    )
    return cursor.rowcount > 0


def sent(db: Database, post: int, message: int, at: datetime) -> None:
    """Record that a post stands in its channel."""
    db.execute(
        "UPDATE reminder_post SET state = 'sent', message = ?, sent_at = ?, lease_real = NULL, reason = '' "
        "WHERE id = ? AND state IN ('owed', 'claimed')",
        [message, stamp(at), post],
    )


def try_again(db: Database, post: int, retry_real: float, reason: str, *, untouched: bool = False) -> None:
    """Put a post back; ``untouched`` if it surely does not stand in the channel, so that it may be made anew."""
    anew = ", attempts = 0, first_real = NULL, payload = NULL" if untouched else ""
    db.execute(
        f"UPDATE reminder_post SET state = 'owed', lease_real = NULL, retry_real = ?, reason = ?{anew} "
        "WHERE id = ? AND state = 'claimed'",
        [retry_real, reason, post],
    )


def hold_back(db: Database, target: str, retry_real: float) -> None:
    """Let everything that is owed to a target wait: it was asked not to be written to until then."""
    db.execute(
        "UPDATE reminder_post SET retry_real = ? WHERE target = ? AND state = 'owed' AND coalesce(retry_real, 0) < ?",
        [retry_real, target, retry_real],
    )


def postpone(db: Database, post: int, retry_real: float, reason: str) -> None:
    """Leave a post that is owed alone for a while."""
    db.execute(
        "UPDATE reminder_post SET state = 'owed', lease_real = NULL, retry_real = ?, reason = ? "
        "WHERE id = ? AND state IN ('owed', 'claimed')",
        [retry_real, reason, post],
    )


def end(db: Database, post: int, state: Literal["given up", "skipped"], reason: str) -> None:
    """Record that a post will not be sent, and why."""
    db.execute(
        "UPDATE reminder_post SET state = ?, reason = ?, lease_real = NULL WHERE id = ? AND state IN ('owed', 'claimed')",
        [state, reason, post],
    )


def drop_silenced(db: Database, reason: str) -> None:
    """Skip the posts that nobody has tried to send and of which every rule was paused or removed."""
    db.execute(
        "UPDATE reminder_post SET state = 'skipped', reason = ?, lease_real = NULL WHERE state = 'owed' AND attempts = 0 "
        "AND kind <> 'digest' AND NOT EXISTS (SELECT 1 FROM reminder_delivery AS held JOIN reminder_rule AS rule "
        "ON rule.id = held.rule WHERE held.post = reminder_post.id AND rule.state IN ('active', 'blocked'))",
        [reason],
    )


# --- looking ---------------------------------------------------------------------------------------------------


def members(db: Database, post: int) -> list[Member]:
    """Give the deliveries of a post."""
    rows = db.query("SELECT * FROM reminder_delivery WHERE post = ? ORDER BY due, milestone, id", [post])
    return [_member(row) for row in rows]


def member(db: Database, number: int) -> Member | None:
    """Give a delivery by its number."""
    row = first(db, "SELECT * FROM reminder_delivery WHERE id = ?", [number])
    return _member(row) if row else None


def by_message(db: Database, message: int) -> Post | None:
    """Give the post that a message is."""
    row = first(db, "SELECT * FROM reminder_post WHERE message = ?", [message])
    return _post(row) if row else None


def get(db: Database, number: int) -> Post | None:
    """Give a post by its number."""
    row = first(db, "SELECT * FROM reminder_post WHERE id = ?", [number])
    return _post(row) if row else None


def skipped_of(db: Database, targets: Sequence[str], reasons: Sequence[str], since: datetime) -> list[Member]:
    """Give what was not posted to some targets for one of some reasons, since a moment."""
    rows = [
        row
        for chunk in chunks(targets)
        for row in db.query(
            f"SELECT * FROM reminder_delivery WHERE target IN ({marks(chunk)}) AND skipped IN ({marks(reasons)}) AND planned_at > ? "
            "ORDER BY id",
            [*chunk, *reasons, stamp(since)],
        )
    ]
    return [_member(row) for row in rows]


def _member(row: dict[str, Any]) -> Member:
    return Member(
        row["id"],
        row["rule"],
        row["milestone"],
        row["guidance"],
        row["point"],
        row["label"],
        moment(row["due"]),
        moment(row["planned_at"]),
        row["skipped"],
        row["post"],
    )


def _post(row: dict[str, Any]) -> Post:
    return Post(
        row["id"],
        row["target"],
        moment(row["due"]),
        row["part"],
        row["kind"],
        row["nonce"],
        row["state"],
        row["attempts"],
        json.loads(row["payload"]) if row["payload"] else None,
        row["first_real"],
        moment(row["claimed_at"]) if row["claimed_at"] else None,
        moment(row["sent_at"]) if row["sent_at"] else None,
        row["message"],
        row["reason"],
    )
