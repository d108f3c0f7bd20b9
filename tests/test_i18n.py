"""Answers in the language of the question: complete catalogues, Chinese that is Chinese, and the same facts in both languages."""

import gettext
import re
import string
import subprocess
import sys
from contextvars import copy_context
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import zhconv

import bot
import db
from bot.app import Readout
from bot.i18n import _, language, language_of, speaking
from bot.render import discord as drawing
from bot.render import plain
from bot.spoken import Choice, speak_as_chosen
from db.store import Store
from tests import catalogues
from tests.conftest import TODAY
from tests.eval.compute import load

#: So many Chinese questions of the set are read closely, spread over all its topics.
SAMPLE = sorted(
    (question for question in load() if question["lang"] == "zh" and language_of(question["q"]) == "zh"),
    key=lambda question: str(question["topic"]),
)
SAMPLE = SAMPLE[:: max(len(SAMPLE) // 75, 1)]
#: Words that stay English in a Chinese answer: terms of the field, codes of currencies, the names of what is typed.
FIELD_TERMS = re.compile(
    r"(?i)adc|pdufa|newco|cxo|cro|sirna|os|h[12]|q[1-4]|rmb|usd|b|m|k|t|bd|mnc|tides|readout|nct|id|to|x|vs|note"
    r"|!?(?:deals?|drug|company|trial|milestones|market|compare|search|sources|help|about)"
)
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z'’/&.+-]*(?: [A-Za-z][A-Za-z'’/&.+-]*)*")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def placeholders(text: str) -> list[str]:
    """Give the names and formats that a text has to fill in."""
    fields = ((name, form) for _text, name, form, _turn in string.Formatter().parse(text) if name is not None)
    return sorted({f"{name}:{form}" for name, form in fields})


