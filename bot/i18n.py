"""The language that an answer speaks. English is the source text; another language is a gettext catalogue under ``locale/``.

The language holds for as long as one question is read and answered, and is known to all that is called meanwhile:

    with speaking("zh"):
        _("{count:,} more", count=3)

Texts are looked up as they stand, in English without any look-up at all; what is filled in is filled in afterwards.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["en", "zh"]

LOCALES = Path(__file__).parent / "locale"
DOMAIN = "readout"
#: Contexts of single words: how one stands alone ("total": 总金额), and how it is counted ("deal": 12笔交易).
WORD, COUNT = "word", "count"

_spoken: ContextVar[Language] = ContextVar("spoken", default="en")

_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
#: Full-width marks that nobody types in an English sentence.
_CHINESE_MARKS = re.compile(r"[？，。！；：、]")
_ENGLISH_WORDS = re.compile(
    r"\b(?:who|whose|what|when|where|which|why|how|is|are|was|were|has|have|had|did|does|do|the|of|in|for|from|with|and|to)\b",
    re.IGNORECASE,
)
#: So many English words make a question with a Chinese name in it an English one.
_ENGLISH_ENOUGH = 2


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language for a while."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> Language:
    """Give the language that is spoken now."""
    return _spoken.get()


def in_chinese() -> bool:
    """Tell whether Chinese is spoken now."""
    return _spoken.get() == "zh"


def language_of(text: str) -> Language:
    """Tell in which language a question is asked; a Chinese name in an English sentence does not make it Chinese."""
    if not _CHINESE.search(text):
        return "zh" if _CHINESE_MARKS.search(text) and not re.search(r"[A-Za-z]{2}", text) else "en"
    return "en" if len(_ENGLISH_WORDS.findall(text)) >= _ENGLISH_ENOUGH else "zh"


def _(source: str, **values: object) -> str:
    """Say a text, its placeholders filled in: ``_("{name}: {size}", name=…, size=…)``."""
    spoken = _spoken.get()
    text = source if spoken == "en" or not source else _catalogue(spoken).gettext(source)
    return text.format(**values) if values else text


def N_(source: str) -> str:  # noqa: N802  the name that gettext's tools know
    """Mark a text for the catalogues that is said later."""
    return source


def word(source: str) -> str:
    """Say a word of the store or of the question language that stands alone: a kind, a status, an area; else give it as it is."""
    return _in_context(WORD, source)


def counted(source: str) -> str:
    """Say what is counted, as it follows a number: "deal" is 笔交易."""
    return _in_context(COUNT, source)


def _in_context(context: str, source: str) -> str:
    spoken = _spoken.get()
    return source if spoken == "en" or not source else _catalogue(spoken).pgettext(context, source)


def told(sentence: str) -> str:
    """Say a sentence that comes from the store, its periods or its amounts, which know English alone.

    It is recognised by the form that it was made in; one that no form fits is given as it is.
    """
    if _spoken.get() == "en":
        return sentence
    for form, pattern in _forms():
        if match := pattern.fullmatch(sentence):
            return _(form, **match.groupdict())
    return _(sentence)


@cache
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    from bot.sentences import SENTENCES  # noqa: PLC0415  needed for refusals in other languages alone

    return [(form, _pattern(form)) for form in SENTENCES]


def _pattern(form: str) -> re.Pattern[str]:
    """Turn a form into the pattern of the sentences made in it."""
    parts = re.split(r"\{(\w+)\}", form)
    return re.compile(
        "".join(f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)), re.DOTALL
    )


@cache
def _catalogue(spoken: Language) -> gettext.NullTranslations:
    """Open a catalogue, at the first answer in its language."""
    return gettext.translation(DOMAIN, LOCALES, [spoken])
