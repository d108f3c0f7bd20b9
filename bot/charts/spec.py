"""What a picture shows, as data. A spec is drawn by `bot.charts.drawing`, and in plain characters by `bot.charts.plain`.

Amounts are whole US dollars, None where none is disclosed; days are calendar days. Texts are data, whatever they hold.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.i18n import Language

#: What stands on a line of a timeline: a span in which something is expected, a firm date, something past, a deal.
Mark = Literal["window", "firm", "overdue", "reached", "deal"]


#: The kind of deals that are of no kind shown.
OTHER = "other or not stated"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every picture: ``units`` says what is drawn and of how many, ``source`` where it comes from."""

    title: str
    units: str
    source: str
    as_of: date
    #: What the words in the picture are said in.
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class OverTime:
    """Deals by month, quarter, half or year: what they are worth, and how many there are."""

    frame: Frame
    periods: tuple[str, ...]
    totals: tuple[int | None, ...]
    upfronts: tuple[int | None, ...]
    counts: tuple[int, ...]
    #: What others report as the total of each period, if anything is set beside.
    reported: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Against:
    """Upfront payments against headline totals, for years or for the sides of a comparison."""

    frame: Frame
    labels: tuple[str, ...]
    totals: tuple[int | None, ...]
    upfronts: tuple[int | None, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a ranking; ``amount`` decides its length, or ``count`` where no amounts are ranked."""

    label: str
    amount: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """Partners, licensors or other groups, largest first. ``by_count``: by how many deals, else by amount."""

    frame: Frame
    places: tuple[Place, ...]
    by_count: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of deal over time: how many in each period."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mix:
    """How deals divide into modalities, areas or types over time."""

    frame: Frame
    periods: tuple[str, ...]
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Bubble:
    """One deal of a comparison; the bubble's area is the upfront payment."""

    label: str
    day: date
    total: int
    upfront: int | None
    group: str


@dataclass(frozen=True, slots=True)
class Bubbles:
    """Comparable deals: when, how large, how much of it upfront, of what kind."""

    frame: Frame
    bubbles: tuple[Bubble, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """One line of a timeline. ``was`` is the window before the last slip."""

    label: str
    start: date
    end: date
    mark: Mark
    was: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What comes and what was, one line each; ``more`` counts what found no room."""

    frame: Frame
    spans: tuple[Span, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that some report for a time: ``value`` in its own unit, as ``said``. ``is_rival``: others report another one."""

    period: str
    value: float
    said: str
    who: tuple[str, ...]
    is_rival: bool


@dataclass(frozen=True, slots=True)
class Claims:
    """What is reported of one thing, oldest first."""

    frame: Frame
    claims: tuple[Claim, ...]


ChartSpec = OverTime | Against | Ranking | Mix | Bubbles | Timeline | Claims
