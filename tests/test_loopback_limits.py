"""Discord's limits: what is just within them passes, one more is refused in Discord's own shape."""

from collections.abc import AsyncIterator, Callable
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loopback import ApiError, connect, loopback
from tests.loopback.limits import check_choices, check_message, check_modal
from tests.loopback.registry_limits import check_command, check_commands, check_event

Json = dict[str, Any]
V2 = 1 << 15


def embed(**parts: Any) -> Json:
    return {"embeds": [parts]}


def fields(count: int, value: str = "v") -> list[Json]:
    return [{"name": "n", "value": value} for _ in range(count)]


def button(n: int = 0, **parts: Any) -> Json:
    return {"type": 2, "style": 1, "label": "b", "custom_id": f"id{n}", **parts}


def rows(*components: Json) -> Json:
    return {"content": "x", "components": [{"type": 1, "components": list(components)}]}


def select(options: int = 1, **parts: Any) -> Json:
    listed = [{"label": f"l{n}", "value": f"v{n}"} for n in range(options)]
    return rows({"type": 3, "custom_id": "s", "options": listed, **parts})


def v2(*components: Json, **parts: Any) -> Json:
    return {"flags": V2, "components": list(components), **parts}


def display(text: str = "t") -> Json:
    return {"type": 10, "content": text}


def message(n: int) -> Json:
    return {"content": "c" * n}


# What is measured: a body made from a size, the highest size that passes, where the error is.
SIZES: dict[str, tuple[Callable[[int], Json], int, str]] = {
    "content": (message, 2000, "content"),
    "title": (lambda n: embed(title="t" * n), 256, "embeds.0.title"),
    "description": (lambda n: embed(description="d" * n), 4096, "embeds.0.description"),
    "fields": (lambda n: embed(fields=fields(n)), 25, "embeds.0.fields"),
    "field name": (lambda n: embed(fields=[{"name": "n" * n, "value": "v"}]), 256, "embeds.0.fields.0.name"),
    "field value": (lambda n: embed(fields=fields(1, "v" * n)), 1024, "embeds.0.fields.0.value"),
    "footer": (lambda n: embed(footer={"text": "f" * n}), 2048, "embeds.0.footer.text"),
    "author": (lambda n: embed(author={"name": "a" * n}), 256, "embeds.0.author.name"),
    "embeds": (lambda n: {"embeds": [{"title": "t"}] * n}, 10, "embeds"),
    "all embeds": (
        lambda n: {"embeds": [{"description": "d" * 3000}, {"description": "d" * (n - 3000)}]},
        6000,
        "embeds",
    ),
    "rows": (
        lambda n: {"content": "x", "components": [rows(button(i))["components"][0] for i in range(n)]},
        5,
        "components",
    ),
    "buttons": (lambda n: rows(*(button(i) for i in range(n))), 5, "components.0.components"),
    "label": (lambda n: rows(button(label="l" * n)), 80, "components.0.components.0.label"),
    "custom id": (lambda n: rows(button(custom_id="i" * n)), 100, "components.0.components.0.custom_id"),
    "options": (select, 25, "components.0.components.0.options"),
    "placeholder": (lambda n: select(placeholder="p" * n), 150, "components.0.components.0.placeholder"),
    "selects in a row": (
        lambda n: rows(*({"type": 5, "custom_id": f"s{i}"} for i in range(n))),
        1,
        "components.0.components.1",
    ),
    "v2 components": (lambda n: v2(*(display() for _ in range(n))), 40, "components"),
    "v2 nested components": (
        lambda n: v2({"type": 17, "components": [display() for _ in range(n - 1)]}),
        40,
        "components",
    ),
    "v2 text": (lambda n: v2(display("t" * 2000), display("t" * (n - 2000))), 4000, "components"),
    "nonce": (lambda n: {"content": "x", "nonce": "n" * n}, 25, "nonce"),
    "mentions": (
        lambda n: {"content": "x", "allowed_mentions": {"users": [str(i) for i in range(n)]}},
        100,
        "allowed_mentions.users",
    ),
}


