"""What may be asked of the store, as data: which deals, milestones and figures are meant.

Filters are pydantic models without any SQL, so that a question's meaning can be shown, logged and asked again. Values within one field
are alternatives, fields narrow each other.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from db import vocabulary
from db.money import AmountRange
from db.periods import Period

Measure = Literal["upfront", "milestones", "total", "equity"]
MEASURE_COLUMNS: dict[Measure, str] = {
    "upfront": "upfront_usd",
    "milestones": "milestones_usd",
    "total": "total_usd",
    "equity": "equity_usd",
}
#: "share": by how much of the total is paid upfront.
Sort = Literal["total", "upfront", "milestones", "equity", "share", "newest", "oldest"]
Dimension = Literal[
    "year",
    "half",
    "quarter",
    "month",
    "company",
    "licensor",
    "licensee",
    "country",
    "target",
    "modality",
    "area",
    "type",
    "territory",
    "status",
]
PartyRole = Literal["licensor", "licensee", "either"]


#: As a territory: all the world, nothing left out; anything that is not China alone; and before a place: all the world without it.
WORLDWIDE, ABROAD, WITHOUT, ONLY = "worldwide", "abroad", "ex ", "only "


class _Filter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Party(_Filter):
    """A side of a deal: one of these companies, in this role."""

    companies: tuple[str, ...]
    role: PartyRole = "either"


class AmountLimit(_Filter):
    """A bound on one of a deal's amounts; a deal that does not disclose it never fits."""

    measure: Measure = "total"
    range: AmountRange


class Scope(_Filter):
    """Which deals count as out-licensing here.

    Out-licensing proper is direction "out" without amendments and acquisitions. ``types`` and ``any_direction`` admit more to rows and
    sums because they were asked for; ``rows_all`` shows every deal that fits, while sums stay with out-licensing proper.
    """

    types: tuple[vocabulary.DealType, ...] = ()
    any_direction: bool = False
    rows_all: bool = False


class DealFilter(_Filter):
    """Which deals are meant. ``targets`` are mechanisms as keys of parts: ("pd1", "vegf") is one that hits both."""

    ids: tuple[str, ...] = ()
    period: Period | None = None
    parties: tuple[Party, ...] = ()
    drugs: tuple[str, ...] = ()
    targets: tuple[tuple[str, ...], ...] = ()
    modalities: tuple[vocabulary.Modality, ...] = ()
    areas: tuple[vocabulary.Area, ...] = ()
    #: Phases of the milestones and trials that are recorded for the deal's drugs.
    phases: tuple[str, ...] = ()
    types: tuple[vocabulary.DealType, ...] = ()
    statuses: tuple[vocabulary.DealStatus, ...] = ()
    directions: tuple[vocabulary.Direction, ...] = ()
    countries: tuple[str, ...] = ()
    #: What kind of companies the licensees are.
    partner_kinds: tuple[vocabulary.CompanyKind, ...] = ()
    territories: tuple[str, ...] = ()
    amounts: tuple[AmountLimit, ...] = ()
    disclosed: tuple[Measure, ...] = ()
    undisclosed: tuple[Measure, ...] = ()
    #: Deals that fit one of these are left out.
    without: tuple["DealFilter", ...] = ()
    #: When the status came about, as against when the deal was announced.
    status_period: Period | None = None
    known_by: date | None = None
    scope: Scope = Field(default_factory=Scope)


class MilestoneFilter(_Filter):
    """Which milestones are meant. ``period`` takes those whose window overlaps it."""

    ids: tuple[str, ...] = ()
    period: Period | None = None
    drugs: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    trials: tuple[str, ...] = ()
    kinds: tuple[vocabulary.MilestoneKind, ...] = ()
    phases: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    #: Those that are of some other region than these.
    outside: tuple[str, ...] = ()
    areas: tuple[vocabulary.Area, ...] = ()
    modalities: tuple[vocabulary.Modality, ...] = ()
    targets: tuple[tuple[str, ...], ...] = ()
    indications: tuple[str, ...] = ()
    #: Words that the outcome must have, such as the name of a conference.
    mentions: tuple[str, ...] = ()
    #: "missed": recorded so, or the outcome says so.
    state: Literal["any", "expected", "done", "overdue", "missed", "cancelled"] = "any"
    slipped: bool = False
    #: Only those of which it is not known when they come.
    dateless: bool = False


class MarketFilter(_Filter):
    """Which asserted figures are meant; ``exact_period`` asks for that period and no other."""

    ids: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    period: Period | None = None
    exact_period: bool = False
    asserted_by: str = ""
    #: The figure claimed, in plain units; rounded as people round.
    value: Decimal | None = None


class DrugFilter(_Filter):
    """Which drugs are meant."""

    ids: tuple[str, ...] = ()
    targets: tuple[tuple[str, ...], ...] = ()
    modalities: tuple[vocabulary.Modality, ...] = ()
    areas: tuple[vocabulary.Area, ...] = ()
    #: Phases of the milestones and trials that are recorded for them.
    phases: tuple[str, ...] = ()
    #: Who originated them or holds them by a deal.
    companies: tuple[str, ...] = ()
