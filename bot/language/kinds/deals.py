"""Questions about deals: which are meant, and what is asked of them."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import cast

from dateutil.relativedelta import relativedelta

from bot.language.query import Query, Want
from bot.language.reading import Reading
from db import derived, records
from db.connection import Connection
from db.filters import DealFilter, Dimension, Measure, Party, Scope, Sort
from db.models import Drug
from db.periods import Period, parse_period
from db.vocabulary import DealStatus, DealType

#: A country after one of these words is where the rights are, not where the partner is from.
_TERRITORY_WORDS = ("for", "rights", "in", "covering")


def read(db: Connection, reading: Reading) -> Query:
    """Read a question about deals."""
    wanted = deal_filter(reading)
    single = _single_deal(wanted)
    want = _want(reading, single)
    measure = _measure(reading, want)
    if want == "quartiles" and reading.has("want", "comps"):
        wanted = _comparable(db, wanted)
    query = Query(
        kind="deals",
        want=want,
        deals=wanted,
        sides=_compared_periods(reading) if want == "growth" else (),
        measure=measure,
        by=_dimension(reading, want),
        sort=_sort(reading, want, measure),
        limit=_limit(reading, want),
        as_of=reading.as_of(),
        ignored=_ignored(reading),
        assumed=tuple(reading.assumed),
    )
    if not reading.tokens:
        query = _last_twelve_months(query, reading)
    return query.model_copy(update={"sector": _is_sector(reading, query)})


def read_one(_db: Connection, reading: Reading) -> Query:
    """Read "!deal …": one deal, by id or by the words that tell it from others."""
    wanted = deal_filter(reading)
    words = " ".join(token.text for token in reading.unknown)
    return Query(
        kind="deal",
        ids=tuple(reading.records("deal")),
        deals=wanted.model_copy(update={"scope": Scope(rows_all=True)}),
        words=words,
        as_of=reading.as_of(),
        assumed=tuple(reading.assumed),
    )


def deal_filter(reading: Reading, *, period: Period | None = None) -> DealFilter:
    """Gather all that narrows the deals down."""
    periods = reading.periods()
    parties = _merged(reading.parties())
    types = cast("tuple[DealType, ...]", tuple(reading.values("type")))
    if _names_option_only_as_verb(reading):
        types = tuple(each for each in types if each != "option")
    drugs = tuple(reading.ids("drug"))
    records = tuple(reading.records("deal"))
    countries, territories = _places(reading)
    undisclosed = _disclosure(reading, "no")
    return DealFilter(
        ids=records,
        period=period or (periods[0] if periods else None),
        parties=parties,
        drugs=drugs,
        targets=reading.mechanisms(),
        modalities=reading.modalities(),
        areas=reading.areas(),
        types=types,
        statuses=_statuses(reading, single=bool(records or drugs or len(parties) > 1)),
        countries=countries,
        territories=territories,
        amounts=reading.amounts(),
        undisclosed=undisclosed,
        disclosed=() if undisclosed else _disclosure(reading, "yes"),
        known_by=reading.as_of(),
        scope=_scope(reading, parties, drugs, records, types),
    )


def _comparable(db: Connection, wanted: DealFilter) -> DealFilter:
    """Turn the drugs named into what they are comparable by: their targets."""
    found = records.load(db, Drug, wanted.drugs)
    targets = [tuple(sorted(derived.target_parts(each))) for drug in found for each in drug.targets]
    if not targets:
        return wanted
    return wanted.model_copy(update={"drugs": (), "targets": tuple(dict.fromkeys(targets)), "scope": Scope()})


def _compared_periods(reading: Reading) -> tuple[Query, ...]:
    """Give the two periods between which growth is asked for, if two are named: "2024 vs 2025", "from 2023 to 2024"."""
    named = reading.periods()
    if len(named) == 1 and " to " in named[0].text:
        named = [parse_period(part, today=reading.today) for part in named[0].text.split(" to ")]
    if len(named) < 2:
        return ()
    ordered = sorted(named[:2], key=lambda period: str(period.end))
    return tuple(Query(kind="deals", deals=DealFilter(period=period)) for period in ordered)


def _merged(parties: list[Party]) -> tuple[Party, ...]:
    """Take companies on the same explicit side, or joined by "or", as alternatives; two companies without sides are both parties."""
    by_role: dict[str, list[str]] = {}
    for party in parties:
        if party.role != "either":
            by_role.setdefault(party.role, []).extend(party.companies)
    merged = [Party(companies=tuple(dict.fromkeys(each)), role=role) for role, each in by_role.items()]
    either = [party for party in parties if party.role == "either"]
    return tuple(dict.fromkeys((*merged, *either)))


def _statuses(reading: Reading, *, single: bool) -> tuple[DealStatus, ...]:
    """Take "terminated" as a filter among many deals; of one deal it asks how that stands."""
    named = cast("list[DealStatus]", reading.values("status"))
    if single and not reading.command:
        return ()
    return tuple(each for each in named if each == "terminated" or reading.command)


def _names_option_only_as_verb(reading: Reading) -> bool:
    return reading.has("type", "amendment") and reading.has("type", "option")


def _places(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell partner countries from territories: "Japanese partners" against "rights for Japan"."""
    countries: list[str] = []
    territories: list[str] = []
    for place, token in enumerate(reading.tokens):
        named = [each for each in token.values("country") if each != "China"]
        if not named:
            continue
        before = reading.tokens[place - 1].text.casefold() if place else ""
        is_territory = before in _TERRITORY_WORDS or reading.has("ask", "rights")
        (territories if is_territory else countries).append(named[0])
    return tuple(countries), tuple(territories)


