"""How people show that they go on from what was said before: a table of cues, English and Chinese, looked for in the text as typed.

These are no words of the field: most of them only hold a sentence together, and mean something by where they stand. Each row is
a cue and how it is said, as parts of a regular expression.
"""

import re
from typing import Literal

Cue = Literal[
    "opens", "narrows", "points", "points at one", "they", "several", "besides", "plural", "which", "which drug", "the",
    "definite", "whole", "everything", "sorts", "earlier", "now", "yes",
]  # fmt: skip

_NOUN = "drug|asset|molecule|company|deal|one|licen[cs]e|trial|study"
_NOUN_ZH = "药物?|公司|交易|试验|产品"
_CUES: dict[Cue, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # The text begins as one that goes on: "and in 2024?", "what about Pfizer?", 那2024年呢.
    "opens": (
        (
            "and", "but", "or", "what about", "how about", "what if", "only", "just", "the same", "same", "also", "instead",
            "with", "without", "excluding", "by", "in order of", "sort(?:ed)?", "order(?:ed)?", "rank(?:ed)?",
            "limit(?:ed)?", "filter(?:ed)?", "narrow(?:ed)?",
        ),
        (
            "那么?", "再", "只看", "仅看", "光看", "只要", "只", "仅", "换成", "改成", "按", "如果", "其中", "去掉", "除了", "不要",
            "排除", "同样",
            "限于", "仅限",
        ),
    ),
    # It keeps to a part of what was shown, where another text puts something in the place of it: "only those with Merck".
    "narrows": (("only", "just", "of (?:these|those|them)", "which of"), ("只", "仅", "光看", "其中", "[这那]些")),
    # It stands for what was shown: "which of them", "who bought those?", 这些.
    "points": (
        (
            "them", "those(?! (?:days|years))", "these(?! (?:days|years|months|weeks))", "they", "their", "theirs", "the same",
            "which ones?", r"the (?:\w+ )?ones?", "(?:has|have|had|got) one", "another one", "any others?",
            "the (?:rest|others?)", f"(?:that|this) (?:{_NOUN}|list|milestone)", "which (?:is|are|was|were|has|have|had|got)",
        ),
        ("它们?", "他们", "她们", "[这那]些", "其中", "上述", "以上这?些", f"该(?:{_NOUN_ZH})", f"[这那](?:个|款|家|笔|项)(?:{_NOUN_ZH})?"),
    ),
    # It stands for one thing: "when is its next readout?", 它的靶点.
    "points at one": (
        ("its?", "they", "their", "theirs", "them", f"(?:that|this) (?:{_NOUN})"),
        ("它们?的?", "他们的?", f"[该这那](?:个|款|家|笔|项)?(?:{_NOUN_ZH})"),
    ),
    # Rather a company than what it made or sold.
    "they": (("they", "their", "theirs", "them"), ("他们的?",)),
    # More is asked than what was said: "what else did they buy?"
    "besides": (("else", "other", "others", "also"), ("其他", "其它", "别的", "另外")),
    # That thing may be several: "who bought them?"
    "several": (("they", "their", "theirs", "them", "those", "these"), ("它们", "他们", "[这那]些")),
    # Several companies are asked for: "who are the licensees?"
    "plural": (("licensees", "licensors", "buyers", "sellers", "partners", "companies"), ("都", "哪些", "哪几", "分别")),
    "which": (
        ("which(?: ones?)?(?: (?:are|were) (?:they|those|these|them))?", "what are they", "name them"),
        ("(?:是|有)?(?:哪些|哪几个|哪几笔|哪几家)",),
    ),
    "which drug": (("(?:which|what) (?:drug|asset|molecule)s?",), ("(?:哪|什么|哪[个款些几])药", "哪个药")),
    "the": (("the", "any"), ("下一", "[这那该]", "有没有")),
    # Its subject is one that must be known already: "the median", "which deal", 下一个读出.
    "definite": (
        ("the", "which", "what", "how many", "how much", "any", "it", "of"),
        ("哪", "什么", "多少", "几", "谁", "下一", "最"),
    ),
    # All rows of it are wanted: "show all", 全部显示.
    "whole": (
        (
            "(?:show|list|give|see|display)(?: me)? (?:all|more|everything|the rest|them all|all of (?:them|it)|the others)",
            "all of (?:them|it|those|these)", "them all", "(?:the )?full list", "everything",
            "the rest(?: of (?:them|it|those))?", "all", "more", "next page", "the other(?:s| ones)", "what else",
            "what are the others",
        ),
        (
            "(?:全部|所有|全都|都)的?(?:显示|列出来?|给我|展开|看看|列一下)?",
            "(?:显示|列出|展开|查看|看)(?:全部|所有|完整(?:列表|名单)?|更多)",
            "更多", "剩下的?", "其他的?", "其余的?", "还有哪些", "还有吗", "还有", "下一页", "完整(?:列表|名单)",
        ),
    ),
    # Everything in the store is meant, whatever was spoken of before.
    "everything": (
        ("ever", "in the (?:store|database)", "of all time", "all[- ]time", "all (?:the )?deals", "in history"),
        ("历史上", "史上", "有史以来", "库里", "数据库", "所有交易", "全部交易", "整个行业", "全行业"),
    ),
    # It puts rows in order: "by upfront", 按首付排序.
    "sorts": (
        ("by", "sort(?:ed)?", "order(?:ed)?", "rank(?:ed)?", "(?:largest|biggest|smallest) first"),
        ("按", "排序", "排列", "排一下", "从大到小", "从高到低"),
    ),
    # The period before the one that was spoken of.
    "earlier": (
        (
            "(?:in |for )?(?:the |a )?(?:year|half|quarter|month|period) (?:before(?: that)?|earlier|prior)",
            "(?:in |for )?the previous (?:year|half|quarter|month|period)",
        ),
        ("前一(?:年|季度?|个月)", "上一(?:年|季度?|个月)", "再前一年"),
    ),
    # What is known today is meant again, after a question as of an earlier day.
    "now": (
        ("(?:as of )?(?:now|today)", "currently", "at present", "nowadays"),
        ("现在", "目前", "今天", "当前", "如今"),
    ),
    "yes": (
        ("yes", "yep", "yeah", "yup", "right", "correct", "exactly", "sure", "that one", "that", "please do"),
        ("是的?", "对的?", "没错", "嗯", "好的?", "可以", "就是(?:它|这个)?"),
    ),
}  # fmt: skip


