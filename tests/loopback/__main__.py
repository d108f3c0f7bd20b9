"""The server on its own: ``python -m tests.loopback --port 0``.

The first line on standard output says where it is: ``{"ready": {"api_base": …, "gateway": …, "token": …}}``.
Then every post of the bot comes as ``{"post": {…}}``, every edit as ``{"edit": {…}}``, every deletion as
``{"deleted": id}``. Standard input takes one JSON object a line; people and channels are made on first use::

    {"user": "ana", "says": "!deals 2025"}                   also "channel" or "dm": true, "reply_to": id
    {"user": "ana", "slash": "deals", "options": {"words": "2025"}}
    {"user": "ana", "autocomplete": "drug", "options": {"name": "AK"}}
    {"user": "ana", "press": "Next", "post": id}             of the newest post if no id is given
    {"user": "ana", "select": "Sort by", "values": ["Date"], "post": id}
    {"gateway": "drop"}                                      or reconnect, invalidate
    {"fault": "status", "route": "POST /channels/*/messages", "status": 503, "times": 2}

Acts on the bot are followed by ``{"reply": {…}}``, what cannot be done by ``{"error": …}``. It ends with
its input, unless ``--stay`` is given.
"""

import argparse
import asyncio
import contextlib
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from .channels import ChannelHandle
from .people import Person
from .posts import Post, Reply
from .server import TOKEN, Server
from .state import Channel, Guild, Json

_POSTED = {"MESSAGE_CREATE": "post", "MESSAGE_UPDATE": "edit"}


def say(**line: Any) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


class Script:
    """Carries out lines of input on a server and says what the bot does."""

    def __init__(self, server: Server, guild: str, channel: str) -> None:
        self.server = server
        self.team = server.guild(guild)
        self.place = self.team.text_channel(channel)
        server.world.listeners.append(self._hear)
        self._acts: dict[str, Callable[[Json], Awaitable[None]]] = {
            "says": self._says,
            "slash": self._slash,
            "autocomplete": self._autocomplete,
            "press": self._press,
            "select": self._select,
            "gateway": self._gateway,
            "fault": self._fault,
        }

    async def run(self, text: str) -> None:
        """Carry out one line; what goes wrong is said, not raised."""
        try:
            line = json.loads(text)
            act = next(act for name, act in self._acts.items() if name in line)
            await act(line)
        except StopIteration:
            say(error=f"one of {list(self._acts)} is needed")
        except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
            say(error=f"{type(error).__name__}: {error}")

    def _hear(self, event: str, data: Json, guild: Guild | None, channel: Channel | None) -> None:
        if event == "MESSAGE_DELETE":
            say(deleted=data["id"])
        elif event in _POSTED and channel and data["author"]["id"] == str(self.server.world.bot.id):
            message = channel.messages[int(data["id"])]
            say(**{_POSTED[event]: Post(self.server.world, message).as_json()})

    def _who(self, line: Json) -> Person:
        return self.team.member(line["user"])

    def _where(self, line: Json) -> ChannelHandle:
        if line.get("dm"):
            return self._who(line).dm
        return self.team.text_channel(line["channel"]) if "channel" in line else self.place

    def _post(self, line: Json) -> Post:
        messages = self._where(line).channel.messages
        own = [m for m in messages.values() if m.author is self.server.world.bot]
        return Post(self.server.world, messages[int(line["post"])] if "post" in line else own[-1])

    async def _says(self, line: Json) -> None:
        where = self._where(line)
        target = where.channel.messages[int(line["reply_to"])] if "reply_to" in line else None
        await self._who(line).says(where, line["says"], reply_to=target)

    async def _slash(self, line: Json) -> None:
        _say_reply(await self._who(line).slash(self._where(line), line["slash"], **line.get("options", {})))

    async def _autocomplete(self, line: Json) -> None:
        typed = line.get("options", {})
        say(choices=await self._who(line).autocompletes(self._where(line), line["autocomplete"], **typed))

    async def _press(self, line: Json) -> None:
        _say_reply(await self._who(line).presses(self._post(line), line["press"]))

    async def _select(self, line: Json) -> None:
        _say_reply(await self._who(line).selects(self._post(line), line["select"], *line["values"]))

    async def _gateway(self, line: Json) -> None:
        getattr(self.server.gateway, line["gateway"])()

    async def _fault(self, line: Json) -> None:
        how = {key: value for key, value in line.items() if key != "fault"}
        getattr(self.server.faults, line["fault"])(**how)


def _say_reply(reply: Reply) -> None:
    shown = reply.post.as_json() if reply.post else {"modal": reply.interaction.modal}
    say(reply={"deferred": reply.deferred, "updates": reply.updates, **shown})


async def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.loopback", description="A loopback Discord server.")
    options.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    options.add_argument("--token", default=TOKEN, help="what the bot logs in with")
    options.add_argument("--guild", default="Team")
    options.add_argument("--channel", default="general", help="where people talk if not said otherwise")
    options.add_argument("--stay", action="store_true", help="go on after the end of the input")
    given = options.parse_args()
    server = Server(given.token)
    await server.start(given.port)
    script = Script(server, given.guild, given.channel)
    say(ready={"api_base": server.api_base, "gateway": server.gateway_url, "token": server.token})
    try:
        while line := await asyncio.to_thread(sys.stdin.readline):
            if line.strip():
                await script.run(line)
        if given.stay:
            await asyncio.Event().wait()
    finally:
        await server.stop()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main())
