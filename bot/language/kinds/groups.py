"""Groups of deals: what they are counted by, averaged over, and how many deals each must have."""

import re
from typing import cast

from bot.language.reading import Reading
from bot.language.tokens import Token
from db.filters import Dimension

#: Of which a period has a number.
SPANS: tuple[Dimension, ...] = ("year", "half", "quarter", "month")
#: What makes the group behind it the unit of an average: "per licensee", 每家公司.
_PER = re.compile(r"(?:\b(?:per|each|by|every)|每一?[家个位]?|各家?|单[家个])\s*$", re.IGNORECASE)


def named(token: Token) -> bool:
    """Tell whether a word names what deals can be grouped by."""
    return token.says("dimension") and not token.says("topic", "deals") and not token.says("want", "who")


def head(reading: Reading, dimension: Token) -> Token:
    """Give the last of words that stand together: "partner countries", 合作方国家 are countries."""
    place = reading.tokens.index(dimension)
    behind = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    return head(reading, behind) if behind is not None and named(behind) else dimension


def asks(dimension: Token) -> bool:
    """Tell whether the word itself asks which: 哪一年, 哪个国家, 哪类药."""
    return dimension.text.startswith(_WHICH)


_WHICH = ("哪", "几", "什么")


def asked(reading: Reading) -> Token | None:
    """Give the word that asks for a group even where none is said to come first: 哪些国家买了ADC; a day may be meant by 哪一年."""
    found = (token for token in reading.tokens if named(token) and asks(token))
    return next((token for token in found if not token.says("want", "when")), None)


def ranked(reading: Reading) -> Token | None:
    """Give the word for what is ranked, companies in "top 5 licensees", countries in "top partner countries"."""
    words = [token for token in reading.tokens if named(token)]
    rules = (_is_ranked, _ranks_sums, _stands_before_ranking)
    first = next((each for each in words if any(rule(reading, each) for rule in rules)), None)
    return head(reading, first) if first else None


#: Whose sums can be ranked.
_SIDES = ("licensor", "licensee")


def _ranks_sums(reading: Reading, dimension: Token) -> bool:
    """Tell 中国公司首付总额前三, companies by what they took in all, from 总额最高的三笔交易, which ranks deals."""
    sums = next((token for token in reading.tokens if token.says("want", "sum")), None)
    if sums is None or not any(dimension.says("dimension", side) for side in _SIDES):
        return False
    behind = reading.tokens[reading.tokens.index(sums) :]
    return not any(_names_deals(token) for token in behind)


def _stands_before_ranking(reading: Reading, dimension: Token) -> bool:
    """Tell 买方国家按笔数排名, 授权方总金额前三名 from 授权方2025年最高的三笔: in Chinese the order is said behind what is put in it."""
    behind = reading.tokens[reading.tokens.index(dimension) + 1 :]
    is_order = any(token.kind == "limit" or token.says("want", "rank") for token in behind)
    return is_order and not dimension.text.isascii() and not any(_names_deals(token) for token in behind)


def _names_deals(token: Token) -> bool:
    """Tell whether a word names deals, rather than their number: 交易, the 笔 of 三笔, but not 笔数."""
    counts = token.says("want", "count")
    return (token.says("topic", "deals") and not counts) or token.text in ("笔", "项", "单", "项目")


def _is_ranked(reading: Reading, dimension: Token) -> bool:
    """Tell "which month had the most", "top 5 licensees" from a word that only describes: "the largest deal by type"."""
    if asks(dimension):
        return True
    place = reading.tokens.index(dimension)
    before = reading.neighbour(place, -1)
    while before is not None and (before.says("subject") or before.says("country")):  # "top 3 Chinese licensors"
        before = reading.neighbour(reading.tokens.index(before), -1)
    if before is None:
        return False
    is_asked = any(before.says("want", each) for each in ("what", "highest", "lowest", "most", "who"))
    return before.kind == "limit" or (is_asked and not before.says("measure"))


def _names_companies(token: Token) -> bool:
    return token.says("topic", "company") or token.text.endswith(_COMPANIES)


#: How words end that mean companies without saying which.
_COMPANIES = ("公司", "企业", "药企", "药厂")


def side(reading: Reading) -> Dimension:
    """Tell on which side of the deals companies are meant: those that bought, that sold, or either."""
    sides = [token.values("role") for token in reading.tokens if token.says("role")]
    if any(token.says("dimension", "licensor") for token in reading.tokens):
        return "licensor"
    if any(token.says("dimension", "licensee") for token in reading.tokens):
        return "licensee"
    if ["buyer"] in sides or _takes_from_china(reading):
        return "licensee"
    return "licensor" if ["seller"] in sides else "company"


def _takes_from_china(reading: Reading) -> bool:
    """Read "licensed from China", "deals with China": who does so is no licensor from there."""
    places = (place for place, token in enumerate(reading.tokens) if token.says("region", "China"))
    return any((before := reading.neighbour(place, -1)) and before.says("side", "from") for place in places)


def counted(reading: Reading) -> Dimension | None:
    """Give what is counted in "how many (different) licensees": groups, not deals; None where deals are, or either side may be."""
    for place, token in enumerate(reading.tokens):
        behind = reading.neighbour(place, 1) if token.says("want", "count") else None
        if (
            token.says("want", "count")
            and place + 1 < len(reading.tokens)
            and _names_companies(reading.tokens[place + 1])
        ):
            behind = reading.tokens[place + 1]  # 家公司 says nothing else
        if behind is not None and named(behind):
            return cast("Dimension", behind.values("dimension")[0])
        if behind is not None and _names_companies(behind) and (of := side(reading)) != "company":
            return of
    return None


def averaged(reading: Reading) -> Dimension | None:
    """Give the month or the company in "average number of deals per month", per company: deals are averaged, not what they brought."""
    if not reading.has("want", "mean") or reading.has("measure") or reading.has("paid"):
        return None
    if not (reading.has("want", "count") or reading.has("topic", "deals")):
        return None
    spans = [token for token in reading.tokens if any(token.says("dimension", each) for each in SPANS)]
    if spans:
        return cast("Dimension", spans[0].values("dimension")[0])
    per = [token for token in reading.tokens if _PER.search(reading.text[: token.start])]
    group = next((token for token in per if named(token)), None)
    if group is not None:
        return cast("Dimension", group.values("dimension")[0])
    return side(reading) if any(_names_companies(token) for token in per) else None


def averages_number(reading: Reading) -> bool:
    """Tell "average number of deals" from the average of what they brought."""
    is_number = reading.has("want", "mean") and reading.has("want", "count")
    return is_number and not (reading.has("measure") or reading.has("paid"))


def bounded(reading: Reading) -> Dimension | None:
    """Give the groups that must have so many deals each: "buyers with more than three deals", 签了5笔以上的公司."""
    if not reading.of_kind("many"):
        return None
    group = next((token for token in reading.tokens if named(token)), None)
    if group is not None:
        return cast("Dimension", group.values("dimension")[0])
    return side(reading) if reading.has("topic", "company") or reading.has("want", "who") else None
