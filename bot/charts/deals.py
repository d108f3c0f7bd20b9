"""Pictures of deals."""

from collections.abc import Sequence
from datetime import timedelta

from bot.answers.wording import clauses, listed, measure_name, plural
from bot.charts.grouping import MOST_PERIODS, UNITS, Row, by_period, counted_deals, fitting_unit, largest_kinds, sum_of
from bot.charts.setting import Setting
from bot.charts.spec import OTHER, Against, Bubble, Bubbles, Layer, Mix, OverTime, Place, Ranking
from bot.i18n import _
from bot.language.query import Query
from db.filters import Measure
from db.periods import PartialDate

_PLACES = 10
_LAYERS = 7
_BUBBLES = 60


def over_time(setting: Setting) -> OverTime | None:
    """Show what deals were worth and how many there were, by the unit asked for or the finest that can be read."""
    rows = counted_deals(setting.query, setting.answer.rows)
    asked_for = next((unit for unit in UNITS if unit == setting.query.by), None)
    groups, unplaced = by_period(rows, asked_for or fitting_unit(rows))
    if not rows or not groups:
        return None
    shown = list(groups.items())[-MOST_PERIODS * 2 :]
    return OverTime(
        setting.frame(
            setting.answer.page.title, _units(_("US$"), _disclosed(rows, "total", "upfront"), _without_date(unplaced))
        ),
        periods=tuple(name for name, _ in shown),
        totals=tuple(sum_of(group, "total_usd") for _, group in shown),
        upfronts=tuple(sum_of(group, "upfront_usd") for _, group in shown),
        counts=tuple(len(group) for _, group in shown),
    )


def by_year(setting: Setting) -> Against | OverTime | None:
    """Show years, upfront payments against totals where the question is about upfronts."""
    return against(setting) if setting.query.measure == "upfront" else over_time(setting)


def against(setting: Setting) -> Against | None:
    """Show upfront payments against totals by year."""
    rows = counted_deals(setting.query, setting.answer.rows)
    groups, _ = by_period(rows, "year")
    return _against(setting, dict(list(groups.items())[-_PLACES:]))


def sides(setting: Setting) -> Against | None:
    """Show the two sides of a comparison of deals."""
    rows = {row["id"]: row for row in setting.answer.rows if row.get("type") == "deal"}.values()
    groups = {
        _side_name(setting, side): [row for row in counted_deals(side, rows) if _is_of(side, row)]
        for side in setting.query.sides
        if side.kind == "deals"
    }
    return _against(setting, groups) if len(groups) > 1 else None


def partners(setting: Setting) -> Ranking | None:
    """Rank those who took rights."""
    return _ranking(setting, "licensees", _("Top partners"))


def licensors(setting: Setting) -> Ranking | None:
    """Rank those who gave rights."""
    return _ranking(setting, "licensors", _("Top licensors"))


def modalities(setting: Setting) -> Mix | Ranking | None:
    """Show modalities over time."""
    return _mix(setting, "modality")


def areas(setting: Setting) -> Mix | Ranking | None:
    """Show areas over time."""
    return _mix(setting, "area")


def types(setting: Setting) -> Mix | Ranking | None:
    """Show types of deals over time."""
    return _mix(setting, "deal_type")


def bubbles(setting: Setting) -> Bubbles | None:
    """Set comparable deals side by side: when, how large, how much upfront."""
    rows = [row for row in setting.answer.rows if row.get("type") == "deal"]
    disclosed = [row for row in rows if row["total_usd"]]
    shown = sorted(disclosed, key=lambda row: (-row["total_usd"], row["id"]))[:_BUBBLES]
    if not shown:
        return None
    kinds = largest_kinds(shown, "modality", _LAYERS)
    some = plural(len(disclosed), "deal")
    if len(disclosed) > len(shown):
        some = _("the largest {count:,} of {deals}", count=len(shown), deals=some)
    undisclosed = len(rows) - len(disclosed)
    left_out = _("{count:,} more disclose no total", count=undisclosed) if undisclosed else ""
    return Bubbles(
        setting.frame(
            setting.answer.page.title,
            _units(_("headline total in US$"), _("area of a bubble: upfront"), some, left_out),
        ),
        tuple(_bubble(setting, row, kinds) for row in shown),
    )