@pytest.mark.parametrize("what", SIZES)
def test_sizes(what: str):
    make, high, path = SIZES[what]
    check_message(make(high))
    assert path in refused(check_message, make(high + 1))


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (embed(fields=[{"name": "n", "value": ""}]), "embeds.0.fields.0.value"),
        (embed(fields=[{"name": " ", "value": "v"}]), "embeds.0.fields.0.name"),
        (embed(fields=[{"name": "n"}]), "embeds.0.fields.0.value"),
        (rows(button(1), button(1)), "components"),
        (rows(button(label=None)), "components.0.components.0"),
        (rows(button(style=5)), "components.0.components.0.url"),
        (rows(button(custom_id=None)), "components.0.components.0.custom_id"),
        (select(0), "components.0.components.0.options"),
        (select(2, max_values=3), "components.0.components.0.max_values"),
        (v2(display(), content="x"), "content"),
        (v2(display(), embeds=[{"title": "t"}]), "embeds"),
        ({"content": "x", "components": [display()]}, "components.0.type"),
        (v2({"type": 9, "components": [display()]}), "components.0.accessory"),
        ({"content": "x", "allowed_mentions": {"parse": ["somebody"]}}, "allowed_mentions.parse.0"),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions"),
        ({"content": 5}, "content"),
    ],
)
def test_what_is_not_allowed(body: Json, path: str):
    assert path in refused(check_message, body)


@pytest.mark.parametrize("body", [{}, {"content": " \n"}, {"embeds": []}, {"content": None}, {"embeds": [{}]}])
def test_an_empty_message(body: Json):
    with pytest.raises(ApiError) as empty:
        check_message(body)
    assert empty.value.body["code"] == 50006
    check_message(body, files=1)


def test_an_edit_may_leave_out_but_not_empty():
    held = {"content": "x", "embeds": [], "components": [], "attachments": [], "flags": 0}
    check_message({"embeds": []}, held=held)
    with pytest.raises(ApiError):
        check_message({"content": ""}, held=held)
    assert "content" in refused(lambda body: check_message(body, held=v2(display())), {"content": "x"})


def test_files():
    check_message({}, files=10)
    with pytest.raises(ApiError):
        check_message({}, files=11)


def sized(high: int) -> st.SearchStrategy[str]:
    return st.integers(0, high).map(lambda n: "x" * n)


EMBED = st.fixed_dictionaries(
    {"title": sized(257), "description": sized(2500)},
    optional={"footer": st.fixed_dictionaries({"text": sized(900)})},
)


@given(st.lists(EMBED, min_size=1, max_size=11))
def test_embeds_pass_exactly_if_every_limit_is_kept(embeds: list[Json]):
    total = sum(len(e["title"] + e["description"] + e.get("footer", {}).get("text", "")) for e in embeds)
    kept = len(embeds) <= 10 and total <= 6000 and all(len(e["title"]) <= 256 for e in embeds)
    with nullcontext() if kept else pytest.raises(ApiError):
        check_message({"content": "x", "embeds": embeds})


def modal(**parts: Any) -> Json:
    item = {"type": 18, "label": "Days", "component": {"type": 4, "custom_id": "days", "style": 1}}
    return {"title": "Remind", "custom_id": "m", "components": [item], **parts}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (modal(title="t" * 46), "data.title"),
        (modal(components=[]), "data.components"),
        (modal(components=[display() for _ in range(6)]), "data.components"),
        (modal(custom_id=""), "data.custom_id"),
        (modal(components=modal()["components"] * 2), "data.components"),
    ],
)
def test_modals(body: Json, path: str):
    check_modal(modal(title="t" * 45))
    assert path in refused(check_modal, body)


def test_choices():
    def choices(count: int, name: str = "n", value: Any = "v") -> Json:
        return {"choices": [{"name": name, "value": value}] * count}

    check_choices(choices(25, "n" * 100, "v" * 100))
    check_choices(choices(0))
    for body, path in [
        (choices(26), "data.choices"),
        (choices(1, "n" * 101), "data.choices.0.name"),
        (choices(1, ""), "data.choices.0.name"),
        (choices(1, value="v" * 101), "data.choices.0.value"),
    ]:
        assert path in refused(check_choices, body)


def command(name: str = "deals", **parts: Any) -> Json:
    return {"name": name, "description": "d", "type": 1, **parts}


def option(name: str = "o", **parts: Any) -> Json:
    return {"type": 3, "name": name, "description": "d", **parts}


@pytest.mark.parametrize("name", ["deals", "药物", "deal-flow_2", "d" * 32, "ivonescimab-依沃西"])
def test_good_command_names(name: str):
    check_command(command(name, options=[option(name)]))


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (command("Deals"), "name"),
        (command("two words"), "name"),
        (command("d" * 33), "name"),
        (command(""), "name"),
        (command(description=""), "description"),
        (command(description="d" * 101), "description"),
        (command(options=[option(f"o{n}") for n in range(26)]), "options"),
        (command(options=[option(), option()]), "options"),
        (command(options=[option("a"), option("b", required=True)]), "options"),
        (command(options=[option(choices=[{"name": "n", "value": "v"}] * 26)]), "options.0.choices"),
        (command(options=[option(choices=[{"name": "n", "value": "v" * 101}])]), "options.0.choices.0.value"),
        (command(options=[option(type=12)]), "options.0.type"),
        (command(options=[option("sub", type=1), option("plain")]), "options"),
        (command(options=[option("sub", type=1, options=[option("Bad")])]), "options.0.options.0.name"),
        ({"name": "n" * 33, "type": 3}, "name"),
        ({"name": "Explain", "type": 3, "description": "no"}, "description"),
    ],
)
def test_bad_commands(body: Json, path: str):
    assert path in refused(check_command, body)


