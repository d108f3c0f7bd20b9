"""Who the bot is, other users, its DM channels, guilds and their members, and where the gateway is."""

from aiohttp import web

from .. import wire
from ..errors import refusal
from .call import GATEWAY, answer, body_of, guild_of, number, world_of

routes = web.RouteTableDef()


@routes.get("/users/@me")
async def me(request: web.Request) -> web.Response:
    return answer(wire.user(world_of(request).bot) | {"verified": True, "mfa_enabled": True, "locale": "en-US"})


@routes.get("/oauth2/applications/@me")
@routes.get("/applications/@me")
async def application(request: web.Request) -> web.Response:
    return answer(wire.application(world_of(request), request.app[GATEWAY].application_flags))


@routes.get("/gateway")
@routes.get("/gateway/bot")
async def gateway(request: web.Request) -> web.Response:
    this = request.app[GATEWAY]
    limit = {
        "total": 1000,
        "remaining": 1000 - this.identifies,
        "reset_after": 86_400_000,
        "max_concurrency": 16,
    }
    return answer({"url": this.url, "shards": this.shards, "session_start_limit": limit})


@routes.get("/users/@me/guilds")
async def my_guilds(request: web.Request) -> web.Response:
    world = world_of(request)
    shapes = []
    for guild in (g for g in world.guilds.values() if world.bot.id in g.members):
        held = int(world.guild_permissions(world.bot, guild))
        shapes.append(wire.guild(guild) | {"owner": False, "permissions": str(held)})
    return answer(shapes if "after" not in request.query else [])


@routes.post("/users/@me/channels")
async def open_dm(request: web.Request) -> web.Response:
    body, _ = await body_of(request)
    world = world_of(request)
    user = world.users.get(int(body.get("recipient_id", 0)))
    if user is None or user is world.bot:
        raise refusal("unknown_user")
    return answer(wire.channel(world.dm(user)))


@routes.get("/users/{user}")
async def user(request: web.Request) -> web.Response:
    found = world_of(request).users.get(number(request, "user", "unknown_user"))
    if found is None:
        raise refusal("unknown_user")
    return answer(wire.user(found))


@routes.get("/guilds/{guild}")
async def guild(request: web.Request) -> web.Response:
    return answer(wire.guild(guild_of(request)))


@routes.get("/guilds/{guild}/channels")
async def guild_channels(request: web.Request) -> web.Response:
    found = guild_of(request).channels.values()
    return answer([wire.channel(c) for c in found if c.parent is None])


@routes.get("/guilds/{guild}/roles")
async def guild_roles(request: web.Request) -> web.Response:
    return answer([wire.role(r) for r in guild_of(request).roles.values()])


@routes.get("/guilds/{guild}/members")
async def members(request: web.Request) -> web.Response:
    this, after = guild_of(request), int(request.query.get("after", 0))
    later = sorted(i for i in this.members if i > after)[: int(request.query.get("limit", 1))]
    return answer([wire.member(this.members[i]) for i in later])


@routes.get("/guilds/{guild}/members/{user}")
async def member(request: web.Request) -> web.Response:
    found = guild_of(request).members.get(number(request, "user", "unknown_user"))
    if found is None:
        raise refusal("unknown_member")
    return answer(wire.member(found))


@routes.get("/guilds/{guild}/threads/active")
async def threads(request: web.Request) -> web.Response:
    open_threads = [c for c in guild_of(request).channels.values() if c.parent and not c.archived]
    return answer({"threads": [wire.channel(c) for c in open_threads], "members": [], "has_more": False})
