"""The loopback server: the world, its gateway and its REST API on one local port."""

import time
from fnmatch import fnmatchcase

from aiohttp import web

from .errors import ApiError
from .faults import Faults, RateLimits
from .gateway import MESSAGE_CONTENT, PRIVILEGED, Gateway
from .guilds import GuildHandle
from .people import Person
from .rest import build
from .rest.app import Seen
from .snowflake import Clock
from .state import World

TOKEN = "loopback.token.of.the.bot"  # shaped unlike a real one on purpose


class Server:
    """A Discord of one's own.

    ``token`` is what the bot has to log in with; ``clock`` gives Unix seconds for ids, timestamps, nonces and
    interaction deadlines. Start it with :meth:`start`, stop it with :meth:`stop`, or use ``loopback()``.
    """

    def __init__(self, token: str = TOKEN, clock: Clock = time.time) -> None:
        self.token = token
        self.world = World(clock)
        self.gateway = Gateway(self.world, token)
        self.faults = Faults()
        self.rate_limits = RateLimits()
        self.requests: list[Seen] = []
        self.refusals: list[ApiError] = []  # every request that was refused, and why
        self.unknown_routes: list[str] = []  # "METHOD /path" of requests that no route serves
        self.errors: list[Exception] = []  # where the server itself broke; ``loopback()`` raises the first
        self.base = ""
        self._runner: web.AppRunner | None = None

    @property
    def api_base(self) -> str:
        """What ``discord.http.Route.BASE`` has to be."""
        return f"{self.base}/api/v10"

    @property
    def gateway_url(self) -> str:
        """What ``GET /gateway/bot`` names."""
        return self.gateway.url

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; port 0 takes any that is free.

        After :meth:`stop` it may be started again on the same port: an outage, after which sessions can be resumed.
        """
        self.faults.begin()
        self._runner = web.AppRunner(build(self), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        bound = self._runner.addresses[0][1]
        self.base = self.world.cdn = f"http://127.0.0.1:{bound}"
        self.gateway.url = f"ws://127.0.0.1:{bound}/gateway/ws"

    async def stop(self) -> None:
        self.faults.end()
        self.gateway.drop(1001)
        if self._runner:
            await self._runner.cleanup()

    def guild(self, name: str) -> GuildHandle:
        """The guild of that name, made on first use with the bot in it."""
        found = next((g for g in self.world.guilds.values() if g.name == name), None)
        if found is None:
            found = self.world.add_guild(name)
            self.gateway.announce_guild(found)
        return GuildHandle(self.world, found)

    def user(self, name: str) -> Person:
        """The person of that name, made on first use; a member of no guild yet."""
        found = next((u for u in self.world.users.values() if u.name == name and not u.bot), None)
        return Person(self.world, found or self.world.add_user(name))

    @property
    def message_content(self) -> bool:
        """Whether the Message Content intent is switched on in the portal."""
        return bool(self.gateway.granted & MESSAGE_CONTENT)

    @message_content.setter
    def message_content(self, on: bool) -> None:
        self.gateway.granted = PRIVILEGED if on else PRIVILEGED & ~MESSAGE_CONTENT

    def asked(self, route: str = "*") -> list[Seen]:
        """The requests so far whose "METHOD /path" matches a glob, such as "POST /channels/*/messages"."""
        return [seen for seen in self.requests if fnmatchcase(f"{seen.method} {seen.path}", route)]
