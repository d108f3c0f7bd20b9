"""Answers that are one fact taken from deals: what was paid, by whom, when, on which terms."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import deals as listing
from bot.answers import ranking
from bot.answers.context import Context, Found
from bot.answers.model import Value
from bot.answers.page import Line, Page, Section
from bot.answers.times import spelled
from bot.answers.wording import MEASURE_NAMES, ROWS_SHOWN, amount, disclosed, listed, measure_name, parties, plural
from bot.chinese import royalties, territory
from bot.i18n import _, word
from bot.language.query import Query
from db.filters import MEASURE_COLUMNS, DealFilter, Dimension, Measure
from db.models import Deal
from db.queries import deals
from db.queries.deals import Group


def amount_of_deal(context: Context, query: Query) -> Found:
    """Give what was paid in one deal; several that fit are listed, and their sum is not passed off as one amount."""
    chosen = listing.read(context, query)
    title = listing.title(context, listing.filter_of(query))
    if not chosen:
        return Found("deals", Page("deals", title, (_("The store holds no such deal."),)))
    labels = listing.company_labels(context, chosen)
    measure = query.measure
    original = [deal for deal in chosen if deal.deal_type != "amendment" and deal.direction == "out"]
    counted = original or chosen
    disclosed_ = [deal for deal in counted if measure and getattr(deal, MEASURE_COLUMNS[measure]) is not None]
    lines = tuple(
        Line(_paid(deal, measure, query.also), f"{spelled(deal.announced)}  {parties(deal, labels)}")
        for deal in chosen[: context.most(ROWS_SHOWN)]
    )
    value: Value = None
    lead = (
        lines[0].text if len(chosen) == 1 else _("{deals} fit; the amounts of each:", deals=plural(len(chosen), "deal"))
    )
    if query.also and len(counted) == 1:
        lead = (
            f"{_paid(counted[0], measure, query.also)} — {parties(counted[0], labels)}, {spelled(counted[0].announced)}"
        )
    elif measure and len(counted) == 1:
        value = getattr(counted[0], MEASURE_COLUMNS[measure])
        noun = measure_name(measure).capitalize()
        paid = _("{noun}: {amount}", noun=noun, amount=amount(counted[0], measure))
        lead = f"{paid} — {parties(counted[0], labels)}, {spelled(counted[0].announced)}"
    elif measure and len(disclosed_) == 1 and not query.also:
        value = getattr(disclosed_[0], MEASURE_COLUMNS[measure])
    page = Page("deals", title, (lead,), (Section("", lines),))
    return Found("deals", page, value=value, unit="USD", rows=[*chosen])


def who(context: Context, query: Query) -> Found:
    """Name the company on one side: of the largest deal, of the most deals, or of the deals over a drug."""
    wanted = listing.filter_of(query)
    if _grouped(query):
        return _who_most(context, query, wanted)
    if query.measure and not wanted.scope.rows_all:
        ranked = ranking.answer(context, query.model_copy(update={"want": "highest", "sort": query.measure}))
        first = next((row for row in ranked.rows if isinstance(row, Deal)), None)
        if first is None:
            return ranked
        company = _side(first, query)[0]
        name = context.labels("company", [company])[company]
        size = _("{amount} {noun}", amount=amount(first, query.measure), noun=measure_name(query.measure))
        paid = _("{name}: {size}, {day}", name=name, size=size, day=spelled(first.announced))
        page = replace(ranked.page, lead=(paid,))
        return Found("deals", page, company, "company", ranked.rows, notes=ranked.notes)
    chosen = listing.read(context, query)
    title = listing.title(context, wanted)
    counted = [deal for deal in chosen if deal.direction == "out" and deal.deal_type != "amendment"] or chosen
    if not counted:
        return Found("deals", Page("deals", title, (_("The store holds no such deal."),)))
    labels = listing.company_labels(context, chosen)
    names = list(dict.fromkeys(each for deal in counted for each in _side(deal, query)))
    value: Value = names[0] if len(names) == 1 else tuple(names)
    said = listed(labels[each] for each in names[: context.most(ROWS_SHOWN)])
    if len(names) > context.most(ROWS_SHOWN):
        said += " " + _("… and {count:,} more", count=len(names) - ROWS_SHOWN)
    lead = _("{side}: {names}", side=_side_name(counted, query).capitalize(), names=said)
    paid = _paid_in_lead(counted[0]) if len(counted) == 1 else ""
    page = Page("deals", title, (lead, *([paid] if paid else [])), tuple(listing.table_of(context, chosen, wanted)))
    return Found("deals", page, value=value, unit="company", rows=[*chosen])


def _paid_in_lead(deal: Deal) -> str:
    """Say what was paid in a deal, and when: who asks for the company asks for that next. Empty if nothing is disclosed."""
    measures: tuple[Measure, ...] = ("upfront", "total")
    known = [each for each in measures if getattr(deal, MEASURE_COLUMNS[each]) is not None]
    said = [_("{amount} {noun}", amount=amount(deal, each), noun=measure_name(each)) for each in known]
    return _(", ").join([*said, spelled(deal.announced)]) if said else ""


def date_of_deal(context: Context, query: Query) -> Found:
    """Tell when a deal was announced; of several, the first."""
    ordered = listing.read(context, query.model_copy(update={"sort": "oldest"}))
    wanted = listing.filter_of(query)
    title = listing.title(context, wanted)
    if not ordered:
        return Found("deals", Page("deals", title, (_("The store holds no such deal."),)))
    labels = listing.company_labels(context, ordered)
    first = ordered[0]
    lead = _("Announced {day}: {parties}", day=spelled(first.announced), parties=parties(first, labels))
    if len(ordered) > 1:
        lead = _("{lead}; the first of {count:,}", lead=lead, count=len(ordered))
    page = Page("deals", title, (lead,), tuple(listing.table_of(context, ordered, wanted)))
    return Found("deals", page, value=first.announced.span, rows=[*ordered])


def terms(context: Context, query: Query) -> Found:
    """Give amounts, territory, royalties and status of the deals meant."""
    chosen = listing.read(context, query)
    labels = listing.company_labels(context, chosen)
    title = listing.title(context, listing.filter_of(query))
    lines = tuple(
        Line(
            "; ".join(
                part
                for part in (
                    _paid(deal, None),
                    territory(deal.territory),
                    deal.royalties and _("royalties: {terms}", terms=royalties(deal.royalties)),
                    word(deal.status),
                )
                if part
            ),
            f"{spelled(deal.announced)}  {parties(deal, labels)}",
        )
        for deal in chosen[: context.most(ROWS_SHOWN)]
    )
    return Found(
        "deals",
        Page("deals", title, () if lines else (_("The store holds no such deal."),), (Section("", lines),)),
        rows=[*chosen],
    )


def _paid(deal: Deal, measure: Measure | None, also: Sequence[Measure] = ()) -> str:
    measures: tuple[Measure, ...] = (measure, *also) if measure else ("upfront", "total")
    return listed(_("{amount} {noun}", amount=amount(deal, each), noun=measure_name(each)) for each in measures)


def _side(deal: Deal, query: Query) -> tuple[str, ...]:
    return deal.licensors if query.want == "licensor" else deal.licensees


def _side_name(chosen: Sequence[Deal], query: Query) -> str:
    """Name a side of some deals: in an acquisition one buys, in a licence one is given it."""
    if all(deal.deal_type == "acquisition" for deal in chosen):
        return word("seller") if query.want == "licensor" else word("buyer")
    return word(query.want)


def _grouped(query: Query) -> bool:
    """Tell whether companies are ranked by all their deals together."""
    return query.by is not None


def _who_most(context: Context, query: Query, wanted: DealFilter) -> Found:
    by: Dimension = "licensor" if query.want == "licensor" else "licensee"
    groups = listing.groups_by(context, wanted, by)
    measure = query.measure
    ordered: list[Group] = sorted(
        groups, key=lambda each: -((each.sums[measure].amount or 0) if measure else each.count)
    )
    title = _("{title}, by {dimension}", title=listing.title(context, wanted), dimension=word(by))
    totals = deals.totals(context.db, wanted)
    notes = listing.coverage_notes(context, wanted, totals)
    if not ordered:
        return Found("deals", Page("deals", title, (_("The store holds no such deal."),)), notes=notes)
    top = ordered[0]
    tied = [each for each in ordered if listing.size(each, query) == listing.size(top, query)]
    size = disclosed(top.sums[measure], top.count, MEASURE_NAMES[measure]) if measure else plural(top.count, "deal")
    page = Page(
        "deals",
        title,
        (_("{name}: {size}", name=listed(each.label for each in tied), size=size),),
        (Section("", table=listing.groups_table(ordered, context.most(ROWS_SHOWN))),),
    )
    value: Value = top.key if len(tied) == 1 else tuple(each.key for each in tied)
    return Found("deals", page, value=value, unit="company", rows=[*listing.read(context, query)], notes=notes)
