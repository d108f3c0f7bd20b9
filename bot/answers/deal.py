"""The answer about one deal, in full."""

from collections.abc import Sequence
from decimal import Decimal

from bot.answers import deals as listing
from bot.answers.context import Context, Found
from bot.answers.meta import unanswered
from bot.answers.page import Line, Page, Section
from bot.answers.times import spelled
from bot.answers.wording import ROWS_SHOWN, amount, clauses, listed, parties, percent, plural
from bot.chinese import asset, royalties, target, territory
from bot.i18n import N_, _, word
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
        refused = Query(kind="unknown", message=_("the store holds no such deal"), suggestions=("!deals", "!help deal"))
        return unanswered(context, refused)
    proper = [deal for deal in chosen if deal.direction == "out" and deal.deal_type != "amendment"]
    if len(proper) == 1:
        return _one(context, proper[0], [deal for deal in chosen if deal is not proper[0]])
    if len(chosen) > 1:
        labels = listing.company_labels(context, chosen)
        lines = tuple(
            Line(f"{parties(deal, labels)}  {spelled(deal.announced)}", deal.id) for deal in chosen[:ROWS_SHOWN]
        )
        lead = _("{deals} fit; name one by its id.", deals=plural(len(chosen), "deal"))
        page = Page("deals", _("Which deal?"), (lead,), (Section("", lines),))
        return Found("deals", page, rows=chosen, suggestions=[f"!deal {deal.id}" for deal in chosen[:ROWS_SHOWN]])
    return _one(context, chosen[0], [])


def _candidates(context: Context, query: Query) -> Sequence[str]:
    if query.ids:
        return query.ids
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
        Line(spelled(deal.announced), _("Announced"), day=deal.announced.first if deal.announced.is_day else None),
        Line(_status(deal), _("Status")),
        *(
            Line(
                ", ".join(
                    f"{drugs[each]} ({each})" if drugs[each].casefold() != each else drugs[each] for each in deal.drugs
                ),
                _("Drugs"),
            )
            for _first in deal.drugs[:1]
        ),
        *(Line(text, label) for label, text in _described(deal) if text),
    ]
    money = [
        Line(amount(deal, "upfront") + _upfront_share(deal), _("Upfront")),
        Line(amount(deal, "milestones"), _("Milestones")),
        Line(amount(deal, "total"), _("Total, up to")),
        *([Line(amount(deal, "equity"), _("Equity"))] if deal.equity_usd is not None else []),
        *([Line(royalties(deal.royalties), _("Royalties"))] if deal.royalties else []),
    ]
    sections = [Section("", tuple(lines)), Section(_("Money"), tuple(money))]
    if deal.notes:
        sections.append(Section(_("Notes"), (Line(deal.notes),)))
    if others:
        lines_ = tuple(
            Line(clauses((word(other.deal_type), spelled(other.announced))), other.id) for other in others[:ROWS_SHOWN]
        )
        sections.append(Section(_("See also"), lines_))
    lead = clauses((word(deal.deal_type), _(_DIRECTIONS[deal.direction])))
    page = Page(
        "deals",
        f"{parties(deal, companies)} — {deal.assets_text or ', '.join(drugs.values())}",
        (lead, deal.id),
        tuple(sections),
    )
    return Found("deal", page, value=deal.id, unit="deal", rows=[deal, *others], about=deal.id)


_DIRECTIONS = {
    "out": N_("out-licensing"),
    "in": N_("in-licensing"),
    "other": N_("no out-licensing proper (kept for context)"),
}


def _described(deal: Deal) -> tuple[tuple[str, str], ...]:
    return (
        (_("Asset"), asset(deal.assets_text)),
        (_("Targets"), listed(map(target, deal.targets))),
        (_("Modality"), word(deal.modality or "")),
        (_("Area"), word(deal.area or "")),
        (_("Territory"), territory(deal.territory)),
    )


def _status(deal: Deal) -> str:
    return clauses((word(deal.status), spelled(deal.status_date))) if deal.status_date else word(deal.status)


def _upfront_share(deal: Deal) -> str:
    upfront, total = getattr(deal, MEASURE_COLUMNS["upfront"]), getattr(deal, MEASURE_COLUMNS["total"])
    if not upfront or not total:
        return ""
    return _("   ({percent} of the total)", percent=percent(Decimal(upfront) * 100 / Decimal(total)))
