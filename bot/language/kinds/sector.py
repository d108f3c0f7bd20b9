"""Questions about figures that others report: of the sector, of service companies, of laws."""

import re
from decimal import Decimal

from bot.language.query import Query, Want
from bot.language.reading import Reading
from db.connection import Connection
from db.filters import MarketFilter, Measure
from db.money import AmountRange
from db.periods import Period

#: What "who says 157 deals" or "who says $7bn upfront" is about.
_SECTOR_METRICS: dict[Measure | None, str] = {
    None: "out-licensing-deals",
    "total": "out-licensing-total-value",
    "upfront": "out-licensing-upfront",
    "milestones": "out-licensing-total-value",
    "equity": "out-licensing-total-value",
}
#: The service companies of which figures are kept.
SERVICE_COMPANIES = ("wuxi-apptec", "wuxi-biologics", "wuxi-xdc")
#: Laws have no number; their state is told by subject rather than by metric.
_POLICY_SUBJECTS = ("biosecure-act", "dod-1260h-list")
#: Whether it has become law can be answered with yes; whether it has failed is another question.
_ENACTING = re.compile(
    r"\b(?:law|signed|pass(?:ed)?|enact(?:ed)?|in(?:to)? (?:force|effect))\b|立法|通过|生效|签署|成为法律|落地",
    re.IGNORECASE,
)
_FAILING = re.compile(r"\b(?:die|dead|fail\w*|never|blocked|dropped)\b|n't\b|没能|未能|失败|夭折|流产", re.IGNORECASE)


def read(_db: Connection, reading: Reading) -> Query:
    """Read a question about reported figures."""
    metrics = _metrics(reading)
    subjects = _subjects(reading)
    period = _span(reading)
    wanted = MarketFilter(
        ids=tuple(reading.records("market_figure")),
        metrics=metrics,
        subjects=subjects,
        period=period,
        value=claimed(reading),
        asserted_by=next((token.text for token in reading.of_kind("claimant")), ""),
    )
    return Query(
        kind="market",
        want=_want(reading),
        market=wanted,
        as_of=reading.as_of(),
        limit=reading.limit(),
        ignored=tuple(token.text for token in reading.unknown if len(token.text) > 1 and not token.text.isdigit()),
        assumed=tuple(reading.assumed),
    )


def _span(reading: Reading) -> Period | None:
    """Give the period asked about; of several, the one from the first to the last: the figures of each stand in it."""
    named = [each for each in reading.periods() if each.start and each.end]
    if len(named) < 2:
        return next(iter(reading.periods()), None)
    first, last = min(named, key=lambda each: str(each.start)), max(named, key=lambda each: str(each.end))
    return Period(start=first.start, end=last.end, text=f"{first} to {last}")


def claimed(reading: Reading) -> Decimal | None:
    """Give the figure in "who says $140bn", "who says 158 deals"."""
    amounts = [token.amount for token in reading.of_kind("amount") if isinstance(token.amount, AmountRange)]
    exact = [each.low for each in amounts if each.low is not None and each.low == each.high]
    numbers = [token.text for token in reading.unknown if token.text.isdigit()]
    found = [*map(Decimal, exact), *map(Decimal, numbers)]
    return found[0] if found and reading.has("want", "says") else None


def metric_of(measure: Measure | None) -> str:
    """Give the figure of the whole sector that an amount of deals, or their number, is reported as."""
    return _SECTOR_METRICS[measure]


def _metrics(reading: Reading) -> tuple[str, ...]:
    named = reading.values("metric")
    if set(reading.values("subject")) & set(_POLICY_SUBJECTS):
        return ("policy-status",)
    named = named or _claimed_of_deals(reading)
    of_all = reading.has("topic", "deals") and not reading.of_kind("claimant")
    any_metric = claimed(reading) is not None and not reading.has("measure")  # whose figure it is, whatever it measures
    if not named and reading.has("want", "says") and of_all and not any_metric:
        named = [_SECTOR_METRICS[next(iter(reading.measures()), None)]]
    if (
        not named
        and reading.command
        and not reading.ids("company")
        and (reading.has("measure") or reading.has("want", "count"))
    ):
        named = [_SECTOR_METRICS[next(iter(reading.measures()), None)]]  # !market upfront 2025
    if not named and reading.has("want", "share") and reading.has("subject", "global"):
        return _shares_of_the_world(reading)
    if not named and reading.has("want", "growth") and reading.ids("company"):
        return ("revenue-growth",)
    if not named and reading.has("kind", "approval"):
        return ("approvals",)
    if {"market-size", "forecast"} <= set(named):
        return ("market-size-forecast",)
    # "Revenue growth guidance" also says "revenue growth"; the longer word is the one meant, and it was matched alone.
    return tuple(each for each in named if each != "policy-status")


def _claimed_of_deals(reading: Reading) -> list[str]:
    """Give what of the deals is claimed in "how many deals according to Goodwin"; nothing if all that is claimed is asked for."""
    if not reading.of_kind("claimant") or not reading.has("topic", "deals"):
        return []
    counted = [None] if reading.has("want", "count") else []
    return [_SECTOR_METRICS[each] for each in (counted or reading.measures())[:1]]


def _shares_of_the_world(reading: Reading) -> tuple[str, ...]:
    """Give the metrics of China's share of the world: of the value, of the number, or both if neither is said."""
    value, number = "share-of-global-out-licensing-value", "share-of-global-out-licensing-deals"
    if reading.has("measure"):
        return (value,)
    return (number,) if reading.has("want", "count") else (value, number)


def _subjects(reading: Reading) -> tuple[str, ...]:
    companies = reading.ids("company")
    named = reading.values("subject")
    policies = tuple(each for each in named if each in _POLICY_SUBJECTS)
    if policies:  # "is WuXi AppTec on the 1260H list" is answered by what is said of the list
        return policies
    if companies:
        return tuple(companies)
    if "cxo" in named:
        return SERVICE_COMPANIES
    return ("greater-china",) if "greater-china" in named else ()


def _want(reading: Reading) -> Want:
    if reading.has("want", "says"):
        return "who"
    if reading.has("want", "whether") and _ENACTING.search(reading.text) and not _FAILING.search(reading.text):
        return "whether"
    return "growth" if reading.has("want", "growth") and not reading.has("metric") else "amount"
