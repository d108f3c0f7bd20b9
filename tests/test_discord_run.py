"""Starting and stopping: refused intents, wrong tokens, no network, signals, the log."""

import asyncio
import io
import logging
import os
import signal

import pytest
from discord.gateway import DiscordWebSocket
from pydantic import SecretStr

from bot.app import Readout
from bot.client.logs import logged
from bot.client.run import BAD_TOKEN, NO_TOKEN, run_discord, serve
from db.store import Store
from tests.discord_support import TODAY, discord_restored, served, settings, until
from tests.loopback import TOKEN, loopback


@pytest.fixture(autouse=True)
def everything_logged(caplog):
    caplog.set_level(logging.INFO)


async def test_without_the_content_of_messages(store_path, caplog):
    async with loopback() as server:
        server.message_content = False
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        async with served(server, store_path):
            await until(lambda: "ready as" in caplog.text)
            assert "Message Content Intent" in caplog.text
            assert "https://discord.com/developers/applications" in caplog.text
            await ana.says(general, "!drug AK112")
            await general.silent_for()
            await ana.says(general, f"<@{server.world.bot.id}> drug AK112")
            assert "AK112" in (await general.next_post()).text
            reply = await ana.slash(general, "about")
            assert "Message Content Intent" in reply.text
            await ana.says(ana.dm, "!about")
            assert "Message Content Intent" in (await ana.dm.next_post()).text


async def test_the_bot_stops_when_it_is_told_to(store_path, caplog):
    async with loopback() as server, served(server, store_path) as running:
        await until(lambda: "oauth2/authorize" in caplog.text)  # it is in no server yet
        assert str(DiscordWebSocket.DEFAULT_GATEWAY) == server.gateway_url
        os.kill(os.getpid(), signal.SIGTERM)
        assert await asyncio.wait_for(running, 5) == 0


async def test_it_comes_back_after_the_connection_broke(store_path):
    async with loopback() as server:
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        async with served(server, store_path):
            server.gateway.reconnect()
            await until(lambda: server.gateway.resumes > 0)
            await ana.says(general, "!drug AK112")
            assert "AK112" in (await general.next_post()).text


async def started(store_path, capsys, **given):
    with Store(store_path) as store, discord_restored():
        status = await serve(settings(**given), Readout(store, today=lambda: TODAY))
    return status, capsys.readouterr().err


async def test_no_token(store_path, capsys):
    assert await started(store_path, capsys, discord_token=None) == (1, f"{NO_TOKEN}\n")


async def test_a_wrong_token(store_path, capsys, caplog):
    async with loopback() as server:
        base = server.api_base
        given = await started(store_path, capsys, discord_token=SecretStr("very.secret"), discord_api_base=base)
        assert given == (1, f"{BAD_TOKEN}\n")
        assert "very.secret" not in caplog.text


async def test_nobody_there(store_path, capsys):
    base = "http://127.0.0.1:9/api/v10"
    status, said = await started(store_path, capsys, discord_api_base=base)
    assert status == 1
    assert said.startswith(f"Discord cannot be reached at {base}: ")
    assert said.count("\n") == 1


async def test_the_wrong_address(store_path, capsys):
    async with loopback() as server:
        base = f"{server.base}/elsewhere"
        status, said = await started(store_path, capsys, discord_api_base=base)
    assert status == 1
    assert said.startswith(f"{base} answered with an error")


def test_the_log_goes_to_standard_error(store_path, capsys):
    with Store(store_path) as store, discord_restored():
        assert run_discord(settings(discord_token=None), store, today=lambda: TODAY) == 1
    assert capsys.readouterr().err == f"{NO_TOKEN}\n"


def test_the_token_never_reaches_the_log():
    stream = io.StringIO()
    log = logging.getLogger("test")
    with logged("debug", TOKEN, stream):
        log.info("identify with %s", TOKEN)
        log.debug("%r", {"token": SecretStr(TOKEN), "raw": TOKEN})
        try:
            int(TOKEN)
        except ValueError:
            log.exception("failed")
    said = stream.getvalue()
    assert TOKEN not in said
    assert said.count("[token removed]") == 3
    assert "ValueError" in said
    log.error("after the block nothing is written")
    assert stream.getvalue() == said


@pytest.mark.parametrize(("level", "lines"), [("debug", 4), ("info", 3), ("warning", 2), ("error", 1)])
def test_log_levels(level, lines):
    stream = io.StringIO()
    with logged(level, None, stream):
        for each in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
            logging.getLogger("test").log(each, "line")
    assert len(stream.getvalue().splitlines()) == lines
