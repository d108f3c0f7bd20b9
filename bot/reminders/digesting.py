"""The digest: one message with the coming four weeks, and what happened since the last one."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.answers.outlooks import days_to_go, history, when_expected
from bot.i18n import N_, _, language
from bot.reminders import composing
from bot.reminders.timing import instant, local_day
from bot.render.markdown import fitted
from db import records
from db.connection import Connection
from db.models import Milestone
from db.queries import milestones
from db.queries.milestones import Outlook
from db.reminders import digests, matching, outbox, rules
from db.reminders.digests import Digest
from db.reminders.models import Rule
from db.reminders.outbox import Post

_AHEAD = timedelta(days=28)
_DAY = timedelta(days=1)
_COLOUR = 0x5E35B1
_LINES = 10
_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
#: At most so many milestones are looked at for one digest.
_MOST = 2000


def due_between(digest: Digest, after: datetime, until: datetime) -> datetime | None:
    """Give the last moment in a span of time at which a digest is due."""
    day = local_day(until, digest.tz)
    for _back in range(8):
        moment = instant(day, digest.at, digest.tz)
        if _is_day(digest, day) and max(after, digest.since) < moment <= until:
            return moment
        day -= _DAY
    return None


def next_after(digest: Digest, after: datetime) -> datetime:
    """Give when a digest is due next."""
    day = local_day(max(after, digest.since), digest.tz) - _DAY
    while not (_is_day(digest, day) and instant(day, digest.at, digest.tz) > max(after, digest.since)):
        day += _DAY
    return instant(day, digest.at, digest.tz)


def _is_day(digest: Digest, day: date) -> bool:
    return digest.weekday is None or day.weekday() == digest.weekday


def digest(db: Connection, post: Post, taken: Digest, now: datetime) -> dict[str, Any]:
    """Compose a digest for a target."""
    today = local_day(now, taken.tz)
    last = digests.last_due(db, post.target, post.due) or post.due - timedelta(
        days=7 if taken.weekday is not None else 1
    )
    since = local_day(last, taken.tz)
    held = milestones.outlooks(db, _keys(db, post.target, today))
    old = len(outbox.skipped_of(db, [post.target], [outbox.FOR_DIGEST], last))
    fields = [
        _field(_("Coming four weeks"), db, sorted(_coming(held, today), key=_end), today),
        _field(_("Reached"), db, [each for each in held if _is_reached(each, since)], today),
        _field(_("Moved"), db, [each for each in held if _has_moved(each, since)], today),
        _field(
            _("Overdue since the last digest"), db, [each for each in held if _is_overdue(each, since, today)], today
        ),
    ]
    if old:
        fields.append(
            {
                "name": _("Entered late"),
                "value": _("{count:,} older changes were entered, too old to be announced.", count=old),
            }
        )
    embed = {
        "title": _("Digest, {weekday} {day}", weekday=_(_WEEKDAYS[today.weekday()]), day=today),
        "description": "" if any(fields) else _("Nothing to come in four weeks, and nothing new."),
        "fields": [each for each in fields if each],
        "color": _COLOUR,
        "footer": {"text": f"{_('digest')} · id {post.nonce}"},
    }
    return {"language": language(), "content": "", "mentions": [], "embeds": [embed], "entries": []}


def _keys(db: Connection, target: str, today: date) -> list[str]:
    """Give the milestones that a target cares for: those of its rules, or all if it has none."""
    of = [each for each in rules.of_target(db, target) if each.state == "active"]
    found = [key for rule in of for key in _unmuted(db, rule, matching.every(db, rule, today))]
    everything = [] if of else matching.all_milestones(db, today)
    return list(dict.fromkeys([*found, *everything]))[:_MOST]


def _unmuted(db: Connection, rule: Rule, keys: Sequence[str]) -> Sequence[str]:
    if not rule.muted:
        return keys
    return [each.id for each in records.load(db, Milestone, keys) if each.drug not in rule.muted]


def _coming(held: Iterable[Outlook], today: date) -> Sequence[Outlook]:
    last = today + _AHEAD
    return [
        each
        for each in held
        if each.is_open and each.span and each.span.end and each.span.start
        if today <= each.span.end <= last or today <= each.span.start <= last
    ]


def _end(each: Outlook) -> str:
    return str(each.span.end) if each.span else ""


def _is_reached(each: Outlook, since: date) -> bool:
    on = each.milestone.actual_date
    return not each.is_open and on is not None and on.last >= since


def _has_moved(each: Outlook, since: date) -> bool:
    return each.is_open and any(move.after.said_on and move.after.said_on.last >= since for move in each.moves)


def _is_overdue(each: Outlook, since: date, today: date) -> bool:
    end = each.span.end if each.span else None
    return each.is_overdue(today) and end is not None and end >= since - _DAY


def _field(title: str, db: Connection, held: Sequence[Outlook], today: date) -> dict[str, Any]:
    if not held:
        return {}
    lines = [_line(db, each, today) for each in held[:_LINES]]
    if len(held) > _LINES:
        lines.append(_("… and {count:,} more", count=len(held) - _LINES))
    return {"name": title, "value": "\n".join(lines), "inline": False}


def _line(db: Connection, each: Outlook, today: date) -> str:
    what = (days_to_go(each, today), when_expected(each), history(each) if each.slips else "")
    return fitted(f"{composing.name(db, each.milestone)}: {' · '.join(part for part in what if part)}", 92)
