"""The gateway (v10): sessions, heartbeats, resuming, and who gets to see which event."""

import json
from collections.abc import Callable

from aiohttp import web

from . import wire
from .permissions import Permission
from .sessions import Line, Session
from .state import Channel, Guild, Json, World

HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, _, RESUME, RECONNECT, REQUEST_MEMBERS = range(1, 9)
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11

NOT_AUTHENTICATED, BAD_TOKEN, ALREADY_AUTHENTICATED = 4003, 4004, 4005
BAD_SHARD, DISALLOWED_INTENTS = 4010, 4014

GUILDS, GUILD_MEMBERS, PRESENCES, MESSAGE_CONTENT = 1 << 0, 1 << 1, 1 << 8, 1 << 15
PRIVILEGED = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT
# Application flags that tell which privileged intents are switched on (limited: fewer than 10,000 users).
_FLAGS = {PRESENCES: 1 << 13, GUILD_MEMBERS: 1 << 15, MESSAGE_CONTENT: 1 << 19}

# Beginning of an event's name: (intent in a guild, intent in a DM). What is not named needs none.
_INTENTS = {
    "MESSAGE_REACTION_": (1 << 10, 1 << 13),
    "MESSAGE_": (1 << 9, 1 << 12),
    "TYPING_START": (1 << 11, 1 << 14),
    "GUILD_MEMBERS_CHUNK": (0, 0),
    "GUILD_MEMBER_": (GUILD_MEMBERS, 0),
    "GUILD_SCHEDULED_EVENT_": (1 << 16, 0),
    "GUILD_": (GUILDS, 0),
    "CHANNEL_": (GUILDS, 0),
    "THREAD_": (GUILDS, 0),
}


