"""What a Discord server has set up (language, time zone, where reminders go, who may edit), and each person's own language."""

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from db.connection import Connection
from db.reminders import digests
from db.rows import first, scalar
from db.store import Store

#: "auto": none is set, so whoever is asked next decides: the server, Discord, the bot's own settings.
Language = Literal["auto", "en", "zh", "zh-TW"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class GuildSettings(BaseModel):
    """The settings of one server. None: not set up, so the bot's own apply.

    ``channel`` is where reminders go unless a rule says another, ``role`` may edit what the store holds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language = "auto"
    tz: str | None = None
    channel: int | None = None
    role: int | None = None


def of_guild(db: Connection, guild: int) -> GuildSettings:
    """Read the settings of a server, or those that hold before anybody has set any."""
    row = first(db, "SELECT language, tz, channel FROM guild_settings WHERE guild = ?", [guild]) or {}
    return GuildSettings.model_validate({**row, "role": digests.role(db, guild)})


def change(store: Store, guild: int, *, who: str, **changed: str | int | None) -> GuildSettings:
    """Change some of a server's settings; gives all of them as they are now.

    Raises:
        ValueError: a setting is unknown, or its value is of a wrong kind.
        StoreError: the store cannot be written.
    """
    with store.write(who=who, why=f"settings of server {guild}") as transaction:
        now = of_guild(transaction.db, guild).model_dump()
        settings = GuildSettings.model_validate({**now, **changed})
        row = settings.model_dump()
        transaction.db.execute(
            "INSERT OR REPLACE INTO guild_settings (guild, language, tz, channel) VALUES (?, ?, ?, ?)",
            [guild, row["language"], row["tz"], row["channel"]],
        )
        # One role edits everything: whoever sets up reminders reads and changes the same.
        digests.set_role(transaction.db, guild, settings.role)
    return settings


def of_person(db: Connection, person: int) -> Language:
    """Read the language that a person has set."""
    language: Language | None = scalar(db, "SELECT language FROM person_settings WHERE person = ?", [person])
    return language or "auto"


def change_person(store: Store, person: int, language: Language, *, who: str) -> None:
    """Set a person's language.

    Raises:
        StoreError: the store cannot be written.
    """
    with store.write(who=who, why="their language") as transaction:
        transaction.db.execute("INSERT OR REPLACE INTO person_settings VALUES (?, ?)", [person, language])
