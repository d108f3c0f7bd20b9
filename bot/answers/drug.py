"""Answers about drugs: the profile, one thing asked of it, and lists of drugs that share something."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any

from bot.answers import deals as listing
from bot.answers import milestones as timeline
from bot.answers.context import Context, Found
from bot.answers.model import Value
from bot.answers.page import Column, Line, Page, Section, Table
from bot.answers.wording import (
    ROWS_SHOWN,
    amount,
    days_to_go,
    deals_table,
    history,
    kind_name,
    mechanisms,
    plural,
    shortened,
    when_expected,
)
from bot.language.query import Query
from db import derived, records
from db.filters import DealFilter, DrugFilter, MilestoneFilter, Scope
from db.models import Company, Deal, Drug, Record, Trial
from db.queries import deals, things
from db.queries.milestones import Outlook

_REACHED_SHOWN = 6
_NEXT_SHOWN = 6


def answer(context: Context, query: Query) -> Found:
    """Answer what is asked of one drug, or of the drugs of a kind."""
    if query.drugs is not None:
        return _listing(context, query, query.drugs, "Drugs")
    drug = records.get(context.db, Drug, query.ids[0])
    if drug is None:
        return Found("unknown", Page("drug", "Drug", (f"The store holds no drug {query.ids[0]}.",)))
    if query.want == "competitors":
        return _competitors(context, query, drug)
    return _profile(context, query, drug)


def _profile(context: Context, query: Query, drug: Drug) -> Found:
    """Show everything known of a drug; the first line answers what was asked of it."""
    own_deals = _deals_of(context, query, drug)
    seen = timeline.milestones_of(context, query, MilestoneFilter(drugs=(drug.id,)))
    trials = records.load(context.db, Trial, things.trials_of_drug(context.db, drug.id))
    companies = context.labels(
        "company",
        [
            *([drug.originator] if drug.originator else []),
            *chain.from_iterable((*d.licensors, *d.licensees) for d in own_deals),
        ],
    )
    value, lead = _asked(query, drug, own_deals, seen, companies)
    sections = [
        Section("", tuple(_facts(drug, companies, query.as_of))),
        *_rights(own_deals, companies),
        *_deals(context, own_deals),
        *_coming(context, query, seen),
        *_reached(seen),
        *_trials(trials),
    ]
    page = Page("drug", title(drug), (lead,) if lead else (_summary(drug, companies),), tuple(sections))
    rows: list[Record | dict[str, Any]] = [
        drug,
        *own_deals,
        *(timeline.row(each, context, query) for each in seen),
        *trials,
    ]
    return Found("drug", page, value=value, unit=_UNITS.get(query.want), rows=rows, about=drug.id)


_UNITS = {"maker": "company", "partners": "company"}


def title(drug: Drug) -> str:
    """Name a drug by its code, generic and Chinese names."""
    names = (drug.label, drug.generic_name or "", *drug.name_zh[:1], *drug.brand_names[:1])
    return " · ".join(dict.fromkeys(name for name in names if name))


def _summary(drug: Drug, companies: dict[str, str]) -> str:
    parts = [" / ".join(drug.targets), drug.modality or ""]
    what = " ".join(part for part in parts if part) or "target and modality not stated"
    return f"{what}, {companies.get(drug.originator or '', 'originator not stated')}"


def _asked(
    query: Query, drug: Drug, own_deals: Sequence[Deal], seen: Sequence[Outlook], companies: dict[str, str]
) -> tuple[Value, str]:
    """Give the one thing asked of a drug, as a value and in words."""
    current = [deal for deal in own_deals if deal.status != "terminated" and deal.direction == "out"]
    partners = list(dict.fromkeys(each for deal in current for each in deal.licensees))
    ended = [deal for deal in own_deals if deal.status == "terminated" and deal.direction == "out"]
    former = "; ".join(
        f"{companies[each]} until {deal.status_date or 'a day not recorded'}"
        for deal in ended
        for each in deal.licensees
    )
    phases = sorted({each.milestone.phase for each in seen if each.milestone.phase}, key=_phase_order)
    indications = list(dict.fromkeys(each.milestone.indication for each in seen if each.milestone.indication))
    not_stated = "not stated in the store"
    maker = companies.get(drug.originator or "", "")
    answers: dict[str, tuple[Value, str]] = {
        "maker": (drug.originator, f"Made by {maker}" if maker else f"Originator {not_stated}"),
        "target": (None, f"Target: {', '.join(drug.targets) or not_stated}"),
        "modality": (None, f"Modality: {drug.modality or not_stated}"),
        "area": (None, f"Area: {drug.area or not_stated}"),
        "indications": (None, f"Indications: {'; '.join(indications) or not_stated}"),
        "phase": (None, f"Most advanced: phase {phases[-1]}" if phases else f"Phase {not_stated}"),
        "partners": (
            partners[0] if len(partners) == 1 else tuple(partners) or None,
            f"Partners: {', '.join(companies[each] for each in partners) or ('none now' if former else not_stated)}"
            + (f" (formerly {former})" if former else ""),
        ),
        "names": (None, f"Also called {', '.join(_all_names(drug)) or not_stated}"),
        "rights": (None, f"Rights: {_rights_words(current, companies) or not_stated}"),
    }
    return answers.get(query.want, (None, ""))


def _phase_order(phase: str) -> tuple[str, str]:
    """Order phases by the highest number that stands in them: 1/2 before 2 before 2/3 before 3."""
    digits = sorted((each for each in phase if each.isdigit()), reverse=True)
    return (digits[0] if digits else "0", digits[-1] if digits else "0")


def _all_names(drug: Drug) -> list[str]:
    names = (drug.code or "", drug.generic_name or "", *drug.brand_names, *drug.name_zh, *drug.aliases)
    return list(dict.fromkeys(name for name in names if name))


def _facts(drug: Drug, companies: dict[str, str], as_of: date | None) -> list[Line]:
    facts = (
        ("Names", ", ".join(_all_names(drug))),
        ("Targets", ", ".join(drug.targets)),
        ("Modality", drug.modality or ""),
        ("Area", drug.area or ""),
        ("Originator", companies.get(drug.originator or "", "")),
        ("Notes", "" if as_of else drug.notes),
    )
    return [Line(text, label) for label, text in facts if text]


def _deals_of(context: Context, query: Query, drug: Drug) -> list[Deal]:
    wanted = DealFilter(drugs=(drug.id,), scope=Scope(rows_all=True), known_by=query.as_of)
    found = deals.ids(context.db, wanted, "newest")
    return [listing.known(deal, query.as_of) for deal in records.load(context.db, Deal, found)]


def _rights(own_deals: Sequence[Deal], companies: dict[str, str]) -> list[Section]:
    lines = tuple(
        Line(
            f"{deal.territory or 'territory not stated'} ({deal.announced}, {amount(deal, 'upfront')} upfront, "
            f"{amount(deal, 'total')} total{', terminated' if deal.status == 'terminated' else ''})",
            " + ".join(companies[each] for each in deal.licensees),
        )
        for deal in own_deals
    )
    return [Section("Rights", lines)] if lines else []


def _rights_words(current: Sequence[Deal], companies: dict[str, str]) -> str:
    return "; ".join(
        f"{' + '.join(companies[each] for each in deal.licensees)}: {deal.territory or 'territory not stated'} ({deal.announced})"
        for deal in current
    )


def _deals(context: Context, own_deals: Sequence[Deal]) -> list[Section]:
    if not own_deals:
        return []
    table = deals_table(
        own_deals[:ROWS_SHOWN],
        listing.drug_labels(context, own_deals),
        listing.company_labels(context, own_deals),
        max(len(own_deals) - ROWS_SHOWN, 0),
    )
    return [Section("Deals", table=table)]


def _coming(context: Context, query: Query, seen: Sequence[Outlook]) -> list[Section]:
    ahead = [each for each in seen if each.is_open]
    if not ahead:
        return []
    lines = [
        Line(
            ", ".join(
                part
                for part in (
                    " ".join(part for part in (kind_name(each.milestone.kind), each.milestone.trial) if part),
                    each.milestone.indication,
                    "/".join(each.milestone.region),
                    when_expected(each),
                )
                if part
            )
            + (f" — {moved}" if (moved := history(each)) else ""),
            days_to_go(each, timeline.today(context, query)) or "no date",
            day=each.span.start if each.span is not None and each.span.is_day else None,
        )
        for each in ahead[:_NEXT_SHOWN]
    ]
    if len(ahead) > _NEXT_SHOWN:
        lines.append(Line(f"… {len(ahead) - _NEXT_SHOWN} more"))
    return [Section("Next", tuple(lines))]


def _reached(seen: Sequence[Outlook]) -> list[Section]:
    done = [each for each in seen if not each.is_open]
    if not done:
        return []
    lines = [
        Line(
            " — ".join(
                part
                for part in (
                    " ".join(part for part in (each.milestone.trial, kind_name(each.milestone.kind)) if part),
                    each.milestone.outcome,
                )
                if part
            ),
            when_expected(each),
        )
        for each in done[:_REACHED_SHOWN]
    ]
    if len(done) > _REACHED_SHOWN:
        lines.append(Line(f"… {len(done) - _REACHED_SHOWN} more"))
    return [Section("Reached", tuple(lines))]


def _trials(trials: Sequence[Trial]) -> list[Section]:
    lines = [
        Line(
            ", ".join(
                part for part in (f"phase {each.phase}" if each.phase else "", shortened(each.indication, 70)) if part
            ),
            f"{each.nct_id} {each.acronym}".strip(),
        )
        for each in trials[:ROWS_SHOWN]
    ]
    if len(trials) > ROWS_SHOWN:
        lines.append(Line(f"… {len(trials) - ROWS_SHOWN} more"))
    return [Section("Trials", tuple(lines))] if lines else []


def _competitors(context: Context, query: Query, drug: Drug) -> Found:
    """List the other drugs that hit the same target."""
    if not drug.targets:
        sentence = f"The target of {drug.label} is not stated in the store, so its competitors cannot be told."
        return Found("drug", Page("drug", title(drug), (sentence,)), rows=[drug])
    wanted = DrugFilter(targets=tuple(tuple(sorted(derived.target_parts(each))) for each in drug.targets))
    return _listing(context, query, wanted, f"Same target as {drug.label}", besides=drug.id)


def _listing(context: Context, query: Query, wanted: DrugFilter, heading: str, besides: str = "") -> Found:
    found = [each for each in things.drugs(context.db, wanted) if each != besides]
    chosen = records.load(context.db, Drug, found[: context.most_rows])
    labels = {
        company.id: company.name
        for company in records.load(context.db, Company, [d.originator for d in chosen if d.originator])
    }
    described = " · ".join(
        [
            *mechanisms(wanted.targets, context.targets(wanted.targets)),
            " or ".join(wanted.modalities),
            " or ".join(wanted.areas),
        ]
    )
    within = chosen[: query.limit] if query.limit and context.shown else chosen
    shown = context.cut(within, query.limit or ROWS_SHOWN)
    rows = tuple(
        (
            each.label,
            each.generic_name or "",
            ", ".join(each.targets),
            each.modality or "",
            labels.get(each.originator or "", ""),
        )
        for each in shown
    )
    columns = (Column("Drug"), Column("Generic name"), Column("Targets"), Column("Modality"), Column("Originator"))
    listed = len(within) if query.limit and context.shown else len(found)
    more = max(listed - context.first - len(rows), 0)
    table = Table(columns, rows, more, tuple(("drug", each.id) for each in shown), context.first)
    heading_full = f"{heading} — {described.strip(' ·')}" if described.strip(" ·") else heading
    page = Page("drug", heading_full, (plural(len(found), "drug"),), (Section("", table=table),) if rows else ())
    return Found("drug", page, value=tuple(found[: context.most_rows]) or None, unit="drug", rows=chosen)
