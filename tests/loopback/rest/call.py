"""What every route needs: the world, the channel or guild that is meant, the body, a JSON answer."""

import json
from collections.abc import Mapping

from aiohttp import BodyPartReader, web

from ..errors import refusal
from ..gateway import Gateway
from ..messages import Upload
from ..permissions import Permission
from ..state import Channel, Guild, Json, World

WORLD = web.AppKey("world", World)
GATEWAY = web.AppKey("gateway", Gateway)

MAX_BODY = 25 * 1024 * 1024


def world_of(request: web.Request) -> World:
    return request.app[WORLD]


def answer(data: object, status: int = 200) -> web.Response:
    """JSON whose content type is exactly ``application/json``, as clients check it."""
    return web.Response(body=json.dumps(data).encode(), status=status, content_type="application/json")


def nothing() -> web.Response:
    return web.Response(status=204)


def number(request: web.Request, key: str, unknown: str) -> int:
    """A snowflake of the path; anything else cannot exist."""
    text = request.match_info[key]
    if not text.isdigit():
        raise refusal(unknown)
    return int(text)


def channel_of(request: web.Request, *needed: Permission) -> Channel:
    """The channel of the path; 404 if there is none, 403 if the bot cannot see it or may not do this."""
    world = world_of(request)
    channel = world.channels.get(number(request, "channel", "unknown_channel"))
    if channel is None:
        raise refusal("unknown_channel")
    require(world, channel, Permission.VIEW_CHANNEL, *needed)
    return channel


def require(world: World, channel: Channel, *needed: Permission) -> None:
    held = world.permissions(world.bot, channel)
    for permission in needed:
        if permission not in held:
            raise refusal("missing_access" if permission is Permission.VIEW_CHANNEL else "missing_permissions")


def guild_of(request: web.Request, *needed: Permission) -> Guild:
    """The guild of the path; 404 if there is none, 403 if the bot is not in it or may not do this."""
    world = world_of(request)
    guild = world.guilds.get(number(request, "guild", "unknown_guild"))
    if guild is None:
        raise refusal("unknown_guild")
    if world.bot.id not in guild.members:
        raise refusal("missing_access")
    held = world.guild_permissions(world.bot, guild)
    if any(permission not in held for permission in needed):
        raise refusal("missing_permissions")
    return guild


async def body_of(request: web.Request) -> tuple[Json, list[Upload]]:
    """The JSON of a request and the files that came with it (multipart)."""
    if request.content_type == "multipart/form-data":
        return await _multipart(request)
    text = await request.text()
    try:
        body = json.loads(text) if text else {}
    except ValueError:
        raise refusal("bad_json") from None
    return body, []


async def _multipart(request: web.Request) -> tuple[Json, list[Upload]]:
    body: Json = {}
    uploads: list[Upload] = []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = bytes(await part.read())
        if part.name == "payload_json":
            body = json.loads(data)
        else:
            index = (part.name or "files[0]").removeprefix("files[").removesuffix("]")
            uploads.append(Upload(int(index), part.filename or "file", data))
    if sum(len(upload.data) for upload in uploads) > MAX_BODY:
        raise refusal("request_too_large")
    return body, uploads


def flag(query: Mapping[str, str], key: str) -> bool:
    return query.get(key, "").lower() in ("1", "true")
