"""The answer about a trial: what is registered under its number or name, and its milestones."""

from typing import Any

from bot.answers import milestones as timeline
from bot.answers.context import Context, Found
from bot.answers.page import Line, Page, Section
from bot.answers.wording import ROWS_SHOWN, listed
from bot.chinese import indication, study
from bot.i18n import _, word
from bot.language.query import Query
from db import records
from db.filters import MilestoneFilter
from db.models import Record, Trial
from db.queries import things


def answer(context: Context, query: Query) -> Found:
    """Show a trial. A name can stand for several registrations, or for a study that is known by its milestones alone."""
    registered = [each for each in query.ids if each.startswith("NCT")]
    studies = [each for each in query.ids if each not in registered]
    numbers = list(
        dict.fromkeys((*registered, *(t for study in studies for t in things.trials_of_study(context.db, study))))
    )
    trials = records.load(context.db, Trial, numbers)
    seen = {
        each.milestone.id: each
        for wanted in (MilestoneFilter(trials=tuple(numbers)), MilestoneFilter(studies=tuple(studies)))
        if wanted != MilestoneFilter()
        for each in timeline.milestones_of(context, query, wanted)
    }
    outlooks = list(seen.values())
    if not trials and not outlooks:
        return Found("unknown", Page("trial", _("Trial"), (_("The store holds no such trial."),)))
    companies = context.labels("company", [each.sponsor for each in trials if each.sponsor])
    drugs = context.labels("drug", [*(d for each in trials for d in each.drugs), *(o.milestone.drug for o in outlooks)])
    sections = [Section(each.nct_id, tuple(_facts(each, companies, drugs))) for each in trials[:ROWS_SHOWN]]
    ahead, done = [o for o in outlooks if o.is_open], [o for o in outlooks if not o.is_open]
    for name, part in ((_("Next"), ahead), (_("Reached"), done)):
        if part:
            sections.append(Section(name, table=timeline.milestone_table(context, query, part)))
    names = [context.study(each) for each in studies]
    title = listed(names) or (trials[0].acronym or trials[0].nct_id if trials else study(outlooks[0].milestone.trial))
    lead = listed(dict.fromkeys(drugs.values()))
    rows: list[Record | dict[str, Any]] = [*trials, *(timeline.row(each, context, query) for each in outlooks)]
    return Found("trial", Page("trial", title, (lead,), tuple(sections)), rows=rows)


def _facts(trial: Trial, companies: dict[str, str], drugs: dict[str, str]) -> list[Line]:
    facts = (
        (_("Name"), trial.acronym),
        (_("Drugs"), listed(drugs[each] for each in trial.drugs)),
        (_("Phase"), trial.phase or ""),
        (_("Indication"), indication(trial.indication)),
        (_("Sponsor"), companies.get(trial.sponsor or "", "")),
        (_("Status"), word(trial.status)),
        (_("Primary completion"), str(trial.primary_completion or "")),
        (_("Notes"), trial.notes),
    )
    return [Line(text, label) for label, text in facts if text]
