"""Two things side by side: periods, companies, drugs, or two sets of deals."""

from bot.language import refusals
from bot.language.kinds import deals
from bot.language.query import Query
from bot.language.reading import Reading
from db.connection import Connection
from db.filters import DealFilter, Party
from db.periods import Period


def read(_db: Connection, reading: Reading) -> Query:
    """Read what is compared with what."""
    sides = _sides(reading)
    if len(sides) < 2:
        return refusals.clarify(
            "two things are needed for a comparison: which two?",
            ("!compare 2024 2025", "!compare AK112 SSGJ-707", "!compare Akeso Innovent"),
        )
    return Query(
        kind="comparison",
        sides=tuple(sides[:4]),
        measure=next(iter(reading.measures()), None),
        as_of=reading.as_of(),
        ignored=tuple(token.text for token in reading.unknown),
        assumed=tuple(reading.assumed),
    )


def _sides(reading: Reading) -> list[Query]:
    drugs = reading.ids("drug")
    if len(drugs) > 1:
        return [Query(kind="drug", ids=(drug,)) for drug in drugs]
    common = deals.deal_filter(reading)
    companies = [party.companies[0] for party in reading.parties()]
    if len(companies) > 1:
        only = common.model_copy(update={"parties": (), "scope": DealFilter().scope})
        return [_deals(only.model_copy(update={"parties": (Party(companies=(each,)),)})) for each in companies]
    periods = _periods(reading)
    if len(periods) > 1:
        return [_deals(common.model_copy(update={"period": period})) for period in periods]
    modalities = reading.values("modality")
    if len(modalities) > 1:
        return [_deals(_with_modality(reading, common, each)) for each in modalities]
    if len(common.targets) > 1:
        return [_deals(common.model_copy(update={"targets": (each,)})) for each in common.targets]
    return []


def _periods(reading: Reading) -> list[Period]:
    named = reading.periods()
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
