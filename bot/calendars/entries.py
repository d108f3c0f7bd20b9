"""What stands in a calendar, as data: one entry a milestone, from the rows of an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bot.answers.model import Answer
from bot.answers.times import spelled
from bot.answers.wording import aside, kind_name
from bot.i18n import _, word
from db.periods import PartialDate, Period
from db.vocabulary import OPEN_STATUSES

State = Literal["open", "reached", "cancelled"]
#: What an entry's id ends in; ids of milestones are never given twice, so neither are these.
_DOMAIN = "readout.milestones"


@dataclass(frozen=True, slots=True)
class Entry:
    """A milestone with its first and last day (both inclusive); ``sequence`` counts what was said or recorded about it."""

    id: str
    name: str
    start: date
    end: date
    state: State
    said: str
    sequence: int
    changed: date | None
    categories: tuple[str, ...]
    details: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def uid(self) -> str:
        """What calendars know the entry by, whatever happens to its date."""
        return f"{self.id}@{_DOMAIN}"

    @property
    def is_firm(self) -> bool:
        """Whether it is one single day."""
        return self.start == self.end


def entries(answer: Answer, drugs: Mapping[str, str], today: date) -> tuple[list[Entry], int]:
    """Give the milestones among an answer's rows, in order of their days, and how many have none and are left out."""
    rows = {row["id"]: row for row in answer.rows if row.get("type") == "milestone"}
    found = [entry for row in rows.values() if (entry := _entry(row, drugs, today)) is not None]
    return sorted(found, key=lambda each: (each.start, each.end, each.id)), len(rows) - len(found)


def _entry(row: dict[str, Any], drugs: Mapping[str, str], today: date) -> Entry | None:
    state = _state(row)
    span = _span(row, state)
    if span is None or span.start is None or span.end is None:
        return None
    return Entry(
        id=row["id"],
        name=_name(row, drugs),
        start=span.start,
        end=span.end,
        state=state,
        said=spelled(span),
        # A result and a withdrawal are changes too; each statement before was one.
        sequence=len(row["guidance"]) + (state != "open"),
        changed=_changed(row, today),
        categories=tuple(_categories(row, span, state)),
        details=tuple(_details(row, span, state)),
        sources=tuple(row["sources"]),
    )


def _state(row: dict[str, Any]) -> State:
    if row["status"] in OPEN_STATUSES:
        return "open"
    return "cancelled" if row["status"] == "cancelled" else "reached"


def _span(row: dict[str, Any], state: State) -> Period | None:
    """Give the days that an entry spans: its window, the days it can have happened on, or where it stood when it was called off."""
    if state == "open":
        return Period.model_validate(row["window"]) if row["window"] else None
    if row["actual_date"]:
        return PartialDate(row["actual_date"]).span
    last = next((each for each in reversed(row["guidance"]) if each["window_start"] and each["window_end"]), None)
    if state != "cancelled" or last is None:
        return None
    start, end = date.fromisoformat(last["window_start"]), date.fromisoformat(last["window_end"])
    return Period(start=start, end=end, text=last["guidance"])


def _name(row: dict[str, Any], drugs: Mapping[str, str]) -> str:
    parts = (drugs.get(row["drug"], row["drug"]), kind_name(row["kind"]), row["trial"])
    return " ".join(part for part in parts if part)


def _changed(row: dict[str, Any], today: date) -> date | None:
    """Give the last day on which something was said or happened, as far as that has a date and is not to come."""
    texts = [*(each["said_on"] for each in row["guidance"]), row["actual_date"]]
    days = [PartialDate(text).last for text in texts if text]
    return min(max(days), today) if days else None


def _categories(row: dict[str, Any], span: Period, state: State) -> Iterator[str]:
    yield kind_name(row["kind"])
    if row["phase"]:
        yield _("phase {phase}", phase=row["phase"])
    yield from map(word, row["region"])
    yield (_("firm date") if span.is_day else _("window")) if state == "open" else word(state)


def _details(row: dict[str, Any], span: Period, state: State) -> Iterator[str]:
    if state == "open":
        said = spelled(span) if span.is_day else aside(spelled(span), f"{span.start} – {span.end}")
        yield _labelled(_("Expected"), said)
    elif state == "reached":
        yield _labelled(_("Reached"), row["actual_date"])
    else:
        yield _("Called off; was expected {window}", window=spelled(span))
    labels = ((_("Outcome"), "outcome"), (_("Indication"), "indication"), (_("Notes"), "notes"))
    yield from (_labelled(label, row[field]) for label, field in labels if row[field])
    for each in row["guidance"]:
        yield _labelled(aside(each["said_on"] or _("undated"), word(each["kind"])), each["guidance"])


def _labelled(label: str, text: str) -> str:
    return _("{title}: {rest}", title=label, rest=text)
