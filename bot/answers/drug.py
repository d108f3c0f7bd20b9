"""Answers about drugs: the profile, one thing asked of it, and lists of drugs that share something."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any

from bot.answers import deals as listing
from bot.answers import drug_list
from bot.answers import milestones as timeline
from bot.answers.context import Context, Found
from bot.answers.model import Value
from bot.answers.outlooks import days_to_go, history, when_expected
from bot.answers.page import Line, Page, Section
from bot.answers.times import spelled
from bot.answers.wording import (
    ROWS_SHOWN,
    alternatives,
    amount,
    aside,
    clauses,
    deals_table,
    kind_name,
    listed,
    shortened,
)
from bot.chinese import indication, study, target, territory
from bot.i18n import N_, _, in_chinese, word
from bot.language.query import Query
from db import derived, records
from db.filters import DealFilter, DrugFilter, MilestoneFilter, Scope
from db.models import Deal, Drug, Record, Trial
from db.queries import deals, things
from db.queries.milestones import Outlook
from db.territories import covers

_REACHED_SHOWN = 6
_NEXT_SHOWN = 6


def answer(context: Context, query: Query) -> Found:
    """Answer what is asked of one drug, or of the drugs of a kind."""
    if query.drugs is not None and query.want in ("list", "competitors"):
        return drug_list.listing_of(context, query, query.drugs, _("Drugs"))
    drug = records.get(context.db, Drug, query.ids[0])
    if drug is None:
        return Found("unknown", Page("drug", _("Drug"), (_("The store holds no drug {id}.", id=query.ids[0]),)))
    if query.want == "competitors":
        return _competitors(context, query, drug)
    if query.drugs is not None and query.want == "whether":
        return _whether(drug, query.drugs)
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
        *_reached(context, seen),
        *_trials(context, trials),
    ]
    page = Page("drug", title(drug), (lead,) if lead else (_summary(drug, companies),), tuple(sections))
    rows: list[Record | dict[str, Any]] = [
        drug,
        *own_deals,
        *(timeline.row(each, context, query) for each in seen),
        *trials,
    ]
    return Found("drug", page, value=value, unit=_UNITS.get(query.want), rows=rows, about=drug.id)


_UNITS = {"maker": "company", "partners": "company", "rights": "company"}


def title(drug: Drug) -> str:
    """Name a drug by its code, generic and Chinese names."""
    names = (drug.label, drug.generic_name or "", *drug.name_zh[:1], *drug.brand_names[:1])
    if in_chinese():
        names = (*drug.name_zh[:1], drug.label, drug.generic_name or "", *drug.brand_names[:1])
    return " · ".join(dict.fromkeys(name for name in names if name))


def _summary(drug: Drug, companies: dict[str, str]) -> str:
    parts = [" / ".join(map(target, drug.targets)), word(drug.modality or "")]
    what = " ".join(part for part in parts if part) or _("target and modality not stated")
    return clauses((what, companies.get(drug.originator or "", _("originator not stated"))))


def _asked(
    query: Query, drug: Drug, own_deals: Sequence[Deal], seen: Sequence[Outlook], companies: dict[str, str]
) -> tuple[Value, str]:
    """Give the one thing asked of a drug, as a value and in words."""
    current = [deal for deal in own_deals if deal.status != "terminated" and deal.direction == "out"]
    partners = list(dict.fromkeys(each for deal in current for each in deal.licensees))
    ended = [deal for deal in own_deals if deal.status == "terminated" and deal.direction == "out"]
    former = _("; ").join(
        _("{company} until {day}", company=companies[each], day=spelled(deal.status_date or _("a day not recorded")))
        for deal in ended
        for each in deal.licensees
    )
    phases = sorted({each.milestone.phase for each in seen if each.milestone.phase}, key=_phase_order)
    indications = list(
        dict.fromkeys(indication(each.milestone.indication) for each in seen if each.milestone.indication)
    )
    not_stated = _("not stated in the store")
    now = listed(companies[each] for each in partners) or (_("none now") if former else not_stated)
    maker = companies.get(drug.originator or "", "")
    answers: dict[str, tuple[Value, str]] = {
        "maker": (
            drug.originator,
            _("Made by {company}", company=maker) if maker else _("Originator {missing}", missing=not_stated),
        ),
        "target": (None, _("Target: {targets}", targets=listed(map(target, drug.targets)) or not_stated)),
        "modality": (None, _("Modality: {modality}", modality=word(drug.modality or "") or not_stated)),
        "area": (None, _("Area: {area}", area=word(drug.area or "") or not_stated)),
        "indications": (None, _("Indications: {names}", names=_("; ").join(indications) or not_stated)),
        "phase": (None, _phase_words(seen, phases) or _("Phase {missing}", missing=not_stated)),
        "partners": (
            partners[0] if len(partners) == 1 else tuple(partners) or None,
            _("Partners: {names}", names=aside(now, _("formerly {names}", names=former) if former else "")),
        ),
        "names": (None, _("Also called {names}", names=listed(_all_names(drug)) or not_stated)),
        "rights": _rights_asked(query, drug, current, companies),
    }
    return answers.get(query.want, (None, ""))


def _phase_words(seen: Sequence[Outlook], phases: Sequence[str]) -> str:
    """Say the most advanced phase, and first of all where the drug is approved already."""
    approved = [each for each in seen if each.milestone.kind == "approval" and each.milestone.status == "done"]
    regions = dict.fromkeys(word(region) for each in approved for region in each.milestone.region)
    said = [_("Approved in {places}", places=listed(regions))] if regions else []
    said += [_("Most advanced: phase {phase}", phase=phases[-1])] if phases else []
    return _("; ").join(said)


def _phase_order(phase: str) -> tuple[str, str]:
    """Order phases by the highest number that stands in them: 1/2 before 2 before 2/3 before 3."""
    digits = sorted((each for each in phase if each.isdigit()), reverse=True)
    return (digits[0] if digits else "0", digits[-1] if digits else "0")


def _all_names(drug: Drug) -> list[str]:
    names = (drug.code or "", drug.generic_name or "", *drug.brand_names, *drug.name_zh, *drug.aliases)
    return list(dict.fromkeys(name for name in names if name))


def _facts(drug: Drug, companies: dict[str, str], as_of: date | None) -> list[Line]:
    facts = (
        (_("Names"), listed(_all_names(drug))),
        (_("Targets"), listed(map(target, drug.targets))),
        (_("Modality"), word(drug.modality or "")),
        (_("Area"), word(drug.area or "")),
        (_("Originator"), companies.get(drug.originator or "", "")),
        (_("Notes"), "" if as_of else drug.notes),
    )
    return [Line(text, label) for label, text in facts if text]


def _deals_of(context: Context, query: Query, drug: Drug) -> list[Deal]:
    wanted = DealFilter(drugs=(drug.id,), scope=Scope(rows_all=True), known_by=query.as_of)
    found = deals.ids(context.db, wanted, "newest")
    return [listing.known(deal, query.as_of) for deal in records.load(context.db, Deal, found)]


def _rights(own_deals: Sequence[Deal], companies: dict[str, str]) -> list[Section]:
    lines = tuple(
        Line(
            _(
                _TERMINATED if deal.status == "terminated" else _RIGHTS,
                territory=territory(deal.territory) or _("territory not stated"),
                day=spelled(deal.announced),
                upfront=amount(deal, "upfront"),
                total=amount(deal, "total"),
            ),
            " + ".join(companies[each] for each in deal.licensees),
        )
        for deal in own_deals
    )
    return [Section(_("Rights"), lines)] if lines else []


_RIGHTS = N_("{territory} ({day}, {upfront} upfront, {total} total)")
_TERMINATED = N_("{territory} ({day}, {upfront} upfront, {total} total, terminated)")


def _rights_asked(query: Query, drug: Drug, current: Sequence[Deal], companies: dict[str, str]) -> tuple[Value, str]:
    """Say who has the rights; of a place, if one was named, who has those there."""
    everyone = _rights_words(current, companies) or _("not stated in the store")
    places = query.deals.territories if query.deals else ()
    if not places:
        return None, _("Rights: {rights}", rights=everyone)
    where = alternatives(territory(each) for each in places)
    there = [deal for deal in current if any(covers(deal.territory, each) for each in places)]
    if there:
        holders = tuple(dict.fromkeys(each for deal in there for each in deal.licensees))
        rights = _rights_words(there, companies)
        return holders[0] if len(holders) == 1 else holders, _(
            "Rights in {place}: {rights}", place=where, rights=rights
        )
    sentence = _("No licence for {place} is recorded. Rights: {rights}", place=where, rights=everyone)
    maker = companies.get(drug.originator or "", "")
    return None, f"{sentence}; {_('originator: {company}', company=maker)}" if maker else sentence


def _rights_words(current: Sequence[Deal], companies: dict[str, str]) -> str:
    return _("; ").join(
        _(
            "{companies}: {territory} ({day})",
            companies=" + ".join(companies[each] for each in deal.licensees),
            territory=territory(deal.territory) or _("territory not stated"),
            day=spelled(deal.announced),
        )
        for deal in current
    )


def _deals(context: Context, own_deals: Sequence[Deal]) -> list[Section]:
    if not own_deals:
        return []
    table = deals_table(
        own_deals[: context.most(ROWS_SHOWN)],
        listing.drug_labels(context, own_deals),
        listing.company_labels(context, own_deals),
        max(len(own_deals) - context.most(ROWS_SHOWN), 0),
    )
    return [Section(_("Deals"), table=table)]


def _coming(context: Context, query: Query, seen: Sequence[Outlook]) -> list[Section]:
    ahead = [each for each in seen if each.is_open]
    if not ahead:
        return []
    lines = [
        Line(
            clauses(
                part
                for part in (
                    " ".join(part for part in (kind_name(each.milestone.kind), study(each.milestone.trial)) if part),
                    indication(each.milestone.indication),
                    "/".join(word(region) for region in each.milestone.region),
                    when_expected(each),
                )
                if part
            )
            + (f" — {moved}" if (moved := history(each)) else ""),
            days_to_go(each, timeline.today(context, query)) or _("no date"),
            day=each.span.start if each.span is not None and each.span.is_day else None,
        )
        for each in ahead[: context.most(_NEXT_SHOWN)]
    ]
    if len(ahead) > context.most(_NEXT_SHOWN):
        lines.append(Line(_("… {count} more", count=len(ahead) - _NEXT_SHOWN)))
    return [Section(_("Next"), tuple(lines))]


def _reached(context: Context, seen: Sequence[Outlook]) -> list[Section]:
    done = [each for each in seen if not each.is_open]
    if not done:
        return []
    lines = [
        Line(
            " — ".join(
                part
                for part in (
                    " ".join(part for part in (study(each.milestone.trial), kind_name(each.milestone.kind)) if part),
                    each.milestone.outcome,
                )
                if part
            ),
            when_expected(each),
        )
        for each in done[: context.most(_REACHED_SHOWN)]
    ]
    if len(done) > context.most(_REACHED_SHOWN):
        lines.append(Line(_("… {count} more", count=len(done) - _REACHED_SHOWN)))
    return [Section(_("Reached"), tuple(lines))]


def _trials(context: Context, trials: Sequence[Trial]) -> list[Section]:
    lines = [
        Line(
            clauses(
                part
                for part in (
                    _("phase {phase}", phase=each.phase) if each.phase else "",
                    shortened(indication(each.indication), 70),
                )
                if part
            ),
            f"{each.nct_id} {each.acronym}".strip(),
        )
        for each in trials[: context.most(ROWS_SHOWN)]
    ]
    if len(trials) > context.most(ROWS_SHOWN):
        lines.append(Line(_("… {count} more", count=len(trials) - ROWS_SHOWN)))
    return [Section(_("Trials"), tuple(lines))] if lines else []


def _competitors(context: Context, query: Query, drug: Drug) -> Found:
    """List the other drugs that hit the same target."""
    if not drug.targets:
        sentence = _(
            "The target of {drug} is not stated in the store, so its competitors cannot be told.",
            drug=listing.drug_label(drug),
        )
        return Found("drug", Page("drug", title(drug), (sentence,)), rows=[drug])
    wanted = DrugFilter(targets=derived.mechanisms([drug]))
    return drug_list.listing_of(context, query, wanted, _("Same target as {drug}", drug=listing.drug_label(drug)))


def _whether(drug: Drug, claimed: DrugFilter) -> Found:
    """Say whether a drug is what it is asked to be; not known where the store does not say what it is."""
    targets = [{*derived.target_parts(each)} for each in drug.targets]
    judged = (
        (claimed.targets, drug.targets, any(set(parts) <= own for parts in claimed.targets for own in targets)),
        (claimed.modalities, drug.modality, drug.modality in claimed.modalities),
        (claimed.areas, drug.area, drug.area in claimed.areas),
    )
    asked = [(recorded, holds) for wanted, recorded, holds in judged if wanted]
    known = all(recorded for recorded, _holds in asked)
    value = all(holds for _recorded, holds in asked) if known else None
    said = listed([*map(target, drug.targets), *(word(each) for each in (drug.modality, drug.area) if each)])
    sentence = {True: N_("Yes: {facts}."), False: N_("No: {facts}."), None: N_("Not known; recorded is {facts}.")}
    lead = _(sentence[value], facts=said or _("nothing"))
    return Found("drug", Page("drug", title(drug), (lead,)), value=value, rows=[drug], about=drug.id)
