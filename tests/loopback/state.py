"""The world that the loopback server keeps: who is there, where, what was said, what was asked."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from .permissions import EVERYONE, EVERYTHING, NOTHING, Permission
from .pulse import Pulse
from .snowflake import Clock, Snowflakes

Json = dict[str, Any]


class Kind(IntEnum):
    """Channel types."""

    TEXT = 0
    DM = 1
    PUBLIC_THREAD = 11


THREADS = frozenset({Kind.PUBLIC_THREAD})


@dataclass(eq=False)
class User:
    """A person or the bot."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    accepts_dms: bool = True


@dataclass(eq=False)
class Role:
    """A role; the one whose id is the guild's is @everyone."""

    id: int
    name: str
    permissions: Permission
    position: int = 0
    mentionable: bool = False


@dataclass(eq=False)
class Member:
    """A user in a guild."""

    user: User
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None


@dataclass(eq=False)
class Channel:
    """A text channel, thread or DM with its messages, oldest first (deleted ones leave)."""

    id: int
    name: str
    kind: Kind
    guild: "Guild | None" = None
    recipients: list[User] = field(default_factory=list)
    overwrites: dict[int, tuple[Permission, Permission]] = field(default_factory=dict)  # id: (allow, deny)
    messages: "dict[int, Message]" = field(default_factory=dict)
    parent: "Channel | None" = None
    owner: User | None = None
    archived: bool = False
    auto_archive: int = 1440
    posts: "list[Message]" = field(default_factory=list)  # what the bot said, in order, deleted or not
    read: int = 0  # how many of the posts a test has taken
    typing: int = 0


@dataclass(eq=False)
class Guild:
    """A server."""

    id: int
    name: str
    owner: User
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    events: dict[int, Json] = field(default_factory=dict)


@dataclass(eq=False)
class Message:
    """A message; ``payload`` is its wire form as REST gives it."""

    id: int
    channel: Channel
    author: User
    payload: Json
    request: Json = field(default_factory=dict)  # the body that it was made from
    interaction: "Interaction | None" = None
    revision: int = 0
    deleted: bool = False
    reactions: dict[str, list[User]] = field(default_factory=dict)

    @property
    def ephemeral(self) -> bool:
        return bool(self.payload["flags"] & 1 << 6)


@dataclass(eq=False)
class Interaction:
    """Something a person did that the bot owes an answer."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    data: Json
    created: float
    source: Message | None = None  # the message whose component was used
    response: int | None = None  # type of the first answer
    deferred: bool = False  # an answer is still owed
    loading: bool = False  # the answer will fill the original message
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    choices: list[Json] | None = None
    modal: Json | None = None
    refused: Json | None = None  # the body of the last answer that was refused


Listener = Callable[[str, Json, Guild | None, Channel | None], None]


class World:
    """Everything the server knows. Changes are announced to listeners (the gateway) and on the pulse."""

    def __init__(self, clock: Clock = time.time) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.pulse = Pulse()
        self.listeners: list[Listener] = []
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: dict[int | None, dict[int, Json]] = {None: {}}  # by guild; None: global
        self.interactions: dict[str, Interaction] = {}  # by token
        self.nonces: dict[tuple[int, str], tuple[float, Message]] = {}
        self.files: dict[int, tuple[str, bytes]] = {}  # attachments by id
        self.cdn = ""  # where attachments are served
        self.nonce_window = 180.0
        self.response_window = 3.0
        self.token_window = 900.0
        self.owner = self.add_user("owner")
        self.bot = self.add_user("Readout", bot=True)
        self.application_id = self.bot.id

    def emit(self, event: str, data: Json, guild: Guild | None = None, channel: Channel | None = None) -> None:
        for listener in self.listeners:
            listener(event, data, guild, channel)
        self.pulse.beat()

    def add_user(self, name: str, *, bot: bool = False) -> User:
        user = User(self.ids.next(), name, bot=bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str) -> Guild:
        guild = Guild(self.ids.next(), name, self.owner)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE)
        for user in (self.owner, self.bot):
            guild.members[user.id] = Member(user)
        self.guilds[guild.id] = guild
        return guild

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        if channel.guild:
            channel.guild.channels[channel.id] = channel
        return channel

    def remove_channel(self, channel: Channel) -> None:
        """Take a channel out of the world, and its threads with it."""
        for gone in [channel, *(c for c in self.channels.values() if c.parent is channel)]:
            self.channels.pop(gone.id, None)
            if gone.guild:
                gone.guild.channels.pop(gone.id, None)

    def dm(self, user: User) -> Channel:
        """The bot's DM channel with a user, made on first use."""
        for channel in self.channels.values():
            if channel.kind is Kind.DM and user in channel.recipients:
                return channel
        return self.add_channel(Channel(self.ids.next(), user.name, Kind.DM, recipients=[user]))

    def permissions(self, user: User, channel: Channel) -> Permission:
        """What a user may do in a channel; nothing if not a member."""
        guild = channel.guild
        if guild is None:
            return EVERYTHING if user is self.bot or user in channel.recipients else NOTHING
        if user.id not in guild.members:
            return NOTHING
        held = self.guild_permissions(user, guild)
        if Permission.ADMINISTRATOR in held:
            return EVERYTHING
        return self._with_overwrites(held, guild.members[user.id], channel.parent or channel)

    def guild_permissions(self, user: User, guild: Guild) -> Permission:
        member = guild.members[user.id]
        if user is guild.owner:
            return EVERYTHING
        held = guild.roles[guild.id].permissions
        for role in member.roles:
            held |= role.permissions
        return EVERYTHING if Permission.ADMINISTRATOR in held else held

    @staticmethod
    def _with_overwrites(held: Permission, member: Member, channel: Channel) -> Permission:
        guild = channel.guild
        assert guild is not None
        # Discord's order: @everyone, then all roles together, then the member.
        for ids in ([guild.id], [role.id for role in member.roles], [member.user.id]):
            pairs = [channel.overwrites[i] for i in ids if i in channel.overwrites]
            for _, deny in pairs:
                held &= ~deny
            for allow, _ in pairs:
                held |= allow
        return held