def _expression(cue: Cue) -> str:
    english, chinese = ("|".join(said).replace(" ", r"\s+") for said in _CUES[cue])
    return rf"(?:(?<![\w-])(?:{english})(?![\w-])|(?:{chinese}))"


_ANYWHERE = {cue: re.compile(_expression(cue), re.IGNORECASE) for cue in _CUES}
#: Courtesy around a cue that is all that is said.
_BEFORE, _AFTER = (
    r"\s*(?:(?:please|pls|ok(?:ay)?|请|好|那就|那)[\s,，]*)?",
    r"[\s,，]*(?:please|pls|thanks?|谢谢|吧|呢|啊)?\W*",
)
_ALONE = {cue: re.compile(_BEFORE + _expression(cue) + _AFTER, re.IGNORECASE) for cue in _CUES}
_OPENS = re.compile(rf"\s*(?:(?:ok(?:ay)?|now|then|so|well|好的?|嗯)[\s,，]+)?{_expression('opens')}", re.IGNORECASE)
_LEADS = re.compile(r"\s*(?:for|from|to|with|by|in|at|of|对|给|跟|和|与)\b", re.IGNORECASE)
#: 那2024年呢, "approvals only": what stands at the end asks for the same of something else.
_TURNS = re.compile(r"(?:呢|\b(?:only|too|instead|as well))\W*$", re.IGNORECASE)


def has(cue: Cue, text: str) -> bool:
    """Tell whether a cue stands anywhere in a text."""
    return _ANYWHERE[cue].search(text) is not None


def place(cue: Cue, text: str) -> tuple[int, int] | None:
    """Give where a cue stands first."""
    match = _ANYWHERE[cue].search(text)
    return match.span() if match else None


def is_all(cue: Cue, text: str) -> bool:
    """Tell whether a text says nothing but a cue, courtesy aside."""
    return _ALONE[cue].fullmatch(text) is not None


def begins(text: str) -> bool:
    """Tell whether a text begins as one that goes on."""
    return _OPENS.match(text) is not None


def opens(text: str) -> bool:
    """Tell whether a text begins or ends as one that goes on; at the end of a whole question 呢 is mere courtesy."""
    return begins(text) or _TURNS.search(text) is not None


def leads(text: str) -> bool:
    """Tell whether a text begins with a word that leads to what is put in: "for Akeso?", "with Roche"."""
    return _LEADS.match(text) is not None


def without_opening(text: str) -> str:
    """Give what a text says after the words that go on from something: "only ADCs" says "ADCs"."""
    return _TURNS.sub("", _OPENS.sub("", text, count=1)).strip(" ,，?？")


def put(cue: Cue, text: str, instead: str) -> str:
    """Put something in the place of a cue where it stands first."""
    return _ANYWHERE[cue].sub(f" {instead} ", text, count=1)
