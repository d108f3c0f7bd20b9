"""Files that people ask for in words: an export, a picture, a calendar. Discord and the command line both call this.

Each call reads the store, and draws: event loops make it in a thread. What cannot be given raises NothingToGiveError, whose
message is the sentence to say.
"""

from datetime import UTC, datetime, time

from bot.answers.model import Answer
from bot.app import Readout
from bot.calendars import Entry, calendar, entries, milestones_query
from bot.charts import ChartSpec, Style, asked, chart_for, picture
from bot.exports import File, Form, NothingToGiveError, export
from bot.exports.naming import names_of
from bot.language.query import Query
from db.filters import MilestoneFilter


def exported(readout: Readout, form: Form, text: str) -> File:
    """Answer a question with a file of all its rows.

    Raises:
        NothingToGiveError: the answer has no rows.
        StoreError: the store cannot be read.
    """
    return export(readout.ask(text, all_rows=True), form, readout.today())


def table_of(readout: Readout, query: Query) -> File:
    """Give all rows of a question that is data already as CSV; raises as above."""
    return export(readout.answer(query, all_rows=True), "csv", readout.today())


def pictured(readout: Readout, text: str) -> File:
    """Answer a question with a picture; "bubbles", "timeline" … before it ask for one kind.

    Raises:
        NothingToGiveError: no picture suits the answer, or nothing is there to be drawn.
        StoreError: the store cannot be read.
    """
    spec, answer = charted(readout, text)
    return picture(spec, answer)


def pictured_of(readout: Readout, query: Query) -> File:
    """Give the picture of a question that is data already; raises as above."""
    answer = readout.answer(query, all_rows=True)
    return picture(_chosen(readout, answer), answer)


def charted(readout: Readout, text: str) -> tuple[ChartSpec, Answer]:
    """Choose the picture for a question, without drawing it; raises as above."""
    words = asked(text)
    answer = readout.ask(words.question, all_rows=True)
    return _chosen(readout, answer, words.style), answer


def _chosen(readout: Readout, answer: Answer, style: Style | None = None) -> ChartSpec:
    spec = chart_for(answer.query, answer, names_of(readout.store, answer), readout.today(), style)
    if spec is None:
        raise NothingToGiveError(answer, "draw")
    return spec


def dated(readout: Readout, text: str) -> File:
    """Answer a question with a calendar of its milestones; without words, of all that is to come.

    Raises:
        NothingToGiveError: what was asked about has no milestones with a date.
        StoreError: the store cannot be read.
    """
    query = readout.understand(text) if text.lstrip().startswith(("!", "！")) else _about_milestones(readout, text)
    return dates_of(readout, query)


def dates_of(readout: Readout, query: Query) -> File:
    """Give the calendar of a question that is data already; raises as above."""
    wanted = milestones_query(query)
    if wanted is None:
        raise NothingToGiveError(readout.answer(query), "put into a calendar")
    answer = readout.answer(wanted, all_rows=True)
    # The clock of answers counts days: asked again on the same day, the calendar is the same.
    now = datetime.combine(readout.today(), time(), UTC)
    return calendar(answer, names_of(readout.store, answer).drugs, now)


def expected(readout: Readout) -> list[Entry]:
    """Give every milestone to come that has a date.

    Raises:
        StoreError: the store cannot be read.
    """
    query = Query(kind="milestones", milestones=MilestoneFilter(state="expected"))
    answer = readout.answer(query, all_rows=True)
    found, _ = entries(answer, names_of(readout.store, answer).drugs, readout.today())
    return found


def _about_milestones(readout: Readout, text: str) -> Query:
    """Read bare words as what follows ``!milestones``; if that leaves words unread, as any question."""
    query = readout.understand(f"!milestones {text}".strip())
    return readout.understand(text) if query.kind != "milestones" or query.ignored else query
