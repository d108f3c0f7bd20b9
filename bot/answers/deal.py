"""The answer about one deal, in full."""

from collections.abc import Sequence
from decimal import Decimal

from bot.answers import deals as listing
from bot.answers.context import Context, Found
from bot.answers.page import Line, Page, Section
from bot.answers.wording import ROWS_SHOWN, amount, parties, percent, plural
from bot.language.query import Query
from db import records
from db.filters import MEASURE_COLUMNS, DealFilter
from db.models import Deal
from db.queries import deals, things


def answer(context: Context, query: Query) -> Found:
    """Show the deal that the words single out; several are listed to choose from."""
    found = _candidates(context, query)
    chosen = [listing.known(deal, query.as_of) for deal in records.load(context.db, Deal, found[: context.most_rows])]
    if not chosen:
        page = Page("deals", "Deal", ("The store holds no such deal.",))
        return Found("unknown", page, suggestions=("!deals", "!search …"))
    proper = [deal for deal in chosen if deal.direction == "out" and deal.deal_type != "amendment"]
    if len(proper) == 1:
        return _one(context, proper[0], [deal for deal in chosen if deal is not proper[0]])
    if len(chosen) > 1:
        labels = listing.company_labels(context, chosen)
        lines = tuple(Line(f"{parties(deal, labels)}  {deal.announced}", deal.id) for deal in chosen[:ROWS_SHOWN])
        page = Page(
            "deals", "Which deal?", (f"{plural(len(chosen), 'deal')} fit; name one by its id.",), (Section("", lines),)
        )
        return Found("deals", page, rows=chosen, suggestions=[f"!deal {deal.id}" for deal in chosen[:ROWS_SHOWN]])
    return _one(context, chosen[0], [])


def _candidates(context: Context, query: Query) -> list[str]:
    if query.ids:
        return list(query.ids)
    wanted = query.deals or DealFilter()
    if wanted.model_copy(update={"scope": DealFilter().scope}) != DealFilter():
        return deals.ids(context.db, wanted, "newest")
    if not query.words:
        return []
    hits, _ = things.search(context.db, query.words, types=("deal",))
    return [hit.entity_id for hit in hits]


def _one(context: Context, deal: Deal, others: Sequence[Deal]) -> Found:
    """Show a deal in full, and that there are others which the words fit: an amendment of it, say."""
    companies = listing.company_labels(context, [deal, *others])
    drugs = listing.drug_labels(context, [deal])
    lines = [
        Line(str(deal.announced), "Announced", day=deal.announced.first if deal.announced.is_day else None),
        Line(_status(deal), "Status"),
        *(
            Line(
                ", ".join(
                    f"{drugs[each]} ({each})" if drugs[each].casefold() != each else drugs[each] for each in deal.drugs
                ),
                "Drugs",
            )
            for _ in deal.drugs[:1]
        ),
        *(Line(text, label) for label, text in _described(deal) if text),
    ]
    money = [
        Line(amount(deal, "upfront") + _upfront_share(deal), "Upfront"),
        Line(amount(deal, "milestones"), "Milestones"),
        Line(amount(deal, "total"), "Total, up to"),
        *([Line(amount(deal, "equity"), "Equity")] if deal.equity_usd is not None else []),
        *([Line(deal.royalties, "Royalties")] if deal.royalties else []),
    ]
    sections = [Section("", tuple(lines)), Section("Money", tuple(money))]
    if deal.notes:
        sections.append(Section("Notes", (Line(deal.notes),)))
    if others:
        lines_ = tuple(Line(f"{other.deal_type}, {other.announced}", other.id) for other in others[:ROWS_SHOWN])
        sections.append(Section("See also", lines_))
    lead = f"{deal.deal_type}, {_DIRECTIONS[deal.direction]}"
    page = Page(
        "deals",
        f"{parties(deal, companies)} — {deal.assets_text or ', '.join(drugs.values())}",
        (lead, deal.id),
        tuple(sections),
    )
    return Found("deal", page, value=deal.id, unit="deal", rows=[deal, *others], about=deal.id)


_DIRECTIONS = {
    "out": "out-licensing",
    "in": "in-licensing",
    "other": "no out-licensing proper (kept for context)",
}


def _described(deal: Deal) -> tuple[tuple[str, str], ...]:
    return (
        ("Asset", deal.assets_text),
        ("Targets", ", ".join(deal.targets)),
        ("Modality", deal.modality or ""),
        ("Area", deal.area or ""),
        ("Territory", deal.territory),
    )


def _status(deal: Deal) -> str:
    return f"{deal.status}, {deal.status_date}" if deal.status_date else deal.status


def _upfront_share(deal: Deal) -> str:
    upfront, total = getattr(deal, MEASURE_COLUMNS["upfront"]), getattr(deal, MEASURE_COLUMNS["total"])
    if not upfront or not total:
        return ""
    return f"   ({percent(Decimal(upfront) * 100 / Decimal(total))} of the total)"
