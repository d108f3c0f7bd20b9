"""The languages that servers and people choose."""

from sqlite_utils import Database

from db.schema.steps import MIGRATIONS, run


@MIGRATIONS()
def m010_languages(db: Database) -> None:
    """Let servers choose traditional Chinese too, and people a language of their own."""
    language = "language TEXT NOT NULL CHECK (language IN ('auto', 'en', 'zh', 'zh-TW'))"
    run(
        db,
        [
            "ALTER TABLE guild_settings RENAME TO guild_settings_before",
            f"""CREATE TABLE guild_settings (
                guild INTEGER PRIMARY KEY,
                {language},
                tz TEXT CHECK (tz <> ''),
                channel INTEGER
            ) STRICT""",
            "INSERT INTO guild_settings SELECT guild, language, tz, channel FROM guild_settings_before",
            "DROP TABLE guild_settings_before",
            f"CREATE TABLE person_settings (person INTEGER PRIMARY KEY, {language}) STRICT",
        ],
    )
