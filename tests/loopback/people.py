"""People who talk to the bot: they write, run commands, press, select, fill in forms."""

import secrets
from typing import Any

from . import wire
from .channels import ChannelHandle
from .components import BUTTON, LINK, SELECTS
from .forms import chosen, filled_item
from .messages import Upload, delete, edit, post, react
from .options import CommandError, Given, command_for, nest
from .permissions import Permission
from .posts import Modal, Post, Reply
from .pulse import PATIENT
from .state import Channel, Interaction, Json, Message, User, World

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3


class Person:
    """A user, as a test makes them act. Every act on the bot gives a Reply once the bot has answered."""

    def __init__(self, world: World, user: User) -> None:
        self.user = user
        self._world = world

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    @property
    def dm(self) -> ChannelHandle:
        """The DM channel with the bot."""
        return ChannelHandle(self._world, self._world.dm(self.user))

    # -- messages ----------------------------------------------------------------------------------------

    async def says(
        self,
        channel: ChannelHandle,
        text: str,
        *,
        reply_to: Post | Message | None = None,
        files: dict[str, bytes] | None = None,
    ) -> Message:
        """Write a message, perhaps as a reply or with files (content by name)."""
        place = channel.channel
        if Permission.SEND_MESSAGES not in self._world.permissions(self.user, place):
            raise CommandError(f"{self.name} cannot write in #{place.name}")
        body: Json = {"content": text}
        if reply_to is not None:
            body["message_reference"] = {"message_id": str(reply_to.id)}
        uploads = [Upload(n, name, data) for n, (name, data) in enumerate((files or {}).items())]
        return post(self._world, place, self.user, body, uploads)

    async def edits(self, message: Message, text: str) -> None:
        edit(self._world, message, {"content": text})

    async def deletes(self, message: Message) -> None:
        delete(self._world, message)

    async def reacts(self, to: Post | Message, emoji: str, *, add: bool = True) -> None:
        """React, or with ``add=False`` take the reaction back."""
        react(self._world, _message(to), self.user, emoji, add=add)

    # -- commands ----------------------------------------------------------------------------------------

    async def slash(
        self,
        channel: ChannelHandle,
        command: str,
        options: dict[str, Any] | None = None,
        /,
        *,
        within: float = PATIENT,
        wait: bool = True,
        **named: Any,
    ) -> Reply:
        """Run a slash command ("deals", "remind add") with its options, by name or as a dictionary.

        What the bot has not registered, or the person could not see or enter, is a CommandError. With
        ``wait=False`` the Reply comes back at once, for use with ``reply.settle()``.
        """
        place = channel.channel
        registered, known, path = command_for(self._world, self.user, place, command, SLASH)
        given = Given(self._world, place)
        data = self._command_data(registered, nest(given.options(known, {**(options or {}), **named}), path), given)
        return await self._ask(COMMAND, place, data, within=within, wait=wait)

    async def autocompletes(
        self,
        channel: ChannelHandle,
        command: str,
        options: dict[str, Any] | None = None,
        /,
        *,
        within: float = PATIENT,
        **named: Any,
    ) -> list[Json]:
        """The choices (``name``, ``value``) offered for the last of the options, the one being typed."""
        place, typed = channel.channel, {**(options or {}), **named}
        registered, known, path = command_for(self._world, self.user, place, command, SLASH)
        focused = next((o for o in known if o["name"] == list(typed)[-1]), {})
        if not focused.get("autocomplete"):
            raise CommandError(f"/{command}: option {list(typed)[-1]!r} has no autocomplete")
        given = Given(self._world, place)
        data = self._command_data(registered, nest(given.options(known, typed, partial=True), path), given)
        reply = await self._ask(AUTOCOMPLETE, place, data, within=within, wait=True)
        return reply.interaction.choices or []

    async def uses(
        self,
        target: "Post | Message | Person",
        menu: str,
        *,
        channel: ChannelHandle | None = None,
        within: float = PATIENT,
        wait: bool = True,
    ) -> Reply:
        """Pick an entry of the "Apps" menu of a message or (in a channel) of a person."""
        if isinstance(target, Person):
            assert channel is not None, "a user menu is used in a channel"
            place, kind = channel.channel, USER_MENU
        else:
            place, kind = _message(target).channel, MESSAGE_MENU
        registered, _, _ = command_for(self._world, self.user, place, menu, kind)
        given = Given(self._world, place)
        if isinstance(target, Person):
            given.user(target)
        else:
            shape = wire.message(_message(target), self._world.bot)
            given.resolved["messages"] = {str(target.id): shape}
        data = self._command_data(registered, [], given) | {"target_id": str(target.id)}
        return await self._ask(COMMAND, place, data, within=within, wait=wait)

    def _command_data(self, command: Json, options: list[Json], given: Given) -> Json:
        data: Json = {
            "id": command["id"],
            "name": command["name"],
            "type": command["type"],
            "options": options,
        }
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        return data | given.references

    # -- components --------------------------------------------------------------------------------------

    async def presses(
        self,
        on: Post | Reply,
        button: str,
        *,
        within: float = PATIENT,
        wait: bool = True,
    ) -> Reply:
        """Press a button, named by its custom id or label.

        A handler that only acknowledges (``defer()``) and changes nothing never settles: pass ``wait=False``.
        """
        message, component = self._component(on, button)
        if component["type"] != BUTTON or component.get("style") == LINK:
            raise CommandError(f"{button!r} is not a button to press")
        data = {"component_type": BUTTON, "custom_id": component["custom_id"]}
        return await self._ask(COMPONENT, message.channel, data, source=message, within=within, wait=wait)

    async def selects(
        self,
        on: Post | Reply,
        select: str,
        *values: Any,
        within: float = PATIENT,
        wait: bool = True,
    ) -> Reply:
        """Choose in a select, named by its custom id or placeholder: options by value or label, or people,
        roles and channels where it offers those."""
        message, component = self._component(on, select)
        if component["type"] not in SELECTS:
            raise CommandError(f"{select!r} is not a select")
        given = Given(self._world, message.channel)
        data = {
            "component_type": component["type"],
            "custom_id": component["custom_id"],
            "values": chosen(component, list(values), given),
        } | given.references
        return await self._ask(COMPONENT, message.channel, data, source=message, within=within, wait=wait)

    async def submits(
        self,
        form: Reply | Modal,
        values: dict[str, Any] | None = None,
        /,
        *,
        within: float = PATIENT,
        wait: bool = True,
        **named: Any,
    ) -> Reply:
        """Fill in and send a modal; values by label or custom id, what is left out keeps its default."""
        modal = form.modal if isinstance(form, Reply) else form
        left, given = {**(values or {}), **named}, Given(self._world, modal.interaction.channel)
        filled = [filled_item(item, left, given) for item in modal.payload["components"]]
        if left:
            raise CommandError(f"no field {sorted(left)} among {list(modal.fields)}")
        data = {"custom_id": modal.payload["custom_id"], "components": filled, **given.references}
        asked = modal.interaction
        return await self._ask(SUBMIT, asked.channel, data, source=asked.source, within=within, wait=wait)

    def _component(self, on: Post | Reply, key: str) -> tuple[Message, Json]:
        shown = on.post if isinstance(on, Reply) else on
        assert shown is not None, "the reply has no message"
        if shown.deleted or (
            shown.ephemeral and shown.message.interaction and not self._is(shown.message.interaction.user)
        ):
            raise CommandError(f"{self.name} does not see that message")
        component = shown.find(key)
        if component.get("disabled"):
            raise CommandError(f"{key!r} is disabled")
        return shown.message, component

    def _is(self, user: User) -> bool:
        return self.user is user

    async def _ask(
        self,
        kind: int,
        place: Channel,
        data: Json,
        *,
        within: float,
        wait: bool,
        source: Message | None = None,
    ) -> Reply:
        world = self._world
        token = secrets.token_urlsafe(48)
        asked = Interaction(world.ids.next(), token, kind, self.user, place, data, world.clock(), source)
        world.interactions[token] = asked
        world.emit("INTERACTION_CREATE", wire.interaction(asked, world), place.guild, place)
        reply = Reply(world, asked)
        return await reply.settle(within) if wait else reply


def _message(of: Post | Message) -> Message:
    return of.message if isinstance(of, Post) else of
