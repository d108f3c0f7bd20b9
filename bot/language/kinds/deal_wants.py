"""What is asked of deals: a list, a number, a sum, a ranking, who. A table of signs, the most telling first."""

from collections.abc import Callable
from itertools import pairwise
from typing import cast

from bot.language.kinds import amounts, groups
from bot.language.kinds.deal_filter import negations
from bot.language.kinds.disclosure import asks_disclosed, names_equity
from bot.language.query import Want
from bot.language.reading import Reading
from bot.language.sides import parties_named


def want_of(reading: Reading, single: bool) -> Want:
    """Tell what is asked of the deals: the first rule that holds decides."""
    want = next((want for holds, want in _WANT_RULES if holds(reading, single)), "overview")
    return cast("Want", want if isinstance(want, str) else want(reading))


def is_by_date(reading: Reading) -> bool:
    """Read "by date", "sorted by date": the newest first."""
    return any(
        one.says("side", "by") and two.text.casefold() in ("date", "日期", "时间", "时间顺序")
        for one, two in pairwise(reading.tokens)
    )


def _asks_groups(reading: Reading, _single: bool) -> bool:
    """Read "by year", "per licensee", "which month had the most deals", "top 5 licensees by upfront"."""
    if breaks_down(reading) or groups.counted(reading) or groups.bounded(reading) or ranked_by(reading):
        return True
    ranks = reading.has("want", "highest", "lowest", "most", "rank") or bool(reading.limit())
    return (ranks and groups.ranked(reading) is not None) or groups.asked(reading) is not None


def ranked_by(reading: Reading) -> bool:
    """Read "countries by number of deals", 国家按交易数: groups, and by what they are put in order."""
    return any(groups.named(one) and two.says("side", "by") for one, two in pairwise(reading.tokens)) and (
        reading.has("want", "count") or bool(reading.measures())
    )


def _asks_who(reading: Reading, single: bool) -> bool:
    about_one = (
        single and not reading.has("role") and not reading.has("topic", "deals") and not reading.has("side", "to")
    )
    return reading.has("want", "who") and not about_one


def _asks_who_in_sum(reading: Reading, _single: bool) -> bool:
    """Read "biggest upfront payer, summed over its deals"."""
    return reading.has("want", "highest", "most") and reading.has("want", "sum") and reading.has("role")


def _asks_how_much(reading: Reading) -> bool:
    """Read "how much at most did Pfizer pay 3SBio": of one deal there is nothing to rank."""
    return reading.has("want", "how much") and bool(reading.measures() or reading.has("paid"))


def _adds_up(reading: Reading) -> bool:
    """Read 几笔交易首付加一起: an amount with "in sum" right behind it is added up, though 几笔 asks how many elsewhere."""
    return any(one.says("measure") and two.says("want", "sum") for one, two in pairwise(reading.tokens)) and not (
        reading.of_kind("amount") or reading.has("disclosed") or reading.has("want", "highest", "lowest", "most", "who")
    )


def _names_several(reading: Reading) -> bool:
    """Tell whether the amounts of all deals between two are to be added up: 加一起, "combined"; "total" alone names an amount."""
    return any(token.says("want", "sum") and not token.says("measure") for token in reading.tokens)


def _asks_terms(reading: Reading, single: bool) -> bool:
    of_one = single and (reading.has("status") or reading.has("want", "history"))
    return of_one or reading.has("ask", "royalties", "rights", "status", "terms")


def _asks_sum(reading: Reading, _single: bool) -> bool:
    sorted_by = any(one.says("side", "by") and two.says("measure") for one, two in pairwise(reading.tokens))
    names_amount = (
        bool(reading.measures_asked())
        and not reading.has("disclosed")
        and not names_equity(reading)
        and not reading.command
        and not sorted_by
    )
    return (reading.adds_up() or names_amount) and not reading.has("want", "rank")


def _side_asked(reading: Reading) -> Want:
    """Tell which side "who" asks for: sellers received, were Chinese; buyers paid, licensed in. A buyer unless said otherwise."""
    sides = [token.values("role") for token in reading.tokens if token.says("role")]
    sold = any(each == ["seller"] for each in sides)
    bought = any(each == ["buyer"] for each in sides)
    meant, _left_out = negations(reading)  # "who else but AZ bought" asks for buyers
    is_licensee_named = any(party.role == "licensee" for party in parties_named(meant))
    asks_chinese = any(token.says("dimension", "licensor") for token in reading.tokens)
    asks_buyer = any(token.says("dimension", "licensee") for token in reading.tokens)
    if asks_chinese or is_licensee_named:
        return "licensor"
    to_whom = any(word in reading.text.casefold() for word in ("to whom", "whom", "给谁", "卖给", "授权给", "给了谁"))
    return "licensor" if sold and not bought and not to_whom and not asks_buyer else "licensee"


def breaks_down(reading: Reading) -> bool:
    """Tell whether deals are asked for group by group: "by year"."""
    # 按首付排 puts in order by an amount; 按年 breaks down.
    sorts = [one for one, two in pairwise(reading.tokens) if one.says("side", "by") and two.says("measure")]
    splits = any(token.says("want", "breakdown") and token not in sorts for token in reading.tokens)
    if splits and reading.has("dimension"):
        return True
    return any(one.says("side", "by") and two.says("dimension") for one, two in pairwise(reading.tokens))


#: What is asked, the most telling sign first; a function where the sign alone does not say.
_WANT_RULES: tuple[tuple[Callable[[Reading, bool], bool], Want | Callable[[Reading], Want]], ...] = (
    (lambda reading, _single: reading.has("want", "comps") or reading.command == "comps", "comps"),
    (lambda reading, _single: groups.averaged(reading) is not None, "mean"),
    (_asks_groups, "breakdown"),
    (lambda reading, _single: reading.has("want", "growth"), "growth"),
    (lambda reading, _single: reading.has("want", "share"), "share"),
    (lambda reading, _single: reading.has("want", "quartiles"), "quartiles"),
    (lambda reading, _single: reading.has("want", "median"), "median"),
    (lambda reading, _single: reading.has("want", "mean"), "mean"),
    (lambda reading, _single: _adds_up(reading), "sum"),
    (lambda reading, _single: reading.has("want", "count"), "count"),
    (lambda reading, _single: is_by_date(reading), "overview"),
    (
        lambda reading, single: (
            reading.has("want", "most") and not reading.has("want", "who") and not (single and _asks_how_much(reading))
        ),
        "highest",
    ),
    (_asks_who_in_sum, _side_asked),
    (_asks_who, _side_asked),
    (lambda reading, single: single and _names_several(reading), "sum"),
    (lambda reading, single: single and _asks_how_much(reading), "amount"),
    (lambda reading, _single: reading.has("want", "highest"), "highest"),
    (lambda reading, _single: reading.has("want", "lowest"), "lowest"),
    (
        lambda reading, _single: reading.has("ordinal") and bool(reading.measures() or reading.has("want", "rank")),
        "highest",
    ),
    (lambda reading, _single: reading.has("order"), "overview"),
    (lambda reading, _single: reading.has("want", "first"), "first"),
    (lambda reading, _single: reading.has("want", "latest"), "latest"),
    (_asks_terms, "terms"),
    (lambda reading, _single: reading.has("want", "when"), "date"),
    (lambda reading, single: single and bool(reading.measures() or reading.has("paid")), "amount"),
    (lambda reading, _single: asks_disclosed(reading), "amount"),
    (lambda reading, single: not single and amounts.asks_spent(reading), "sum"),
    (_asks_sum, "sum"),
)
