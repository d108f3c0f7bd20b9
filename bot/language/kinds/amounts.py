"""Which amount of deals is asked for: one that is named, or the one that is meant where none is."""

from bot.language.kinds import groups
from bot.language.query import Want
from bot.language.reading import Reading
from db.filters import Measure


def asked(reading: Reading, want: Want, statistic: Want | None) -> Measure | None:
    """Give the amount asked for. "Total upfront" is a sum of upfronts, not the total."""
    measures = reading.measures_asked()
    specific = [each for each in measures if each != "total"]
    if want == "share" and len(measures) > 1:
        return specific[0]
    if specific:
        return specific[0]
    if spent(reading, want):
        return "upfront"
    if groups.averaged(reading):
        return None
    ranks_deals = (
        want in ("licensee", "licensor")
        and reading.has("want", "highest", "lowest")
        and not reading.has("want", "most")
    )
    if measures or ranks_deals or asks_size(reading) or (want == "breakdown" and statistic in ("highest", "lowest")):
        return "total"  # a deal is large by its total
    return "upfront" if want in ("mean", "median", "quartiles", "comps") else None


def spent(reading: Reading, want: Want) -> bool:
    """Tell whether what was paid is to be added up: how much by one, or by whom most. What is paid is the upfront."""
    if reading.measures():
        return False
    asks_who = want in ("licensee", "licensor", "breakdown") and reading.has("want", "most")
    by_deals = reading.has("want", "count") or reading.has("topic", "deals")
    return (want == "sum" and asks_spent(reading)) or (asks_who and _pays(reading) and not by_deals)


def _pays(reading: Reading) -> bool:
    return any(token.says("paid") and token.says("role") for token in reading.tokens)


def asks_spent(reading: Reading) -> bool:
    """Read "how much has Pfizer spent", 恒瑞一共收了多少钱: a verb of paying, and no amount of a deal named."""
    return (
        _pays(reading) and reading.has("want", "how much") and bool(reading.ids("company")) and not reading.ids("drug")
    )


def asks_size(reading: Reading) -> bool:
    """Read 平均每笔交易多大 as the mean of the totals."""
    return reading.has("want", "mean", "median", "quartiles") and reading.has("size")


def also(reading: Reading, want: Want, measure: Measure | None) -> tuple[Measure, ...]:
    """Give the other amounts asked for: "upfront and milestones"; beside what was spent, the total. "Total upfront" is one amount."""
    if want == "sum" and spent(reading, want):
        return ("total",)
    if want not in ("amount", "sum"):
        return ()
    return tuple(each for each in reading.measures_asked() if each not in (measure, "total"))
