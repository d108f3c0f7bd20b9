"""Where deals are: which country partners come from, where rights are, and what lies outside of either."""

import re
from collections.abc import Iterator

from bot.language.reading import Reading
from db.filters import ABROAD, ONLY, WITHOUT, WORLDWIDE, DealFilter

#: A country after one of these words is where the rights are, not where the partner is from.
_TERRITORY_WORDS = ("for", "rights", "covering")
#: That rights are for one place and no other.
_ALONE = re.compile(r"\b(?:only|alone|solely|just)\b|[仅只]", re.IGNORECASE)
#: Where partners "from Europe" are.
_EUROPE = (
    "Belgium", "Czech Republic", "Denmark", "France", "Germany", "Hungary", "Italy", "Spain", "Switzerland", "UK",
    "Netherlands", "Sweden", "Ireland", "Austria", "Norway", "Finland", "Poland", "Portugal",
)  # fmt: skip


def places_of_deals(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
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
            alone = ONLY if _ALONE.search(reading.text[max(token.start - 8, 0) : token.end + 14]) else ""
            territories += [f"{alone}{each}" for each in (["EU", "Europe"] if is_europe else named[:1])]
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


def partners_outside(reading: Reading) -> Iterator[DealFilter]:
    """Leave out the partners from places that deals are to be outside of."""
    for place in outside(reading) if names_partners(reading) else ():
        yield DealFilter(countries=_EUROPE if place == "EU" else (place,))
