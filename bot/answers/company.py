"""The answer about a company: what it is, its drugs, its deals on either side, what comes next."""

from datetime import date
from typing import Any

from bot.answers import deals as listing
from bot.answers import milestones as timeline
from bot.answers.context import Context, Found
from bot.answers.model import Value
from bot.answers.page import Line, Page, Section
from bot.answers.wording import ROWS_SHOWN, clauses, deals_table, disclosed, listed, plural
from bot.chinese import city
from bot.i18n import _, in_chinese, word
from bot.language.query import Query
from db import records
from db.filters import DealFilter, MarketFilter, MilestoneFilter, Party, Scope
from db.models import Company, Deal, Drug, Record
from db.queries import deals, market, things

_DRUGS_SHOWN = 12


def answer(context: Context, query: Query) -> Found:
    """Show a company; what was asked of it stands in the first line."""
    company = records.get(context.db, Company, query.ids[0])
    if company is None:
        return Found(
            "unknown", Page("company", _("Company"), (_("The store holds no company {id}.", id=query.ids[0]),))
        )
    wanted = DealFilter(parties=(Party(companies=(company.id,)),), known_by=query.as_of)
    everything = wanted.model_copy(update={"scope": Scope(rows_all=True)})
    own_deals = [
        listing.known(deal, query.as_of)
        for deal in records.load(context.db, Deal, deals.ids(context.db, everything, "newest", context.most_rows))
    ]
    drugs = records.load(context.db, Drug, things.drugs_of_company(context.db, company.id))
    ahead = timeline.milestones_of(context, query, MilestoneFilter(companies=(company.id,), state="expected"))
    figures = market.figures(context.db, MarketFilter(subjects=(company.id,)))
    sections = [
        Section("", tuple(_facts(company, query.as_of))),
        *([Section(_("Drugs"), (Line(_drug_names(context, drugs)),))] if drugs else []),
        *_deals(context, wanted, own_deals),
        *([Section(_("Next"), table=timeline.milestone_table(context, query, ahead, 6))] if ahead else []),
        *(
            [Section(_("Reported"), (Line(f"{plural(len(figures), 'figure')}{_(': ')}!market {company.name}"),))]
            if figures
            else []
        ),
    ]
    value, lead = _asked(query, company, own_deals)
    both = (*company.name_zh, company.name) if in_chinese() else (company.name, *company.name_zh)
    names = " · ".join(both)
    page = Page("company", names, (lead,), tuple(sections))
    rows: list[Record | dict[str, Any]] = [
        company,
        *drugs,
        *own_deals,
        *(timeline.row(each, context, query) for each in ahead),
        *figures,
    ]
    return Found("company", page, value=value, unit="company", rows=rows, about=company.id)


def _asked(query: Query, company: Company, own_deals: list[Deal]) -> tuple[Value, str]:
    if query.want == "partners":
        sides = [deal.licensees if company.id in deal.licensors else deal.licensors for deal in own_deals]
        partners = list(dict.fromkeys(each for side in sides for each in side if each != company.id))
        return tuple(partners) or None, _(
            "{company} has {partners}",
            company=listing.company_label(company),
            partners=plural(len(partners), "deal partner"),
        )
    if query.want == "names" and company.tickers:
        return None, _("Listed as {tickers}", tickers=listed(company.tickers))
    return None, clauses(part for part in (word(company.kind), city(company.hq), word(company.country)) if part)


def _facts(company: Company, as_of: date | None) -> list[Line]:
    facts = (
        (_("Also called"), listed(company.aliases)),
        (_("Tickers"), listed(company.tickers)),
        (_("Notes"), "" if as_of else company.notes),
    )
    return [Line(text, label) for label, text in facts if text]


def _drug_names(context: Context, drugs: list[Drug]) -> str:
    named = [
        listing.drug_label(each)
        if not each.generic_name or (in_chinese() and each.name_zh)
        else f"{each.label} ({each.generic_name})"
        for each in drugs[: context.most(_DRUGS_SHOWN)]
    ]
    rest = len(drugs) - context.most(_DRUGS_SHOWN)
    more = " " + _("… and {count:,} more", count=rest) if rest > 0 else ""
    return listed(dict.fromkeys(named)) + more


def _deals(context: Context, wanted: DealFilter, own_deals: list[Deal]) -> list[Section]:
    if not own_deals:
        return []
    totals = deals.totals(context.db, wanted)
    shown = own_deals[: context.most(ROWS_SHOWN)]
    table = deals_table(
        shown, listing.drug_labels(context, shown), listing.company_labels(context, shown), len(own_deals) - len(shown)
    )
    sums = [disclosed(totals.sums[measure], totals.count, measure) for measure in ("upfront", "total") if totals.count]
    line = " · ".join((f"{plural(totals.count, 'out-licensing deal')}", *(each for each in sums if each)))
    return [Section(_("Deals"), (Line(line),), table)]
