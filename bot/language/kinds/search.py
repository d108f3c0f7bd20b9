"""Commands whose words are taken as they stand: search, sources, help, about."""

from bot.i18n import _
from bot.language import refusals, unknown_names
from bot.language.commands import COMMAND_OF, TOOL_OF
from bot.language.query import Query
from bot.language.reading import Reading
from db import names
from db.connection import Connection
from db.queries import things


def read(_db: Connection, reading: Reading) -> Query:
    """Read "!search words"."""
    if not reading.text:
        return refusals.unknown(_("say what to search for: {example}", example="!search Lp(a)"), ("!search Lp(a)",))
    return Query(kind="search", words=reading.text[:200])


def read_sources(db: Connection, reading: Reading) -> Query:
    """Read "!sources id" or "!sources URL"; a URL may also stand alone in a text."""
    words = reading.text.strip() or " ".join(token.text for token in reading.tokens)
    records = reading.records("source")
    if not words:
        return refusals.unknown(_("say of what: {example}", example="!sources ak112"), ("!sources ak112",))
    typed = records[0] if records else words[:2000]
    known = records or things.by_id(db, {typed, typed.lower(), typed.upper()}) or names.find(db, [names.key(typed)])
    if not known and not typed.startswith(("http", "urn:")):
        return unknown_names.no_such_id(db, "sources", typed)
    return Query(kind="sources", words=typed)


def read_help(_db: Connection, reading: Reading) -> Query:
    """Read "!help" or "!help deals"."""
    topic = reading.text.strip().lstrip("!/").casefold() if reading.command else ""
    first = topic.split(" ")[0]
    command = COMMAND_OF.get(first) or TOOL_OF.get(first)
    if topic and command is None:
        return refusals.unknown(
            _("{sentence}; !help lists them", sentence=_("there is no command {name}", name=topic[:40])), ("!help",)
        )
    return Query(kind="help", words=command.name if command else "")


def read_about(_db: Connection, _reading: Reading) -> Query:
    """Read "!about"."""
    return Query(kind="about")
