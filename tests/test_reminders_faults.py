"""Reminders on Discord when something fails: outages, refusals, limits; nothing is lost and nothing stands twice."""

import asyncio
import time
from pathlib import Path

from db.reminders import rules
from tests.discord_support import until
from tests.loopback import loopback
from tests.reminders_support import scene, scene_on, sent, waiting


async def test_after_the_nonce_is_forgotten_the_channel_is_looked_through(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!remind here AK112 PDUFA 0d")
        here.server.faults.drop("POST /channels/*/messages")
        here.server.world.nonce_window = 0
        here.at("2026-11-14T09:00")
        await here.general.next_post()
        await until(lambda: sent(here.store), 20)
        assert len([post for post in here.general.posts if "Expected today" in post.text]) == 1


async def test_after_an_outage_what_was_missed_comes_in_one_message_and_buttons_still_work(store_path: Path):
    async with loopback() as server:
        async with scene_on(server, store_path, "2026-11-05T12:00") as here:
            await here.asked("!remind here AK112 PDUFA 7d 0d")
            here.at("2026-11-07T09:00")
            old = await here.general.next_post()
            await until(lambda: sent(here.store))
        async with scene_on(server, store_path, "2026-11-16T12:00") as here:
            late = await here.general.next_post()
            assert late.content.startswith("Late")
            assert "Overdue" in late.text
            assert len(late.embeds) == 1
            await here.general.silent_for(0.5)
            assert "7 days before the day" in (await here.ana.presses(old, "Why")).text
        async with scene_on(server, store_path, "2026-11-16T13:00") as here:
            await here.general.silent_for(0.5)


async def test_while_discord_is_down_nothing_is_lost(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!remind here AK112 PDUFA 0d")
        port = here.server.port
        await here.server.stop()
        here.at("2026-11-14T09:00")
        await asyncio.sleep(1)
        await here.server.start(port)
        post = await here.general.next_post(20)
        assert "Expected today" in post.text
        await until(lambda: sent(here.store), 20)
        assert len(here.general.posts) == 2


async def test_a_refusing_channel_blocks_the_rule_and_tells_its_owner(store_path: Path):
    async with scene(store_path) as here:
        news = here.team.text_channel("news")
        await here.asked(f"!remind {news.mention} AK112 PDUFA 0d")
        news.deny("send_messages")
        here.at("2026-11-14T09:00")
        told = await here.boss.dm.next_post()
        assert "on hold" in told.text
        with here.store.read() as db:
            assert rules.get(db, 1).state == "blocked"
        here.at("2026-11-15T09:00")
        news.allow("send_messages")
        assert "posts again" in await here.asked("!remind resume 1")
        here.at("2026-11-15T12:00")
        texts = [(await news.next_post()).text for _ in range(2)]
        assert any("Overdue" in text for text in texts)


async def test_errors_are_tried_again_and_nothing_stands_twice(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!remind here AK112 PDUFA 0d")
        route = "POST /channels/*/messages"
        here.server.faults.status(route, 503, times=2)
        here.server.faults.drop(route)
        here.at("2026-11-14T09:00")
        await here.general.next_post(20)
        await until(lambda: sent(here.store), 20)
        assert len([post for post in here.general.posts if "Expected today" in post.text]) == 1


async def test_a_channel_is_left_alone_for_as_long_as_discord_asks(store_path: Path):
    async with scene(store_path) as here:
        news = here.team.text_channel("news")
        await here.asked("!remind here AK112 PDUFA 0d")
        await here.asked(f"!remind {news.mention} AK112 PDUFA 0d")
        limited = here.server.faults.rate_limit(f"POST /channels/{news.id}/messages", 240, times=100)
        here.at("2026-11-14T09:00")
        assert "Expected today" in (await here.general.next_post(20)).text
        await until(lambda: limited.hits == 1, 20)
        await until(lambda: waiting(here.store) is not None, 20)
        wait = (waiting(here.store) or 0) - time.time()
        assert 180 < wait <= 240
        assert "r1" in await here.asked("!remind list")
        assert limited.hits == 1
        here.server.faults.clear()
        with here.store.write(who="test", why="four minutes later") as transaction:
            transaction.db.execute("UPDATE reminder_post SET retry_real = retry_real - 240 WHERE state = 'owed'")
        here.at("2026-11-14T09:04")
        assert "Expected today" in (await news.next_post(20)).text
        await until(lambda: sent(here.store), 20)
        assert len(news.posts) == 1


async def test_who_cannot_be_written_to_is_told_in_the_channel_for_reminders(store_path: Path):
    async with scene(store_path) as here:
        news = here.team.text_channel("news")
        await here.asked(f"!settings channel {here.general.mention}")
        await here.asked(f"!remind {news.mention} AK112 PDUFA 0d")
        news.deny("send_messages")
        here.server.faults.status(f"POST /channels/{here.boss.dm.id}/messages", 403)
        here.at("2026-11-14T09:00")
        told = await here.general.next_post()
        assert told.text.startswith(here.boss.mention)
        assert "on hold" in told.text
        assert "on hold" in await here.asked("!remind show 1")
        assert "I cannot post reminders in #news" in await here.asked("!remind resume 1")
