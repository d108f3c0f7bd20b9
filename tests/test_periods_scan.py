"""Periods found in free text, and what is left alone."""

import time
from datetime import date

import pytest

from db.periods import PeriodError, find_periods

TODAY = date(2026, 11, 22)


def found(text: str) -> list[tuple[str, str]]:
    return [
        (text[hit.start : hit.end], hit.period.message if isinstance(hit.period, PeriodError) else hit.period.text)
        for hit in find_periods(text, today=TODAY)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "deals with AK112 and HRS-5346, PD-1, NCT05184712, top 5, $500m, 60d",
        "!deal 2025-05-20-3sbio-pfizer-ssgj-707",
        "!deal 2025-12-lynk-formation-bio-lnk01006",
        "!deal 2026-harbour-biomed-solstice-hbm4003",
        "IBI-2024 and B7-H3 and 5-HT H3",
        "https://example.com/2025/05/20/news",
        "$2025 and RMB 2025 and 2025% and 2,025 and 2025m and > 2025",
        "a trial of 2000 patients, 1850 adults, in 1850 patients",
        "deals that may close; which companies march on",
        "H1 receptor antagonists",
        "三生制药的一线治疗有多少2000例",
        "专利保护20年",
        "2020s",
        "phase 2b, day 28, week 52",
        "in the last line of therapy",
        "what is the target of ivonescimab?",
        "近期的读出",
        "康方生物的股价会涨吗?",
    ],
)
def test_no_period(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("how many deals did Hengrui do in 2025?", [("in 2025", "2025")]),
        ("in 2024 and 2025", [("in 2024", "2024"), ("2025", "2025")]),
        ("compare 2024 vs 2025", [("2024", "2024"), ("2025", "2025")]),
        ("2024, 2025", [("2024", "2024"), ("2025", "2025")]),
        ("2024 to 2025", [("2024 to 2025", "2024 to 2025")]),
        ("deals between 2024 and 2025", [("between 2024 and 2025", "2024 to 2025")]),
        ("deals above $5bn since 2024", [("since 2024", "since 2024")]),
        ("compare Q1 and Q2 2026", [("Q1", "Q1 2026"), ("Q2 2026", "Q2 2026")]),
        ("Q4 2025, Q1 and Q2 2026", [("Q4 2025", "Q4 2025"), ("Q1", "Q1 2026"), ("Q2 2026", "Q2 2026")]),
        ("2025年一季度和二季度", [("2025年一季度", "Q1 2025"), ("二季度", "Q2 2025")]),
        ("in Q1/Q2 2026", [("in Q1/Q2 2026", "Q1 2026 to Q2 2026")]),
        ("2025年中国创新药对外授权总金额是多少?", [("2025年", "2025")]),
        ("2025年前十大交易", [("2025年", "2025")]),
        ("2025年前三季度的交易", [("2025年前三季度", "Q1 2025 to Q3 2025")]),
        ("2025年中的交易", [("2025年", "2025")]),
        ("AZ在25年拿了几个项目", [("在25年", "2025")]),
        ("25年有几笔", [("25年", "2025")]),
        ("25年前三季度", [("25年前三季度", "Q1 2025 to Q3 2025")]),
        ("25年来的交易", []),
        ("25年多的历史", []),
        ("2025年三、四季度的小分子", [("2025年三、四季度", "Q3 2025 to Q4 2025")]),
        ("维迪西妥当年卖给谁", []),
        ("当年的交易", [("当年", "2026")]),
        ("恒瑞医药去年下半年做了几笔交易", [("去年下半年", "H2 2025")]),
        ("3期临床2026年底前完成", [("2026年底前", "2026-11-22 to 2026-12-31")]),
        ("两年内有哪些读出", [("两年内", "2026-11-22 to 2028-11-22")]),
        ("what may Akeso do in May?", [("in May", "2026-05")]),
        ("top 5 May 2025 deals", [("May 2025", "2025-05")]),
        ("what's due in the next 90 days?", [("in the next 90 days", "2026-11-22 to 2027-02-20")]),
        ("on 15 Feb 2026, what was expected?", [("15 Feb 2026", "2026-02-15")]),
        ("what did they say as of 2026-02-15?", [("2026-02-15", "2026-02-15")]),
        ("deals after 2023 and before 2026", [("after 2023 and before 2026", "2024-01-01 to 2025-12-31")]),
        ("since:2024 siRNA", [("since:2024", "since 2024")]),
        ("上周五的新闻", [("上周五", "2026-11-13")]),
        ("2025's largest deals", [("2025", "2025")]),
        ("last week vs this week", [
            ("last week", "2026-11-09 to 2026-11-15"),
            ("this week", "2026-11-16 to 2026-11-22"),
        ]),
        ("ＡＫ112　２０２５年", [("２０２５年", "2025")]),
        ("İ 2025 ㈱ 2024", [("2025", "2025"), ("2024", "2024")]),
    ],
)  # fmt: skip
def test_periods(text, hits):
    assert found(text) == hits


@pytest.mark.parametrize(
    ("text", "hit", "part_of_message"),
    [
        ("deals in 1850", "in 1850", "1900 to 2100"),
        ("3000年的交易", "3000年", "1900 to 2100"),
        ("deals on 2025-02-30", "2025-02-30", "2025-02-28"),
        ("what is due in Q5 2026?", "in Q5 2026", "Q1 to Q4"),
        ("deals from 2025 to 2023", "from 2025 to 2023", "earlier date first"),
        ("deals on 03/04/2026", "03/04/2026", "2026-03-04 or 2026-04-03"),
    ],
)
def test_what_is_meant_as_a_period_and_is_none_says_so(text, hit, part_of_message):
    [(phrase, message)] = found(text)
    assert phrase == hit
    assert part_of_message in message


@pytest.mark.parametrize("unit", ["2024 and ", "in may ", ")", "1", "年", "q1-", " the ", "2025-", "最近三", "to "])
def test_long_text_takes_time_in_proportion(unit):
    begin = time.thread_time()
    find_periods((unit * 4000)[:4000], today=TODAY)
    assert time.thread_time() - begin < 0.5
