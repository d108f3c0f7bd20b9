"""Pictures of what comes and what was: windows, firm dates, results and deals on a line of time."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.answers.wording import kind_name, plural
from bot.charts.grouping import Row
from bot.charts.setting import Setting
from bot.charts.spec import Mark, Span, Timeline
from bot.i18n import _
from bot.render.plain import width
from db import guidance
from db.models import Guidance
from db.periods import PartialDate, Period

#: More lines than this cannot be read on a phone.
_LINES = 15
#: So long a name may be.
LETTERS = 36
#: Of what is overdue so many of the latest are shown, if there is more to come than fits.
_LATE = 4
#: Of a history so many lines are left to what is still to come.
_AHEAD = 6
#: So many of the latest deals and approvals stand in a history, however much was reached since.
_TURNS = 5


def windows(setting: Setting) -> Timeline | None:
    """Show when milestones are expected: what is overdue and what comes soonest first."""
    spans = sorted(_milestones(setting), key=_by_end)
    ahead = [each for each in spans if each.mark != "reached"]
    if not ahead:
        return _timeline(setting, spans[-_LINES:], len(spans))
    late = [each for each in ahead if each.mark == "overdue"]
    # What is certain or has moved says more than a window of a year that everything has.
    coming = sorted(
        (each for each in ahead if each.mark != "overdue"), key=lambda each: (not _says_much(each), _by_end(each))
    )
    room = max(_LINES - len(coming), _LATE)
    shown = [*late[max(len(late) - room, 0) :], *coming][:_LINES]
    return _timeline(setting, sorted(shown, key=_by_end), len(ahead))


def _by_end(span: Span) -> tuple[date, date, str]:
    return (span.end, span.start, span.label)


def _says_much(span: Span) -> bool:
    return span.mark == "firm" or span.was is not None


def of_everything(setting: Setting) -> Timeline | None:
    """Show deals and milestones of an answer together, oldest first: the latest deals and approvals, what was reached, what comes."""
    spans = sorted([*_milestones(setting), *_deals(setting)], key=_by_start)
    approved = _approved(setting)
    turns = [each for each in spans if each.mark == "deal" or (each.label in approved and each.mark == "reached")]
    past = [each for each in spans if each.mark == "reached" and each not in turns]
    ahead = [each for each in spans if each.mark not in ("reached", "deal")]
    coming = ahead[: max(_AHEAD, _LINES - len(past) - len(turns))]
    kept = turns[max(len(turns) - max(_TURNS, _LINES - len(coming) - len(past)), 0) :]
    room = _LINES - len(coming) - len(kept)
    shown = sorted([*kept, *past[len(past) - room if room < len(past) else 0 :], *coming], key=_by_start)
    return _timeline(setting, shown, len(spans))


def _by_start(span: Span) -> tuple[date, date, str]:
    return (span.start, span.end, span.label)


def _approved(setting: Setting) -> set[str]:
    rows = (row for row in setting.answer.rows if row.get("type") == "milestone" and row["kind"] == "approval")
    return {_label(setting, row) for row in rows}


def _timeline(setting: Setting, shown: list[Span], count: int) -> Timeline | None:
    if not shown:
        return None
    kept = shown[:_LINES]
    left = count - len(kept)
    deals = sum(each.mark == "deal" for each in kept)
    counted = [
        plural(len(kept) - deals, "milestone") if len(kept) > deals else "",
        plural(deals, "deal") if deals else "",
    ]
    shown_are = _(" and ").join(part for part in counted if part)
    units = _("{shown}, {count:,} more not shown", shown=shown_are, count=left) if left else shown_are
    return Timeline(setting.frame(setting.answer.page.title, units), tuple(kept), left)


def _milestones(setting: Setting) -> Iterator[Span]:
    rows = {row["id"]: row for row in setting.answer.rows if row.get("type") == "milestone"}
    for row in rows.values():
        span = _span(row)
        if span is not None and span.start is not None and span.end is not None:
            mark = _mark(row, span, setting.as_of)
            yield Span(_label(setting, row), span.start, span.end, mark, _before_slip(row))


def _label(setting: Setting, row: Row) -> str:
    """Name a milestone so that what is cut off is the trial's name: "AK112 HARMONi-3 (squamous… topline"."""
    drug = "" if setting.query.kind in ("drug", "trial") else setting.names.drug(row["drug"])
    if row["trial"].casefold().startswith(drug.casefold()):  # "BL-B01D1 BL-B01D1-303" says it twice
        drug = ""
    kind = kind_name(row["kind"])
    room = max(LETTERS - width(drug) - width(kind) - 4, 8)
    # Cut inside a word: the cohort in brackets is what tells two of one trial apart.
    trial = row["trial"] if len(row["trial"]) <= room else f"{row['trial'][: room - 1].rstrip()}…"
    return " ".join(part for part in (drug, trial, kind) if part)


def _span(row: Row) -> Period | None:
    if row["window"]:
        return Period.model_validate(row["window"])
    return PartialDate(row["actual_date"]).span if row["actual_date"] else None


def _mark(row: Row, span: Period, today: date) -> Mark:
    if not row["window"]:
        return "reached"
    if span.end is not None and span.end < today:
        return "overdue"
    return "firm" if span.is_day else "window"


def _before_slip(row: Row) -> tuple[date, date] | None:
    """Give the window before the last slip of a milestone that is still to come."""
    if not row["window"] or not row["slips"]:
        return None
    slips = [move for move in guidance.moves(_statements(row)) if move.kind == "slip"]
    window = slips[-1].before.window if slips else None
    return (window.start, window.end) if window and window.start and window.end else None


def _statements(row: Row) -> Iterable[Guidance]:
    # The sources of a statement do not bear on how it moved.
    return [
        Guidance.model_validate({**said, "milestone": row["id"], "sources": row["sources"]}) for said in row["guidance"]
    ]


def _deals(setting: Setting) -> Iterator[Span]:
    for row in setting.answer.rows:
        if row.get("type") == "deal":
            when = PartialDate(row["announced"])
            sides = (" + ".join(map(setting.names.company, row[side])) for side in ("licensors", "licensees"))
            yield Span(" → ".join(sides), when.first, when.last, "deal")