def _disclosure(reading: Reading, value: str) -> tuple[Measure, ...]:
    if not reading.has("disclosed", value):
        return ()
    return tuple(reading.measures()[:1]) or ("upfront",)


def _scope(
    reading: Reading,
    parties: tuple[Party, ...],
    drugs: tuple[str, ...],
    records: tuple[str, ...],
    types: tuple[DealType, ...],
) -> Scope:
    included = [value for value in reading.values("scope") if value in ("acquisition", "amendment")]
    admitted = tuple(dict.fromkeys(each for each in (*included, *types) if each in ("acquisition", "amendment")))
    if reading.has("scope", "all"):
        return Scope(types=("acquisition", "amendment"), any_direction=True, rows_all=True)
    named = {company for party in parties for company in party.companies}
    both = len(parties) > 1 and len(named) > 1
    return Scope(
        types=cast("tuple[DealType, ...]", admitted),
        any_direction="acquisition" in types,
        rows_all=bool(both or drugs or records),
    )


def _single_deal(wanted: DealFilter) -> bool:
    """Tell whether the question is about one deal rather than about many."""
    return bool(wanted.ids or wanted.drugs or len(wanted.parties) > 1)


def _want(reading: Reading, single: bool) -> Want:
    """Tell what is asked of the deals: the first rule that holds decides."""
    want = next((want for holds, want in _WANT_RULES if holds(reading, single)), "overview")
    return cast("Want", want if isinstance(want, str) else want(reading))


def _asks_who(reading: Reading, single: bool) -> bool:
    about_one = single and not reading.has("role") and not reading.has("topic", "deals")
    return reading.has("want", "who") and not about_one


def _asks_who_in_sum(reading: Reading, _single: bool) -> bool:
    """Read "biggest upfront payer, summed over its deals"."""
    return reading.has("want", "highest", "most") and reading.has("want", "sum") and reading.has("role")


def _asks_terms(reading: Reading, single: bool) -> bool:
    of_one = single and (reading.has("status") or reading.has("want", "history"))
    return of_one or reading.has("ask", "royalties", "rights", "status")


def _asks_sum(reading: Reading, _single: bool) -> bool:
    has_bound = bool(reading.of_kind("amount")) or reading.has("disclosed")
    names_amount = bool(reading.measures()) and not has_bound and not reading.command
    return (reading.has("want", "sum") or names_amount) and not reading.has("want", "rank")


def _side_asked(reading: Reading) -> Want:
    """Tell which side "who" asks for: sellers received, were Chinese; buyers paid, licensed in. A buyer unless said otherwise."""
    sides = [token.values("role") for token in reading.tokens if token.says("role")]
    sold = any(each == ["seller"] for each in sides)
    bought = any(each == ["buyer"] for each in sides)
    is_licensee_named = any(party.role == "licensee" for party in reading.parties())
    asks_chinese = any(token.says("dimension", "licensor") for token in reading.tokens)
    asks_buyer = any(token.says("dimension", "licensee") for token in reading.tokens)
    if asks_chinese or is_licensee_named:
        return "licensor"
    to_whom = any(word in reading.text.casefold() for word in ("to whom", "whom", "给谁", "卖给", "授权给", "给了谁"))
    return "licensor" if sold and not bought and not to_whom and not asks_buyer else "licensee"


