"""Which deals a question means: everything in it that narrows them down, and what it leaves out."""

import re
from collections.abc import Iterable, Iterator
from typing import cast

from bot.i18n import _
from bot.language.reading import Reading
from bot.language.sides import joined_parties
from bot.language.tokens import Token
from db.connection import Connection
from db.filters import ABROAD, WITHOUT, WORLDWIDE, DealFilter, Measure, Party, Scope
from db.periods import Period, PeriodError, parse_period
from db.queries import things
from db.vocabulary import CompanyKind, DealStatus, DealType

#: A country after one of these words is where the rights are, not where the partner is from.
_TERRITORY_WORDS = ("for", "rights", "in", "covering")
#: Where partners "from Europe" are.
_EUROPE = (
    "Belgium", "Czech Republic", "Denmark", "France", "Germany", "Hungary", "Italy", "Spain", "Switzerland", "UK",
    "Netherlands", "Sweden", "Ireland", "Austria", "Norway", "Finland", "Poland", "Portugal",
)  # fmt: skip
#: What a negation may take out: everything else after it is not understood as left out.
_EXCLUDABLE = ("modality", "area", "type", "status", "target", "country")


def deal_filter(db: Connection, reading: Reading) -> DealFilter:
    """Gather all that narrows the deals down."""
    positive, left_out = negations(reading)
    parties = _sides(db, positive)
    drugs = tuple(positive.ids("drug"))
    records = tuple(positive.records("deal"))
    types = _types(positive)
    countries, territories = _places(positive)
    undisclosed = _disclosure(positive, "no")
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
        disclosed=() if undisclosed or asks_disclosed(positive) else _disclosure(positive, "yes"),
        without=(*(_filter_alone(each) for each in left_out), *_partners_outside(positive)),
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


def _partners_outside(reading: Reading) -> Iterator[DealFilter]:
    """Leave out the partners from places that deals are to be outside of."""
    for place in outside(reading) if names_partners(reading) else ():
        yield DealFilter(countries=_EUROPE if place == "EU" else (place,))


def _excludable(token: Token) -> bool:
    is_name = token.kind == "name" and bool(token.ids("company", "drug", "target"))
    return is_name or any(token.says(category) for category in _EXCLUDABLE)


def _says_nothing(token: Token) -> bool:
    return token.kind == "word" and any(sense.category in ("filler", "side", "topic", "want") for sense in token.senses)


def _filter_alone(reading: Reading) -> DealFilter:
    """Make a filter of what is left out: names and kinds, each an alternative."""
    companies = tuple(dict.fromkeys(each for token in reading.of_kind("name") for each in token.ids("company")))
    countries, _ = _places(reading)
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


def _places(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell partner countries from territories: "Japanese partners" against "rights for Japan"."""
    countries: list[str] = []
    territories = [*_rights_of_the_whole(reading)]
    for place, token in enumerate(reading.tokens):
        named = [each for each in token.values("country") if each != "China"]
        is_europe = token.says("region", "EU") and not named
        if not (named or is_europe):
            continue
        before = reading.tokens[place - 1].text.casefold() if place else ""
        if before in _TERRITORY_WORDS or reading.has("ask", "rights"):
            territories += ["EU", "Europe"] if is_europe else named[:1]
        else:
            countries += _EUROPE if is_europe else named[:1]
    return tuple(countries), tuple(territories)


def outside(reading: Reading) -> list[str]:
    """Give the places besides China that deals are to be outside of: partners of there are left out, if partners are named."""
    return [place for place in reading.values("outside") if place not in ("", "China", ABROAD)]


def names_partners(reading: Reading) -> bool:
    """Tell whether partners are spoken of, so that a place is where they are from, not where rights are."""
    return reading.has("topic", "company") or reading.has("dimension", "licensee") or reading.has("ask", "partners")


#: What rights in China, Greater China and outside of either are looked for as.
RIGHTS_IN_CHINA = ("China", f"{WITHOUT}China")


def _rights_of_the_whole(reading: Reading) -> Iterator[str]:
    """Read "global rights", "ex-China rights" and "rights for Greater China"; without the word they narrow nothing."""
    names_china = reading.has("subject", "greater-china") or reading.has("region", "China")
    if reading.has("outside", ABROAD):
        yield ABROAD
    elif reading.has("outside", "China") or (reading.has("outside") and names_china):
        yield RIGHTS_IN_CHINA[1]
    elif not reading.has("ask", "rights") or reading.has("outside"):
        return
    elif reading.has("region", "global"):
        yield WORLDWIDE
    elif names_china:
        yield RIGHTS_IN_CHINA[0]


def names_equity(reading: Reading) -> bool:
    """Read "deals with equity", "where equity was part of the payment" as the deals that have some: no amount is asked for."""
    reckons = any(reading.has("want", each) for each in _RECKONED) or reading.has("side", "by")
    return reading.measures_asked() == ["equity"] and reading.has("topic", "deals") and not reckons


_RECKONED = ("how much", "sum", "mean", "median", "quartiles", "highest", "lowest", "share", "most", "rank", "growth")


def asks_disclosed(reading: Reading) -> bool:
    """Tell 启德那单首付披露没, which asks of a company's deals, from 有没有披露首付的ADC交易, which narrows."""
    asks = (
        reading.has("want", "whether") and reading.has("disclosed", "yes") and not reading.has("want", "what", "count")
    )
    return asks and bool(reading.ids("company"))


def _disclosure(reading: Reading, value: str) -> tuple[Measure, ...]:
    """Give the amounts that are disclosed or not: those named right beside the word, the upfront if none is."""
    if value == "yes" and not reading.has("disclosed") and names_equity(reading):
        return ("equity",)
    found: list[Measure] = []
    for place, token in enumerate(reading.tokens):
        if not token.says("disclosed", value):
            continue
        own: list[Measure] = [
            each for each, names in _IN_THE_WORD.items() if any(n in token.text.casefold() for n in names)
        ]
        after = _measures_beside(reading.tokens[place + 1 :])
        found += [*own, *(after or ([] if own else _measures_beside(reading.tokens[place - 1 :: -1] if place else [])))]
        found += [] if found else ["upfront"]
    return tuple(dict.fromkeys(found))


#: Amounts that a phrase such as "without upfront" or "with equity" names itself.
_IN_THE_WORD: dict[Measure, tuple[str, ...]] = {"upfront": ("upfront", "首付"), "equity": ("equity", "股权")}


def _measures_beside(tokens: Iterable[Token]) -> list[Measure]:
    """Give the amounts named one after the other, joined by "and" or "or", until something else is said."""
    found: list[Measure] = []
    for token in tokens:
        if token.says("measure"):
            found.append(cast("Measure", token.values("measure")[0]))
        elif not (token.says("joint") or token.says("side", "with") or token.says("filler")):
            break
    return found


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
