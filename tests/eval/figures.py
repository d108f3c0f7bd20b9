"""Expected answers over reported market figures, and over drugs."""

from datetime import date
from fractions import Fraction

from tests.eval import deals
from tests.eval.facts import Expected, Facts, Row, Spec, SpecError, items, known, period, plain, span

FOUNDING = "senrui"
"""How the ids of the founding article's figures end."""

FACTORS = {"USD m": 1_000_000, "percent": 1, "deals": 1, "drugs": 1, "projects": 1, "x": 1}


def candidates(facts: Facts, spec: Spec, as_of: date | None) -> list[Row]:
    """Return the figures of a metric for exactly the period and subject, as known on a day."""
    whole = period(spec["period"])
    return [
        row
        for row in facts.market_figures
        if row["metric"] == spec["metric"]
        and row["subject"] == spec.get("subject", "china")
        and row["value"]
        and row["period_end"]
        and (span(row["period_start"])[0], span(row["period_end"])[1]) == whole
        and known(row["published"], as_of)
    ]


def reported(rows: list[Row]) -> Fraction | None:
    """Return the founding article's figure, else the only one without a qualifier; None where several differ.

    Raises LookupError where there is neither.
    """
    founding = [row for row in rows if row["id"].endswith(FOUNDING)]
    plain_rows = founding or [row for row in rows if not row["qualifier"]]
    values = {Fraction(row["value"]) * FACTORS[row["unit"]] for row in plain_rows}
    if not values:
        raise LookupError
    return values.pop() if len(values) == 1 else None


def sector(facts: Facts, spec: Spec, as_of: date | None) -> Fraction | None:
    """Return the reported figure of the whole sector, or the store's own where none is reported."""
    try:
        return reported(candidates(facts, spec, as_of))
    except LookupError:
        if "store" not in spec:
            raise SpecError("nobody gives an unqualified figure") from None
        own = deals.select(facts, {"period": spec["period"]}, as_of)
        return deals.amount_of(own, *spec["store"])


def expected(facts: Facts, spec: Spec, _today: date) -> Expected:
    """Compute what a spec over market figures expects."""
    as_of = date.fromisoformat(spec["as_of"]) if "as_of" in spec else None
    if spec["agg"] == "growth":
        before, after = (sector(facts, {**spec, "period": when}, as_of) for when in spec["periods"])
        if before is None or after is None:
            return {"value": None}
        return {"value": plain(100 * (after - before) / before)}
    value = sector(facts, spec, as_of)
    return {"value": None if value is None else plain(value)}


def drugs(facts: Facts, spec: Spec, _today: date) -> Expected:
    """Compute what a spec over drugs expects: rows, their count, or a column; `but` leaves one drug out."""
    found = [
        row
        for row in facts.drugs
        if row["id"] != spec.get("but")
        and all(wanted in _cell(facts, row, name) for name, wanted in spec["filter"].items())
    ]
    if spec["agg"] == "list":
        return {spec.get("as", "rows_equal"): [row["id"] for row in found]}
    if spec["agg"] == "count":
        return {"value": len(found)}
    (row,) = found
    return {"value": row[spec["agg"]]}


def _cell(facts: Facts, row: Row, name: str) -> set[str]:
    if name == "phase":  # of what is recorded for it; phase 3 takes in 2/3
        of_it = [each for each in facts.milestones if each["drug"] == row["id"]]
        of_it += [each for each in facts.trials if row["id"] in items(each["drugs"])]
        return {part for each in of_it for part in (each["phase"], each["phase"].replace("2/3", "3"))}
    if name == "holder":  # who originated it, or is a party of a deal over it
        over_it = [deal for deal in facts.deals if row["id"] in items(deal["drugs"])]
        parties = {party for deal in over_it for side in ("licensors", "licensees") for party in items(deal[side])}
        return {row["originator"]} | parties
    if name == "modality":
        return {row[name]} | {word for word, kinds in deals.KINDS.items() if row[name] in kinds}
    return set(items(row[name]))
