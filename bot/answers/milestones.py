"""Answers about milestones: lists, and what answers about one of them are made of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.answers.context import Context, Found
from bot.answers.filters import describe_milestones
from bot.answers.model import Value
from bot.answers.outlooks import days_to_go, history, when_expected
from bot.answers.page import Column, Line, Page, Section, Table
from bot.answers.times import spelled
from bot.answers.wording import ROWS_SHOWN, aside, clauses, kind_name, plural, shortened
from bot.chinese import indication, study
from bot.i18n import N_, _, speaking, word
from bot.language.query import Query
from db import guidance
from db.filters import MilestoneFilter
from db.queries import milestones
from db.queries.milestones import Outlook

#: So few milestones are shown with all that is known of each.
_SHOWN_IN_FULL = 3


def overview(context: Context, query: Query) -> Found:
    """List milestones: overdue ones marked, then those to come, then those reached, newest first."""
    seen, undated = look(context, query.model_copy(update={"limit": None}) if query.want == "first" else query)
    if query.want == "first":
        seen = [each for each in reversed(seen) if each.span is not None][: query.limit]
    wanted = query.milestones or MilestoneFilter()
    late = _overdue_too(context) if query.period_assumed else []
    shown = [*late, *(each for each in seen if each not in late)]
    tally = _tally(context, query, seen)
    overdue = tally.overdue + len(late)
    lead = _counts(tally.coming - tally.overdue, tally.reached, overdue)
    parts = (
        _in_full(context, query, shown)
        if len(shown) <= _SHOWN_IN_FULL
        else tables(context, query, shown, marks_overdue=True)
    )
    leads = _of_study(context, query, shown) or (lead,)
    page = Page("milestones", title_of(context, wanted), leads, tuple(parts))
    if not shown:
        page = Page(
            "milestones", page.title, (_("No such milestone is in the store."), *_overdue_instead(context, query))
        )
    value: Value = tally.coming + tally.reached if query.want == "count" else None
    if value is None and len(seen) == 1 and wanted.kinds and not _reads_out(query):
        value = seen[0].span
    notes = [*coverage(context, wanted), *undated_note(undated), *_rough_note(wanted, seen)]
    return Found(
        "milestones",
        page,
        value=value,
        unit="milestones",
        rows=[row(each, context, query) for each in shown],
        notes=notes,
    )


def _overdue_instead(context: Context, query: Query) -> list[str]:
    """Name what is overdue where nothing is to come in the period asked about: it may be what is meant."""
    wanted = query.milestones
    if wanted is None or wanted.state != "expected" or wanted.period is None:
        return []
    late = wanted.model_copy(update={"state": "overdue", "period": None})
    found, _undated = look(context, query.model_copy(update={"milestones": late, "limit": 2}))
    return [sentence(context, query, each) for each in found]


def _rough_note(wanted: MilestoneFilter, seen: Sequence[Outlook]) -> list[str]:
    """Say how many of those reached are dated so roughly that they may lie outside the period."""
    if wanted.period is None:
        return []
    reached = (each.span for each in seen if not each.is_open and each.span is not None)
    rough = sum(not wanted.period.contains(span) for span in reached)
    if not rough:
        return []
    sentence_ = N_("{milestones} dated only by month or year may have been reached outside the period")
    return [_(sentence_, milestones=plural(rough, "milestone"))]


def _reads_out(query: Query) -> bool:
    """Tell whether it is asked what came of a study, whatever it was."""
    wanted = query.milestones
    return query.want == "reached" and wanted is not None and bool(wanted.studies) and len(wanted.kinds) > 1


def _of_study(context: Context, query: Query, seen: Sequence[Outlook]) -> tuple[str, ...]:
    """Give the newest outcome of a study, and what it is to read out next."""
    wanted = query.milestones
    if wanted is None or not _reads_out(query):
        return ()
    told = [each for each in seen if each.milestone.outcome][:1]
    reached = [
        _("{name}: {when}", name=aside(name_of(context, each), when_expected(each)), when=each.milestone.outcome)
        for each in told
    ]
    to_come = wanted.model_copy(update={"state": "expected", "period": None})
    coming, _undated = look(context, query.model_copy(update={"milestones": to_come, "limit": None}))
    next_ = [_("{name}: {when}", name=_("To come"), when=sentence(context, query, each)) for each in coming[:1]]
    return (*reached, *next_)


def _counts(to_come: int, reached: int, overdue: int) -> str:
    """Say how many there are of each state, of those that there are."""
    with_noun = (N_("{milestones} to come"), N_("{milestones} reached"), N_("{milestones} overdue"))
    alone = (N_("{count:,} to come"), N_("{count:,} reached"), N_("{count:,} overdue"))
    found = [(place, count) for place, count in enumerate((to_come, reached, overdue)) if count]
    first = [_(with_noun[place], milestones=plural(count, "milestone")) for place, count in found[:1]]
    return " · ".join([*first, *(_(alone[place], count=count) for place, count in found[1:])])


def look(context: Context, query: Query) -> tuple[list[Outlook], int]:
    """Read the milestones of a question as known on the day asked for; also how many of them could not be dated by then."""
    wanted = query.milestones or MilestoneFilter()
    if query.as_of is None:
        found = milestones.ids(context.db, wanted, context.today, query.limit or context.most_rows)
        return milestones.outlooks(context.db, found), 0
    return _as_of(context, query, wanted, query.as_of)


def _tally(context: Context, query: Query, seen: Sequence[Outlook]) -> milestones.Tally:
    """Count the milestones of a question, which may be more than were read."""
    if query.as_of is None:
        return milestones.tally(context.db, query.milestones or MilestoneFilter(), context.today)
    open_ = [each for each in seen if each.is_open]
    overdue = sum(each.is_overdue(query.as_of) for each in open_)
    return milestones.Tally(len(open_), overdue, len(seen) - len(open_))


def _as_of(context: Context, query: Query, wanted: MilestoneFilter, as_of: date) -> tuple[list[Outlook], int]:
    """Read as of an earlier day: what the tables keep worked out is of today, so state and period are judged here."""
    wide = wanted.model_copy(update={"state": "any", "period": None, "slipped": False})
    found = milestones.outlooks(context.db, milestones.ids(context.db, wide, context.today), as_of)
    known = [each for each in found if each.statements or not each.is_open]
    judged = [each for each in known if _fits(each, wanted, as_of)]
    ordered = sorted(
        judged, key=lambda each: (not each.is_open, str(each.span.end) if each.span else "9999", each.milestone.id)
    )
    return ordered[: query.limit or context.most_rows], len(found) - len(known)


def _fits(each: Outlook, wanted: MilestoneFilter, as_of: date) -> bool:
    states = {
        "any": True,
        "expected": each.is_open,
        "done": not each.is_open and each.milestone.status == "done",
        "overdue": each.is_overdue(as_of),
        "missed": not each.is_open and each.missed,
        "cancelled": each.milestone.status == "cancelled",
    }
    in_period = wanted.period is None or (each.span is not None and each.span.overlaps(wanted.period))
    return states[wanted.state] and in_period and (not wanted.slipped or each.slips > 0)


def today(context: Context, query: Query) -> date:
    """Give the day that the answer speaks from."""
    return query.as_of or context.today


def row(each: Outlook, context: Context, query: Query) -> dict[str, Any]:
    """Give a milestone as an answer's row, with its window, guidance and how that moved."""
    said = each.said
    return {
        **each.milestone.as_row(),
        "window": each.span.model_dump(mode="json") if each.span and each.is_open else None,
        "guidance": [statement.model_dump(mode="json", exclude={"milestone"}) for statement in each.statements],
        "current_guidance": said.guidance if said else None,
        "days_to_go": _days_to_go_in_rows(each, today(context, query)),
        "overdue": each.is_overdue(today(context, query)),
        "slips": each.slips,
        "sources": list(dict.fromkeys((*each.milestone.sources, *(url for s in each.statements for url in s.sources)))),
    }


