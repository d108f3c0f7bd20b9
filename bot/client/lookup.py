"""The entries in the menu of a message: look up what it names, and save it as a source."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import discord
from discord import app_commands
from discord.ext import commands
from pydantic import ValidationError

from bot.answers.context import Context
from bot.answers.page import Column, Page, Section, Table, respelled
from bot.answers.wording import plural
from bot.client import errors, languages
from bot.client.asked import Asked, about
from bot.client.asking import Ready
from bot.client.client import ReadoutClient
from bot.client.errors import ToldError
from bot.client.showing import place_of
from bot.i18n import N_, _, in_script, language
from bot.language.naming import named
from bot.language.query import Query
from bot.render.discord import sentence
from db import records
from db import settings as kept
from db.models import Source

NOTHING_NAMED = N_("that message names no drug and no company that the store knows")
NOT_ALLOWED = N_("that needs the permission Manage Server, or the role that may edit (!settings role)")
LOOK_UP = N_("Look up in Readout")
SAVE = N_("Save as source")
#: Longer texts than Discord's own messages are not looked through.
_LONGEST = 6000
_SHOWN = 25
_LINK = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?'\")\]}]")


class LookUp(commands.Cog):
    """The menus, added to the tree while this is loaded."""

    def __init__(self, client: ReadoutClient) -> None:
        self.client = client
        self._menus = [
            app_commands.ContextMenu(
                name=LOOK_UP,
                callback=self.look_up,
                allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
                allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            ),
            app_commands.ContextMenu(
                name=SAVE,
                callback=self.save,
                allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
                allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            ),
        ]

    async def cog_load(self) -> None:
        """Add the menus."""
        for menu in self._menus:
            self.client.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Take the menus away."""
        for menu in self._menus:
            self.client.tree.remove_command(menu.name, type=menu.type)

    async def look_up(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Show what the store knows of what a message names, to whoever wants to know."""
        client = self.client
        client.throttle.take(interaction.user.id)
        text = text_of(message)
        ready = await client.showing.work(interaction, lambda: self._found(interaction, text), anew=True, private=True)
        await client.showing.answer(interaction, ready, private=True)

    def _found(self, interaction: discord.Interaction[Any], text: str) -> Ready:
        """Answer with the one thing that a text names, or with a list to choose from."""
        asking, place = self.client.asking, place_of(interaction)
        with asking.readout.store.read() as db:
            found = named(db, text, asking.readout.today())
            context = Context(db, asking.readout.today())
            labels = {
                kind: context.labels(kind, [id_ for each, id_ in found if each == kind]) for kind in ("drug", "company")
            }
        if not found:
            raise ToldError(_(NOTHING_NAMED))
        if len(found) == 1:
            [(kind, id_)] = found
            asked = Asked(asker=place.person, words=f"!{kind} {id_}", base=about(kind, id_))
            return asking.query(place, asked)
        asked = Asked(asker=place.person, base=Query(kind="search", language=language()))
        return asking.page(place, asked, listed(found, labels))

    async def save(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Let an editor save a message, or what it links to, as a source."""
        await self.must_edit(interaction)
        await interaction.response.send_modal(SourceForm(self, message))

    async def must_edit(self, interaction: discord.Interaction[Any]) -> None:
        """Make sure that somebody may change what the store holds.

        Raises:
            ToldError: they may not.

        """
        if interaction.guild_id is None:
            raise ToldError(_(NOT_ALLOWED))
        if interaction.permissions.manage_guild:
            return
        guild = interaction.guild_id

        def role() -> int | None:
            with self.client.readout.store.read() as db:
                return kept.of_guild(db, guild).role

        wanted = await self.client.in_thread(role)
        if wanted is None or wanted not in [each.id for each in getattr(interaction.user, "roles", ())]:
            raise ToldError(_(NOT_ALLOWED))

    async def keep(self, interaction: discord.Interaction[Any], source: Source, why: str) -> str:
        """Save a source, and say so."""
        store, who = self.client.readout.store, f"discord:{interaction.user.id}"

        def write() -> str:
            with store.read() as db:
                if records.get(db, Source, source.url) is not None:
                    return _("the store has that source already: !sources {url} tells what it backs", url=source.url)
            with store.write(who=who, why=why) as transaction:
                transaction.save([(records.get(transaction.db, Source, source.url), source)])
            return _("saved as a source: {title}. It backs no fact yet.", title=source.title)

        return await self.client.in_thread(write)


def text_of(message: discord.Message) -> str:
    """Give all that a message says, previews of links and cards with it."""
    said = [message.content]
    for embed in message.embeds:
        said += [embed.title or "", embed.description or ""]
        said += [part or "" for field in embed.fields for part in (field.name, field.value)]
    return "\n".join(part for part in said if part)[:_LONGEST]


def listed(found: list[tuple[str, str]], labels: dict[str, dict[str, str]]) -> Page:
    """List what a message names."""
    sections = []
    for kind, title in (("drug", _("Drugs")), ("company", _("Companies"))):
        keys = tuple(each for each in found[:_SHOWN] if each[0] == kind)
        rows = tuple((labels[kind].get(id_, id_),) for _, id_ in keys)
        if rows:
            sections.append(Section(title, table=Table((Column(""),), rows, 0, keys)))
    drugs = sum(kind == "drug" for kind, _ in found)
    counts = [plural(drugs, "drug")] if drugs else []
    counts += [plural(len(found) - drugs, "company", "companies")] if len(found) > drugs else []
    notes = (_("{count:,} more are named", count=len(found) - _SHOWN),) if len(found) > _SHOWN else ()
    page = Page(
        "search", _("Named in that message"), (" · ".join(counts),), tuple(sections), notes, language=language()
    )
    return respelled(page, in_script)


class SourceForm(discord.ui.Modal):
    """Asks an editor for what a source is called; what can be told from the message is filled in."""

    def __init__(self, cog: LookUp, message: discord.Message) -> None:
        super().__init__(title=_(SAVE), timeout=900)
        self.url = _input(_("Address"), 400)
        self.publisher = _input(_("Publisher"), 100)
        self.heading = _input(_("Title"), 200)
        self.published = _input(_("Published"), 10, _("2026-11-22, 2026-11 or 2026"), required=False)
        for each in (self.url, self.publisher, self.heading, self.published):
            self.add_item(each)
        self._cog = cog
        self._message = message
        link = _LINK.search(message.content)
        self.url.default = link[0][:400] if link else message.jump_url
        host = (urlsplit(link[0]).hostname or "").removeprefix("www.") if link else ""
        channel = getattr(message.channel, "name", "")
        self.publisher.default = host[:100] or f"Discord #{channel}"[:100]
        first_line = next((line.strip() for line in text_of(message).splitlines() if line.strip()), "")
        self.heading.default = first_line[:200] or None
        self.published.default = "" if link else message.created_at.date().isoformat()

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Save it."""
        await languages.listen(self._cog.client, interaction)
        await self._cog.must_edit(interaction)
        try:
            source = Source.model_validate(
                {
                    "url": self.url.value.strip(),
                    "publisher": self.publisher.value,
                    "title": self.heading.value,
                    "published": self.published.value.strip() or None,
                }
            )
        except ValidationError as error:
            wrong = error.errors()[0]
            raise ToldError(_(_WRONG[str(wrong["loc"][0])])) from error
        # Somewhere it is tomorrow already.
        if source.published and str(source.published) > (self._today() + timedelta(days=1)).isoformat():
            raise ToldError(_("the date is not right: it lies ahead"))
        said = await self._cog.keep(interaction, source, f"saved from {self._message.jump_url}")
        await interaction.response.send_message(sentence(said), ephemeral=True, suppress_embeds=True)

    async def on_error(  # type: ignore[override]  # the library calls it so
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Report it."""
        await errors.report_interaction(interaction, error)

    def _today(self) -> date:
        return self._cog.client.readout.today()


def _input(label: str, longest: int, placeholder: str | None = None, *, required: bool = True) -> Any:  # noqa: ANN401
    """Make a line to fill in; its type would name the form that it stands in."""
    return discord.ui.TextInput(label=label, max_length=longest, placeholder=placeholder, required=required)


_WRONG = {
    "url": N_("the address is not right: it begins with https://"),
    "published": N_("the date is not right: it is a day, a month or a year, such as 2026-11-22"),
    "publisher": N_("the publisher is not right: give its name"),
    "title": N_("the title is not right: give the words above the text"),
}


async def setup(client: ReadoutClient) -> None:
    """Add this to the bot."""
    await client.add_cog(LookUp(client))
