"""Which language is spoken to whom: what may be chosen, in which words, and whose choice counts.

A question is answered in the language that it is written in (`bot.i18n.language_of`). What is in no language (a command with
codes and numbers, a button, a refusal) is answered in the language that was chosen: the first choice that is not "auto".
"""

from bot.i18n import N_, Language, settle, speak
from db.settings import LANGUAGES as CHOICES
from db.settings import Language as Choice

__all__ = ["CHOICES", "NAMES", "REFUSAL", "Choice", "chosen", "of_locale", "read", "speak_as_chosen"]

#: What each choice is called; languages call themselves by their own names.
NAMES: dict[Choice, str] = {
    "auto": N_("that of the question"),
    "en": "English",
    "zh": "简体中文",
    "zh-TW": "繁體中文",
}
REFUSAL = N_("the language is auto, en, zh or zh-TW")
_WORDS: dict[str, Choice] = {
    "english": "en",
    "英文": "en",
    "英语": "en",
    "英語": "en",
    "chinese": "zh",
    "中文": "zh",
    "简体": "zh",
    "简体中文": "zh",
    "zh-cn": "zh",
    "zh-hans": "zh",
    "繁体": "zh-TW",
    "繁體": "zh-TW",
    "繁體中文": "zh-TW",
    "繁体中文": "zh-TW",
    "zh-hant": "zh-TW",
    "zh-hk": "zh-TW",
    "自动": "auto",
    "自動": "auto",
    **{choice.casefold(): choice for choice in CHOICES},
}


def read(typed: str) -> Choice | None:
    """Read the name of a language; None if there is none of that name."""
    return _WORDS.get(typed.strip().casefold().replace("_", "-"))


def of_locale(locale: str) -> Choice:
    """Give the language of somebody's Discord, as far as it is one that is spoken here."""
    first, _, _ = locale.partition("-")
    return read(locale) or read(first) or "auto"


def chosen(*choices: Choice) -> Language:
    """Give the first choice that was made; English if none was."""
    return next((choice for choice in choices if choice != "auto"), "en")


def speak_as_chosen(*choices: Choice, else_: Choice = "auto") -> None:
    """Speak from now on as was chosen; ``else_``, which nobody chose, is spoken where none was."""
    settle(any(choice != "auto" for choice in choices))
    speak(chosen(*choices, else_))
