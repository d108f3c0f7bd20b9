"""How facts are put into words: amounts, parties, periods, filters. Everything that several answers say stands here once."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from bot.answers.page import Column, Table
from bot.answers.times import spelled
from bot.chinese import asset, indication, target, territory
from bot.i18n import N_, _, counted, in_chinese, word
from db.filters import ABROAD, WITHOUT, WORLDWIDE, AmountLimit, DealFilter, Dimension, Measure, MilestoneFilter
from db.guidance import Move
from db.models import Deal
from db.money import Money, format_money, format_usd, format_usd_zh
from db.periods import Period
from db.queries.deals import Sum
from db.queries.milestones import Outlook

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
_COUNTRIES_SAID = 3
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


def limit_words(limit: AmountLimit) -> str:
    """Say a bound: "upfront ≥ $100M"."""
    low, high = limit.range.low, limit.range.high
    name = measure_name(limit.measure)
    if low is not None and low == high:
        return f"{name} = {usd(low)}"
    parts = []
    if low is not None:
        parts.append(f"{'≥' if limit.range.low_inclusive else '>'} {usd(low)}")
    if high is not None:
        parts.append(f"{'≤' if limit.range.high_inclusive else '<'} {usd(high)}")
    return f"{name} {_(' and ').join(parts)}"


def describe_deals(
    wanted: DealFilter, companies: Mapping[str, str], drugs: Mapping[str, str], targets: Mapping[str, str]
) -> str:
    """Say which deals a filter means, the period first."""
    parts = [spelled(wanted.period)] if wanted.period else []
    for party in wanted.parties:
        names = alternatives(companies.get(each, each) for each in party.companies)
        sides = {"licensor": _("from {names}", names=names), "licensee": _("to {names}", names=names)}
        parts.append(sides.get(party.role, names))
    parts += [drugs.get(each, each) for each in wanted.drugs]
    parts += [alternatives(mechanisms(wanted.targets, targets)), _words(wanted.modalities), _words(wanted.areas)]
    parts += [_("phase {phase}", phase=alternatives(wanted.phases))] if wanted.phases else []
    parts += [_words(wanted.types)]
    parts += [_words(wanted.statuses), _partners(wanted.countries)]
    parts += [_("with {kind} partners", kind=word(each)) for each in wanted.partner_kinds]
    parts += [_rights(each) for each in wanted.territories]
    parts += [limit_words(limit) for limit in wanted.amounts]
    parts += [_("{noun} undisclosed", noun=measure_name(each)) for each in wanted.undisclosed]
    parts += [_("{noun} disclosed", noun=measure_name(each)) for each in wanted.disclosed]
    if wanted.status_period:
        parts.append(_("by status in {period}", period=spelled(wanted.status_period)))
    parts += [_("in-licensing") if "in" in wanted.directions else ""]
    left_out = (describe_deals(each, companies, drugs, targets) for each in wanted.without)
    parts += [_("not {described}", described=described) for described in left_out if described]
    if wanted.scope.any_direction and wanted.scope.rows_all:
        parts.append(_("all kinds"))
    return " · ".join(part for part in parts if part)


def _rights(place: str) -> str:
    if place == ABROAD:
        return _("rights abroad")
    if place == WORLDWIDE:
        return _("worldwide rights")
    if place.startswith(WITHOUT):
        return _("rights outside {place}", place=territory(place.removeprefix(WITHOUT)))
    return _("rights in {place}", place=territory(place))


def _partners(countries: Sequence[str]) -> str:
    """Say where the partners are, unless that is a long list: a whole continent is named by its number of countries."""
    if len(countries) > _COUNTRIES_SAID:
        first = listed(word(each) for each in countries[:2])
        return _("partner in one of {count} countries ({first} …)", count=len(countries), first=first)
    return alternatives([_("partner of {country}", country=word(each)) for each in countries])


def mechanisms(targets: Iterable[tuple[str, ...]], spelled: Mapping[str, str]) -> list[str]:
    """Say mechanisms from the keys of their parts, each part as the field spells it."""
    return [" × ".join(target(spelled.get(part, part.upper())) for part in parts) for parts in targets]


def describe_milestones(
    wanted: MilestoneFilter,
    companies: Mapping[str, str],
    drugs: Mapping[str, str],
    studies: Iterable[str],
    targets: Mapping[str, str],
) -> str:
    """Say which milestones a filter means."""
    parts = [word({"any": "", "done": "reached"}.get(wanted.state, wanted.state))]
    parts += [spelled(wanted.period)] if wanted.period else []
    parts += [drugs.get(each, each) for each in wanted.drugs]
    parts += [companies.get(each, each) for each in wanted.companies]
    parts += [alternatives(studies), alternatives(wanted.trials)]
    parts += [alternatives([kind_name(kind) for kind in wanted.kinds])]
    parts += [_("phase {phase}", phase=alternatives(wanted.phases))] if wanted.phases else []
    parts += [_words(wanted.regions), _words(wanted.areas), _words(wanted.modalities)]
    parts += [_("outside {places}", places=_words(wanted.outside))] if wanted.outside else []
    parts.append(alternatives(mechanisms(wanted.targets, targets)))
    parts += [indication(each) for each in wanted.indications]
    parts += list(wanted.mentions)
    if wanted.dateless:
        parts.append(_("no date known"))
    if wanted.slipped:
        parts.append(_("slipped"))
    return " · ".join(part for part in parts if part)


def _words(values: Iterable[str]) -> str:
    return alternatives(word(each) for each in values)


def days_to_go(outlook: Outlook, today: date) -> str:
    """Say how far off a milestone is: "39 d", "≤ 39 d" within an open window, "overdue 8 d"."""
    span = outlook.span
    if not outlook.is_open or span is None or span.end is None or span.start is None:
        return ""
    left = (span.end - today).days
    if left < 0:
        return _("overdue {days} d", days=-left)
    if span.is_day:
        return _("today") if left == 0 else _("{days} d", days=left)
    if span.start <= today:
        return _("≤ {days} d", days=left)
    return _("{least}–{most} d", least=(span.start - today).days, most=left)


def when_expected(outlook: Outlook) -> str:
    """Say when a milestone is expected, as it was said, or when it was reached."""
    if not outlook.is_open:
        return spelled(outlook.milestone.actual_date or _("date not recorded"))
    if outlook.said is None:
        return _("no date given")
    return spelled(outlook.said.guidance)


def history(outlook: Outlook) -> str:
    """Say how the guidance moved: "slipped once (early 2027 → H1 2027, said 2026-04-30)"."""
    slips = [move for move in outlook.moves if move.kind == "slip"]
    if slips:
        sentence = _SLIPPED.get(len(slips), N_("slipped {count} times ({before} → {after}, said {day})"))
        return _moved(sentence, slips[-1], len(slips))
    if outlook.moves:
        return _moved(_MOVED[outlook.moves[-1].kind], outlook.moves[-1])
    if outlook.said is not None and outlook.said.said_on is not None:
        first = next(
            each
            for each in outlook.statements
            if each.kind == outlook.said.kind and each.guidance == outlook.said.guidance
        )
        return _("guidance unchanged since {day}", day=spelled(first.said_on or _("an undated statement")))
    return ""


_SLIPPED = {
    1: N_("slipped once ({before} → {after}, said {day})"),
    2: N_("slipped twice ({before} → {after}, said {day})"),
}
_MOVED = {
    "pull-in": N_("pulled in ({before} → {after}, said {day})"),
    "firmed": N_("firmed ({before} → {after}, said {day})"),
}


def _moved(sentence: str, move: Move, count: int = 1) -> str:
    before, after = spelled(move.before.guidance), spelled(move.after.guidance)
    return _(sentence, before=before, after=after, day=spelled(move.after.said_on), count=count)


def period_of(start: date, end: date) -> Period:
    """Make a period of two days."""
    return Period(start=start, end=end, text=f"{start} to {end}")
