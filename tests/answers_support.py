"""What the tests of answers share: the parts of an answer's JSON."""

from typing import Any

Json = dict[str, Any]


def ids(answer: Json) -> list[str]:
    """Give the ids of the records that an answer rests on, in its order."""
    return [row["id"] for row in answer["rows"]]


def said(answer: Json) -> str:
    """Give everything that an answer says."""
    return "\n".join((answer["text"], *answer["notes"]))


def lead(answer: Json) -> str:
    """Give the title and the lines under it."""
    return str(answer["text"]).split("\n\n")[0]


def refused(answer: Json) -> bool:
    """Tell whether a question was refused or asked back."""
    return answer["kind"] in ("unknown", "clarify")
