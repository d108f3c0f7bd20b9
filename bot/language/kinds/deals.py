"""Questions about deals: which are meant, and what is asked of them."""

from datetime import timedelta
from itertools import pairwise
from typing import Literal, cast

from dateutil.relativedelta import relativedelta

from bot.i18n import _
from bot.language import unknown_names
from bot.language.kinds import amounts, claims, groups
from bot.language.kinds.comparables import comparable
from bot.language.kinds.deal_doubts import doubts_about
from bot.language.kinds.deal_filter import deal_filter
from bot.language.kinds.deal_wants import breaks_down, is_by_date, ranked_by, want_of
from bot.language.query import Query, Want
from bot.language.reading import Reading
from db.connection import Connection
from db.filters import DealFilter, Dimension, Measure, Scope, Sort
from db.periods import Period, parse_period
from db.queries import things


def read(db: Connection, reading: Reading) -> Query:
    """Read a question about deals."""
    if doubt := doubts_about(reading):
        return doubt
    if claim := claims.read(db, reading, read):
        return claim
    wanted = deal_filter(db, reading)
    if reading.phases() and reading.has("topic", "deals") and reading.command != "comps":
        said = _("of a phase are deals over drugs with a trial or milestone in it on record, whenever that was")
        reading.assumed.append(said)
        wanted = wanted.model_copy(update={"phases": reading.phases()})
    return asked_of(db, reading, wanted)


def asked_of(db: Connection, reading: Reading, wanted: DealFilter) -> Query:
    """Read what is asked of some deals; the words that say of which need not be all of this question."""
    single = _single_deal(wanted)
    of_total = reading.has("ratio") or (reading.has("want", "share") and len(reading.measures_asked()) > 1)
    want = _across(db, reading, want_of(reading, single))
    if of_total and not single and (extreme := next((e for e in _EXTREMES if reading.has("want", e)), None)):
        want = extreme  # "the highest upfront as a share of the total"
    rivals = [party for party in wanted.parties if len(party.companies) > 1 and want in ("licensor", "licensee")]
    if rivals and rivals[0].role != "either":  # "which of Pfizer and Merck paid more": one of those named is the answer
        want = rivals[0].role
    measure = amounts.asked(reading, want, _statistic(reading, want))
    if measure == "total" and amounts.asks_size(reading):
        reading.assumed.append(_("the size of a deal was read as its total"))
    if amounts.spent(reading, want):
        reading.assumed.append(
            _("what was paid was read as the upfront: the rest of a total falls due with milestones")
        )
    compared_with = wanted.drugs if want == "comps" else ()
    if want == "comps":
        wanted = comparable(db, reading, wanted)
    query = Query(
        kind="deals",
        want=want,
        ids=compared_with,
        deals=wanted,
        sides=_compared_periods(reading) if want == "growth" else (),
        measure=measure,
        also=amounts.also(reading, want, measure),
        by=want if rivals and want in ("licensor", "licensee") else _dimension(reading, want),
        statistic="share" if of_total and not single else _statistic(reading, want),
        ranked=want == "breakdown"
        and not _statistic(reading, want)
        and (_ranks(reading) or ranked_by(reading) or bool(reading.of_kind("many"))),
        at_least=_bound(reading, "least") if want == "breakdown" else None,
        at_most=_bound(reading, "most") if want == "breakdown" else None,
        place=_place(reading),
        quartile=_quartile(reading),
        sort="share" if of_total and want in _EXTREMES and not single else _sort(reading, want, measure),
        limit=_limit(reading, want),
        as_of=reading.as_of(),
        ignored=reading.left_aside,
        assumed=tuple(reading.assumed),
    )
    if not reading.tokens:
        query = _last_twelve_months(query, reading)
    return query.model_copy(update={"sector": _is_sector(reading, query)})


#: The ends of a ranking.
_EXTREMES: tuple[Want, ...] = ("highest", "lowest")


def read_one(db: Connection, reading: Reading) -> Query:
    """Read "!deal …": one deal, by id or by the words that tell it from others."""
    wanted = deal_filter(db, reading)
    words = " ".join(reading.left_aside)
    ids = tuple(reading.records("deal"))
    if words and not ids and wanted == DealFilter() and not things.search(db, words, types=("deal",), limit=1)[1]:
        return unknown_names.no_such_id(db, "deal", reading.text.strip())
    return Query(
        kind="deal",
        ids=ids,
        deals=wanted.model_copy(update={"scope": Scope(rows_all=True)}),
        words=words,
        as_of=reading.as_of(),
        assumed=tuple(reading.assumed),
    )


