"""The aiohttp application: routes, and what every request passes through on its way."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from aiohttp import web

from ..errors import ApiError, refusal
from . import account, channels, commands, events, interactions, messages, reactions
from .call import GATEWAY, MAX_BODY, WORLD, answer

if TYPE_CHECKING:
    from ..server import Server

PREFIX = "/api/v10"
_SOCKET = "/gateway/ws"
_NO_TOKEN = ("/interactions/", "/webhooks/", "/attachments/", _SOCKET)
_MAJOR = ("channel", "guild", "token")  # what rate limits are counted apart by
_RESOURCES = (account, channels, commands, events, interactions, messages, reactions)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Seen:
    """A request that the server has answered (status 0: it was cut off)."""

    method: str
    path: str  # without /api/v10
    status: int
    body: str
    at: float  # seconds, monotonic

    @property
    def json(self) -> Any:
        """The JSON that was sent, None if there was none (or files)."""
        return json.loads(self.body) if self.body else None


class _Way:
    """What a request passes through, outermost first."""

    def __init__(self, server: "Server") -> None:
        self._server = server

    @web.middleware
    async def record(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Keep what was asked and answered; a path or method that is not served is kept apart."""
        path, status, sent = _path(request), 0, ""
        try:
            if request.content_type == "application/json":
                sent = await request.text()
            response = await handler(request)
            status = response.status
        except (web.HTTPNotFound, web.HTTPMethodNotAllowed):
            self._server.unknown_routes.append(f"{request.method} {path}")
            status = 404
            return answer(refusal("not_found").body, 404)
        except Exception as error:
            self._server.errors.append(error)
            raise
        finally:
            self._server.requests.append(Seen(request.method, path, status, sent, monotonic()))
            self._server.world.pulse.beat()
        return response

    @web.middleware
    async def fail(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let the faults have it."""
        if request.match_info.http_exception or _path(request) == _SOCKET:
            return await handler(request)
        return await self._server.faults.handle(request, f"{request.method} {_path(request)}", handler)

    @web.middleware
    async def limit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Count it against its rate limit."""
        major = next((request.match_info[k] for k in _MAJOR if k in request.match_info), "")
        refused, headers = self._server.rate_limits.take(f"{request.method} {_path(request)}", major)
        response = refused or await handler(request)
        if not response.prepared:
            response.headers.update(headers)
        return response

    @web.middleware
    async def refuse(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Check the token, and turn refusals into Discord's JSON."""
        try:
            open_to_all = request.match_info.http_exception or _path(request).startswith(_NO_TOKEN)
            if not open_to_all and request.headers.get("Authorization") != f"Bot {self._server.token}":
                raise refusal("unauthorized")
            return await handler(request)
        except ApiError as error:
            self._server.refusals.append(error)
            return answer(error.body, error.status)


def build(server: "Server") -> web.Application:
    """The application that serves a server's world."""
    way = _Way(server)
    app = web.Application(middlewares=[way.record, way.fail, way.limit, way.refuse], client_max_size=2 * MAX_BODY)
    app[WORLD], app[GATEWAY] = server.world, server.gateway
    for module in _RESOURCES:
        for route in module.routes:
            assert isinstance(route, web.RouteDef)
            app.router.add_route(route.method, PREFIX + route.path, route.handler)
    app.router.add_get(_SOCKET, server.gateway.serve)
    app.router.add_get("/attachments/{attachment}/{name}", _attachment)
    return app


def _path(request: web.Request) -> str:
    return request.rel_url.path.removeprefix(PREFIX)


async def _attachment(request: web.Request) -> web.Response:
    name, data = request.app[WORLD].files.get(int(request.match_info["attachment"]), ("", b""))
    if not name:
        raise refusal("not_found")
    return web.Response(body=data, content_type="application/octet-stream")
