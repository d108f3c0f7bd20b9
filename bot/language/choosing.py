"""The answer to a question back: "Merck & Co", "the first", "2", 第一个, 默沙东 pick one of the questions that were offered."""

import re
from collections.abc import Iterable
from datetime import date

from bot.language import cues
from bot.language.query import Query
from bot.language.tokenising import tokenise
from bot.language.tokens import Token
from bot.language.units import normalised
from bot.language.wordsorts import significant
from db import names
from db.connection import Connection

#: Offered with every refusal, and no reading of a question.
_NO_READING = frozenset({"!help"})
#: The places of a list as people say them, beside plain numbers: English, Chinese.
_PLACES: tuple[str, ...] = (
    r"first|1st|one|former|前者|第一|一|a",
    r"second|2nd|two|第二|二|两|b",
    r"third|3rd|three|第三|三|c",
    r"fourth|4th|four|第四|四|d",
)
_LAST = r"last|latter|后者|最后"
_NUMBER = re.compile(
    rf"\s*(?:the|option|number|no\.?|#|reading|选项?|选|我选|第)*\s*"
    rf"(?:(?P<digit>[1-9])|{'|'.join(f'(?P<p{place}>{said})' for place, said in enumerate(_PLACES))}|(?P<last>{_LAST}))"
    r"\s*(?:one|option|reading|个|项|种|家|款|号)?(?:,?\s*please|吧|谢谢)?\W*",
    re.IGNORECASE,
)


def offered(before: Query) -> tuple[str, ...]:
    """Give the questions that a question back offered."""
    return tuple(each for each in before.suggestions if each not in _NO_READING)


def chosen(db: Connection, text: str, today: date, before: Query) -> str | None:
    """Give the one of the questions offered that a text picks, by its place or by words that it alone has; else None."""
    choices = offered(before)
    if not choices:
        return None
    if (place := place_in(text, len(choices))) is not None:
        return choices[place] if place < len(choices) else None
    if before.only_examples:
        return None
    if len(choices) == 1:
        return choices[0] if agrees(text, before) else None
    own = _parts(db, text, today)
    fitting = [each for each in choices if own and _has_all(own, _parts(db, each, today))]
    if not own:  # a part of a name that is none by itself
        key = names.key(text)
        fitting = [each for each in choices if key and key in names.key(each)]
    return fitting[0] if len(fitting) == 1 else None


def agrees(text: str, before: Query) -> bool:
    """Tell whether a text says yes to the one question that was offered."""
    return before.kind == "clarify" and len(offered(before)) == 1 and cues.is_all("yes", text)


def place_in(text: str, count: int) -> int | None:
    """Give the place of a list of so many that a text names and nothing else, counted from 0: "the second one", 第一个, 3."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    if match["digit"]:
        return int(match["digit"]) - 1
    return count - 1 if match["last"] else next(n for n in range(len(_PLACES)) if match[f"p{n}"])


def _parts(db: Connection, text: str, today: date) -> list[Token]:
    """Give the words of a text that say something."""
    return significant(tokenise(db, normalised(text), today))


def _has_all(own: Iterable[Token], of_choice: Iterable[Token]) -> bool:
    """Tell whether all that a text says stands in a question too."""
    there = list(of_choice)
    return all(any(_same(one, other) for other in there) for one in own)


def _same(one: Token, other: Token) -> bool:
    if one.kind == "name" and other.kind == "name":
        return {each.entity_id for each in one.named} & {each.entity_id for each in other.named} != set()
    if one.kind == "period" and other.kind == "period":
        return one.period == other.period
    return names.key(one.text) == names.key(other.text)
