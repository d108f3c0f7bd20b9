"""What the store says in English, in Chinese: all that is bundled is read, by whole texts or not at all, and means the same."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import db
from bot.chinese import territory
from bot.i18n import speaking

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
