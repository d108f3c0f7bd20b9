"""Comparing what stands in the channels with the pure plan, when facts and rules changed all the while.

Every delivery of the plan has one row, and one fate: it stands in its channel once, or it is recorded why it does not. A reason
counts only if it is so: the facts did change after it was due, the rule was silenced then.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.reminders.course import Course
from bot.reminders.plan import plan
from db.reminders import outbox
from db.reminders.models import Delivery, Timeline, moment
from tests.loopback import ChannelHandle
from tests.soak.changing import Known, RuleVersion, wanted

_ID = re.compile(r"id ([0-9a-f]{20})-(\d+)")
_MOVES = ("slip", "pull-in", "firmed")
Key = tuple[int, str, str, str]


@dataclass
class Verdict:
    """What stood in the channels in the end; the lists are empty if all is well."""

    messages: int = 0
    deliveries: int = 0
    not_posted: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def planned(history: Sequence[Known], versions: Sequence[RuleVersion]) -> dict[Key, Delivery]:
    """Give what the pure plan says: for every stretch of time by the facts and rules of then; what is owed is owed once."""
    found: dict[Key, Delivery] = {}
    once: set[tuple[int, str, str]] = set()
    for version in versions:
        for line, after, until in _stretches(history, version):
            for each in plan([(version.rule, line)], after, until):
                is_known = each.point not in _MOVES and (each.rule, each.milestone, each.point) in once
                if not is_known:
                    found.setdefault(each.key, each)
                    once.add((each.rule, each.milestone, each.point))
    return found


def _stretches(history: Sequence[Known], version: RuleVersion) -> Iterator[tuple[Timeline, datetime, datetime]]:
    """Give what was known of each milestone that a rule wanted, and from when until when that was so."""
    held: dict[str, list[tuple[Timeline, datetime, datetime]]] = {}
    for known in history:
        after, until = max(known.after, version.after), min(known.until, version.until)
        for key in wanted(known, version.rule) if after < until else ():
            line, before = known.timelines[key], held.setdefault(key, [])
            if before and before[-1][0] is line and before[-1][2] == after:
                since = before.pop()[1]
                before.append((line, since, until))
            else:
                before.append((line, after, until))
    for stretches in held.values():
        yield from stretches


class Judge:
    """Knows what was planned, what the store says of it, and what the channels hold."""

    def __init__(self, db: Database, history: Sequence[Known], versions: Sequence[RuleVersion]) -> None:
        self.history = history
        self.versions = versions
        self.planned = planned(history, versions)
        self.rows: list[dict[str, Any]] = list(
            db.query(
                "SELECT delivery.*, post.nonce, post.state, post.reason FROM reminder_delivery AS delivery "
                "LEFT JOIN reminder_post AS post ON post.id = delivery.post"
            )
        )
        self.posts = {row["nonce"]: row["state"] for row in db.query("SELECT nonce, state FROM reminder_post")}
        self.found = Verdict()
        self._messages: Counter[str] = Counter()
        self._entries: Counter[tuple[str, str]] = Counter()

    def judge(self, channels: Iterable[ChannelHandle]) -> Verdict:
        """Compare all three."""
        self._read(channels)
        found = self.found
        milestones = {(row["nonce"], str(row["id"])): row["milestone"] for row in self.rows}
        shown = {(nonce, milestones.get((nonce, number))) for nonce, number in self._entries}
        fates: dict[tuple[str, str, str, str], set[str]] = {}
        for row in self.rows:
            key = (row["rule"], row["milestone"], row["guidance"], row["point"])
            if key not in self.planned:
                found.wrong.append(f"{key}: not planned")
            elif not row["skipped"] and (row["nonce"], row["milestone"]) in shown:
                fates.setdefault((row["target"], *key[1:]), set()).add(row["nonce"])
            else:
                self._excused(key, row)
        found.deliveries = len(fates)
        found.twice += [f"{entry}: {nonces}" for entry, nonces in fates.items() if len(nonces) > 1]
        known = {(row["rule"], row["milestone"], row["guidance"], row["point"]) for row in self.rows}
        found.lost += [f"{key}: planned" for key in self.planned.keys() - known]
        return found

    def _read(self, channels: Iterable[ChannelHandle]) -> None:
        found = self.found
        for channel in channels:
            for post in channel.posts:
                found.messages += 1
                self._messages[str(post.nonce)] += 1
                self._entries.update(
                    (match[1], match[2])
                    for embed in post.embeds
                    if (match := _ID.search(embed.get("footer", {}).get("text", "")))
                )
        found.twice += [f"message {nonce}" for nonce, count in self._messages.items() if count > 1]
        found.twice += [f"entry {key}" for key, count in self._entries.items() if count > 1]
        sent = {nonce for nonce, state in self.posts.items() if state == "sent"}
        found.lost += [f"message {nonce}: recorded as sent" for nonce in sent - set(self._messages)]
        found.wrong += [f"message {nonce}: not recorded" for nonce in set(self._messages) - sent]

    def _excused(self, key: Key, row: dict[str, Any]) -> None:
        """Look into why a delivery does not stand in its channel."""
        delivery, reason = self.planned[key], row["skipped"] or row["reason"]
        due = moment(row["due"])
        if delivery.backlog:
            is_so = reason == outbox.FOR_DIGEST
        elif "was to be sent" in reason and "no longer" in reason:
            is_so = self._was_overtaken(delivery, due)
        else:
            is_so = "rule" in reason and self._was_silenced(delivery.rule, due)
        if is_so:
            self.found.not_posted[reason] += 1
        else:
            self.found.lost.append(f"{key}, due {due}: {row['state'] or 'in no post'}, {reason or 'no reason'}")

    def _was_overtaken(self, delivery: Delivery, due: datetime) -> bool:
        """Tell whether the facts came to say something else after a delivery was due."""
        return any(_is_stale(delivery, known) for known in self.history if known.until >= due)

    def _was_silenced(self, rule: int, due: datetime) -> bool:
        return any(
            each.rule.id == rule and each.rule.state in ("paused", "removed") and each.until >= due
            for each in self.versions
        )


def _is_stale(delivery: Delivery, known: Known) -> bool:
    line = known.timelines.get(delivery.milestone)
    if line is None:
        return True
    course = Course.of(line)
    is_open = line.result is None
    if delivery.point == "result" or not is_open:
        return is_open == (delivery.point == "result")
    said = course.in_force[-1] if course.in_force else None
    return delivery.point[0].isdigit() and (said is None or said.key != delivery.guidance)
