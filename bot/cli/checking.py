"""What a check of the store found, for reading."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

import click

from bot.terminal.safe import clean
from db import check
from db.check import Finding
from db.store import Store

#: So many of a kind are shown; more are counted.
_SHOWN = 20


def run(store: Store, today: date) -> int:
    """Check the store, print what was found, and give the exit status: 1 if there are errors."""
    found = list(check.findings(store, today))
    for line in report(found):
        click.echo(clean(line))
    return 1 if any(each.check.severity == "error" for each in found) else 0


def report(found: Iterable[Finding]) -> Iterable[str]:
    """Give the findings line by line, those of one check together, the gravest first."""
    ordered = sorted(
        found, key=lambda each: (check.SEVERITIES.index(each.check.severity), check.CHECKS.index(each.check))
    )
    counts = dict.fromkeys(check.SEVERITIES, 0)
    for of, group in groupby(ordered, key=lambda each: each.check):
        each_of = list(group)
        counts[of.severity] += len(each_of)
        yield f"{of.severity}: {of.looks_for} ({len(each_of):,})"
        yield from (
            f"  {each.subject}: {each.message}" if each.message else f"  {each.subject}" for each in each_of[:_SHOWN]
        )
        if len(each_of) > _SHOWN:
            yield f"  … and {len(each_of) - _SHOWN:,} more"
    total = ", ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for word, count in counts.items())
    yield f"{len(check.CHECKS)} checks: {total}"