def test_numbers_of_commands():
    check_commands([command(f"c{n}") for n in range(100)] + [{"name": "Explain", "type": 3}])
    with pytest.raises(ApiError):
        check_commands([command(f"c{n}") for n in range(101)])
    assert "1" in refused(check_commands, [command(), command()])
    check_commands([{"name": "Same", "type": 2}, {"name": "Same", "type": 3}])
    many = [option(f"o{n}", choices=[{"name": "n" * 100, "value": "v" * 100}] * 25) for n in range(2)]
    with pytest.raises(ApiError):
        check_command(command(options=many))


NOW = datetime(2026, 11, 22, tzinfo=UTC)


def event(**parts: Any) -> Json:
    return {
        "name": "PDUFA",
        "entity_type": 3,
        "privacy_level": 2,
        "entity_metadata": {"location": "FDA"},
        "scheduled_start_time": (NOW + timedelta(days=1)).isoformat(),
        "scheduled_end_time": (NOW + timedelta(days=2)).isoformat(),
        **parts,
    }


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (event(name="n" * 101), "name"),
        (event(description="d" * 1001), "description"),
        (event(entity_metadata={"location": "l" * 101}), "entity_metadata.location"),
        (event(entity_metadata=None), "entity_metadata.location"),
        (event(scheduled_end_time=None), "scheduled_end_time"),
        (event(scheduled_start_time=(NOW - timedelta(1)).isoformat()), "scheduled_start_time"),
        (event(scheduled_end_time=NOW.isoformat()), "scheduled_end_time"),
        (event(privacy_level=1), "privacy_level"),
        (event(entity_type=2), "channel_id"),
    ],
)
def test_events(body: Json, path: str):
    check_event(event(), NOW.timestamp())
    assert path in refused(lambda e: check_event(e, NOW.timestamp()), body)


# -- over the wire ---------------------------------------------------------------------------------------


@pytest.fixture
async def channel() -> AsyncIterator[discord.TextChannel]:
    async with loopback() as server:
        general = server.guild("Team").text_channel("general")
        client = discord.Client(intents=discord.Intents.default(), guild_ready_timeout=0.05)
        async with connect(client, server):
            found = client.get_channel(general.id)
            assert isinstance(found, discord.TextChannel)
            yield found


async def test_the_client_gets_discords_own_words(channel: discord.TextChannel):
    with pytest.raises(discord.HTTPException) as bad:
        await channel.send(embed=discord.Embed(title="t" * 257))
    assert (bad.value.status, bad.value.code) == (400, 50035)
    assert "In embeds.0.title: Must be 256 or fewer in length." in str(bad.value)
    with pytest.raises(discord.HTTPException) as empty:
        await channel.send("")
    assert empty.value.code == 50006
    sent = await channel.send("x")
    with pytest.raises(discord.HTTPException) as emptied:
        await sent.edit(content="")
    assert emptied.value.code == 50006


async def test_a_hundred_open_events_are_the_most(channel: discord.TextChannel):
    async def plan(n: int) -> discord.ScheduledEvent:
        start = discord.utils.utcnow() + timedelta(days=n + 1)
        return await channel.guild.create_scheduled_event(
            name=f"event {n}",
            start_time=start,
            end_time=start + timedelta(hours=1),
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location="here",
        )

    for n in range(100):
        await plan(n)
    with pytest.raises(discord.HTTPException) as full:
        await plan(100)
    assert full.value.code == 30038


def refused(check: Callable[[Any], None], body: Any) -> list[str]:
    """The dotted paths of the errors with which a body is refused."""
    with pytest.raises(ApiError) as error:
        check(body)
    assert error.value.body["code"] == 50035
    return list(_paths(error.value.body["errors"]))


def _paths(errors: Json, at: str = "") -> Any:
    for key, value in errors.items():
        if key == "_errors":
            assert {"code", "message"} == value[0].keys()
            yield at.lstrip(".")
        else:
            yield from _paths(value, f"{at}.{key}")
