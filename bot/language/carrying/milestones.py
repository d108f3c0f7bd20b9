"""A question about milestones that goes on from another: their time, kind and state, or what was said of them."""

from bot.language import cues
from bot.language.carrying.laying import overlaid
from bot.language.kinds import milestones
from bot.language.query import Query
from bot.language.reading import Reading
from db.connection import Connection
from db.filters import DealFilter, MilestoneFilter


def carried_milestones(_db: Connection, reading: Reading, before: Query) -> Query | None:
    """Ask of milestones; None where the question before was about nothing that they can be narrowed by."""
    old = _as_milestones(before)
    if old is None:
        return None
    want = milestones.want_of(reading)
    new = milestones.milestone_filter(reading, want)
    merged = overlaid(old, new)
    same_kind = before.kind == "milestones"
    lists = not cues.opens(reading.text) and (reading.has("want", "what") or cues.has("points", reading.text))
    stays = same_kind and want == "overview" and not lists
    want = before.want if stays else want
    state = _state(reading, old, new, merged) if same_kind else new.state
    if want == "slips" and same_kind and merged.period is not None:
        want, merged = "overview", merged.model_copy(update={"slipped": True})  # the period is when they are due
    asked = milestones.asked_of(reading, want, merged.model_copy(update={"state": state}))
    return asked.model_copy(update={"limit": reading.limit() or before.limit}) if stays else asked


def _state(reading: Reading, old: MilestoneFilter, new: MilestoneFilter, merged: MilestoneFilter) -> str:
    """Tell the state from what is said, else from another period, else as it was."""
    if new.state != "any":
        return new.state
    if new.period is None or old.state in ("overdue", "missed", "cancelled"):
        return old.state
    is_over = new.period.end is not None and new.period.end <= reading.today
    return "done" if is_over and merged.kinds else "any"


def _as_milestones(before: Query) -> MilestoneFilter | None:
    """Give the milestones that a question was about, or those of what it was about."""
    if before.kind == "milestones":
        return before.milestones or MilestoneFilter()
    common = before.deals if before.kind == "deals" else before.drugs if before.kind == "drug" else None
    if common is None or (before.kind == "drug" and before.ids):
        return None
    if isinstance(common, DealFilter):
        companies = tuple(each for party in common.parties for each in party.companies)
        drugs = common.drugs
    else:
        companies, drugs = common.companies, common.ids
    found = MilestoneFilter(
        drugs=drugs, companies=companies, targets=common.targets, modalities=common.modalities, areas=common.areas
    )
    return found if found != MilestoneFilter() else None
