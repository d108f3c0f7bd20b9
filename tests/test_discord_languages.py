"""In which language the bot speaks on Discord: that of the question, else the person's, the server's, Discord's own."""

import pytest

from bot import spoken
from db import settings as kept
from tests.discord_support import items, scene


async def said(at, person, text, channel=None):
    place = channel or at.general
    await person.says(place, text)
    return (await place.next_post()).text


async def test_a_neutral_question_is_answered_in_the_language_of_the_server(store_path):
    async with scene(store_path) as at:
        kept.change(at.client.readout.store, at.server.guild("Team").id, who="test", language="zh")
        assert "权益" in await said(at, at.ana, "!drug AK112")
        assert "權益" in await said(at, at.ana, "!藥物 AK112")
        assert "Rights" in await said(at, at.ana, f"{at.me} what is AK112, and who has the rights to it?")
        assert "命令" in await said(at, at.ana, "!help")
        assert "没有名为" in await said(at, at.ana, "!drug AK99999")
        assert not at.server.refusals


async def test_ones_own_language_wins_over_that_of_the_server(store_path):
    async with scene(store_path) as at:
        kept.change(at.client.readout.store, at.server.guild("Team").id, who="test", language="zh")
        assert "Your language is English" in await said(at, at.ana, "!language en")
        assert "Rights" in await said(at, at.ana, "!drug AK112")
        assert "您的語言是繁體中文" in await said(at, at.ana, "!language zh-TW")
        assert "權益" in await said(at, at.ana, "!drug AK112")
        assert "語言可以是" in await said(at, at.ana, "!language klingon")
        assert "您的語言是繁體中文" in await said(at, at.ana, "!language")
        assert "您尚未选择语言" in await said(at, at.ana, "!language auto")
        assert "权益" in await said(at, at.ana, "!drug AK112")


async def test_settings_in_a_direct_message_are_ones_own(store_path):
    async with scene(store_path) as at:
        dm = at.ana.dm
        assert "简体中文" in await said(at, at.ana, "!settings language zh", dm)
        assert "权益" in await said(at, at.ana, "!drug AK112", dm)
        assert "只能在服务器的频道中使用" in await said(at, at.ana, "!settings role boss", dm)
        assert "只能在服务器的频道中使用" in await said(at, at.ana, "!setup", dm)
        with at.client.readout.store.read() as db:
            assert kept.of_person(db, at.ana.id) == "zh"


@pytest.mark.parametrize(
    ("locale", "word"), [("zh-CN", "权益"), ("zh-TW", "權益"), ("en-US", "Rights"), ("de", "Rights")]
)
async def test_with_nothing_set_a_slash_command_is_answered_in_the_language_of_discord(store_path, locale, word):
    async with scene(store_path) as at:
        at.ana.user.locale = locale
        assert word in (await at.ana.slash(at.general, "drug", words="AK112")).text


async def test_a_choice_wins_over_the_language_of_discord(store_path):
    async with scene(store_path, language="zh") as at:
        assert "权益" in (await at.ana.slash(at.general, "drug", words="AK112")).text
        reply = await at.ana.slash(at.general, "language", value="en")
        assert reply.ephemeral
        assert "Your language is English" in reply.text
        assert "Rights" in (await at.ana.slash(at.general, "drug", words="AK112")).text


async def test_what_stands_under_an_answer_speaks_its_language(store_path):
    async with scene(store_path) as at:
        post = await at.asked(f"{at.me} 2025年的交易")
        assert "排序与筛选" in post.labels
        assert "查看详情……" in [each.get("placeholder") for each in items(post)]
        form = await at.ana.presses(post, "1 / 9")
        assert (await at.ana.submits(form, {"页码": "0"})).content == "这不是页码，请输入例如2"
        menus = await at.ana.presses(post, "排序与筛选")
        labels = [option["label"] for each in items(menus.post) for option in each.get("options", ())]
        assert "单抗 (14)" in labels
        assert any(label.startswith("阿斯利康") for label in labels)
        ben = at.server.guild("Team").member("ben")
        assert "这些按钮仅供提问者使用" in (await ben.presses(menus, "完成")).content


async def test_details_are_told_in_the_language_of_the_answer(store_path):
    async with scene(store_path) as at:
        post = await at.asked(f"{at.me} 2025年首付款最高的三笔交易")
        details = await at.ana.selects(post, "查看详情……", "恒瑞医药 → 葛兰素史克")
        assert "首付款" in details.text


async def test_refusals_speak_the_language_of_what_was_typed(store_path):
    async with scene(store_path, cooldown="1/60") as at:
        assert "权益" in await said(at, at.ana, "!药物 AK112")
        assert "提问太频繁了" in await said(at, at.ana, f"{at.me} 康方生物的交易有哪些？")


async def test_a_chinese_alias_is_answered_in_chinese(store_path):
    async with scene(store_path) as at:
        assert "需要“管理服务器”权限" in await said(at, at.ana, "!设置")
        assert "需要“管理伺服器”權限" in await said(at, at.ana, "!設定")
        assert "请写明是哪一个，例如" in await said(at, at.ana, "!药物")


@pytest.mark.parametrize(
    ("locale", "choice"),
    [("zh-CN", "zh"), ("zh-TW", "zh-TW"), ("zh-HK", "zh-TW"), ("en-GB", "en"), ("ja", "auto"), ("", "auto")],
)
def test_the_languages_of_discord(locale, choice):
    assert spoken.of_locale(locale) == choice


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("zh", "zh"),
        ("ZH_tw", "zh-TW"),
        ("中文", "zh"),
        ("繁體中文", "zh-TW"),
        ("English", "en"),
        ("Auto", "auto"),
        ("fr", None),
    ],
)
def test_languages_as_people_type_them(typed, choice):
    assert spoken.read(typed) == choice
