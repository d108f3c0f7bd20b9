"""The gateway: identifying, resuming, losing connections, shards, intents."""

import asyncio
from typing import Any

import aiohttp
import discord
import pytest
from discord.ext import commands

from tests.loopback import PATIENT, Person, connect, eventually, loopback

WITHOUT_CONTENT = discord.Intents.default()


class Ear(commands.Bot):
    """Keeps what it hears."""

    def __init__(self, intents: discord.Intents | None = None, **options: Any) -> None:
        super().__init__("!", intents=intents or discord.Intents.all(), guild_ready_timeout=0.05, **options)
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.happened: asyncio.Queue[str] = asyncio.Queue()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """The library waits five seconds before it identifies again; a test does not."""

    async def on_message(self, message: discord.Message, /) -> None:
        self.heard.put_nowait(message)

    async def on_resumed(self) -> None:
        self.happened.put_nowait("resumed")

    async def on_ready(self) -> None:
        self.happened.put_nowait("ready")

    async def hears(self) -> str:
        async with asyncio.timeout(5):
            return (await self.heard.get()).content

    async def next_event(self) -> str:
        async with asyncio.timeout(5):
            return await self.happened.get()


async def test_a_wrong_token_is_refused():
    async with loopback() as server:
        with pytest.raises(discord.LoginFailure):
            async with connect(Ear(), server, token="wrong"):
                pass
        server.gateway.token = "changed meanwhile"
        with pytest.raises(discord.ConnectionClosed) as closed:
            async with connect(Ear(), server):
                pass
        assert closed.value.code == 4004


async def test_a_privileged_intent_that_is_switched_off_is_refused():
    async with loopback() as server:
        server.message_content = False
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with connect(Ear(), server):
                pass
        async with connect(Ear(WITHOUT_CONTENT), server) as bot:
            assert not (await bot.application_info()).flags.gateway_message_content_limited


async def test_without_the_intent_only_some_content_is_shown():
    async with loopback() as server:
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        bot = Ear(WITHOUT_CONTENT)
        async with connect(bot, server):
            await ana.says(general, "!deals 2025")
            assert await bot.hears() == ""
            await ana.says(general, f"<@{server.world.bot.id}> deals")
            assert (await bot.hears()).endswith("deals")
            await ana.says(ana.dm, "deals")
            assert await bot.hears() == "deals"
            channel = bot.get_channel(general.id)
            assert isinstance(channel, discord.TextChannel)
            sent = await channel.send("mine")
            assert await bot.hears() == "mine"
            await ana.says(general, "secret", reply_to=await general.next_post())
            assert await bot.hears() == "secret"  # the reply pings the bot
            assert sent.content == "mine"


async def test_events_that_no_intent_asks_for_are_not_sent():
    async with loopback() as server:
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        bot = Ear(discord.Intents(guilds=True, dm_messages=True))
        async with connect(bot, server):
            await ana.says(general, "not heard")
            await ana.says(ana.dm, "heard")
            assert await bot.hears() == "heard"


async def test_members_come_in_chunks_without_the_presence_intent():
    async with loopback() as server:
        team = server.guild("Team")
        for name in ("ana", "ben"):
            team.member(name)
        intents = discord.Intents.default()
        intents.members = True
        async with connect(Ear(intents), server) as bot:
            assert {m.name for m in bot.guilds[0].members} == {"owner", "Readout", "ana", "ben"}
            assert [m.name for m in await bot.guilds[0].query_members("an")] == ["ana"]


@pytest.mark.parametrize("how", ["cut", "code", "op 7", "op 9 resumable"])
async def test_a_lost_connection_is_resumed_and_nothing_is_missed(how: str):
    async with loopback() as server:
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        async with connect(bot := Ear(), server):
            assert await bot.next_event() == "ready"
            await ana.says(general, "before")
            {
                "cut": server.gateway.drop,
                "code": lambda: server.gateway.drop(4000),
                "op 7": server.gateway.reconnect,
                "op 9 resumable": lambda: server.gateway.invalidate(resumable=True),
            }[how]()
            await ana.says(general, "while away")
            assert await bot.next_event() == "resumed"
            await ana.says(general, "after")
            assert [await bot.hears() for _ in range(3)] == ["before", "while away", "after"]
            assert (server.gateway.identifies, server.gateway.resumes) == (1, 1)


