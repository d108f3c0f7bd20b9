"""What Discord shows of the commands in other languages, and that nothing which people see on Discord is left in English."""

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.client import syncing
from bot.client.lookup import LOOK_UP, SAVE
from bot.i18n import _, speaking
from bot.language.commands import COMMANDS
from db import data
from db import settings as kept
from tests import catalogues
from tests.discord_support import scene

#: Texts of fewer words also stand in names and titles.
_SENTENCE = 3
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def described(commands: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give all commands, those under others, and their options."""
    for each in commands:
        yield each
        yield from described(each.get("options") or [])


async def registered(at) -> list[dict[str, Any]]:
    return [dict(each) for each in at.server.world.commands[None].values()]


async def test_descriptions_are_registered_in_chinese_and_names_are_not(store_path):
    async with scene(store_path) as at:
        commands = await registered(at)
        menus = {each["name"]: each for each in commands if each.get("type") == 3}
        slash = [each for each in commands if each.get("type", 1) == 1]
        assert {command.name for command in COMMANDS} <= {each["name"] for each in slash}
        for each in described(slash):
            assert re.fullmatch(r"[a-z]{1,32}", each["name"])
            assert not each.get("name_localizations")
            said = each["description_localizations"]
            assert set(said) == {"zh-CN", "zh-TW"}, each["name"]
            assert all(_CHINESE.search(text) and len(text) <= 100 for text in said.values())
        drug = next(each for each in slash if each["name"] == "drug")
        assert drug["description_localizations"] == {
            "zh-CN": "一种药物：名称、权益、交易、后续事件与已达成事件",
            "zh-TW": "一種藥物：名稱、權益、交易、後續事件與已達成事件",
        }
        for name in (LOOK_UP, SAVE):
            with speaking("zh"):
                assert menus[name]["name_localizations"]["zh-CN"] == _(name)


async def test_commands_are_registered_anew_only_when_a_translation_changed(store_path):
    async with scene(store_path) as at:
        assert not await syncing.sync(at.client.tree)
        for each in at.server.world.commands[None].values():
            if each["name"] == "drug":
                each["description_localizations"]["zh-CN"] = "旧的说明"
        assert await syncing.sync(at.client.tree)
        assert not await syncing.sync(at.client.tree)


def whole_sentences() -> list[re.Pattern[str]]:
    """Give patterns of the English texts of the catalogue that are of several words, whatever is filled in."""
    found = []
    facts = " ".join(file.read_text(encoding="utf-8") for file in sorted(Path(data.__file__).parent.glob("*.csv")))
    for (context, text), message in catalogues.messages(catalogues.read("zh")).items():
        words = re.findall(r"[A-Za-z]{2,}", re.sub(r"\{[^}]*\}|![a-z]+[^;,:.]*", "", text))
        if context is None and len(words) >= _SENTENCE and text != message.string and text not in facts:
            parts = [
                re.escape(part) + (r".{0,200}?" if name is not None else "") for part, name, *_rest in _parts(text)
            ]
            found.append(re.compile("".join(parts)))
    return found


def _parts(text: str) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    yield from string.Formatter().parse(text)


SENTENCES = whole_sentences()
#: What is typed of each kind: questions that are answered, refused and asked back, and all that is not a question.
TYPED = (
    "!help", "!help deals", "!about", "!deals 2025", "!deals 2025 ADC upfront>=100m", "!deals from:CSPC to:AstraZeneca",
    "!deals 2031", "!deals 2025-13", "!deals lots", "!deal 3SBio Pfizer", "!deal nothing", "!drug AK112", "!drug AK99999", "!drug",
    "!company Akeso", "!company", "!trial HARMONi-3", "!milestones", "!milestones overdue", "!milestones H1 2027", "!market 2025",
    "!market 1999", "!compare 2024 2025", "!compare AK112 SSGJ-707", "!compare 2024", "!comps PD-1xVEGF", "!search Lp(a)",
    "!search qqqqq", "!sources ak112", "!sources nothing", "!drgu AK112", "!xyzzy", "!settings", "!settings colour red",
    "!settings language klingon", "!settings timezone Shangai", "!settings channel nowhere", "!settings role nobody",
    "!setup", "!language", "!language klingon", "!export", "!export csv deals 2025", "!export json !deals 2025", "!chart",
    "!chart help", "!calendar AK112", "!calendar market 2025", "!calendar publish", "!remind", "!remind list", "!remind here AK112 30d",
    "!remind show r1", "!remind show r99", "!remind log", "!remind pause r1", "!remind remove r1", "!watch AK112", "!watching",
    "!unwatch AK112", "!next", "!why", "!digest", "!undo",
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "zh-TW"])
async def test_nothing_is_said_in_english_where_chinese_was_chosen(store_path, language):
    async with scene(store_path) as at:
        team = at.server.guild("Team")
        kept.change(at.client.readout.store, team.id, who="test", language=language)
        boss = team.member("boss", roles=(team.role("Boss", "manage_guild", "manage_channels", "manage_events"),))
        left = {}
        for typed in TYPED:
            await boss.says(at.general, typed)
            post = await at.general.next_post()
            seen = "\n".join([post.text, *post.labels, *_menus(post)])
            if not _CHINESE.search(seen):
                left[typed] = [seen]
            elif found := [each.pattern for each in SENTENCES if each.search(seen)]:
                left[typed] = found
        assert left == {}
        assert not at.server.refusals


def _menus(post: Any) -> list[str]:
    items = [item for row in post.components for item in row["components"]]
    return [str(text) for item in items for text in (item.get("placeholder"), *_options(item)) if text]


def _options(item: dict[str, Any]) -> list[str]:
    return [option["label"] for option in item.get("options", ())]
