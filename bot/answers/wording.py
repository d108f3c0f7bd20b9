"""How facts are put into words: counts, amounts, shares, parties, tables of deals. Everything that several answers say stands here once."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from bot.answers.page import Column, Table
from bot.answers.times import spelled
from bot.chinese import asset
from bot.i18n import _, counted, in_chinese, word
from db.filters import Dimension, Measure
from db.models import Deal
from db.money import Money, format_money, format_usd, format_usd_zh
from db.periods import Period
from db.queries.deals import Sum

MEASURE_NAMES: Mapping[Measure, str] = {
    "upfront": "upfront",
    "total": "total",
    "milestones": "milestone payments",
    "equity": "equity",
}
KIND_NAMES: Mapping[str, str] = {
    "trial-start": "trial start",
    "enrollment-complete": "enrolment complete",
    "final-os": "final OS",
    "pdufa": "PDUFA date",
}
#: In a chat so many rows of a list are shown.
ROWS_SHOWN = 10
_ARROW = " → "
#: What stands beside the date of a deal that has ended since.
ENDED = "†"


def plural(count: int, noun: str, several: str = "") -> str:
    """Say "1 deal", "90 deals", 90笔交易; the catalogues have the noun as it is counted."""
    if in_chinese():
        return f"{count:,}{counted(noun)}"
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


#: How the names of groups end where there are several.
_SEVERAL = {
    "half": "halves",
    "company": "companies",
    "country": "countries",
    "modality": "modalities",
    "territory": "territories",
}


def counted_groups(count: int, by: Dimension) -> str:
    """Say "75 licensees", "12 countries", "4 quarters"."""
    return plural(count, by, _SEVERAL.get(by, ""))


def usd(amount: int | None) -> str:
    """Say an amount where it has room: "$1.25B", in Chinese first as one says it there, 12.5亿美元（$1.25B）; tables have it short."""
    if amount is None:
        return _("undisclosed")
    return f"{format_usd_zh(amount)}（{format_usd(amount)}）" if in_chinese() else format_usd(amount)


def yuan(amount: int) -> str:
    """Say an amount in yuan: "RMB 49.31B", in Chinese 493.1亿元（RMB 49.31B）."""
    short = format_money(Money(amount=amount, currency="CNY"))
    return f"{format_usd_zh(amount).replace('美元', '元')}（{short}）" if in_chinese() else short


def measure_name(measure: Measure) -> str:
    """Name an amount of a deal."""
    return word(MEASURE_NAMES[measure])


def listed(items: Iterable[str]) -> str:
    """Set names beside each other: "Akeso, Summit"."""
    return _(", ").join(items)


def clauses(items: Iterable[str]) -> str:
    """Set things of different kinds behind each other: "topline, global, H2 2026"."""
    return ("，" if in_chinese() else ", ").join(items)


def aside(text: str, beside: str) -> str:
    """Say something, and in brackets what belongs to it; nothing there, no brackets."""
    return _("{text} ({beside})", text=text, beside=beside) if beside else text


def alternatives(items: Iterable[str]) -> str:
    """Say "PD-1 or VEGF"."""
    return _(" or ").join(items)


def disclosed(total: Sum, count: int, noun: str) -> str:
    """Say "$6.32B upfront (disclosed for 59 of 90)"."""
    if total.amount is None:
        return _("{noun} undisclosed", noun=word(noun)) if count else ""
    amount = _("{amount} {noun}", amount=usd(total.amount), noun=word(noun))
    if total.disclosed == count:
        return amount
    return _(
        "{amount} (disclosed for {disclosed:,} of {count:,})", amount=amount, disclosed=total.disclosed, count=count
    )


def rounded(value: Decimal) -> Decimal:
    """Give a number as values have it, to four places."""
    return value.quantize(Decimal("0.0001"))


def percent(value: Decimal) -> str:
    """Say "17.8 %"."""
    return _("{number} %", number=str(_to_places(value, 1)).removesuffix(".0"))


def _to_places(value: Decimal, places: int) -> Decimal:
    """Round as people do, halves up, as amounts are."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def change(before: int, after: int) -> str:
    """Say "+64 %", of a number that was something before; what is too small to show is no change."""
    grown = Decimal(after - before) * 100 / Decimal(before)
    shown = next((size for places in (0, 1) if (size := _to_places(abs(grown), places))), None)
    return _("{number} %", number=f"{'+' if grown > 0 else '−'}{shown}") if shown is not None else _("no change")


def parties(deal: Deal, labels: Mapping[str, str]) -> str:
    """Say who gave what to whom: "3SBio → Pfizer"."""
    return _ARROW.join(" + ".join(labels.get(each, each) for each in side) for side in (deal.licensors, deal.licensees))


def assets(deal: Deal, labels: Mapping[str, str]) -> str:
    """Name what a deal is over: its drugs, else what was said of the asset."""
    return listed(labels.get(each, each) for each in deal.drugs) or asset(deal.assets_text)


def original(deal: Deal, measure: Measure) -> str:
    """Give an amount in the currency it was announced in, if that was another than the dollar."""
    amount = {
        "upfront": deal.original_upfront,
        "milestones": deal.original_milestones,
        "total": deal.original_total,
    }.get(measure)
    if amount is None or deal.original_currency is None:
        return ""
    return format_money(Money(amount=amount, currency=deal.original_currency))


def amount(deal: Deal, measure: Measure) -> str:
    """Say one of a deal's amounts, with the original currency where there was another."""
    dollars = {
        "upfront": deal.upfront_usd,
        "milestones": deal.milestones_usd,
        "total": deal.total_usd,
        "equity": deal.equity_usd,
    }[measure]
    announced = original(deal, measure)
    if dollars is None:
        return _("{amount} (no dollar figure)", amount=announced) if announced else _("undisclosed")
    return aside(usd(dollars), announced)


def deals_table(
    deals: Sequence[Deal],
    drugs: Mapping[str, str],
    companies: Mapping[str, str],
    more: int,
    first: int | None = None,
) -> Table:
    """List deals: parties, asset, amounts, date; ``first`` and ``more`` count those before and after."""
    rows = [
        (
            parties(deal, companies),
            shortened(assets(deal, drugs), 34),
            "–" if deal.upfront_usd is None else format_usd(deal.upfront_usd),
            "–" if deal.total_usd is None else format_usd(deal.total_usd),
            spelled(deal.announced) + (f" {ENDED}" if deal.status == "terminated" else ""),
        )
        for deal in deals
    ]
    columns = (
        Column(_("Parties")),
        Column(_("Asset")),
        Column(_("Upfront"), "right"),
        Column(_("Total"), "right"),
        Column(_("Date")),
    )
    return Table(columns, tuple(rows), more, tuple(("deal", deal.id) for deal in deals), first)


def shortened(text: str, longest: int) -> str:
    """Cut a text at a word so that it fits; a Chinese character takes the room of two letters, and is a word."""
    widths = list(accumulate(2 if _WIDE.match(each) else 1 for each in text))
    if not text or widths[-1] <= longest:
        return text
    cut = text[: bisect_right(widths, longest - 1)]
    begun = re.search(r"[ 、，；][^\s\u2e80-\uffff]*$", cut)
    return (cut[: begun.start()] if begun and begun.start() else cut).rstrip(" ,;:，；：、（") + "…"


_WIDE = re.compile(r"[\u2e80-\uffef]")


def kind_name(kind: str) -> str:
    """Name a kind of milestone as people do."""
    return word(KIND_NAMES.get(kind, kind))


def period_of(start: date, end: date) -> Period:
    """Make a period of two days."""
    return Period(start=start, end=end, text=f"{start} to {end}")
