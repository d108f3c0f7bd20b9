"""How facts are put into words: amounts, parties, periods, filters. Everything that several answers say stands here once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.answers.page import Column, Table
from db.filters import AmountLimit, DealFilter, Measure, MilestoneFilter
from db.models import Deal
from db.money import Money, format_money, format_usd
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


def plural(count: int, noun: str, several: str = "") -> str:
    """Say "1 deal", "90 deals"."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


def disclosed(total: Sum, count: int, noun: str) -> str:
    """Say "$6.32B upfront (disclosed for 59 of 90)"."""
    if total.amount is None:
        return f"{noun} undisclosed" if count else ""
    of_all = "" if total.disclosed == count else f" (disclosed for {total.disclosed:,} of {count:,})"
    return f"{format_usd(total.amount)} {noun}{of_all}"


def percent(value: Decimal) -> str:
    """Say "17.8 %"."""
    return f"{value:.1f} %".replace(".0 %", " %")


def change(before: int, after: int) -> str:
    """Say "+64 %", of a number that was something before."""
    grown = Decimal(after - before) * 100 / Decimal(before)
    return f"{'+' if grown >= 0 else '−'}{abs(grown):.0f} %"


def parties(deal: Deal, labels: Mapping[str, str]) -> str:
    """Say who gave what to whom: "3SBio → Pfizer"."""
    return _ARROW.join(" + ".join(labels.get(each, each) for each in side) for side in (deal.licensors, deal.licensees))


def assets(deal: Deal, labels: Mapping[str, str]) -> str:
    """Name what a deal is over: its drugs, else what was said of the asset."""
    return ", ".join(labels.get(each, each) for each in deal.drugs) or deal.assets_text


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
        return f"{announced} (no dollar figure)" if announced else "undisclosed"
    return f"{format_usd(dollars)} ({announced})" if announced else format_usd(dollars)


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
            str(deal.announced) + (" †" if deal.status == "terminated" else ""),
        )
        for deal in deals
    ]
    columns = (Column("Parties"), Column("Asset"), Column("Upfront", "right"), Column("Total", "right"), Column("Date"))
    return Table(columns, tuple(rows), more, tuple(("deal", deal.id) for deal in deals), first)


