"""Answers about one milestone: when it comes, whether it has come, how many days are left."""

import re
from collections.abc import Sequence
from datetime import date

from bot.answers import milestones as timeline
from bot.answers.context import Context, Found
from bot.answers.model import Value
from bot.answers.outlooks import when_expected
from bot.answers.page import Page, Section
from bot.answers.times import spelled
from bot.answers.wording import alternatives, kind_name
from bot.i18n import _, word
from bot.language.query import Query
from db.filters import MilestoneFilter
from db.periods import Period
from db.queries.milestones import Outlook


def when(context: Context, query: Query) -> Found:
    """Give the one window or date asked for; several are listed, and none is taken for the answer unless it alone is still open."""
    seen, undated = timeline.look(context, query)
    wanted = query.milestones or MilestoneFilter()
    if query.want in ("next", "days"):
        seen = [each for each in seen if each.is_open and each.span is not None]
    elif wanted.state != "expected":
        seen += [each for each in _decided(context, query) if each not in seen]
    chosen = _one_meant(query, seen, timeline.today(context, query))
    if chosen is None and not seen and wanted.state == "expected":
        return _not_announced(context, query)
    if chosen is None:
        return timeline.overview(context, query)
    named = _day_named(chosen) if wanted.kinds == ("pdufa",) else None
    value: Value = named or chosen.span
    unit = None
    left = (chosen.span.end - timeline.today(context, query)).days if chosen.span and chosen.span.end else None
    if query.want == "days":
        value, unit = left, "days"
    lead = timeline.sentence(context, query, chosen)
    if named:
        lead = _("{sentence}; the day set for it was {day}", sentence=lead, day=spelled(named))
    rest = [each for each in seen if each is not chosen]
    page = Page(
        "milestones",
        timeline.title_of(context, wanted),
        (lead, *_sooner(context, query, chosen, rest)),
        (Section("", tuple(timeline.details(chosen, query.as_of))), *timeline.tables(context, query, rest, _("Also"))),
    )
    rows = [timeline.row(each, context, query) for each in (chosen, *rest)]
    return Found(
        "milestones",
        page,
        value=value,
        unit=unit,
        rows=rows,
        notes=[*timeline.coverage(context, wanted), *timeline.undated_note(undated)],
    )


def _day_named(each: Outlook) -> Period | None:
    """Give the day that the regulator set for a decision, where only the month of the decision is recorded."""
    named = each.said.window if each.said else None
    if each.is_open or named is None or each.span is None or each.span.is_day or not each.span.contains(named):
        return None
    return named


def _sooner(context: Context, query: Query, chosen: Outlook, rest: Sequence[Outlook]) -> list[str]:
    """Say what may come before what is asked for as the next: its window opens earlier, though it closes later."""
    if query.want != "next" or chosen.span is None or chosen.span.start is None:
        return []
    now = timeline.today(context, query)
    opens = chosen.span.start
    earlier = [
        each for each in rest if not each.is_overdue(now) and each.span and each.span.start and each.span.start < opens
    ]
    return [
        _("May come sooner: {milestone}", milestone=timeline.sentence(context, query, each)) for each in earlier[:1]
    ]


def _not_announced(context: Context, query: Query) -> Found:
    """Say that no date has been announced, with what bears on it: a decision date, and what was reached already."""
    wanted = query.milestones or MilestoneFilter()
    wide = query.model_copy(update={"milestones": wanted.model_copy(update={"state": "any", "period": None})})
    seen, undated = timeline.look(context, wide)
    shown = [*_pending(context, wide), *(each for each in seen if not each.is_open)]
    lead = _("Not known: no date of {what} to come is recorded.", what=alternatives(map(kind_name, wanted.kinds)))
    near = [timeline.sentence(context, query, each) for each in shown if each.is_open]
    page = Page(
        "milestones",
        timeline.title_of(context, wanted),
        (lead, *near[:2]),
        tuple(timeline.tables(context, query, shown)),
    )
    notes = [*timeline.coverage(context, wanted), *timeline.undated_note(undated)]
    return Found("milestones", page, rows=[timeline.row(each, context, query) for each in shown], notes=notes)


