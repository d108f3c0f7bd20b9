"""Answers that list drugs of a kind, or rank the companies that made them."""

from collections import Counter
from collections.abc import Sequence

from bot.answers import deals as listing
from bot.answers.context import Context, Found
from bot.answers.filters import mechanisms
from bot.answers.model import Value
from bot.answers.page import Column, Page, Section, Table
from bot.answers.wording import ROWS_SHOWN, alternatives, listed, plural, shortened
from bot.chinese import target
from bot.i18n import _, word
from bot.language.query import Query
from db import records
from db.filters import DrugFilter
from db.models import Company, Drug
from db.queries import things


def _makers(context: Context, found: Sequence[str]) -> Found:
    """Rank the companies by how many of some drugs they originated."""
    made = Counter(drug.originator for drug in records.load(context.db, Drug, found) if drug.originator)
    ranked = sorted(made.items(), key=lambda each: (-each[1], each[0]))
    labels = context.labels("company", [company for company, _count in ranked])
    first = [company for company, count in ranked if count == ranked[0][1]]
    lead = _("; ").join(
        _("{name}: {size}", name=labels[each], size=plural(made[each], "drug")) for each in first[:ROWS_SHOWN]
    )
    columns = (Column(""), Column(_("Drugs"), "right"))
    table = Table(columns, tuple((labels[each], f"{count:,}") for each, count in ranked[:ROWS_SHOWN]))
    value: Value = first[0] if len(first) == 1 else tuple(first) or None
    rows = records.load(context.db, Drug, found[: context.most_rows])
    return Found("drug", Page("drug", _("Drugs"), (lead,), (Section("", table=table),)), value, "company", rows)


def listing_of(context: Context, query: Query, wanted: DrugFilter, heading: str) -> Found:
    """List the drugs of a kind, without those that were named as an example of it."""
    found = [each for each in things.drugs(context.db, wanted) if each not in query.ids]
    if query.statistic == "highest" and found:
        return _makers(context, found)
    chosen = records.load(context.db, Drug, found[: context.most_rows])
    labels = {
        company.id: listing.company_label(company)
        for company in records.load(context.db, Company, [d.originator for d in chosen if d.originator])
    }
    described = " · ".join(
        part
        for part in (
            *([shortened(listed(context.labels("drug", wanted.ids).values()), 60)] if wanted.ids else []),
            *mechanisms(wanted.targets, context.targets(wanted.targets)),
            alternatives(word(each) for each in wanted.modalities),
            alternatives(word(each) for each in wanted.areas),
            _("phase {phase}", phase=alternatives(wanted.phases)) if wanted.phases else "",
            alternatives(context.labels("company", wanted.companies).values()),
        )
        if part
    )
    within = chosen[: query.limit] if query.limit and context.shown else chosen
    shown = context.cut(within, query.limit or ROWS_SHOWN)
    rows = tuple(
        (
            listing.drug_label(each),
            each.generic_name or "",
            listed(map(target, each.targets)),
            word(each.modality or ""),
            labels.get(each.originator or "", ""),
        )
        for each in shown
    )
    titles = (_("Drug"), _("Generic name"), _("Targets"), _("Modality"), _("Originator"))
    columns = tuple(Column(title) for title in titles)
    count = len(within) if query.limit and context.shown else len(found)
    more = max(count - context.first - len(rows), 0)
    table = Table(columns, rows, more, tuple(("drug", each.id) for each in shown), context.first)
    heading_full = _("{heading} — {described}", heading=heading, described=described) if described else heading
    page = Page("drug", heading_full, (plural(len(found), "drug"),), (Section("", table=table),) if rows else ())
    value: Value = len(found) if query.statistic == "count" else tuple(found[: context.most_rows]) or None
    return Found("drug", page, value=value, unit="drugs" if query.statistic == "count" else "drug", rows=chosen)
