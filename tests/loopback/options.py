"""What a person types after a slash command or picks in a select, as Discord's client would send it."""

from collections.abc import Callable
from typing import Any

from . import wire
from .permissions import Permission
from .state import Channel, Guild, Json, Member, User, World

SUB, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)

GUILD_CONTEXT, DM_CONTEXT = 0, 1


class CommandError(AssertionError):
    """No person could do this: there is no such command, option or choice, or not for them, or not here."""


def command_for(world: World, user: User, channel: Channel, name: str, kind: int) -> tuple[Json, list[Json], str]:
    """The command that a person sees under a name ("remind add"), its options, its subcommands."""
    guild = channel.guild
    visible = dict(world.commands[None])
    if guild:
        visible |= world.commands.get(guild.id, {})
    first = name if kind != 1 else name.split(maxsplit=1)[0]
    found = [c for c in visible.values() if c["type"] == kind and c["name"] == first]
    if not found:
        raise CommandError(f"no command {first!r} among {sorted(c['name'] for c in visible.values())}")
    command = found[-1]
    _check_place(world, user, command, channel)
    options, path = command["options"], name.split()[1:] if kind == 1 else []
    for step in path:
        inner = next((o for o in options if o["name"] == step and o["type"] in (SUB, GROUP)), None)
        if inner is None:
            raise CommandError(f"/{name}: no subcommand {step!r} among {[o['name'] for o in options]}")
        options = inner.get("options", [])
    if any(option["type"] in (SUB, GROUP) for option in options):
        raise CommandError(f"/{name} needs one of the subcommands {[o['name'] for o in options]}")
    return command, options, " ".join(path)


def _check_place(world: World, user: User, command: Json, channel: Channel) -> None:
    guild = channel.guild
    contexts = command.get("contexts")
    if contexts is None:
        contexts = [GUILD_CONTEXT] if command.get("dm_permission") is False else [GUILD_CONTEXT, DM_CONTEXT]
    if (GUILD_CONTEXT if guild else DM_CONTEXT) not in contexts:
        raise CommandError(f"{command['name']!r} is not offered here")
    needed = command.get("default_member_permissions")
    if guild is None:
        return
    held = world.permissions(user, channel)
    if Permission.USE_APPLICATION_COMMANDS not in held:
        raise CommandError(f"{user.name} may not use commands in #{channel.name}")
    if needed is not None and (
        int(held) & int(needed) != int(needed) or (int(needed) == 0 and user is not guild.owner)
    ):
        raise CommandError(f"{command['name']!r} is hidden from {user.name}")


def nest(given: list[Json], path: str) -> list[Json]:
    """Given options wrapped in the subcommand (and group) that they belong to."""
    steps = path.split()
    for depth, step in reversed(list(enumerate(steps))):
        given = [{"name": step, "type": SUB if depth == len(steps) - 1 else GROUP, "options": given}]
    return given


class Given:
    """Collects option values and the objects that they refer to."""

    def __init__(self, world: World, channel: Channel) -> None:
        self.resolved: dict[str, dict[str, Json]] = {}
        self._world = world
        self._channel = channel
        self._plain: dict[int, Any] = {
            STRING: (str,),
            INTEGER: (int,),
            BOOLEAN: (bool,),
            NUMBER: (int, float),
        }
        self._things: dict[int, Callable[[Any], str]] = {
            USER: self.user,
            CHANNEL: self.channel,
            ROLE: self.role,
            MENTIONABLE: self.mentionable,
            ATTACHMENT: self.file,
        }

    @property
    def references(self) -> Json:
        """What goes beside the values: the objects, if any is referred to."""
        return {"resolved": self.resolved} if self.resolved else {}

    def options(self, options: list[Json], values: dict[str, Any], *, partial: bool = False) -> list[Json]:
        """The values in the wire form; ``partial`` (autocomplete) leaves out what is required."""
        known = {option["name"]: option for option in options}
        if strangers := sorted(values.keys() - known.keys()):
            raise CommandError(f"no option {strangers} among {sorted(known)}")
        missing = [n for n, o in known.items() if o.get("required") and n not in values]
        if missing and not partial:
            raise CommandError(f"required options {missing} are missing")
        given = [{"name": n, "type": known[n]["type"], "value": self.value(known[n], v)} for n, v in values.items()]
        if partial:
            given[-1]["focused"] = True
            given[-1]["value"] = str(given[-1]["value"])
        return given

    def value(self, option: Json, value: Any) -> Any:
        """A value as the option sends it."""
        kind = option["type"]
        if kind in self._things:
            return self._things[kind](value)
        if isinstance(value, bool) != (kind == BOOLEAN) or not isinstance(value, self._plain[kind]):
            raise CommandError(f"option {option['name']!r} does not take {value!r}")
        if choices := option.get("choices"):
            return _choose(option["name"], choices, value)
        _check_range(option, len(value) if kind == STRING else value, "length" if kind == STRING else "value")
        return value

    def _refer(self, kind: str, thing: Any, shape: Json) -> str:
        self.resolved.setdefault(kind, {})[str(thing.id)] = shape
        return str(thing.id)

    def user(self, person: Any) -> str:
        user = person if isinstance(person, User) else person.user
        guild = self._channel.guild
        if guild and user.id in guild.members:
            self._refer("members", user, self._membership(guild, guild.members[user.id]))
        return self._refer("users", user, wire.user(user))

    def _membership(self, guild: Guild, member: Member) -> Json:
        held = self._world.permissions(member.user, self._channel)
        return wire.member(member, with_user=False) | {"permissions": str(int(held))}

    def channel(self, place: Any) -> str:
        channel = place if isinstance(place, Channel) else place.channel
        held = self._world.permissions(self._world.bot, channel)
        return self._refer("channels", channel, wire.channel(channel) | {"permissions": str(int(held))})

    def role(self, role: Any) -> str:
        return self._refer("roles", role, wire.role(role))

    def mentionable(self, thing: Any) -> str:
        return self.role(thing) if hasattr(thing, "mentionable") else self.user(thing)

    def file(self, named: tuple[str, bytes]) -> str:
        """An attachment, given as name and content."""
        number = self._world.ids.next()
        self._world.files[number] = named
        url = f"{self._world.cdn}/attachments/{number}/{named[0]}"
        shape: Json = {
            "id": str(number),
            "filename": named[0],
            "size": len(named[1]),
            "url": url,
            "proxy_url": url,
        }
        self.resolved.setdefault("attachments", {})[str(number)] = shape
        return str(number)


def _choose(name: str, choices: list[Json], value: Any) -> Any:
    for choice in choices:
        if value in (choice["value"], choice["name"]):
            return choice["value"]
    raise CommandError(f"option {name!r} offers {[c['name'] for c in choices]}, not {value!r}")


def _check_range(option: Json, size: float, what: str) -> None:
    low, high = option.get(f"min_{what}"), option.get(f"max_{what}")
    if (low is not None and size < low) or (high is not None and size > high):
        raise CommandError(f"option {option['name']!r} takes a {what} from {low} to {high}, not {size}")