def _across(db: Connection, reading: Reading, want: Want) -> Want:
    """Turn "who did Pfizer partner with" to the side that the company named does not take."""
    companies = reading.ids("company")
    if want not in ("licensor", "licensee") or not reading.has("ask", "partners") or len(companies) != 1:
        return want
    return "licensee" if things.takes_side(db, companies[0], "licensor") else "licensor"


def _compared_periods(reading: Reading) -> tuple[Query, ...]:
    """Give the two periods between which growth is asked for, if two are named: "2024 vs 2025", "from 2023 to 2024"."""
    named = reading.periods()
    if len(named) == 1 and " to " in named[0].text:
        named = [parse_period(part, today=reading.today) for part in named[0].text.split(" to ")]
    if len(named) < 2:
        return ()
    ordered = sorted(named[:2], key=lambda period: str(period.end))
    return tuple(Query(kind="deals", deals=DealFilter(period=period)) for period in ordered)


def _single_deal(wanted: DealFilter) -> bool:
    """Tell whether the question is about one deal rather than about many."""
    return bool(wanted.ids or wanted.drugs or len(wanted.parties) > 1)


def _dimension(reading: Reading, want: Want) -> Dimension | None:
    if want in ("licensor", "licensee"):
        # "Who did most deals", "who paid most in total" rank companies by all their deals; "the largest upfront" is one deal's.
        totals = reading.has("want", "sum") and reading.has("want", "highest")
        return want if reading.has("want", "most") or totals else None
    if want == "mean":
        return groups.averaged(reading)
    if want != "breakdown":
        return None
    if by := groups.bounded(reading) or groups.counted(reading):
        return by
    after_by = [
        groups.head(reading, two)
        for one, two in pairwise(reading.tokens)
        if one.says("side", "by") and two.says("dimension")
    ]
    ranked = groups.ranked(reading) or groups.asked(reading)
    named = [*after_by, *([ranked] if ranked else []), *(token for token in reading.tokens if token.says("dimension"))]
    return cast("Dimension", named[0].values("dimension")[0])


#: What may be worked out for each group instead of its sums.
_STATISTICS: tuple[Want, ...] = ("median", "mean", "quartiles", "highest", "lowest")


def _statistic(reading: Reading, want: Want) -> Want | None:
    """Give the figure asked for of each group: "median upfront per year", "the largest upfront in each year"."""
    if want == "mean" and groups.averaged(reading):
        return "count"
    if want != "breakdown":
        return None
    if groups.counted(reading):
        return "count"
    # 交易分布 by area is how the deals are spread over areas; quartiles are of an amount.
    named = [
        each for each in _STATISTICS if reading.has("want", each) and (each != "quartiles" or reading.measures_asked())
    ]
    return named[0] if named and breaks_down(reading) and not reading.has("want", "count") else None


def _ranks(reading: Reading) -> bool:
    return bool(reading.limit()) or reading.has("want", "highest", "most", "rank", "who")


def _bound(reading: Reading, which: str) -> int | None:
    """Give how many deals a group must have, or may have."""
    return next((token.number for token in reading.of_kind("many") if token.value == which), None)


def _place(reading: Reading) -> int:
    """Give the place asked for in a ranking: 2 for "the second largest"."""
    named = reading.values("ordinal")
    return int(named[0]) if named else 1


def _quartile(reading: Reading) -> Literal[1, 3] | None:
    named = reading.values("quantile")
    return None if not named else 1 if named[0] == "1" else 3


def _sort(reading: Reading, want: Want, measure: Measure | None) -> Sort:
    if want == "first":
        return "oldest"
    if want in ("latest", "comps"):
        return "newest"
    if is_by_date(reading) or reading.has("order"):
        return "oldest" if reading.has("order", "oldest") else "newest"
    return measure or "total"


def _limit(reading: Reading, want: Want) -> int | None:
    number = reading.limit()
    if number:
        return number
    return _place(reading) if want in ("first", "latest") else None


def _is_sector(reading: Reading, query: Query) -> bool:
    """Tell whether the whole sector is asked for, with no filter but a period."""
    if query.deals is None or query.want not in ("count", "sum", "growth", "overview", "mean"):
        return False
    if reading.has("scope", "store") or query.deals.period is None:
        return False
    bare = DealFilter(period=query.deals.period, known_by=query.deals.known_by)
    measured = query.measure in (None, "upfront", "total") if query.want != "mean" else query.statistic == "count"
    if reading.has("disclosed"):
        return False
    return query.deals == bare and query.limit is None and measured


def _last_twelve_months(query: Query, reading: Reading) -> Query:
    start = reading.today - relativedelta(months=12) + timedelta(days=1)
    period = Period(start=start, end=reading.today, text=f"{start} to {reading.today}")
    return query.model_copy(update={"deals": DealFilter(period=period), "period_assumed": True})
