"""The buttons under reminders. Their ids say what they are for, so that they work after a restart and for good."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord

from bot.client import errors, languages
from bot.i18n import N_, _

#: What the buttons do: the word in their id, their label, their sign.
ACTS: dict[str, tuple[str, str]] = {
    "snooze": (N_("Snooze 7 days"), "💤"),
    "details": (N_("Details"), "🔎"),
    "reached": (N_("Mark as reached"), "✅"),
    "mute": (N_("Mute this drug"), "🔕"),
    "why": (N_("Why"), "❔"),
}


class ActButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=rf"remind:(?P<act>{'|'.join(ACTS)}):(?P<id>\d+)",
):
    """One button about one delivery."""

    def __init__(self, act: str, number: int) -> None:
        label, emoji = ACTS[act]
        button: discord.ui.Button[Any] = discord.ui.Button(
            label=_(label), emoji=emoji, custom_id=f"remind:{act}:{number}"
        )
        super().__init__(button)
        self.act = act
        self.number = number

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003  the library gives it
        item: discord.ui.Item[Any],  # noqa: ARG003  likewise
        match: re.Match[str],
        /,
    ) -> Self:
        """Make it again of the id."""
        return cls(match["act"], int(match["id"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it, once, and report what goes wrong like everything else."""
        if not interaction.client.seen.is_new(interaction.id):
            return
        try:
            await languages.listen(interaction.client, interaction)
            interaction.client.throttle.take(interaction.user.id)
            await interaction.client.get_cog("Reminders").act(interaction, self.act, self.number)
        except Exception as error:  # noqa: BLE001  the one place that all errors of these buttons come to
            await errors.report_interaction(interaction, error)


class PickSelect(discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"remind:pick:(?P<id>\d+)"):
    """A choice of one milestone of many in a post; it is answered with that one's buttons."""

    def __init__(self, post: int, entries: Sequence[dict[str, Any]] = ()) -> None:
        options = [discord.SelectOption(label=each["label"][:100], value=str(each["delivery"])) for each in entries]
        super().__init__(
            discord.ui.Select(
                placeholder=_("Choose one to snooze, mute, mark …"),
                options=options or [discord.SelectOption(label="–", value="0")],
                custom_id=f"remind:pick:{post}",
            )
        )

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003  the library gives it
        item: discord.ui.Item[Any],  # noqa: ARG003  likewise
        match: re.Match[str],
        /,
    ) -> Self:
        """Make it again of the id."""
        return cls(int(match["id"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the buttons of what was chosen, to the chooser alone."""
        if not interaction.client.seen.is_new(interaction.id):
            return
        try:
            await languages.listen(interaction.client, interaction)
            interaction.client.throttle.take(interaction.user.id)
            await interaction.response.send_message(view=act_buttons(int(self.item.values[0])), ephemeral=True)
        except Exception as error:  # noqa: BLE001  the one place that all errors of this choice come to
            await errors.report_interaction(interaction, error)


class ReachedForm(discord.ui.Modal):
    """The form that records a result."""

    def __init__(self, number: int) -> None:
        super().__init__(title=_("Mark as reached"), custom_id=f"remind-reached:{number}")
        self.number = number
        self.day = _field(_("Date"), 10, placeholder=_("2026-11-14, or 2026-11"))
        self.outcome = _field(_("Outcome"), 1000, style=discord.TextStyle.paragraph)
        self.source = _field(_("Source"), 400, placeholder="https://…")
        for each in (self.day, self.outcome, self.source):
            self.add_item(each)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Record it."""
        await languages.listen(interaction.client, interaction)
        await interaction.client.get_cog("Reminders").reached(
            interaction, self.number, (self.day.value, self.outcome.value, self.source.value)
        )

    async def on_error(  # type: ignore[override]  # as the library documents it
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Report it."""
        await errors.report_interaction(interaction, error)


def _field(label: str, longest: int, **more: Any) -> discord.ui.TextInput[Any]:  # noqa: ANN401  as the library takes it
    return discord.ui.TextInput(label=label, max_length=longest, **more)


def buttons(post: int, entries: Sequence[dict[str, Any]]) -> discord.ui.View:
    """Make what stands under a post: the buttons of its one milestone, or a choice among them."""
    if len(entries) == 1:
        return act_buttons(entries[0]["delivery"])
    view = discord.ui.View(timeout=None)
    view.add_item(PickSelect(post, entries))
    view.stop()  # so that the library does not keep it: its parts are found by their ids
    return view


def act_buttons(number: int) -> discord.ui.View:
    """Make the buttons of one delivery."""
    view = discord.ui.View(timeout=None)
    for act in ACTS:
        view.add_item(ActButton(act, number))
    view.stop()
    return view