def _bubble(setting: Setting, row: Row, kinds: Sequence[str]) -> Bubble:
    when = PartialDate(row["announced"])
    drugs = listed(setting.names.drug(each) for each in row["drugs"][:2])
    partner = setting.names.company(row["licensees"][0])
    return Bubble(
        label=f"{drugs or setting.names.company(row['licensors'][0])} → {partner}",
        # A month or year is drawn in its middle.
        day=when.first + timedelta(days=(when.last - when.first).days // 2),
        total=row["total_usd"],
        upfront=row["upfront_usd"],
        group=row["modality"] if row["modality"] in kinds else OTHER,
    )


def _ranking(setting: Setting, field: str, title: str) -> Ranking | None:
    rows = counted_deals(setting.query, setting.answer.rows)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        for company in row[field]:
            groups.setdefault(company, []).append(row)
    by_count = setting.query.measure is None
    measure = f"{setting.query.measure or 'total'}_usd"
    places = [Place(setting.names.company(key), sum_of(group, measure), len(group)) for key, group in groups.items()]
    if not by_count:
        places = [place for place in places if place.amount is not None]
    ordered = sorted(
        places, key=lambda each: (-each.count if by_count else 0, -(each.amount or 0), -each.count, each.label)
    )
    if not ordered:
        return None
    units = (
        _("number of deals, headline totals in US$")
        if setting.query.measure is None
        else clauses((measure_name(setting.query.measure), _("US$")))
    )
    return Ranking(
        setting.frame(f"{title}{_of_what(setting)}", _units(units, _disclosed(rows, setting.query.measure or "total"))),
        tuple(ordered[: setting.query.limit or _PLACES][:_PLACES]),
        by_count,
    )


def _of_what(setting: Setting) -> str:
    """Say which deals are ranked, from the answer's own title: " — 2025"."""
    by = _("{title}, by {dimension}", title="", dimension="")
    words = setting.answer.page.title.partition(by)[0].removeprefix(_("Deals")).strip(" ,，—")
    return f" — {words}" if words else ""


def _mix(setting: Setting, field: str) -> Mix | Ranking | None:
    rows = counted_deals(setting.query, setting.answer.rows)
    unit = fitting_unit(rows)
    groups, unplaced = by_period(rows, unit)
    if not groups:
        return None
    kinds = largest_kinds(rows, field, _LAYERS)
    layers = [
        Layer(kind, tuple(sum(row[field] == kind for row in group) for group in groups.values())) for kind in kinds
    ]
    rest = Layer(OTHER, tuple(sum(row[field] not in kinds for row in group) for group in groups.values()))
    return Mix(
        setting.frame(
            setting.answer.page.title,
            _units(_("number of deals"), _("{count:,} in all", count=len(rows)), _without_date(unplaced)),
        ),
        tuple(groups),
        (*layers, rest) if any(rest.counts) else tuple(layers),
    )


def _against(setting: Setting, groups: dict[str, list[Row]]) -> Against | None:
    rows = [row for group in groups.values() for row in group]
    if not rows:
        return None
    return Against(
        setting.frame(setting.answer.page.title, _units(_("US$"), _disclosed(rows, "total", "upfront"))),
        labels=tuple(groups),
        totals=tuple(sum_of(group, "total_usd") for group in groups.values()),
        upfronts=tuple(sum_of(group, "upfront_usd") for group in groups.values()),
        counts=tuple(map(len, groups.values())),
    )


def _side_name(setting: Setting, side: Query) -> str:
    parts = [str(side.period)] if side.period else []
    for party in side.deals.parties if side.deals else ():
        parts += [setting.names.company(each) for each in party.companies]
    return " · ".join(parts) or _("all")


def _is_of(side: Query, row: Row) -> bool:
    wanted = side.deals
    if wanted is None:
        return False
    if wanted.period is not None and not wanted.period.contains(PartialDate(row["announced"]).span):
        return False
    roles = {"licensor": row["licensors"], "licensee": row["licensees"], "either": row["licensors"] + row["licensees"]}
    return all(set(party.companies) & set(roles[party.role]) for party in wanted.parties)


def _disclosed(rows: Sequence[Row], *measures: Measure) -> str:
    """Say of how many deals an amount is known: what is undisclosed is not drawn as nothing without a word."""
    known = (sum(row[f"{measure}_usd"] is not None for row in rows) for measure in measures)
    parts = [f"{measure_name(measure)} {count:,}" for measure, count in zip(measures, known, strict=True)]
    return _(
        "disclosed: {parts} of {deals}, the newest of {day}",
        parts=listed(parts),
        deals=plural(len(rows), "deal"),
        day=max(row["announced"] for row in rows),
    )


def _without_date(unplaced: int) -> str:
    return _("{count:,} left out, dated only roughly", count=unplaced) if unplaced else ""


def _units(*parts: str) -> str:
    """Set beside each other what a picture is measured in and what it leaves out."""
    return _("; ").join(filter(None, parts))