def _days_to_go_in_rows(each: Outlook, now: date) -> str:
    """Say how far off a milestone is as rows have it, which are the same in every language."""
    with speaking("en"):
        return days_to_go(each, now)


def name_of(context: Context, each: Outlook) -> str:
    """Name a milestone: drug, what, trial."""
    label = context.labels("drug", [each.milestone.drug])[each.milestone.drug]
    return " ".join(part for part in (label, kind_name(each.milestone.kind), study(each.milestone.trial)) if part)


def _overdue_too(context: Context) -> list[Outlook]:
    """Add what should have come already to the list of what comes."""
    overdue = milestones.ids(context.db, MilestoneFilter(state="overdue"), context.today, context.most_rows)
    return milestones.outlooks(context.db, overdue)


def sentence(context: Context, query: Query, each: Outlook) -> str:
    """Say of a milestone when it is or was, and who said so."""
    name = name_of(context, each)
    if not each.is_open:
        state = word(_REACHED_AS.get(each.milestone.status, each.milestone.status))
        return _("{name}: {state}, {when}", name=name, state=state, when=when_expected(each))
    left = days_to_go(each, today(context, query))
    sentence = _("{name}: {when}", name=name, when=aside(when_expected(each), left))
    if each.said is None or not each.said.said_on:
        return sentence
    return _(
        "{sentence}, said {day} by {who}", sentence=sentence, day=spelled(each.said.said_on), who=word(each.said.kind)
    )


#: What is said of a milestone that is no longer expected.
_REACHED_AS = {"done": "reached"}


