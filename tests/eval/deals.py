"""Expected answers over deals: which rows count, and what is added up over them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import median

from tests.eval.facts import (
    Expected,
    Facts,
    Row,
    Span,
    Spec,
    SpecError,
    dollars,
    items,
    known,
    overlaps,
    period,
    plain,
    span,
    window,
    within,
)

KINDS = {
    "ADC": {"ADC", "bispecific ADC"},
    "bispecific": {"bispecific", "bispecific ADC"},
    "cell therapy": {"cell therapy", "in vivo cell therapy"},
}
"""A modality word takes in its kinds."""

LEFT_OUT = {"amendment", "acquisition"}

BOUNDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "gt": lambda amount, bound: amount > bound,
    "ge": lambda amount, bound: amount >= bound,
    "lt": lambda amount, bound: amount < bound,
    "le": lambda amount, bound: amount <= bound,
}

AGGREGATES: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "sum": lambda amounts: sum(amounts, Fraction(0)),
    "mean": lambda amounts: sum(amounts, Fraction(0)) / len(amounts),
    "median": lambda amounts: Fraction(median(amounts)),
    "max": max,
    "min": min,
}


def _one_of(cell: Callable[[Row], Iterable[str]]) -> Callable[[Row, object, Facts], bool]:
    def test(deal: Row, wanted: object, _facts: Facts) -> bool:
        words = wanted if isinstance(wanted, list) else [wanted]
        return bool(set(cell(deal)) & set(words))

    return test


def _country(deal: Row, wanted: object, facts: Facts) -> bool:
    where = {company["id"]: company["country"] for company in facts.companies}
    return any(where[party] == wanted for party in items(deal["licensees"]))


def _modality(deal: Row, wanted: object, _facts: Facts) -> bool:
    return deal["modality"] in KINDS.get(str(wanted), {str(wanted)})


def _amount(column: str) -> Callable[[Row, object, Facts], bool]:
    def test(deal: Row, wanted: object, _facts: Facts) -> bool:
        amount = dollars(deal[column])
        if not isinstance(wanted, dict):
            return (amount is not None) == (wanted == "disclosed")
        return amount is not None and all(BOUNDS[how](amount, Fraction(bound)) for how, bound in wanted.items())

    return test


FILTERS: dict[str, Callable[[Row, object, Facts], bool]] = {
    "id": _one_of(lambda deal: [deal["id"]]),
    "company": _one_of(lambda deal: items(deal["licensors"]) + items(deal["licensees"])),
    "licensor": _one_of(lambda deal: items(deal["licensors"])),
    "licensee": _one_of(lambda deal: items(deal["licensees"])),
    "drug": _one_of(lambda deal: items(deal["drugs"])),
    "target": _one_of(lambda deal: items(deal["targets"])),
    "area": _one_of(lambda deal: [deal["area"]]),
    "type": _one_of(lambda deal: [deal["deal_type"]]),
    "status": _one_of(lambda deal: [deal["status"]]),
    "territory": _one_of(lambda deal: [deal["territory"]]),
    "not_type": lambda deal, wanted, _facts: deal["deal_type"] != wanted,
    "status_in": lambda deal, wanted, _facts: (
        bool(deal["status_date"]) and within(span(deal["status_date"]), period(str(wanted)))
    ),
    "modality_only": _one_of(lambda deal: [deal["modality"]]),
    "modality": _modality,
    "country": _country,
    "not_company": lambda deal, wanted, _facts: wanted not in items(deal["licensors"]) + items(deal["licensees"]),
    "not_country": lambda deal, wanted, facts: not _country(deal, wanted, facts),
    "upfront": _amount("upfront_musd"),
    "total": _amount("total_musd"),
    "equity": _amount("equity_musd"),
}

SCOPES: dict[str, Callable[[Row], bool]] = {
    "proper": lambda deal: deal["direction"] == "out" and deal["deal_type"] not in LEFT_OUT,
    "out": lambda deal: deal["direction"] == "out",
    "all": lambda _deal: True,
}


def select(facts: Facts, wanted: Spec, as_of: date | None = None) -> list[Row]:
    """Return the deals that match, oldest first; out-licensing proper unless the filter has a `scope`."""
    tests = dict(wanted)
    in_scope = SCOPES[tests.pop("scope", "proper")]
    whole: Span | None = period(tests.pop("period")) if "period" in tests else None
    found = [
        deal
        for deal in facts.deals
        if in_scope(deal)
        and known(deal["announced"], as_of)
        and (whole is None or within(span(deal["announced"]), whole))
        and all(FILTERS[name](deal, value, facts) for name, value in tests.items())
        and ("status" not in tests or deal["status"] == "announced" or known(deal["status_date"], as_of))
    ]
    return sorted(found, key=lambda deal: (span(deal["announced"])[::-1], deal["id"]))


def disclosed(deals: list[Row], measure: str) -> list[tuple[Fraction, Row]]:
    """Return each deal that discloses the measure, with its amount in dollars."""
    return [(amount, deal) for deal in deals if (amount := dollars(deal[f"{measure}_musd"])) is not None]


def amount_of(deals: list[Row], agg: str, measure: str = "") -> Fraction:
    """Return the count of the deals, or an aggregate in dollars over those that disclose the measure."""
    if agg == "count":
        return Fraction(len(deals))
    amounts = [amount for amount, _ in disclosed(deals, measure)]
    if not amounts:
        raise SpecError(f"nothing disclosed to take the {agg} of")
    return AGGREGATES[agg](amounts)


def ranked(deals: list[Row], measure: str, *, lowest: bool = False) -> list[tuple[Fraction, Row]]:
    """Return the deals by amount; equal amounts in order of date, oldest first."""
    return sorted(disclosed(deals, measure), key=lambda pair: pair[0] if lowest else -pair[0])


def money_pattern(amount: Fraction) -> str:
    """Return the regular expression of an amount as answers print it ($1.25B, $22.5M)."""
    unit, letter = (10**9, "B") if amount >= 10**9 else (10**6, "M")
    exact = Decimal(amount.numerator) / Decimal(amount.denominator * unit)
    digits = f"{exact.quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".")
    return rf"\${re.escape(digits)}{letter}"


def expected(facts: Facts, spec: Spec, _today: date) -> Expected:
    """Compute what a spec over deals expects."""
    as_of = date.fromisoformat(spec["as_of"]) if "as_of" in spec else None
    deals = select(facts, spec["filter"], as_of)
    return ANSWERS.get(spec["agg"], _aggregate)(facts, spec, deals)


def _aggregate(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    return {"value": plain(amount_of(deals, spec["agg"], spec.get("measure", "")))}


def _list(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    if not deals:
        raise SpecError("an empty list checks nothing")
    return {spec.get("as", "rows_equal"): [deal["id"] for deal in deals]}


def _top(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    pairs = ranked(deals, spec["measure"], lowest=spec.get("lowest", False))
    first = pairs[: spec["n"]]
    for (amount, deal), (other_amount, other) in pairwise(pairs[: spec["n"] + 1]):
        if amount == other_amount and overlaps(span(deal["announced"]), span(other["announced"])):
            raise SpecError(f"{deal['id']} and {other['id']} have no order")
    answer: Expected = {"rows_first": [deal["id"] for _, deal in first]}
    if spec.get("text"):
        answer["text"] = [money_pattern(first[0][0])]
    return answer


def _spread(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    """Median in the text: how quartiles are interpolated is left to the answer."""
    return {"text": [money_pattern(amount_of(deals, "median", spec["measure"]))]}


def _by_date(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    dated = [deal for deal in deals if len(deal["announced"]) == 10]
    if not dated:
        raise SpecError("no deal with a day")
    deal = dated[0] if spec["agg"] == "first" else dated[-1]
    edge = span(deal["announced"])
    for other in deals:
        if other is not deal and _at_edge(span(other["announced"]), edge, first=spec["agg"] == "first"):
            raise SpecError(f"{other['id']} may come before or after {deal['id']}")
    if spec.get("as") == "value":
        return {"value": window(*edge)}
    return {"rows_first": [deal["id"]]}


def _at_edge(other: Span, edge: Span, *, first: bool) -> bool:
    """Tell whether another date could be as early (or late) as the one that stands at the edge."""
    return other[0] <= edge[0] if first else other[1] >= edge[1]


def _share(facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    base = select(facts, spec["base"])
    measure = spec.get("measure", "")
    how = "sum" if measure else "count"
    return {"value": plain(100 * amount_of(deals, how, measure) / amount_of(base, how, measure))}


def _growth(facts: Facts, spec: Spec, _deals: list[Row]) -> Expected:
    before, after = (
        amount_of(select(facts, {**spec["filter"], "period": when}), spec["over"], spec.get("measure", ""))
        for when in spec["periods"]
    )
    return {"value": plain(100 * (after - before) / before)}


def _rate(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    """Deals per month, quarter or year: so many spans has the period."""
    return {"value": plain(Fraction(len(deals), spec["spans"]))}


def _parts(facts: Facts, deal: Row, group: str) -> Iterable[str]:
    """Return the groups that a deal belongs to: each entry of a column, or what is derived from it."""
    if group in _SPANS:
        return filter(None, [_SPANS[group](deal["announced"])])
    if group == "country":
        where = {company["id"]: company["country"] for company in facts.companies}
        return {where[party] for party in items(deal["licensees"])}
    return items(deal[group])


def _quarter(announced: str) -> str:
    return f"{announced[:4]}-Q{(int(announced[5:7]) + 2) // 3}" if len(announced) > 4 else ""


_SPANS: dict[str, Callable[[str], str]] = {
    "year": lambda announced: announced[:4],
    "quarter": _quarter,
    "month": lambda announced: announced[:7] if len(announced) > 4 else "",
}


def _leader(facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    """The group with most, or with `n` the first so many in order."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for deal in deals:
        for party in _parts(facts, deal, spec["group"]):
            groups[party].append(deal)
    measure = spec.get("measure", "")
    if measure:
        groups = {party: rows for party, rows in groups.items() if disclosed(rows, measure)}
    amounts = {party: amount_of(rows, spec["over"], measure) for party, rows in groups.items()}
    order = sorted(groups, key=lambda party: -amounts[party])
    leading = order[: spec.get("n", 1)]
    for party, other in pairwise(order[: len(leading) + 1]):
        if amounts[party] == amounts[other]:
            raise SpecError(f"{party} and {other} are equal")
    return {"value": leading if "n" in spec else leading[0]}