def shortened(text: str, longest: int) -> str:
    """Cut a text at a word so that it fits."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1].rsplit(" ", 1)[0] if " " in text[: longest - 1] else text[: longest - 1]
    return cut.rstrip(" ,;:") + "…"


def kind_name(kind: str) -> str:
    """Name a kind of milestone as people do."""
    return KIND_NAMES.get(kind, kind)


def limit_words(limit: AmountLimit) -> str:
    """Say a bound: "upfront ≥ $100M"."""
    low, high = limit.range.low, limit.range.high
    name = MEASURE_NAMES[limit.measure]
    if low is not None and low == high:
        return f"{name} = {format_usd(low)}"
    parts = []
    if low is not None:
        parts.append(f"{'≥' if limit.range.low_inclusive else '>'} {format_usd(low)}")
    if high is not None:
        parts.append(f"{'≤' if limit.range.high_inclusive else '<'} {format_usd(high)}")
    return f"{name} {' and '.join(parts)}"


def describe_deals(
    wanted: DealFilter, companies: Mapping[str, str], drugs: Mapping[str, str], targets: Mapping[str, str]
) -> str:
    """Say which deals a filter means, the period first."""
    parts = [str(wanted.period)] if wanted.period else []
    for party in wanted.parties:
        names = " or ".join(companies.get(each, each) for each in party.companies)
        parts.append({"licensor": f"from {names}", "licensee": f"to {names}"}.get(party.role, names))
    parts += [drugs.get(each, each) for each in wanted.drugs]
    parts += mechanisms(wanted.targets, targets)
    parts += [_alternatives(wanted.modalities), _alternatives(wanted.areas), _alternatives(wanted.types)]
    parts += [_alternatives(wanted.statuses), _partners(wanted.countries)]
    parts += [f"rights in {each}" for each in wanted.territories]
    parts += [limit_words(limit) for limit in wanted.amounts]
    parts += [f"{MEASURE_NAMES[each]} undisclosed" for each in wanted.undisclosed]
    parts += [f"{MEASURE_NAMES[each]} disclosed" for each in wanted.disclosed]
    if wanted.status_period:
        parts.append(f"by status in {wanted.status_period}")
    parts += ["in-licensing" if "in" in wanted.directions else ""]
    parts += [
        f"not {described}" for each in wanted.without if (described := describe_deals(each, companies, drugs, targets))
    ]
    if wanted.scope.any_direction and wanted.scope.rows_all:
        parts.append("all kinds")
    return " · ".join(part for part in parts if part)


def _partners(countries: Sequence[str]) -> str:
    """Say where the partners are, unless that is a long list: a whole continent is named by its number of countries."""
    if len(countries) > _COUNTRIES_SAID:
        return f"partner in one of {len(countries)} countries ({', '.join(countries[:2])} …)"
    return _alternatives([f"partner of {each}" for each in countries])


def mechanisms(targets: Iterable[tuple[str, ...]], spelled: Mapping[str, str]) -> list[str]:
    """Say mechanisms from the keys of their parts, each part as the field spells it."""
    return [" × ".join(spelled.get(part, part.upper()) for part in parts) for parts in targets]


def describe_milestones(
    wanted: MilestoneFilter,
    companies: Mapping[str, str],
    drugs: Mapping[str, str],
    studies: Iterable[str],
    targets: Mapping[str, str],
) -> str:
    """Say which milestones a filter means."""
    parts = [{"any": "", "done": "reached"}.get(wanted.state, wanted.state)]
    parts += [str(wanted.period)] if wanted.period else []
    parts += [drugs.get(each, each) for each in wanted.drugs]
    parts += [companies.get(each, each) for each in wanted.companies]
    parts += [_alternatives(studies), _alternatives(wanted.trials)]
    parts += [_alternatives([kind_name(kind) for kind in wanted.kinds])]
    parts += [f"phase {' or '.join(wanted.phases)}"] if wanted.phases else []
    parts += [_alternatives(wanted.regions), _alternatives(wanted.areas), _alternatives(wanted.modalities)]
    parts += mechanisms(wanted.targets, targets)
    parts += list(wanted.indications)
    parts += list(wanted.mentions)
    if wanted.dateless:
        parts.append("no date known")
    if wanted.slipped:
        parts.append("slipped")
    return " · ".join(part for part in parts if part)


def _alternatives(values: Iterable[str]) -> str:
    return " or ".join(values)


def days_to_go(outlook: Outlook, today: date) -> str:
    """Say how far off a milestone is: "39 d", "≤ 39 d" within an open window, "overdue 8 d"."""
    span = outlook.span
    if not outlook.is_open or span is None or span.end is None or span.start is None:
        return ""
    left = (span.end - today).days
    if left < 0:
        return f"overdue {-left} d"
    if span.is_day:
        return "today" if left == 0 else f"{left} d"
    return f"≤ {left} d" if span.start <= today else f"{(span.start - today).days}–{left} d"


def when_expected(outlook: Outlook) -> str:
    """Say when a milestone is expected, as it was said, or when it was reached."""
    if not outlook.is_open:
        return str(outlook.milestone.actual_date or "date not recorded")
    if outlook.said is None:
        return "no date given"
    return outlook.said.guidance


def history(outlook: Outlook) -> str:
    """Say how the guidance moved: "slipped once (early 2027 → H1 2027, said 2026-04-30)"."""
    slips = [move for move in outlook.moves if move.kind == "slip"]
    if slips:
        times = {1: "once", 2: "twice"}.get(len(slips), f"{len(slips)} times")
        last = slips[-1]
        return f"slipped {times} ({last.before.guidance} → {last.after.guidance}, said {last.after.said_on})"
    if outlook.moves:
        last = outlook.moves[-1]
        verb = {"pull-in": "pulled in", "firmed": "firmed"}[last.kind]
        return f"{verb} ({last.before.guidance} → {last.after.guidance}, said {last.after.said_on})"
    if outlook.said is not None and outlook.said.said_on is not None:
        first = next(
            said
            for said in outlook.statements
            if said.kind == outlook.said.kind and said.guidance == outlook.said.guidance
        )
        return f"guidance unchanged since {first.said_on or 'an undated statement'}"
    return ""


def period_of(start: date, end: date) -> Period:
    """Make a period of two days."""
    return Period(start=start, end=end, text=f"{start} to {end}")
