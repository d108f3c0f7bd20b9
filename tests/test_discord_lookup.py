"""The entries in the menu of a message, through the real client."""

import pytest

from bot.client import lookup
from bot.language.naming import named
from db import records
from db import settings as kept
from db.models import Source
from tests.conftest import TODAY
from tests.discord_support import scene

NEWS = "Akeso's ivonescimab beat Keytruda; 恒瑞医药 signed with Merck & Co. I hope for a good call at the summit. RC18!"


def test_what_a_text_names(store):
    with store.read() as db:
        found = named(db, NEWS, TODAY)
        assert found[:2] == [("drug", "ak112"), ("drug", "rc18")]
        assert {("company", "akeso"), ("company", "hengrui"), ("company", "merck-co")} <= set(found)
        assert named(db, "nothing of the sort, 2025 upfront deals", TODAY) == []


async def test_look_up(store_path):
    async with scene(store_path) as at:
        said = await at.ana.says(at.general, "what about AK112 then")
        reply = await at.ana.uses(said, lookup.LOOK_UP)
        assert reply.ephemeral
        assert "AK112" in reply.text
        assert reply.post
        assert "Share to channel" in reply.post.labels
        said = await at.ana.says(at.general, NEWS)
        reply = await at.ana.uses(said, lookup.LOOK_UP)
        assert reply.ephemeral
        assert "Akeso" in reply.text
        assert reply.post
        assert "Share to channel" not in reply.post.labels
        chosen = await at.ana.selects(reply, "Details of …", "company:akeso")
        assert chosen.ephemeral
        assert "Akeso" in chosen.text
        said = await at.ana.says(at.general, "lunch?")
        assert (await at.ana.uses(said, lookup.LOOK_UP)).content == lookup.NOTHING_NAMED
        assert not at.server.refusals


async def test_saving_a_source(store_path):
    async with scene(store_path) as at:
        store = at.client.readout.store
        said = await at.ana.says(at.general, "Read this: https://www.example.org/akeso-news?x=1.\nmore")
        assert (await at.ana.uses(said, lookup.SAVE)).content == lookup.NOT_ALLOWED
        team = at.server.guild("Team")
        role = team.role("Analysts")
        kept.change(store, team.id, who="test", role=role.id)
        editor = team.member("editor", roles=(role,))
        form = await editor.uses(said, lookup.SAVE)
        url = "https://www.example.org/akeso-news?x=1"
        wrong = await editor.submits(form, Published="soon")
        assert wrong.content == "the date is not right: it is a day, a month or a year, such as 2026-11-22"
        assert "lies ahead" in (await editor.submits(form, Published="2030")).content
        assert "the address is not right" in (await editor.submits(form, Address="example.org")).content
        told = await editor.submits(form, Published="2026-11")
        assert told.ephemeral
        assert "saved as a source" in told.content
        with store.read() as db:
            source = records.get(db, Source, url)
        assert source is not None
        assert (source.publisher, source.title, str(source.published)) == (
            "example.org",
            "Read this: https://www.example.org/akeso-news?x=1.",
            "2026-11",
        )
        [change] = store.changes("source", url)
        assert change.who == f"discord:{editor.id}"
        assert change.why.startswith("saved from https://discord.com/channels/")
        form = await editor.uses(said, lookup.SAVE)
        assert "has that source already" in (await editor.submits(form, Published="2026")).content
        store.undo(change.batch, who="test")
        with store.read() as db:
            assert records.get(db, Source, url) is None
        assert not at.server.refusals


async def test_a_message_itself_is_a_source(store_path):
    async with scene(store_path) as at:
        boss = at.server.guild("Team").member("boss", roles=(at.server.guild("Team").role("Boss", "manage_guild"),))
        said = await at.ana.says(at.general, "AK112 filed, says the company")
        form = await boss.uses(said, lookup.SAVE)
        assert "saved as a source" in (await boss.submits(form)).content


@pytest.mark.parametrize("installs", ["integration_types", "contexts"])
async def test_where_the_menus_are_offered(store_path, installs):
    async with scene(store_path) as at:
        registered = {each["name"]: each for each in at.server.world.commands[None].values()}
        everywhere, own = {"integration_types": ([0, 1], [0]), "contexts": ([0, 1, 2], [0])}[installs]
        assert sorted(registered[lookup.LOOK_UP][installs]) == everywhere
        assert sorted(registered["deals"][installs]) == everywhere
        assert sorted(registered[lookup.SAVE][installs]) == own
