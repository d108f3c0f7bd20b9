"""The change from one period to the next, in percent: of what is reported for the whole sector, else of the store's own deals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answers import deals as listing
from bot.answers import sector
from bot.answers.context import Context, Found
from bot.answers.page import Line, Page, Section
from bot.answers.times import spelled
from bot.answers.wording import MEASURE_NAMES, aside, change, disclosed, percent, plural
from bot.i18n import _
from bot.language.query import Query
from db.filters import DealFilter
from db.models import MarketFigure
from db.periods import Period
from db.queries import deals


@dataclass(frozen=True, slots=True)
class Pair:
    """A number or an amount of two periods, and the words for both; None where it is not known."""

    before: int | None
    after: int | None
    words: str


def answer(context: Context, query: Query) -> Found:
    """Give the change from one period to the next; where it is that of reported figures, the store's own stands below."""
    wanted = listing.filter_of(query)
    later = wanted.period
    earlier = later.before() if later else None
    if later is None or earlier is None:
        page = Page("deals", listing.title(context, wanted), (_("Name a period to see its change, such as 2025."),))
        return Found("deals", page)
    earlier, later = _two_parts(query) or (earlier, later)
    heading = listing.title(context, wanted.model_copy(update={"period": None}))
    title = _("{title}: {earlier} → {later}", title=heading, earlier=spelled(earlier), later=spelled(later))
    figures = _figures(context, query, earlier, later)
    own = _own(context, query, wanted, earlier, later)
    if figures:
        return _of_reported(context, query, title, figures, own, (earlier, later))
    chosen = listing.read(context, query.model_copy(update={"deals": wanted.model_copy(update={"period": later})}))
    totals = deals.totals(context.db, wanted.model_copy(update={"period": later}))
    notes = listing.coverage_notes(context, wanted, totals)
    if not own.before or own.after is None:
        page = Page("deals", title, (_("There is nothing to compare with."),))
        return Found("deals", page, rows=[*chosen], notes=notes)
    words = own.words
    if query.sector:
        words = aside(words, _("the store's own; what is reported differs by source or is missing"))
    page = Page("deals", title, (_("{change}: {words}", change=_change(own), words=words),))
    return Found("deals", page, value=_value(own), unit="percent", rows=[*chosen], notes=notes)


def _of_reported(
    context: Context, query: Query, title: str, figures: Sequence[MarketFigure], own: Pair, periods: Sequence[Period]
) -> Found:
    """Give the change of reported figures, with what others report and the store's own beside it."""
    old, new = figures
    words = _(
        "{old} → {new}, as reported ({who})",
        old=sector.shown_value(old),
        new=sector.shown_value(new),
        who=new.asserted_by,
    )
    pair = Pair(old.money or int(old.value or 0), new.money or int(new.value or 0), words)
    lead = [_("{change}: {words}", change=_change(pair), words=words)]
    if own.before and own.after is not None:
        store = _("{change}: {words}", change=change(own.before, own.after), words=own.words)
        lead.append(_("Store: {figure}", figure=store))
    lines = tuple(
        Line(said, spelled(period))
        for period in periods
        if (said := sector.rivals(context.db, [_measure(query)], period, query.as_of))
    )
    sections = (Section(_("Reported otherwise"), lines),) if lines else ()
    return Found("deals", Page("deals", title, tuple(lead), sections), _value(pair), "percent", [*figures])


def _figures(context: Context, query: Query, earlier: Period, later: Period) -> list[MarketFigure]:
    """Give the reported figures of both periods, if the question is about the whole sector and both are certain."""
    if not query.sector or _measure(query) not in sector.METRIC_OF:
        return []
    said = [sector.reported(context.db, _measure(query), each, query.as_of).chosen for each in (earlier, later)]
    known = [each for each in said if each is not None and each.value]
    return known if len(known) == 2 else []


def _own(context: Context, query: Query, wanted: DealFilter, earlier: Period, later: Period) -> Pair:
    """Give the number or amount of the store's own deals in two periods."""
    before, after = (deals.totals(context.db, wanted.model_copy(update={"period": each})) for each in (earlier, later))
    if query.measure is None:
        return Pair(before.count, after.count, f"{before.count:,} → {plural(after.count, 'deal')}")
    was, now = before.sums[query.measure], after.sums[query.measure]
    noun = MEASURE_NAMES[query.measure]
    words = f"{disclosed(was, before.count, noun)} → {disclosed(now, after.count, noun)}"
    return Pair(was.amount, now.amount, words)


def _measure(query: Query) -> str:
    return query.measure or "count"


def _two_parts(query: Query) -> tuple[Period, Period] | None:
    """Take "2023 to 2024", and two periods named apart, as what is compared."""
    sides = [side.deals.period for side in query.sides if side.deals and side.deals.period]
    return (sides[0], sides[1]) if len(sides) == 2 else None


def _grown(pair: Pair) -> Decimal:
    before, after = Decimal(pair.before or 1), Decimal(pair.after or 0)
    return (after - before) * 100 / before


def _change(pair: Pair) -> str:
    """Say "+17.8 %", or that there is no change."""
    grown = _grown(pair)
    return f"{'+' if grown > 0 else '−'}{percent(abs(grown))}" if grown else _("no change")


def _value(pair: Pair) -> Decimal:
    return _grown(pair).quantize(Decimal("0.0001"))