def _top_each(facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    """The largest amount of each group, in the text."""
    best: dict[str, Fraction] = {}
    for amount, deal in disclosed(deals, spec["measure"]):
        for group in _parts(facts, deal, spec["group"]):
            best[group] = max(amount, best.get(group, amount))
    return {"text": [money_pattern(best[group]) for group in sorted(best)]}


def _top_ratio(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    """The deals with the largest (or smallest) upfront as a share of the total."""
    shares = {
        deal["id"]: upfront / total
        for upfront, deal in disclosed(deals, "upfront")
        if (total := dollars(deal["total_musd"]))
    }
    order = sorted(shares, key=lambda each: shares[each] if spec.get("lowest") else -shares[each])
    return {"rows_first": order[: spec["n"]]}


def _groups(spec: Spec, deals: list[Row]) -> dict[str, list[Row]]:
    """Return the deals of each company, on the sides named; a deal with both sides one company is one deal of it."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for deal in deals:
        for party in {party for side in spec["group"].split("+") for party in items(deal[side])}:
            groups[party].append(deal)
    return groups


def _more(facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    """Whether the deals are more, or more worth, than those of another filter; or by how much."""
    how, measure = spec["over"], spec.get("measure", "")
    one, two = amount_of(deals, how, measure), amount_of(select(facts, spec["against"]), how, measure)
    if one == two:
        raise SpecError("both are equal")
    return {"value": plain(one - two) if spec["agg"] == "differ" else one > two}


def _leads(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    """Whether no other group has more deals."""
    groups = {party: len(rows) for party, rows in _groups(spec, deals).items()}
    return {"value": groups[spec["claimed"]] == max(groups.values())}


def _is_top(facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    claimed = {deal["id"] for deal in select(facts, spec["claimed"])}
    best = ranked(deals, spec["measure"])[0][0]
    return {"value": any(deal["id"] in claimed for amount, deal in ranked(deals, spec["measure"]) if amount == best)}


def _number_of_groups(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    return {"value": len(_groups(spec, deals))}


def _per_group(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    groups = _groups(spec, deals).values()
    return {"value": plain(Fraction(sum(len(rows) for rows in groups), len(groups)))}


def _larger_groups(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    """The groups of more deals than so many."""
    found = sorted(party for party, rows in _groups(spec, deals).items() if len(rows) > spec["than"])
    return {"value": found[0] if len(found) == 1 else found}


def _ratio(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    """One amount as a share of another, over the deals that disclose both."""
    both = [
        deal for deal in deals if dollars(deal["upfront_musd"]) is not None and dollars(deal["total_musd"]) is not None
    ]
    return {"value": plain(100 * amount_of(both, "sum", "upfront") / amount_of(both, "sum", "total"))}


def _party(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    parties = {party for deal in deals for party in items(deal[spec["agg"]])}
    if len(parties) != 1:
        raise SpecError(f"{len(parties)} parties: {sorted(parties)}")
    return {"value": parties.pop()}


def _parties(_facts: Facts, spec: Spec, deals: list[Row]) -> Expected:
    """All companies on a side, each once."""
    found = sorted({party for deal in deals for party in items(deal[spec["side"]])})
    return {"value": found[0] if len(found) == 1 else found}


def _part(_facts: Facts, _spec: Spec, deals: list[Row]) -> Expected:
    """Upfront as a share of the total of one deal."""
    (deal,) = deals
    upfront, total = dollars(deal["upfront_musd"]), dollars(deal["total_musd"])
    if upfront is None or total is None:
        raise SpecError("not both disclosed")
    return {"value": plain(100 * upfront / total)}


ANSWERS: dict[str, Callable[[Facts, Spec, list[Row]], Expected]] = {
    "list": _list,
    "top": _top,
    "spread": _spread,
    "first": _by_date,
    "latest": _by_date,
    "share": _share,
    "growth": _growth,
    "leader": _leader,
    "top_each": _top_each,
    "top_ratio": _top_ratio,
    "rate": _rate,
    "licensors": _party,
    "licensees": _party,
    "parties": _parties,
    "upfront_part": _part,
    "more": _more,
    "differ": _more,
    "leads": _leads,
    "is_top": _is_top,
    "groups": _number_of_groups,
    "per_group": _per_group,
    "larger_groups": _larger_groups,
    "ratio": _ratio,
}
