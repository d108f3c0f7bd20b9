"""Questions about deals: which, how many, how much, by what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.filters import MEASURE_COLUMNS, DealFilter, Dimension, Measure, Sort
from db.queries.conditions import Where, deal_where, proper
from db.queries.remembering import remembered
from db.rows import scalar

_ORDERS: dict[Sort, str] = {
    **{
        measure: f"deal.{column} IS NULL, deal.{column} DESC, deal.announced, deal.id"
        for measure, column in MEASURE_COLUMNS.items()
    },
    "share": (
        "deal.upfront_usd IS NULL OR deal.total_usd IS NULL, 1.0 * deal.upfront_usd / deal.total_usd DESC, deal.announced, deal.id"
    ),
    # A deal that is known to be of 2026 only is not newer than one of June 2026.
    "newest": "deal.announced_start DESC, deal.announced_end, deal.id",
    "oldest": "deal.announced_start, deal.announced_end, deal.id",
}


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of amounts in US dollars (None where none is disclosed) and how many deals disclose theirs."""

    amount: int | None
    disclosed: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What some deals add up to. ``left_out`` counts deals that fit the question but are no out-licensing proper."""

    count: int
    sums: dict[Measure, Sum]
    left_out: int
    partly: int
    oldest: str | None
    newest: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The deals that share a value of a dimension; ``key`` is an id where the dimension has ids, ``label`` what to show."""

    key: str
    label: str
    count: int
    sums: dict[Measure, Sum]


@dataclass(frozen=True, slots=True)
class Spread:
    """How an amount is distributed over the deals that disclose it. Quantiles interpolate between neighbours, like a spreadsheet's."""

    disclosed: int
    count: int
    lowest: int
    first_quartile: int
    median: int
    third_quartile: int
    highest: int
    mean: int


def rows_where(wanted: DealFilter) -> Where:
    """Conditions for the deals that are shown as rows."""
    where = deal_where(wanted)
    if not wanted.scope.rows_all:
        counted = proper(wanted.scope)
        where.add(str(counted), *counted.values)
    return where


def counted_where(wanted: DealFilter) -> Where:
    """Conditions for the deals that enter sums."""
    where = deal_where(wanted)
    counted = proper(wanted.scope)
    return where.add(str(counted), *counted.values)


@remembered
def ids(
    db: Database, wanted: DealFilter, sort: Sort, limit: int | None = None, *, smallest: bool = False
) -> tuple[str, ...]:
    """Give the ids of the deals meant, in order; all of them without a limit. ``smallest`` turns an order by amount round."""
    where = rows_where(wanted)
    order = _ORDERS[sort].replace(" DESC", "") if smallest else _ORDERS[sort]
    rows = db.query(
        f"SELECT deal.id FROM deal WHERE {where} ORDER BY {order} LIMIT ?",
        [*where.values, -1 if limit is None else limit],
    )
    return tuple(row["id"] for row in rows)


@remembered
def count(db: Database, wanted: DealFilter) -> int:
    """Count the deals that would be shown as rows."""
    where = rows_where(wanted)
    return _count(db, where)


@remembered
def totals(db: Database, wanted: DealFilter) -> Totals:
    """Add up the deals meant."""
    where = counted_where(wanted)
    sums = ", ".join(
        f"sum(deal.{column}) AS {measure}_sum, count(deal.{column}) AS {measure}_n"
        for measure, column in MEASURE_COLUMNS.items()
    )
    row = next(
        db.query(
            f"SELECT count(*) AS n, min(announced) AS oldest, max(announced) AS newest, {sums} FROM deal WHERE {where}",
            where.values,
        )
    )
    everything = deal_where(wanted)
    fitting = _count(db, everything)
    return Totals(
        count=row["n"],
        sums=_sums(row),
        left_out=fitting - row["n"],
        partly=_partly(db, wanted),
        oldest=row["oldest"],
        newest=row["newest"],
    )


