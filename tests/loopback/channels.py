"""A channel as a test handles it."""

from . import wire
from .permissions import NOTHING, named
from .posts import NoAnswerError, Post
from .pulse import PATIENT
from .state import Channel, Message, World


class ChannelHandle:
    """A channel, thread or DM, and what the bot posts there."""

    def __init__(self, world: World, channel: Channel) -> None:
        self.channel = channel
        self._world = world

    @property
    def id(self) -> int:
        return self.channel.id

    @property
    def name(self) -> str:
        return self.channel.name

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def posts(self) -> list[Post]:
        """Everything the bot posted here of its own accord or on a message, deleted or not, oldest first."""
        return [Post(self._world, m) for m in self.channel.posts if m.interaction is None]

    @property
    def typing(self) -> int:
        """How often the bot showed that it is typing."""
        return self.channel.typing

    async def next_post(self, within: float = PATIENT) -> Post:
        """The oldest post that was not taken yet (answers to interactions come with their Reply instead)."""

        def look() -> Message | None:
            said = self.channel.posts
            while self.channel.read < len(said) and said[self.channel.read].interaction:
                self.channel.read += 1
            return said[self.channel.read] if self.channel.read < len(said) else None

        message = await self._world.pulse.until(look, within)
        if message is None:
            raise NoAnswerError(f"no post in #{self.name} within {within} s")
        self.channel.read += 1
        return Post(self._world, message)

    async def silent_for(self, seconds: float = 0.3) -> None:
        """Make sure that the bot posts nothing here for a while."""
        try:
            post = await self.next_post(seconds)
        except NoAnswerError:
            return
        raise AssertionError(f"unexpected {post!r}")

    def deny(self, *permissions: str) -> None:
        """Take permissions (``send_messages``) from the bot in this channel."""
        self._overwrite(deny=permissions)

    def allow(self, *permissions: str) -> None:
        """Give permissions to the bot in this channel, and take back what was denied before."""
        self._overwrite(allow=permissions)

    def _overwrite(self, allow: tuple[str, ...] = (), deny: tuple[str, ...] = ()) -> None:
        bot = self._world.bot.id
        given, taken = self.channel.overwrites.get(bot, (NOTHING, NOTHING))
        gives, takes = named(*allow), named(*deny)
        self.channel.overwrites[bot] = (given & ~takes | gives, taken & ~gives | takes)
        self._world.emit("CHANNEL_UPDATE", wire.channel(self.channel), self.channel.guild, self.channel)

    def delete(self) -> None:
        self._world.remove_channel(self.channel)
        event = "CHANNEL_DELETE" if self.channel.parent is None else "THREAD_DELETE"
        self._world.emit(event, wire.channel(self.channel), self.channel.guild)
