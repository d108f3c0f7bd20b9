"""One question, however it is typed, has one meaning; and no word of a question is dropped in silence."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import zhconv

from bot.app import Readout
from bot.language.commands import COMMANDS
from bot.language.query import Query
from db.store import Store
from tests.conftest import TODAY
from tests.eval.compute import load

Understand = Callable[..., Query]

QUESTIONS = [question for question in load() if not question.get("refuse")]
IN_WORDS = [question for question in QUESTIONS if not question["q"].startswith("!")]
ENGLISH = [question for question in IN_WORDS if question["lang"] == "en"]
CHINESE = [question for question in IN_WORDS if question["lang"] == "zh"]


@pytest.fixture(scope="module")
def understand(bundled_store_path: Path):
    """Give the meaning of a text: its Query, without how it was typed."""
    with Store(bundled_store_path) as store:

        @cache
        def understood(text: str, today: date | str = TODAY) -> Query:
            day = date.fromisoformat(today) if isinstance(today, str) else today
            return unspelt(Readout(store, today=lambda: day).understand(text))

        yield understood


def unspelt(query: Query) -> Query:
    """Leave out of a Query what repeats the typed words: the language, what was taken for a slip, the claimant's capitals."""
    market = query.market
    if market is not None:
        market = market.model_copy(update={"asserted_by": market.asserted_by.casefold()})
    return query.model_copy(update={"language": "en", "assumed": (), "market": market})


def differing(understand: Understand, questions: list[dict[str, Any]], change: Callable[[str], str]) -> list[str]:
    """Give the questions that mean something else when they are typed in another way."""
    found = []
    for question in questions:
        text, day = question["q"], question["today"]
        meant, other = understand(text, day), understand(change(text), day)
        if meant.kind not in ("unknown", "clarify", "search", "sources") and other != meant:
            found.append(change(text))
    return found


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        full_width,
        lambda text: f"  {text}\n",
        lambda text: text.rstrip("?？.。"),
        lambda text: f"{text}?",
        lambda text: text.replace(" x ", " × "),
        lambda text: text.replace(" x ", " X "),
        lambda text: text.replace("'", "’"),
        lambda text: text.replace(" ", "  "),
    ],
    ids=[
        "upper",
        "lower",
        "full width",
        "blanks",
        "no mark",
        "mark",
        "times sign",
        "capital x",
        "apostrophe",
        "wide gaps",
    ],
)
def test_case_width_and_marks_do_not_matter(understand, change):
    assert differing(understand, QUESTIONS, change) == []


@pytest.mark.parametrize(
    "polite",
    [
        "please: {}",
        "hey, {}",
        "quick question - {}",
        "Hi, could you tell me {}",
        "Hello! {}",
        "I was wondering: {}",
        "{} thanks a lot!",
        "{} pls",
    ],
)
def test_politeness_does_not_matter(understand, polite):
    assert differing(understand, ENGLISH, lambda text: polite.format(text.rstrip("?"))) == []


@pytest.mark.parametrize("polite", ["请问{}", "麻烦帮我查一下{}", "{}，谢谢", "你好，{}", "想了解一下{}", "{}呢？"])
def test_politeness_does_not_matter_in_chinese(understand, polite):
    assert differing(understand, CHINESE, lambda text: polite.format(text.rstrip("?？"))) == []


def test_traditional_characters_mean_the_same(understand):
    assert differing(understand, CHINESE, lambda text: zhconv.convert(text, "zh-hant")) == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("ADC deals in 2025", "2025年的ADC交易"),
        ("how many ADC deals in 2025?", "2025年有多少ADC交易？"),
        ("top 5 upfronts in 2025", "2025年首付款前五"),
        ("median upfront of bispecific deals in 2024", "2024年双抗交易首付款中位数"),
        ("mean upfront in oncology deals 2025", "2025年肿瘤交易的平均首付款"),
        ("deals between Hengrui and GSK", "恒瑞和葛兰素史克的交易"),
        ("Pfizer deals in 2025", "2025年辉瑞的交易"),
        ("deals with upfront over $100m in 2025", "2025年首付款超过1亿美元的交易"),
        ("deals with upfront of at least $100m in 2025", "2025年首付款至少1亿美元的交易"),
        ("terminated deals", "终止的交易"),
        ("newco deals in 2024", "2024年的newco交易"),
        ("total upfront in H1 2025", "2025年上半年首付款总额"),
        ("deals in Q3 2025", "2025年三季度的交易"),
        ("siRNA deals since 2024", "2024年以来的小核酸交易"),
        ("PD-1xVEGF deals", "PD-1/VEGF交易"),
        ("who paid the largest upfront in 2025?", "2025年谁付的首付款最高？"),
        ("deals as of 2024-06-30", "截至2024年6月30日的交易"),
        ("!deals 2025", "！交易 2025年"),
        ("!drug AK112", "！药物 依沃西"),
        ("!company Hengrui", "！公司 恒瑞"),
        ("who makes AK112?", "依沃西是哪家公司的？"),
        ("competitors of AK112", "依沃西的竞品"),
        ("has AK112 been approved in China?", "依沃西在中国获批了吗？"),
        ("what is expected in H1 2027?", "2027年上半年有什么里程碑？"),
        ("which milestones are overdue?", "哪些里程碑逾期了？"),
        ("Akeso milestones", "康方的里程碑"),
        ("compare 2024 and 2025", "比较2024年和2025年"),
        ("compare AK112 with SSGJ-707", "比较AK112和SSGJ-707"),
    ],
)
def test_english_and_chinese_ask_the_same(understand, english, chinese):
    one, other = understand(english), understand(chinese)
    assert one.kind not in ("unknown", "clarify")
    assert meaning(one) == meaning(other)


