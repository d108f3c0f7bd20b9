"""What goes wrong on purpose, as the real client meets it."""

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from tests.loopback import ChannelHandle, Server, connect, loopback

SEND = "POST /channels/*/messages"


class Scene:
    def __init__(self, server: Server, client: discord.Client) -> None:
        self.server, self.client = server, client
        self.general: ChannelHandle = server.guild("Team").text_channel("general")

    async def send(self, text: str, nonce: str | None = None) -> discord.Message:
        channel = self.client.get_channel(self.general.id)
        assert isinstance(channel, discord.TextChannel)
        return await (channel.send(text, nonce=nonce) if nonce else channel.send(text))


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with loopback() as server:
        client = discord.Client(intents=discord.Intents.default(), guild_ready_timeout=0.05)
        made = Scene(server, client)
        async with connect(client, server):
            yield made


async def test_a_500_is_retried_with_the_same_nonce(scene: Scene):
    fault = scene.server.faults.status(SEND, 500)
    await scene.send("once")
    assert fault.hits == 1
    nonces = [seen.json["nonce"] for seen in scene.server.asked(SEND)]
    assert len(nonces) == 2
    assert len(set(nonces)) == 1
    assert len(scene.general.posts) == 1


async def test_a_503_is_an_error(scene: Scene):
    scene.server.faults.status(SEND, 503)
    with pytest.raises(discord.DiscordServerError):
        await scene.send("never")
    assert scene.general.posts == []
    await scene.send("the fault is used up")


@pytest.mark.parametrize("is_global", [False, True])
async def test_a_429_is_waited_for(scene: Scene, is_global: bool):
    scene.server.faults.rate_limit(SEND, 0.2, is_global=is_global)
    begun = time.monotonic()
    await scene.send("patiently")
    assert time.monotonic() - begun >= 0.2


async def test_a_429_without_via_is_an_error(scene: Scene):
    scene.server.faults.rate_limit(SEND, 0.1, via=False)
    with pytest.raises(discord.HTTPException) as banned:
        await scene.send("banned")
    assert banned.value.status == 429


async def test_a_late_answer_is_late(scene: Scene):
    scene.server.faults.delay(SEND, 0.2)
    begun = time.monotonic()
    await scene.send("late")
    assert time.monotonic() - begun >= 0.2


async def test_an_answer_lost_after_acceptance_leaves_the_message(scene: Scene):
    scene.server.faults.drop(SEND)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await scene.send("stored", nonce="r1")
    assert [post.content for post in scene.general.posts] == ["stored"]
    assert (await scene.send("stored", nonce="r1")).id == scene.general.posts[0].id
    assert len(scene.general.posts) == 1


async def test_an_answer_that_never_comes(scene: Scene):
    scene.server.faults.hang(SEND)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(scene.send("stored"), 0.3)
    assert len(scene.general.posts) == 1


async def test_a_reset_before_acceptance_stores_nothing(scene: Scene):
    scene.server.faults.reset(SEND)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await scene.send("lost")
    assert scene.general.posts == []


async def test_faults_choose_their_requests(scene: Scene):
    scene.server.faults.status(SEND, 503, when=lambda request: (request.content_length or 0) > 150)
    await scene.send("short")
    with pytest.raises(discord.DiscordServerError):
        await scene.send("long " * 50)
    scene.server.faults.status("GET *", 503, times=1)
    await scene.send("another route")
    scene.server.faults.clear()
    await scene.client.fetch_channel(scene.general.id)


async def test_rate_limits_hold_the_client_back(scene: Scene):
    scene.server.rate_limits.on(SEND, limit=3, per=0.3)
    begun = time.monotonic()
    await asyncio.gather(*(scene.send(str(n)) for n in range(7)))
    assert time.monotonic() - begun >= 0.6
    assert scene.server.rate_limits.refused == 0  # the client kept to the headers
    assert len(scene.general.posts) == 7


async def test_who_does_not_keep_to_the_limit_is_refused(scene: Scene):
    scene.server.rate_limits.on(SEND, limit=1, per=0.5)
    url = f"{scene.server.api_base}/channels/{scene.general.id}/messages"
    head = {"Authorization": f"Bot {scene.server.token}"}
    async with aiohttp.ClientSession(headers=head) as session:
        async with session.post(url, json={"content": "a"}) as first:
            assert (first.status, first.headers["X-RateLimit-Remaining"]) == (200, "0")
        async with session.post(url, json={"content": "b"}) as second:
            assert second.status == 429
            assert second.headers["Content-Type"] == "application/json"
            assert 0 < (await second.json())["retry_after"] <= 0.5
