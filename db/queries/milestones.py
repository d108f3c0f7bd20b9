"""Questions about milestones, and each milestone with what is known of when it comes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db import guidance, records
from db.filters import MilestoneFilter
from db.guidance import Move
from db.models import Guidance, Milestone
from db.periods import Period
from db.queries.conditions import Where, overlapping, targets
from db.queries.remembering import remembered
from db.rows import marks, scalar
from db.vocabulary import OPEN_STATUSES

_OPEN = ", ".join(f"'{status}'" for status in OPEN_STATUSES)
#: What a milestone's population is called, each word after a blank, so that "squamous" is not found in "non-squamous".
_WORDS_OF = "' ' || replace(milestone.trial || ' ' || milestone.indication, '(', ' ')"
#: What an outcome says of an endpoint that was not met.
MISSED = ("missed", "did not reach", "did not meet", "not met", "failed")
_IS_OPEN = f"milestone.status IN ({_OPEN})"
_IS_PAST = f"milestone.status NOT IN ({_OPEN})"
_OF_THE_PAST, _STILL_OPEN = ("done", "missed", "cancelled"), ("expected", "overdue")
#: The two halves of a list, each in the order of an index of its own.
_PARTS = (
    (_IS_OPEN, "milestone.span_end, milestone.span_start, milestone.id"),
    (_IS_PAST, "milestone.span_end DESC, milestone.id"),
)
#: What both indexes begin with. SQLite takes their order for that of a list only if it is told the one value, not to sort by it.
_NO_DATE = "milestone.span_end IS NULL"
#: With so many milestones, a company's or a trial's are found sooner by going through all in order than by sorting its own.
_MANY = 3000


@dataclass(frozen=True, slots=True)
class Outlook:
    """A milestone with what was said about it, as known on one day.

    ``span`` is the window in which it is expected, or the days on which it can have happened; ``said`` the guidance in force.
    """

    milestone: Milestone
    statements: tuple[Guidance, ...]
    said: Guidance | None
    moves: tuple[Move, ...]
    span: Period | None
    is_open: bool

    @property
    def slips(self) -> int:
        """How often its guidance slipped."""
        return sum(move.kind == "slip" for move in self.moves)

    @property
    def missed(self) -> bool:
        """Whether it is recorded as missed, or its outcome says so."""
        said = self.milestone.outcome.casefold()
        return self.milestone.status == "missed" or any(words in said for words in MISSED)

    def is_overdue(self, today: date) -> bool:
        """Whether its window has passed without a recorded outcome."""
        return self.is_open and self.span is not None and self.span.end is not None and self.span.end < today


@dataclass(frozen=True, slots=True)
class Tally:
    """How many milestones are still to come (overdue ones among them), overdue, and reached."""

    coming: int
    overdue: int
    reached: int


@remembered
def ids(db: Database, wanted: MilestoneFilter, today: date, limit: int | None = None) -> tuple[str, ...]:
    """Give the ids of the milestones meant: those still open first, soonest end first, then the past ones, latest first."""
    found: list[str] = []
    in_order = limit is not None and _has_many(db, wanted)
    for part, order in _parts(wanted):
        where = milestone_where(wanted, today, in_order=in_order).add(part)
        most = -1 if limit is None else limit - len(found)
        rows = db.query(
            f"SELECT milestone.id FROM milestone WHERE {where} "
            f"ORDER BY {order if _is_dated(wanted) else f'{_NO_DATE}, {order}'} LIMIT ?",
            [*where.values, most],
        )
        found += [row["id"] for row in rows]
    return tuple(found)


@remembered
def tally(db: Database, wanted: MilestoneFilter, today: date) -> Tally:
    """Count the milestones meant."""
    counts: dict[str, tuple[int, int]] = {}
    for part, _order in _parts(wanted):
        where = milestone_where(wanted, today).add(part)
        sql = (
            f"SELECT count(*) AS n, count(*) FILTER (WHERE milestone.span_end < ?) AS late FROM milestone WHERE {where}"
        )
        row = next(db.query(sql, [today.isoformat(), *where.values]))
        counts[part] = (row["n"], row["late"])
    (coming, overdue), (reached, _late) = (counts.get(part, (0, 0)) for part in (_IS_OPEN, _IS_PAST))
    return Tally(coming, overdue, reached)


def _parts(wanted: MilestoneFilter) -> Iterator[tuple[str, str]]:
    """Give the halves of the list that can have what is wanted."""
    if wanted.state not in _OF_THE_PAST:
        yield _PARTS[0]
    if wanted.state not in _STILL_OPEN:
        yield _PARTS[1]


def outlooks(db: Database, keys: Sequence[str], as_of: date | None = None) -> list[Outlook]:
    """Read milestones with their guidance, in the order of ``keys``, cut to what was known by a day if one is given."""
    statements: dict[str, list[Guidance]] = {}
    for said in records.guidance_of(db, keys):
        statements.setdefault(said.milestone, []).append(said)
    return [outlook(each, statements.get(each.id, []), as_of) for each in records.load(db, Milestone, keys)]


def outlook(milestone: Milestone, statements: Iterable[Guidance], as_of: date | None) -> Outlook:
    """Put a milestone and its guidance together, as known on a day: a result of later is not known, so it is still expected."""
    said = list(statements)
    if as_of is not None:
        said = guidance.known_by(said, as_of)
        if milestone.actual_date is None or milestone.actual_date.last > as_of:
            milestone = milestone.model_copy(update={"status": "expected", "actual_date": None, "outcome": ""})
    ordered = tuple(sorted(said, key=guidance.said_order))
    return Outlook(
        milestone=milestone,
        statements=ordered,
        said=guidance.current(ordered),
        moves=tuple(guidance.moves(ordered)),
        span=guidance.span_of(milestone, ordered),
        is_open=milestone.status in OPEN_STATUSES,
    )


@remembered
def has_population(db: Database, words: str) -> bool:
    """Tell whether some words stand in what a milestone's trial or indication is called."""
    quoted = words.replace('"', "")
    rows = db.query(
        "SELECT 1 AS found FROM document_text JOIN document ON document.id = document_text.rowid "
        "JOIN milestone ON document.entity_type = 'milestone' AND milestone.id = document.entity_id "
        f"WHERE document_text MATCH ? AND instr(lower({_WORDS_OF}), ' ' || lower(?)) > 0 LIMIT 1",
        [f'"{quoted}"', words],
    )
    return any(True for _ in rows)


