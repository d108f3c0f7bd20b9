"""In which language a post is written: that of where it goes."""

from bot.i18n import Language, language_of
from db import settings
from db.connection import Connection


def of_target(db: Connection, guild: int | None, words: str) -> Language:
    """Give the language that a server has set; where none is set, that of the words that asked for the posts."""
    chosen = settings.of_guild(db, guild).language if guild else "auto"
    return language_of(words) if chosen == "auto" else chosen
