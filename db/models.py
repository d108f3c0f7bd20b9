"""The records that enter and leave the store, one class a kind of fact.

Amounts are whole units of money (US dollars unless a field says otherwise), ``None`` where undisclosed. Dates keep the
precision they were given. Every field says by its ``Cell`` how it stands in the CSV form, which is the form that people edit.
A rule over several fields is checked with the last of them, so that it is checked whatever else is wrong with the record.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from db import cells, names, vocabulary
from db.cells import Codec
from db.periods import PartialDate, Period


@dataclass(frozen=True, slots=True)
class Cell:
    """Where and how a field stands in the CSV form; ``column`` defaults to the field's name."""

    codec: Codec
    column: str = ""


def _one_line(text: str) -> str:
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise ValueError("control characters and line breaks are not allowed")
    return text


def _speaks(text: str) -> str:
    if not names.key(text):
        raise ValueError("a name has at least one letter or digit")
    return text


def _without(separator: str) -> AfterValidator:
    """Refuse what would come back from the CSV form as two entries."""

    def check(text: str) -> str:
        if separator in text:
            raise ValueError(f"an entry of a list has no {separator!r} in it")
        return text

    return AfterValidator(check)


def _no_repeats(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) != len(values):
        raise ValueError("the same entry stands twice")
    return values


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=120)]
NctId = Annotated[str, StringConstraints(pattern=r"^NCT[0-9]{8}$"), Cell(cells.NCT)]
RegistryId = Annotated[str, StringConstraints(pattern=r"^(NCT|CTR)[0-9]{8}$")]
Phase = Annotated[str, StringConstraints(pattern=r"^[0-4][ab]?(/[0-4][ab]?)?( \(IIT\))?$"), Cell(cells.PHASE)]
Url = Annotated[str, StringConstraints(pattern=r"^(https?://|urn:)[^\s|<>]+$", max_length=2000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), AfterValidator(_one_line)]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=200), AfterValidator(_one_line), AfterValidator(_speaks)
]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

Id = Annotated[Slug, Cell(cells.ID)]
Ref = Annotated[Slug | None, Cell(cells.OPTIONAL_ID)]
Refs = Annotated[tuple[Slug, ...], AfterValidator(_no_repeats), Cell(cells.IDS)]
Names = Annotated[tuple[Annotated[Name, _without("|")], ...], AfterValidator(_no_repeats), Cell(cells.LISTED)]
Title = Annotated[Name, Cell(cells.TEXT)]
OptionalName = Annotated[Name | None, Cell(cells.OPTIONAL)]
Text = Annotated[Line, Cell(cells.TEXT)]
Sources = Annotated[tuple[Url, ...], AfterValidator(_no_repeats), Cell(cells.URLS)]
BackedBy = Annotated[tuple[Url, ...], Field(min_length=1), AfterValidator(_no_repeats), Cell(cells.URLS)]
Amount = Annotated[int, Field(ge=0, le=cells.LARGEST_AMOUNT, strict=True)]
When = Annotated[PartialDate, Cell(cells.DATE)]
OptionalDate = Annotated[PartialDate | None, Cell(cells.OPTIONAL_DATE)]


def _millions(column: str) -> Cell:
    return Cell(cells.MILLIONS, column)


class Record(BaseModel):
    """What all records share: they are values, and nothing but their fields may enter."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    entity: ClassVar[vocabulary.EntityType]

    @property
    def key(self) -> str:
        """The id by which the record is found, in the store and in answers."""
        return str(self.id)  # type: ignore[attr-defined]

    def as_row(self) -> dict[str, Any]:
        """Give the record as an answer's row: its fields in JSON's types, with ``id`` and ``type``."""
        return {"id": self.key, "type": self.entity, **self.model_dump(mode="json", exclude={"id"})}


class Source(Record):
    """A document that facts rest on."""

    entity = "source"

    url: Annotated[Url, Cell(cells.URL)]
    publisher: Text
    title: Text
    published: OptionalDate

    @property
    def key(self) -> str:
        """Give the address, by which a source is known."""
        return self.url


class Company(Record):
    """A biotech, pharma, CXO or newco with all its names."""

    entity = "company"

    id: Id
    name: Title
    name_zh: Names
    aliases: Names
    tickers: Names
    country: Text
    hq: Text
    kind: Annotated[vocabulary.CompanyKind, Cell(cells.TEXT)]
    notes: Text
    sources: Sources


class Drug(Record):
    """An asset; ``targets`` lists mechanisms, "PD-1 x VEGF" being one that hits both."""

    entity = "drug"

    id: Id
    code: OptionalName
    generic_name: OptionalName
    brand_names: Names
    name_zh: Names
    aliases: Names
    modality: Annotated[vocabulary.Modality | None, Cell(cells.OPTIONAL)]
    targets: Names
    area: Annotated[vocabulary.Area | None, Cell(cells.OPTIONAL)]
    originator: Ref
    notes: Text
    sources: BackedBy

    @property
    def label(self) -> str:
        """What the drug is called first: its code, else its generic name."""
        return self.code or self.generic_name or (self.brand_names or self.name_zh or (self.id,))[0]


class Deal(Record):
    """A transaction. ``*_usd`` are US dollars; ``original_*`` the same amounts in the currency they were announced in."""

    entity = "deal"

    id: Id
    announced: When
    licensors: Annotated[Refs, Field(min_length=1)]
    licensees: Annotated[Refs, Field(min_length=1)]
    drugs: Refs
    assets_text: Text
    targets: Names
    modality: Annotated[vocabulary.Modality | None, Cell(cells.OPTIONAL)]
    area: Annotated[vocabulary.Area | None, Cell(cells.OPTIONAL)]
    deal_type: Annotated[vocabulary.DealType, Cell(cells.TEXT)]
    direction: Annotated[vocabulary.Direction, Cell(cells.TEXT)]
    territory: Text
    upfront_usd: Annotated[Amount | None, _millions("upfront_musd")]
    milestones_usd: Annotated[Amount | None, _millions("milestones_musd")]
    total_usd: Annotated[Amount | None, _millions("total_musd")]
    equity_usd: Annotated[Amount | None, _millions("equity_musd")]
    original_currency: Annotated[Currency | None, Cell(cells.CURRENCY)]
    original_upfront: Annotated[Amount | None, _millions("original_upfront_m")]
    original_milestones: Annotated[Amount | None, _millions("original_milestones_m")]
    original_total: Annotated[Amount | None, _millions("original_total_m")]
    royalties: Text
    status: Annotated[vocabulary.DealStatus, Cell(cells.TEXT)]
    status_date: OptionalDate
    notes: Text
    sources: BackedBy

    @field_validator("original_upfront", "original_milestones", "original_total")
    @classmethod
    def _has_currency(cls, amount: int | None, info: ValidationInfo) -> int | None:
        if amount is not None and info.data.get("original_currency", "") is None:
            raise ValueError("original amounts and original_currency go together")
        return amount

    @field_validator("original_total")
    @classmethod
    def _currency_has_an_amount(cls, total: int | None, info: ValidationInfo) -> int | None:
        others = (info.data.get(each, 0) for each in ("original_upfront", "original_milestones"))
        if info.data.get("original_currency") and total is None and all(each is None for each in others):
            raise ValueError("original amounts and original_currency go together")
        return total


class Trial(Record):
    """A registered clinical study."""

    entity = "trial"

    nct_id: NctId
    acronym: Text
    drugs: Refs
    sponsor: Ref
    phase: Phase | None
    indication: Text
    status: Text
    primary_completion: OptionalDate
    notes: Text
    sources: BackedBy

    @property
    def key(self) -> str:
        """Give the registry's number."""
        return self.nct_id

    @property
    def acronyms(self) -> tuple[str, ...]:
        """The names in ``acronym``, which joins several by " / "."""
        return tuple(part for part in re.split(r"\s+/\s+|;\s+", self.acronym) if part)


