"""Answers about guidance that slipped: whose, from what to what, by how much."""

from bot.answers import milestones as timeline
from bot.answers.context import Context, Found
from bot.answers.model import Value
from bot.answers.outlooks import history
from bot.answers.page import Line, Page, Section
from bot.answers.times import spelled
from bot.answers.wording import ROWS_SHOWN, plural
from bot.i18n import N_, _
from bot.language.query import Query
from db.filters import MilestoneFilter
from db.guidance import Move
from db.periods import Period
from db.queries.milestones import Outlook


def answer(context: Context, query: Query) -> Found:
    """Tell whose guidance slipped, from what to what, and by how much."""
    asked = query.milestones or MilestoneFilter()
    wanted = asked.model_copy(update={"slipped": not _about_few(asked), "period": None})
    all_seen, _undated = timeline.look(context, query.model_copy(update={"milestones": wanted, "want": "overview"}))
    seen = [each for each in all_seen if _slips_in(each, asked.period)]
    title = timeline.title_of(context, wanted.model_copy(update={"slipped": True, "period": asked.period}))
    if not seen:
        lead = _no_slip(asked.period)
        if asked.period and not _about_few(asked):  # what slipped at another time is no answer
            all_seen = []
        said = [Line(text, timeline.name_of(context, each)) for each in all_seen if (text := history(each))]
        moved = [Section("", tuple(said[:ROWS_SHOWN]))] if said and _about_few(asked) else []
        page = Page("milestones", title, (lead,), (*moved, *timeline.tables(context, query, all_seen)))
        return Found(
            "milestones",
            page,
            value=0 if query.statistic == "count" else False if all_seen or asked.period else None,
            rows=[timeline.row(each, context, query) for each in all_seen],
        )
    lines = [
        Line(
            _(
                "{before} (until {before_end}) → {after} (until {after_end}), said {day}: {days:+,} days",
                before=spelled(move.before.guidance),
                before_end=_end(move.before.window),
                after=spelled(move.after.guidance),
                after_end=_end(move.after.window),
                day=spelled(move.after.said_on or _("on an unknown day")),
                days=move.days,
            ),
            timeline.name_of(context, each),
        )
        for each in seen[: context.most(ROWS_SHOWN)]
        for move in _slips_in(each, asked.period)
    ]
    days = sum(move.days for each in seen for move in _slips_in(each, asked.period))
    slips = sum(len(_slips_in(each, asked.period)) for each in seen)
    value, unit, lead = _asked(query, len(seen), slips, days)
    page = Page("milestones", title, (lead,), (Section("", tuple(lines)),))
    return Found("milestones", page, value=value, unit=unit, rows=[timeline.row(each, context, query) for each in seen])


def _asked(query: Query, milestones: int, slips: int, days: int) -> tuple[Value, str | None, str]:
    """Give what is asked of slips, with its unit and in words: whether there are any, how many, by how much, or which."""
    slipped = _("{milestones} slipped.", milestones=plural(milestones, "milestone"))
    if query.statistic == "count":
        return slips, "slips", slipped
    if milestones > 1:  # whose days do not add up
        return (True if query.statistic == "whether" else None), None, slipped
    by = _("{slips}, {days:+,} days", slips=plural(slips, "slip"), days=days)
    if query.statistic == "whether":
        return True, None, _("Yes: {said}", said=by)
    return days, "days", by


def _no_slip(period: Period | None) -> str:
    if period is None:
        return _("No slip is recorded: a slip is a later end in the next statement of the same kind.")
    sentence = N_("No slip was said in {period}: a slip is a later end in the next statement of the same kind.")
    return _(sentence, period=spelled(period))


def _about_few(wanted: MilestoneFilter) -> bool:
    """Tell a question about certain milestones, of which it can be said that none slipped, from one about all."""
    return bool(wanted.drugs or wanted.studies or wanted.trials or wanted.ids or wanted.companies)


def _slips_in(each: Outlook, period: Period | None) -> list[Move]:
    """Give the slips that were said within a period."""
    return [
        move
        for move in each.moves
        if move.kind == "slip"
        and (period is None or (move.after.said_on is not None and period.contains(move.after.said_on.span)))
    ]


def _end(window: Period | None) -> str:
    return str(window.end) if window else _("an open date")
