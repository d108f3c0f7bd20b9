"""What is said of a law or a list: where it stands by the latest statement that nothing contradicts, and what is said against that."""

import re
from collections.abc import Sequence

from bot.answers import sector
from bot.answers.times import spelled
from bot.chinese import figure as said_of
from bot.i18n import N_, _
from db.models import MarketFigure

METRIC = "policy-status"
_ENACTED = re.compile(r"\bsigned (?:into law|by)\b|\bbecame law\b|\benacted\b", re.IGNORECASE)
#: How the notes on a statement say that others deny it.
_DENIED = re.compile(r"^(?!Agrees).*\bcontradict(?:s|ed)\b", re.IGNORECASE)


def ordered(found: Sequence[MarketFigure]) -> list[MarketFigure]:
    """Put the latest undenied statement first, what denies it next, then the others as they came."""
    stands = _standing(found)
    against = _against(found, stands)
    first = [*([stands] if stands else []), *against]
    return [*first, *(each for each in found if each not in first)]


def told(found: Sequence[MarketFigure], *, asks_whether: bool) -> tuple[bool | None, list[str]]:
    """Say where a law or list stands, and what is said against that; yes where it was asked and a law was signed."""
    stands = _standing(found)
    if stands is None:
        return None, [_("{said} ({who})", said=said_of(each.text), who=sector.claimant(each)) for each in found[:1]]
    is_law = _ENACTED.search(stands.text) is not None
    form = N_("{said}, {day} ({who})")
    if asks_whether:
        form = (
            N_("Yes: {said}, {day} ({who})")
            if is_law
            else N_("No clear yes or no is recorded; last said: {said}, {day} ({who})")
        )
    text = said_of(stands.text)
    said = text[:1].lower() + text[1:] if asks_whether else text
    lead = [_(form, said=said, day=spelled(stands.period), who=sector.claimant(stands))]
    lead += [
        _("Against that: {said} ({who})", said=said_of(each.text), who=sector.claimant(each))
        for each in _against(found, stands)
    ]
    return True if asks_whether and is_law else None, lead


def _standing(found: Sequence[MarketFigure]) -> MarketFigure | None:
    """Give the latest statement that nothing denies; of several of one day that which most sources make."""
    undenied = [each for each in found if not _DENIED.search(each.notes) and each.period_start is not None]
    return max(undenied, key=lambda each: (_since(each), len(each.asserted_by.split(";"))), default=None)


def _against(found: Sequence[MarketFigure], stands: MarketFigure | None) -> list[MarketFigure]:
    """Give the denied statements about a time that is not earlier than that of what stands."""
    if stands is None:
        return []
    return [each for each in found if _DENIED.search(each.notes) and _since(each) >= _since(stands)]


def _since(each: MarketFigure) -> str:
    return each.period_start.first.isoformat() if each.period_start else ""
