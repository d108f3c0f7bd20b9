"""What reminders are made of: rules, what is known of a milestone and since when, and what is owed for it."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from db.filters import MilestoneFilter
from db.models import Guidance
from db.periods import PartialDate, Period

#: How long after its time a post still goes out; what is older is recorded as skipped.
GRACE = timedelta(days=3)
DEFAULT_LEADS = (30, 7, 1, 0)
DEFAULT_AT = time(9)
LONGEST_LEAD, MOST_LEADS = 730, 12
#: Known for as long as anybody has looked.
ALWAYS = datetime.min.replace(tzinfo=UTC)

Lead = Annotated[int, Field(ge=0, le=LONGEST_LEAD)]
#: A rule that is blocked cannot be posted for as things are: what it owes is kept until they are mended. A paused one owes nothing.
RuleState = Literal["active", "blocked", "paused", "removed"]
#: What a delivery announces; everything else is a point on the calendar and is named by its day, such as 2026-12-01.
Announcement = Literal["new", "result", "slip", "pull-in", "firmed"]


class Rule(BaseModel):
    """Who wants to be reminded where, of what, how long before, at what local time.

    ``target`` is "channel:<id>" or "dm:<user id>"; ``what`` are the words typed and ``wanted`` what they mean. What was due
    before ``since``, when the rule was set or last changed, is not owed under it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: int
    target: str
    owner: int
    guild: int | None = None
    what: str = ""
    wanted: MilestoneFilter = Field(default_factory=MilestoneFilter)
    leads: Annotated[tuple[Lead, ...], Field(min_length=1, max_length=MOST_LEADS)] = DEFAULT_LEADS
    at: time = DEFAULT_AT
    tz: str = "Asia/Shanghai"
    mention: int | None = None
    muted: tuple[str, ...] = ()
    since: datetime = ALWAYS
    state: RuleState = "active"
    reason: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone, ready for use."""
        return ZoneInfo(self.tz)

    @property
    def is_direct(self) -> bool:
        """Whether it goes to a person."""
        return self.target.startswith("dm:")

    @property
    def place(self) -> int:
        """The id of the channel or the person."""
        return int(self.target.partition(":")[2])


@dataclass(frozen=True, slots=True)
class Statement:
    """A guidance, and the moment from which it was known."""

    said: Guidance
    known: datetime = ALWAYS


@dataclass(frozen=True, slots=True)
class Result:
    """How a milestone ended (done, missed, cancelled), on what day, and the moment from which that was known."""

    status: str
    on: PartialDate | None
    known: datetime = ALWAYS


@dataclass(frozen=True, slots=True)
class Timeline:
    """A milestone with all that was ever known of when it comes; ``entered`` is when it became known itself."""

    milestone: str
    drug: str
    statements: tuple[Statement, ...] = ()
    result: Result | None = None
    entered: datetime = ALWAYS


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a rule owes for a milestone at one point in time.

    ``point`` names it: a day of the calendar or an announcement; ``label`` says which day that is ("closing-7"). An
    announcement of something long past (``backlog``) waits for the next digest.
    """

    rule: int
    target: str
    milestone: str
    guidance: str
    point: str
    label: str
    due: datetime
    said: Guidance | None = None
    backlog: bool = False

    @property
    def key(self) -> tuple[int, str, str, str]:
        """What it is owed once for."""
        return (self.rule, self.milestone, self.guidance, self.point)

    @property
    def entry(self) -> tuple[str, str, str, str]:
        """What the target is told once, however many rules owe it."""
        return (self.target, self.milestone, self.guidance, self.point)

    @property
    def window(self) -> Period | None:
        """The days that the guidance spans."""
        return self.said.window if self.said else None


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of day at which rules post, with all lead times that rules of that time have."""

    at: time
    tz: str
    leads: tuple[int, ...]


def stamp(moment: datetime) -> str:
    """Write a moment as the store keeps it: UTC, whole seconds, so that texts sort as moments do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """Read a moment of the store."""
    return datetime.fromisoformat(text)


def whole_second(at: datetime) -> datetime:
    """Cut a moment to the second, as the store keeps it."""
    return at.replace(microsecond=0)
