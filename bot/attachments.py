"""Files that people ask for in words: an export, a picture, a calendar. Discord and the terminal both call this.

Each call reads the store, and draws: event loops make it in a thread. What cannot be given raises NoFileError, whose message
is the sentence to say.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Literal, cast

from bot.answers.model import Answer
from bot.app import Readout
from bot.calendars import Entry, calendar, entries, milestones_query
from bot.charts import ChartSpec, Style, asked, chart_for, market, picture
from bot.exports import FORMS, File, Form, NoFileError, NothingToGiveError, export
from bot.exports.naming import names_of
from bot.i18n import _, language, speaking
from bot.language.commands import COMMAND_OF, FILES, TOOL_OF
from bot.language.query import Query
from db.filters import MilestoneFilter

Tool = Literal["chart", "export", "calendar"]
#: What the files of each command end in.
ENDINGS: dict[Tool, tuple[str, ...]] = {"chart": ("png",), "export": FORMS, "calendar": ("ics",)}
_SIGNS = ("!", "！")
_COMMAND = re.compile(r"\s*[!/！]\s*(?P<name>[^\s!/]+)\s*(?P<words>.*)", re.DOTALL)
#: A picture asked for in a sentence: "draw me a chart of deals by year", "timeline of AK112", "画一张2025年交易的图".
_PICTURE = re.compile(
    r"\s*(?:(?:please|can you|could you)\s+)*(?:(?:draw|plot|make|show|give)\s+(?:(?:me|us)\s+)?)?(?:(?:an?|the)\s+)?(?:bar\s+)?"
    r"(?P<kind>chart|graph|plot|picture|timeline|bubbles)\s+(?:of|for|showing)\s+(?P<words>.+?)[\s.?!]*"
    r"|\s*(?:plot|draw)\s+(?:(?:me|us|the)\s+)?(?P<drawn>.+?)[\s.?!]*"
    r"|\s*(?:请|帮我|给我)*(?:画|绘制)(?:一?[张個个幅])?(?P<zh>.+?)(?:的)?(?P<zh_kind>图表|图|圖表|圖|走势图|柱状图|气泡图|时间线|时间轴)[\s。？！]*",
    re.IGNORECASE | re.DOTALL,
)
#: "!chart of deals 2025" asks for the same as without.
_OF = re.compile(r"^(?:of|for|showing)\s+", re.IGNORECASE)
#: A last word such as deals.xlsx, perhaps after a sign or word that says that it is the file.
_FILE = re.compile(
    r"(?:^|\s)(?:(?:>|to|as|into|到|存为)\s*)?(?P<file>[^\s>]+\.(?:csv|xlsx|json|png|ics))\s*$", re.IGNORECASE
)
_FORMS: dict[str, Form] = {
    **{form: form for form in FORMS},
    "excel": "xlsx",
    "xls": "xlsx",
    "spreadsheet": "xlsx",
    "表格": "xlsx",
}
_NO_FORMS = ("pdf", "doc", "docx", "word", "ppt", "pptx", "png", "txt", "html")
_LAST_FORM = re.compile(rf"\s(?:as\s+|为)?(?P<form>{'|'.join(_FORMS)})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that was asked for in words: which command gives it, of what question, what it is to be called.

    An empty ``question`` means the answer before, or all milestones for a calendar; an empty ``name`` one made from the answer.
    """

    tool: Tool
    question: str
    form: Form = "csv"
    style: Style | None = None
    name: str = ""


def tool_of(text: str) -> tuple[Tool, str] | None:
    """Tell which command that gives a file a text begins with, and the words after it; None if it begins with none."""
    if (spoken := _PICTURE.fullmatch(text)) is not None:
        words = spoken["words"] or spoken["drawn"] or spoken["zh"]
        style = spoken["kind"] or spoken["zh_kind"] or ""
        return "chart", f"{style} {words}" if asked(style.casefold()).style else words
    match = _COMMAND.match(text)
    tool = TOOL_OF.get(match["name"].casefold()) if match else None
    return (cast("Tool", tool.name), match["words"]) if match and tool in FILES else None


def wanted(tool: Tool, words: str) -> Wanted:
    """Read the words after ``!chart``, ``!export`` or ``!calendar``.

    Raises:
        NoFileError: the name of the file does not suit the command.
    """
    words, name = _named(tool, _OF.sub("", words.strip()))
    if tool == "chart":
        words_of = asked(words)
        return Wanted(tool, words_of.question, style=words_of.style, name=name)
    if tool == "calendar":
        return Wanted(tool, words, name=name)
    ending = name.rpartition(".")[2].casefold()
    form, question = _form(words)
    return Wanted(tool, question, form=form or cast("Form", ending) or "csv", name=name)


def _named(tool: Tool, words: str) -> tuple[str, str]:
    """Take the name of a file off the end of the words."""
    match = _FILE.search(words)
    if match is None or "://" in match["file"]:
        return words, ""
    name = match["file"]
    if name.rpartition(".")[2].casefold() not in ENDINGS[tool]:
        endings = _(", ").join(f".{each}" for each in ENDINGS[tool])
        raise NoFileError(_("{command} gives files that end in {endings}", command=f"!{tool}", endings=endings))
    if name != re.sub(r"[/\\:]", "", name) or name.startswith((".", "~", "-")):
        raise NoFileError(_("{name} is no plain name of a file, such as {example}", name=name, example="deals.csv"))
    return words[: match.start()].strip(), name


