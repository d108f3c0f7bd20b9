"""Chinese words and phrase patterns for periods: tables only, read by `grammar`.

Plain text holds simplified characters and no blanks beside them, so one pattern serves both scripts.
"""

from db.periods.vague import Part

DIGITS = "〇零一二三四五六七八九"
NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "首": 1}

YEARS = {
    "今年": 0,
    "本年度": 0,
    "本年": 0,
    "当年": 0,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "下一年": 1,
    "前年": -2,
    "大前年": -3,
    "明年": 1,
    "后年": 2,
}

PARTS: dict[str, Part] = {
    "初": "early", "上旬": "early", "中": "mid", "中旬": "mid", "下旬": "late",
    "底": "end", "末": "end", "尾": "end",
}  # fmt: skip

WHICH = {
    "上": -1,
    "上个": -1,
    "上一": -1,
    "上一个": -1,
    "本": 0,
    "这": 0,
    "这个": 0,
    "当": 0,
    "下": 1,
    "下个": 1,
    "下一": 1,
    "下一个": 1,
}

UNITS = {
    "天": "day",
    "日": "day",
    "周": "week",
    "星期": "week",
    "月": "month",
    "季": "quarter",
    "季度": "quarter",
    "年": "year",
}

_NUMBER = r"\d{1,5}|[一二两三四五六七八九十百]{1,4}"
# Behind a name 当年 is "back then", as in 维迪西妥当年卖给谁.
_YEAR_WORD = "|".join(sorted(YEARS, key=len, reverse=True)).replace("当年", r"(?<![\u3400-\u9fff])当年")
_YEAR = (
    rf"(?:(?P<year>\d{{4}}|[{DIGITS}]{{4}})年?度?"
    rf"|(?P<yy>(?<!\d)\d\d)年|(?P<rel>{_YEAR_WORD}))的?"
)
# A year that is told to be one: with 年, or a word for one.
_FULL_YEAR = (
    rf"(?:(?P<year>\d{{4}}|[{DIGITS}]{{4}})(?:年度?|财年|全年)(?:全年|这?一?整?年)?|(?P<rel>{_YEAR_WORD})(?:全年|度)?)"
)
_TAIL = r"(?P<tail>上旬|中旬|下旬|初|底|末)?"
_QUARTER = r"(?:第?(?P<q>[一二三四五六七八九1-9])季度?|(?P<q2>首)季度?|q(?P<q3>\d)|(?P<q4>\d)q)"
_HALF = r"(?:(?P<h>[上下前后])半年|h(?P<h2>\d)|(?P<h3>\d)h)"
_MONTH = r"(?P<m>\d{1,2}|十[一二]?|[一二三四五六七八九])月份?"
_DAY = r"(?P<d>\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
# 年中 is mid-year only where the sentence goes on as if it were: 2025年中国… and 2025年中的… are not.
_MID = r"中(?=$|[^\u3400-\u9fff]|[之以前后左到至]|完成|公布|读出|获批|上市|披露|启动|提交|结束|数据|能|会|将)"

FRAGMENTS = {
    "year": _YEAR,
    "fullyear": _FULL_YEAR,
    "tail": _TAIL,
    "quarter": _QUARTER,
    "half": _HALF,
    "month": _MONTH,
    "day": _DAY,
    "mid": _MID,
    # 年内 by itself, not that of 两年内.
    "alone": r"(?<![\d一二两三四五六七八九十几多半])",
    # 三、四季度 are one span; 一、三季度 are none.
    "twoquarters": "|".join(
        rf"[{one}](?=[、和与及]第?[{two}])" for one, two in (("一1", "二2"), ("二2", "三3"), ("三3", "四4"))
    ),
    # 25年 is 2025, but for 25年内, 25年前, 25年来 and the like, which are as many years.
    "nospan": r"(?!来|内|间|余|之?[前后](?!半|[一二两三四五六七八九十\d])|多(?![少吗么呢]|$)|左右|期|历史)",
    "number": rf"(?P<n>{_NUMBER})",
    "which": rf"(?P<which>{'|'.join(sorted(WHICH, key=len, reverse=True))})",
    # 三个月 is a span, 三月 is March.
    "span": r"(?:个(?=[月季星])|(?=[天周年]))(?P<unit>天|周|星期|月|季度?|年)",
    "unit": r"个?(?P<unit>天|日|周|星期|月|季度?|年)",
}

