"""What a name that is being typed may become: things whose names begin with it, then those whose names are near."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db import names, records
from db.derived import study_names
from db.models import Deal, Trial
from db.queries import things
from db.rows import chunks, marks, scalar

#: Names looked at for one beginning; several may belong to one thing.
_NAMES = 400
#: Words of a beginning that are looked at where each may be a name of its own ("3SBio Pfi").
_WORDS = 6
#: Where every word begins more names than that, so many of the newest records are looked through first.
_LOOKED_THROUGH = 400
#: Of very many names that begin so, the shortest of so many lead to records, and so many records are taken.
_COMPARED, _LED_TO = 5000, 1000
#: Deals, from the newest on, whose companies and drugs are offered before anything is typed.
_NEWEST = 60
_END = "\U0010ffff"


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
    key = names.key(start)
    found = _with_prefix(db, entity, key) if key else _of_newest_deals(db, entity)
    if len(found) < limit and key:
        near = names.nearest(db, start, types=[entity], limit=limit)
        found = {**found, **{each.entity_id: each.text for each in near if each.entity_id not in found}}
    ids = list(found)[:limit]
    labels = things.labels(db, entity, ids)
    return [Completion(each, _label(labels[each], found[each] or labels[each])) for each in ids]


def _of_newest_deals(db: Database, entity: str) -> dict[str, str]:
    """Give the companies or drugs of the newest deals, under no name in particular."""
    table = {"company": "deal_party", "drug": "deal_drug"}[entity]
    rows = db.query(
        f"SELECT DISTINCT {entity} AS id FROM (SELECT id AS newest FROM deal ORDER BY id DESC LIMIT ?) "
        f"JOIN {table} ON deal = newest",
        [_NEWEST],
    )
    return {row["id"]: "" for row in rows}


def _label(usual: str, met: str) -> str:
    return usual if names.key(usual) == names.key(met) else f"{usual} · {met}"


def _with_prefix(db: Database, entity: str, key: str) -> dict[str, str]:
    """Give the things with a name that begins with a key, the shortest names first: id and name."""
    rows = db.query(
        "SELECT entity_id, text FROM (SELECT entity_id, text, key, field FROM name WHERE key >= ? AND key < ? "
        "AND entity_type = ? LIMIT ?) ORDER BY length(key), key, field = 'id'",
        [key, key + _END, entity, _NAMES],
    )
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row["entity_id"], row["text"])
    return found


@dataclass(frozen=True, slots=True)
class _Linked:
    """A kind of record that is found by its id and by the names of what hangs on it: entity and linking table of each."""

    table: str
    key: str
    folded: Callable[[str], str]
    links: tuple[tuple[str, str], ...]


_DEALS = _Linked("deal", "id", str.lower, (("company", "deal_party"), ("drug", "deal_drug")))
_TRIALS = _Linked("trial", "nct_id", str.upper, (("study", "trial_study"), ("drug", "trial_drug")))


def _deals(db: Database, _: str, start: str, limit: int) -> list[Completion]:
    ids = _newest(db, _DEALS, start, limit)
    found = {deal.id: deal for deal in records.load(db, Deal, ids)}
    deals = [found[each] for each in ids]
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
    trials = records.load(db, Trial, sorted(_newest(db, _TRIALS, start, limit)))
    registered = [Completion(trial.nct_id, " · ".join(filter(None, (trial.acronym, trial.nct_id)))) for trial in trials]
    # Some studies are known by name only, from their milestones.
    known = {names.key(name) for trial in trials for acronym in trial.acronyms for name in study_names(acronym)}
    key = names.key(start)
    named = [name for study, name in (_with_prefix(db, "study", key) if key else {}).items() if study not in known]
    return [*registered, *(Completion(name, name) for name in named)][:limit]


def _newest(db: Database, of: _Linked, start: str, limit: int) -> list[str]:
    """Find the records that all words of a beginning lead to, by their id or by names, the highest ids first.

    The rarest word leads. If it begins very many names, the newest records are looked through before those of the shortest
    names: what is found is right, but not all that there is.
    """
    words = list(dict.fromkeys(start.split()))[:_WORDS]
    own = next((word for word in map(of.folded, words) if _begins_an_id(db, of, word)), "")
    counts = {key: _count(db, of, key) for word in words if of.folded(word) != own and (key := names.key(word))}
    rarest, *others = sorted(counts, key=counts.__getitem__) or [""]
    if not rarest:
        return _ids(db, of, own, limit)
    if counts[rarest] > _NAMES:
        newest = _with_all(db, of, _ids(db, of, own, _LOOKED_THROUGH), [rarest, *others], limit)
        if len(newest) == limit:
            return newest
    led_to = sorted((each for each in _led_to(db, of, rarest) if each.startswith(own)), reverse=True)
    return _with_all(db, of, led_to, others, limit)


def _begins_an_id(db: Database, of: _Linked, word: str) -> bool:
    return bool(_ids(db, of, word, 1))


def _ids(db: Database, of: _Linked, start: str, limit: int) -> list[str]:
    """Give the highest ids that begin like this."""
    query = f"SELECT {of.key} AS id FROM {of.table} WHERE {of.key} >= ? AND {of.key} < ? ORDER BY 1 DESC LIMIT ?"
    return [row["id"] for row in db.query(query, [start, start + _END, limit])]


def _count(db: Database, of: _Linked, key: str) -> int:
    """Count the names that begin with a key, of what hangs on records of this kind; no further than is told apart."""
    entities = [entity for entity, _ in of.links]
    query = f"SELECT 1 FROM name WHERE key >= ? AND key < ? AND entity_type IN ({marks(entities)}) LIMIT ?"
    return int(scalar(db, f"SELECT count(*) FROM ({query})", [key, key + _END, *entities, _NAMES + 1]))


def _led_to(db: Database, of: _Linked, key: str) -> set[str]:
    """Give the records on which something has a name that begins with a key; of the shortest such names, and not all of many."""
    return {
        row["id"]
        for entity, link in of.links
        for row in db.query(
            f"SELECT {of.table} AS id FROM (SELECT entity_id FROM (SELECT entity_id, key FROM name WHERE entity_type = ? "
            f"AND key >= ? AND key < ? LIMIT ?) ORDER BY length(key) LIMIT ?) CROSS JOIN {link} ON {link}.{entity} = entity_id "
            "LIMIT ?",
            [entity, key, key + _END, _COMPARED, _NAMES, _LED_TO],
        )
    }


def _with_all(db: Database, of: _Linked, ids: Sequence[str], keys: Sequence[str], limit: int) -> list[str]:
    """Give the first records on which, for each key, something has a name that begins with it."""
    found: list[str] = []
    for chunk in chunks(ids):
        left = chunk
        for key in keys:
            kept = {
                row["id"]
                for entity, link in of.links
                for row in db.query(
                    f"SELECT {of.table} AS id FROM {link} CROSS JOIN name ON entity_type = ? AND entity_id = {entity} "
                    f"WHERE {of.table} IN ({marks(left)}) AND key >= ? AND key < ?",
                    [entity, *left, key, key + _END],
                )
            }
            left = [each for each in left if each in kept]
        found += left
        if len(found) >= limit:
            break
    return found[:limit]
