"""What was spoken of: the question before, as far as what is said next can rest on it."""

from bot.language.query import Kind, Query
from db import records
from db.connection import Connection
from db.models import Deal, Milestone

#: Kinds of things that a text can be about one of, those that a question is about first.
THINGS: tuple[Kind, ...] = ("drug", "deal", "company", "trial")


def things_of(db: Connection, before: Query) -> dict[str, str]:
    """Give the one drug, deal, company or trial that was asked about or that the answer named, by sort."""
    found: dict[str, str] = {}
    if before.kind in THINGS and len(before.ids) == 1 and before.want != "list":
        found[before.kind] = before.ids[0]
    for each in before.about:
        sort, _colon, key = each.partition(":")
        found.setdefault(sort, key)
    if before.deals is not None:
        companies = [each for party in before.deals.parties for each in party.companies]
        _add_one(found, "deal", before.deals.ids)
        _add_one(found, "drug", before.deals.drugs)
        _add_one(found, "company", companies)
    if before.milestones is not None:
        _add_one(found, "drug", before.milestones.drugs)
        _add_one(found, "company", before.milestones.companies)
    if "drug" not in found and (deal := records.get(db, Deal, found.get("deal", ""))):
        _add_one(found, "drug", deal.drugs)
    if "drug" not in found and (milestone := records.get(db, Milestone, found.get("milestone", ""))):
        found["drug"] = milestone.drug
    return found


def _add_one(found: dict[str, str], sort: str, keys: tuple[str, ...] | list[str]) -> None:
    if len(keys) == 1:
        found.setdefault(sort, keys[0])


def is_one(before: Query) -> bool:
    """Tell whether one thing was asked about, and not a list."""
    if before.kind in THINGS:
        return len(before.ids) == 1 and before.want not in ("list", "competitors")
    part = before.deals or before.milestones
    of_one = part is not None and (len(part.drugs) == 1 or len(part.ids) == 1)
    return of_one or any(each.startswith(("deal:", "milestone:", "drug:")) for each in before.about)


def named_deal(before: Query) -> bool:
    """Tell whether the answer named one deal of several: the largest, the first."""
    return any(each.startswith("deal:") for each in before.about) and not (before.deals and before.deals.ids)


def is_one_drug(before: Query) -> bool:
    """Tell whether a list was that of one drug, by what was asked or by the deals that were found."""
    part = before.deals or before.milestones
    named = part is not None and len(part.drugs) == 1
    return named or (before.kind == "deals" and any(each.startswith("drug:") for each in before.about))


def names_record(before: Query) -> bool:
    """Tell whether a list is that of certain deals or studies, of which more can be asked."""
    of_deals = before.deals is not None and before.deals.ids
    wanted = before.milestones
    return bool(of_deals or (wanted is not None and (wanted.ids or wanted.studies or wanted.trials)))


#: Which sort of thing a part of a filter names.
_SORT_OF_PART = {"parties": "company", "companies": "company", "drugs": "drug", "targets": "target", "studies": "study"}


def sorts_named(before: Query) -> list[str]:
    """Give the sorts of things that a question named: company, drug, target."""
    found: list[str] = []
    for side in (before, *before.sides):
        filters = [part for part in (side.deals, side.milestones, side.drugs) if part is not None]
        found += [sort for part in filters for name, sort in _SORT_OF_PART.items() if getattr(part, name, None)]
        found += [side.kind] if side.ids else []
    return found
