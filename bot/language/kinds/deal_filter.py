"""Which deals a question means: everything in it that narrows them down, and what it leaves out."""

import re
from typing import cast

from bot.i18n import _
from bot.language.kinds.deal_places import partners_outside, places_of_deals
from bot.language.kinds.disclosure import asks_disclosed, disclosure
from bot.language.reading import Reading
from bot.language.sides import joined_parties
from bot.language.tokens import Token
from db.connection import Connection
from db.filters import DealFilter, Party, Scope
from db.periods import Period, PeriodError, parse_period
from db.queries import things
from db.vocabulary import CompanyKind, DealStatus, DealType

#: What a negation may take out: everything else after it is not understood as left out.
_EXCLUDABLE = ("modality", "area", "type", "status", "target", "country")


def deal_filter(db: Connection, reading: Reading) -> DealFilter:
    """Gather all that narrows the deals down."""
    positive, left_out = negations(reading)
    parties = _sides(db, positive)
    drugs = tuple(positive.ids("drug"))
    records = tuple(positive.records("deal"))
    types = _types(positive)
    countries, territories = places_of_deals(positive)
    undisclosed = disclosure(positive, "no")
    single = bool(records or drugs or len(parties) > 1)
    statuses = _statuses(positive, single=single)
    period, status_period = _periods(positive, statuses)
    return DealFilter(
        ids=records,
        period=period,
        status_period=status_period,
        parties=parties,
        drugs=drugs,
        targets=positive.mechanisms(),
        modalities=positive.modalities(),
        areas=positive.areas(),
        types=types,
        statuses=statuses,
        # "What did AZ license in" is out-licensing, seen from the other side.
        directions=("in",) if positive.has("direction", "in") and not parties else (),
        countries=countries,
        partner_kinds=_partner_kinds(positive),
        territories=territories,
        amounts=positive.amounts(),
        undisclosed=undisclosed,
        disclosed=() if undisclosed or asks_disclosed(positive) else disclosure(positive, "yes"),
        without=(*(_filter_alone(each) for each in left_out), *partners_outside(positive)),
        known_by=positive.as_of(),
        scope=_scope(positive, parties, bool(drugs or records), types),
    )


def negations(reading: Reading) -> tuple[Reading, list[Reading]]:
    """Set what is left out ("not ADC", "excluding Hengrui", 除ADC外) apart from what is meant."""
    kept: list[Token] = []
    groups: list[list[Token]] = []
    group: list[Token] | None = None
    for token in reading.tokens:
        if token.says("negation", "before"):
            groups.append(_taken_back(kept) if not group else [])
            group = None
        elif token.says("negation"):
            group = []
            groups.append(group)
        elif group is not None and _excludable(token):
            group.append(token)
        elif group is not None and (token.says("side", "with") if group else _says_nothing(token)):
            continue  # "not from Hengrui", "excluding ADC and siRNA"
        else:
            group = None
            kept.append(token)
    if not any(groups):
        return reading, []
    return reading.only(kept), [reading.only(each) for each in groups if each]


def _taken_back(kept: list[Token]) -> list[Token]:
    """Take what stands right before 之外 from what is meant: ADC和双抗之外."""
    taken: list[Token] = []
    while kept and (_excludable(kept[-1]) or (taken and kept[-1].says("side", "with"))):
        taken.insert(0, kept.pop())
    return taken


def _partner_kinds(reading: Reading) -> tuple[CompanyKind, ...]:
    """Read "deals with big pharma", "US biotech deals": what kind of company takes the licence."""
    if reading.has("group", "mnc"):
        reading.assumed.append(
            _("large pharma was read as pharma companies of any size: the store does not tell them apart")
        )
        return ("pharma",)
    return ("biotech",) if reading.has("group", "biotech") else ()


def _excludable(token: Token) -> bool:
    is_name = token.kind == "name" and bool(token.ids("company", "drug", "target"))
    return is_name or any(token.says(category) for category in _EXCLUDABLE)


def _says_nothing(token: Token) -> bool:
    return token.kind == "word" and any(sense.category in ("filler", "side", "topic", "want") for sense in token.senses)


def _filter_alone(reading: Reading) -> DealFilter:
    """Make a filter of what is left out: names and kinds, each an alternative."""
    companies = tuple(dict.fromkeys(each for token in reading.of_kind("name") for each in token.ids("company")))
    countries, _ = places_of_deals(reading)
    return DealFilter(
        parties=(Party(companies=companies),) if companies else (),
        drugs=tuple(reading.ids("drug")),
        targets=reading.mechanisms(),
        modalities=reading.modalities(),
        areas=reading.areas(),
        types=_types(reading),
        statuses=cast("tuple[DealStatus, ...]", tuple(reading.values("status"))),
        countries=countries,
    )


def _sides(db: Connection, reading: Reading) -> tuple[Party, ...]:
    """Give the parties that a deal must have.

    Companies on the same side, or joined by "or", are alternatives, and so are two that never dealt with each other; two that did are
    both meant. What is said of one in a list of alternatives is said of all.
    """
    sided: dict[str, list[str]] = {}
    either: list[str] = []
    for party in (each for run in joined_parties(reading) for each in _of_one_side(db, reading, run)):
        if party.role == "either":
            either += party.companies
        else:
            sided.setdefault(party.role, []).extend(party.companies)
    parties = [Party(companies=tuple(dict.fromkeys(each)), role=role) for role, each in sided.items()]
    parties = [_on_a_side_it_takes(db, reading, party) for party in parties]
    distinct = list(dict.fromkeys(either))
    if len(distinct) > 1 and _are_alternatives(db, reading, distinct):
        reading.assumed.append(_("read as the deals of any of the companies named"))
        return (*parties, Party(companies=tuple(distinct)))
    return (*parties, *(Party(companies=(each,)) for each in distinct))


