"""What people are told when something goes wrong, and what the log holds."""

import asyncio
import re

import discord
import pytest

from bot.answers.page import Page
from bot.client import replies
from bot.client.errors import View
from db.errors import QueryTimeoutError
from tests.discord_support import scene, until

SECRET = "the reason that only the log tells"


async def test_an_unexpected_error_gets_an_id(store_path, caplog):
    async with scene(store_path, says=ZeroDivisionError(SECRET)) as at:
        slash = await at.ana.slash(at.general, "help")
        assert slash.ephemeral
        for text in ((await at.asked("!help")).content, (await at.asked(f"{at.me} x")).content, slash.content):
            number = re.search(r"error ([0-9a-f]{8})\b", text)
            assert number
            assert f"error {number[1]}" in caplog.text
            assert SECRET not in text
        assert caplog.text.count(f"ZeroDivisionError: {SECRET}") == 3


async def test_an_error_after_thinking_is_seen_by_one_alone(store_path, monkeypatch):
    monkeypatch.setattr(replies, "PATIENCE", 0.05)
    async with scene(store_path, says=ZeroDivisionError(SECRET), after=0.3) as at:
        reply = await at.ana.slash(at.general, "help")
        assert reply.post is not None
        told = await reply.next_followup()
        assert told.ephemeral
        assert "something went wrong" in told.content
        assert reply.post.deleted


async def test_a_sentence_of_the_store_is_shown_as_it_is(store_path):
    error = QueryTimeoutError("that took longer than 5 seconds: ask for less at once")
    async with scene(store_path, says=error) as at:
        assert (await at.asked("!deals")).content == str(error)
        reply = await at.ana.slash(at.general, "deals")
        assert (reply.content, reply.ephemeral) == (str(error), True)


async def test_cooldown(store_path):
    async with scene(store_path, says=Page("help", "Here"), cooldown="2/60") as at:
        ben = at.server.guild("Team").member("ben")
        for _ in range(2):
            assert "Here" in (await at.asked("!help")).text
        assert re.fullmatch(
            r"that is a lot at once: please ask again in \d+ seconds", (await at.asked("!help")).content
        )
        await at.ana.says(at.general, "!help")
        await at.general.silent_for()
        reply = await at.ana.slash(at.general, "help")
        assert reply.ephemeral
        assert "a lot at once" in reply.content
        await ben.says(at.general, "!help")
        assert "Here" in (await at.general.next_post()).text


async def test_components_report_in_the_same_way(store_path, caplog):
    class Broken(View):
        @discord.ui.button(label="Break")
        async def press(self, interaction, button):
            raise ZeroDivisionError(SECRET)

    async with scene(store_path) as at:
        channel = at.client.get_partial_messageable(at.general.id)
        await channel.send("here", view=Broken())
        reply = await at.ana.presses(await at.general.next_post(), "Break")
        assert reply.post
        assert reply.ephemeral
        assert "something went wrong" in reply.content
        assert SECRET in caplog.text


async def test_an_interaction_that_is_over_is_only_logged(store_path, caplog, monkeypatch):
    monkeypatch.setattr(replies, "PATIENCE", 5)
    async with scene(store_path, says=Page("help", "Late"), after=0.3) as at:
        at.server.world.response_window = 0.1
        await at.ana.slash(at.general, "help", wait=False)
        await until(lambda: "the interaction was over" in caplog.text)
        assert "something went wrong" not in caplog.text
        await at.general.silent_for(0.1)


async def test_discord_failing_does_not_stop_the_bot(store_path, caplog):
    async with scene(store_path, says=Page("help", "Here")) as at:
        at.server.faults.status("POST /channels/*/messages", 503, times=2)
        await at.ana.says(at.general, "!help")
        await until(lambda: "error could not be told" in caplog.text)
        assert "Here" in (await at.asked("!help")).text


@pytest.mark.parametrize("text", ["!help", "{me} help", "!dael"])
async def test_nothing_blocks_the_loop(store_path, text):
    async with scene(store_path, says=Page("help", "Here"), after=1.5) as at:
        await at.ana.says(at.general, text.format(me=at.me))
        worst, loop = 0.0, asyncio.get_running_loop()
        until = loop.time() + 1.2
        while (before := loop.time()) < until:
            await asyncio.sleep(0.005)
            worst = max(worst, loop.time() - before)
        assert worst < 1
        await at.general.next_post()
