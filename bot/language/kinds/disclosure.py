"""Which amounts of deals are to be disclosed or not, and whether that is asked of a deal."""

from collections.abc import Iterable
from typing import cast

from bot.language.reading import Reading
from bot.language.tokens import Token
from db.filters import Measure


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


def disclosure(reading: Reading, value: str) -> tuple[Measure, ...]:
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
