"""Messages over the loopback server, through the real discord.py client."""

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord.ext import commands

from tests.loopback import PATIENT, ChannelHandle, GuildHandle, Person, Server, connect, eventually, loopback


def make_bot(intents: discord.Intents | None = None) -> commands.Bot:
    bot = commands.Bot(
        commands.when_mentioned_or("!"),
        intents=intents or discord.Intents.all(),
        guild_ready_timeout=0.05,
    )

    @bot.command()
    async def ping(ctx: commands.Context[Any]) -> None:
        await ctx.reply("pong")

    return bot


class Scene:
    """A guild with one channel, one person, and the bot connected to it."""

    def __init__(self, server: Server, bot: commands.Bot, team: GuildHandle) -> None:
        self.server, self.bot, self.team = server, bot, team
        self.general: ChannelHandle = team.text_channel("general")
        self.ana: Person = team.member("ana")

    @property
    def channel(self) -> discord.TextChannel:
        channel = self.bot.get_channel(self.general.id)
        assert isinstance(channel, discord.TextChannel)
        return channel


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with loopback() as server:
        team = server.guild("Team")
        made = Scene(server, make_bot(), team)
        async with connect(made.bot, server):
            yield made
        assert server.unknown_routes == []


async def test_a_command_is_answered_with_a_reply(scene: Scene):
    asked = await scene.ana.says(scene.general, "!ping")
    post = await scene.general.next_post()
    assert (post.content, post.reference, post.pinged) == ("pong", asked.id, ["ana"])
    assert post.nonce


async def test_the_client_sees_the_guild_as_it_was_made(scene: Scene):
    analyst = scene.team.role("Analyst", "manage_guild")
    scene.team.member("ben", roles=(analyst,), nick="Benny")
    await eventually(lambda: any(m.display_name == "Benny" for m in scene.bot.guilds[0].members))
    guild = scene.bot.guilds[0]
    ben = discord.utils.get(guild.members, nick="Benny")
    assert ben is not None
    assert ben.guild_permissions.manage_guild
    assert {m.name for m in guild.members} == {"owner", "Readout", "ana", "ben"}
    assert (await guild.fetch_member(ben.id)).roles[-1].name == "Analyst"
    assert [c.name for c in await guild.fetch_channels()] == ["general"]


async def test_dms_go_both_ways(scene: Scene):
    await scene.ana.says(scene.ana.dm, "!ping")
    assert (await scene.ana.dm.next_post()).content == "pong"
    user = await scene.bot.fetch_user(scene.ana.id)
    await user.send("unasked")
    assert (await scene.ana.dm.next_post()).content == "unasked"


async def test_a_closed_dm_is_refused(scene: Scene):
    scene.ana.user.accepts_dms = False
    user = await scene.bot.fetch_user(scene.ana.id)
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("hello?")
    assert refused.value.code == 50007


async def test_send_edit_delete_and_fetch(scene: Scene):
    sent = await scene.channel.send("one", embed=discord.Embed(title="Deals"))
    post = await scene.general.next_post()
    assert (post.id, post.text) == (sent.id, "one\nDeals")
    await sent.edit(content="two", embed=None)
    await post.next_edit()
    assert (post.content, post.embeds, post.edited) == ("two", [], True)
    fetched = await scene.channel.fetch_message(sent.id)
    assert fetched.content == "two"
    assert fetched.edited_at is not None
    await sent.delete()
    assert post.deleted
    with pytest.raises(discord.NotFound) as gone:
        await scene.channel.fetch_message(sent.id)
    assert gone.value.code == 10008


async def test_the_bot_hears_of_edits_and_deletions(scene: Scene):
    said = await scene.ana.says(scene.general, "!dels")
    edit = asyncio.create_task(scene.bot.wait_for("message_edit", timeout=PATIENT))
    delete = asyncio.create_task(scene.bot.wait_for("message_delete", timeout=PATIENT))
    await eventually(lambda: scene.bot.cached_messages)
    await scene.ana.edits(said, "!ping")
    before, after = await edit
    assert (before.content, after.content) == ("!dels", "!ping")
    await scene.ana.deletes(said)
    assert (await delete).id == said.id


async def test_files_are_stored_and_served(scene: Scene):
    await scene.channel.send("see", file=discord.File(io.BytesIO(b"a,b\n"), "deals.csv", description="all"))
    post = await scene.general.next_post()
    assert post.attachments[0]["filename"] == "deals.csv"
    assert post.attachments[0]["description"] == "all"
    assert await (await scene.channel.fetch_message(post.id)).attachments[0].read() == b"a,b\n"
    asked = await scene.ana.says(scene.general, "look", files={"in.txt": b"hi"})
    got = await scene.channel.fetch_message(asked.id)
    assert await got.attachments[0].read() == b"hi"


async def test_history_pages(scene: Scene):
    ids = [(await scene.ana.says(scene.general, str(n))).id for n in range(7)]

    async def seen(**where: Any) -> list[int]:
        return [int(m.content) async for m in scene.channel.history(**where)]

    at = [discord.Object(i) for i in ids]
    assert await seen(limit=3) == [6, 5, 4]
    assert await seen(before=at[2]) == [1, 0]
    assert await seen(after=at[4]) == [5, 6]
    assert await seen(after=at[1], before=at[4], oldest_first=True) == [2, 3]
    assert sorted(await seen(around=at[3], limit=3)) == [2, 3, 4]
    assert await seen(limit=None) == [6, 5, 4, 3, 2, 1, 0]


