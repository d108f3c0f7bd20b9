"""Answering: from a Query to an Answer, one module a kind of answer."""

from collections.abc import Callable

from bot.answers import (
    breakdowns,
    claims,
    company,
    comparables,
    comparison,
    deal,
    deal_facts,
    deal_numbers,
    deals,
    drug,
    finding,
    growth,
    market,
    meta,
    milestones,
    one_milestone,
    ranking,
    shares,
    slips,
    trial,
)
from bot.answers.context import Context, Found, finish
from bot.answers.model import Answer
from bot.i18n import speaking
from bot.language.query import Kind, Query, Want

Answering = Callable[[Context, Query], Found]

_BY_KIND: dict[Kind, Answering] = {
    "deals": deals.overview,
    "deal": deal.answer,
    "drug": drug.answer,
    "company": company.answer,
    "milestones": milestones.overview,
    "trial": trial.answer,
    "market": market.answer,
    "comparison": comparison.answer,
    "search": finding.search,
    "sources": finding.sources,
    "about": meta.about,
    "help": meta.help_,
    "unknown": meta.unanswered,
    "clarify": meta.unanswered,
}
#: What is wanted decides over the kind alone.
_BY_WANT: dict[tuple[Kind, Want], Answering] = {
    ("deals", "count"): deal_numbers.count_or_sum,
    ("deals", "sum"): deal_numbers.count_or_sum,
    ("deals", "mean"): deal_numbers.statistics,
    ("deals", "median"): deal_numbers.statistics,
    ("deals", "quartiles"): deal_numbers.statistics,
    ("deals", "comps"): comparables.answer,
    ("deals", "share"): shares.share,
    ("deals", "growth"): growth.answer,
    ("deals", "amount"): deal_facts.amount_of_deal,
    ("deals", "licensor"): deal_facts.who,
    ("deals", "licensee"): deal_facts.who,
    ("deals", "date"): deal_facts.date_of_deal,
    ("deals", "terms"): deal_facts.terms,
    ("deals", "breakdown"): breakdowns.breakdown,
    ("deals", "highest"): ranking.answer,
    ("deals", "lowest"): ranking.answer,
    ("deals", "first"): ranking.answer,
    ("deals", "latest"): ranking.answer,
    ("deals", "whether"): claims.answer,
    ("milestones", "when"): one_milestone.when,
    ("milestones", "next"): one_milestone.when,
    ("milestones", "days"): one_milestone.when,
    ("milestones", "whether"): one_milestone.whether,
    ("milestones", "slips"): slips.answer,
}


def answer_query(context: Context, query: Query) -> Answer:
    """Answer a question from the store."""
    answering = _BY_WANT.get((query.kind, query.want), _BY_KIND[query.kind])
    with speaking(query.language):
        return finish(context, query, answering(context, query))
