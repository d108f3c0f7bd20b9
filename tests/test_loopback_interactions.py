"""Slash commands, menus, components and modals through the real client."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Literal

import aiohttp
import discord
import pytest
from discord import app_commands, ui
from discord.ext import commands

from tests.loopback import CommandError, NoAnswerError, Server, connect, loopback

Inter = discord.Interaction[Any]


class Pages(ui.View):
    """Buttons and a select, each answering in its own way."""

    @ui.button(label="Next", custom_id="next")
    async def following(self, interaction: Inter, button: ui.Button[Any]) -> None:
        await interaction.response.edit_message(content="page 2")

    @ui.button(label="Later", custom_id="later")
    async def later(self, interaction: Inter, button: ui.Button[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="page 3")

    @ui.button(label="Whisper", custom_id="whisper")
    async def whisper(self, interaction: Inter, button: ui.Button[Any]) -> None:
        await interaction.response.send_message("psst", ephemeral=True, view=Pages())

    @ui.button(label="Shut", custom_id="shut", disabled=True)
    async def shut(self, interaction: Inter, button: ui.Button[Any]) -> None: ...

    @ui.button(label="Ask", custom_id="ask")
    async def ask(self, interaction: Inter, button: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Remind())

    @ui.select(
        placeholder="Sort by",
        custom_id="sort",
        min_values=1,
        max_values=2,
        options=[discord.SelectOption(label=x, value=x.lower()) for x in ("Date", "Upfront", "Total")],
    )
    async def sort(self, interaction: Inter, select: ui.Select[Any]) -> None:
        await interaction.response.edit_message(content=f"by {select.values}")

    @ui.select(cls=ui.UserSelect, placeholder="Who", custom_id="who")
    async def who(self, interaction: Inter, select: ui.UserSelect[Any]) -> None:
        await interaction.response.send_message(f"chosen {select.values[0].display_name}")


class Remind(ui.Modal, title="Remind me"):
    days: ui.TextInput[Any] = ui.TextInput(label="Days", custom_id="days", max_length=3)
    where: ui.Label[Any] = ui.Label(
        text="Where",
        component=ui.Select(options=[discord.SelectOption(label="Here"), discord.SelectOption(label="DM")]),
    )
    loud: ui.Label[Any] = ui.Label(text="Loud", component=ui.Checkbox())
    unit: ui.Label[Any] = ui.Label(
        text="Unit",
        component=ui.RadioGroup(options=[discord.RadioGroupOption(label=x, value=x) for x in ("days", "weeks")]),
    )

    async def on_submit(self, interaction: Inter) -> None:
        where, loud, unit = (label.component for label in (self.where, self.loud, self.unit))
        assert isinstance(where, ui.Select)
        assert isinstance(loud, ui.Checkbox)
        assert isinstance(unit, ui.RadioGroup)
        await interaction.response.send_message(f"{self.days.value} {unit.value} {where.values} {loud.value}")


class Panel(ui.LayoutView):
    """Components v2."""

    box: ui.Container[Any] = ui.Container(
        ui.Section(ui.TextDisplay("AK112"), accessory=ui.Button(label="More", custom_id="more")),
        ui.Separator(),
        ui.TextDisplay("topline H2 2026"),
    )

    async def interaction_check(self, interaction: Inter, /) -> bool:
        await interaction.response.send_message("more of it")
        return False


def make_bot() -> commands.Bot:
    bot = commands.Bot("!", intents=discord.Intents.all(), guild_ready_timeout=0.05)
    for add in (add_commands, add_odd_commands, add_groups_and_menus):
        add(bot.tree)

    @bot.tree.error
    async def on_error(interaction: Inter, error: app_commands.AppCommandError) -> None:
        return  # the tests look at what the server saw

    return bot


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    @tree.command()
    async def deals(interaction: Inter, words: str, top: app_commands.Range[int, 1, 9] = 5) -> None:
        await interaction.response.defer(ephemeral=words == "secret")
        await interaction.followup.send(f"{words} {top}")
        await interaction.followup.send("more")

    @tree.command()
    async def drug(interaction: Inter, name: str, kind: Literal["code", "brand"] = "code") -> None:
        await interaction.response.send_message(f"{kind} {name}", view=Pages(), ephemeral=name == "hidden")

    @drug.autocomplete("name")
    async def names(interaction: Inter, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=n, value=n.lower()) for n in ("AK112", "AK104") if current in n]

    @tree.command()
    async def whois(interaction: Inter, user: discord.Member, channel: discord.TextChannel, role: discord.Role) -> None:
        await interaction.response.send_message(f"{user.display_name} {channel.name} {role.name}")

    @tree.command()
    async def read(interaction: Inter, file: discord.Attachment) -> None:
        await interaction.response.send_message((await file.read()).decode())

    @tree.command()
    async def panel(interaction: Inter) -> None:
        await interaction.response.send_message(view=Panel())


def add_odd_commands(tree: app_commands.CommandTree[Any]) -> None:
    @tree.command()
    async def slow(interaction: Inter) -> None:
        await asyncio.sleep(0.3)
        with pytest.raises(discord.NotFound) as late:
            await interaction.response.send_message("too late")
        assert late.value.code == 10062

    @tree.command()
    async def twice(interaction: Inter) -> None:
        await interaction.response.send_message("first")
        interaction.response._response_type = None  # what a second process would do
        with pytest.raises(discord.HTTPException) as second:
            await interaction.response.send_message("second")
        await interaction.followup.send(str(second.value.code))

    @tree.command()
    async def long(interaction: Inter) -> None:
        await interaction.response.send_message("x" * 2001)

    @tree.command()
    async def original(interaction: Inter) -> None:
        await interaction.response.send_message("one")
        await interaction.edit_original_response(content="two")
        seen = await interaction.original_response()
        await interaction.delete_original_response()
        await interaction.followup.send(f"was {seen.content}", ephemeral=True)


def add_groups_and_menus(tree: app_commands.CommandTree[Any]) -> None:
    @tree.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def admin(interaction: Inter) -> None:
        await interaction.response.send_message("done")

    remind = app_commands.Group(name="remind", description="Reminders")

    @remind.command()
    async def add(interaction: Inter, drug: str) -> None:
        await interaction.response.send_message(f"will remind of {drug}")

    tree.add_command(remind)

    @tree.context_menu(name="Explain")
    async def explain(interaction: Inter, message: discord.Message) -> None:
        await interaction.response.send_message(f"about {message.content}")

    @tree.context_menu(name="Profile")
    async def profile(interaction: Inter, member: discord.Member) -> None:
        await interaction.response.send_message(f"{member.display_name} in {member.guild.name}")


class Scene:
    def __init__(self, server: Server) -> None:
        self.server = server
        self.team = server.guild("Team")
        self.general = self.team.text_channel("general")
        self.ana = self.team.member("ana")


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with loopback() as server:
        made = Scene(server)
        bot = make_bot()
        async with connect(bot, server):
            await bot.tree.sync()
            yield made
        assert server.unknown_routes == []


async def test_a_deferred_answer_fills_the_original_message(scene: Scene):
    reply = await scene.ana.slash(scene.general, "deals", words="2025", top=3)
    assert (reply.deferred, reply.ephemeral, reply.content) == (True, False, "2025 3")
    assert (await reply.next_followup()).content == "more"
    secret = await scene.ana.slash(scene.general, "deals", words="secret")
    assert secret.ephemeral
    assert scene.general.posts == []  # they are replies, not posts


async def test_ephemeral_messages_cannot_be_fetched(scene: Scene):
    reply = await scene.ana.slash(scene.general, "drug", name="hidden")
    assert reply.ephemeral
    with pytest.raises(CommandError, match="does not see"):
        await scene.team.member("ben").presses(reply, "Next")


async def test_what_nobody_could_enter_is_an_error(scene: Scene):
    attempts: list[tuple[str, dict[str, Any]]] = [
        ("nothing", {}),
        ("deals", {}),
        ("deals", {"words": "x", "topp": 3}),
        ("deals", {"words": "x", "top": 10}),
        ("deals", {"words": 3}),
        ("drug", {"name": "x", "kind": "neither"}),
        ("remind", {}),
        ("remind remove", {}),
        ("admin", {}),
    ]
    for command, options in attempts:
        with pytest.raises(CommandError):
            await scene.ana.slash(scene.general, command, options)
    with pytest.raises(CommandError):
        await scene.ana.autocompletes(scene.general, "deals", words="x")


async def test_subcommands_permissions_and_dms(scene: Scene):
    assert (await scene.ana.slash(scene.general, "remind add", drug="AK112")).content == "will remind of AK112"
    boss = scene.team.member("boss", roles=(scene.team.role("Boss", "manage_guild"),))
    assert (await boss.slash(scene.general, "admin")).content == "done"
    with pytest.raises(CommandError, match="not offered here"):
        await boss.slash(boss.dm, "admin")
    assert (await boss.slash(boss.dm, "drug", name="AK112")).content == "code AK112"


async def test_autocomplete(scene: Scene):
    choices = await scene.ana.autocompletes(scene.general, "drug", name="AK11")
    assert [(c["name"], c["value"]) for c in choices] == [("AK112", "ak112")]


async def test_options_that_refer_to_things(scene: Scene):
    role = scene.team.role("Analysts")
    reply = await scene.ana.slash(scene.general, "whois", user=scene.ana, channel=scene.general, role=role)
    assert reply.content == "ana general Analysts"
    assert (await scene.ana.slash(scene.general, "read", file=("a.txt", b"inside"))).content == "inside"


async def test_buttons(scene: Scene):
    shown = await scene.ana.slash(scene.general, "drug", name="AK112")
    assert shown.post is not None
    assert shown.post.labels == ["Next", "Later", "Whisper", "Shut", "Ask", "Sort by", "Who"]
    pressed = await scene.ana.presses(shown, "Next")
    assert pressed.updates
    assert shown.content == "page 2"
    assert (await scene.ana.presses(shown, "later")).content == "page 3"
    whisper = await scene.ana.presses(shown, "Whisper")
    assert (whisper.content, whisper.ephemeral) == ("psst", True)
    assert (await scene.ana.presses(whisper, "Next")).ephemeral
    for button in ("Shut", "No such button", "Sort by"):
        with pytest.raises(AssertionError):
            await scene.ana.presses(shown, button)


async def test_selects(scene: Scene):
    shown = await scene.ana.slash(scene.general, "drug", name="AK112")
    assert (await scene.ana.selects(shown, "Sort by", "Date", "total")).content == "by ['date', 'total']"
    assert (await scene.ana.selects(shown, "who", scene.ana)).content == "chosen ana"
    for values in ([], ["Date", "Total", "Upfront"], ["Nothing"]):
        with pytest.raises(CommandError):
            await scene.ana.selects(shown, "sort", *values)


async def test_modals(scene: Scene):
    shown = await scene.ana.slash(scene.general, "drug", name="AK112")
    asked = await scene.ana.presses(shown, "Ask")
    assert asked.modal.title == "Remind me"
    assert list(asked.modal.fields) == ["Days", "Where", "Loud", "Unit"]
    with pytest.raises(CommandError):
        await scene.ana.submits(asked, days="1234", Where="DM", Unit="days")
    with pytest.raises(CommandError):
        await scene.ana.submits(asked, days="1", Where="DM", Unit="days", Colour="red")
    reply = await scene.ana.submits(asked, days="30", Where="DM", Loud=True, Unit="days")
    assert reply.content == "30 days ['DM'] True"


async def test_components_v2(scene: Scene):
    shown = await scene.ana.slash(scene.general, "panel")
    assert shown.text == "AK112\ntopline H2 2026"
    assert (await scene.ana.presses(shown, "More")).content == "more of it"


async def test_context_menus(scene: Scene):
    said = await scene.ana.says(scene.general, "AK112")
    assert (await scene.ana.uses(said, "Explain")).content == "about AK112"
    assert (await scene.ana.uses(scene.ana, "Profile", channel=scene.general)).content == "ana in Team"


async def test_the_original_response_can_be_changed_read_and_deleted(scene: Scene):
    reply = await scene.ana.slash(scene.general, "original")
    followup = await reply.next_followup()
    assert (followup.content, followup.ephemeral) == ("was two", True)
    assert reply.post is not None
    assert reply.post.deleted


async def test_answering_too_late_or_twice_is_refused(scene: Scene):
    assert (await (await scene.ana.slash(scene.general, "twice")).next_followup()).content == "40060"
    scene.server.world.response_window = 0.2
    with pytest.raises(NoAnswerError, match="first response"):
        await scene.ana.slash(scene.general, "slow")
    await asyncio.sleep(0.2)
    assert scene.server.refusals[-1].body["code"] == 10062


async def test_a_refused_answer_says_why(scene: Scene):
    scene.server.world.response_window = 0.2
    with pytest.raises(NoAnswerError, match="BASE_TYPE_MAX_LENGTH"):
        await scene.ana.slash(scene.general, "long")


async def test_commands_keep_their_ids_and_can_be_of_a_guild(scene: Scene):
    world = scene.server.world
    before = {c["name"]: c["id"] for c in world.commands[None].values()}
    bot = make_bot()
    guild = discord.Object(scene.team.id)
    async with connect(bot, scene.server):
        await bot.tree.sync()
        assert {c["name"]: c["id"] for c in world.commands[None].values()} == before
        bot.tree.copy_global_to(guild=guild)
        await bot.tree.sync(guild=guild)
        assert len(await bot.tree.fetch_commands(guild=guild)) == len(before)
        bot.tree.clear_commands(guild=None)
        await bot.tree.sync()
        assert await bot.tree.fetch_commands() == []


@pytest.mark.parametrize(
    ("age", "token", "code"),
    [(0, "unknown", 10015), (899, None, None), (901, None, 50027)],
)
async def test_tokens_end_after_a_quarter_of_an_hour(age: float, token: str | None, code: int | None):
    now = [1_800_000_000.0]
    async with loopback(clock=lambda: now[0]) as server:
        scene, bot = Scene(server), make_bot()
        async with connect(bot, server):
            await bot.tree.sync()
            reply = await scene.ana.slash(scene.general, "drug", name="AK112")
            now[0] += age
            url = f"{server.api_base}/webhooks/{server.world.application_id}/{token or reply.interaction.token}"
            async with aiohttp.ClientSession() as session, session.post(url, json={"content": "late"}) as answer:
                assert (await answer.json()).get("code") == code
