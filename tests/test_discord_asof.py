"""Menus and details under lists other than deals, and answers as of another day."""

import re

import pytest

from bot.client import again, asking
from bot.client.facets import FACETS_OF, narrowed
from bot.language.query import Query
from tests.discord_support import items, scene


def menu(post, name):
    return next(each for each in items(post) if each["custom_id"].startswith(f"c:{name}:"))


async def typed(at, post, day):
    """Press the button for another day, and send the form with a day."""
    button = next(each for each in items(post) if each["custom_id"].startswith("a:asof:"))
    form = await at.ana.presses(post, button["custom_id"])
    return await at.ana.submits(form, Day=day)


async def test_an_answer_as_of_another_day(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!drug AK112")
        now = post.text
        await typed(at, post, "2026-02-15")
        then = post.text
        assert then != now
        assert "as of 2026-02-15" in then
        assert then.splitlines()[:-1] != now.splitlines()[:-1]
        asked = at.client.readout.ask("!drug AK112 as of 2026-02-15")
        assert asked.page.sections[0].lines[0].text in then
        assert "as of 2026-02-15" in post.labels
        told = await typed(at, post, "2031")
        assert "lies ahead: type one up to 2026-11-22" in told.content
        told = await typed(at, post, "some day")
        assert told.content
        assert "as of 2026-02-15" in post.labels
        await typed(at, post, "")
        assert post.text == now
        assert not at.server.refusals


@pytest.mark.parametrize(
    "question",
    ["!deals 2025", "!milestones", "!market 2025", "!company Akeso", "!trial HARMONi-3", "!compare 2024 2025"],
)
async def test_every_dated_answer_can_be_asked_as_of_a_day(store_path, question):
    async with scene(store_path) as at:
        post = await at.asked(question)
        await typed(at, post, "June 2025")
        assert "as of 2025-06-30" in post.labels
        assert not at.server.refusals


async def test_milestones_are_filtered_with_menus(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!milestones")
        await at.ana.presses(post, "Sort and filter")
        await at.ana.selects(post, menu(post, "kind")["custom_id"], "topline")
        await at.ana.selects(post, menu(post, "phase")["custom_id"], "3")
        await at.ana.selects(post, menu(post, "year")["custom_id"], "2027")
        assert "2027" in post.text.splitlines()[0]
        assert "topline" in post.text.splitlines()[0]
        await at.ana.presses(post, "Reset")
        await at.ana.selects(post, menu(post, "state")["custom_id"], "done")
        assert "reached" in post.text.splitlines()[0]
        await at.ana.presses(post, "Done")
        assert "Sort and filter" in post.labels
        assert not at.server.refusals


async def test_figures_are_filtered_with_menus(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!market")
        await at.ana.presses(post, "Sort and filter")
        await at.ana.selects(post, menu(post, "metric")["custom_id"], "policy-status")
        await at.ana.selects(post, menu(post, "year")["custom_id"], "2025")
        assert "policy status" in post.text
        assert not at.server.refusals


@pytest.mark.parametrize(
    "question",
    ["!search 恒瑞", "!search ivonescimab", "!market 2025", "!sources ak112", "!milestones", "!trial HARMONi-3"],
)
async def test_details_of_what_is_listed(store_path, question):
    async with scene(store_path) as at:
        post = await at.asked(question)
        listed = [each for each in items(post) if each["custom_id"].startswith("c:details:")]
        for option in listed[0]["options"][:4] if listed else ():
            reply = await at.ana.selects(post, listed[0]["custom_id"], option["value"])
            assert reply.ephemeral
            assert reply.embeds, option
        assert listed or question.startswith("!sources")
        assert not at.server.refusals


@pytest.mark.parametrize(("kind", "facets"), FACETS_OF.items())
def test_nothing_chosen_changes_nothing(kind, facets):
    query = Query(kind=kind)
    assert narrowed(query, {}) == query
    assert set(facets)


async def test_an_answer_is_asked_again_by_its_id(store_path):
    async with scene(store_path) as at:
        ben, side = at.server.guild("Team").member("ben"), at.server.guild("Team").text_channel("side")
        post = await at.asked("!deals 2024-2025")
        await at.ana.presses(post, "Sort and filter")
        await at.ana.selects(post, menu(post, "modality")["custom_id"], "ADC")
        [command] = re.findall(r"!again [a-z2-7]{16}", post.text)
        await ben.says(side, command)
        there = await side.next_post()
        assert there.text.splitlines()[0] == post.text.splitlines()[0]
        assert "ADC" in there.text.splitlines()[0]
        await ben.presses(there, "Sort and filter")
        told = await at.asked("!again aaaaaaaaaaaaaaaa")
        assert told.content == asking.FORGOTTEN
        key = command.removeprefix("!again ")
        for same in (
            await ben.slash(side, "again", id=key.upper()),
            await at.asked(f"{at.me} again {key}"),
            await at.asked(f"!再问 {key}"),
        ):
            assert same.text.splitlines()[0] == post.text.splitlines()[0]
        assert not at.server.refusals


async def test_an_answer_is_asked_again_as_a_reply_to_it(store_path):
    async with scene(store_path) as at:
        assert (await at.asked("!again")).content == again.NO_ID
        post = await at.asked("!deals 2025")
        await at.asked("!drug AK112")
        said = await at.ana.says(at.general, "!again", reply_to=post)
        there = await at.general.next_post()
        assert there.text.splitlines()[0] == post.text.splitlines()[0]
        await at.ana.edits(said, "!again aaaaaaaaaaaaaaaa")
        await there.next_edit()
        assert there.content == asking.FORGOTTEN
        assert not at.server.refusals


async def test_a_search_is_turned_and_narrowed_to_kinds_of_records(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!search PD-1")
        assert "1–10 of 34" in post.text
        first = {each["value"] for each in menu(post, "details")["options"]}
        await at.ana.presses(post, next(each["custom_id"] for each in items(post) if ":next:" in each["custom_id"]))
        assert "11–20 of 34" in post.text
        assert not first & {each["value"] for each in menu(post, "details")["options"]}
        await at.ana.presses(post, "Sort and filter")
        offered = {each["value"]: each["label"] for each in menu(post, "record")["options"]}
        assert offered.keys() >= {"any", "drug", "deal"}
        await at.ana.selects(post, menu(post, "record")["custom_id"], "deal")
        count = int(re.findall(r"\d+", offered["deal"])[0])
        await at.ana.presses(post, "Done")
        assert f"{count} record" in post.text
        assert {each["value"].partition(":")[0] for each in menu(post, "details")["options"]} == {"deal"}
        assert not at.server.refusals