def whether(context: Context, query: Query) -> Found:
    """Say yes where it is recorded; without a record it is not known, never no."""
    seen, undated = timeline.look(context, query)
    wanted = query.milestones or MilestoneFilter()
    reached = [each for each in seen if not each.is_open and each.milestone.status == "done"]
    reached += [each for each in _decided(context, query) if each not in reached]
    pending = _pending(context, query)
    notes = [*timeline.coverage(context, wanted), *timeline.undated_note(undated)]
    title = timeline.title_of(context, wanted)
    what = alternatives(kind_name(kind) for kind in wanted.kinds)
    if wanted.regions:
        what = _("{what} in {place}", what=what, place=alternatives(word(each) for each in wanted.regions))
    if reached:
        first = reached[-1]
        lead = _("Yes: {what} recorded, {when}.", what=what, when=when_expected(first))
        page = Page("milestones", title, (lead,), tuple(timeline.tables(context, query, [*reached, *pending])))
        return Found(
            "milestones",
            page,
            value=True,
            rows=[timeline.row(each, context, query) for each in (*reached, *pending)],
            notes=notes,
        )
    lead = _("Not known: no {what} is recorded.", what=what)
    near = [timeline.sentence(context, query, each) for each in pending[:2]]
    page = Page("milestones", title, (lead, *near), tuple(timeline.tables(context, query, pending)))
    return Found(
        "milestones", page, value=None, rows=[timeline.row(each, context, query) for each in pending], notes=notes
    )


def _one_meant(query: Query, seen: Sequence[Outlook], now: date) -> Outlook | None:
    """Choose the one milestone that a question about a date is about, if there is one."""
    opened = [each for each in seen if each.is_open and each.span is not None]
    if query.want == "next":
        ahead = [each for each in opened if not each.is_overdue(now)]
        return next(iter(ahead or opened), None)
    if len(opened) == 1:
        return opened[0]
    if query.want == "days":
        return opened[0] if opened else None
    done = [each for each in seen if not each.is_open]
    if not opened and len(done) >= 1:
        dated = [each for each in done if each.span is not None]
        return (
            dated[-1]
            if len({each.milestone.kind for each in done}) == 1 and dated
            else (dated or done)[0]
            if len(done) == 1
            else None
        )
    return None


def _pending(context: Context, query: Query) -> list[Outlook]:
    """Read what is still expected that bears on a yes or no: the decision date for an approval, say."""
    wanted = query.milestones or MilestoneFilter()
    related = {"approval": ("approval", "pdufa", "acceptance", "filing")}
    kinds = tuple(dict.fromkeys(each for kind in wanted.kinds for each in related.get(kind, (kind,))))
    wide = wanted.model_copy(update={"kinds": kinds})
    seen, _undated = timeline.look(context, query.model_copy(update={"milestones": wide}))
    return [each for each in seen if each.is_open]


#: How the outcome of a decision says that it was an approval.
_GRANTED = re.compile(r"\b(?:accelerated |full |conditional |traditional )?approv(?:al|ed)\b", re.IGNORECASE)
_REFUSED = re.compile(r"\b(?:not|no|without|delayed?|refus\w+|reject\w+|complete response)\b", re.IGNORECASE)


def _decided(context: Context, query: Query) -> list[Outlook]:
    """Read the decisions whose outcome is an approval: it stands there rather than as a milestone of its own."""
    wanted = query.milestones or MilestoneFilter()
    if "approval" not in wanted.kinds:
        return []
    decisions = wanted.model_copy(update={"kinds": ("pdufa",), "state": "any"})
    seen, _undated = timeline.look(context, query.model_copy(update={"milestones": decisions}))
    return [each for each in seen if not each.is_open and _is_approval(each.milestone.outcome)]


def _is_approval(outcome: str) -> bool:
    return _GRANTED.search(outcome) is not None and _REFUSED.search(outcome) is None
