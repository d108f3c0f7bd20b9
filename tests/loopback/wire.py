"""The state as Discord's JSON, shaped as REST and the gateway send it."""

from .permissions import NOTHING
from .snowflake import iso
from .state import THREADS, Channel, Guild, Interaction, Json, Kind, Member, Message, Role, User, World

JOINED = "2026-01-01T00:00:00+00:00"


def user(who: User) -> Json:
    return {
        "id": str(who.id),
        "username": who.name,
        "global_name": None,
        "discriminator": "0000" if who.bot else "0",
        "avatar": None,
        "bot": who.bot,
        "public_flags": 0,
    }


def role(this: Role) -> Json:
    return {
        "id": str(this.id),
        "name": this.name,
        "permissions": str(int(this.permissions)),
        "position": this.position,
        "color": 0,
        "hoist": False,
        "managed": False,
        "mentionable": this.mentionable,
        "flags": 0,
    }


def member(this: Member, *, with_user: bool = True) -> Json:
    shape: Json = {
        "roles": [str(r.id) for r in this.roles],
        "nick": this.nick,
        "avatar": None,
        "joined_at": JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
    }
    return {**shape, "user": user(this.user)} if with_user else shape


def channel(this: Channel) -> Json:
    shape: Json = {
        "id": str(this.id),
        "type": int(this.kind),
        "last_message_id": str(max(this.messages)) if this.messages else None,
        "flags": 0,
    }
    if this.kind is Kind.DM:
        return {**shape, "recipients": [user(u) for u in this.recipients]}
    assert this.guild is not None
    shape |= {"guild_id": str(this.guild.id), "name": this.name, "rate_limit_per_user": 0}
    if this.kind in THREADS:
        return shape | _thread(this)
    return shape | {
        "position": sorted({*this.guild.channels, this.id}).index(this.id),
        "topic": None,
        "nsfw": False,
        "parent_id": None,
        "permission_overwrites": [_overwrite(this, i) for i in this.overwrites],
    }


def _overwrite(this: Channel, target: int) -> Json:
    allow, deny = this.overwrites[target]
    kind = 0 if this.guild and target in this.guild.roles else 1
    return {"id": str(target), "type": kind, "allow": str(int(allow)), "deny": str(int(deny))}


def _thread(this: Channel) -> Json:
    assert this.parent is not None
    assert this.owner is not None
    return {
        "parent_id": str(this.parent.id),
        "owner_id": str(this.owner.id),
        "member_count": 1,
        "message_count": len(this.messages),
        "total_message_sent": len(this.messages),
        "thread_metadata": {
            "archived": this.archived,
            "auto_archive_duration": this.auto_archive,
            "archive_timestamp": JOINED,
            "locked": False,
            "create_timestamp": JOINED,
        },
    }


def guild(this: Guild) -> Json:
    """What ``GET /guilds/{id}`` gives: no channels, no members."""
    return {
        "id": str(this.id),
        "name": this.name,
        "owner_id": str(this.owner.id),
        "icon": None,
        "roles": [role(r) for r in this.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "preferred_locale": this.locale,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "afk_timeout": 300,
        "premium_tier": 0,
        "system_channel_flags": 0,
        "approximate_member_count": len(this.members),
    }


def guild_create(this: Guild, members: list[Member]) -> Json:
    """The GUILD_CREATE event, with some of the members."""
    channels = list(this.channels.values())
    return guild(this) | {
        "large": False,
        "joined_at": JOINED,
        "member_count": len(this.members),
        "members": [member(m) for m in members],
        "channels": [channel(c) for c in channels if c.kind not in THREADS],
        "threads": [channel(c) for c in channels if c.kind in THREADS and not c.archived],
        "guild_scheduled_events": list(this.events.values()),
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "soundboard_sounds": [],
    }


def message(this: Message, bot: User) -> Json:
    """A message as REST gives it, with the reactions as the bot sees them."""
    if not this.reactions:
        return this.payload
    return this.payload | {
        "reactions": [
            {
                "emoji": {"id": None, "name": emoji},
                "count": len(users),
                "count_details": {"burst": 0, "normal": len(users)},
                "me": bot in users,
                "me_burst": False,
                "burst_colors": [],
            }
            for emoji, users in this.reactions.items()
        ]
    }


def message_event(this: Message, bot: User) -> Json:
    """A message as the gateway sends it: with the guild and the author's membership."""
    shape = dict(message(this, bot))
    if this.channel.guild:
        shape["guild_id"] = str(this.channel.guild.id)
        if this.author.id in this.channel.guild.members:
            shape["member"] = member(this.channel.guild.members[this.author.id], with_user=False)
    return shape


def interaction(this: Interaction, world: World) -> Json:
    """The INTERACTION_CREATE event."""
    place, place_guild = this.channel, this.channel.guild
    shape: Json = {
        "id": str(this.id),
        "application_id": str(world.application_id),
        "type": this.kind,
        "token": this.token,
        "version": 1,
        "data": this.data,
        "channel_id": str(place.id),
        "channel": channel(place) | {"permissions": str(int(world.permissions(this.user, place)))},
        "locale": this.user.locale,
        "app_permissions": str(int(world.permissions(world.bot, place))),
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(place_guild.id if place_guild else 0)},
        "context": 0 if place_guild else 1,
        "attachment_size_limit": 10 * 1024 * 1024,
    }
    if this.source:
        shape["message"] = message(this.source, world.bot)
    if place_guild is None:
        return shape | {"user": user(this.user)}
    membership = place_guild.members.get(this.user.id) or Member(this.user)
    held = world.permissions(this.user, place) or NOTHING
    return shape | {
        "guild_id": str(place_guild.id),
        "guild": {"id": str(place_guild.id), "locale": place_guild.locale, "features": []},
        "guild_locale": place_guild.locale,
        "member": member(membership) | {"permissions": str(int(held))},
    }


def application(world: World, flags: int) -> Json:
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": user(world.owner),
        "team": None,
        "flags": flags,
    }


def stamp(world: World) -> str:
    return iso(world.clock())
