"""Reminders on Discord, end to end: the real client on the loopback server, with a clock of the test's own."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import Readout
from bot.client.client import ReadoutClient
from bot.reminders.clock import Clock
from db import records
from db.models import Milestone
from db.reminders import outbox, rules
from db.store import Store
from tests.discord_support import settings, until
from tests.loopback import ChannelHandle, Person, Server, connect, loopback
from tests.loopback.guilds import GuildHandle
from tests.reminder_worlds import local


class Hand(Clock):
    """A clock that a test sets by hand."""

    __slots__ = ()

    time = "2026-11-01T12:00"

    def now(self) -> Any:
        return local(Hand.time)

    def seconds_until(self, moment: Any) -> float:
        return 60.0 if moment > self.now() else 0.0


@dataclass
class Scene:
    server: Server
    team: GuildHandle
    general: ChannelHandle
    boss: Person
    ana: Person
    store: Store
    client: ReadoutClient

    async def asked(self, text: str, who: Person | None = None, **more: Any) -> str:
        await (who or self.boss).says(self.general, text, **more)
        return (await self.general.next_post()).text

    def at(self, text: str) -> None:
        Hand.time = text
        self.client.get_cog("Reminders").wake()  # type: ignore[union-attr]


@asynccontextmanager
async def scene(path: Path, at: str = "2026-11-01T12:00", **given: Any) -> AsyncIterator[Scene]:
    async with loopback() as server, scene_on(server, path, at, **given) as here:
        yield here
        assert not server.unknown_routes


@asynccontextmanager
async def scene_on(server: Server, path: Path, at: str, **given: Any) -> AsyncIterator[Scene]:
    """The bot for as long as the context lasts, on a server that was there before and stays."""
    Hand.time = at
    team = server.guild("Team")
    general = team.text_channel("general")
    boss = team.member("boss", roles=(team.role("Boss", "manage_channels", "manage_guild"),))
    with Store(path) as store:
        clock = Hand(local(at), 0.0)
        readout = Readout(store, today=lambda: clock.now().date(), clock=clock)
        client = ReadoutClient(readout, settings(**given), guild_ready_timeout=0.05)
        async with connect(client, server):
            yield Scene(server, team, general, boss, team.member("ana"), store, client)


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
        await until(lambda: _sent(here.store))
        why = await here.asked("!why", reply_to=overdue)
        assert "set by" in why
        assert "ak112-harmoni-pdufa" in why
        assert "sent 2026-11-15 08:30" in why


async def test_a_role_is_mentioned_and_nobody_else(store_path: Path):
    async with scene(store_path) as here:
        team = here.team.role("Readers", mentionable=True)
        await here.asked(f"!remind here AK112 PDUFA 0d mention <@&{team.id}>")
        here.at("2026-11-14T09:00")
        post = await here.general.next_post()
        assert post.pinged == ["Readers"]
        assert post.allowed_mentions == {"parse": [], "roles": [team.id]}


async def test_after_the_nonce_is_forgotten_the_channel_is_looked_through(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!remind here AK112 PDUFA 0d")
        here.server.faults.drop("POST /channels/*/messages")
        here.server.world.nonce_window = 0
        here.at("2026-11-14T09:00")
        await here.general.next_post()
        await until(lambda: _sent(here.store), 20)
        assert len([post for post in here.general.posts if "Expected today" in post.text]) == 1


async def test_after_an_outage_what_was_missed_comes_in_one_message_and_buttons_still_work(store_path: Path):
    async with loopback() as server:
        async with scene_on(server, store_path, "2026-11-05T12:00") as here:
            await here.asked("!remind here AK112 PDUFA 7d 0d")
            here.at("2026-11-07T09:00")
            old = await here.general.next_post()
            await until(lambda: _sent(here.store))
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
        await until(lambda: _sent(here.store), 20)
        assert len(here.general.posts) == 2


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("!remind here", "everything"),
        ("!remind here phase 3 oncology 60d 14d 1d at 08:30", "phase 3 oncology · 60d, 14d, 1d · at 08:30"),
        ("!remind here 康方 at 7pm tz london", "at 19:00 Europe/London"),
        ("!remind me AK112", "AK112"),
        ("!remind", "say where"),
        ("!remind here AK112 at 27:00", "no time of day"),
        ("!remind here tz Shangai", "Asia/Shanghai"),
        ("!remind here 9999d", "lead times are up to"),
        ("!remind here flurbwagon", "flurbwagon"),
        ("!remind show 7", "there is no rule 7"),
    ],
)
async def test_what_may_be_typed(store_path: Path, text: str, said: str):
    async with scene(store_path) as here:
        assert said in (await here.asked(text)).replace("\\", "")


async def test_who_may_set_rules(store_path: Path):
    async with scene(store_path) as here:
        assert "Manage Channels" in await here.asked("!remind here", here.ana)
        assert "Rule r1" in await here.asked("!watch AK112", here.ana)
        assert "AK112" in await here.asked("!watching", here.ana)
        assert "not of this server" in await here.asked("!remind show 1")
        role = here.team.role("Editors")
        here.team.member(here.ana, roles=(role,))
        answer = await here.boss.slash(here.general, "remind role", role=role)
        assert "Editors" in answer.text
        assert "Rule r2" in await here.asked("!remind here SKB264", here.ana)
        assert "no more" in await here.asked("!unwatch ivonescimab", here.ana)
        loud = here.team.role("Loud")
        assert "you may not mention" not in await here.asked(f"!remind here AK112 mention <@&{loud.id}>")


async def test_missing_permissions_are_named_at_once(store_path: Path):
    async with scene(store_path) as here:
        news = here.team.text_channel("news")
        news.deny("embed_links", "read_message_history")
        said = await here.asked(f"!remind {news.mention} AK112")
        assert "Embed Links, Read Message History" in said
        news.allow("embed_links", "read_message_history")
        assert "is set in" in await here.asked(f"!remind {news.mention} AK112")


async def test_rules_are_changed_paused_and_listed(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!remind here AK112 PDUFA 0d")
        assert "at 10:00" in await here.asked("!remind edit 1 at 10:00")
        assert "paused" in await here.asked("!remind pause r1")
        here.at("2026-11-14T10:00")
        await here.general.silent_for(0.5)
        assert "posts again" in await here.asked("!remind resume 1")
        here.at("2026-11-15T10:00")
        assert "Overdue" in (await here.general.next_post()).text
        assert "r1" in await here.asked("!remind list")
        assert "changed" in await here.asked("!remind log")
        assert "removed" in await here.asked("!remind remove 1")
        assert "no rules here yet" in await here.asked("!remind list")


async def test_next_and_test_show_what_is_to_come(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!remind here AK112 PDUFA 0d")
        assert "the day itself" in await here.asked("!next")
        said = await here.asked("!remind test 1")
        assert said.startswith("**Test** of rule r1")
        assert "AK112 PDUFA" in said
        with here.store.read() as db:
            assert outbox.next_waiting(db) is None


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
        await until(lambda: _sent(here.store), 20)
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
        await until(lambda: _waiting(here.store) is not None, 20)
        wait = (_waiting(here.store) or 0) - time.time()
        assert 180 < wait <= 240
        assert "r1" in await here.asked("!remind list")
        assert limited.hits == 1
        here.server.faults.clear()
        with here.store.write(who="test", why="four minutes later") as transaction:
            transaction.db.execute("UPDATE reminder_post SET retry_real = retry_real - 240 WHERE state = 'owed'")
        here.at("2026-11-14T09:04")
        assert "Expected today" in (await news.next_post(20)).text
        await until(lambda: _sent(here.store), 20)
        assert len(news.posts) == 1


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


async def test_slash_forms_take_each_part_by_itself(store_path: Path):
    async with scene(store_path) as here:
        news, team = here.team.text_channel("news"), here.team.role("Readers", mentionable=True)
        answer = await here.boss.slash(here.general, "remind here", what="AK112 PDUFA", leads="14d 0", at="8:30")
        assert "Rule r1 is set: AK112 PDUFA · 14d, the day · at 08:30 Asia/Shanghai" in _plain(answer.text)
        answer = await here.boss.slash(here.general, "remind channel", channel=news, tz="London", mention=team)
        assert f"Rule r2 is set in {news.mention}: everything" in answer.text
        assert f"at 09:00 Europe/London · mentions <@&{team.id}>" in _plain(answer.text)
        answer = await here.ana.slash(here.general, "remind me", what="康方", leads="30")
        assert "Rule r3 is set: 康方 · 30d" in _plain(answer.text)
        answer = await here.boss.slash(here.general, "remind edit", rule="r1", leads="7d", at="10:00")
        assert "Rule r1 is now: AK112 PDUFA · 7d · at 10:00" in _plain(answer.text)
        assert "no lead times" in (await here.boss.slash(here.general, "remind here", leads="soon")).text
        assert "say what changes" in (await here.boss.slash(here.general, "remind edit", rule="r1")).text
        assert "Manage Channels" in (await here.ana.slash(here.general, "remind channel", channel=news)).text
        answer = await here.boss.slash(here.general, "digest", every="weekly", day=4, at="17:00", tz="Asia/Tokyo")
        assert "every Friday at 17:00 (Asia/Tokyo)" in answer.text


@pytest.mark.parametrize(
    ("command", "typed", "offered"),
    [
        ("remind here", {"what": "AK11"}, "ak112"),
        ("remind here", {"what": "onco"}, "phase 3 oncology"),
        ("remind here", {"leads": "3d"}, "3d"),
        ("remind here", {"at": "8:3"}, "08:30"),
        ("remind me", {"tz": "lond"}, "Europe/London"),
        ("remind show", {"rule": "r"}, "r1"),
        ("remind edit", {"rule": "AK112"}, "r1"),
        ("watch", {"drug": "AK11"}, "ak112"),
        ("digest", {"at": "17"}, "17:00"),
    ],
)
async def test_what_is_typed_into_a_slash_form_is_completed(
    store_path: Path, command: str, typed: dict[str, str], offered: str
):
    async with scene(store_path) as here:
        await here.asked("!remind here AK112")
        found = await here.boss.autocompletes(here.general, command, typed)
        assert offered in [each["value"] for each in found]


async def test_the_clock_and_the_channel_are_those_that_the_server_has_set_up(store_path: Path):
    async with scene(store_path) as here:
        news = here.team.text_channel("news")
        await here.asked("!settings timezone America/New_York")
        await here.asked(f"!settings channel {news.mention}")
        assert "at 09:00 America/New_York" in _plain(await here.asked("!remind here AK112"))
        said = await here.asked("!remind SKB264 30d")
        assert f"is set in {news.mention}" in said
        assert "America/New_York" in _plain(await here.asked("!digest daily 08:30"))


async def test_reminders_speak_the_language_of_the_server(store_path: Path):
    async with scene(store_path) as here:
        await here.asked("!settings language zh")
        said = _plain(await here.asked("!提醒 这里 依沃西 三期 14天 当天 早上9点"))
        assert "规则r1已设置：依沃西 三期 · 14天" in said
        assert "r1 已设置" in (await here.asked("!remind log"))
        here.at("2026-11-14T09:00")
        post = await here.general.next_post()
        assert "预计今天" in post.text
        assert "规则r1" in post.text
        assert post.labels == ["7天后再提醒", "详情", "记录结果", "此药静音", "为什么"]
        why = (await here.ana.presses(post, "为什么")).text
        assert f"规则r1“依沃西 三期”，由{here.boss.mention}设置" in why
        assert "摘要将每天10:00" in _plain(await here.asked("!摘要 每天 10:00"))
        here.at("2026-11-15T10:00")
        posts = [await here.general.next_post() for _ in range(2)]
        assert {"逾期", "摘要"} == {word for each in posts for word in ("逾期", "摘要") if word in each.text[:60]}


async def test_too_many_at_once_are_told_to_wait(store_path: Path):
    async with scene(store_path, cooldown="3/60") as here:
        for _ in range(3):
            await here.asked("!remind list")
        assert "a lot at once" in await here.asked("!next")
        assert "a lot at once" in (await here.boss.slash(here.general, "remind me", what="AK112")).text
        assert "no rules here" in await here.asked("!remind list", here.ana)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("!remind show", "give the rule's number"),
        ("!remind show x9", "give the rule's number"),
        ("!remind show 99", "there is no rule 99"),
        ("!remind test", "give the rule's number"),
        ("!remind log", "Nothing has happened here yet"),
        ("!remind edit 5 at 08:30", "there is no rule 5"),
        ("!remind here flurbwagon", "I do not understand “flurbwagon”: name a drug"),
        ("!remind here ivonescimb", "did you mean ivonescimab"),
        ("!remind here overdue", "leave dates and states out"),
        ("!remind here AK112 2027", "leave dates and states out"),
        ("!remind here AK112 5pm", "at 17:00"),
        ("!watch", "say which drug"),
        ("!unwatch AK112", "you do not watch AK112"),
        ("!watching", "Nothing yet"),
        ("!next", "no rules here yet"),
        ("!why", "no reminder of mine"),
        ("!digest", "say how often"),
        ("!digest weekly AK112", "a day and a time"),
        ("!digest off", "There is no digest here"),
        ("!remind here AK112 mention @Team", "choose the role"),
        ("!提醒 这里 提前三十天和两周 康方 晚上八点半", "康方 · 30天、14天 · 20:30"),
        ("!提醒 这里 提前很久 康方", "没有看懂"),
    ],
)
async def test_what_is_missing_or_wrong_is_said_with_what_to_type(store_path: Path, text: str, said: str):
    async with scene(store_path) as here:
        assert said in _plain(await here.asked(text))


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


def _plain(text: str) -> str:
    return text.replace("\\", "")


def _waiting(store: Store) -> float | None:
    """When the post that is put back is to be tried again."""
    with store.read() as db:
        rows = list(db.query("SELECT retry_real FROM reminder_post WHERE state = 'owed'"))
    return rows[0]["retry_real"] if rows else None


def _sent(store: Store) -> bool:
    with store.read() as db:
        rows = list(db.query("SELECT state FROM reminder_post"))
    return bool(rows) and all(row["state"] == "sent" for row in rows)