def details(each: Outlook, as_of: date | None) -> list[Line]:
    """Give everything known of a milestone, a line each."""
    outcome = [(_("Outcome"), each.milestone.outcome)]
    lines = [] if each.is_open else [Line(text, label) for label, text in outcome if text]
    if each.span is not None and each.span.start is not None and each.span.end is not None and each.is_open:
        text = str(each.span.start) if each.span.is_day else f"{each.span.start} … {each.span.end}"
        lines.append(Line(text, _("Window"), day=each.span.start if each.span.is_day else None))
    said = sorted(each.statements, key=guidance.said_order)
    lines += [
        Line(aside(spelled(statement.guidance), word(statement.kind)), spelled(statement.said_on or _("undated")))
        for statement in said
    ]
    facts = (
        (_("Moved"), history(each) if each.is_open or each.moves else ""),
        *(outcome if each.is_open else []),
        (_("Indication"), indication(each.milestone.indication)),
        (_("Notes"), "" if as_of else each.milestone.notes),
    )
    return [*lines, *(Line(text, label) for label, text in facts if text)]


def _in_full(context: Context, query: Query, seen: Sequence[Outlook]) -> list[Section]:
    """Show a few milestones with everything known of them."""
    return [
        Section(
            _("{name}: {when}", name=name_of(context, each), when=when_expected(each)),
            tuple(details(each, query.as_of)),
        )
        for each in seen
    ]


def tables(
    context: Context, query: Query, seen: Sequence[Outlook], title: str = "", *, marks_overdue: bool = False
) -> list[Section]:
    """List milestones: what comes, then what should have come, then what was reached."""
    now = today(context, query)
    late = [each for each in seen if marks_overdue and each.is_overdue(now)]
    coming = [each for each in seen if each.is_open and each not in late]
    done = [each for each in seen if not each.is_open]
    parts = ((title or _("To come"), coming), (_("Overdue"), late), (_("Reached"), done))
    return [Section(name, table=_turned(context, query, each)) for name, each in parts if context.cut(each)]


def _turned(context: Context, query: Query, seen: Sequence[Outlook]) -> Table:
    """List those milestones that are on the page shown."""
    table = milestone_table(context, query, seen[context.first :], len(context.cut(seen)))
    return replace(table, first=context.first)


def milestone_table(context: Context, query: Query, seen: Sequence[Outlook], shown: int = ROWS_SHOWN) -> Table:
    """List milestones, the days to go first."""
    labels = context.labels("drug", [each.milestone.drug for each in seen[:shown]])
    rows = tuple(
        (
            days_to_go(each, today(context, query)) or when_expected(each),
            labels[each.milestone.drug],
            " ".join(
                part for part in (kind_name(each.milestone.kind), shortened(study(each.milestone.trial), 30)) if part
            ),
            when_expected(each) if each.is_open else shortened(each.milestone.outcome, 60),
            shortened(
                clauses(
                    (
                        *(word(region) for region in each.milestone.region),
                        *([_("phase {phase}", phase=each.milestone.phase)] if each.milestone.phase else []),
                    )
                ),
                20,
            ),
        )
        for each in seen[:shown]
    )
    said = _("Guidance") if any(each.is_open for each in seen[:shown]) else _("Outcome")
    titles = (_("When"), _("Drug"), _("What"), said, _("Where"))
    columns = tuple(Column(title) for title in titles)
    keys = tuple(("milestone", each.milestone.id) for each in seen[:shown])
    return Table(columns, rows, max(len(seen) - shown, 0), keys)


def title_of(context: Context, wanted: MilestoneFilter) -> str:
    """Give the heading of an answer about some milestones."""
    described = describe_milestones(
        wanted,
        context.labels("company", wanted.companies),
        context.labels("drug", wanted.drugs),
        [context.study(each) for each in wanted.studies],
        context.targets(wanted.targets),
    )
    return _("Milestones — {described}", described=described) if described else _("Milestones")


def coverage(context: Context, wanted: MilestoneFilter) -> list[str]:
    """Say where the store's knowledge ends, if the period asked for runs past that."""
    end = milestones.coverage_end(context.db)
    period = wanted.period
    if end is None or period is None or (period.end is not None and period.end <= end):
        return []
    return [_("the newest milestone news in the store is of {day}; what was reported later is not in it", day=end)]


def undated_note(undated: int) -> list[str]:
    """Say how many milestones are left out because nothing dated was said of them by then."""
    if not undated:
        return []
    return [_("{milestones} without a dated statement by then left out", milestones=plural(undated, "milestone"))]


def milestones_of(context: Context, query: Query, wanted: MilestoneFilter) -> list[Outlook]:
    """Read the milestones of a filter for another answer's use."""
    seen, _undated = look(context, query.model_copy(update={"milestones": wanted, "limit": None}))
    return seen
