"""Where companies sit."""

from bot.chinese.phrases import Phrases, frame
from bot.i18n import word

_CITIES = {
    "Bagsvaerd": "鲍斯韦",
    "Basel": "巴塞尔",
    "Beijing": "北京",
    "Boston": "波士顿",
    "Boston area": "波士顿地区",
    "Cambridge": "剑桥",
    "Changchun": "长春",
    "Changsha": "长沙",
    "Chengdu": "成都",
    "Chongqing": "重庆",
    "Dallas": "达拉斯",
    "Darmstadt": "达姆施塔特",
    "Dongguan": "东莞",
    "Foster City": "福斯特城",
    "Guangdong": "广东",
    "Guangzhou": "广州",
    "Hangzhou": "杭州",
    "Hong Kong": "香港",
    "Indianapolis": "印第安纳波利斯",
    "Ingelheim": "英格尔海姆",
    "Jinan": "济南",
    "Leverkusen": "勒沃库森",
    "Lianyungang": "连云港",
    "London": "伦敦",
    "Mainz": "美因茨",
    "Miami": "迈阿密",
    "Mont-Saint-Guibert": "蒙圣吉贝尔",
    "Mumbai": "孟买",
    "Nanchang": "南昌",
    "Nanjing": "南京",
    "New Brunswick": "新不伦瑞克",
    "New Haven": "纽黑文",
    "New York": "纽约",
    "Newtown Square": "纽敦广场",
    "North Chicago": "北芝加哥",
    "Orlando": "奥兰多",
    "Paris": "巴黎",
    "Pasadena": "帕萨迪纳",
    "Princeton": "普林斯顿",
    "Rahway": "罗威",
    "Redwood City": "雷德伍德城",
    "Rockville": "罗克维尔",
    "San Diego": "圣迭戈",
    "San Francisco": "旧金山",
    "Seattle": "西雅图",
    "Shanghai": "上海",
    "Shenyang": "沈阳",
    "Shenzhen": "深圳",
    "Shijiazhuang": "石家庄",
    "Somerset NJ": "新泽西州萨默塞特",
    "Suzhou": "苏州",
    "Taizhou": "泰州",
    "Tarrytown": "塔里敦",
    "Tianjin": "天津",
    "Tokyo": "东京",
    "Waltham": "沃尔瑟姆",
    "Wellesley": "韦尔斯利",
    "West Conshohocken": "西康舍霍肯",
    "Wuxi": "无锡",
    "Yantai": "烟台",
    "Yichang": "宜昌",
    "Zhongshan": "中山",
    "Zhuhai": "珠海",
}
_FRAMES = (
    frame(r"(.+) / (.+)", "{0}/{1}"),
    frame(r"(.+), with R&D in (.+)", "{0}（研发在{1}）"),
)


def _country(text: str) -> str | None:
    return said if (said := word(text)) != text else None


CITIES = Phrases(_CITIES, _FRAMES, _country)