@remembered
def spread(db: Database, wanted: DealFilter, measure: Measure) -> Spread | None:
    """Tell how an amount is distributed; None where no deal discloses it."""
    where = counted_where(wanted)
    column = f"deal.{MEASURE_COLUMNS[measure]}"
    count_all = _count(db, where)
    amounts = [
        row["amount"]
        for row in db.query(
            f"SELECT {column} AS amount FROM deal WHERE {where} AND {column} IS NOT NULL ORDER BY amount",
            where.values,
        )
    ]
    return spread_of(amounts, count_all)


def spread_of(amounts: Sequence[int], count_all: int) -> Spread | None:
    """Tell how amounts, in ascending order, are distributed; ``count_all`` counts the deals that do not disclose theirs too."""
    if not amounts:
        return None
    return Spread(
        disclosed=len(amounts),
        count=count_all,
        lowest=amounts[0],
        first_quartile=_quantile(amounts, 1),
        median=_quantile(amounts, 2),
        third_quartile=_quantile(amounts, 3),
        highest=amounts[-1],
        mean=round(sum(amounts) / len(amounts)),
    )


@remembered
def breakdown(db: Database, wanted: DealFilter, by: Dimension) -> tuple[Group, ...]:
    """Add up the deals meant for each value of a dimension, largest count first (periods: oldest first).

    A deal with several parties or targets counts in full for each of them.
    """
    where = counted_where(wanted)
    group = _GROUPS[by]
    sums = ", ".join(
        f"sum(deal.{column}) AS {measure}_sum, count(deal.{column}) AS {measure}_n"
        for measure, column in MEASURE_COLUMNS.items()
    )
    rows = db.query(
        f"SELECT {group.key} AS key, {group.label} AS label, count(*) AS n, {sums} FROM deal {group.join} WHERE {where} "
        f"GROUP BY 1 ORDER BY {group.order}",
        where.values,
    )
    return tuple(Group(row["key"] or "", row["label"] or "", row["n"], _sums(row)) for row in rows)


@remembered
def amounts_by(
    db: Database, wanted: DealFilter, by: Dimension, measure: Measure
) -> tuple[tuple[str, str, tuple[int, ...], int], ...]:
    """Give the disclosed amounts of each group in ascending order, as (key, label, amounts, number of deals)."""
    where = counted_where(wanted)
    group = _GROUPS[by]
    rows = db.query(
        f"SELECT {group.key} AS key, {group.label} AS label, deal.{MEASURE_COLUMNS[measure]} AS amount FROM deal {group.join} "
        f"WHERE {where} ORDER BY 1 IS NULL, 1, 3",
        where.values,
    )
    found: dict[str, tuple[str, list[int], int]] = {}
    for row in rows:
        label, amounts, count_ = found.get(row["key"] or "", (row["label"] or "", [], 0))
        if row["amount"] is not None:
            amounts.append(row["amount"])
        found[row["key"] or ""] = (label, amounts, count_ + 1)
    return tuple((key, label, tuple(amounts), count_) for key, (label, amounts, count_) in found.items())


@remembered
def leaders(
    db: Database, wanted: DealFilter, by: Dimension, measure: Measure, *, smallest: bool = False
) -> tuple[tuple[str, str], ...]:
    """Give the deal of the largest (or smallest) amount in each group, as (key of the group, id); the older of two alike."""
    where = counted_where(wanted)
    group = _GROUPS[by]
    order = _ORDERS[measure].replace(" DESC", "") if smallest else _ORDERS[measure]
    rows = db.query(
        f"SELECT {group.key} AS key, deal.id AS id FROM deal {group.join} "
        f"WHERE {where} AND deal.{MEASURE_COLUMNS[measure]} IS NOT NULL ORDER BY {order}",
        where.values,
    )
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row["key"] or "", row["id"])
    return tuple(found.items())


@remembered
def phases(db: Database) -> tuple[str, ...]:
    """Give all phases that milestones and trials are recorded in."""
    rows = db.query(
        "SELECT phase FROM milestone WHERE phase IS NOT NULL UNION SELECT phase FROM trial WHERE phase IS NOT NULL"
    )
    return tuple(row["phase"] for row in rows if row["phase"])


@remembered
def coverage_start(db: Database) -> str:
    """Give the date of the oldest deal, as it was given; empty for a store without deals."""
    return scalar(db, "SELECT min(announced) FROM deal") or ""


