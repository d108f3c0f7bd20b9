"""The commands that the application registers, global and per guild."""

from aiohttp import web

from ..errors import refusal
from ..registry_limits import check_command, check_commands
from ..state import Json, World
from .call import answer, body_of, guild_of, nothing, number, world_of

routes = web.RouteTableDef()
_GLOBAL = "/applications/{application}/commands"
_GUILD = "/applications/{application}/guilds/{guild}/commands"


def _scope(request: web.Request) -> tuple[int | None, dict[int, Json]]:
    """The guild (None: global) and its commands by id."""
    world = world_of(request)
    if request.match_info["application"] != str(world.application_id):
        raise refusal("unknown_application")
    guild = guild_of(request).id if "guild" in request.match_info else None
    return guild, world.commands.setdefault(guild, {})


def _one(request: web.Request) -> Json:
    _, commands = _scope(request)
    found = commands.get(number(request, "command", "unknown_command"))
    if found is None:
        raise refusal("unknown_command")
    return found


def _registered(world: World, guild: int | None, body: Json, held: dict[int, Json]) -> Json:
    """A command as it is stored; one of the same name and type keeps its id."""
    kind = body.get("type", 1)
    same = (i for i, c in held.items() if (c["name"], c["type"]) == (body["name"], kind))
    number_ = next(same, None) or world.ids.next()
    command: Json = {
        "default_member_permissions": None,
        "nsfw": False,
        "options": [],
        "description": "",
        **body,
        "id": str(number_),
        "application_id": str(world.application_id),
        "type": kind,
        "version": str(world.ids.next()),
    }
    if guild is not None:
        command["guild_id"] = str(guild)
    return command


@routes.get(_GLOBAL)
@routes.get(_GUILD)
async def every(request: web.Request) -> web.Response:
    return answer(list(_scope(request)[1].values()))


@routes.put(_GLOBAL)
@routes.put(_GUILD)
async def replace(request: web.Request) -> web.Response:
    guild, held = _scope(request)
    body, _ = await body_of(request)
    assert isinstance(body, list)
    check_commands(body)
    new = [_registered(world_of(request), guild, command, held) for command in body]
    world_of(request).commands[guild] = {int(command["id"]): command for command in new}
    return answer(new)


@routes.post(_GLOBAL)
@routes.post(_GUILD)
async def add(request: web.Request) -> web.Response:
    guild, held = _scope(request)
    body, _ = await body_of(request)
    check_command(body)
    command = _registered(world_of(request), guild, body, held)
    is_new = int(command["id"]) not in held
    check_commands([*(c for c in held.values() if c["id"] != command["id"]), command])
    held[int(command["id"])] = command
    return answer(command, 201 if is_new else 200)


@routes.get(_GLOBAL + "/{command}")
@routes.get(_GUILD + "/{command}")
async def get(request: web.Request) -> web.Response:
    return answer(_one(request))


@routes.patch(_GLOBAL + "/{command}")
@routes.patch(_GUILD + "/{command}")
async def change(request: web.Request) -> web.Response:
    command = _one(request)
    body, _ = await body_of(request)
    check_command({**command, **body})
    command.update(body)
    return answer(command)


@routes.delete(_GLOBAL + "/{command}")
@routes.delete(_GUILD + "/{command}")
async def remove(request: web.Request) -> web.Response:
    del _scope(request)[1][int(_one(request)["id"])]
    return nothing()
