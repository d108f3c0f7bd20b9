"""Things that go wrong on purpose: statuses, delays, lost answers, broken connections, rate limits."""

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import count
from math import ceil
from time import monotonic, time

from aiohttp import web

from .state import Json

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Predicate = Callable[[web.Request], bool]

FOREVER = 1 << 30


def reset_connection(request: web.Request) -> None:
    """Make the client see "connection reset by peer" (a TCP RST instead of a FIN)."""
    if request.transport is None:
        return
    if (sock := request.transport.get_extra_info("socket")) is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()


@dataclass(eq=False)
class Fault:
    """One fault; ``route`` is a glob over "METHOD /path" such as "POST /channels/*/messages"."""

    route: str
    act: Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]
    left: int
    when: Predicate | None = None
    hits: int = 0

    def takes(self, request: web.Request, name: str) -> bool:
        if self.left <= 0 or not fnmatchcase(name, self.route):
            return False
        return self.when is None or self.when(request)


class Faults:
    """The faults that are set, first come first served. ``times`` is how many requests each one takes."""

    def __init__(self) -> None:
        self._set: list[Fault] = []
        self._ended = asyncio.Event()

    def clear(self) -> None:
        self._set.clear()

    def begin(self) -> None:
        self._ended.clear()

    def end(self) -> None:
        """Let go of all requests that hang."""
        self._ended.set()

    def status(self, route: str, status: int, times: int = 1, *, when: Predicate | None = None) -> Fault:
        """Answer with an error status instead of doing what was asked."""

        async def act(request: web.Request, handler: Handler) -> web.StreamResponse:
            return web.Response(status=status, text=f"{status}: loopback fault")

        return self._add(Fault(route, act, times, when))

    def rate_limit(
        self,
        route: str,
        retry_after: float,
        times: int = 1,
        *,
        is_global: bool = False,
        via: bool = True,
        when: Predicate | None = None,
    ) -> Fault:
        """Answer 429; without ``via`` it is what an IP ban looks like."""

        async def act(request: web.Request, handler: Handler) -> web.StreamResponse:
            scope = "global" if is_global else "user"
            return too_many_requests(retry_after, scope, via=via)

        return self._add(Fault(route, act, times, when))

    def delay(self, route: str, seconds: float, times: int = 1, *, when: Predicate | None = None) -> Fault:
        """Answer properly, but late."""

        async def act(request: web.Request, handler: Handler) -> web.StreamResponse:
            await asyncio.sleep(seconds)
            return await handler(request)

        return self._add(Fault(route, act, times, when))

    def drop(self, route: str, times: int = 1, *, when: Predicate | None = None) -> Fault:
        """Do what was asked, then break the connection instead of answering."""

        async def act(request: web.Request, handler: Handler) -> web.StreamResponse:
            response = await handler(request)
            reset_connection(request)
            return response

        return self._add(Fault(route, act, times, when))

    def hang(self, route: str, times: int = 1, *, when: Predicate | None = None) -> Fault:
        """Do what was asked, then never answer (until the server stops)."""

        async def act(request: web.Request, handler: Handler) -> web.StreamResponse:
            response = await handler(request)
            await self._ended.wait()
            return response

        return self._add(Fault(route, act, times, when))

    def reset(self, route: str, times: int = 1, *, when: Predicate | None = None) -> Fault:
        """Break the connection before anything is done."""

        async def act(request: web.Request, handler: Handler) -> web.StreamResponse:
            reset_connection(request)
            return web.Response(status=500)  # nobody is there to read it

        return self._add(Fault(route, act, times, when))

    def _add(self, fault: Fault) -> Fault:
        self._set.append(fault)
        return fault

    async def handle(self, request: web.Request, name: str, handler: Handler) -> web.StreamResponse:
        """Answer a request through the first fault that takes it, or plainly."""
        for fault in self._set:
            if fault.takes(request, name):
                fault.left -= 1
                fault.hits += 1
                return await fault.act(request, handler)
        return await handler(request)


def too_many_requests(
    retry_after: float, scope: str, headers: dict[str, str] | None = None, *, via: bool = True
) -> web.Response:
    """A 429 as Discord words it; clients take one without ``Via`` for Cloudflare's."""
    is_global = scope == "global"
    body: Json = {"message": "You are being rate limited.", "retry_after": retry_after, "global": is_global}
    head = {"Retry-After": str(int(retry_after) + 1), "X-RateLimit-Scope": scope, **(headers or {})}
    if is_global:
        head["X-RateLimit-Global"] = "true"
    if via:
        head["Via"] = "1.1 google"
    return web.Response(body=json.dumps(body).encode(), status=429, headers=head, content_type="application/json")


@dataclass
class _Bucket:
    limit: int
    per: float
    hash: str
    used: dict[str, list[float]] = field(default_factory=dict)  # by major parameter: times of requests in this window


class RateLimits:
    """Per-route buckets as Discord keeps them; off until :meth:`on` sets one."""

    def __init__(self) -> None:
        self._buckets: dict[str, _Bucket] = {}
        self._hashes = count(1)
        self.refused = 0

    def on(self, route: str = "*", limit: int = 5, per: float = 5.0) -> None:
        """Allow ``limit`` requests in ``per`` seconds to a route, in each channel, guild or webhook."""
        self._buckets[route] = _Bucket(limit, per, f"bucket{next(self._hashes)}")

    def take(self, name: str, major: str) -> tuple[web.Response | None, dict[str, str]]:
        """A 429 if the bucket is empty, and the headers that every answer carries."""
        bucket = next((b for glob, b in self._buckets.items() if fnmatchcase(name, glob)), None)
        if bucket is None:
            return None, {}
        now = monotonic()
        used = bucket.used.setdefault(major, [])
        if used and now - used[0] >= bucket.per:  # a window begins with its first request, and ends for all of them
            used.clear()
        full = len(used) >= bucket.limit
        if not full:
            used.append(now)
        reset_after = ceil((bucket.per - (now - used[0])) * 1000) / 1000  # never before the window has ended
        headers = {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.limit - len(used)),
            "X-RateLimit-Reset": f"{time() + reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{reset_after:.3f}",
            "X-RateLimit-Bucket": bucket.hash,
        }
        if not full:
            return None, headers
        self.refused += 1
        return too_many_requests(reset_after, "user", headers), headers
