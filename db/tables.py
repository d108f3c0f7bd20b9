"""Where each kind of record is kept: its table, its key, and the tables that hold its lists.

Everything that writes or reads whole records is driven by these declarations, so a new list or a new kind of record is a line here
and a migration, not new code.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from db import models
from db.models import Record


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list-valued field, one row an entry: ``owner`` is the column with the record's key, ``value`` the one with the entry."""

    field: str
    table: str
    owner: str
    value: str
    fixed: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """How one kind of record is kept. ``columns`` are the fields that stand in the table itself, under the same names."""

    model: type[Record]
    name: str
    key: str
    columns: tuple[str, ...]
    lists: tuple[ListTable, ...] = ()
    #: Name of the CSV file, without its ending.
    file: str = ""
    #: Fields by which the rows of the CSV form are sorted.
    order: tuple[str, ...] = ("id",)

    @property
    def entity(self) -> str:
        """The word for this kind of record in the tables that serve all kinds."""
        return self.model.entity


def _names(entity: str, field_name: str) -> ListTable:
    return ListTable(field_name, "name", "entity_id", "text", {"entity_type": entity, "field": field_name})


def _sources(entity: str) -> ListTable:
    return ListTable("sources", "fact_source", "entity_id", "source", {"entity_type": entity})


def _table(
    model: type[Record],
    name: str,
    file: str,
    *lists: ListTable,
    key: str = "id",
    order: tuple[str, ...] = ("id",),
) -> Table:
    listed = {each.field for each in lists}
    columns = tuple(each for each in model.model_fields if each not in listed)
    return Table(model, name, key, columns, lists, file, order)


TABLES: tuple[Table, ...] = (
    _table(models.Source, "source", "sources", key="url", order=("url",)),
    _table(
        models.Company,
        "company",
        "companies",
        _names("company", "name_zh"),
        _names("company", "aliases"),
        _names("company", "tickers"),
        _sources("company"),
    ),
    _table(
        models.Drug,
        "drug",
        "drugs",
        _names("drug", "brand_names"),
        _names("drug", "name_zh"),
        _names("drug", "aliases"),
        ListTable("targets", "drug_target", "drug", "target"),
        _sources("drug"),
    ),
    _table(
        models.Deal,
        "deal",
        "deals",
        ListTable("licensors", "deal_party", "deal", "company", {"role": "licensor"}),
        ListTable("licensees", "deal_party", "deal", "company", {"role": "licensee"}),
        ListTable("drugs", "deal_drug", "deal", "drug"),
        ListTable("targets", "deal_target", "deal", "target"),
        _sources("deal"),
    ),
    _table(
        models.Trial,
        "trial",
        "trials",
        ListTable("drugs", "trial_drug", "trial", "drug"),
        _sources("trial"),
        key="nct_id",
        order=("nct_id",),
    ),
    _table(
        models.Milestone,
        "milestone",
        "milestones",
        ListTable("company", "milestone_company", "milestone", "company", {"role": "company"}),
        ListTable("partner", "milestone_company", "milestone", "company", {"role": "partner"}),
        ListTable("region", "milestone_region", "milestone", "region"),
        _sources("milestone"),
    ),
    _table(
        models.Guidance,
        "guidance",
        "guidance",
        _sources("guidance"),
        order=("milestone", "said_on", "kind", "guidance"),
    ),
    _table(models.MarketFigure, "market_figure", "market_figures", _sources("market_figure")),
)

TABLE_OF: Mapping[type[Record], Table] = {table.model: table for table in TABLES}
TABLE_OF_ENTITY: Mapping[str, Table] = {table.entity: table for table in TABLES}

#: Fields that hold keys of other records, and of which kind.
REFERENCES: Mapping[str, type[Record]] = {
    "originator": models.Company,
    "sponsor": models.Company,
    "licensors": models.Company,
    "licensees": models.Company,
    "company": models.Company,
    "partner": models.Company,
    "drug": models.Drug,
    "drugs": models.Drug,
    "milestone": models.Milestone,
    "sources": models.Source,
}
