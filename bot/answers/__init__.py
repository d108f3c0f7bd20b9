"""Answering: from a Query to an Answer, one module a kind of answer."""

from collections.abc import Callable

from bot.answers import company, comparison, deal, deal_figures, deals, drug, finding, market, meta, milestones, trial
from bot.answers.context import Context, Found, finish
from bot.answers.model import Answer
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
    ("deals", "count"): deal_figures.count_or_sum,
    ("deals", "sum"): deal_figures.count_or_sum,
    ("deals", "mean"): deal_figures.statistics,
    ("deals", "median"): deal_figures.statistics,
    ("deals", "quartiles"): deal_figures.statistics,
    ("deals", "share"): deal_figures.share,
    ("deals", "growth"): deal_figures.growth,
    ("deals", "amount"): deal_figures.amount_of_deal,
    ("deals", "licensor"): deal_figures.who,
    ("deals", "licensee"): deal_figures.who,
    ("deals", "date"): deal_figures.date_of_deal,
    ("deals", "terms"): deal_figures.terms,
    ("deals", "breakdown"): deal_figures.breakdown,
    ("deals", "highest"): deals.ranking,
    ("deals", "lowest"): deals.ranking,
    ("deals", "first"): deals.ranking,
    ("deals", "latest"): deals.ranking,
    ("milestones", "when"): milestones.when,
    ("milestones", "next"): milestones.when,
    ("milestones", "days"): milestones.when,
    ("milestones", "whether"): milestones.whether,
    ("milestones", "slips"): milestones.slips,
}


def answer_query(context: Context, query: Query) -> Answer:
    """Answer a question from the store."""
    answering = _BY_WANT.get((query.kind, query.want), _BY_KIND[query.kind])
    return finish(context, query, answering(context, query))
