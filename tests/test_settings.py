import re
from pathlib import Path

import pytest

from bot.settings import ALLOWED, Cooldown, Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[1]
VARIABLES = tuple(ALLOWED)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_defaults():
    settings = load_settings()
    assert settings.discord_token is None
    assert settings.discord_api_base == "https://discord.com/api/v10"
    assert (settings.prefix, settings.tz, settings.log) == ("!", "Asia/Shanghai", "info")
    assert settings.cooldown == Cooldown(20, 10)
    assert settings.db.name == "readout.db"
    assert settings.db.is_absolute()


def test_empty_means_not_set(monkeypatch):
    for name in VARIABLES:
        monkeypatch.setenv(name, "")
    assert load_settings() == Settings()
    Path(".env").write_text("".join(f"{name}=\n" for name in VARIABLES))
    assert load_settings() == Settings()


def test_the_environment_wins_over_the_file(monkeypatch):
    Path(".env").write_text("READOUT_PREFIX=ro!\nREADOUT_LOG=debug\nUNRELATED=1\n")
    monkeypatch.setenv("READOUT_LOG", "WARNING")
    settings = load_settings()
    assert (settings.prefix, settings.log) == ("ro!", "warning")


@pytest.mark.parametrize(("text", "meant"), [("20/10", Cooldown(20, 10)), (" 1/60 ", Cooldown(1, 60)), ("0", None)])
def test_cooldown(monkeypatch, text, meant):
    monkeypatch.setenv("READOUT_COOLDOWN", text)
    assert load_settings().cooldown == meant


def test_values_are_tidied(monkeypatch):
    monkeypatch.setenv("DISCORD_API_BASE", "http://127.0.0.1:8080/api/v10/")
    monkeypatch.setenv("READOUT_DB", "~/x.db")
    settings = load_settings()
    assert settings.discord_api_base == "http://127.0.0.1:8080/api/v10"
    assert settings.db == Path.home() / "x.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_API_BASE", "discord.com"),
        ("DISCORD_API_BASE", "ftp://discord.com/api"),
        ("DISCORD_API_BASE", "http://discord.com:x/api"),
        ("READOUT_PREFIX", "a b"),
        ("READOUT_PREFIX", "`"),
        ("READOUT_PREFIX", "123456"),
        ("READOUT_TZ", "Mars/Olympus"),
        ("READOUT_TZ", "Asia"),
        ("READOUT_TZ", "../../etc/passwd"),
        ("READOUT_LOG", "loud"),
        ("READOUT_COOLDOWN", "20"),
        ("READOUT_COOLDOWN", "0/10"),
        ("READOUT_COOLDOWN", "5/0"),
        ("READOUT_COOLDOWN", "-1/10"),
        ("READOUT_COOLDOWN", "often"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_helps(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    sentence = str(caught.value)
    assert sentence == f"{name} {ALLOWED[name]}"
    assert "\n" not in sentence


def test_every_wrong_setting_is_named_once(monkeypatch):
    monkeypatch.setenv("READOUT_TZ", "nowhere")
    monkeypatch.setenv("READOUT_LOG", "loud")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [line.split()[0] for line in str(caught.value).splitlines()] == ["READOUT_TZ", "READOUT_LOG"]


def test_the_token_is_never_shown(monkeypatch):
    secret = "MTE4.secret.token"
    monkeypatch.setenv("DISCORD_TOKEN", secret)
    settings = load_settings()
    assert secret not in repr(settings)
    assert secret not in settings.model_dump_json()
    monkeypatch.setenv("DISCORD_TOKEN", f"{secret} with a blank")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert secret not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_file_that_is_no_text_is_refused():
    Path(".env").write_bytes(b"READOUT_PREFIX=\xff\xfe\n")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings()


def test_the_example_file_and_the_class_agree(monkeypatch):
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE)
    aliases = [str(field.validation_alias) for field in Settings.model_fields.values()]
    assert [name for name, _ in listed] == aliases == list(VARIABLES)
    for block in text.strip().split("\n\n")[1:]:
        *comments, last = block.splitlines()
        assert comments
        assert all(line.startswith("# ") for line in comments), block
        assert re.match(r"[A-Z_]+=", last)
    for name, value in listed:
        monkeypatch.setenv(name, value)
    assert load_settings() == Settings(), "the values in the example are the defaults"
