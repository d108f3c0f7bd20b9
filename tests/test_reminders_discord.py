"""Reminders on Discord, end to end: what is posted when, in which language, and what its buttons do."""

import re
from pathlib import Path

from db import records
from db.models import Milestone
from tests.discord_support import until
from tests.reminders_support import plain, scene, sent


async def test_a_rule_is_set_and_posts_on_the_day(store_path: Path):
    async with scene(store_path) as here:
        said = await here.asked("!remind here AK112 PDUFA 14d 0d at 08:30 tz Asia/Shanghai")
        assert "Rule r1 is set" in said
        assert "AK112 PDUFA" in said
        here.at("2026-11-14T08:29")
        await here.general.silent_for(0.4)
        here.at("2026-11-14T08:30")
        post = await here.general.next_post()
        assert "Expected today" in post.text
        assert "AK112 PDUFA date HARMONi" in post.text
        assert "<t:" in post.text
        assert post.labels == ["Snooze 7 days", "Details", "Mark as reached", "Mute this drug", "Why"]
        assert post.nonce
        here.at("2026-11-15T08:30")
        overdue = await here.general.next_post()
        assert "Overdue" in overdue.text
        await until(lambda: sent(here.store))
        why = await here.asked("!why", reply_to=overdue)
        assert "set by" in why
        assert "ak112-harmoni-pdufa" in why
        assert "sent 2026-11-15 08:30" in why


async def test_buttons_snooze_mark_mute_and_tell_why(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!remind here AK112 PDUFA 0d")
        here.at("2026-11-14T09:00")
        post = await here.general.next_post()
        snoozed = await here.ana.presses(post, "Snooze 7 days")
        assert "again on 2026-11-21" in snoozed.text
        assert "7 days before" not in (await here.ana.presses(post, "Why")).text
        assert "AK112" in (await here.ana.presses(post, "Details")).text
        refused = await here.ana.presses(post, "Mark as reached")
        assert "Manage Channels" in refused.text
        form = await here.boss.presses(post, "Mark as reached")
        done = await here.boss.submits(form, Date="2026-11-14", Outcome="approved", Source="https://example.org/fda")
        assert "recorded as reached, 2026-11-14" in done.text
        assert "Reached: 2026-11-14" in (await here.general.next_post()).text
        with here.store.read() as db:
            held = records.load(db, Milestone, ["ak112-harmoni-pdufa"])[0]
        assert (held.status, held.outcome, held.sources[-1]) == ("done", "approved", "https://example.org/fda")
        assert here.store.changes("milestone", held.id)[-1].who == f"discord:{here.boss.id}"
        assert "says no more about ak112" in (await here.boss.presses(post, "Mute this drug")).text


async def test_snoozed_reminders_come_again(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!remind here AK112 PDUFA 7d")
        here.at("2026-11-07T09:00")
        post = await here.general.next_post()
        await here.ana.presses(post, "Snooze 7 days")
        here.at("2026-11-14T09:00")
        again = await here.general.next_post()
        assert "Expected today" in again.text


async def test_many_at_once_are_one_message_with_a_choice(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!remind here phase 3 30d")
        here.at("2026-12-01T09:00")
        post = await here.general.next_post()
        assert 1 < len(post.embeds) <= 10
        entry = re.search(r"-(\d+)$", post.embeds[0]["footer"]["text"])
        assert entry
        reply = await here.ana.selects(post, "Choose one to snooze, mute, mark …", entry[1])
        assert "Snooze 7 days" in reply.post.labels  # type: ignore[union-attr]


async def test_a_digest_comes_on_its_day(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!remind here AK112")
        assert "every Monday at 08:30" in await here.asked("!digest weekly mon 08:30")
        here.at("2026-11-09T08:30")
        posts = [await here.general.next_post() for _ in range(2)]
        digest = next(post for post in posts if "Digest" in post.text)
        assert "AK112 PDUFA date" in digest.text
        assert "No more digests" in await here.asked("!digest off")


async def test_the_clock_and_the_channel_are_those_that_the_server_has_set_up(store_path: Path):
    async with scene(store_path) as here:
        news = here.team.text_channel("news")
        await here.asked("!settings timezone America/New_York")
        await here.asked(f"!settings channel {news.mention}")
        assert "at 09:00 America/New_York" in plain(await here.asked("!remind here AK112"))
        said = await here.asked("!remind SKB264 30d")
        assert f"is set in {news.mention}" in said
        assert "America/New_York" in plain(await here.asked("!digest daily 08:30"))


async def test_reminders_speak_the_language_of_the_server(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!settings language zh")
        said = plain(await here.asked("!提醒 这里 依沃西 三期 14天 当天 早上9点"))
        assert "规则r1已设置：依沃西 三期 · 14天" in said
        assert "r1 已设置" in (await here.asked("!remind log"))
        here.at("2026-11-14T09:00")
        post = await here.general.next_post()
        assert "预计今天" in post.text
        assert "规则r1" in post.text
        assert post.labels == ["7天后再提醒", "详情", "记录结果", "此药静音", "为什么"]
        why = (await here.ana.presses(post, "为什么")).text
        assert f"规则r1“依沃西 三期”，由{here.boss.mention}设置" in why
        assert "摘要将每天10:00" in plain(await here.asked("!摘要 每天 10:00"))
        here.at("2026-11-15T10:00")
        posts = [await here.general.next_post() for _ in range(2)]
        assert {"逾期", "摘要"} == {word for each in posts for word in ("逾期", "摘要") if word in each.text[:60]}


async def test_who_records_results_is_an_editor_in_direct_messages_too(store_path: Path):
    async with scene(store_path) as here:
        for who in (here.boss, here.ana):
            await who.says(who.dm, "!remind me AK112 PDUFA 0d")
            assert "is set" in (await who.dm.next_post()).text
        here.at("2026-11-14T09:00")
        theirs, his = await here.ana.dm.next_post(), await here.boss.dm.next_post()
        assert "Manage Channels" in (await here.ana.presses(theirs, "Mark as reached")).text
        form = await here.boss.presses(his, "Mark as reached")
        filled = {"Date": "14 Nov", "Outcome": "approved", "Source": "https://example.org/news"}
        assert "14 Nov is no date: write 2026-11-14" in (await here.boss.submits(form, filled)).text
        form = await here.boss.presses(his, "Mark as reached")
        said = (await here.boss.submits(form, {**filled, "Date": "2026-11-14"})).text
        assert "recorded as reached, 2026-11-14" in said
        assert "Reached: 2026-11-14" in (await here.ana.dm.next_post()).text
        why = (await here.boss.presses(his, "Why")).text
        assert f"set by {here.boss.mention}." in why
