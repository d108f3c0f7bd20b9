"""Which texts of the store are said in Chinese, where Chinese is spoken."""

from bot.chinese.assets import ASSETS, TARGETS
from bot.chinese.cities import CITIES
from bot.chinese.diseases import INDICATIONS
from bot.chinese.figures import FIGURES
from bot.chinese.phrases import Phrases
from bot.chinese.places import TERRITORIES
from bot.chinese.royalties import ROYALTIES
from bot.chinese.studies import STUDIES
from bot.i18n import in_chinese, in_script


def territory(text: str) -> str:
    """Say a territory: "worldwide ex Greater China and South Korea" is 全球（不含大中华区和韩国）."""
    return _said(TERRITORIES, text)


def _said(phrases: Phrases, text: str) -> str:
    """Say a text in the language spoken; one that cannot be read as a whole stays as the store has it."""
    return in_script(phrases.said(text) or text) if in_chinese() else text


def indication(text: str) -> str:
    """Say what patients are treated: "1L squamous NSCLC, with chemo" is 1L鳞状NSCLC，联合化疗."""
    return _said(INDICATIONS, text)


def royalties(text: str) -> str:
    """Say what is owed of sales: "tiered, low to mid single digit" is 分级，低至中个位数."""
    return _said(ROYALTIES, text)


def study(text: str) -> str:
    """Say what a trial goes by: "HARMONi-3 (squamous cohort)" is HARMONi-3（鳞状队列）."""
    return _said(STUDIES, text)


def city(text: str) -> str:
    """Say where a company sits: "Wuxi / Shanghai" is 无锡/上海."""
    return _said(CITIES, text)


def asset(text: str) -> str:
    """Say what a deal is over: "two cardiovascular RNAi assets" is 两项心血管RNAi资产."""
    return _said(ASSETS, text)


def target(text: str) -> str:
    """Say what a drug hits: "tissue factor" is 组织因子; most are codes."""
    return _said(TARGETS, text)


def figure(text: str) -> str:
    """Say what a reported figure measures, or what is said of a law."""
    return _said(FIGURES, text)
