"""Two things side by side: periods, companies, drugs, or two sets of deals."""

from typing import cast

from bot.i18n import _
from bot.language import refusals
from bot.language.kinds.deal_filter import deal_filter
from bot.language.query import Query, Want
from bot.language.reading import Reading
from db.connection import Connection
from db.filters import DealFilter, Party
from db.periods import Period, parse_period


def read(db: Connection, reading: Reading) -> Query:
    """Read what is compared with what."""
    sides = _sides(db, reading)
    if len(sides) < 2:
        if reading.unknown:
            return refusals.not_understood(db, reading)
        return refusals.clarify(
            _("two things are needed for a comparison: which two?"),
            ("!compare 2024 2025", "!compare AK112 SSGJ-707", "!compare Akeso Innovent"),
        )
    return Query(
        kind="comparison",
        want=_want(reading),
        sides=tuple(sides[:4]),
        measure=next(iter(reading.measures()), None),
        as_of=reading.as_of(),
        ignored=tuple(token.text for token in reading.unknown),
        assumed=tuple(reading.assumed),
    )


def sets_against(reading: Reading) -> bool:
    """Read "who did more deals, A or B" as a comparison; who paid more is asked of one side of deals, and answered there."""
    is_of_one_side = reading.has("role") and any(
        token.says("want", "who") or token.says("ask", "maker") or token.text == "谁" for token in reading.tokens
    )
    return reading.has("degree") and not is_of_one_side and (reading.has("joint", "or") or _joins_sides(reading))


def _joins_sides(reading: Reading) -> bool:
    """Tell "A and B: which did more" from a sentence with "more" in it: both stand together, and one of them is asked for."""
    asks_which = any(token.says("want", "who") or token.text.casefold().startswith(_WHICH) for token in reading.tokens)
    return asks_which and reading.has("side", "with")


_WHICH = ("which", "哪", "谁")


def _want(reading: Reading) -> Want:
    """Tell whether the larger or the smaller of the sides is asked for."""
    named = reading.values("degree")
    return cast("Want", named[0]) if named and sets_against(reading) else "overview"


def _sides(db: Connection, reading: Reading) -> list[Query]:
    drugs = reading.ids("drug")
    if len(drugs) > 1:
        return [Query(kind="drug", ids=(drug,)) for drug in drugs]
    companies = list(dict.fromkeys(each for party in reading.parties() for each in party.companies))
    beside = [token for token in reading.tokens if len(companies) < 2 or not token.ids("company")]
    common = deal_filter(db, reading.only(beside))
    if len(companies) > 1:
        only = common.model_copy(update={"parties": (), "scope": DealFilter().scope})
        return [_deals(only.model_copy(update={"parties": (Party(companies=(each,)),)})) for each in companies]
    modalities = reading.values("modality")
    if len(modalities) > 1:
        return [_deals(_with_modality(reading, common, each)) for each in modalities]
    for field, values in (("areas", common.areas), ("types", common.types)):
        if len(values) > 1:
            return [_deals(common.model_copy(update={field: (value,)})) for value in values]
    if len(common.targets) > 1:
        return [_deals(common.model_copy(update={"targets": (each,)})) for each in common.targets]
    return [_deals(common.model_copy(update={"period": period})) for period in _periods(reading)]


def _periods(reading: Reading) -> list[Period]:
    named = reading.periods()
    if len(named) == 1 and " to " in named[0].text:  # "between 2024 and 2025"
        return [parse_period(part, today=reading.today) for part in named[0].text.split(" to ")]
    if len(named) == 1 and (before := named[0].before()):
        return [before, named[0]]
    return named


def _with_modality(reading: Reading, common: DealFilter, modality: str) -> DealFilter:
    alone = Reading(
        reading.text, [token for token in reading.tokens if token.says("modality", modality)][:1], reading.today
    )
    return common.model_copy(update={"modalities": alone.modalities()})


def _deals(wanted: DealFilter) -> Query:
    bare = DealFilter(period=wanted.period)
    return Query(kind="deals", deals=wanted, sector=wanted == bare)
