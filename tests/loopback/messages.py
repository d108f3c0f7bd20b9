"""Posting, editing, deleting and reacting, with the events that follow from each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import wire
from .errors import refusal
from .permissions import Permission
from .state import Channel, Interaction, Json, Message, User, World

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SILENT, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 12, 1 << 15
SLASH_REPLY = 20
REPLY = 19
_KEPT_FLAGS = SUPPRESS_EMBEDS | EPHEMERAL | LOADING | SILENT | COMPONENTS_V2

_USER_MENTION = re.compile(r"<@!?(\d+)>")
_ROLE_MENTION = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")

# What is notified if a body says nothing of allowed_mentions.
_PLAIN_DEFAULT: Json = {"parse": ["users", "roles", "everyone"], "replied_user": True}
_INTERACTION_DEFAULT: Json = {"parse": ["users"]}


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    index: int  # n of ``files[n]``
    name: str
    data: bytes


def post(
    world: World,
    channel: Channel,
    author: User,
    body: Json,
    uploads: Iterable[Upload] = (),
    interaction: Interaction | None = None,
) -> Message:
    """Store a message and announce it, unless its nonce was used within the window (then the first one)."""
    if (earlier := _same_nonce(world, author, body)) is not None:
        return earlier
    message = Message(world.ids.next(), channel, author, {}, request=body, interaction=interaction)
    message.payload = {
        "id": str(message.id),
        "channel_id": str(channel.id),
        "author": wire.user(author),
        "type": 0,
        "timestamp": wire.stamp(world),
        "edited_timestamp": None,
        "tts": bool(body.get("tts")),
        "pinned": False,
        "flags": body.get("flags", 0) & _KEPT_FLAGS,
        "content": "",
        "embeds": [],
        "components": [],
        "attachments": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
    }
    if body.get("nonce") is not None:
        message.payload["nonce"] = body["nonce"]
    _write(world, message, body, uploads)
    _refer(world, message, body)
    if interaction:
        _sign(world, message, interaction)
    _keep(world, message, body)
    return message


def edit(world: World, message: Message, body: Json, uploads: Iterable[Upload] = ()) -> Message:
    """Change what the body names, and announce it."""
    said = body.get("flags") or 0
    flags = message.payload["flags"] & ~LOADING | said & COMPONENTS_V2
    if "flags" in body:
        flags = flags & ~SUPPRESS_EMBEDS | said & SUPPRESS_EMBEDS
    message.payload["flags"] = flags
    _write(world, message, body, uploads)
    message.payload["edited_timestamp"] = wire.stamp(world)
    message.revision += 1
    message.request = {**message.request, **body}
    _announce(world, "MESSAGE_UPDATE", message)
    return message


def delete(world: World, message: Message) -> None:
    message.deleted = True
    message.channel.messages.pop(message.id, None)
    _announce(world, "MESSAGE_DELETE", message, {"id": str(message.id), "channel_id": str(message.channel.id)})


def react(world: World, message: Message, who: User, emoji: str, *, add: bool = True) -> None:
    users = message.reactions.setdefault(emoji, [])
    if (who in users) == add:
        return
    if add:
        users.append(who)
    else:
        users.remove(who)
    message.reactions = {e: us for e, us in message.reactions.items() if us}
    guild = message.channel.guild
    event: Json = {
        "user_id": str(who.id),
        "channel_id": str(message.channel.id),
        "message_id": str(message.id),
        "message_author_id": str(message.author.id),
        "emoji": {"id": None, "name": emoji},
        "burst": False,
        "type": 0,
    }
    if guild:
        event |= {"guild_id": str(guild.id), "member": wire.member(guild.members[who.id])}
    world.emit(f"MESSAGE_REACTION_{'ADD' if add else 'REMOVE'}", event, guild, message.channel)


def find(channel: Channel, message_id: int) -> Message:
    """A message that others can see in the channel; ephemeral ones cannot be fetched."""
    message = channel.messages.get(message_id)
    if message is None or message.ephemeral:
        raise refusal("unknown_message")
    return message


def _same_nonce(world: World, author: User, body: Json) -> Message | None:
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    said = world.nonces.get((author.id, str(body["nonce"])))
    if said is None or world.clock() - said[0] > world.nonce_window:
        return None
    if said[1].deleted:
        raise refusal("unknown_message")
    return said[1]


def _keep(world: World, message: Message, body: Json) -> None:
    channel = message.channel
    channel.messages[message.id] = message
    if body.get("nonce") is not None:
        world.nonces[message.author.id, str(body["nonce"])] = (world.clock(), message)
    if message.author is world.bot:
        channel.posts.append(message)
    _announce(world, "MESSAGE_CREATE", message)


def _announce(world: World, event: str, message: Message, data: Json | None = None) -> None:
    if message.ephemeral:  # seen by its reader alone, not sent over the gateway
        world.pulse.beat()
        return
    guild = message.channel.guild
    if data is None:
        data = wire.message_event(message, world.bot)
    elif guild:
        data["guild_id"] = str(guild.id)
    world.emit(event, data, guild, message.channel)


def _write(world: World, message: Message, body: Json, uploads: Iterable[Upload]) -> None:
    payload = message.payload
    if "content" in body:
        payload["content"] = (body["content"] or "").strip()
    if "embeds" in body:
        payload["embeds"] = [{"type": "rich", **embed} for embed in body["embeds"] or []]
    if "components" in body:
        payload["components"] = _numbered(body["components"] or [])
    uploads = list(uploads)
    if "attachments" in body or uploads:
        payload["attachments"] = _attachments(world, payload["attachments"], body.get("attachments"), uploads)
    _notify(world, message, body)


def _numbered(components: list[Json]) -> list[Json]:
    """Components with the numeric ids that Discord gives to those that have none."""
    count = 0

    def number(component: Json) -> Json:
        nonlocal count
        count += 1
        out = {"id": count, **component}
        if isinstance(out.get("components"), list):
            out["components"] = [number(child) for child in out["components"]]
        if isinstance(out.get("accessory"), dict):
            out["accessory"] = number(out["accessory"])
        return out

    return [number(component) for component in components]


def _attachments(world: World, held: list[Json], wanted: list[Json] | None, uploads: list[Upload]) -> list[Json]:
    described = {str(a.get("id")): a for a in wanted or []}
    kept = held if wanted is None else [a for a in held if a["id"] in described]
    new = []
    for upload in uploads:
        said = described.get(str(upload.index), {})
        number = world.ids.next()
        name = said.get("filename", upload.name)
        world.files[number] = (name, upload.data)
        url = f"{world.cdn}/attachments/{number}/{name}"
        new.append({"id": str(number), "filename": name, "size": len(upload.data), "url": url, "proxy_url": url})
        if said.get("description"):
            new[-1]["description"] = said["description"]
    return kept + new


def _notify(world: World, message: Message, body: Json) -> None:
    """Who the message notifies: what it mentions, cut down to what is allowed."""
    default = _INTERACTION_DEFAULT if message.interaction else _PLAIN_DEFAULT
    allowed = body.get("allowed_mentions") or default
    parse, text, guild = allowed.get("parse", []), message.payload["content"], message.channel.guild

    def may(kind: str, number: str) -> bool:
        return kind in parse or number in [str(i) for i in allowed.get(kind, [])]

    named = [n for n in dict.fromkeys(_USER_MENTION.findall(text)) if may("users", n)]
    message.payload["mentions"] = [wire.user(world.users[int(n)]) for n in named if int(n) in world.users]
    if guild is None:
        return
    loud = Permission.MENTION_EVERYONE in world.permissions(message.author, message.channel)
    roles = [guild.roles[int(n)] for n in _ROLE_MENTION.findall(text) if int(n) in guild.roles and may("roles", n)]
    message.payload["mention_roles"] = [str(r.id) for r in dict.fromkeys(roles) if loud or r.mentionable]
    message.payload["mention_everyone"] = bool(loud and "everyone" in parse and _EVERYONE.search(text))


def _refer(world: World, message: Message, body: Json) -> None:
    reference = body.get("message_reference")
    if not reference:
        return
    target = message.channel.messages.get(int(reference.get("message_id", 0)))
    if target is None:
        return
    message.payload["type"] = REPLY
    message.payload["message_reference"] = {
        "type": 0,
        "message_id": str(target.id),
        "channel_id": str(target.channel.id),
    }
    message.payload["referenced_message"] = wire.message(target, world.bot)
    allowed = body.get("allowed_mentions")
    pings = _PLAIN_DEFAULT["replied_user"] if allowed is None else allowed.get("replied_user", False)
    mentioned = {u["id"] for u in message.payload["mentions"]}
    if pings and str(target.author.id) not in mentioned:
        message.payload["mentions"].append(wire.user(target.author))


def _sign(world: World, message: Message, interaction: Interaction) -> None:
    """Mark a message as an interaction's: Discord sends those as the application's webhook."""
    message.payload |= {
        "webhook_id": str(world.application_id),
        "application_id": str(world.application_id),
        "type": SLASH_REPLY if interaction.kind == 2 else 0,
        "interaction_metadata": {
            "id": str(interaction.id),
            "type": interaction.kind,
            "user": wire.user(interaction.user),
            "authorizing_integration_owners": {},
        },
    }
