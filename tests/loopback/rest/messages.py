"""Messages: read, send, edit, delete."""

from aiohttp import web

from .. import wire
from ..errors import invalid_form, refusal
from ..limits import check_message
from ..messages import Upload, delete, edit, find, post
from ..permissions import Permission
from ..schema import Number
from ..state import THREADS, Channel, Json, Kind, Message, World
from .call import answer, body_of, channel_of, nothing, number, require, world_of

routes = web.RouteTableDef()


@routes.get("/channels/{channel}/messages")
async def history(request: web.Request) -> web.Response:
    """Up to ``limit`` messages, newest first: all, or ``before``, ``after`` or ``around`` an id."""
    channel = channel_of(request)
    world = world_of(request)
    limit = int(request.query.get("limit", 50))
    if problems := list(Number(1, 100).check(limit, ("limit",))):
        raise invalid_form(problems)
    if Permission.READ_MESSAGE_HISTORY not in world.permissions(world.bot, channel):
        return answer([])
    seen = sorted(i for i, m in channel.messages.items() if not m.ephemeral)
    return answer([wire.message(channel.messages[i], world.bot) for i in reversed(_page(seen, limit, request))])


def _page(ids: list[int], limit: int, request: web.Request) -> list[int]:
    """The ids that a page shows, rising."""
    query = request.query
    if "around" in query:
        middle, half = int(query["around"]), limit // 2
        return [i for i in ids if i < middle][-half:] + [i for i in ids if i >= middle][: limit - half]
    if "after" in query:
        return [i for i in ids if i > int(query["after"])][:limit]
    if "before" in query:
        ids = [i for i in ids if i < int(query["before"])]
    return ids[-limit:]


@routes.get("/channels/{channel}/messages/{message}")
async def get(request: web.Request) -> web.Response:
    channel = channel_of(request, Permission.READ_MESSAGE_HISTORY)
    return answer(wire.message(find(channel, _id(request)), world_of(request).bot))


@routes.post("/channels/{channel}/messages")
async def create(request: web.Request) -> web.Response:
    channel = channel_of(request)
    world = world_of(request)
    require(world, channel, _speaking(channel))
    body, uploads = await body_of(request)
    check_message(body, len(uploads))
    _require_for(world, channel, body, uploads)
    if channel.kind is Kind.DM and not channel.recipients[0].accepts_dms:
        raise refusal("closed_dms")
    _check_reference(channel, body)
    return answer(wire.message(post(world, channel, world.bot, body, uploads), world.bot))


@routes.patch("/channels/{channel}/messages/{message}")
async def change(request: web.Request) -> web.Response:
    channel = channel_of(request)
    world = world_of(request)
    message = _own(world, channel, _id(request))
    body, uploads = await body_of(request)
    check_message(body, len(uploads), held=message.payload)
    _require_for(world, channel, body, uploads)
    return answer(wire.message(edit(world, message, body, uploads), world.bot))


@routes.delete("/channels/{channel}/messages/{message}")
async def remove(request: web.Request) -> web.Response:
    channel = channel_of(request)
    message = find(channel, _id(request))
    if message.author is not world_of(request).bot:
        require(world_of(request), channel, Permission.MANAGE_MESSAGES)
    delete(world_of(request), message)
    return nothing()


@routes.post("/channels/{channel}/messages/bulk-delete")
async def remove_many(request: web.Request) -> web.Response:
    channel = channel_of(request, Permission.MANAGE_MESSAGES)
    body, _ = await body_of(request)
    for message_id in map(int, body["messages"]):
        if message_id in channel.messages:
            delete(world_of(request), channel.messages[message_id])
    return nothing()


def _id(request: web.Request) -> int:
    return number(request, "message", "unknown_message")


def _own(world: World, channel: Channel, message_id: int) -> Message:
    message = find(channel, message_id)
    if message.author is not world.bot:
        raise refusal("not_your_message")
    return message


def _speaking(channel: Channel) -> Permission:
    return Permission.SEND_MESSAGES_IN_THREADS if channel.kind in THREADS else Permission.SEND_MESSAGES


def _require_for(world: World, channel: Channel, body: Json, uploads: list[Upload]) -> None:
    if body.get("embeds"):
        require(world, channel, Permission.EMBED_LINKS)
    if uploads:
        require(world, channel, Permission.ATTACH_FILES)


def _check_reference(channel: Channel, body: Json) -> None:
    reference = body.get("message_reference")
    if not reference or not reference.get("fail_if_not_exists", True):
        return
    if int(reference.get("message_id", 0)) not in channel.messages:
        raise invalid_form([(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")])
