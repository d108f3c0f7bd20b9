"""In which language a post is written: that of where it goes."""

from bot import spoken
from bot.i18n import Language, language_of
from bot.spoken import Choice
from db import settings
from db.connection import Connection


def of_target(db: Connection, target: str, guild: int | None, words: str, usual: Choice) -> Language:
    """Give the language that a server or person has chosen; where none is, that of the words that asked, else the usual one."""
    person = int(target.partition(":")[2])  # or a channel, where there is a server
    chosen = settings.of_guild(db, guild).language if guild else settings.of_person(db, person)
    return language_of(words, spoken.chosen(usual)) if chosen == "auto" else chosen
