"""Answers that find things: the search, and the sources of a fact."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.answers import citing
from bot.answers.context import Context, Found
from bot.answers.page import Column, Line, Page, Section, Table
from bot.answers.times import spelled
from bot.answers.wording import clauses, listed, plural, shortened
from bot.chinese import asset, indication, study
from bot.i18n import _, in_chinese, word
from bot.language.query import Query
from db import names, records
from db.models import Company, Deal, Drug, MarketFigure, Milestone, Record, Source, Trial
from db.queries import things
from db.queries.things import Hit
from db.tables import TABLE_OF_ENTITY

_SHOWN = 15
_WORD_OF = {"market_figure": "figure"}


def search(context: Context, query: Query) -> Found:
    """List what has the words, best first; of some kinds of record, if the question names any."""
    hits, total = things.search(context.db, query.words, types=query.records, limit=context.most_rows or 1000)
    title = _("Search — {words}", words=clauses((query.words, *map(record_word, query.records))))
    if not hits:
        near = names.nearest(context.db, query.words, types=("drug", "company", "study"))
        sentence = _("Nothing in the store has these words.")
        if near:
            offer = _("Did you mean {names}?", names=listed(each.text for each in near))
            sentence = _("{sentence} {offer}", sentence=sentence, offer=offer)
        page = Page("search", title, (sentence,))
        return Found("search", page, suggestions=[f"!search {each.text}" for each in near])
    found = _records(context, hits)
    shown = context.cut(found, _SHOWN)
    table = Table(
        (Column(""), Column("")),
        tuple((describe(each), record_word(each.entity)) for each in shown),
        max(total - context.first - len(shown), 0),
        tuple((each.entity, each.key) for each in shown),
        context.first,
    )
    page = Page("search", title, (plural(total, "record"),), (Section("", table=table),))
    return Found("search", page, rows=found)


def record_word(entity: str) -> str:
    """Name a kind of record."""
    return word(_WORD_OF.get(entity, entity))


def sources(context: Context, query: Query) -> Found:
    """List every source of a fact, or every fact that a source backs."""
    typed = query.words.strip()
    if typed.startswith(("http", "urn:")):
        return _facts_of(context, typed)
    hits = things.by_id(context.db, {typed, typed.lower(), typed.upper()})
    if not hits:
        named = names.find(context.db, [names.key(typed)]).get(names.key(typed), [])
        hits = [Hit(each.entity_type, each.entity_id) for each in named if each.entity_type in ("drug", "company")]
    if not hits:
        page = Page(
            "search", _("Sources — {what}", what=typed[:100]), (_("The store holds nothing of that id or name."),)
        )
        return Found("unknown", page, suggestions=("!sources ak112",))
    record = _records(context, hits[:1])[0]
    cited = citing.ranked(things.sources(context.db, getattr(record, "sources", ())))
    lines = tuple(Line(citing.cite(each), f"{place}", url=each.url) for place, each in enumerate(cited, start=1))
    lead = plural(len(cited), "source") if cited else _("No source is recorded.")
    page = Page("search", _("Sources — {what}", what=describe(record)), (lead,), (Section("", lines),) if lines else ())
    return Found("sources", page, rows=[record])


def _found_line(record: Record) -> Line:
    return Line(describe(record), record_word(record.entity), about=(record.entity, record.key))


def describe(record: Record) -> str:
    """Name a record in one line, its id with it."""
    words = _DESCRIBED.get(type(record))
    return f"{words(record)} ({record.key})" if words else record.key


def _zh_first(names: Sequence[str], chinese: Sequence[str]) -> Sequence[str]:
    """Put the Chinese names first where Chinese is spoken."""
    return list(dict.fromkeys((*chinese, *names))) if in_chinese() else names


#: How each kind of record is named; those not listed go by their key alone.
_DESCRIBED: dict[type[Record], Callable[[Any], str]] = {
    Company: lambda company: " · ".join(_zh_first((company.name, *company.name_zh), company.name_zh)),
    Drug: lambda drug: " · ".join(
        _zh_first(
            [name for name in (drug.label, drug.generic_name, *drug.name_zh[:1]) if name],
            drug.name_zh[:1],
        )
    ),
    Deal: lambda deal: f"{spelled(deal.announced)} {shortened(asset(deal.assets_text), 50)}",
    Trial: lambda trial: trial.acronym or indication(trial.indication),
    Milestone: lambda milestone: shortened(indication(milestone.indication) or study(milestone.trial), 50),
    MarketFigure: lambda figure: (
        f"{word(figure.metric.replace('-', ' '))} {spelled(figure.period)}, {figure.asserted_by}"
    ),
}


def _records(context: Context, hits: Sequence[Hit]) -> list[Record]:
    """Read what was found, in the order found."""
    read: dict[tuple[str, str], Record] = {}
    for entity in {hit.entity_type for hit in hits}:
        keys = [hit.entity_id for hit in hits if hit.entity_type == entity]
        for record in records.load(context.db, TABLE_OF_ENTITY[entity].model, keys):
            read[entity, record.key] = record
    return [read[hit.entity_type, hit.entity_id] for hit in hits if (hit.entity_type, hit.entity_id) in read]


def _milestone_of(hit: Hit) -> Hit:
    """Show guidance by the milestone it is about; a statement's id begins with the milestone's."""
    return Hit("milestone", hit.entity_id.split("@")[0]) if hit.entity_type == "guidance" else hit


def _facts_of(context: Context, url: str) -> Found:
    source = records.get(context.db, Source, url)
    if source is None:
        return Found("unknown", Page("search", _("Sources"), (_("The store has no source of that address."),)))
    hits = list(dict.fromkeys(_milestone_of(hit) for hit in things.facts_of_source(context.db, url)))
    found = _records(context, hits)
    lines = tuple(map(_found_line, found[:_SHOWN]))
    if len(found) > _SHOWN:
        lines = (*lines, Line(_("… and {count:,} more", count=len(found) - _SHOWN)))
    page = Page(
        "search",
        citing.cite(source),
        (_("Backs {facts}.", facts=plural(len(found), "fact")),),
        (Section("", (Line("", url=url),)), Section("", lines)),
    )
    return Found("sources", page, rows=[source, *found], source_urls=[url])
