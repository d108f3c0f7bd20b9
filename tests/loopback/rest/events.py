"""Scheduled events of a guild."""

from aiohttp import web

from .. import wire
from ..errors import refusal
from ..permissions import Permission
from ..registry_limits import MAX_OPEN_EVENTS, check_event
from ..state import Guild, Json
from .call import answer, body_of, guild_of, nothing, number, world_of

routes = web.RouteTableDef()
_ALL = "/guilds/{guild}/scheduled-events"
_ONE = _ALL + "/{event}"
_SCHEDULED, _ACTIVE = 1, 2


def _one(request: web.Request, guild: Guild) -> Json:
    found = guild.events.get(number(request, "event", "unknown_event"))
    if found is None:
        raise refusal("unknown_event")
    return found


def _tell(request: web.Request, what: str, guild: Guild, event: Json) -> None:
    world_of(request).emit(f"GUILD_SCHEDULED_EVENT_{what}", event, guild)


@routes.get(_ALL)
async def every(request: web.Request) -> web.Response:
    return answer(list(guild_of(request).events.values()))


@routes.get(_ONE)
async def get(request: web.Request) -> web.Response:
    return answer(_one(request, guild_of(request)))


@routes.post(_ALL)
async def create(request: web.Request) -> web.Response:
    guild, world = guild_of(request, Permission.CREATE_EVENTS), world_of(request)
    body, _ = await body_of(request)
    check_event(body, world.clock())
    if sum(e["status"] in (_SCHEDULED, _ACTIVE) for e in guild.events.values()) >= MAX_OPEN_EVENTS:
        raise refusal("too_many_events")
    event: Json = {
        "channel_id": None,
        "description": None,
        "entity_id": None,
        "entity_metadata": None,
        "scheduled_end_time": None,
        "image": None,
        "recurrence_rule": None,
        "user_count": 0,
        **body,
        "id": str(world.ids.next()),
        "guild_id": str(guild.id),
        "creator_id": str(world.bot.id),
        "creator": wire.user(world.bot),
        "status": _SCHEDULED,
    }
    guild.events[int(event["id"])] = event
    _tell(request, "CREATE", guild, event)
    return answer(event)


@routes.patch(_ONE)
async def change(request: web.Request) -> web.Response:
    """The bot's own events need Create Events, other people's Manage Events."""
    guild, world = guild_of(request), world_of(request)
    event = _one(request, guild)
    own = event["creator_id"] == str(world.bot.id)
    guild_of(request, Permission.CREATE_EVENTS if own else Permission.MANAGE_EVENTS)
    body, _ = await body_of(request)
    check_event({**event, **body}, world.clock())
    event.update(body)
    _tell(request, "UPDATE", guild, event)
    return answer(event)


@routes.delete(_ONE)
async def remove(request: web.Request) -> web.Response:
    guild = guild_of(request, Permission.CREATE_EVENTS)
    event = _one(request, guild)
    del guild.events[int(event["id"])]
    _tell(request, "DELETE", guild, event)
    return nothing()