class Milestone(Record):
    """An event that a drug is expected to reach or has reached; when it is expected stands in its guidance."""

    entity = "milestone"

    id: Id
    drug: Id
    company: Annotated[Refs, Field(min_length=1)]
    partner: Refs
    trial: Text
    nct_id: Annotated[RegistryId | None, Cell(cells.OPTIONAL_REGISTRY)]
    kind: Annotated[vocabulary.MilestoneKind, Cell(cells.TEXT)]
    phase: Phase | None
    indication: Text
    region: Annotated[tuple[Annotated[Name, _without(";")], ...], Cell(cells.REGIONS)]
    status: Annotated[vocabulary.MilestoneStatus, Cell(cells.TEXT)]
    actual_date: OptionalDate
    outcome: Text
    notes: Text
    sources: BackedBy


class Guidance(Record):
    """One statement about when a milestone is expected; a statement without a window says nothing datable."""

    entity = "guidance"

    milestone: Id
    said_on: OptionalDate
    guidance: Annotated[Name, Cell(cells.TEXT)]
    window_start: OptionalDate
    window_end: OptionalDate
    kind: Annotated[vocabulary.GuidanceKind, Cell(cells.TEXT)]
    sources: BackedBy

    @property
    def key(self) -> str:
        """Give what tells a statement from all others: of what, when, by whom, and what was said."""
        return "@".join((self.milestone, str(self.said_on or ""), self.kind, self.guidance))

    @property
    def window(self) -> Period | None:
        """The first and last day that the statement spans."""
        if self.window_start is None or self.window_end is None:
            return None
        return Period(start=self.window_start.span.start, end=self.window_end.span.end, text=self.guidance)

    @field_validator("window_start", "window_end")
    @classmethod
    def _is_day(cls, day: PartialDate | None) -> PartialDate | None:
        if day is not None and not day.is_day:
            raise ValueError("window_start and window_end are days, such as 2026-07-01")
        return day

    @field_validator("window_end")
    @classmethod
    def _window_is_whole(cls, end: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        if "window_start" not in info.data:
            return end
        start = info.data["window_start"]
        if (start is None) != (end is None):
            raise ValueError("window_start and window_end go together")
        if str(start) > str(end):
            raise ValueError(f"the window is reversed: {start} is after {end}")
        return end


class MarketFigure(Record):
    """A number that somebody asserts about the sector; ``value`` counts in ``unit`` ("USD m": millions of dollars)."""

    entity = "market_figure"

    id: Id
    metric: Id
    subject: Id
    period: Text
    period_start: OptionalDate
    period_end: OptionalDate
    value: Annotated[Decimal | None, Cell(cells.NUMBER)]
    qualifier: Annotated[vocabulary.Qualifier | None, Cell(cells.OPTIONAL)]
    unit: Annotated[vocabulary.Unit, Cell(cells.TEXT)]
    text: Text
    asserted_by: Title
    published: OptionalDate
    notes: Text
    sources: BackedBy

    @field_validator("period_end")
    @classmethod
    def _period_is_not_reversed(cls, end: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        if (start := info.data.get("period_start")) and end and str(start) > str(end):
            raise ValueError(f"the period is reversed: {start} is after {end}")
        return end

    @property
    def money(self) -> int | None:
        """The value in whole units of its currency, for units that are money."""
        if self.value is None or self.unit not in ("USD m", "CNY m"):
            return None
        return int(self.value * cells.MILLION)
