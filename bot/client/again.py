"""``!again``: an answer anew, by the id at its end or as a reply to it, by anybody and anywhere."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from discord import app_commands
from discord.ext import commands

from bot.client.asked import Asked
from bot.client.asking import Place, Ready
from bot.client.client import ReadoutClient
from bot.client.commands import GIVES
from bot.client.errors import ToldError
from bot.i18n import N_, _

NO_ID = N_("say which: type the id at the end of an answer after !again, or reply to the answer with !again")
hybrid_command: Callable[..., Callable[[Callable[..., Awaitable[None]]], Any]] = cast("Any", commands.hybrid_command)


class Again(commands.Cog):
    """!again."""

    def __init__(self, client: ReadoutClient) -> None:
        self.client = client

    @hybrid_command(
        name="again", aliases=["再问", "再問"], description="An answer anew, by the id at its end", extras=GIVES
    )
    @app_commands.rename(key="id")
    @app_commands.describe(key="what stands at the end of an answer, after !again")
    async def again(self, ctx: commands.Context[Any], *, key: str = "") -> None:
        """Answer anew what was asked before."""
        before = self.client.replies.before(ctx)
        if not key and before is None:
            raise ToldError(_(NO_ID))

        def make(place: Place) -> Ready:
            asking = self.client.asking
            if before is None or key:
                return asking.again(place, key)
            return asking.query(place, Asked(asker=place.person, base=before))

        await self.client.replies.make(ctx, make)


async def setup(client: ReadoutClient) -> None:
    """Add the command to a client."""
    await client.add_cog(Again(client))
