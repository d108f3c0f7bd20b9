"""What the bot said, read: a message, the reply to an interaction, a modal."""

from collections.abc import Callable
from typing import TypeVar

from .components import LABEL, walk
from .pulse import PATIENT
from .state import Interaction, Json, Message, World

T = TypeVar("T")

DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE = 5, 6, 7


class NoAnswerError(AssertionError):
    """The bot did not do in time what was waited for."""


class Post:
    """A message of the bot as it stands now (after edits)."""

    def __init__(self, world: World, message: Message) -> None:
        self.message = message
        self._world = world
        self._seen = message.revision

    def __repr__(self) -> str:
        return f"<Post {self.text!r}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Post) and other.message is self.message

    def __hash__(self) -> int:
        return hash(self.message.id)

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def channel_id(self) -> int:
        return self.message.channel.id

    @property
    def content(self) -> str:
        return str(self.message.payload["content"])

    @property
    def embeds(self) -> list[Json]:
        return list(self.message.payload["embeds"])

    @property
    def components(self) -> list[Json]:
        """The top level; :meth:`find` and :attr:`labels` look deeper."""
        return list(self.message.payload["components"])

    @property
    def attachments(self) -> list[Json]:
        return list(self.message.payload["attachments"])

    @property
    def reference(self) -> int | None:
        """The id of the message that this one replies to."""
        target = self.message.payload.get("message_reference")
        return int(target["message_id"]) if target else None

    @property
    def nonce(self) -> str | None:
        return self.message.payload.get("nonce")

    @property
    def allowed_mentions(self) -> Json | None:
        """As the bot sent it."""
        return self.message.request.get("allowed_mentions")

    @property
    def pinged(self) -> list[str]:
        """The names of the users and roles that it notifies."""
        payload, guild = self.message.payload, self.message.channel.guild
        roles = [guild.roles[int(i)].name for i in payload["mention_roles"]] if guild else []
        everyone = ["@everyone"] if payload["mention_everyone"] else []
        return [user["username"] for user in payload["mentions"]] + roles + everyone

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    @property
    def silent(self) -> bool:
        return bool(self.message.payload["flags"] & 1 << 12)

    @property
    def deleted(self) -> bool:
        return self.message.deleted

    @property
    def edited(self) -> bool:
        return self.message.revision > 0

    @property
    def labels(self) -> list[str]:
        """Labels of the buttons, placeholders of the selects, in order."""
        found = (c.get("label") or c.get("placeholder") for c in walk(self.components))
        return [label for label in found if label]

    @property
    def text(self) -> str:
        """All that a reader sees as text: content, embeds, text displays."""
        parts: list[str | None] = [self.content]
        for embed in self.embeds:
            parts += [(embed.get("author") or {}).get("name"), embed.get("title"), embed.get("description")]
            for item in embed.get("fields") or []:
                parts += [item["name"], item["value"]]
            parts.append((embed.get("footer") or {}).get("text"))
        parts += [c.get("content") for c in walk(self.components)]
        return "\n".join(part for part in parts if part)

    def find(self, key: str) -> Json:
        """The component with this custom id, label or placeholder."""
        return find_component(self.components, key)

    async def next_edit(self, within: float = PATIENT) -> "Post":
        """This post after the next edit that was not waited for yet."""
        await _wait(self._world, lambda: self.message.revision > self._seen or None, within, "an edit")
        self._seen = self.message.revision
        return self

    def as_json(self) -> Json:
        place = self.message.channel
        return {
            "id": str(self.id),
            "channel": place.name,
            "channel_id": str(place.id),
            "content": self.content,
            "embeds": self.embeds,
            "components": self.components,
            "attachments": self.attachments,
            "ephemeral": self.ephemeral,
            "reference": str(self.reference) if self.reference else None,
            "nonce": self.nonce,
            "allowed_mentions": self.allowed_mentions,
        }


def find_component(components: list[Json], key: str) -> Json:
    """The component that answers to ``key``; an error that lists what there is if none does."""
    every = list(walk(components))
    for component in every:
        names = [component.get(k) for k in ("custom_id", "label", "placeholder")]
        if key in names and component.get("type") != LABEL:
            return component
    offered = [c.get("label") or c.get("placeholder") or c.get("custom_id") for c in every]
    raise AssertionError(f"no component {key!r} among {[o for o in offered if o]}")


class Modal:
    """A form that the bot shows; ``fields`` holds its inputs by label."""

    def __init__(self, interaction: Interaction) -> None:
        assert interaction.modal is not None
        self.interaction = interaction
        self.payload = interaction.modal

    @property
    def title(self) -> str:
        return str(self.payload["title"])

    @property
    def fields(self) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for item in self.payload["components"]:
            for field in [item["component"]] if item["type"] == LABEL else item.get("components", []):
                found[item.get("label") or field.get("label") or field["custom_id"]] = field
        return found


class Reply:
    """What came back on a slash command, a press, a selection or a submission."""

    def __init__(self, world: World, interaction: Interaction) -> None:
        self.interaction = interaction
        self._world = world
        self._taken = 0

    def __repr__(self) -> str:
        return f"<Reply {self.post or self.interaction.modal!r}>"

    @property
    def deferred(self) -> bool:
        """Whether the first response only promised one."""
        return self.interaction.response in (DEFERRED_MESSAGE, DEFERRED_UPDATE)

    @property
    def updates(self) -> bool:
        """Whether the message whose component was used is what changes."""
        return self.interaction.response in (DEFERRED_UPDATE, UPDATE)

    @property
    def post(self) -> Post | None:
        """The original response: a new message, or the one that was updated."""
        return Post(self._world, self.interaction.original) if self.interaction.original else None

    @property
    def content(self) -> str:
        return self._post.content

    @property
    def embeds(self) -> list[Json]:
        return self._post.embeds

    @property
    def text(self) -> str:
        return self._post.text

    @property
    def ephemeral(self) -> bool:
        return self._post.ephemeral

    @property
    def followups(self) -> list[Post]:
        return [Post(self._world, message) for message in self.interaction.followups]

    @property
    def modal(self) -> Modal:
        return Modal(self.interaction)

    @property
    def _post(self) -> Post:
        assert self.post is not None, "the reply has no message"
        return self.post

    async def next_followup(self, within: float = PATIENT) -> Post:
        """The next followup that was not taken yet."""

        def look() -> Message | None:
            said = self.interaction.followups
            return said[self._taken] if len(said) > self._taken else None

        message = await _wait(self._world, look, within, "a followup")
        self._taken += 1
        return Post(self._world, message)

    async def settle(self, within: float = PATIENT) -> "Reply":
        """Wait for the first response within Discord's seconds, then for the answer that it promised."""
        this = self.interaction
        window = min(within, self._world.response_window)
        await _wait(self._world, lambda: this.response, window, "a first response", this)
        await _wait(self._world, lambda: not this.deferred or None, within, "the deferred answer", this)
        return self


async def _wait(
    world: World, look: Callable[[], T | None], seconds: float, what: str, this: Interaction | None = None
) -> T:
    found = await world.pulse.until(look, seconds)
    if found is None:
        why = f"; the last one was refused: {this.refused}" if this and this.refused else ""
        raise NoAnswerError(f"{what} did not come within {seconds} s{why}")
    return found
