"""When a milestone is expected, how far off that is, and how it moved, in words."""

from datetime import date

from bot.answers.times import spelled
from bot.i18n import N_, _
from db.guidance import Move
from db.queries.milestones import Outlook


def days_to_go(outlook: Outlook, today: date) -> str:
    """Say how far off a milestone is: "39 d", "≤ 39 d" within an open window, "overdue 8 d"."""
    span = outlook.span
    if not outlook.is_open or span is None or span.end is None or span.start is None:
        return ""
    left = (span.end - today).days
    if left < 0:
        return _("overdue {days} d", days=-left)
    if span.is_day:
        return _("today") if left == 0 else _("{days} d", days=left)
    if span.start <= today:
        return _("≤ {days} d", days=left)
    return _("{least}–{most} d", least=(span.start - today).days, most=left)


def when_expected(outlook: Outlook) -> str:
    """Say when a milestone is expected, as it was said, or when it was reached."""
    if not outlook.is_open:
        return spelled(outlook.milestone.actual_date or _("date not recorded"))
    if outlook.said is None:
        return _("no date given")
    return spelled(outlook.said.guidance)


def history(outlook: Outlook) -> str:
    """Say how the guidance moved: "slipped once (early 2027 → H1 2027, said 2026-04-30)"."""
    slips = [move for move in outlook.moves if move.kind == "slip"]
    if slips:
        sentence = _SLIPPED.get(len(slips), N_("slipped {count} times ({before} → {after}, said {day})"))
        return _moved(sentence, slips[-1], len(slips))
    if outlook.moves:
        return _moved(_MOVED[outlook.moves[-1].kind], outlook.moves[-1])
    if outlook.said is not None and outlook.said.said_on is not None:
        first = next(
            each
            for each in outlook.statements
            if each.kind == outlook.said.kind and each.guidance == outlook.said.guidance
        )
        return _("guidance unchanged since {day}", day=spelled(first.said_on or _("an undated statement")))
    return ""


_SLIPPED = {
    1: N_("slipped once ({before} → {after}, said {day})"),
    2: N_("slipped twice ({before} → {after}, said {day})"),
}
_MOVED = {
    "pull-in": N_("pulled in ({before} → {after}, said {day})"),
    "firmed": N_("firmed ({before} → {after}, said {day})"),
}


def _moved(sentence: str, move: Move, count: int = 1) -> str:
    before, after = spelled(move.before.guidance), spelled(move.after.guidance)
    return _(sentence, before=before, after=after, day=spelled(move.after.said_on), count=count)
