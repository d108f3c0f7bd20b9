"""Filters as SQL conditions. Column names come from here, values are always bound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from db.filters import (
    ABROAD,
    MEASURE_COLUMNS,
    ONLY,
    WITHOUT,
    WORLDWIDE,
    AmountLimit,
    DealFilter,
    DrugFilter,
    Party,
    Scope,
)
from db.periods import Period
from db.rows import marks

#: Deal types that are no out-licensing proper: an amendment's money belongs to an earlier deal, an acquisition buys the company.
NOT_PROPER = ("amendment", "acquisition")


@dataclass
class Where:
    """Conditions that must all hold, and the values bound in them."""

    parts: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, part: str, *values: object) -> Self:
        """Add one condition."""
        self.parts.append(part)
        self.values += values
        return self

    def one_of(self, column: str, allowed: Sequence[object]) -> Self:
        """Demand one of some values, if there are any."""
        return self.add(f"{column} IN ({marks(allowed)})", *allowed) if allowed else self

    def any_of(self, alternatives: Iterable["Where"]) -> Self:
        """Demand one of some groups of conditions, if there are any."""
        groups = list(alternatives)
        if groups:
            self.add(
                f"({' OR '.join(str(group) for group in groups)})",
                *(v for group in groups for v in group.values),
            )
        return self

    def __str__(self) -> str:
        return f"({' AND '.join(self.parts)})" if self.parts else "1"


#: The last day that a status date can mean.
_LAST_DAY_OF_STATUS = (
    "CASE length(deal.status_date) WHEN 10 THEN deal.status_date "
    "WHEN 7 THEN date(deal.status_date || '-01', '+1 month', '-1 day') ELSE deal.status_date || '-12-31' END"
)


#: Where rights were granted: what stands before "ex" in "worldwide ex Japan".
_GRANTED = "substr(deal.territory, 1, instr(deal.territory || ' ex ', ' ex '))"


def within(where: Where, start: str, end: str, period: Period | None) -> None:
    """Demand that a span lies wholly within a period: either end of it, so that an index on one bounds it on both sides."""
    if period and period.start:
        where.add(f"{start} >= ? AND {end} >= ?", *[period.start.isoformat()] * 2)
    if period and period.end:
        where.add(f"{end} <= ? AND {start} <= ?", *[period.end.isoformat()] * 2)


def overlapping(where: Where, start: str, end: str, period: Period | None) -> None:
    """Demand that a span has a day in common with a period."""
    if period and period.end:
        where.add(f"{start} <= ?", period.end.isoformat())
    if period and period.start:
        where.add(f"{end} >= ?", period.start.isoformat())


def deal_where(wanted: DealFilter, *, dated: str = "within") -> Where:
    """Conditions for the deals of a filter, whatever their scope.

    ``dated`` says how deals meet the period: "within", "partly" (they overlap it, but may lie outside) or "any".
    """
    where = Where()
    where.one_of("deal.id", wanted.ids)
    _deal_dates(where, wanted, dated)
    for party in wanted.parties:
        _party(where, party)
    where.any_of(Where().add("deal.id IN (SELECT deal FROM deal_drug WHERE drug = ?)", drug) for drug in wanted.drugs)
    targets(where, "deal", wanted.targets)
    where.one_of("deal.modality", wanted.modalities).one_of("deal.area", wanted.areas)
    _phases(where, wanted.phases)
    where.one_of("deal.deal_type", wanted.types).one_of("deal.status", wanted.statuses)
    where.one_of("deal.direction", wanted.directions)
    if wanted.status_period is not None:
        where.add("deal.status_date IS NOT NULL")
        within(where, "deal.status_date", _LAST_DAY_OF_STATUS, wanted.status_period)
    for other in wanted.without:
        inside = deal_where(other)
        where.add(f"NOT coalesce({inside}, 0)", *inside.values)
    if wanted.statuses and wanted.known_by:
        where.add(f"{_LAST_DAY_OF_STATUS} <= ?", wanted.known_by.isoformat())
    if wanted.countries:
        countries = marks(wanted.countries)
        where.add(
            "deal.id IN (SELECT deal FROM deal_party JOIN company ON company.id = deal_party.company "
            f"WHERE role = 'licensee' AND country IN ({countries}))",
            *wanted.countries,
        )
    if wanted.partner_kinds:
        where.add(
            "deal.id IN (SELECT deal FROM deal_party JOIN company ON company.id = deal_party.company "
            f"WHERE role = 'licensee' AND kind IN ({marks(wanted.partner_kinds)}))",
            *wanted.partner_kinds,
        )
    where.any_of(_territory(place) for place in wanted.territories)
    for limit in wanted.amounts:
        _amount(where, limit)
    for measure in wanted.disclosed:
        where.add(f"deal.{MEASURE_COLUMNS[measure]} IS NOT NULL")
    for measure in wanted.undisclosed:
        where.add(f"deal.{MEASURE_COLUMNS[measure]} IS NULL")
    return where


def proper(scope: Scope) -> Where:
    """Conditions for what counts: out-licensing proper, and what was asked for besides."""
    where = Where()
    if not scope.any_direction:
        where.add("deal.direction = 'out'")
    left_out = [each for each in NOT_PROPER if each not in scope.types]
    if left_out:
        where.add(f"deal.deal_type NOT IN ({marks(left_out)})", *left_out)
    return where


def targets(where: Where, owner: str, wanted: Iterable[tuple[str, ...]]) -> None:
    """Demand a mechanism that has all parts of one of the wanted ones."""

    def has(parts: tuple[str, ...]) -> Where:
        return Where().add(
            f"{owner}.id IN (SELECT {owner} FROM {owner}_target_part WHERE part IN ({marks(parts)}) "
            f"GROUP BY {owner}, position HAVING count(*) = ?)",
            *parts,
            len(parts),
        )

    where.any_of(has(parts) for parts in wanted)


def drug_where(wanted: DrugFilter) -> Where:
    """Conditions for the drugs of a filter."""
    where = Where().one_of("drug.id", wanted.ids)
    targets(where, "drug", wanted.targets)
    where.one_of("drug.modality", wanted.modalities).one_of("drug.area", wanted.areas)
    if wanted.phases:
        in_phase, phases = _in_phase(wanted.phases)
        where.add(f"drug.id IN ({in_phase})", *phases)
    if wanted.companies:
        places = marks(wanted.companies)
        held = f"SELECT drug FROM deal_drug JOIN deal_party USING (deal) WHERE company IN ({places})"
        where.add(f"(drug.originator IN ({places}) OR drug.id IN ({held}))", *wanted.companies, *wanted.companies)
    return where


def _deal_dates(where: Where, wanted: DealFilter, dated: str) -> None:
    if wanted.known_by:
        where.add("deal.announced_end <= ?", wanted.known_by.isoformat())
    if dated == "within":
        within(where, "deal.announced_start", "deal.announced_end", wanted.period)
    elif dated == "partly":
        overlapping(where, "deal.announced_start", "deal.announced_end", wanted.period)
        inside = Where()
        within(inside, "deal.announced_start", "deal.announced_end", wanted.period)
        where.add(f"NOT {inside}", *inside.values)


def _territory(place: str) -> Where:
    """Demand rights in a place, in all of the world, or in the world without a place."""
    if place == WORLDWIDE:
        return Where().add("deal.territory = ?", WORLDWIDE)
    if place == ABROAD:
        return Where().add(
            f"{_GRANTED} IS NOT NULL AND ltrim({_GRANTED}) NOT IN ('', 'China', 'mainland China', 'Greater China')"
        )
    if place.startswith(WITHOUT):
        left_out = "substr(deal.territory, instr(deal.territory, ' ex '))"
        return Where().add(
            f"instr(deal.territory, ' ex ') > 0 AND instr(lower({left_out}), lower(?)) > 0", place.removeprefix(WITHOUT)
        )
    if place.startswith(ONLY):
        return Where().add("is_only(coalesce(deal.territory, ''), ?)", place.removeprefix(ONLY))
    return Where().add("covers(coalesce(deal.territory, ''), ?)", place)


def _phases(where: Where, wanted: Sequence[str]) -> None:
    """Demand a drug of which a milestone or a trial in one of some phases is recorded."""
    if not wanted:
        return
    in_phase, phases = _in_phase(wanted)
    where.add(f"deal.id IN (SELECT deal_drug.deal FROM deal_drug WHERE drug IN ({in_phase}))", *phases)


def _in_phase(wanted: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Select the drugs of which a milestone or a trial in one of some phases is recorded; gives the values bound, too."""
    places = marks(wanted)
    selected = (
        f"SELECT drug FROM milestone WHERE phase IN ({places}) UNION "
        f"SELECT drug FROM trial_drug JOIN trial ON trial.nct_id = trial_drug.trial WHERE phase IN ({places})"
    )
    return selected, (*wanted, *wanted)


def _party(where: Where, party: Party) -> None:
    role = "" if party.role == "either" else " AND role = ?"
    where.add(
        f"deal.id IN (SELECT deal FROM deal_party WHERE company IN ({marks(party.companies)}){role})",
        *party.companies,
        *([] if party.role == "either" else [party.role]),
    )


def _amount(where: Where, limit: AmountLimit) -> None:
    column = f"deal.{MEASURE_COLUMNS[limit.measure]}"
    bounds = limit.range
    if bounds.low is not None:
        where.add(f"{column} {'>=' if bounds.low_inclusive else '>'} ?", bounds.low)
    if bounds.high is not None:
        where.add(f"{column} {'<=' if bounds.high_inclusive else '<'} ?", bounds.high)
