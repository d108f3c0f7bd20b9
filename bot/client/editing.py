"""Going back on what was recorded from Discord."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from discord.ext import commands

from bot import changes
from bot.client.client import ReadoutClient
from bot.client.errors import ToldError
from bot.client.posting import reply
from bot.client.reminders import Reminders
from bot.i18n import N_, _
from bot.render.discord import sentence
from db import history
from db.history import Change

NOTHING = N_("you have recorded nothing that could be taken back")
_SHOWN = 5
Decorator = Callable[[Callable[..., Awaitable[None]]], Any]
hybrid_command: Callable[..., Decorator] = cast("Any", commands.hybrid_command)


class Editing(commands.Cog):
    """!undo."""

    def __init__(self, client: ReadoutClient) -> None:
        self.client = client

    @hybrid_command(name="undo", aliases=["撤销", "撤銷"], description="Take back what you recorded last")
    async def undo(self, ctx: commands.Context[Any]) -> None:
        """Take back the last thing that an editor marked as reached or saved; asked again, the one before."""
        await cast("Reminders", self.client.get_cog("Reminders")).must_edit(ctx.author, ctx.channel)
        who = f"discord:{ctx.author.id}"
        done = await self.client.in_thread(lambda: self._take_back(who))
        if not done:
            raise ToldError(_(NOTHING))
        told = _("Taken back: {changes}", changes=" · ".join(changes.lines(done, _SHOWN)))
        await ctx.send(sentence(told), suppress_embeds=True, **reply(ctx))

    def _take_back(self, who: str) -> list[Change]:
        store = self.client.readout.store
        with store.read() as db:
            last = history.last(db, who)
        return [] if last is None else store.undo(last, who=who)


async def setup(client: ReadoutClient) -> None:
    """Add the command to a client."""
    await client.add_cog(Editing(client))
