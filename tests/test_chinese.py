"""What the store says in English, in Chinese: all that is bundled is read, by whole texts or not at all, and means the same."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import db
from bot.answers.times import days_in_words, spelled
from bot.app import Readout
from bot.chinese import asset, city, figure, indication, royalties, study, target, territory
from bot.i18n import speaking
from bot.language.query import Query
from db.derived import study_names
from db.filters import MarketFilter
from db.store import Store
from tests.conftest import TODAY

_DATA = Path(db.__file__).parent / "data"
_LATIN = re.compile(r"[A-Za-z]{2,}")


def bundled(file: str, *columns: str) -> list[str]:
    """Give the different texts of some columns of a bundled file."""
    with (_DATA / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
        return sorted({row[column] for row in csv.DictReader(stream) for column in columns if row[column]})


def english_in(text: str) -> set[str]:
    return set(_LATIN.findall(text))


@pytest.mark.parametrize("text", bundled("deals", "territory"))
def test_every_bundled_territory_is_said_in_chinese_alone(text):
    with speaking("zh"):
        assert english_in(territory(text)) <= {"Adagene", "Jacobio", "CRISPR", "Sirius", "ADC"}
    assert territory(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("worldwide ex Greater China and South Korea", "全球（不含大中华区和韩国）"),
        ("worldwide ex mainland China, Hong Kong, Macau", "全球（不含中国大陆及港澳）"),
        ("worldwide ex Asia (Japan and Singapore included)", "全球（不含亚洲，但含日本和新加坡）"),
        ("Japan, Asia ex China, Oceania", "日本、亚洲（不含中国）和大洋洲"),
        ("Middle East and North Africa (11 countries) and South Africa", "中东北非（11国）和南非"),
        ("worldwide in non-oncology; worldwide ex Asia in oncology", "非肿瘤领域：全球；肿瘤领域：全球（不含亚洲）"),
        ("adds Latin America, Middle East, Africa", "新增拉丁美洲、中东和非洲"),
        ("worldwide ex China (co-development in China)", "全球（不含中国），在中国共同开发"),
        ("US and Narnia", "US and Narnia"),
        ("worldwide ex Narnia and Japan", "worldwide ex Narnia and Japan"),
    ],
)
def test_a_territory_means_the_same_in_chinese(text, said):
    with speaking("zh"):
        assert territory(text) == said


def test_a_territory_is_written_in_the_characters_of_taiwan():
    with speaking("zh-TW"):
        assert territory("worldwide ex Greater China and South Korea") == "全球（不含大中華區和韓國）"


_PLACE = st.sampled_from(
    ["US", "Japan", "Middle East and Africa", "South Korea", "Russia/CIS", "India", "Greater China"]
)


@given(st.lists(_PLACE, min_size=1, max_size=6), st.sampled_from([", ", " and ", ", and "]))
def test_all_that_is_left_out_of_the_world_stays_left_out(places, between):
    listed = between.join([*(", ".join(places[:-1]) and [", ".join(places[:-1])]), places[-1]])
    with speaking("zh"):
        left_out = "、".join(territory(each) for each in places[:-1])
        last = territory(places[-1])
        assert territory(f"worldwide ex {listed}") == f"全球（不含{f'{left_out}和' if left_out else ''}{last}）"


_WORDS = st.sampled_from(sorted({word for text in bundled("deals", "territory") for word in text.split()}))


@given(st.lists(_WORDS, max_size=60).map(" ".join))
def test_a_territory_is_said_whole_or_left_as_it_is(text):
    with speaking("zh"):
        said = territory(text)
    names = set(re.findall(r"([A-Z][\w-]*) (?:leads|option)\b", text))
    assert said == text or english_in(said) <= {"ADC"}.union(*map(english_in, names))


#: Names that Chinese has no word for, and codes in small letters, of the texts below.
_NAMES = {
    "Abb", "Vie", "Arrowhead", "mg", "cilta", "cel", "rilvegostomig", "Kailera", "Part", "pumitamig", "Gallagher", "and", "Krishnamoorthi",
    "Hagerty", "Peters", "Complete", "Genomics", "Macquarie", "Sec", "ex",
    "An", "Heart", "taletrectinib", "safusidenib", "atrasentan", "zigakibart", "aficamten",
}  # fmt: skip
_WORDS_IN_SMALL_LETTERS = re.compile(r"(?<![A-Za-z-])[a-z]{3,}(?![A-Za-z-])")

_TEXTS: tuple[tuple[Callable[[str], str], tuple[str, ...]], ...] = (
    (indication, ("milestones.indication", "trials.indication")),
    (study, ("milestones.trial",)),
    (royalties, ("deals.royalties",)),
    (city, ("companies.hq",)),
    (figure, ("market_figures.text",)),
    (target, ("drugs.targets",)),
    (lambda text: days_in_words(spelled(text)), ("market_figures.period", "guidance.guidance")),
)


@pytest.mark.parametrize(
    ("say", "text"),
    [(say, text) for say, places in _TEXTS for place in places for text in bundled(*place.split("."))],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_every_bundled_text_is_said_in_chinese(say, text):
    with speaking("zh"):
        said = say(text)
    parts = text.split(" | ")
    if say is target:
        with speaking("zh"):
            said = " ".join(map(target, parts))
    assert set(_WORDS_IN_SMALL_LETTERS.findall(said)) <= _NAMES


def test_what_deals_without_a_named_drug_are_over_is_said_in_chinese():
    with (_DATA / "deals.csv").open(encoding="utf-8", newline="") as stream:
        texts = {row["assets_text"] for row in csv.DictReader(stream) if not row["drugs"]}
    with speaking("zh"):
        assert [text for text in texts if set(_WORDS_IN_SMALL_LETTERS.findall(asset(text))) - _NAMES] == []


@pytest.mark.parametrize(
    ("say", "text", "said"),
    [
        (indication, "1L squamous NSCLC, with chemo vs tislelizumab+chemo", "1L鳞状NSCLC，联合化疗，对照替雷利珠单抗+化疗"),
        (indication, "CLL/SLL after at least one line including a BTK inhibitor", "至少一线治疗（含BTK抑制剂）后的CLL/SLL"),
        (indication, "HER2-positive colorectal cancer after oxaliplatin, fluorouracil and irinotecan",
         "奥沙利铂、氟尿嘧啶和伊立替康后的HER2阳性结直肠癌"),
        (indication, "recurrent/metastatic ESCC after PD-(L)1 plus platinum chemo", "PD-(L)1加含铂化疗后的复发/转移性ESCC"),
        (indication, "a disease nobody has heard of, with chemo", "a disease nobody has heard of, with chemo"),
        (study, "HARMONi-3 (non-squamous cohort)", "HARMONi-3（非鳞状队列）"),
        (royalties, "tiered, high single to low double digit", "分级，高个位数至低双位数"),
        (city, "San Diego and Shanghai", "圣迭戈和上海"),
        (spelled, "2025 Jan to 29 Aug", "2025年1月至8月29日"),
        (spelled, "2026 to mid-Feb", "2026年初至2月中旬"),
        (spelled, "2026 year to date", "2026年初至今"),
        (spelled, "2026-2027", "2026年至2027年"),
    ],
)  # fmt: skip
def test_a_text_means_the_same_in_chinese(say, text, said):
    with speaking("zh"):
        assert say(text) == said
    assert say(text) == text


_TERMS_USED = st.sampled_from(
    sorted({word for text in bundled("milestones", "indication", "trial") for word in re.split("[ ,;]+", text)})
)


@given(st.lists(_TERMS_USED, max_size=40).map(" ".join))
def test_any_words_of_patients_are_said_or_left(text):
    with speaking("zh"):
        for say in (indication, study, royalties, figure):
            said = say(text)
            assert said == text or set(_WORDS_IN_SMALL_LETTERS.findall(said)) <= _NAMES


@pytest.fixture(scope="module")
def names() -> set[str]:
    """All words that names of the store are made of, in small letters: they stay as they are."""
    columns = {
        "companies": ("name", "aliases", "tickers"),
        "drugs": ("code", "generic_name", "brand_names", "aliases", "targets"),
        "trials": ("acronym",),
        "market_figures": ("asserted_by",),
    }
    texts = [text for file, wanted in columns.items() for text in bundled(file, *wanted)]
    texts += [name for text in bundled("milestones", "trial") for name in study_names(text)]
    return {word.casefold() for text in texts for word in re.findall("[A-Za-z]+", text)}


#: Terms of the field and of what is typed that stay, besides codes, which have no run of small letters.
_FIELD_TERMS = {"readout", "newco", "mg", "discord", "beta", "act", "vs", "alpha", "part", "sirna"}


def _questions() -> Iterator[str | Query]:
    drugs = [text.split(" | ")[0] for text in bundled("drugs", "code")]
    yield from (f"!药物 {drug}" for drug in drugs)
    yield from (f"!公司 {company}" for company in bundled("companies", "name"))
    yield from (f"!交易 {deal}" for deal in bundled("deals", "id"))
    yield from (f"!试验 {trial}" for trial in bundled("trials", "nct_id"))
    for metric in bundled("market_figures", "metric"):
        wanted = (MarketFilter(metrics=(metric,), subjects=(each,)) for each in bundled("market_figures", "subject"))
        yield from (Query(kind="market", want="amount", market=each, language="zh") for each in wanted)
    asked = (
        "的权益归谁",
        "的适应症",
        "现在几期了",
        "下一个里程碑是什么时候",
        "在中国获批了吗",
        "的交易条款",
        "推迟了吗",
        "首付款多少",
    )
    yield from (f"{drug}{what}" for drug in drugs[::6] for what in asked)
    yield from _ABOUT_MANY


_ABOUT_MANY = (
    "2025年的交易",
    "2025年首付款最高的三笔交易",
    "比较2024年和2025年",
    "比较AK112和SKB264",
    "2025年按药物类型的交易",
    "2025年首付款中位数",
    "2025年对外授权总金额",
    "有哪些里程碑逾期了",
    "2027年上半年有哪些里程碑",
    "有哪些里程碑推迟了",
    "生物安全法案立法了吗",
    "2025年谁买的最多",
    "谁做TROP2 ADC",
    "!市场",
    "!市场 2025",
    "!关于",
    "谁说140bn",
    "非鳞癌的里程碑",
    "2024年的收购",
    "已终止的交易",
    "2025年交易数量增长多少",
    "2045年的交易",
)


def test_first_lines_and_labels_of_chinese_answers_have_no_english_words(store: Store, names):
    readout = Readout(store, today=lambda: TODAY)
    left = {}
    for question in _questions():
        with speaking("zh"):
            answer = readout.answer(question) if isinstance(question, Query) else readout.ask(question)
        page = answer.page
        said = [page.title, *page.lead]
        for section in page.sections:
            said += [section.title, *(line.label for line in section.lines)]
            said += [column.title for column in section.table.columns] if section.table else []
        words = {
            word
            for text in said
            for word in re.findall("[A-Za-z]+", text)
            if re.search("[a-z]{2}", word)
            and word.casefold() not in names | _FIELD_TERMS | _NAMES
            and word not in str(question)
        }
        if words:
            left[str(question)] = words
    assert left == {}
