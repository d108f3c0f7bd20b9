"""What every answer is made from, and how it is put together in the end."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from bot.answers import citing
from bot.answers.model import Answer, SourceShown, Value
from bot.answers.page import Page, respelled
from bot.answers.times import days_in_words
from bot.answers.wording import ENDED, ROWS_SHOWN, measure_name
from bot.i18n import N_, _, in_chinese, in_script, language
from bot.language.query import Kind, Query
from bot.render import plain
from db import names
from db.connection import Connection
from db.models import Record
from db.periods import Period
from db.queries import things

R = TypeVar("R")


def called(chinese: str, label: str, entity: str) -> str:
    """Name a thing in Chinese first: 恒瑞医药, 依沃西单抗 (AK112). A drug keeps the code that it is known by."""
    return f"{chinese} ({label})" if entity == "drug" and chinese != label else chinese


def labels_of(db: Connection, entity: str, ids: Iterable[str]) -> dict[str, str]:
    """Give what to call some companies or drugs in the language spoken, by id."""
    wanted = list(dict.fromkeys(ids))
    labels = things.labels(db, entity, wanted)
    if in_chinese():
        chinese = things.chinese_labels(db, entity, wanted)
        labels |= {key: called(chinese[key], label, entity) for key, label in labels.items() if key in chinese}
    return labels


@dataclass(frozen=True, slots=True)
class Shown:
    """Which rows of its lists an answer shows: ``count`` of them, after the ``first`` ones."""

    first: int = 0
    count: int = ROWS_SHOWN


@dataclass(frozen=True, slots=True)
class Context:
    """The store as of now, today's date, how many rows an answer may rest on (None: all), and which of them it shows."""

    db: Connection
    today: date
    most_rows: int | None = None
    #: None: as many of the first rows as are usual.
    shown: Shown | None = None
    #: All there is was asked for, and the medium has room for it.
    whole: bool = False

    @property
    def first(self) -> int:
        """How many rows of a list come before those shown."""
        return self.shown.first if self.shown else 0

    def cut(self, rows: Sequence[R], usual: int = ROWS_SHOWN) -> Sequence[R]:
        """Give the rows of a list that are shown."""
        shown = self.shown or Shown(count=self.most(usual))
        return rows[shown.first : shown.first + shown.count]

    def most(self, usual: int) -> int:
        """Give how many lines of a list are shown at most."""
        return sys.maxsize if self.whole else usual

    def labels(self, entity: str, ids: Iterable[str]) -> dict[str, str]:
        """Give what to call some companies or drugs, by id."""
        return labels_of(self.db, entity, ids)

    def targets(self, mechanisms: Iterable[tuple[str, ...]]) -> dict[str, str]:
        """Give how the parts of some mechanisms are spelled, by key."""
        found = names.find(self.db, {part for parts in mechanisms for part in parts})
        return {key: named.text for key, each in found.items() for named in each if named.entity_type == "target"}

    def study(self, key: str) -> str:
        """Give how a study's name is spelled."""
        named = names.names_of(self.db, "study", key)
        return named[0].text if named else key


@dataclass(frozen=True, slots=True)
class Found:
    """What an answer says, before it is put into its form. ``rows`` are records, or rows made of them."""

    kind: Kind
    page: Page
    value: Value = None
    unit: str | None = None
    rows: Sequence[Record | dict[str, Any]] = ()
    source_urls: Sequence[str] = ()
    notes: Sequence[str] = ()
    #: The id of the one thing that the answer is about, for the command that gives all its sources.
    about: str = ""
    suggestions: Sequence[str] = ()