def meaning(query: Query) -> dict[str, Any]:
    """Give what a query asks, without the words in which it was said."""
    said = query.model_dump(mode="json", exclude={"assumed", "ignored", "language", "words", "sides"})
    for part in ("deals", "milestones", "market"):
        if said[part] and said[part]["period"]:
            del said[part]["period"]["text"]
    return {**said, "sides": [meaning(side) for side in query.sides]}


@pytest.mark.parametrize("example", [example for command in COMMANDS for example in command.examples])
def test_every_example_of_a_command_is_answered(ask, example):
    assert ask(f"!{example}")["kind"] not in ("unknown", "clarify")


def test_what_is_suggested_is_not_unknown_itself(ask):
    offered = {
        (suggestion, question["today"]): question["q"]
        for question in load()
        for suggestion in ask(question["q"], question["today"])["suggestions"]
    }
    assert len(offered) > 20
    dead = [
        f"{text} (offered to: {asked})" for (text, day), asked in offered.items() if ask(text, day)["kind"] == "unknown"
    ]
    assert dead == []


# --- no word is dropped ------------------------------------------------------------------------------------------------

_PLAIN = [
    "How many deals in 2025",
    "ADC deals 2025",
    "top 5 upfronts in 2025",
    "total upfront of deals in 2024",
    "!deals 2025",
    "2025年的ADC交易",
]


@pytest.mark.parametrize(
    "restriction",
    [
        "in Europe",
        "in Brazil",
        "with Pfizer",
        "from Hengrui",
        "over $1B",
        "upfront>=100m",
        "phase 3",
        "PD-1xVEGF",
        "oncology",
        "siRNA",
        "newco",
        "terminated",
        "NSCLC",
        "for lung cancer",
        "breast cancer",
        "HARMONi-3",
        "at ASCO",
        "in March",
        "before 2020",
        "and 2023",
        "flibbertigibbet",
        "as of 2024-06-30",
    ],
)
def test_a_restriction_is_used_or_reported(understand, restriction):
    silent = [f"{plain} {restriction}" for plain in _PLAIN if understand(f"{plain} {restriction}") == understand(plain)]
    assert silent == []


@pytest.mark.parametrize(
    ("negative", "positive"),
    [
        ("deals 2025 not from Hengrui", "deals 2025 from Hengrui"),
        ("deals 2025 excluding Hengrui", "deals 2025 Hengrui"),
        ("deals 2025 except Pfizer", "deals 2025 Pfizer"),
        ("deals 2025 without ADCs", "deals 2025 ADCs"),
        ("deals 2025 other than ADCs", "deals 2025 ADCs"),
        ("non-oncology deals 2025", "oncology deals 2025"),
        ("deals 2025 that are not oncology", "deals 2025 that are oncology"),
        ("which deals were not terminated?", "which deals were terminated?"),
        ("deals not in 2025", "deals in 2025"),
        ("没有终止的交易", "终止的交易"),
        ("deals with Pfizer but not 3SBio", "deals with Pfizer 3SBio"),
        ("milestones not from Akeso", "milestones from Akeso"),
        ("2025年除ADC外的交易", "2025年ADC的交易"),
        ("2025年不含恒瑞的交易", "2025年恒瑞的交易"),
        ("2025年非肿瘤交易", "2025年肿瘤交易"),
    ],
)
def test_a_negation_is_never_read_as_its_opposite(ask, negative, positive):
    refused, meant = ask(negative), ask(positive)
    rows = {row["id"] for row in meant["rows"]}
    assert rows
    assert refused["kind"] in ("unknown", "clarify") or not rows & {row["id"] for row in refused["rows"]}


@pytest.mark.parametrize("text", ["!deals 2025 top 10", "deals 2025 top 10", "2025 top 10 deals", "2025 ADC top 10"])
def test_a_year_is_not_the_n_of_a_top_n(ask, text):
    answer = ask(text)
    assert len(answer["rows"]) == 10
    assert all(row["announced"].startswith("2025") for row in answer["rows"])


@pytest.mark.parametrize("country", ["Brazil", "Germany", "India"])
def test_a_place_where_nothing_is_recorded_is_not_dropped(ask, country):
    assert ask(f"Has AK112 been approved in {country}?")["value"] is None
