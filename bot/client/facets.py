"""What of a list can be changed with menus: which facets each kind of list has, what can be chosen, what a choice means."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal

from bot.answers import answer_query
from bot.answers.context import Context
from bot.answers.deals import filter_of, groups_by
from bot.answers.finding import record_word
from bot.answers.wording import kind_name, period_of
from bot.i18n import N_, _, in_script, speaking, word
from bot.language.query import Kind, Query
from db.connection import Connection
from db.filters import DealFilter, Dimension, MarketFilter, MilestoneFilter, Party, PartyRole
from db.periods import Period

#: Something that can be chosen; "asof" is typed into a form, all others are menus.
Facet = Literal["sort", "year", "modality", "partner", "kind", "phase", "state", "metric", "subject", "record", "asof"]
FACETS_OF: Mapping[Kind, tuple[Facet, ...]] = {
    "deals": ("sort", "year", "modality", "partner"),
    "milestones": ("year", "kind", "phase", "state"),
    "market": ("year", "metric", "subject"),
    "search": ("record",),
}
FACETS: tuple[Facet, ...] = tuple(dict.fromkeys(each for facets in FACETS_OF.values() for each in facets))
#: Kinds of answers that can be given as of a day.
DATED: tuple[Kind, ...] = ("deals", "deal", "drug", "company", "milestones", "trial", "market", "comparison")
#: Value and label of what can be chosen, for each facet.
Options = dict[Facet, list[tuple[str, str]]]
#: Orders of deals that can be chosen, and what they are called.
SORTS: dict[str, str] = {
    "total": N_("Total"),
    "upfront": N_("Upfront"),
    "newest": N_("Newest first"),
    "oldest": N_("Oldest first"),
}
#: States of milestones that can be chosen, and what they are called.
STATES = {"expected": "expected", "overdue": "overdue", "done": "reached"}
#: So many rows are looked through for what can be chosen.
_ROWS = 500


def narrowed(query: Query, chosen: Mapping[Facet, str]) -> Query:
    """Lay what was chosen over a question."""
    if day := chosen.get("asof"):
        query = query.model_copy(update={"as_of": date.fromisoformat(day)})
    narrowing = _NARROWING.get(query.kind)
    return narrowing(query, chosen) if narrowing else query


def _deals(query: Query, chosen: Mapping[Facet, str]) -> Query:
    wanted = query.deals or DealFilter()
    updates = _period(wanted.period, chosen)
    if modality := chosen.get("modality"):
        updates["modalities"] = (modality,)
    if partner := chosen.get("partner"):
        updates["parties"] = (*wanted.parties, Party(companies=(partner,), role=partner_role(query)))
    query = query.model_copy(update={"sort": chosen.get("sort", query.sort)})
    if not updates:
        return query
    # A figure reported for the whole sector no longer speaks of the same deals.
    narrow = DealFilter.model_validate({**dict(wanted), **updates})
    return query.model_copy(update={"deals": narrow, "sector": False, "period_assumed": False})


def _milestones(query: Query, chosen: Mapping[Facet, str]) -> Query:
    wanted = query.milestones or MilestoneFilter()
    updates = _period(None if query.period_assumed else wanted.period, chosen)
    updates |= {field: (chosen[facet],) for facet, field in _FIELDS.items() if facet in chosen}
    if state := chosen.get("state"):
        updates["state"] = state
        if query.period_assumed and "year" not in chosen:  # what was reached does not lie ahead
            updates["period"] = None
    if not updates:
        return query
    narrow = MilestoneFilter.model_validate({**dict(wanted), **updates})
    return query.model_copy(update={"milestones": narrow, "period_assumed": False})


_FIELDS: Mapping[Facet, str] = {"kind": "kinds", "phase": "phases"}


def _market(query: Query, chosen: Mapping[Facet, str]) -> Query:
    wanted = query.market or MarketFilter()
    updates = _period(wanted.period, chosen)
    updates |= {f"{facet}s": (chosen[facet],) for facet in ("metric", "subject") if facet in chosen}
    return query.model_copy(update={"market": wanted.model_copy(update=updates)}) if updates else query


def _search(query: Query, chosen: Mapping[Facet, str]) -> Query:
    return query.model_copy(update={"records": (chosen["record"],)}) if "record" in chosen else query


_NARROWING: Mapping[Kind, Callable[[Query, Mapping[Facet, str]], Query]] = {
    "deals": _deals,
    "milestones": _milestones,
    "market": _market,
    "search": _search,
}


def without_assumed_period(query: Query) -> Query:
    """Give a question about deals without the period that it was read with for want of one."""
    if query.deals is None or not query.period_assumed:
        return query
    return query.model_copy(update={"deals": query.deals.model_copy(update={"period": None}), "period_assumed": False})


def partner_role(query: Query) -> PartyRole:
    """Tell which side of the deals is meant by partner: the licensees, unless the question names those."""
    named = {party.role for party in (query.deals or DealFilter()).parties}
    return "licensor" if "licensee" in named else "licensee"


def options(db: Connection, without: Callable[[Facet], Query], query: Query, today: date) -> Options:
    """Give what may be chosen for each facet given all other choices; ``without`` gives the question less one choice."""
    with speaking(query.language):
        if query.kind == "deals":
            return _of_deals(Context(db, today), without, query)
        context = Context(db, today, _ROWS)
        asked = {facet: without(facet) for facet in FACETS_OF.get(query.kind, ())}
        # All facets of which nothing was chosen are offered from the same rows.
        rows = {each: answer_query(context, each).rows for each in set(asked.values())}
        return {facet: _offered(facet, rows[each]) for facet, each in asked.items()}


def _of_deals(context: Context, without: Callable[[Facet], Query], query: Query) -> Options:
    dimensions: dict[Facet, Dimension] = {
        "year": "year",
        "modality": "modality",
        "partner": "licensor" if partner_role(query) == "licensor" else "licensee",
    }
    offered: Options = {}
    for facet, dimension in dimensions.items():
        groups = groups_by(context, filter_of(without(facet)), dimension)
        found = [
            (group.key, in_script(f"{group.label or group.key} ({group.count:,})")) for group in groups if group.key
        ]
        offered[facet] = found[::-1] if facet == "year" else found
    return offered


def _offered(facet: Facet, rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Count what rows have of a facet: years newest first, all else the commonest first. States are always the same."""
    if facet == "state":
        return [(value, word(label)) for value, label in STATES.items()]
    counted = Counter(value for row in rows for value in _VALUES[facet](row) if value)
    by_count = sorted(counted, key=lambda value: (-counted[value], value))
    ordered = sorted(counted, reverse=True) if facet == "year" else by_count
    return [(value, f"{_LABELS.get(facet, str)(value)} ({counted[value]:,})") for value in ordered]


