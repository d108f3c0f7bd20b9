"""``!chart``, ``!export`` and ``!calendar`` in a terminal: pictures in plain characters, files in the folder one is in."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot import attachments
from bot.answers.model import Answer
from bot.answers.page import Line, Page, Section
from bot.app import Readout
from bot.attachments import Tool, Wanted
from bot.charts import ChartSpec, picture, plain
from bot.charts.wording import source_line
from bot.exports import File, NoFileError, NothingToGiveError
from bot.i18n import _, language
from bot.language.query import Query
from bot.render.plain import INDENT, render
from bot.terminal import asking
from bot.terminal.asking import Ask

#: As many names are tried for a file before giving up.
_TRIES = 1000


@dataclass(frozen=True, slots=True)
class Talk:
    """What was asked before, and what to call with what is asked now; here: nothing was, and nobody remembers."""

    before: Callable[[], Query | None] = lambda: None
    remember: Callable[[Query], None] = lambda _: None


def with_files(readout: Readout, ask: Ask, talk: Talk = Talk()) -> Ask:
    """Let ``ask`` answer the commands that give files as well; without words they speak of the question before."""

    def answer(text: str) -> Answer:
        said = attachments.tool_of(text)
        return _answer(readout, talk, *said) if said else ask(text)

    return answer


def _answer(readout: Readout, talk: Talk, tool: Tool, words: str) -> Answer:
    if tool == "calendar" and words.split()[:1] == ["publish"]:
        return asking.unknown(_("{name} works on Discord alone", name="!calendar publish"), "!calendar")
    try:
        wanted = attachments.wanted(tool, words)
        query = attachments.meant(readout, wanted, talk.before())
        answer = _drawn(readout, wanted, query) if tool == "chart" else _written(readout, wanted, query)
    except NothingToGiveError as error:
        return _refused(error, tool)
    except NoFileError as error:
        return asking.unknown(str(error), f"!help {tool}")
    talk.remember(query)
    return answer


def _drawn(readout: Readout, wanted: Wanted, query: Query) -> Answer:
    """Draw a picture in plain characters, and into a file if one is named."""
    spec, answer = attachments.charted(readout, query, wanted.style)
    if not wanted.name:
        return _shown(answer, _page_of(spec, answer))
    saved = _saved(replace(picture(spec, answer), name=wanted.name), named=True)
    return _shown(answer, _page_of(spec, answer, saved))


def _page_of(spec: ChartSpec, answer: Answer, *lead: str) -> Page:
    columns = max(shutil.get_terminal_size().columns - INDENT, plain.LEAST_COLUMNS)
    lines = tuple(map(Line, plain.body(spec, columns)))
    return replace(
        answer.page,
        title=spec.frame.title,
        lead=(spec.frame.units, *lead),
        sections=(Section("", lines),),
        footer=source_line(spec.frame),
    )


def _written(readout: Readout, wanted: Wanted, query: Query) -> Answer:
    """Write a file, and show what is in it."""
    file = attachments.made(readout, wanted, query)
    answer = readout.answer(query, all_rows=True)
    said = _saved(file, named=bool(wanted.name))
    return _shown(answer, Page(answer.page.theme, said, (file.sentence,), notes=answer.notes, language=language()))


def _shown(answer: Answer, page: Page) -> Answer:
    return answer.model_copy(update={"page": page, "text": render(page)})


def _refused(error: NothingToGiveError, tool: Tool) -> Answer:
    """Say why there is no file; what could be asked instead is asked of the same command."""
    suggestions = [f"!{tool} {each.lstrip('!')}" for each in error.answer.suggestions if not each.startswith("!help")]
    if error.answer.kind not in ("unknown", "clarify"):
        suggestions = [f"!help {tool}"]
    return asking.unknown(str(error), *suggestions)


def _saved(file: File, *, named: bool) -> str:
    """Write a file into the current folder, never over another; gives what to say of it.

    Raises:
        NoFileError: it cannot be written, or one of that name is there.
    """
    path = Path(file.name)
    for number in range(2, _TRIES):
        try:
            with path.open("xb") as out:
                out.write(file.data)
        except FileExistsError:
            if named:
                raise NoFileError(_("there is a file {name} already: name another", name=file.name)) from None
            stem, ending = Path(file.name).stem, Path(file.name).suffix
            path = Path(f"{stem}-{number}{ending}")
        except OSError as error:
            raise NoFileError(
                _("the file {name} cannot be written here ({reason})", name=file.name, reason=error.strerror)
            ) from error
        else:
            return _("Wrote {name}", name=path)
    raise NoFileError(_("there is a file {name} already: name another", name=file.name))
