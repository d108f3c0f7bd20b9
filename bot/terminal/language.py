"""``!language zh`` in a talk: the language of what is in none, from then on."""

import re

from bot import spoken
from bot.answers.model import Answer
from bot.answers.page import Page
from bot.i18n import _, language, settle, speaking
from bot.language.query import Query
from bot.render import plain
from bot.spoken import NAMES, Choice
from bot.terminal.asking import Ask, unknown

_COMMAND = re.compile(
    r"\s*[!！]\s*(?:settings\s+)?(?:language|语言|語言)(?:\s+(?P<typed>.*))?\s*", re.IGNORECASE | re.DOTALL
)


def with_language(ask: Ask, usual: Choice) -> Ask:
    """Let the language be set where questions are asked; "auto" goes back to ``usual``."""
    now = spoken.chosen(usual)

    def asked(text: str) -> Answer:
        nonlocal now
        match = _COMMAND.fullmatch(text)
        typed = (match["typed"] or "").strip() if match else ""
        choice = spoken.read(typed)
        if choice:
            now = spoken.chosen(choice, usual)
            settle((choice, usual) != ("auto", "auto"))
        with speaking(now):
            if match is None:
                return ask(text)
            return _told() if choice or not typed else unknown(_(spoken.REFUSAL), "!language zh")

    return asked


def _told() -> Answer:
    said = _("What is in no language is answered in {name}; a question in its own.", name=NAMES[language()])
    page = Page("help", said, footer=_("!language auto, en, zh or zh-TW changes that"), language=language())
    query = Query(kind="help", words="language", language=language())
    return Answer(kind="help", query=query, text=plain.render(page), page=page)