async def test_reactions(scene: Scene):
    events: asyncio.Queue[discord.RawReactionActionEvent] = asyncio.Queue()

    @scene.bot.event
    async def on_raw_reaction_add(event: discord.RawReactionActionEvent) -> None:
        events.put_nowait(event)

    sent = await scene.channel.send("vote")
    await sent.add_reaction("👍")
    assert (await events.get()).user_id == scene.server.world.bot.id
    await scene.ana.reacts(await scene.general.next_post(), "👍")
    assert (await events.get()).user_id == scene.ana.id
    reaction = (await scene.channel.fetch_message(sent.id)).reactions[0]
    assert (str(reaction.emoji), reaction.count, reaction.me) == ("👍", 2, True)
    assert {u.name async for u in reaction.users()} == {"Readout", "ana"}
    await sent.remove_reaction("👍", discord.Object(scene.server.world.bot.id))
    assert (await scene.channel.fetch_message(sent.id)).reactions[0].count == 1


@pytest.mark.parametrize(
    ("denied", "send", "code"),
    [
        ("view_channel", {"content": "x"}, 50001),
        ("send_messages", {"content": "x"}, 50013),
        ("embed_links", {"embed": discord.Embed(title="x")}, 50013),
        ("attach_files", {"file": discord.File(io.BytesIO(b"x"), "x")}, 50013),
    ],
)
async def test_missing_permissions_are_refused(scene: Scene, denied: str, send: dict[str, Any], code: int):
    scene.general.deny(denied)
    with pytest.raises(discord.Forbidden) as refused:
        await scene.channel.send(**send)
    assert refused.value.code == code
    scene.general.allow(denied)
    await scene.channel.send("again")


async def test_the_client_knows_its_permissions(scene: Scene):
    scene.general.deny("embed_links")
    me = scene.bot.guilds[0].me
    await eventually(lambda: not scene.channel.permissions_for(me).embed_links)
    assert scene.channel.permissions_for(me).send_messages


async def test_a_channel_that_cannot_be_seen_sends_no_events(scene: Scene):
    scene.general.deny("view_channel")
    await scene.ana.says(scene.general, "!ping")
    await scene.general.silent_for(0.2)


async def test_unknown_things_are_404(scene: Scene):
    for asked, code in [
        (scene.bot.fetch_channel(1), 10003),
        (scene.bot.fetch_guild(1), 10004),
        (scene.bot.fetch_user(1), 10013),
        (scene.bot.guilds[0].fetch_member(1), 10007),
        (scene.channel.fetch_message(1), 10008),
    ]:
        with pytest.raises(discord.NotFound) as unknown:
            await asked
        assert unknown.value.code == code


async def test_a_deleted_channel_is_gone(scene: Scene):
    channel = scene.channel
    scene.general.delete()
    await eventually(lambda: scene.bot.get_channel(channel.id) is None)
    with pytest.raises(discord.NotFound) as gone:
        await channel.send("anybody?")
    assert gone.value.code == 10003


async def test_the_same_nonce_gives_the_same_message():
    now = [1_800_000_000.0]
    async with loopback(clock=lambda: now[0]) as server:
        scene = Scene(server, make_bot(), server.guild("Team"))
        async with connect(scene.bot, server):
            first = await scene.channel.send("due", nonce="r1")
            now[0] += 179
            assert (await scene.channel.send("due", nonce="r1")).id == first.id
            now[0] += 2
            assert (await scene.channel.send("due", nonce="r1")).id != first.id
            assert len(scene.general.posts) == 2


async def test_a_nonce_whose_message_was_deleted_is_an_unknown_message(scene: Scene):
    await (await scene.channel.send("due", nonce="r1")).delete()
    with pytest.raises(discord.NotFound) as gone:
        await scene.channel.send("due", nonce="r1")
    assert gone.value.code == 10008


async def test_mentions_ping_only_whom_they_are_allowed_to(scene: Scene):
    team = scene.team
    role = team.role("Analysts", mentionable=True)
    await eventually(lambda: discord.utils.get(scene.bot.guilds[0].roles, name="Analysts") is not None)
    text = f"{scene.ana.mention} <@&{role.id}> @everyone"
    for allowed, pinged in [
        (discord.AllowedMentions.all(), ["ana", "Analysts", "@everyone"]),
        (discord.AllowedMentions.none(), []),
        (discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(role.id)]), ["Analysts"]),
    ]:
        await scene.channel.send(text, allowed_mentions=allowed)
        assert (await scene.general.next_post()).pinged == pinged


async def test_threads_typing_and_silence(scene: Scene):
    sent = await scene.channel.send("AK112", silent=True)
    assert (await scene.general.next_post()).silent
    thread = await sent.create_thread(name="AK112 topline")
    await thread.send("slipped")
    assert (await scene.team.thread("AK112 topline").next_post()).content == "slipped"
    other = await scene.channel.create_thread(name="other", type=discord.ChannelType.public_thread)
    await other.edit(archived=True)
    async with scene.channel.typing():
        pass
    assert scene.general.typing == 1


async def test_scheduled_events(scene: Scene):
    guild = scene.bot.guilds[0]
    start = discord.utils.utcnow() + timedelta(days=1)
    event = await guild.create_scheduled_event(
        name="AK112 PDUFA",
        start_time=start,
        end_time=start + timedelta(hours=1),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="FDA",
    )
    await event.edit(name="AK112 PDUFA, moved")
    assert [e.name for e in await guild.fetch_scheduled_events()] == ["AK112 PDUFA, moved"]
    assert scene.team.events[0]["entity_metadata"] == {"location": "FDA"}
    await event.delete()
    assert scene.team.events == []


async def test_a_route_that_is_not_served_is_recorded():
    async with loopback() as server:
        server.guild("Team")
        bot = make_bot()
        async with connect(bot, server):
            with pytest.raises(discord.NotFound):
                await bot.guilds[0].webhooks()
        assert len(server.unknown_routes) == 1
        assert server.unknown_routes[0].endswith("/webhooks")