class Gateway:
    """All sessions of the bot, and what can go wrong with them."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.url = ""
        self.granted = PRIVILEGED  # privileged intents switched on in the developer portal
        self.shards = 1  # how many GET /gateway/bot recommends
        self.heartbeat = 41.25  # seconds
        self.sessions: dict[str, Session] = {}
        self.lines: set[Line] = set()
        self.identifies = 0
        self.resumes = 0
        self._twice: dict[str, int] = {}
        world.listeners.append(self.dispatch)
        self._handlers: dict[int, Callable[[Line, Json], None]] = {
            IDENTIFY: self._identify,
            RESUME: self._resume,
            REQUEST_MEMBERS: self._members,
            PRESENCE: lambda line, data: None,
            VOICE_STATE: lambda line, data: None,
        }

    @property
    def application_flags(self) -> int:
        return sum(flag for intent, flag in _FLAGS.items() if self.granted & intent)

    # -- faults and control ------------------------------------------------------------------------------

    def drop(self, code: int | None = None) -> None:
        """Break all connections, with a close code or without a word. Sessions stay and can be resumed."""
        for line in list(self.lines):
            if code is None:
                line.cut()
            else:
                line.close(code)

    def reconnect(self) -> None:
        """Ask all clients to reconnect (op 7)."""
        for line in self.lines:
            line.send(RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Invalidate all sessions (op 9); those that are not resumable are forgotten."""
        if not resumable:
            self.sessions.clear()
        for line in self.lines:
            line.send(INVALID_SESSION, resumable)

    def duplicate(self, event: str, times: int = 1) -> None:
        """Send the next ``times`` events of this name twice."""
        self._twice[event] = self._twice.get(event, 0) + times

    def announce_guild(self, guild: Guild) -> None:
        """Tell the bot that it is in a new guild."""
        for session in self.sessions.values():
            if self._entitled(session, "GUILD_CREATE", guild):
                self._send_guild(session, guild, joined=True)

    def _send_guild(self, session: Session, guild: Guild, *, joined: bool = False) -> None:
        """Who asks for presences gets all members of a small guild at once, others ask for them in chunks.

        A guild that the bot has just joined was never unavailable: Discord says nothing of it then.
        """
        everyone = list(guild.members.values())
        members = everyone if session.intents & PRESENCES else [guild.members[self.world.bot.id]]
        known = {} if joined else {"unavailable": False}
        session.dispatch("GUILD_CREATE", wire.guild_create(guild, members) | known)

    # -- dispatch ----------------------------------------------------------------------------------------

    def dispatch(self, event: str, data: Json, guild: Guild | None, channel: Channel | None) -> None:
        """Send an event to every session that is entitled to it."""
        if not self._visible(event, guild, channel):
            return
        copies = 1
        if self._twice.get(event):
            self._twice[event] -= 1
            copies = 2
        for session in self.sessions.values():
            if self._entitled(session, event, guild):
                shown = self._redacted(session, event, data, guild)
                for _ in range(copies):
                    session.dispatch(event, shown)

    def _visible(self, event: str, guild: Guild | None, channel: Channel | None) -> bool:
        """Whether the bot is where the event is, and may see the channel."""
        if event in ("INTERACTION_CREATE", "CHANNEL_UPDATE", "GUILD_DELETE"):
            return True
        if guild and self.world.bot.id not in guild.members:
            return False
        return channel is None or Permission.VIEW_CHANNEL in self.world.permissions(self.world.bot, channel)

    @staticmethod
    def _entitled(session: Session, event: str, guild: Guild | None) -> bool:
        index, count = session.shard
        if index != ((guild.id >> 22) % count if guild else 0):
            return False
        needs = next((pair for prefix, pair in _INTENTS.items() if event.startswith(prefix)), (0, 0))
        need = needs[0] if guild else needs[1]
        return session.intents & need == need

    def _redacted(self, session: Session, event: str, data: Json, guild: Guild | None) -> Json:
        if guild is None or session.intents & MESSAGE_CONTENT or event not in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            return data
        bot = str(self.world.bot.id)

        def blank(message: Json) -> Json:
            if message["author"]["id"] == bot or any(user["id"] == bot for user in message["mentions"]):
                return message
            return message | {"content": "", "embeds": [], "attachments": [], "components": []}

        shown = blank(data)
        if shown.get("referenced_message"):
            shown = shown | {"referenced_message": blank(shown["referenced_message"])}
        return shown

    # -- the protocol ------------------------------------------------------------------------------------

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0, timeout=0.2)
        await socket.prepare(request)
        line = Line(socket, request.transport)
        self.lines.add(line)
        line.send(HELLO, {"heartbeat_interval": int(self.heartbeat * 1000)})
        try:
            async for frame in socket:
                message = json.loads(frame.data)
                self._receive(line, message["op"], message.get("d"))
        finally:
            self.lines.discard(line)
            line.end()
            if line.session and line.session.line is line:
                line.session.line = None
            self.world.pulse.beat()
        return socket

    def _receive(self, line: Line, op: int, data: Json) -> None:
        if op == HEARTBEAT:
            line.send(HEARTBEAT_ACK)
        elif line.session is None and op not in (IDENTIFY, RESUME):
            line.close(NOT_AUTHENTICATED)
        elif line.session is not None and op in (IDENTIFY, RESUME):
            line.close(ALREADY_AUTHENTICATED)
        elif handler := self._handlers.get(op):
            handler(line, data)
        self.world.pulse.beat()

    def _identify(self, line: Line, data: Json) -> None:
        self.identifies += 1
        index, count = data.get("shard") or (0, 1)
        intents = data["intents"]
        refusals = {
            BAD_TOKEN: data["token"].removeprefix("Bot ") != self.token,
            BAD_SHARD: not 0 <= index < count,
            DISALLOWED_INTENTS: intents & PRIVILEGED & ~self.granted,
        }
        for code, refused in refusals.items():
            if refused:
                return line.close(code)
        # Who identifies anew does not come back to what it left.
        self.sessions = {i: s for i, s in self.sessions.items() if s.line or s.shard != (index, count)}
        session = Session(f"{self.world.ids.next():x}", intents, (index, count), line)
        line.session = self.sessions[session.id] = session
        bot = self.world.bot.id
        guilds = [g for g in self.world.guilds.values() if (g.id >> 22) % count == index and bot in g.members]
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": wire.user(self.world.bot),
                "guilds": [{"id": str(g.id), "unavailable": True} for g in guilds],
                "session_id": session.id,
                "resume_gateway_url": self.url,
                "shard": [index, count],
                "application": {"id": str(self.world.application_id), "flags": self.application_flags},
            },
        )
        for guild in guilds:
            self._send_guild(session, guild)
        return None

    def _resume(self, line: Line, data: Json) -> None:
        session = self.sessions.get(data["session_id"])
        seen = data["seq"] or 0
        if data["token"].removeprefix("Bot ") != self.token:
            return line.close(BAD_TOKEN)
        if session is None or seen > len(session.log):
            return line.send(INVALID_SESSION, False)
        self.resumes += 1
        session.line, line.session = line, session
        for missed in session.log[seen:]:
            line.send_text(missed)
        session.dispatch("RESUMED", {})
        return None

    def _members(self, line: Line, data: Json) -> None:
        """Answer op 8 with one chunk: members by id, or by the beginning of the name."""
        guild = self.world.guilds[int(data["guild_id"])]
        ids = data.get("user_ids")
        ids = ids if isinstance(ids, list | None) else [ids]
        if ids is not None:
            found = [guild.members[int(i)] for i in ids if int(i) in guild.members]
        else:
            query = (data.get("query") or "").lower()
            found = [m for m in guild.members.values() if (m.nick or m.user.name).lower().startswith(query)]
        chunk: Json = {
            "guild_id": str(guild.id),
            "members": [wire.member(m) for m in found],
            "chunk_index": 0,
            "chunk_count": 1,
        }
        if "nonce" in data:
            chunk["nonce"] = data["nonce"]
        assert line.session
        line.session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
