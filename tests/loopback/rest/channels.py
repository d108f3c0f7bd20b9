"""Channels and threads."""

from aiohttp import web

from .. import wire
from ..errors import Problem, invalid_form, refusal
from ..messages import find
from ..permissions import Permission
from ..schema import OneOf, Shape, Text
from ..state import Channel, Json, Kind, World
from .call import answer, body_of, channel_of, nothing, number, require, world_of

routes = web.RouteTableDef()

_THREAD = Shape({"name": Text(100, low=1), "auto_archive_duration": OneOf((60, 1440, 4320, 10080))}, required=("name",))


@routes.get("/channels/{channel}")
async def get(request: web.Request) -> web.Response:
    return answer(wire.channel(channel_of(request)))


@routes.patch("/channels/{channel}")
async def edit(request: web.Request) -> web.Response:
    """Rename a channel; rename, archive or reopen a thread."""
    channel = channel_of(request)
    world = world_of(request)
    if channel.parent is None:
        require(world, channel, Permission.MANAGE_CHANNELS)
    body, _ = await body_of(request)
    channel.name = body.get("name", channel.name)
    channel.archived = body.get("archived", channel.archived)
    channel.auto_archive = body.get("auto_archive_duration", channel.auto_archive)
    event = "CHANNEL_UPDATE" if channel.parent is None else "THREAD_UPDATE"
    world.emit(event, wire.channel(channel), channel.guild, channel)
    return answer(wire.channel(channel))


@routes.delete("/channels/{channel}")
async def delete(request: web.Request) -> web.Response:
    channel = channel_of(request)
    world = world_of(request)
    needed = Permission.MANAGE_CHANNELS if channel.parent is None else Permission.MANAGE_THREADS
    require(world, channel, needed)
    shape = wire.channel(channel)
    world.remove_channel(channel)
    world.emit("CHANNEL_DELETE" if channel.parent is None else "THREAD_DELETE", shape, channel.guild)
    return answer(shape)


@routes.post("/channels/{channel}/typing")
async def typing(request: web.Request) -> web.Response:
    channel_of(request, Permission.SEND_MESSAGES).typing += 1
    return nothing()


@routes.post("/channels/{channel}/threads")
async def start_thread(request: web.Request) -> web.Response:
    parent = channel_of(request, Permission.CREATE_PUBLIC_THREADS)
    world = world_of(request)
    return answer(wire.channel(_open_thread(world, parent, await _thread_body(request), world.ids.next())), 201)


@routes.post("/channels/{channel}/messages/{message}/threads")
async def start_thread_from_message(request: web.Request) -> web.Response:
    """A thread that hangs from a message has that message's id."""
    parent = channel_of(request, Permission.CREATE_PUBLIC_THREADS)
    message = find(parent, number(request, "message", "unknown_message"))
    if message.id in world_of(request).channels:
        raise refusal("has_thread")
    thread = _open_thread(world_of(request), parent, await _thread_body(request), message.id)
    message.payload["thread"] = wire.channel(thread)
    return answer(wire.channel(thread), 201)


async def _thread_body(request: web.Request) -> Json:
    body, _ = await body_of(request)
    problems: list[Problem] = list(_THREAD.check(body, ()))
    if problems:
        raise invalid_form(problems)
    return body


def _open_thread(world: World, parent: Channel, body: Json, thread_id: int) -> Channel:
    thread = Channel(
        thread_id,
        body["name"],
        Kind.PUBLIC_THREAD,
        parent.guild,
        parent=parent,
        owner=world.bot,
        auto_archive=body.get("auto_archive_duration") or 1440,
    )
    world.add_channel(thread)
    world.emit("THREAD_CREATE", wire.channel(thread) | {"newly_created": True}, parent.guild, thread)
    return thread


@routes.put("/channels/{channel}/thread-members/{user}")
@routes.delete("/channels/{channel}/thread-members/{user}")
async def thread_member(request: web.Request) -> web.Response:
    """Joining and leaving are accepted; who is in a thread is not kept."""
    channel_of(request)
    return nothing()