async def test_an_invalid_session_is_begun_anew():
    async with loopback() as server:
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        async with connect(bot := Ear(), server):
            assert await bot.next_event() == "ready"
            server.gateway.invalidate()
            await ana.says(general, "lost")
            assert await bot.next_event() == "ready"
            await ana.says(general, "after")
            assert await bot.hears() == "after"
            assert server.gateway.identifies == 2


async def test_an_outage_is_survived():
    async with loopback() as server:
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        async with connect(bot := Ear(), server):
            assert await bot.next_event() == "ready"
            channel = bot.get_channel(general.id)
            assert isinstance(channel, discord.TextChannel)
            await server.stop()
            with pytest.raises(aiohttp.ClientError):
                await channel.send("into the void")
            await ana.says(general, "meanwhile")
            await server.start(server.port)
            await channel.send("back")
            assert (await general.next_post()).content == "back"
            assert [await bot.hears() for _ in range(2)] == ["meanwhile", "back"]


async def test_heartbeats_are_acknowledged():
    async with loopback() as server:
        server.gateway.heartbeat = 0.05
        async with connect(bot := Ear(), server):
            await eventually(lambda: bot.latency < PATIENT)


async def test_events_can_come_twice():
    async with loopback() as server:
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        async with connect(bot := Ear(), server):
            server.gateway.duplicate("MESSAGE_CREATE")
            await ana.says(general, "twice")
            await ana.says(general, "once")
            assert [await bot.hears() for _ in range(3)] == ["twice", "twice", "once"]


class ShardedEar(commands.AutoShardedBot):
    def __init__(self, **options: Any) -> None:
        super().__init__("!", intents=discord.Intents.all(), guild_ready_timeout=0.05, **options)
        self.heard: asyncio.Queue[tuple[int, str]] = asyncio.Queue()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """The library waits five seconds before it identifies again; a test does not."""

    async def on_message(self, message: discord.Message, /) -> None:
        self.heard.put_nowait((message.guild.shard_id if message.guild else -1, message.content))


async def test_shards_hear_their_own_guilds_once():
    async with loopback() as server:
        server.gateway.shards = 2
        people: dict[str, Person] = {}
        guilds = [server.guild(f"Guild {n}") for n in range(3)]
        for n, guild in enumerate(guilds):
            people[guild.name] = guild.member(f"person {n}")
        async with connect(bot := ShardedEar(), server):
            assert bot.shard_count == 2
            assert len(bot.guilds) == 3
            for guild in guilds:
                await people[guild.name].says(guild.text_channel("general"), guild.name)
                async with asyncio.timeout(3):
                    assert await bot.heard.get() == ((guild.id >> 22) % 2, guild.name)
            ana = people["Guild 0"]
            await ana.says(ana.dm, "hello")
            async with asyncio.timeout(3):
                assert await bot.heard.get() == (-1, "hello")
            assert bot.heard.empty()
            server.gateway.drop()
            await ana.says(guilds[0].text_channel("general"), "after")
            async with asyncio.timeout(5):
                assert (await bot.heard.get())[1] == "after"


async def test_a_bot_can_be_thrown_out_and_find_new_guilds():
    async with loopback() as server:
        team = server.guild("Team")
        general = team.text_channel("general")
        async with connect(bot := Ear(), server):
            channel = bot.get_channel(general.id)
            assert isinstance(channel, discord.TextChannel)
            server.guild("New").text_channel("start")
            await eventually(lambda: len(bot.guilds) == 2)
            team.remove_bot()
            await eventually(lambda: [g.name for g in bot.guilds] == ["New"])
            with pytest.raises(discord.Forbidden) as refused:
                await channel.send("still there?")
            assert refused.value.code == 50001
