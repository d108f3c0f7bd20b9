"""The schedule of reminders on the command line."""

import json
from datetime import date, datetime
from itertools import groupby

import click

from bot.answers.wording import kind_name, plural
from bot.cli.session import Session
from bot.reminders.schedule import Asked, Coming, Schedule, midnight, schedule
from bot.terminal.safe import clean
from db.connection import Connection
from db.models import Milestone
from db.queries import things
from db.records import load

NO_RULES = (
    "there are no rules yet: this is what the default one would post (everything; 30, 7, 1 and 0 days before, at 09:00); "
    "!remind here on Discord sets it"
)
_SHOWN_UNDATED = 20


def show(session: Session, until: date, *, as_json: bool) -> int:
    """Print what is to come, one line a delivery, oldest first."""
    zone = session.settings.zone
    now = datetime.now(zone)
    begin = midnight(session.day, session.settings.tz) if session.day else now
    as_of = session.day if session.day and session.day < now.date() else None
    with session.store.read() as db:
        found = schedule(db, Asked(begin, until, session.settings.tz, as_of))
        if found.is_default:
            click.echo(f"readout: {NO_RULES}", err=True)
        if found.backdated:
            rules = plural(found.backdated, "rule")
            click.echo(f"readout: {rules} set later than {as_of}: shown as if set by then", err=True)
        for line in _json(found) if as_json else _text(db, found, until):
            click.echo(clean(line))
    return 0


def _json(found: Schedule) -> list[str]:
    return [json.dumps(each.as_json(), ensure_ascii=False) for each in found.coming]


def _text(db: Connection, found: Schedule, until: date) -> list[str]:
    keys = [*{each.delivery.milestone: None for each in found.coming}, *found.undated]
    names = _names(db, keys)
    lines = [f"{plural(len(found.coming), 'post')} to come until {until}"]
    for day, coming in groupby(found.coming, key=lambda each: each.due.date()):
        lines += ["", day.strftime("%Y-%m-%d %a"), *(_line(each, names) for each in coming)]
    if found.undated:
        lines += ["", f"No date ({len(found.undated):,}): nobody has said when, so nothing will be posted for"]
        lines += [f"  {names[key]}" for key in found.undated[:_SHOWN_UNDATED]]
        if len(found.undated) > _SHOWN_UNDATED:
            lines.append(f"  … and {len(found.undated) - _SHOWN_UNDATED:,} more")
    return lines


def _line(each: Coming, names: dict[str, str]) -> str:
    said = each.delivery.said
    rule = f"r{each.rule.id}" if each.rule.id else "default"
    what = f"{said.guidance}, said {said.said_on or 'on an unknown day'}" if said else ""
    where = f"{rule} → {each.rule.target}"
    return f"  {each.due:%H:%M %z}  {each.delivery.label:<12}  {names[each.delivery.milestone]}  ({what})  {where}"


def _names(db: Connection, keys: list[str]) -> dict[str, str]:
    held = load(db, Milestone, keys)
    drugs = things.labels(db, "drug", list(dict.fromkeys(each.drug for each in held)))
    return {
        each.id: " ".join(filter(None, (drugs.get(each.drug, each.drug), kind_name(each.kind), each.trial)))
        for each in held
    }
