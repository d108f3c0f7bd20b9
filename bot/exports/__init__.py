"""Files of answers: as CSV, as a spreadsheet, as JSON. Nothing here knows where they are sent."""

from collections.abc import Callable
from datetime import date
from typing import Literal, get_args

from bot.answers.model import Answer
from bot.exports.file import File, NoFileError, NothingToGiveError, file_name, sentence_of

Form = Literal["csv", "xlsx", "json"]
FORMS: tuple[Form, ...] = get_args(Form)

__all__ = ["FORMS", "File", "Form", "NoFileError", "NothingToGiveError", "export"]


def export(answer: Answer, form: Form, today: date) -> File:
    """Put an answer into a file: every row that it rests on, with all columns and sources.

    Ask with ``all_rows``: what is not in the answer is not in the file.

    Raises:
        NothingToGiveError: the answer has no rows; JSON holds any answer.
    """
    if form != "json" and not answer.rows:
        raise NothingToGiveError(answer)
    return File(file_name(answer, today, form), _WRITERS[form](answer, today), sentence_of(answer))


def _csv(answer: Answer, _today: date) -> bytes:
    from bot.exports import csvfile  # noqa: PLC0415  an answer without a file needs none of this

    return csvfile.write(answer)


def _xlsx(answer: Answer, today: date) -> bytes:
    from bot.exports import workbook  # noqa: PLC0415  openpyxl takes a while to load

    return workbook.write(answer, today)


def _json(answer: Answer, _today: date) -> bytes:
    return (answer.model_dump_json(indent=2) + "\n").encode()


_WRITERS: dict[Form, Callable[[Answer, date], bytes]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
