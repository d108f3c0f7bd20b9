"""The territories of deals: places, what is left out of them, and on which terms."""

from bot.chinese.phrases import Phrases, catalogued, frame

_PLACES = {
    "worldwide": "全球",
    "global": "全球",
    "rest of world": "其余地区",
    "the rest of the world": "其余地区",
    "Greater China": "大中华区",
    "mainland China": "中国大陆",
    "mainland China, Hong Kong and Macau": "中国大陆及港澳",
    "mainland China, Hong Kong, Macau": "中国大陆及港澳",
    "Hong Kong": "香港",
    "Macau": "澳门",
    "Korea": "韩国",
    "Thailand": "泰国",
    "Vietnam": "越南",
    "Philippines": "菲律宾",
    "Indonesia": "印度尼西亚",
    "Malaysia": "马来西亚",
    "Canada": "加拿大",
    "Norway": "挪威",
    "Russia": "俄罗斯",
    "Russia/CIS": "俄罗斯/独联体",
    "CIS": "独联体",
    "EEA": "欧洲经济区",
    "Europe": "欧洲",
    "Western Europe": "西欧",
    "Eastern Europe": "东欧",
    "other European countries": "其他欧洲国家",
    "North America": "北美",
    "Latin America": "拉丁美洲",
    "Caribbean": "加勒比地区",
    "Asia": "亚洲",
    "Asia Pacific": "亚太",
    "Southeast Asia": "东南亚",
    "South East Asia": "东南亚",
    "Southeast and South Asia": "东南亚及南亚",
    "Southeast and West Asian": "东南亚及西亚",
    "Southeast Asian": "东南亚",
    "Central Eastern European": "中东欧",
    "Asian": "亚洲",
    "Central Asia": "中亚",
    "Middle East": "中东",
    "MENA": "中东北非",
    "Middle East and Africa": "中东及非洲",
    "Middle East and North Africa": "中东北非",
    "Africa": "非洲",
    "South Africa": "南非",
    "Oceania": "大洋洲",
    # what is licensed, in so many words
    "option": "选择权",
    "option exercised": "选择权已行使",
    "options to exclusive licences": "独家许可的选择权",
    "commercialisation": "商业化",
    "co-development and co-commercialisation": "共同开发及共同商业化",
    "co-development": "共同开发",
    "oncology": "肿瘤领域",
    "non-oncology": "非肿瘤领域",
    "MS": "多发性硬化",
    "certain ADCs": "部分ADC",
    "some autoimmune diseases": "部分自身免疫病",
    "orelabrutinib: worldwide in MS, ex China/SE Asia in other non-oncology; others global or regional": (
        "奥布替尼：多发性硬化为全球权益，其他非肿瘤领域不含中国及东南亚；其余产品为全球或区域权益"
    ),
}
_NUMBERS = dict(
    zip(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], "两三四五六七八九十", strict=True)
)
#: Parties keep their names.
_NAME = r"[A-Z][\w-]*"

_FRAMES = (
    frame(r"([^;]+); (.+)", "{0}；{1}"),
    frame(r"(.+), option on (.+)", "{0}，另有{1}的选择权"),
    frame(r"(.+) licence closed the same day", "{0}的许可于同日完成"),
    frame(r"worldwide ex Asia \((.+) included\)", "全球（不含亚洲，但含{0}）"),
    # All that follows is left out of the whole world; of a smaller place, only what lies within it.
    frame(r"worldwide ex ([^()]+) (?:in|for) (.+)", "{1}：全球（不含{0}）"),
    frame(r"worldwide (?:in|for) ([^()]+)", "{0}：全球"),
    frame(r"(?:worldwide )?ex ([^()]+)", "全球（不含{0}）"),
    frame(r"([^,()]+) ex ((?:mainland )?China(?:, Hong Kong(?:,| and) Macau)?)", "{0}（不含{1}）"),
    frame(r"(worldwide ex [^()]+) \((.+)\)", "{0}，{1}"),
    frame(r"(worldwide) \((.+)\)", "{0}（{1}）"),
    frame(r"worldwide co-development \((.+)\)", "全球共同开发（{0}）"),
    frame(rf"({_NAME}) leads (.+), ({_NAME}) leads (.+)", "{0}主导{1}，{2}主导{3}", 0, 2),
    frame(rf"({_NAME}) option (?:for|on) (.+)", "{0}对{1}有选择权", 0),
    frame(r"(.+) rights by option", "{0}权益为选择权"),
    frame(r"(co-development.*) in (.+)", "在{1}{0}"),
    frame(r"(\w+) co-development", "在{0}共同开发"),
    frame(r"selected markets in (.+)", "{0}的部分市场"),
    frame(r"selected other countries", "部分其他国家"),
    frame(r"selected (.+)", "部分{0}"),
    frame(r"adds (.+) to (.+)", "在{1}之外新增{0}"),
    frame(r"adds (.+)", "新增{0}"),
    frame(r"several (.+) countries", "数个{0}国家"),
    frame(r"certain (.+) countries", "部分{0}国家"),
    frame(r"(\d+) countries", "{0}国"),
    frame(r"up to (\d+) countries", "最多{0}国"),
    frame(r"(\w+) (.+) countries", "{1}{0}国"),
    frame(r"(US) phase (\d)", "{0}{1}期"),
    frame(r"([^()]+) \(([^()]+)\)", "{0}（{1}）"),
)


def _least(text: str) -> str | None:
    """Read what is in the catalogues as a country or region, a number, or the name of a party."""
    if text.isdigit():
        return text
    if text in _NUMBERS:
        return _NUMBERS[text]
    return catalogued(text)


TERRITORIES = Phrases(_PLACES, _FRAMES, _least)