@pytest.fixture(params=catalogues.languages())
def tongue(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_text_of_the_code_is_translated_and_nothing_else_is(tongue):
    said, known = set(catalogues.texts()), catalogues.messages(catalogues.read(tongue))
    assert said - set(known) == set(), "run make catalogues, and translate what is new"
    assert set(known) - said == set(), "run make catalogues: these texts are no longer said"
    assert [text for text, message in known.items() if not message.string or message.fuzzy] == []


def test_a_translation_fills_in_what_the_text_does(tongue):
    wrong = [
        (text, message.string)
        for (_context, text), message in catalogues.messages(catalogues.read(tongue)).items()
        if placeholders(text) != placeholders(str(message.string)) and not text.startswith(_FORMS_OF_ITS_OWN)
    ]
    assert wrong == []


#: The hint of such a sentence is English, too; a Chinese one has its own.
_FORMS_OF_ITS_OWN = ("“{words}” is no amount", "A year has {count} {unit}", "slipped twice")


def test_the_traditional_catalogue_is_made_from_the_simplified_one():
    for derived, origin in catalogues.DERIVED.items():
        made = catalogues.messages(catalogues.brought_up_to_date(derived))
        kept = catalogues.messages(catalogues.read(derived))
        assert {text: each.string for text, each in made.items()} == {
            text: each.string for text, each in kept.items()
        }, f"run make catalogues: {derived} is made from {origin}"


def test_what_is_compiled_is_in_step_with_the_catalogue(tongue):
    with catalogues.catalogue_file(tongue).with_suffix(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    for (context, text), message in catalogues.messages(catalogues.read(tongue)).items():
        said = compiled.pgettext(context, text) if context else compiled.gettext(text)
        assert said == message.string, "run make catalogues"


def test_english_is_answered_without_opening_a_catalogue():
    code = (
        "import sys; from bot.i18n import _, speaking, word\n"
        "assert 'babel' not in sys.modules and _('Note: {note}', note=1) == 'Note: 1' and word('upfront') == 'upfront'\n"
        "from bot.i18n import _catalogue; assert _catalogue.cache_info().currsize == 0\n"
        "with speaking('zh'): assert word('upfront') == '首付款'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(bot.__file__).parent.parent)


@pytest.fixture(scope="module")
def facts() -> str:
    """All that the bundled facts say, in small letters, to tell their English from the answer's own."""
    files = sorted((Path(db.__file__).parent / "data").glob("*.csv"))
    return " ".join(" ".join(file.read_text(encoding="utf-8") for file in files).lower().split())


@pytest.mark.parametrize("question", SAMPLE, ids=lambda each: each["q"])
def test_a_chinese_answer_has_no_english_but_what_the_store_says(ask, facts, question):
    answer = ask(question["q"], question["today"])
    assert answer["query"]["language"] == "zh"
    assert _CHINESE.search(answer["text"])
    own = [
        run
        for text in (answer["text"], *answer["notes"], *answer["suggestions"])
        for run in _LATIN_RUN.findall(text)
        if not all(FIELD_TERMS.fullmatch(word) or word.isupper() for word in run.split())
        and run.lower() not in facts
        and run.lower() not in question["q"].lower()
        and not re.search(rf"!\w+ {re.escape(run.split(' ', 1)[-1])}", text)
    ]
    assert own == []


def test_the_sample_is_large_enough():
    assert len(SAMPLE) >= 60
    assert len({question["topic"] for question in SAMPLE}) >= 8


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("!deals 2025", "!交易 2025年"),
        ("how many deals in 2025 in the store?", "库里2025年有多少笔交易？"),
        ("largest upfront in 2025", "2025年最大的首付款"),
        ("what is expected for AK112", "AK112预期有哪些里程碑？"),
        ("which milestones slipped?", "有哪些里程碑推迟了？"),
        ("!drug AK112", "!药物 AK112"),
        ("!company Akeso", "!公司 康方"),
        ("!trial HARMONi-3", "!试验 HARMONi-3"),
        ("!market 2025", "!市场 2025"),
    ],
)
def test_both_languages_rest_on_the_same_facts(ask, english, chinese):
    ours, theirs = ask(english), ask(chinese)
    assert [theirs[key] for key in ("kind", "value", "unit", "rows", "sources")] == [
        ours[key] for key in ("kind", "value", "unit", "rows", "sources")
    ]
    assert theirs["text"] != ours["text"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("康方生物2025年之前的交易", "首付款5亿美元（$500M）"),
        ("2025年首付款总额", "63.23亿美元（$6.32B），90笔中59笔披露"),
        ("依沃西单抗PDUFA是哪天", "PDUFA日期 HARMONi：2026年11月14日（逾期8天）"),
        ("依沃西单抗是什么药？", "依沃西单抗 · AK112 · ivonescimab"),
        ("恒瑞的交易", "恒瑞医药 → 默沙东"),
        ("HARMONi-3非鳞队列的指引推迟了吗", "2027年初（至2027年4月30日）→ 2027年上半年（至2027年6月30日）"),
        ("AK999是什么药", "数据库中没有名为AK999的药物。"),
        ("2025年13月的交易", "没有13月：月份从1到12。"),
        ("我该买康方生物的股票吗", "不提供投资建议"),
        ("!帮助", "一笔交易的全部信息"),
        ("!关于", "数据库内容"),
    ],
)
def test_chinese_as_people_in_the_field_write_it(ask, question, said):
    assert said in ask(question)["text"]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("!deals 2025", "en"),
        ("who licensed 恒瑞's GLP-1 drug to Kailera?", "en"),
        ("", "en"),
        ("¿qué?", "en"),
        ("!deals from:恒瑞 to:Pfizer", "zh"),
        ("2025年 ADC 首付款 top 5", "zh"),
        ("恒瑞 deals by upfront", "zh"),
        ("!drug 依沃西", "zh"),
        ("？？？", "zh"),
        ("依沃西單抗是甚麼藥?", "zh-TW"),
        ("依沃西 PDUFA 何日", "zh"),
    ],
)
def test_the_language_of_a_question(text, spoken):
    assert language_of(text) == spoken


@pytest.mark.parametrize(
    ("text", "usual", "spoken"),
    [
        ("!deals 2025", "zh", "zh"),
        ("!deals from:CSPC to:AstraZeneca", "zh", "zh"),
        ("AK112 PDUFA", "zh-TW", "zh-TW"),
        ("next readout of AK112", "zh", "zh"),
        ("who paid the largest upfront in 2025?", "zh", "en"),
        ("依沃西 PDUFA 何日", "zh-TW", "zh-TW"),
        ("依沃西单抗是什么药？", "zh-TW", "zh"),
        ("依沃西單抗是什麼藥？", "zh", "zh-TW"),
        ("", "zh", "zh"),
    ],
)
def test_what_is_in_no_language_is_answered_in_the_usual_one(text, usual, spoken):
    assert language_of(text, usual) == spoken


