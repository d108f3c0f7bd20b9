"""What is asked back offers only what means the same and can be answered; what is to come is not foretold."""

import pytest

from tests.answers_support import refused


@pytest.mark.parametrize(
    "text",
    [
        "will ivonescimab be approved?",
        "what are the odds of HARMONi-3 succeeding",
        "依沃西能获批吗",
        "依沃西的PDUFA能过吗",
    ],
)
def test_no_forecast_is_answered(ask, text):
    assert ask(text)["kind"] == "unknown"


def test_a_question_back_offers_only_what_can_be_answered(ask):
    for text in ("deals zzgh of Akeso", "hw zzgh deals", "when was telitacicept zzgh for ?"):
        for offered in ask(text)["suggestions"]:
            assert not refused(ask(offered)), (text, offered)


@pytest.mark.parametrize(
    "text",
    [
        "BL-B01D1能获批吗",
        "依沃西的PDUFA能过吗",
        "SKB264明年会不会在欧盟获批",
        "HARMONi-3会成功吗",
        "BIOSECURE法案会通过吗",
        "依沃西获批概率多大",
        "will ivonescimab be approved?",
    ],
)
def test_what_will_come_of_something_is_not_foretold(ask, text):
    assert ask(text)["kind"] == "unknown"


@pytest.mark.parametrize("text", ["可以告诉我依沃西获批了吗", "能查一下SKB264获批了没"])
def test_being_asked_politely_is_no_forecast(ask, text):
    assert ask(text)["value"] is True


@pytest.mark.parametrize("text", ["依沃西什么时候能获批", "when will AK112 be approved"])
def test_an_approval_to_come_is_none_that_came(ask, text):
    answer = ask(text)
    assert answer["value"] is None
    assert "ak112-harmoni-pdufa" in {row["id"] for row in answer["rows"]}


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("依沃希单抗是谁做的", "依沃西单抗是谁做的"),
        ("科伦博秦2025年授权了几个", "科伦博泰2025年授权了几个"),
        ("!drug 依沃希单抗", "!drug 依沃西单抗"),
    ],
)
def test_a_chinese_name_that_is_nearly_one_is_offered_in_the_question(ask, text, offered):
    answer = ask(text)
    assert answer["kind"] == "unknown"
    assert answer["query"]["suggestions"] == [offered]


@pytest.mark.parametrize("text", ["2025年稀奇古怪的交易", "维迪西妥单抗的疗程"])
def test_a_chinese_word_that_is_not_known_is_not_called_a_name(ask, text):
    answer = ask(text)
    assert refused(answer)
    assert "没有名为" not in answer["text"]


@pytest.mark.parametrize("text", ["依沃西2025年的靶点", "恒瑞第二大的里程碑", "除ADC外的里程碑有哪些"])
def test_nothing_is_offered_that_drops_a_time_or_turns_the_question(ask, text):
    answer = ask(text)
    assert not refused(answer) or answer["query"]["suggestions"] == ["!help"]


def test_of_two_periods_each_is_offered_with_all_else_that_was_said(ask):
    answer = ask("2024年一季度和2025年一季度的双抗")
    assert answer["query"]["suggestions"] == ["2024年一季度的双抗", "2025年一季度的双抗"]


@pytest.mark.parametrize("text", ["明年会有多少笔出海", "明年将有多少笔ADC交易"])
def test_deals_to_come_are_not_foretold(ask, text):
    assert ask(text)["kind"] == "unknown"


def test_no_word_is_cut_in_two_for_what_is_offered(ask):
    answer = ask("同届有多少笔交易")
    assert refused(answer)
    assert "!help" in answer["query"]["suggestions"]


@pytest.mark.parametrize(
    "text",
    [
        "2025年的大交易",
        "2025年比较大的ADC交易",
        "2025年首付较高的交易",
        "2025年ADC交易的靶点",
        "三期后的交易",
        "临床前交易2025",
        "提前读出的里程碑",
        "AK112之前的交易",
        "2025年大部分ADC交易",
    ],
)
def test_chinese_words_that_narrow_are_not_passed_over(ask, text):
    assert refused(ask(text))
