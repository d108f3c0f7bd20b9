"""A guild as a test handles it."""

from . import wire
from .channels import ChannelHandle
from .people import Person
from .permissions import EVERYONE, named
from .state import Channel, Guild, Kind, Member, Role, World


class GuildHandle:
    """A guild; what it is asked for by name is made on first use."""

    def __init__(self, world: World, guild: Guild) -> None:
        self.guild = guild
        self._world = world

    @property
    def id(self) -> int:
        return self.guild.id

    @property
    def name(self) -> str:
        return self.guild.name

    @property
    def events(self) -> list[dict[str, object]]:
        """The scheduled events, as Discord gives them."""
        return list(self.guild.events.values())

    def text_channel(self, name: str) -> ChannelHandle:
        found = next((c for c in self.guild.channels.values() if c.name == name and c.parent is None), None)
        if found is None:
            found = self._world.add_channel(Channel(self._world.ids.next(), name, Kind.TEXT, self.guild))
            self._world.emit("CHANNEL_CREATE", wire.channel(found), self.guild, found)
        return ChannelHandle(self._world, found)

    def thread(self, name: str) -> ChannelHandle:
        """A thread that exists; the bot starts them."""
        found = next(c for c in self.guild.channels.values() if c.name == name and c.parent is not None)
        return ChannelHandle(self._world, found)

    def role(self, name: str, *permissions: str, mentionable: bool = False) -> Role:
        found = next((r for r in self.guild.roles.values() if r.name == name), None)
        if found is None:
            place = len(self.guild.roles)
            found = Role(self._world.ids.next(), name, named(*permissions), place, mentionable)
            self.guild.roles[found.id] = found
            self._world.emit("GUILD_ROLE_CREATE", self._of_guild(role=wire.role(found)), self.guild)
        return found

    def everyone(self, *permissions: str, without: tuple[str, ...] = ()) -> None:
        """What @everyone may do: the usual and ``permissions``, but not ``without``."""
        role = self.guild.roles[self.guild.id]
        role.permissions = (EVERYONE | named(*permissions)) & ~named(*without)
        self._world.emit("GUILD_ROLE_UPDATE", self._of_guild(role=wire.role(role)), self.guild)

    def member(self, who: str | Person, *, roles: tuple[Role, ...] = (), nick: str | None = None) -> Person:
        """A person who is in this guild, new or known already."""
        if isinstance(who, str):
            known = next((u for u in self._world.users.values() if u.name == who and not u.bot), None)
            who = Person(self._world, known or self._world.add_user(who))
        old = self.guild.members.get(who.id)
        if old is None:
            self.guild.members[who.id] = member = Member(who.user, list(roles), nick)
            self._world.emit("GUILD_MEMBER_ADD", self._of_guild(**wire.member(member)), self.guild)
        elif roles or nick:
            old.roles, old.nick = list(roles) or old.roles, nick or old.nick
            self._world.emit("GUILD_MEMBER_UPDATE", self._of_guild(**wire.member(old)), self.guild)
        return who

    def grant_bot(self, *roles: Role) -> None:
        """Give roles to the bot."""
        self.guild.members[self._world.bot.id].roles.extend(roles)

    def remove_bot(self) -> None:
        """Throw the bot out; the guild is gone for it."""
        del self.guild.members[self._world.bot.id]
        self._world.emit("GUILD_DELETE", {"id": str(self.id)}, self.guild)

    def _of_guild(self, **data: object) -> dict[str, object]:
        return {"guild_id": str(self.id), **data}