def test_a_question_is_answered_in_its_language_and_a_neutral_one_in_the_language_spoken(store: Store):
    readout = Readout(store, today=lambda: TODAY)
    with speaking("zh"):
        assert readout.ask("!drug AK112").query.language == "zh"
        assert readout.ask("!drug 依沃西").query.language == "zh"
        assert readout.ask("!who paid the largest upfront in 2025?").query.language == "en"
        assert readout.ask("who paid the largest upfront in 2025?").query.language == "en"
    assert readout.ask("!藥物 AK112").query.language == "zh-TW"


_IN_CHINESE_WORDS = (
    "!drug 泽布替尼",
    "!deals from:康诺亚 to:阿斯利康",
    "!company 荣昌生物",
    "!deals 2024 双抗",
    "!milestones 肿瘤",
)


@pytest.mark.parametrize("command", _IN_CHINESE_WORDS)
def test_chinese_words_make_a_command_chinese_unless_a_language_was_chosen(store: Store, command):
    readout = Readout(store, today=lambda: TODAY)
    assert readout.ask(command).query.language == "zh"
    for choice in ("en", "zh", "zh-TW"):
        assert copy_context().run(_language_as_chosen, readout, command, choice) == choice
        assert copy_context().run(_language_as_chosen, readout, "!药物 依沃西单抗", choice) == "zh"


def _language_as_chosen(readout: Readout, text: str, choice: Choice) -> str:
    speak_as_chosen(choice)
    return readout.ask(text).query.language


def test_a_fragment_goes_on_in_the_language_of_the_question_before(store: Store):
    readout = Readout(store, today=lambda: TODAY)
    before = readout.ask("2025年ADC交易").query
    assert readout.ask("2024", before=before).query.language == "zh"
    assert readout.ask("and how many of them in 2024?", before=before).query.language == "en"
    assert readout.ask("!deals 2024", before=before).query.language == "en"


TRADITIONAL = (
    "2025年首付款最高的三筆交易", "依沃西單抗是什麼藥？", "恆瑞的交易", "2027年上半年會有哪些里程碑？", "有哪些里程碑推遲了？",
    "!比較 2024 2025", "!市場 2025", "!幫助", "!關於", "AK999是什麼藥", "2025年13月的首付款總額",
)  # fmt: skip


@pytest.mark.parametrize("question", TRADITIONAL)
def test_traditional_characters_are_answered_in_traditional_characters(ask, question):
    theirs, ours = ask(question), ask(zhconv.convert(question, "zh-hans"))
    assert theirs["query"]["language"] == "zh-TW"
    for key in ("kind", "value", "unit", "rows", "sources"):
        assert theirs[key] == ours[key]
    said = theirs["text"]
    simplified = [
        each for each in _CHINESE.findall(said) if language_of(each) == "zh" and zhconv.convert(each, "zh-tw") != each
    ]
    assert [each for each in simplified if each not in "里注"] == []  # these two are traditional as well
    assert "数" not in said
    assert said != ours["text"]


def test_a_language_is_spoken_only_as_long_as_it_is_asked_for():
    with speaking("zh"):
        assert (language(), _("Note")) == ("zh", "注")
        with speaking("en"):
            assert _("Note") == "Note"
        assert _("Note") == "注"
    assert (language(), _("Note")) == ("en", "Note")


def test_a_page_keeps_its_language_when_it_is_drawn_later(store: Store):
    page = Readout(store, today=lambda: TODAY).ask("2025年的交易").page
    assert "注：" in plain.render(page)
    assert "……另有" in plain.render(page)
    names = [field.name for embed in drawing.embeds(page, ZoneInfo("Asia/Shanghai")) for field in embed.fields]
    assert "注" in names
    assert "Note" not in names


def test_a_query_kept_as_data_is_answered_in_its_language(store: Store):
    readout = Readout(store, today=lambda: TODAY)
    query = readout.understand("2025年的交易")
    assert readout.answer(query).text == readout.ask("2025年的交易").text
