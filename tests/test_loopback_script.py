"""The server in a process of its own: scripted input, and a bot that is killed and comes back."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import loopback

ROOT = Path(__file__).parents[1]

# A bot as a program: it gets the server as its arguments and counts the messages that it hears.
BOT = """
import sys, discord, yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = sys.argv[1], yarl.URL(sys.argv[2])
client = discord.Client(intents=discord.Intents.all(), guild_ready_timeout=0.05)

class More(discord.ui.View):
    def __init__(self):
        super().__init__(timeout=None)

    @discord.ui.button(label="More", custom_id="more")
    async def more(self, interaction, button):
        await interaction.response.edit_message(content="more of it")

@client.event
async def on_ready():
    client.add_view(More())  # else a press that comes before the answer to its own post is heard by nobody
    await client.get_all_channels().__next__().send("ready")

@client.event
async def on_message(message):
    if not message.author.bot:
        await message.reply(message.content.upper(), nonce=f"n{message.id % 10**20}", view=More())

client.run(sys.argv[3], log_handler=None)
"""


class Line:
    """A process that speaks JSON lines."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    def tell(self, **line: Any) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(line).encode() + b"\n")

    async def hear(self, key: str) -> Any:
        """The next line with this key; others are passed over."""
        assert self.process.stdout
        async with asyncio.timeout(60):  # two processes start, on a machine that may be busy
            while True:
                line = json.loads(await self.process.stdout.readline())
                if key in line:
                    return line[key]


@asynccontextmanager
async def run(*arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdin=pipe, stdout=pipe, cwd=ROOT)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with run("-m", "tests.loopback", "--port", "0") as process:
        yield Line(process)


async def test_scripted_input(line: Line):
    at = await line.hear("ready")
    async with run("-c", BOT, at["api_base"], at["gateway"], at["token"]):
        assert (await line.hear("post"))["content"] == "ready"
        line.tell(user="ana", says="deals 2025")
        post = await line.hear("post")
        assert (post["content"], post["channel"]) == ("DEALS 2025", "general")
        line.tell(user="ana", press="More")
        assert (await line.hear("reply"))["content"] == "more of it"
        line.tell(user="ana", slash="deals", options={"words": "2025"})
        assert "no command 'deals'" in await line.hear("error")
        line.tell(user="ben", dm=True, says="in private")
        assert (await line.hear("post"))["content"] == "IN PRIVATE"
        line.tell(gateway="drop")
        line.tell(user="ana", says="still there?")
        assert (await line.hear("post"))["content"] == "STILL THERE?"
    line.process.stdin.close()  # type: ignore[union-attr]
    assert await line.process.wait() == 0


async def test_a_bot_that_is_killed_comes_back_to_the_same_server():
    async with loopback() as server:
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        arguments = ("-c", BOT, server.api_base, server.gateway_url, server.token)
        async with run(*arguments) as bot:
            assert (await general.next_post(10)).content == "ready"
            server.faults.hang("POST /channels/*/messages")
            await ana.says(general, "accepted, answer lost")
            assert (await general.next_post()).content == "ACCEPTED, ANSWER LOST"
            bot.send_signal(signal.SIGKILL)
            await bot.wait()
        await ana.says(general, "nobody hears this")
        async with run(*arguments):
            assert (await general.next_post(10)).content == "ready"
            await ana.says(general, "back?")
            assert (await general.next_post()).content == "BACK?"
        assert server.gateway.identifies == 2