@remembered
def coverage_end(db: Database) -> date | None:
    """Give the last day that the newest deal in the store can have been announced on."""
    day = scalar(db, "SELECT max(announced_end) FROM deal WHERE length(announced) = 10")
    return date.fromisoformat(day) if day else None


@dataclass(frozen=True, slots=True)
class _Grouping:
    key: str
    label: str
    join: str = ""
    order: str = "n DESC, total_sum IS NULL, total_sum DESC, label"


def _by_party(role: str) -> _Grouping:
    join = f"JOIN deal_party ON deal_party.deal = deal.id AND deal_party.role = '{role}'"
    return _Grouping("deal_party.company", "(SELECT name FROM company WHERE company.id = deal_party.company)", join)


#: DISTINCT: a company on both sides of a deal has one deal.
_BY_COMPANY = _Grouping(
    "party.company",
    "(SELECT name FROM company WHERE company.id = party.company)",
    "JOIN (SELECT DISTINCT deal, company FROM deal_party) AS party ON party.deal = deal.id",
)
#: DISTINCT: two partners from one country are one deal of that country.
_BY_COUNTRY = _Grouping(
    "party.country",
    "party.country",
    "JOIN (SELECT DISTINCT deal_party.deal, company.country FROM deal_party "
    "JOIN company ON company.id = deal_party.company WHERE role = 'licensee') AS party ON party.deal = deal.id",
)


def _by_time(expression: str, whole: str) -> _Grouping:
    """Group by calendar units; a deal whose date is less precise than the unit has none."""
    value = f"CASE WHEN {whole} THEN {expression} END"
    return _Grouping(value, value, order="key IS NULL, key")


_MONTH = "CAST(substr(deal.announced, 6, 2) AS INTEGER)"
_HAS_MONTH = "length(deal.announced) >= 7"
_YEAR = "substr(deal.announced, 1, 4)"
_GROUPS: dict[Dimension, _Grouping] = {
    "year": _by_time(_YEAR, "1"),
    "half": _by_time(f"{_YEAR} || '-H' || ((({_MONTH}) + 5) / 6)", _HAS_MONTH),
    "quarter": _by_time(f"{_YEAR} || '-Q' || ((({_MONTH}) + 2) / 3)", _HAS_MONTH),
    "month": _by_time("substr(deal.announced, 1, 7)", _HAS_MONTH),
    "company": _BY_COMPANY,
    "licensor": _by_party("licensor"),
    "licensee": _by_party("licensee"),
    "country": _BY_COUNTRY,
    "target": _Grouping(
        "deal_target.target", "deal_target.target", "LEFT JOIN deal_target ON deal_target.deal = deal.id"
    ),
    "modality": _Grouping("deal.modality", "deal.modality"),
    "area": _Grouping("deal.area", "deal.area"),
    "type": _Grouping("deal.deal_type", "deal.deal_type"),
    "territory": _Grouping("deal.territory", "deal.territory"),
    "status": _Grouping("deal.status", "deal.status"),
}


def _count(db: Database, where: Where) -> int:
    return int(scalar(db, f"SELECT count(*) FROM deal WHERE {where}", where.values))


def _partly(db: Database, wanted: DealFilter) -> int:
    """Count deals that only overlap the period: their date is too imprecise to say that they belong to it."""
    if wanted.period is None:
        return 0
    where = deal_where(wanted, dated="partly")
    counted = proper(wanted.scope)
    where.add(str(counted), *counted.values)
    return _count(db, where)


def _sums(row: dict[str, int | None]) -> dict[Measure, Sum]:
    return {measure: Sum(row[f"{measure}_sum"], row[f"{measure}_n"] or 0) for measure in MEASURE_COLUMNS}


def _quantile(ordered: Sequence[int], quarter: int) -> int:
    """Give a quartile of ordered amounts, interpolated linearly, in whole dollars (integers throughout)."""
    place = quarter * (len(ordered) - 1)
    below, rest = divmod(place, 4)
    if not rest:
        return ordered[below]
    return ordered[below] + ((ordered[below + 1] - ordered[below]) * rest + 2) // 4
