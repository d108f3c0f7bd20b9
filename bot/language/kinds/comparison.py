"""Two things side by side: periods, companies, drugs, or two sets of deals."""

import re
from typing import Literal, cast

from bot.i18n import _
from bot.language import refusals
from bot.language.kinds.deal_filter import deal_filter
from bot.language.query import Query, Want
from bot.language.reading import Reading
from bot.language.sides import parties_named
from bot.language.tokens import Token
from db.connection import Connection
from db.filters import DealFilter, Measure, Party, PartyRole
from db.periods import Period, parse_period
from db.queries import things


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
    want = _want(reading)
    if want in ("whether", "amount") and (len(sides) > 2 or _means_one_deal_each(reading)):
        sentence = _("that sets more than two things, or single deals, against each other: ask for both sides")
        return refusals.clarify(sentence, (f"!compare {_named(reading)}",))
    return Query(
        kind="comparison",
        want=want,
        sides=tuple(sides[::-1] if _names_second_first(reading) else sides[:4]),
        measure=_measure(reading),
        average=next((each for each in _AVERAGES if reading.has("want", each)), None),
        statistic=cast("Want", reading.values("degree")[0]) if want in ("whether", "amount") else None,
        as_of=reading.as_of(),
        ignored=reading.left_aside,
        assumed=tuple(reading.assumed),
    )


def sets_against(reading: Reading) -> bool:
    """Read "who did more deals, A or B" as a comparison; who paid more is asked of one side of deals, and answered there."""
    is_of_one_side = reading.has("role") and any(
        token.says("want", "who") or token.says("ask", "maker") or token.text == "谁" for token in reading.tokens
    )
    is_joined = reading.has("joint", "or") or _joins_sides(reading) or reading.has("than")
    return reading.has("degree") and not is_of_one_side and is_joined


def _names_second_first(reading: Reading) -> bool:
    """Tell "compared with 2024, did 2025 have more", 与2024年相比: what is set against stands before what is asked of."""
    said = [
        token
        for token in reading.tokens
        if token.says("than") or token.says("side", "with") or not token.says("filler")
    ]
    if len(said) < 2 or not reading.has("degree") or not reading.has("than"):
        return False
    return (said[0].says("than") or said[0].says("side", "with")) and _stands_for_side(said[1])


def _stands_for_side(token: Token) -> bool:
    return token.kind in ("period", "name") or token.says("modality") or token.says("area")


def _means_one_deal_each(reading: Reading) -> bool:
    """Tell "is the Summit deal larger than the Pfizer deal", "is Merck bigger": the sums of all deals are not what is compared."""
    of_companies = reading.has("sized") and len(reading.ids("company")) > 1
    says_of_what = reading.has("topic", "deals") or reading.has("measure")
    return of_companies and (not says_of_what or _ONE_DEAL.search(reading.text) is not None)


_ONE_DEAL = re.compile(r"\b(?:deal|agreement|license|licence)\b|那笔|这笔|一笔", re.IGNORECASE)


_AVERAGES: tuple[Literal["median", "mean"], ...] = ("median", "mean")


def _named(reading: Reading) -> str:
    return " ".join(token.text.strip() for token in reading.tokens if _stands_for_side(token))


def _measure(reading: Reading) -> Measure | None:
    """Give what the sides are compared by: the amount named; what was paid is the upfront; "larger" than another in total."""
    if measures := reading.measures():
        return measures[0]
    if any(reading.has("want", each) for each in _AVERAGES):
        return "upfront"
    if reading.has("paid") and reading.has("degree"):
        return "upfront"
    counts = reading.has("want", "count") or not reading.has("sized")
    return None if counts else "total"


def _joins_sides(reading: Reading) -> bool:
    """Tell "A and B: which did more" from a sentence with "more" in it: both stand together, and one of them is asked for."""
    asks_which = any(token.says("want", "who") or token.text.casefold().startswith(_WHICH) for token in reading.tokens)
    return asks_which and reading.has("side", "with")


_WHICH = ("which", "哪", "谁")


def _want(reading: Reading) -> Want:
    """Tell what is asked: the larger or the smaller of the sides, whether the first is it, or by how much they differ."""
    named = reading.values("degree")
    if not named or not (sets_against(reading) or reading.has("compare")):
        return "overview"
    asks_which = any(token.says("want", "who") or token.text.casefold().startswith(_WHICH) for token in reading.tokens)
    if asks_which or (reading.has("joint", "or") and not reading.has("than")):
        return cast("Want", named[0])
    if reading.has("want", "count") or reading.has("want", "how much"):
        return "amount"
    return "whether" if _ASKS_WHETHER.search(reading.text) else cast("Want", named[0])


#: What asks for yes or no where nothing asks who, which or how many.
_ASKS_WHETHER = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had)\b|吗|是不是|是否|有没有|么\W*$", re.IGNORECASE
)


def _sides(db: Connection, reading: Reading) -> list[Query]:
    drugs = reading.ids("drug")
    if len(drugs) > 1:
        return [Query(kind="drug", ids=(drug,)) for drug in drugs]
    companies = list(dict.fromkeys(each for party in parties_named(reading) for each in party.companies))
    beside = [token for token in reading.tokens if len(companies) < 2 or not token.ids("company")]
    common = deal_filter(db, reading.only(beside))
    if len(companies) > 1:
        only = common.model_copy(update={"parties": (), "scope": DealFilter().scope})
        role = _common_role(db, reading, companies) if reading.has("degree") else "either"
        return [
            _deals(only.model_copy(update={"parties": (Party(companies=(each,), role=role),)})) for each in companies
        ]
    modalities = reading.values("modality")
    if len(modalities) > 1:
        return [_deals(_with_modality(reading, common, each)) for each in modalities]
    for field, values in (("areas", common.areas), ("types", common.types)):
        if len(values) > 1:
            return [_deals(common.model_copy(update={field: (value,)})) for value in values]
    if len(common.targets) > 1:
        return [_deals(common.model_copy(update={"targets": (each,)})) for each in common.targets]
    return [_deals(common.model_copy(update={"period": period})) for period in _periods(reading)]


def _common_role(db: Connection, reading: Reading, companies: list[str]) -> PartyRole:
    """Give the side that the words put one of the companies on, if all of them take it."""
    said: list[PartyRole] = [party.role for party in parties_named(reading) if party.role != "either"]
    takes = bool(said) and all(things.takes_side(db, each, said[0]) for each in companies)
    return said[0] if takes else "either"


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
