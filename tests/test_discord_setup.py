"""Servers are welcomed and set up, through the real client."""

import pytest

from bot.client import guild_words, setup
from bot.client.errors import ToldError
from db import settings as kept
from tests.discord_support import items, scene, until
from tests.loopback import ChannelHandle
from tests.loopback.state import Channel, Kind


def set_up(at):
    with at.client.readout.store.read() as db:
        return kept.of_guild(db, at.server.guild("Team").id)


async def test_the_form(store_path):
    async with scene(store_path) as at:
        team = at.server.guild("Team")
        news = team.text_channel("news")
        analysts = team.role("Analysts")
        boss = team.member("boss", roles=(team.role("Boss", "manage_guild"),))
        form = await boss.slash(at.general, "setup")
        assert form.ephemeral
        assert "Setting up" in form.text
        await boss.selects(form, "Channel for reminders", news)
        await boss.selects(form, "Role that may edit", analysts)
        asked = await boss.presses(form, "Time zone …")
        wrong = await boss.submits(asked, {"Time zone": "Shangai"})
        assert "did you mean Asia/Shanghai" in wrong.content
        await boss.selects(form, "Language", "zh")
        asked = await boss.presses(form, "时区……")
        wrong = await boss.submits(asked, {"时区": "Shangai"})
        assert "您是否想输入Asia/Shanghai" in wrong.content
        await boss.submits(asked, {"时区": "asia/tokyo"})
        assert set_up(at) == kept.GuildSettings(
            language="zh", tz="Asia/Tokyo", channel=news.channel.id, role=analysts.id
        )
        for shown in ("#news", "@Analysts", "Asia/Tokyo", "中文"):
            assert shown in form.text
        await boss.selects(form, "可编辑的身份组")
        assert set_up(at).role is None
        news.deny("send_messages")
        assert "无法在#news发言" in (await boss.selects(form, "接收提醒的频道", news)).content
        await boss.presses(form, "完成")
        assert all(each["disabled"] for each in items(form.post))
        assert not at.server.refusals


async def test_the_form_by_text_is_for_who_opened_it(store_path):
    async with scene(store_path) as at:
        team = at.server.guild("Team")
        boss = team.member("boss", roles=(team.role("Boss", "manage_guild"),))
        other = team.member("other", roles=(team.role("Boss"),))
        await boss.says(at.general, "!setup")
        form = await at.general.next_post()
        assert (await other.presses(form, "Done")).content == setup.NOT_YOURS
        assert (await at.ana.presses(form, "Done")).content == setup.NOT_ALLOWED
        assert (await at.asked("!setup")).content == setup.NOT_ALLOWED
        await at.ana.says(at.ana.dm, "!setup")
        assert "server" in (await at.ana.dm.next_post()).content


async def test_settings_by_words(store_path):
    async with scene(store_path) as at:
        team = at.server.guild("Team")
        boss = team.member("boss", roles=(team.role("Boss", "manage_guild"),))
        assert "Asia/Shanghai, the bot's own" in (await at.asked("!settings")).text
        assert (await at.asked("!settings language zh")).content == setup.NOT_ALLOWED

        async def said(text):
            await boss.says(at.general, text)
            return (await at.general.next_post()).text

        assert "繁體中文" in await said("!settings language zh-TW")
        assert "无" not in await said("!settings")
        assert "简体中文" in await said("!settings language zh")
        assert "没有设置项colour" in await said("!settings colour red")
        assert "that of the question" in await said("!settings language auto")
        assert "Europe/London" in await said("!settings timezone europe/london")
        assert "#general" in await said(f"!settings channel <#{at.general.channel.id}>")
        assert "@Boss" in await said("!settings role boss")
        assert "none yet" in await said("!settings channel none")
        assert "there is no setting colour" in await said("!settings colour red")
        assert "there is no role nobody" in await said("!settings role nobody")
        assert "say what it shall be" in await said("!settings role")
        reply = await boss.slash(at.general, "settings", name="timezone", value="UTC")
        assert "UTC" in reply.text
        found = await boss.autocompletes(at.general, "settings", name="timezone", value="shang")
        assert found[0]["value"] == "Asia/Shanghai"
        assert [
            each["value"] for each in await boss.autocompletes(at.general, "settings", name="language", value="")
        ] == [
            "auto",
            "en",
            "zh",
            "zh-TW",
        ]
        assert await boss.autocompletes(at.general, "settings", name="role", value="x") == []
        assert not at.server.refusals


async def test_days_are_shown_in_the_zone_of_the_server(store_path):
    async with scene(store_path) as at:
        team = at.server.guild("Team")
        kept.change(at.client.readout.store, team.id, who="test", tz="Pacific/Auckland")
        place = at.client.asking.zone(team.id)
        assert place.key == "Pacific/Auckland"
        assert at.client.asking.zone(None).key == "Asia/Shanghai"


async def joined(at, *, without=()):
    guild = at.server.world.add_guild("New")
    for name in ("rules", "talk"):
        at.server.world.add_channel(Channel(at.server.world.ids.next(), name, Kind.TEXT, guild))
    handles = {channel.name: ChannelHandle(at.server.world, channel) for channel in guild.channels.values()}
    for name in without:
        handles[name].deny("send_messages")
    at.server.gateway.announce_guild(guild)
    return handles


async def test_the_welcome(store_path):
    async with scene(store_path) as at:
        await until(lambda: bool(at.client.guilds))
        handles = await joined(at, without=("rules",))
        post = await handles["talk"].next_post()
        assert "!setup" in post.text
        assert len(post.labels) == 3
        ben = at.server.guild("New").member("ben")
        reply = await ben.presses(post, "!drug AK112")
        assert reply.ephemeral
        assert "AK112" in reply.text
        assert not any(each.get("disabled") for each in items(post))
        again = await ben.presses(post, "!deals 2025")
        assert again.post
        assert "1 / 9" in again.post.labels
        assert not at.server.refusals


async def test_no_welcome_where_nothing_can_be_said(store_path):
    async with scene(store_path) as at:
        await until(lambda: bool(at.client.guilds))
        handles = await joined(at, without=("rules", "talk"))
        await handles["talk"].silent_for(0.3)
        assert not at.server.refusals


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("Asia/Shanghai", "Asia/Shanghai"), ("new york", None), ("america/new york", "America/New_York"), ("utc", "UTC")],
)
def test_time_zones(typed, zone):
    if zone is None:
        with pytest.raises(ToldError, match="America/New_York"):
            guild_words.time_zone(typed)
    else:
        assert guild_words.time_zone(typed) == zone
    assert guild_words.time_zone("none") is None
    assert len(guild_words.nearest_zones("a")) <= 25


def test_items_of_the_form_have_short_ids():
    assert len(f"s:language:{2**64}") <= 100
