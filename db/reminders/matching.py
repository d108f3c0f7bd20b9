"""Which milestones a rule wants, and which of them something may be due for on some days: index look-ups, not scans."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from sqlite_utils import Database

from db.filters import MilestoneFilter
from db.queries import milestones
from db.reminders import rules
from db.reminders.models import Rule, Slot, stamp
from db.rows import marks

_OPEN = "status IN ('expected', 'delayed')"
#: Pairs of a rule and a milestone in a table ``found (id, drug)``; the rule still has to be asked whether it is so.
_PAIRS = " UNION ".join(
    f"SELECT scope.rule AS rule, found.id AS milestone FROM found {join} "
    "JOIN reminder_rule AS rule ON rule.id = scope.rule WHERE rule.state IN ('active', 'blocked') {of_rule}"
    for join in (
        "CROSS JOIN reminder_scope AS scope ON scope.kind = 'drug' AND scope.key = found.drug",
        (
            "CROSS JOIN milestone_company AS party ON party.milestone = found.id "
            "CROSS JOIN reminder_scope AS scope ON scope.kind = 'company' AND scope.key = party.company"
        ),
        "CROSS JOIN reminder_scope AS scope ON scope.kind = 'any' AND scope.key = ''",
    )
)

Pair = tuple[int, str]


def slots(db: Database) -> list[Slot]:
    """Give the times of day at which active rules post."""
    found: dict[tuple[str, str], set[int]] = {}
    for row in db.query("SELECT DISTINCT tz, at, leads FROM reminder_rule WHERE state IN ('active', 'blocked')"):
        found.setdefault((row["at"], row["tz"]), set()).update(rules.leads(row["leads"]))
    return [Slot(time.fromisoformat(at), tz, tuple(sorted(leads))) for (at, tz), leads in sorted(found.items())]


def due_pairs(db: Database, slot: Slot, day: date) -> list[Pair]:
    """Give the rules of a time of day, each with milestones whose window may call for a post on a day."""
    edges = [(day + timedelta(days=lead)).isoformat() for lead in slot.leads]
    passed = (day - timedelta(days=1)).isoformat()
    found = (
        f"WITH found (id, drug) AS (SELECT id, drug FROM milestone WHERE {_OPEN} AND span_end IN ({marks([*edges, passed])}) "
        f"UNION SELECT id, drug FROM milestone WHERE {_OPEN} AND span_start IN ({marks(edges)})) "
    )
    of_rule = "AND rule.at = ? AND rule.tz = ?"
    at = slot.at.strftime("%H:%M")
    rows = db.query(found + _PAIRS.format(of_rule=of_rule), [*edges, passed, *edges, *[at, slot.tz] * 3])
    return [(row["rule"], row["milestone"]) for row in rows]


def news_pairs(db: Database, after: datetime, until: datetime) -> list[Pair]:
    """Give the active rules with milestones of which something became known in a span of time."""
    found = (
        "WITH found (id, drug) AS (SELECT id, drug FROM milestone WHERE id IN "
        "(SELECT milestone FROM reminder_seen WHERE at > ? AND at <= ?)) "
    )
    rows = db.query(found + _PAIRS.format(of_rule=""), [stamp(after), stamp(until)])
    return [(row["rule"], row["milestone"]) for row in rows]


def confirmed(db: Database, pairs: Iterable[Pair], today: date) -> list[tuple[Rule, str]]:
    """Keep the pairs of which the rule really wants the milestone; a rule is asked about all of its milestones at once."""
    by_rule: dict[int, list[str]] = {}
    for number, milestone in sorted(set(pairs)):
        by_rule.setdefault(number, []).append(milestone)
    return [
        (rule, milestone)
        for rule in rules.load(db, list(by_rule))
        for milestone in wanted(db, rule, by_rule[rule.id], today)
    ]


def wanted(db: Database, rule: Rule, keys: Sequence[str], today: date) -> Sequence[str]:
    """Give those of some milestones that a rule wants."""
    if rules.is_exact(rule.wanted):
        return keys
    named = set(rule.wanted.ids)
    asked = tuple(key for key in keys if not named or key in named)
    if not asked:
        return []
    return milestones.ids(db, rule.wanted.model_copy(update={"ids": asked}), today)


def every(db: Database, rule: Rule, today: date) -> Sequence[str]:
    """Give all milestones that a rule wants."""
    return milestones.ids(db, rule.wanted, today)


def next_day(db: Database, slot: Slot, day: date) -> date | None:
    """Give the first day, not before ``day``, on which some window may call for a post at that time of day."""
    columns = [("span_end", lead) for lead in (*slot.leads, -1)] + [("span_start", lead) for lead in slot.leads]
    found = []
    for column, lead in columns:
        earliest = (day + timedelta(days=lead)).isoformat()
        row = next(
            iter(db.query(f"SELECT min({column}) AS edge FROM milestone WHERE {_OPEN} AND {column} >= ?", [earliest]))
        )
        if row["edge"]:
            found.append(date.fromisoformat(row["edge"]) - timedelta(days=lead))
    return min(found, default=None)


def all_milestones(db: Database, today: date) -> Sequence[str]:
    """Give all milestones, those to come first."""
    return milestones.ids(db, MilestoneFilter(), today, 2000)