def _form(words: str) -> tuple[Form | None, str]:
    """Take the kind of file off the beginning of the words, or off their end."""
    first, _blank, rest = words.partition(" ")
    if first.casefold() in _NO_FORMS:
        example = f"!{TOOL_OF['export'].examples[0]}"
        raise NoFileError(
            _(
                "{command} gives {forms}: type one of them, as in {example}",
                command="!export",
                forms=_(", ").join(FORMS),
                example=example,
            )
        )
    if form := _FORMS.get(first.casefold()):
        return form, rest.strip()
    if match := _LAST_FORM.search(words):
        return _FORMS[match["form"].casefold()], words[: match.start()].strip()
    return None, words


def meant(readout: Readout, asked_for: Wanted, before: Query | None = None) -> Query:
    """Give the question that a file is wanted of; ``before`` is the one that was asked last.

    Raises:
        NoFileError: nothing says of what.
        StoreError: the store cannot be read.
    """
    if asked_for.tool == "calendar":
        return dates_query(readout, asked_for.question)
    if asked_for.question:
        return _understood(readout, asked_for, before)
    if before is not None:
        return before
    if asked_for.style is None:
        raise NoFileError(_("say what of, as in {example}", example=f"!{TOOL_OF[asked_for.tool].examples[0]}"))
    return readout.understand("!milestones" if asked_for.style == "timeline" else "deals")


def _understood(readout: Readout, asked_for: Wanted, before: Query | None) -> Query:
    """Read the question as it stands; one that is none yet, such as a year, as one about deals, or milestones for a timeline."""
    question = _as_command(asked_for.question)
    query = readout.understand(question, before=before)
    if query.kind not in ("unknown", "clarify") or question.startswith(_SIGNS):
        return query
    of = "milestones" if asked_for.style == "timeline" else "deals"
    completed = readout.understand(f"!{of} {question}")
    return query if completed.kind in ("unknown", "clarify") else completed


def _as_command(question: str) -> str:
    """Take "drug AK112" for "!drug AK112"."""
    first = question.split(maxsplit=1)[0].casefold()
    return f"!{question}" if first in COMMAND_OF and COMMAND_OF[first].name == first else question


def made(readout: Readout, asked_for: Wanted, query: Query) -> File:
    """Make the file that was asked for of a question.

    Raises:
        NothingToGiveError: the answer has nothing for it.
        StoreError: the store cannot be read.
    """
    if asked_for.tool == "chart":
        file = pictured(readout, query, asked_for.style)
    elif asked_for.tool == "export":
        file = exported(readout, asked_for.form, query)
    else:
        file = dated(readout, query)
    return replace(file, name=asked_for.name) if asked_for.name else file


def exported(readout: Readout, form: Form, query: Query) -> File:
    """Give all rows of a question as a file; raises as above."""
    answer = readout.answer(query, all_rows=True)
    with speaking(query.language):
        return export(answer, form, readout.today())


def pictured(readout: Readout, query: Query, style: Style | None = None) -> File:
    """Give the picture of a question, or one kind of picture; raises as above."""
    spec, answer = charted(readout, query, style)
    return picture(spec, answer)


def charted(readout: Readout, query: Query, style: Style | None = None) -> tuple[ChartSpec, Answer]:
    """Choose the picture for a question, without drawing it; raises as above."""
    answer = readout.answer(query, all_rows=True)
    with speaking(query.language):
        spec = chart_for(answer.query, answer, names_of(readout.store, answer), readout.today(), style)
        if spec is None:
            raise NothingToGiveError(answer, "picture")
        if reported := market.reported_of(answer.query):
            spec = market.with_reported(spec, readout.answer(reported, all_rows=True))
    return spec, answer


def dates_query(readout: Readout, text: str) -> Query:
    """Read what a calendar is wanted of: bare words as what follows ``!milestones``; if that leaves words unread, as any question."""
    text = _as_command(text) if text else text
    if text.startswith(_SIGNS):
        return readout.understand(text)
    query = readout.understand(f"!milestones {text}".strip())
    return readout.understand(text) if query.kind != "milestones" or query.ignored else query


def dated(readout: Readout, query: Query) -> File:
    """Give the calendar of a question's milestones; raises as above."""
    milestones = milestones_query(query)
    # The clock of answers counts days: asked again on the same day, the calendar is the same.
    now = datetime.combine(readout.today(), time(), UTC)
    with speaking(query.language):
        if milestones is None:
            raise NothingToGiveError(readout.answer(query), "calendar")
        answer = readout.answer(milestones, all_rows=True)
        return calendar(answer, names_of(readout.store, answer).drugs, now)


def expected(readout: Readout) -> list[Entry]:
    """Give every milestone to come that has a date, in the language spoken now.

    Raises:
        StoreError: the store cannot be read.
    """
    query = Query(kind="milestones", milestones=MilestoneFilter(state="expected"), language=language())
    answer = readout.answer(query, all_rows=True)
    found, _undated = entries(answer, names_of(readout.store, answer).drugs, readout.today())
    return found