def _of_one_side(db: Connection, reading: Reading, run: list[Party]) -> list[Party]:
    """Put companies that are joined on the side that one of them is said to be on."""
    companies = list(dict.fromkeys(each for party in run for each in party.companies))
    said = [party.role for party in run if party.role != "either"]
    if len(companies) > 1 and said and _are_alternatives(db, reading, companies):
        return [Party(companies=tuple(companies), role=said[0])]
    return run


def _are_alternatives(db: Connection, reading: Reading, companies: list[str]) -> bool:
    return reading.has("joint", "or") or not _dealt(db, companies)


def _on_a_side_it_takes(db: Connection, reading: Reading, party: Party) -> Party:
    """Give up a side that the words suggest but that a company never took: "from Pfizer" need not mean as licensor."""
    if reading.of_kind("side") or any(things.takes_side(db, each, party.role) for each in party.companies):
        return party
    return Party(companies=party.companies)


def _dealt(db: Connection, companies: list[str]) -> bool:
    first, *others = companies
    return things.share_a_deal(db, first, others)


#: "License" alone is what was done, not what was signed.
_DEALS = re.compile(r"deal|agreement", re.IGNORECASE)


def _types(reading: Reading) -> tuple[DealType, ...]:
    named = cast("list[DealType]", reading.values("type"))
    named_deals = any(token.says("maybe_type") and _DEALS.search(token.text) for token in reading.tokens)
    if named_deals and not named:
        said = _("“license deals” was read as deals of any type; ask for deals of type license to have those alone")
        reading.assumed.append(said)
    if named and reading.has("maybe_type"):
        named.append("license")
    # "Option exercise" is an amendment, though it has the word option in it.
    return tuple(each for each in named if not (each == "option" and "amendment" in named))


def _statuses(reading: Reading, *, single: bool) -> tuple[DealStatus, ...]:
    """Take a status as a filter among many deals; of one deal it asks how that stands."""
    if single and not reading.command and not reading.has("want", "count"):
        return ()
    return cast("tuple[DealStatus, ...]", tuple(reading.values("status")))


def _periods(reading: Reading, statuses: tuple[DealStatus, ...]) -> tuple[Period | None, Period | None]:
    """Give the period of announcement, or, behind "terminated in", that of the change of status."""
    named = reading.periods()
    if not named:
        return None, None
    period = _joined(reading, named)
    is_behind = reading.comes_before("status", "period") and not reading.follows_period("status")
    if statuses and (is_behind or _changed_in(reading)):
        return None, period
    return period, None


def _changed_in(reading: Reading) -> bool:
    """Read 2025年终止了几笔交易 as what ended in 2025: in Chinese the time stands before its verb, or before the deals it belongs to."""
    period = next(iter(reading.of_kind("period")), None)
    status = next((token for token in reading.tokens if token.says("status")), None)
    if period is None or status is None or status.text.isascii() or status.start < period.end:
        return False
    return not _OF_DEALS.search(reading.text[period.end : status.start])


#: What stands between a time and an end of deals if the time is that of their beginning: 2020年签的后来终止, 2020年的交易终止了几笔.
_OF_DEALS = re.compile(
    r"^\s*的.*(?:交易|授权|合作|单子|项目|许可|deal|bd)|签|达成|公布|宣布|后来|最终|之后|随后|里|其中|当中",
    re.IGNORECASE,
)


def _joined(reading: Reading, named: list[Period]) -> Period:
    """Take "2024 and 2025" as one span; periods that do not adjoin cannot be one, and the reading says so by raising."""
    ordered = sorted(named, key=lambda period: str(period.start or ""))
    if len(ordered) == 1 or reading.has("compare") or reading.has("want", "growth"):
        return named[0]
    try:
        return parse_period(f"{ordered[0]} to {ordered[-1]}", today=reading.today)
    except PeriodError:
        return named[0]


def _scope(reading: Reading, parties: tuple[Party, ...], is_named: bool, types: tuple[DealType, ...]) -> Scope:
    """Tell which deals besides out-licensing proper are asked for."""
    if reading.has("scope", "all"):
        return Scope(types=("acquisition", "amendment"), any_direction=True, rows_all=True)
    included = [value for value in reading.values("scope") if value in ("acquisition", "amendment")]
    # "Who bought Biotheus" may mean the company itself; what a buyer bought are rights.
    if reading.has("buys") and (is_named or (parties and reading.has("want", "who"))):
        included.append("acquisition")
    admitted = tuple(dict.fromkeys(each for each in (*included, *types) if each in ("acquisition", "amendment")))
    both_sides = len(parties) > 1
    return Scope(
        types=cast("tuple[DealType, ...]", admitted),
        any_direction="acquisition" in types or (reading.has("direction", "in") and not parties),
        rows_all=both_sides or is_named,
    )
