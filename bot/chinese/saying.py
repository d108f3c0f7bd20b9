"""Which texts of the store are said in Chinese, where Chinese is spoken."""

from bot.chinese.phrases import Phrases
from bot.chinese.places import TERRITORIES
from bot.i18n import in_chinese, in_script


def territory(text: str) -> str:
    """Say a territory: "worldwide ex Greater China and South Korea" is 全球（不含大中华区和韩国）."""
    return _said(TERRITORIES, text)


def _said(phrases: Phrases, text: str) -> str:
    """Say a text in the language spoken; one that cannot be read as a whole stays as the store has it."""
    return in_script(phrases.said(text) or text) if in_chinese() else text