def _breaks_down(reading: Reading, _single: bool = False) -> bool:
    if reading.has("want", "breakdown") and reading.has("dimension"):
        return True
    return any(one.says("side", "by") and two.says("dimension") for one, two in pairwise(reading.tokens))


#: What is asked, the most telling sign first; a function where the sign alone does not say.
_WANT_RULES: tuple[tuple[Callable[[Reading, bool], bool], Want | Callable[[Reading], Want]], ...] = (
    (lambda reading, _: reading.has("want", "comps"), "quartiles"),
    (lambda reading, _: reading.has("want", "growth"), "growth"),
    (lambda reading, _: reading.has("want", "share"), "share"),
    (lambda reading, _: reading.has("want", "quartiles"), "quartiles"),
    (lambda reading, _: reading.has("want", "median"), "median"),
    (lambda reading, _: reading.has("want", "mean"), "mean"),
    (lambda reading, _: reading.has("want", "count"), "count"),
    (lambda reading, _: reading.has("want", "most") and not reading.has("want", "who"), "highest"),
    (_asks_who_in_sum, _side_asked),
    (_asks_who, _side_asked),
    (lambda reading, _: reading.has("want", "highest"), "highest"),
    (lambda reading, _: reading.has("want", "lowest"), "lowest"),
    (lambda reading, _: reading.has("want", "first"), "first"),
    (lambda reading, _: reading.has("want", "latest"), "latest"),
    (_asks_terms, "terms"),
    (lambda reading, _: reading.has("want", "when"), "date"),
    (_breaks_down, "breakdown"),
    (lambda reading, single: single and bool(reading.measures() or reading.has("paid")), "amount"),
    (_asks_sum, "sum"),
)


def _dimension(reading: Reading, want: Want) -> Dimension | None:
    if want in ("licensor", "licensee"):
        # "Who did most deals", "who paid most in total" rank companies by all their deals; "the largest upfront" is one deal's.
        totals = reading.has("want", "sum") and reading.has("want", "highest")
        return want if reading.has("want", "most") or totals else None
    for one, two in pairwise(reading.tokens):
        if (one.says("side", "by") or one.says("want", "breakdown")) and two.says("dimension"):
            return cast("Dimension", two.values("dimension")[0])
    if want == "breakdown":
        return cast("Dimension", reading.values("dimension")[0])
    return None


def _measure(reading: Reading, want: Want) -> Measure | None:
    """Give the amount asked for. "Total upfront" is a sum of upfronts, not the total."""
    measures = _measures_asked(reading)
    specific = [each for each in measures if each != "total"]
    if want == "share" and len(measures) > 1:
        return specific[0]
    if specific:
        return specific[0]
    if measures:
        return measures[0]
    return "upfront" if want in ("mean", "median", "quartiles") else None


def _measures_asked(reading: Reading) -> list[Measure]:
    """Leave out the amounts that only stand in a bound: "deals with an upfront over $100m" asks for no amount."""
    bounded = {limit.measure for limit in reading.amounts()} if reading.of_kind("amount") else set()
    return [each for each in reading.measures() if each not in bounded]


def _sort(reading: Reading, want: Want, measure: Measure | None) -> Sort:
    if want == "first":
        return "oldest"
    if want == "latest":
        return "newest"
    by_date = any(one.says("side", "by") and two.says("want", "when") for one, two in pairwise(reading.tokens))
    return "newest" if by_date else measure or "total"


def _limit(reading: Reading, want: Want) -> int | None:
    number = reading.limit()
    if number:
        return number
    return 1 if want in ("first", "latest") else None


def _is_sector(reading: Reading, query: Query) -> bool:
    """Tell whether the whole sector is asked for, with no filter but a period."""
    if query.deals is None or query.want not in ("count", "sum", "growth", "overview"):
        return False
    if reading.has("scope", "store") or query.deals.period is None:
        return False
    bare = DealFilter(period=query.deals.period, known_by=query.deals.known_by)
    measured = query.measure in (None, "upfront", "total")
    return query.deals == bare and query.limit is None and measured


def _last_twelve_months(query: Query, reading: Reading) -> Query:
    start = reading.today - relativedelta(months=12) + timedelta(days=1)
    period = Period(start=start, end=reading.today, text=f"{start} to {reading.today}")
    return query.model_copy(update={"deals": DealFilter(period=period), "period_assumed": True})


def _ignored(reading: Reading) -> tuple[str, ...]:
    return tuple(token.text for token in reading.unknown)