@remembered
def coverage_end(db: Database) -> date | None:
    """Give the day of the newest thing recorded about milestones: a result, or a statement."""
    day = scalar(
        db,
        "SELECT max(day) FROM (SELECT max(actual_date) AS day FROM milestone WHERE length(actual_date) = 10 "
        "UNION ALL SELECT max(said_on) FROM guidance WHERE length(said_on) = 10)",
    )
    return date.fromisoformat(day) if day else None


def milestone_where(wanted: MilestoneFilter, today: date, *, in_order: bool = False) -> Where:
    """Conditions for the milestones of a filter. ``in_order`` words them for going through an index until enough are found."""
    where = Where().one_of("milestone.id", wanted.ids).one_of("milestone.drug", wanted.drugs)
    where.one_of("milestone.kind", wanted.kinds).one_of("milestone.phase", wanted.phases)
    where.one_of("milestone.nct_id", wanted.trials)
    _state(where, wanted, today)
    if _is_dated(wanted):
        where.add(f"({_NO_DATE}) = 0")
    overlapping(where, "milestone.span_start", "milestone.span_end", wanted.period)
    for table, column, values in _links(wanted):
        _linked(where, table, f"{column} IN", values, each=in_order)
    # Most milestones have one of few regions, so each is asked for its own.
    _linked(where, "milestone_region", "region IN", wanted.regions, each=True)
    _linked(where, "milestone_region", "region NOT IN", wanted.outside, each=True)
    where.any_of(Where().add(f"instr(lower({_WORDS_OF}), ' ' || lower(?)) > 0", words) for words in wanted.indications)
    where.any_of(
        Where().add("instr(lower(milestone.outcome || ' ' || milestone.notes), lower(?)) > 0", word)
        for word in wanted.mentions
    )
    of_drug = Where().one_of("drug.area", wanted.areas).one_of("drug.modality", wanted.modalities)
    targets(of_drug, "drug", wanted.targets)
    if of_drug.parts:
        where.add(f"milestone.drug IN (SELECT drug.id FROM drug WHERE {of_drug})", *of_drug.values)
    if wanted.dateless:
        where.add("milestone.span_end IS NULL")
    if wanted.slipped:
        where.add("milestone.slips > 0")
    return where


def _state(where: Where, wanted: MilestoneFilter, today: date) -> None:
    if wanted.state == "expected":
        where.add(_IS_OPEN)
    elif wanted.state == "done":
        where.add("milestone.status = 'done'")
    elif wanted.state == "overdue":
        where.add(f"{_IS_OPEN} AND milestone.span_end < ?", today.isoformat())
    elif wanted.state == "cancelled":
        where.add("milestone.status = 'cancelled'")
    elif wanted.state == "missed":
        said = (Where().add("instr(lower(milestone.outcome), ?) > 0", words) for words in MISSED)
        where.any_of((Where().add("milestone.status = 'missed'"), *said)).add(_IS_PAST)


def _is_dated(wanted: MilestoneFilter) -> bool:
    """Tell whether only milestones that have a date can be meant."""
    return wanted.period is not None or wanted.state == "overdue"


def _links(wanted: MilestoneFilter) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Give what milestones are linked with that some may have many of: table, column and the values wanted."""
    yield "milestone_company", "company", wanted.companies
    yield "milestone_study", "study", wanted.studies


def _has_many(db: Database, wanted: MilestoneFilter) -> bool:
    """Tell whether each link wanted leads to many milestones, so that some are soon met on the way through all."""
    counts = [
        scalar(
            db,
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {column} IN ({marks(values)}) LIMIT ?)",
            [*values, _MANY],
        )
        for table, column, values in _links(wanted)
        if values
    ]
    return bool(counts) and min(counts) >= _MANY


def _linked(where: Where, table: str, condition: str, values: Sequence[str], *, each: bool) -> None:
    """Demand a link with one of some values, looked up for ``each`` milestone or first for all."""
    if not values:
        return
    wanted = f"{condition} ({marks(values)})"
    if each:
        where.add(f"EXISTS (SELECT 1 FROM {table} WHERE {table}.milestone = milestone.id AND {wanted})", *values)
    else:
        where.add(f"milestone.id IN (SELECT milestone FROM {table} WHERE {wanted})", *values)
