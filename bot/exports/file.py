"""A file to hand over: its name, what is in it, and the sentence that goes with it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.answers.model import Answer
from bot.answers.wording import listed, plural
from bot.i18n import N_, _

#: So much of an answer's title goes into the name of its file.
_NAME_ROOM = 60
#: How each kind of rows is counted.
_COUNTED: dict[str, Callable[[int], str]] = {
    "company": lambda count: plural(count, "company", "companies"),
    "deal": lambda count: plural(count, "deal"),
    "drug": lambda count: plural(count, "drug"),
    "guidance": lambda count: plural(count, "statement"),
    "market_figure": lambda count: plural(count, "market figure"),
    "milestone": lambda count: plural(count, "milestone"),
    "source": lambda count: plural(count, "source"),
    "trial": lambda count: plural(count, "trial"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of any kind; ``sentence`` says what is in it, for those who see only its name."""

    name: str
    data: bytes
    sentence: str


class NoFileError(Exception):
    """No file can be given; the message is the sentence to say instead."""


What = Literal["file", "picture", "calendar"]
#: What is said of an answer that holds nothing for a file, and of one of another kind.
_EMPTY: dict[What, str] = {
    "file": N_("there is nothing to put into a file: {said}"),
    "picture": N_("there is nothing to draw: {said}"),
    "calendar": N_("there is nothing to put into a calendar: {said}"),
}
_OTHER: dict[What, str] = {
    "file": N_("there is nothing to put into a file: that has no rows, only {form} holds it"),
    "picture": N_(
        "no picture shows that: ask for deals, milestones, a drug, a company, reported figures or a comparison"
    ),
    "calendar": N_("there is nothing to put into a calendar: ask for milestones, a drug, a company or a trial"),
}


class NothingToGiveError(NoFileError):
    """The answer to a question has nothing to put into a file."""

    def __init__(self, answer: Answer, what: What = "file") -> None:
        self.answer = answer
        said = next(iter((*answer.page.lead, answer.page.title)), "")[:200]
        if answer.kind in ("unknown", "clarify"):
            super().__init__(said[:1].lower() + said[1:])
        elif answer.kind in ("help", "about") or (answer.rows and what != "file"):
            super().__init__(_(_OTHER[what], form="JSON"))
        else:
            super().__init__(_(_EMPTY[what], said=said))


def file_name(answer: Answer, today: date, ending: str) -> str:
    """Name a file after what was asked and the day that it speaks of; the same question has the same name that day."""
    about = slug(answer.page.title) or answer.kind
    if answer.query.language != "en" and not about.startswith(answer.kind):
        about = f"{answer.kind}-{about}"
    return f"readout-{about}-{answer.query.as_of or today}.{ending}"


def slug(title: str) -> str:
    """Give a title as a part of a file's name: plain letters and digits, joined by hyphens."""
    letters = "".join(each for each in unicodedata.normalize("NFKD", title) if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower())[:_NAME_ROOM].strip("-")


def sentence_of(answer: Answer) -> str:
    """Say what a file holds: "90 deals — Deals — 2025"."""
    kinds = Counter(str(row.get("type", "row")) for row in answer.rows)
    counted = listed(_COUNTED.get(kind, _of_any_kind)(count) for kind, count in kinds.items())
    return _("{title}: {rest}", title=answer.page.title, rest=counted or _("the answer"))


def _of_any_kind(count: int) -> str:
    return plural(count, "row")
