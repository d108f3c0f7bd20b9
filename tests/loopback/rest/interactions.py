"""Answers to interactions: the first response, the original message, followups."""

from collections.abc import Callable

from aiohttp import web

from .. import wire
from ..errors import ApiError, invalid_form, refusal
from ..limits import check_choices, check_message, check_modal
from ..messages import EPHEMERAL, LOADING, Upload, delete, edit, post
from ..state import Interaction, Json, Message, World
from .call import answer, body_of, flag, nothing, world_of

routes = web.RouteTableDef()

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = range(4, 10)
COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5

# Kind of interaction: which first responses it may have.
_ALLOWED = {
    COMMAND: {MESSAGE, DEFERRED_MESSAGE, MODAL},
    COMPONENT: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    SUBMIT: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE},
}

Answer = Callable[[World, Interaction, Json, list[Upload]], None]


def _send(world: World, this: Interaction, data: Json, uploads: list[Upload]) -> None:
    check_message(data, len(uploads), prefix=("data",))
    this.original = post(world, this.channel, world.bot, data, uploads, this)


def _defer(world: World, this: Interaction, data: Json, uploads: list[Upload]) -> None:
    body = {"flags": LOADING | (data.get("flags") or 0) & EPHEMERAL}
    this.original = post(world, this.channel, world.bot, body, (), this)
    this.deferred = this.loading = True


def _defer_update(world: World, this: Interaction, data: Json, uploads: list[Upload]) -> None:
    this.original = _source(this)
    this.deferred = True


def _update(world: World, this: Interaction, data: Json, uploads: list[Upload]) -> None:
    message = _source(this)
    check_message(data, len(uploads), held=message.payload, prefix=("data",))
    this.original = edit(world, message, data, uploads)


def _choose(world: World, this: Interaction, data: Json, uploads: list[Upload]) -> None:
    check_choices(data)
    this.choices = data.get("choices") or []


def _ask(world: World, this: Interaction, data: Json, uploads: list[Upload]) -> None:
    check_modal(data)
    this.modal = data


_ANSWERS: dict[int, Answer] = {
    MESSAGE: _send,
    DEFERRED_MESSAGE: _defer,
    DEFERRED_UPDATE: _defer_update,
    UPDATE: _update,
    CHOICES: _choose,
    MODAL: _ask,
}


def _source(this: Interaction) -> Message:
    if this.source is None:
        raise invalid_form([(("type",), "INTERACTION_TYPE_INVALID", "There is no message to update")])
    return this.source


@routes.post("/interactions/{interaction}/{token}/callback")
async def callback(request: web.Request) -> web.Response:
    """The first response, within the first seconds and only once."""
    world = world_of(request)
    this = world.interactions.get(request.match_info["token"])
    if this is None or str(this.id) != request.match_info["interaction"]:
        raise refusal("unknown_interaction")
    if this.response is not None:
        raise refusal("already_acknowledged")
    if world.clock() - this.created > world.response_window:
        raise refusal("unknown_interaction")
    body, uploads = await body_of(request)
    kind = body.get("type")
    if kind not in _ALLOWED[this.kind]:
        listed = ", ".join(map(str, sorted(_ALLOWED[this.kind])))
        raise invalid_form([(("type",), "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")])
    _try(this, lambda: _ANSWERS[kind](world, this, body.get("data") or {}, uploads))
    this.response = kind
    world.pulse.beat()
    return answer(_receipt(world, this, kind)) if flag(request.query, "with_response") else nothing()


def _try(this: Interaction, act: Callable[[], None]) -> None:
    """Keep a refused answer with the interaction, so that whoever waits for it can say why none came."""
    try:
        act()
    except ApiError as error:
        this.refused = error.body
        raise


def _receipt(world: World, this: Interaction, kind: int) -> Json:
    receipt: Json = {"interaction": {"id": str(this.id), "type": this.kind}}
    if kind in (MESSAGE, DEFERRED_MESSAGE, UPDATE) and this.original:
        receipt["interaction"] |= {
            "response_message_id": str(this.original.id),
            "response_message_loading": this.loading,
            "response_message_ephemeral": this.original.ephemeral,
        }
    if kind in (MESSAGE, UPDATE) and this.original:
        receipt["resource"] = {"type": kind, "message": wire.message(this.original, world.bot)}
    return receipt


def _answered(request: web.Request) -> Interaction:
    """The interaction whose token is used as a webhook's: known, answered, not older than 15 minutes."""
    world = world_of(request)
    this = world.interactions.get(request.match_info["token"])
    if this is None or this.response is None or request.match_info["application"] != str(world.application_id):
        raise refusal("unknown_webhook")
    if world.clock() - this.created > world.token_window:
        raise refusal("expired_token")
    return this


def _message(request: web.Request) -> tuple[Interaction, Message]:
    this = _answered(request)
    wanted = request.match_info["message"]
    mine = [this.original, *this.followups]
    found = next((m for m in mine if m and wanted in (str(m.id), "@original")), None)
    if found is None or found.deleted:
        raise refusal("unknown_message")
    return this, found


@routes.post("/webhooks/{application}/{token}")
async def follow_up(request: web.Request) -> web.Response:
    """A further message; after "thinking" the first one takes the place of the original."""
    world, this = world_of(request), _answered(request)
    body, uploads = await body_of(request)
    _try(this, lambda: check_message(body, len(uploads)))
    if this.loading and this.original:
        message = edit(world, this.original, body, uploads)
        this.loading = False
    else:
        message = post(world, this.channel, world.bot, body, uploads, this)
        this.followups.append(message)
    this.deferred = False
    world.pulse.beat()
    return answer(wire.message(message, world.bot))


@routes.get("/webhooks/{application}/{token}/messages/{message}")
async def get(request: web.Request) -> web.Response:
    return answer(wire.message(_message(request)[1], world_of(request).bot))


@routes.patch("/webhooks/{application}/{token}/messages/{message}")
async def change(request: web.Request) -> web.Response:
    world = world_of(request)
    this, message = _message(request)
    body, uploads = await body_of(request)
    _try(this, lambda: check_message(body, len(uploads), held=message.payload))
    if message is this.original:
        this.deferred = this.loading = False
    edit(world, message, body, uploads)
    world.pulse.beat()
    return answer(wire.message(message, world.bot))


@routes.delete("/webhooks/{application}/{token}/messages/{message}")
async def remove(request: web.Request) -> web.Response:
    this, message = _message(request)
    this.deferred = this.loading = False
    delete(world_of(request), message)
    return nothing()