RULES: tuple[tuple[str, str], ...] = (
    ("zh_days", r"(?:<year>)?<month>(?P<d1>\d{1,2})[日号]?[-~至到]<day>"),
    ("zh_day", r"<year><month><day>"),
    (
        "zh_months",
        r"<year>(?P<m>\d{1,2}|十[一二]?|[一二三四五六七八九])月?(?:份?[-~至到])(?P<m2>\d{1,2}|十[一二]?|[一二三四五六七八九])月份?",
    ),
    ("zh_month", r"<year><month><tail>"),
    ("zh_half", r"<year><half><tail>"),
    ("zh_quarters", r"<year>第?(?P<q>[一二三1-3])季?度?[-~至到]第?(?P<q2>[二三四2-4])季度?"),
    ("zh_quarters", r"<year>第?(?P<q><twoquarters>)[、和与及]第?(?P<q2>[二三四2-4])季度"),
    ("zh_quarter", r"<year><quarter><tail>"),
    ("zh_quarter", r"(?<![0-9])第?(?P<q>[1-4])季度"),
    ("zh_span", r"<year>前(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?P<unit>季度|季|月)"),
    ("zh_rest", r"<year>(?:晚些时候|余下时间|剩余时间|剩下的?时间|稍晚时候?)|(?:今年|本年)内|<alone>年内"),
    ("zh_todate", r"今年以来|年初至今|年初以来|今年至今|今年到现在|本年以来|今年迄今"),
    ("zh_year", r"<year>(?P<part>年初|年底|年末|年尾|初|底|末)"),
    ("zh_year", r"<year>(?P<part>年?<mid>)"),
    (
        "zh_year",
        r"(?P<yy>(?<![\d近约])(?<!过去)(?<!最近)(?<!未来)(?:2[1-9]|3[0-5]))年度?<nospan>",
    ),
    ("zh_year", r"<fullyear>"),
    ("zh_badyear", r"(?<!\d)(?P<year>\d{4})年"),
    ("zh_year", r"<alone>(?P<part>年初|年底|年末|年尾|年<mid>)"),
    ("zh_day", r"<month><day>"),
    (
        "zh_months",
        r"(?P<m>\d{1,2}|十[一二]?|[一二三四五六七八九])月?份?[-~至到](?P<m2>\d{1,2}|十[一二]?|[一二三四五六七八九])月份?",
    ),
    ("zh_weekday", r"<which>(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"),
    ("zh_calendar", r"<which>(?P<cal>月份?|季度?|周|星期|礼拜)<tail>"),
    ("zh_half", r"(?P<h>[上下])半年<tail>"),
    ("zh_quarter", r"(?:第(?P<q>[一二三四1-4])季度?|(?P<q2>[一二三四首])季度)<tail>"),
    (
        "zh_span",
        r"前(?P<n>[23]|两|二|三)个?(?P<unit>季度|季)|前(?P<n2>\d{1,2}|[一二两三四五六七八九十]{1,2})个(?P<unit2>月)",
    ),
    ("zh_rolling", r"(?P<back>最近|近|过去|过往|前)的?这?(?:<number><unit>|(?P<halfyear>半)年)"),
    ("zh_rolling", r"(?P<forward>未来|今后|接下来|往后|后续)的?(?:<number><unit>|(?P<halfyear>半)年)"),
    ("zh_rolling", r"(?P<back>)<number><span>以来"),
    ("zh_rolling", r"(?P<forward>)(?:<number><span>|(?P<halfyear>半)年)(?:之内|以内|内)"),
    ("zh_ago", r"<number><span>(?:之前|以前|前)"),
    ("zh_dayword", r"(?P<dayword>今天|今日|昨天|昨日|前天|明天|明日|后天)"),
    ("zh_month", r"<month><tail>"),
)

DAY_WORDS = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}

# 前 and 后 before a number count (前十大交易, 前三季度), they do not order.
_NO_COUNT = r"(?![0-9一二三四五六七八九十两几半])"
PREFIXES = {
    "between": "介于|在",
    "since": "自从|自|从|由",
    "until": "截至到?|截止到?|直到|直至",
    "by": "到|至|不晚于|最迟",
    "around": "大约在?|大概在?|约在?|预计约",
    "": "在|于",
}
SUFFIXES = {
    "between": "之间|间",
    "since": "以来|至今|起(?!诉)|开始|及以后|及之后|以后及",
    "before": f"之前|以前|前{_NO_COUNT}",
    "after": f"之后|以后|后{_NO_COUNT}(?![期续])",
    "around": "左右|前后",
    "until": "为止|止|及以前|及之前",
    "within": "之内|以内|内",
    "": "期间|里[头面边]?(?!程)|当中",
}
CONNECTORS = {
    "to": "到|至|-|~|一直到",
    "between": "和|与|到|至|-",
    "list": "和|与|、|及|以及|对比|相比|比|或",
}
NOW = "(?:至今|到现在|到今天|至今天|迄今)"
