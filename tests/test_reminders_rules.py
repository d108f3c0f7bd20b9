"""Rules of reminders on Discord: setting, changing and listing them, who may, and what is said of what cannot be."""

from pathlib import Path

import pytest

from db.reminders import outbox
from tests.reminders_support import plain, scene


async def test_a_role_is_mentioned_and_nobody_else(store_path: Path):
    async with scene(store_path) as here:
        team = here.team.role("Readers", mentionable=True)
        await here.asked(f"!remind here AK112 PDUFA 0d mention <@&{team.id}>")
        here.at("2026-11-14T09:00")
        post = await here.general.next_post()
        assert post.pinged == ["Readers"]
        assert post.allowed_mentions == {"parse": [], "roles": [team.id]}


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
        assert said in plain(await here.asked(text))


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


async def test_slash_forms_take_each_part_by_itself(store_path: Path):
    async with scene(store_path) as here:
        news, team = here.team.text_channel("news"), here.team.role("Readers", mentionable=True)
        answer = await here.boss.slash(here.general, "remind here", what="AK112 PDUFA", leads="14d 0", at="8:30")
        assert "Rule r1 is set: AK112 PDUFA · 14d, the day · at 08:30 Asia/Shanghai" in plain(answer.text)
        answer = await here.boss.slash(here.general, "remind channel", channel=news, tz="London", mention=team)
        assert f"Rule r2 is set in {news.mention}: everything" in answer.text
        assert f"at 09:00 Europe/London · mentions <@&{team.id}>" in plain(answer.text)
        answer = await here.ana.slash(here.general, "remind me", what="康方", leads="30")
        assert "Rule r3 is set: 康方 · 30d" in plain(answer.text)
        answer = await here.boss.slash(here.general, "remind edit", rule="r1", leads="7d", at="10:00")
        assert "Rule r1 is now: AK112 PDUFA · 7d · at 10:00" in plain(answer.text)
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
        assert said in plain(await here.asked(text))
