"""What a name that is being typed may become: things whose names begin with it, then those whose names are near."""

from dataclasses import dataclass

from sqlite_utils import Database

from db import names, records
from db.derived import study_names
from db.models import Deal, Trial
from db.queries import things

#: Names looked at for one beginning; several may belong to one thing.
_NAMES = 400
#: Words of a beginning that are looked at where each may be a name of its own ("3SBio Pfi").
_WORDS = 6


@dataclass(frozen=True, slots=True)
class Completion:
    """A thing that may be meant: its id, and what to show for it."""

    entity_id: str
    label: str


def complete(db: Database, entity: str, start: str, limit: int = 25) -> list[Completion]:
    """Give the companies, drugs, deals or trials that a beginning may become, at most ``limit``."""
    if start.strip() and not names.key(start):
        return []
    return {"deal": _deals, "trial": _trials}.get(entity, _named)(db, entity, start, limit)


def _named(db: Database, entity: str, start: str, limit: int) -> list[Completion]:
    """Complete the name of a company or a drug; the name that was met stands beside the usual one."""
    found = _with_prefix(db, entity, names.key(start))
    if len(found) < limit and names.key(start):
        near = names.nearest(db, start, types=[entity], limit=limit)
        found = {**found, **{each.entity_id: each.text for each in near if each.entity_id not in found}}
    ids = list(found)[:limit]
    labels = things.labels(db, entity, ids)
    return [Completion(each, _label(labels[each], found[each])) for each in ids]


def _label(usual: str, met: str) -> str:
    return usual if names.key(usual) == names.key(met) else f"{usual} · {met}"


def _with_prefix(db: Database, entity: str, key: str) -> dict[str, str]:
    """Give the things with a name that begins with a key, the shortest names first: id and name."""
    rows = db.query(
        "SELECT entity_id, text FROM (SELECT entity_id, text, key, field FROM name WHERE key >= ? AND key < ? "
        "AND entity_type = ? LIMIT ?) ORDER BY length(key), key, field = 'id'",
        [key, key + "\U0010ffff", entity, _NAMES],
    )
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row["entity_id"], row["text"])
    return found


_DEALS_OF = (
    "SELECT deal AS id FROM deal_party JOIN name ON entity_type = 'company' AND entity_id = company "
    "WHERE key >= ? AND key < ? "
    "UNION SELECT deal FROM deal_drug JOIN name ON entity_type = 'drug' AND entity_id = drug "
    "WHERE key >= ? AND key < ? "
    "UNION SELECT id FROM deal WHERE id >= ? AND id < ?"
)
_TRIALS_OF = (
    "SELECT trial AS id FROM trial_study JOIN name ON entity_type = 'study' AND entity_id = study "
    "WHERE key >= ? AND key < ? "
    "UNION SELECT trial FROM trial_drug JOIN name ON entity_type = 'drug' AND entity_id = drug "
    "WHERE key >= ? AND key < ? "
    "UNION SELECT nct_id FROM trial WHERE nct_id >= ? AND nct_id < ?"
)


def _deals(db: Database, _: str, start: str, limit: int) -> list[Completion]:
    ids = _of_all_words(db, _DEALS_OF, start, start.strip().lower())
    deals = records.load(db, Deal, sorted(ids, reverse=True)[:limit])
    parties = {company for deal in deals for company in (*deal.licensors, *deal.licensees)}
    called = things.labels(db, "company", parties) | things.labels(
        db, "drug", {drug for deal in deals for drug in deal.drugs}
    )
    return [Completion(deal.id, _deal_label(deal, called)) for deal in deals]


def _deal_label(deal: Deal, called: dict[str, str]) -> str:
    sides = (", ".join(called.get(each, each) for each in side) for side in (deal.licensors, deal.licensees))
    assets = ", ".join(called.get(each, each) for each in deal.drugs)
    return " · ".join(part for part in (str(deal.announced), " → ".join(sides), assets) if part)


def _trials(db: Database, _: str, start: str, limit: int) -> list[Completion]:
    ids = _of_all_words(db, _TRIALS_OF, start, start.strip().upper())
    trials = records.load(db, Trial, sorted(ids)[:limit])
    registered = [Completion(trial.nct_id, " · ".join(filter(None, (trial.acronym, trial.nct_id)))) for trial in trials]
    # Some studies are known by name only, from their milestones.
    known = {names.key(name) for trial in trials for acronym in trial.acronyms for name in study_names(acronym)}
    named = [name for key, name in _with_prefix(db, "study", names.key(start)).items() if key not in known]
    return [*registered, *(Completion(name, name) for name in named)][:limit]


def _of_all_words(db: Database, query: str, start: str, own: str) -> set[str]:
    """Find what every word of a beginning leads to, by the names of those concerned or by its own id."""
    words = start.split()[:_WORDS] or [""]
    found: set[str] | None = None
    for word in words:
        key = names.key(word)
        if not key and word:
            continue
        ids = own if len(words) == 1 else word
        bounds = [key, key + "\U0010ffff"] * 2 + [ids, ids + "\U0010ffff"]
        met = {row["id"] for row in db.query(query, bounds)}
        found = met if found is None else found & met
    return found or set()