def _years(row: Mapping[str, Any]) -> list[str]:
    """Give the years that a milestone's window, its day or a figure's period touches."""
    window = row.get("window") or {}
    start = window.get("start") or row.get("actual_date") or row.get("period_start")
    end = window.get("end") or row.get("actual_date") or row.get("period_end")
    if not start or not end:
        return []
    first, last = int(str(start)[:4]), int(str(end)[:4])
    return [str(year) for year in range(first, min(last, first + 10) + 1)]


_VALUES: Mapping[Facet, Callable[[Mapping[str, Any]], list[str]]] = {
    "year": _years,
    "kind": lambda row: [row.get("kind") or ""],
    "phase": lambda row: [row.get("phase") or ""],
    "metric": lambda row: [row.get("metric") or ""],
    "subject": lambda row: [row.get("subject") or ""],
    "record": lambda row: [row["type"]],
}
_LABELS: Mapping[Facet, Callable[[str], str]] = {
    "kind": kind_name,
    "phase": lambda value: _("phase {phase}", phase=value),
    "metric": lambda value: word(value.replace("-", " ")),
    "subject": lambda value: word(value.replace("-", " ")),
    "record": record_word,
}


def _period(period: Period | None, chosen: Mapping[Facet, str]) -> dict[str, object]:
    """Give the part of a period that lies in the year chosen, as a change of a filter."""
    if (chosen_year := chosen.get("year")) is None:
        return {}
    year = int(chosen_year)
    whole = Period(start=date(year, 1, 1), end=date(year, 12, 31), text=str(year))
    if period is None:
        return {"period": whole}
    start = max(filter(None, (period.start, whole.start)))
    end = min(filter(None, (period.end, whole.end)))
    if (start, end) == (whole.start, whole.end) or end < start:
        return {"period": whole}
    return {"period": period if (start, end) == (period.start, period.end) else period_of(start, end)}
