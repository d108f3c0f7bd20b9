"""The options of slash commands: typed, chosen or completed, they narrow an answer as its menus would."""

import pytest

from bot.client import files, options
from bot.client.facets import FACETS_OF
from bot.language.commands import COMMAND_OF, COMMANDS
from tests.discord_support import scene


async def test_options_narrow_a_list_and_can_be_taken_back(store_path):
    async with scene(store_path) as at:
        reply = await at.ana.slash(at.general, "deals", year=2025, modality="ADC", sort="newest")
        assert reply.text.splitlines()[0].startswith("🤝 Deals — 2025 · ADC")
        assert reply.post
        listed = [option["value"] for option in reply.post.components[0]["components"][0].get("options", ())]
        same = await at.asked("!deals 2025 ADC newest first")
        assert listed == [option["value"] for option in same.components[0]["components"][0].get("options", ())]
        await at.ana.presses(reply.post, "Sort and filter")
        await at.ana.presses(reply.post, "Reset")
        assert "ADC" not in reply.post.text.splitlines()[0]
        assert not at.server.refusals


async def test_words_and_options_go_together(store_path):
    async with scene(store_path) as at:
        for partner in ("AstraZeneca", "阿斯利康", "astrazeneca"):
            reply = await at.ana.slash(at.general, "deals", words="2024-2026", partner=partner)
            assert "AstraZeneca" in reply.text.splitlines()[0]
        reply = await at.ana.slash(at.general, "milestones", words="Akeso", state="done", year=2025)
        assert "2025" in reply.text.splitlines()[0]
        assert "Akeso" in reply.text.splitlines()[0]
        reply = await at.ana.slash(at.general, "market", metric="order-backlog")
        assert "order backlog" in reply.text.splitlines()[0]
        reply = await at.ana.slash(at.general, "search", words="PD-1", record="deal")
        assert "deal" in reply.text.splitlines()[0]
        reply = await at.ana.slash(at.general, "comps", words="PD-1", year=2025)
        assert "2025" in reply.text.splitlines()[0]
        assert not at.server.refusals


async def test_everything_that_can_be_chosen_is_answered(store_path):
    async with scene(store_path) as at:
        for command in COMMANDS:
            words: dict[str, str] = {} if command.optional else {"words": "PD-1"}
            for facet in options.options_of(command):
                for value, _name in options.CHOICES.get(facet, ()):
                    reply = await at.ana.slash(at.general, command.name, {**words, facet: value})
                    assert reply.embeds, (command.name, facet, value)
        assert not at.server.refusals


@pytest.mark.parametrize(
    ("command", "chosen", "said"),
    [
        ("deals", {"partner": "AstraZenca"}, "did you mean AstraZeneca?"),
        ("deals", {"partner": "qqqq"}, "choose one of those offered"),
        ("market", {"metric": "happiness"}, "there is no metric happiness"),
    ],
)
async def test_what_was_not_offered_is_refused_in_a_sentence(store_path, command, chosen, said):
    async with scene(store_path) as at:
        reply = await at.ana.slash(at.general, command, chosen)
        assert reply.ephemeral
        assert said in reply.content


async def test_options_are_completed(store_path):
    async with scene(store_path) as at:
        found = await at.ana.autocompletes(at.general, "deals", partner="阿斯利")
        assert "astrazeneca" in [each["value"] for each in found]
        found = await at.ana.autocompletes(at.general, "market", metric="upfront")
        assert found[0]["value"] == "out-licensing-upfront"
        found = await at.ana.autocompletes(at.general, "help", words="!ch")
        assert found[0]["value"] == "chart"
        assert len(await at.ana.autocompletes(at.general, "help", words="")) <= 25
        assert not at.server.refusals


async def test_options_are_shown_in_chinese(store_path):
    async with scene(store_path) as at:
        registered = {each["name"]: each for each in at.server.world.commands[None].values()}
        for name in ("deals", "milestones", "search", "market"):
            shown = {each["name"]: each for each in registered[name]["options"]}
            assert shown.keys() == {"words", *options.options_of(COMMAND_OF[name])}
            for each in shown.values():
                assert {"zh-CN", "zh-TW"} <= each["description_localizations"].keys()
        [modality] = [each for each in registered["deals"]["options"] if each["name"] == "modality"]
        named = {each["value"]: each.get("name_localizations") or {} for each in modality["choices"]}
        assert named["bispecific"]["zh-CN"] == "双抗"


def test_every_menu_but_that_of_subjects_is_an_option():
    offered = {facet for command in COMMANDS for facet in options.options_of(command)}
    assert offered == {facet for facets in FACETS_OF.values() for facet in facets} - {"subject"}


@pytest.mark.parametrize("style", files.STYLES)
async def test_a_kind_of_picture_is_chosen(store_path, style):
    async with scene(store_path) as at:
        reply = await at.ana.slash(
            at.general, "chart", words="drug AK112" if style == "timeline" else "deals 2025", style=style
        )
        assert reply.post
        assert [each["filename"].endswith(".png") for each in reply.post.attachments] == [True]
        [shown] = [each for each in at.server.world.commands[None].values() if each["name"] == "chart"]
        [choices] = [each["choices"] for each in shown["options"] if each["name"] == "style"]
        assert {each["value"] for each in choices} == set(files.STYLES)
        assert all(each["name_localizations"]["zh-CN"] for each in choices)
