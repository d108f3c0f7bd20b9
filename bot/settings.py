"""What can be set from outside: by environment variables, or in a file ``.env`` in the working folder.

A variable that is empty counts as not set. The environment wins over the file.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import spoken
from bot.spoken import Choice

ENV_FILE = Path(".env")

_COOLDOWN = re.compile(r"(\d{1,4})/(\d{1,5})")


class SettingsError(Exception):
    """Settings are wrong; ``str()`` has one sentence a line: the setting, what it may be, an example."""


@dataclass(frozen=True, slots=True)
class Cooldown:
    """How many answers one person gets within so many seconds."""

    answers: int
    seconds: int


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[\x21-\x7e]+", value.get_secret_value()):
        raise ValueError("no token has blanks or letters beyond ASCII")
    return value


def _api_base(value: str) -> str:
    parts = urlsplit(value)
    _ = parts.port  # refuses what is no number
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("not the address of an API")
    return value.rstrip("/")


def _database(value: Path) -> Path:
    return value.expanduser()


def _prefix(value: str) -> str:
    if not re.fullmatch(r"[^\s`\x00-\x1f\x7f]{1,5}", value):
        raise ValueError("not a prefix")
    return value


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, OSError) as error:  # a folder's name is an OSError
        raise ValueError("not a time zone") from error
    return value


def _language(value: object) -> object:
    return spoken.read(value) or value if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _cooldown(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.strip() == "0":
        return None
    match = _COOLDOWN.fullmatch(value.strip())
    if not match or not all(int(each) for each in match.groups()):
        raise ValueError("not a cooldown")
    return Cooldown(*map(int, match.groups()))


def _store() -> Path:
    return user_data_path("readout", appauthor=False) / "readout.db"


class Settings(BaseSettings):
    """All settings, checked. Field by field as ``.env.example`` explains them."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    discord_token: Annotated[SecretStr | None, AfterValidator(lambda value: value and _token(value))] = Field(
        default=None, validation_alias="DISCORD_TOKEN"
    )
    discord_api_base: Annotated[str, AfterValidator(_api_base)] = Field(
        default="https://discord.com/api/v10", validation_alias="DISCORD_API_BASE"
    )
    db: Annotated[Path, AfterValidator(_database)] = Field(default_factory=_store, validation_alias="READOUT_DB")
    prefix: Annotated[str, AfterValidator(_prefix)] = Field(default="!", validation_alias="READOUT_PREFIX")
    tz: Annotated[str, AfterValidator(_time_zone)] = Field(default="Asia/Shanghai", validation_alias="READOUT_TZ")
    language: Annotated[Choice, BeforeValidator(_language)] = Field(default="auto", validation_alias="READOUT_LANGUAGE")
    log: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = Field(
        default="info", validation_alias="READOUT_LOG"
    )
    cooldown: Annotated[Cooldown | None, NoDecode, BeforeValidator(_cooldown)] = Field(
        default=Cooldown(20, 10), validation_alias="READOUT_COOLDOWN"
    )

    @property
    def zone(self) -> ZoneInfo:
        """The time zone, ready for use."""
        return ZoneInfo(self.tz)


#: What each variable may be, with an example; said when it is something else.
ALLOWED: dict[str, str] = {
    "DISCORD_TOKEN": "must be the bot's token, one word of letters, digits, dots, dashes (not shown here), "
    "as the Bot page of https://discord.com/developers/applications gives it, such as MTE4Nz….GhIjKl.…",
    "DISCORD_API_BASE": "must be an http or https address with the version, such as https://discord.com/api/v10",
    "READOUT_DB": "must be the path of a file, such as /srv/readout/readout.db",
    "READOUT_PREFIX": "must be one to five characters without blanks and backticks, such as ! or ro!",
    "READOUT_TZ": "must be the name of a time zone, such as Asia/Shanghai or Europe/London",
    "READOUT_LANGUAGE": "must be one of auto, en, zh, zh-TW",
    "READOUT_LOG": "must be one of debug, info, warning, error",
    "READOUT_COOLDOWN": "must be answers/seconds, such as 20/10 for twenty answers a person in ten seconds, "
    "or 0 for no limit",
}


def load_settings(env_file: Path | None = ENV_FILE) -> Settings:
    """Read the settings from the environment and, where there is one, a file of ``NAME=value`` lines.

    Raises:
        SettingsError: a setting is wrong, or the file cannot be read.

    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        wrong = dict.fromkeys(str(each["loc"][0]).upper() for each in error.errors())
        raise SettingsError("\n".join(f"{name} {ALLOWED[name]}" for name in wrong)) from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError(
            f"{env_file} cannot be read: it must be a text file in UTF-8 with lines such as READOUT_PREFIX=!"
        ) from None
