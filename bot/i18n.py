"""The language that an answer speaks. English is the source text; another language is a gettext catalogue under ``locale/``.

The language holds for as long as one question is read and answered, and is known to all that is called meanwhile:

    with speaking("zh"):
        _("{count:,} more", count=3)

Texts are looked up as they stand, in English without any look-up at all; what is filled in is filled in afterwards.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from opencc import OpenCC

#: English, and Chinese in simplified and in traditional characters.
Language = Literal["en", "zh", "zh-TW"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

LOCALES = Path(__file__).parent / "locale"
DOMAIN = "readout"
#: Contexts of single words: how one stands alone ("total": 总金额), and how it is counted ("deal": 12笔交易).
WORD, COUNT = "word", "count"

#: Words that Taiwan has others for, once their characters are converted.
_IN_TAIWAN = {
    "數據": "資料",
    "信息": "資訊",
    "消息": "訊息",
    "服務器": "伺服器",
    "身份組": "身分組",
    "設置": "設定",
    "默認": "預設",
    "搜索": "搜尋",
    "導出": "匯出",
    "文件": "檔案",
    "菜單": "選單",
    "加載": "載入",
    "保存": "儲存",
    "字符": "字元",
    "注：": "註：",
    "意大利": "義大利",
    "新西蘭": "紐西蘭",
    "沙特阿拉伯": "沙烏地阿拉伯",
    "制藥": "製藥",  # the phrases know 邦制 as one word, as in 聯邦制
}

_spoken: ContextVar[Language] = ContextVar("spoken", default="en")
_settled: ContextVar[bool] = ContextVar("settled", default=False)

_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
#: Full-width marks that nobody types in an English sentence.
_CHINESE_MARKS = re.compile(r"[？，。！；：、]")
_ENGLISH_WORDS = re.compile(
    r"\b(?:who|whose|what|when|where|which|why|how|is|are|was|were|has|have|had|did|does|do|the|of|in|for|from|with|and|to)\b",
    re.IGNORECASE,
)
#: So many English words make a question an English one, whatever names stand in it.
_ENGLISH_ENOUGH = 2
#: The words of a command are not sentences: "from:CSPC to:Pfizer" is in no language.
_COMMAND = re.compile(r"\s*[!！/]\s*[A-Za-z]")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language for a while."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def speak(language: Language) -> None:
    """Speak a language from now on, in this task and what it starts."""
    _spoken.set(language)


def settle(chosen: bool) -> None:
    """Say whether somebody chose the language that is spoken from now on; where nobody did, Chinese words in a command decide."""
    _settled.set(chosen)


def is_settled() -> bool:
    """Tell whether somebody chose the language that is spoken."""
    return _settled.get()


def language() -> Language:
    """Give the language that is spoken now."""
    return _spoken.get()


def in_chinese() -> bool:
    """Tell whether Chinese is spoken now, in whichever characters."""
    return _spoken.get() != "en"


def language_of(text: str, usual: Language = "en") -> Language:
    """Tell in which language a text is answered: the one that it is written in; ``usual`` if that is none.

    A Chinese name in an English sentence does not make it Chinese. Codes, numbers and the words of commands are in no language.
    """
    english = 0 if _COMMAND.match(text) else len(_ENGLISH_WORDS.findall(text))
    if english >= _ENGLISH_ENOUGH:
        return "en"
    if _CHINESE.search(text) or (_CHINESE_MARKS.search(text) and not re.search(r"[A-Za-z]{2}", text)):
        return _script_of(text, usual)
    return usual


def _script_of(text: str, usual: Language) -> Language:
    """Tell simplified from traditional characters by the standards that have the one and not the other."""
    characters = "".join(_CHINESE.findall(text))
    simplified, traditional = (_encodes(characters, charset) for charset in ("gb2312", "big5"))
    if simplified == traditional:  # 何日: written alike
        return "zh" if usual == "en" else usual
    return "zh" if simplified else "zh-TW"


def _encodes(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _(source: str, **values: object) -> str:
    """Say a text, its placeholders filled in: ``_("{name}: {size}", name=…, size=…)``."""
    spoken = _spoken.get()
    text = source if spoken == "en" or not source else _catalogue(spoken).gettext(source)
    return text.format(**values) if values else text


def N_(source: str) -> str:  # noqa: N802  the name that gettext's tools know
    """Mark a text for the catalogues that is said later."""
    return source


def word(source: str) -> str:
    """Say a word of the store or of the question language that stands alone: a kind, a status, an area; else give it as it is."""
    return _in_context(WORD, source)


def counted(source: str) -> str:
    """Say what is counted, as it follows a number: "deal" is 笔交易."""
    return _in_context(COUNT, source)


def _in_context(context: str, source: str) -> str:
    spoken = _spoken.get()
    return source if spoken == "en" or not source else _catalogue(spoken).pgettext(context, source)


def in_script(text: str) -> str:
    """Write Chinese that no catalogue has, such as the names of the store, in the characters that are spoken now."""
    return in_traditional(text) if _spoken.get() == "zh-TW" and _CHINESE.search(text) else text


def in_traditional(text: str) -> str:
    """Write simplified Chinese as people in Taiwan do, in characters and in words: 数据库 is 資料庫."""
    text = _converter().convert(text)
    for word_, said in _IN_TAIWAN.items():
        text = text.replace(word_, said)
    return text


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415  needed for traditional characters alone

    return OpenCC("s2tw")


@cache
def _catalogue(spoken: Language) -> gettext.NullTranslations:
    """Open a catalogue, at the first answer in its language."""
    return gettext.translation(DOMAIN, LOCALES, [spoken.replace("-", "_")])
