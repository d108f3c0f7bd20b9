"""What a reminder says, as data that is frozen before it is sent: one embed a milestone, within Discord's limits."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers.citing import cite, ranked
from bot.answers.outlooks import days_to_go, history
from bot.answers.times import spelled
from bot.answers.wording import clauses, kind_name, listed, usd
from bot.chinese import indication, study
from bot.i18n import N_, _, language, word
from bot.reminders import telling
from bot.render.markdown import escape, fitted, link, size
from db import guidance
from db.connection import Connection
from db.filters import DealFilter, Scope
from db.models import Deal, Guidance, Milestone, Source
from db.queries import deals, milestones, things
from db.queries.milestones import Outlook
from db.records import load
from db.reminders import rules
from db.reminders.outbox import Member, Post

COLOURS = {"soon": 0xEF6C00, "overdue": 0xC62828, "news": 0x1565C0, "result": 0x2E7D32}
_LATE = N_("Late: some of this fell due while I was away.")
#: All embeds of a message together may have 6,000 characters; ten of them share what is left after the ends.
_ROOM, _MOST_ROOM = 5600, 1800
_SOURCES_ROOM = 220


def stale(db: Connection, members: Sequence[Member]) -> set[int]:
    """Give the deliveries that are not so any more: the milestone is gone or reached, or something else was said since."""
    held = {each.milestone.id: each for each in milestones.outlooks(db, list({m.milestone: None for m in members}))}
    return {each.id for each in members if _is_stale(each, held.get(each.milestone))}


def _is_stale(member: Member, outlook: Outlook | None) -> bool:
    if outlook is None:
        return True
    if member.point == "result":
        return outlook.is_open
    if not outlook.is_open:
        return True
    said = guidance.current(outlook.statements)
    return member.point[0].isdigit() and (said is None or said.key != member.guidance)


def reminder(db: Connection, post: Post, members: Sequence[Member], now: datetime) -> dict[str, Any]:
    """Compose a message about what is due: embeds, whom to mention, and which buttons belong to what."""
    owners = {each.id: each for each in rules.load(db, sorted({each.rule for each in members}))}
    by_milestone: dict[str, list[Member]] = {}
    for each in members:
        by_milestone.setdefault(each.milestone, []).append(each)
    room = min(_ROOM // len(by_milestone), _MOST_ROOM)
    held = {each.milestone.id: each for each in milestones.outlooks(db, list(by_milestone))}
    zone = next(iter(owners.values())).zone
    embeds = [
        _embed(db, held[key], group, (post, room, now.astimezone(zone).date(), zone))
        for key, group in by_milestone.items()
    ]
    mentions = sorted({each.mention for each in owners.values() if each.mention})
    content = [f"<@&{role}>" for role in mentions] + ([_(_LATE)] if post.kind == "catch-up" else [])
    return {
        "language": language(),
        "content": " ".join(content),
        "mentions": mentions,
        "embeds": embeds,
        "entries": [{"delivery": group[0].id, "label": _label(db, held[key])} for key, group in by_milestone.items()],
    }


def name(db: Connection, milestone: Milestone) -> str:
    """Name a milestone: drug, what, trial."""
    label = things.labels(db, "drug", [milestone.drug]).get(milestone.drug, milestone.drug)
    return " ".join(part for part in (label, kind_name(milestone.kind), study(milestone.trial)) if part)


def _label(db: Connection, outlook: Outlook) -> str:
    return name(db, outlook.milestone)[:80]


def _embed(
    db: Connection, outlook: Outlook, members: Sequence[Member], how: tuple[Post, int, date, ZoneInfo]
) -> dict[str, Any]:
    post, room, today, zone = how
    lead, look = telling.headline(outlook, members, today)
    title = fitted(name(db, outlook.milestone), 110)
    # The id is what a post is found by in a channel: it stands there in every language.
    footer = f"{_('rule r{rule}', rule=members[0].rule)} · id {post.nonce}-{members[0].id}"
    lines = [f"**{fitted(lead, 200)}**", *_lines(db, outlook, today, zone)]
    return {
        "title": title,
        "description": _within(lines, room - size(title) - size(footer)),
        "color": COLOURS[look],
        "footer": {"text": footer},
    }


def _within(lines: Iterable[str], room: int) -> str:
    """Take as many whole lines as there is room for, the most telling first."""
    kept, used = [], 0
    for line in filter(None, lines):
        used += size(line) + 1
        if used <= room:
            kept.append(line)
        else:
            used -= size(line) + 1
    return "\n".join(kept)


def _lines(db: Connection, outlook: Outlook, today: date, zone: ZoneInfo) -> list[str]:
    milestone = outlook.milestone
    companies = things.labels(db, "company", [*milestone.company, *milestone.partner])
    who = " → ".join(
        filter(None, (" + ".join(companies.get(c, c) for c in side) for side in (milestone.company, milestone.partner)))
    )
    phase = [_("phase {phase}", phase=milestone.phase)] if milestone.phase else []
    where = listed((*map(word, milestone.region), *phase))
    what = " · ".join(part for part in (who, indication(milestone.indication), where) if part)
    return [
        fitted(what, 160),
        _window(outlook, today, zone),
        fitted(telling.sentence(history(outlook)), 120),
        fitted(milestone.outcome, 120) if not outlook.is_open else "",
        _sources(db, outlook),
        *(fitted(line, 120) for line in _deals(db, milestone)),
    ]


def _window(outlook: Outlook, today: date, zone: ZoneInfo) -> str:
    said, span = outlook.said, outlook.span
    if said is None or span is None or span.start is None or not outlook.is_open:
        return ""
    left = days_to_go(outlook, today)
    told = said_by(said, escape(said.guidance))
    if span.is_day:
        noon = int(datetime.combine(span.start, time(12), zone).astimezone(UTC).timestamp())
        return f"<t:{noon}:D> (<t:{noon}:R>) — {told}"
    return f"{span.start} … {span.end} ({left}) — {told}"


def said_by(said: Guidance, words: str) -> str:
    """Say when somebody said something, and what kind of source that was."""
    kind = word(said.kind)
    if said.said_on is None:
        return _("{words}, said on an unknown day by {kind}", words=words, kind=kind)
    return _("{words}, said {day} by {kind}", words=words, day=spelled(said.said_on), kind=kind)


def _deals(db: Connection, milestone: Milestone) -> list[str]:
    """Name the deals that hang on it: partner, and the milestone payments where they are known."""
    wanted = DealFilter(drugs=(milestone.drug,), scope=Scope(rows_all=True))
    held = load(db, Deal, deals.ids(db, wanted, "newest", 2))
    labels = things.labels(db, "company", [each for deal in held for each in (*deal.licensors, *deal.licensees)])
    found = []
    for deal in held:
        sides = " → ".join(" + ".join(labels.get(c, c) for c in side) for side in (deal.licensors, deal.licensees))
        said = _("Deal {day}: {sides}", day=spelled(deal.announced), sides=sides)
        if deal.milestones_usd:
            most = usd(deal.milestones_usd)
            said = clauses([said, _("up to {amount} in milestone payments", amount=most)])
        found.append(said)
    return found


def _sources(db: Connection, outlook: Outlook) -> str:
    """Give up to two sources, as many as there is room for; what stands on no page of its own is named."""
    urls = dict.fromkeys((*(outlook.said.sources if outlook.said else ()), *outlook.milestone.sources))
    links: list[str] = []
    room = _SOURCES_ROOM
    for source in ranked(load(db, Source, list(urls))):
        shown = link(source.url) if source.url.startswith("http") else fitted(cite(source), 80)
        if len(links) < 2 and size(shown) <= room:
            links.append(shown)
            room -= size(shown)
    return _("Sources: {links}", links=" · ".join(links)) if links else ""