def finish(context: Context, query: Query, found: Found) -> Answer:
    """Put an answer into its form: notes on how the question was read, sources best first, the text."""
    cited = citing.ranked(things.sources(context.db, [*found.source_urls, *_urls(found.rows)]))
    read_as = (_("read as going on from before: {title}", title=_in_order(query, found.page)),) if query.follows else ()
    unsourced = [row for row in found.rows if isinstance(row, Record) and not getattr(row, "sources", (row,))]
    no_source = [_("no source is recorded for {id}", id=row.key) for row in unsourced[:3]] if not cited else []
    ended = (_("{sign} terminated since", sign=ENDED),) if found.page.shows(ENDED) else ()
    notes = tuple(dict.fromkeys((*read_as, *no_source, *found.notes, *ended, *_reading_notes(query))))
    footer = found.page.footer or citing.footer(cited, found.about, query.as_of or context.today)
    page = replace(found.page, notes=notes, footer=footer, language=language())
    if in_chinese():
        page = respelled(page, lambda text: in_script(days_in_words(text)))
    return Answer(
        kind=found.kind,
        query=query,
        value=found.value,
        unit=found.unit if found.value is not None else None,
        text=plain.render(page),
        rows=tuple(row.as_row() if isinstance(row, Record) else row for row in found.rows),
        sources=tuple(SourceShown.of(source) for source in cited),
        notes=page.notes,
        suggestions=tuple(found.suggestions),
        page=page,
        to_go_on_from=query.model_copy(update={"about": tuple(_named(found)), "listed": tuple(_listed(found))}),
    )


def _in_order(query: Query, page: Page) -> str:
    """Give an answer's title, with the order of its rows where one was asked for, and whether all of them are."""
    orders = {"newest": N_("newest first"), "oldest": N_("oldest first")}
    of_deals = query.want in ("overview", "highest", "lowest") or (query.want == "breakdown" and query.ranked)
    ordered = query.kind == "comparison" or (query.kind == "deals" and of_deals)
    parts = [page.title]
    if ordered and query.sort in orders:
        parts.append(_(orders[query.sort]))
    elif ordered and query.measure is not None:
        parts.append(_("by {noun}", noun=measure_name(query.measure)))
    return _(", ").join([*parts, *([_("all of it")] if query.whole else [])])


#: What the one thing asked for is, by the unit of an answer's value.
_ENTITIES = {"company": "company", "licensor": "company", "licensee": "company", "deal": "deal", "drug": "drug"}


def _named(found: Found) -> Iterable[str]:
    """Give the records that an answer names as the one thing asked for, so that "it" can be said of them: the value, the one row."""
    named = isinstance(found.value, str) and found.unit in _ENTITIES
    if named:
        yield f"{_ENTITIES[found.unit or '']}:{found.value}"
    if len(found.rows) == 1 or named or isinstance(found.value, Period):
        yield from _references(found.rows[:1])
    drugs = {drug for row in found.rows for drug in _drugs_of(row)}
    if len(drugs) == 1:
        yield f"drug:{drugs.pop()}"


def _drugs_of(row: Record | dict[str, Any]) -> Iterable[str]:
    if isinstance(row, Record):
        return getattr(row, "drugs", ())
    return (row["drug"],) if row.get("drug") else row.get("drugs", ())


def _listed(found: Found) -> Iterable[str]:
    """Give the records of a list in the order in which they are shown, so that "the second one" can be said."""
    tables = [section.table for section in found.page.sections if section.table is not None and section.table.keys]
    return [f"{kind}:{key}" for kind, key in tables[0].keys[:ROWS_SHOWN]] if tables else []


def _references(rows: Iterable[Record | dict[str, Any]]) -> Iterable[str]:
    for each in rows:
        row = each.as_row() if isinstance(each, Record) else each
        if "type" in row and "id" in row:
            yield f"{row['type']}:{row['id']}"


def _urls(rows: Iterable[Record | dict[str, Any]]) -> Iterable[str]:
    for row in rows:
        yield from getattr(row, "sources", ()) if isinstance(row, Record) else row.get("sources", ())


def _reading_notes(query: Query) -> Iterable[str]:
    yield from query.assumed
    if query.ignored:
        words = _(", ").join(f"“{word[:40]}”" for word in query.ignored[:8])
        yield _("not understood and left aside: {words}", words=words)
