"""Questions in, answers out: one each, in order, whatever the question looks like."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TextIO

from bot.answers.explanation import Explanation
from bot.answers.model import Answer
from bot.answers.page import Page
from bot.i18n import _, language, language_of, speaking
from bot.language.query import Query
from bot.render import plain
from bot.sentences import told
from bot.terminal.screen import Screen
from db.errors import StoreError

#: Whoever answers a text; may raise StoreError.
Ask = Callable[[str], Answer]
#: As much as Discord lets anyone type; a longer line is no question but a file gone astray.
LONGEST = 4000
#: Of a line that never ends, as much is kept.
_MOST_BYTES = 8_000_000


def from_arguments(words: Iterable[str]) -> str:
    """Join the words of a command line; bytes that are no UTF-8 become question marks in a box."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def lines(source: BinaryIO) -> Iterator[str]:
    """Give each line of a stream as text, as soon as it is there; broken UTF-8 does no harm."""
    number = 0
    while raw := source.readline(_MOST_BYTES):
        rest = raw
        while rest and not rest.endswith(b"\n"):  # what is longer than that is passed over
            rest = source.readline(_MOST_BYTES)
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if number == 0 else text
        number += 1


def answer(ask: Ask, text: str) -> Answer:
    """Answer one question. What keeps the store from answering is an answer too, of kind ``unknown``."""
    usual = language()
    with speaking(language_of(text, usual)):
        if not text.strip():
            return unknown(_("nothing was asked"), "!help", "!deals 2025", "!drug AK112")
        if len(text) > LONGEST:
            return unknown(
                _("that is {count:,} characters long: a question has up to {most:,}", count=len(text), most=LONGEST),
                "!help",
            )
        try:
            with speaking(usual):
                return ask(text)
        except StoreError as error:
            return unknown(told(str(error)))


def unknown(message: str, *suggestions: str) -> Answer:
    """Give the answer to a question that never reached the store."""
    lead = (_("Try {suggestions}", suggestions=_(", ").join(suggestions)),) if suggestions else ()
    page = Page("question", message[:1].upper() + message[1:], lead=lead, language=language())
    return Answer(
        kind="unknown",
        query=Query(kind="unknown", message=message, suggestions=suggestions, language=language()),
        text=plain.render(page),
        suggestions=suggestions,
        page=page,
    )


def answer_in_json(ask: Ask, questions: Iterable[str], out: TextIO) -> None:
    """Write each answer as one JSON object a line, as soon as it is known."""
    for text in questions:
        out.write(answer(ask, text).model_dump_json() + "\n")
        out.flush()


def explain(explaining: Callable[[str], Explanation], questions: Iterable[str], out: TextIO, *, as_json: bool) -> None:
    """Tell how each question is understood, one JSON object a line or for reading."""
    screen = Screen(out)
    for number, text in enumerate(questions):
        explanation = explaining(text)
        if as_json:
            out.write(explanation.model_dump_json() + "\n")
        else:
            if number:
                screen.blank()
            screen.show(explanation.page)
        screen.flush()


def answer_in_text(ask: Ask, questions: Iterable[str], screen: Screen) -> None:
    """Show each answer as soon as it is known, with a blank line between two."""
    for number, text in enumerate(questions):
        if number:
            screen.blank()
        screen.show(answer(ask, text).page)
        screen.flush()
