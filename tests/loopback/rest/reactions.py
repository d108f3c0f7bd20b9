"""Reactions of the bot, and who reacted."""

from aiohttp import web

from .. import wire
from ..messages import find, react
from ..permissions import Permission
from ..state import Message
from .call import answer, channel_of, nothing, number, world_of

routes = web.RouteTableDef()
_ONE = "/channels/{channel}/messages/{message}/reactions/{emoji}"


def _message(request: web.Request, *needed: Permission) -> Message:
    return find(channel_of(request, *needed), number(request, "message", "unknown_message"))


@routes.put(_ONE + "/@me")
async def add(request: web.Request) -> web.Response:
    message = _message(request, Permission.READ_MESSAGE_HISTORY, Permission.ADD_REACTIONS)
    react(world_of(request), message, world_of(request).bot, request.match_info["emoji"])
    return nothing()


@routes.delete(_ONE + "/{user}")
async def take_back(request: web.Request) -> web.Response:
    world, mine = world_of(request), request.match_info["user"] == "@me"
    message = _message(request, *([] if mine else [Permission.MANAGE_MESSAGES]))
    who = world.bot if mine else world.users[number(request, "user", "unknown_user")]
    react(world, message, who, request.match_info["emoji"], add=False)
    return nothing()


@routes.get(_ONE)
async def who_reacted(request: web.Request) -> web.Response:
    users = _message(request).reactions.get(request.match_info["emoji"], [])
    after = int(request.query.get("after", 0))
    found = sorted((u for u in users if u.id > after), key=lambda u: u.id)
    return answer([wire.user(u) for u in found[: int(request.query.get("limit", 25))]])


@routes.delete("/channels/{channel}/messages/{message}/reactions")
async def clear(request: web.Request) -> web.Response:
    _message(request, Permission.MANAGE_MESSAGES).reactions.clear()
    return nothing()
