"""What keeps a text from being taken for a formula when a spreadsheet opens it."""

import re

#: Signs that begin a formula, also in their full-width forms, and what spreadsheets skip before one.
_BEGINS = re.compile(r"'*[\s\u200b\ufeff\0]*[=+\-@\t\r\n＝＋－＠]")
_MARK = "'"


def neutral(text: str) -> str:
    """Put an apostrophe before a text that could be taken for a formula; spreadsheets read such a cell as plain text.

    A text of apostrophes before such a sign gets one more, so that ``original`` can take it away again.
    """
    return f"{_MARK}{text}" if _is_risky(text) else text


def original(text: str) -> str:
    """Give back what ``neutral`` was given."""
    return text[1:] if text.startswith(_MARK) and _is_risky(text[1:]) else text


def _is_risky(text: str) -> bool:
    return text[:1] in ("\t", "\r") or _BEGINS.match(text) is not None
