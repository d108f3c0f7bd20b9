"""Words that say one thing or another by what stands beside them.

A milestone is an event, or the payment for it; 能 before 获批 speaks of what is to come, and in 能看一下 says nothing.
"""

import re
from dataclasses import replace

from bot.language import lexicon
from bot.language.lexicon import Sense
from bot.language.tokens import Token
from bot.language.units import unit_texts

_PAYMENTS = (Sense("measure", "milestones"),)
_WHAT = (Sense("want", "what"),)
_EXPECTED, _FORECAST = Sense("state", "expected"), Sense("forecast", "")
_MILESTONES = frozenset({"milestones", "milestone", "里程碑"})
#: What is done with amounts, not with events.
_OF_AMOUNTS = ("highest", "lowest", "sum", "mean", "median", "quartiles")
#: How much, not how many: 多少个 counts.
_HOW_MUCH = re.compile(r"多少(?![个项次件])|how much", re.IGNORECASE)


def in_context(text: str, tokens: list[Token]) -> list[Token]:
    """Settle the words whose sense hangs on the others."""
    if _speaks_of_payments(text, tokens):
        tokens = [replace(each, senses=_PAYMENTS) if _is_milestone(each) else each for each in tokens]
    tokens = _left_out(_outside_places(_degree_at_end(_sizes_of_markets(tokens))))
    tokens = [replace(each, senses=(*each.senses, *_ahead(tokens, place))) for place, each in enumerate(tokens)]
    tokens = [_received(each, tokens[place + 1 :]) for place, each in enumerate(tokens)]
    tokens = [_rather(tokens, place) for place in range(len(tokens))]
    tokens = [_was_not(tokens, place) for place in range(len(tokens))]
    tokens = [_classifies(tokens, place) for place in range(len(tokens))]
    tokens = [_counts_the_first(tokens, place) for place in range(len(tokens))]
    tokens = [_over_the_years(tokens, each) for each in tokens]
    tokens = _on_the_market([_formerly(tokens, place) for place in range(len(tokens))])
    return [
        replace(each, senses=_WHAT) if place and _asks_amount(text, tokens[place - 1], each) else each
        for place, each in enumerate(tokens)
    ]


def _sizes_of_markets(tokens: list[Token]) -> list[Token]:
    """Read 市场2024年规模 as 市场规模 in 2024: a size right behind "market" and a period is the market's, not that of deals."""
    read = list(tokens)
    for place, token in enumerate(tokens):
        said = [each for each in tokens[:place] if each.kind == "period" or not each.only_fills]
        if len(said) > 1 and said[-1].kind == "period" and said[-2].says("topic", "market"):
            joined = lexicon.senses(unit_texts(f"{said[-2].text} {token.text}"))
            if any(sense.category == "metric" for sense in joined):
                read[place] = replace(token, senses=joined)
    return read


def _degree_at_end(tokens: list[Token]) -> list[Token]:
    """Read 谁的交易多, 甲比乙多吗 as 更多: 多 at the end, where two are set against each other, compares."""
    said = [
        place
        for place, each in enumerate(tokens)
        if each.text in _DEGREES or not (each.text in _AFTER_ALL or each.only_fills)  # "…多，谢谢" ends in 多
    ]
    asks = any(
        token.says("want", "who") or token.says("than") or token.text.startswith(("谁", "哪")) for token in tokens
    )
    if not said or not asks or tokens[said[-1]].text not in _DEGREES:
        return tokens
    last = tokens[said[-1]]
    return [*tokens[: said[-1]], replace(last, kind="word", senses=_DEGREES[last.text]), *tokens[said[-1] + 1 :]]


def _outside_places(tokens: list[Token]) -> list[Token]:
    """Join "outside" and the place behind it, 以外 and the place before it, into one word that says outside of where."""
    read: list[Token] = []
    for token in tokens:
        said = [each for each in read if not each.only_fills or each.says("outside")]
        before = said[-1] if said else None
        if (
            before is not None
            and before.text.isascii()
            and before.says("outside", "")
            and not before.says("negation")
            and _place_of(token)
        ):
            read[read.index(before)] = _outside(before, token, _place_of(token))
        elif before is not None and not token.text.isascii() and token.says("outside", "") and _place_of(before):
            read[read.index(before)] = _outside(before, token, _place_of(before))
        else:
            read.append(token)
    return read


def _place_of(token: Token) -> str:
    """Give the place that a word names; empty if it names none."""
    return next((each for category in ("region", "country") for each in token.values(category)), "")


def _outside(first: Token, last: Token, place: str) -> Token:
    return replace(first, end=last.end, text=f"{first.text} {last.text}", senses=(Sense("outside", place),))


def _left_out(tokens: list[Token]) -> list[Token]:
    """Read "outside oncology" and 双抗ADC之外 as what is left out; outside a place are rights."""
    read = list(tokens)
    for place, token in enumerate(tokens):
        if not token.says("outside", ""):
            continue
        behind = next((each for each in tokens[place + 1 :] if not each.only_fills), None)
        if token.text.isascii() and behind is not None and _can_be_left_out(behind):
            read[place] = replace(token, senses=(Sense("negation", "not"),))
        elif not token.text.isascii() and place and _can_be_left_out(tokens[place - 1]):
            read[place] = replace(token, senses=(Sense("negation", "before"),))
    return [_negates_one_way(read, place) for place in range(len(read))]


def _negates_one_way(tokens: list[Token], place: int) -> Token:
    """Tell 不算ADC from ADC不算: what is left out stands behind the word, else right before it."""
    token = tokens[place]
    if not (token.says("negation", "before") and len(token.senses) > 1):
        return token
    behind = next((each for each in tokens[place + 1 :] if not each.only_fills), None)
    is_behind = behind is not None and _can_be_left_out(behind)
    is_before = place > 0 and _can_be_left_out(tokens[place - 1])
    dropped = Sense("negation", "not" if is_before and not is_behind else "before")
    return replace(token, senses=tuple(each for each in token.senses if each != dropped))


def _can_be_left_out(token: Token) -> bool:
    is_name = token.kind == "name" and bool(token.ids("company", "drug", "target"))
    return is_name or any(token.says(each) for each in ("modality", "area", "type", "target"))


_MORE, _LESS, _SIZED = Sense("degree", "highest"), Sense("degree", "lowest"), Sense("sized", "sized")
_DEGREES = {
    "多": (_MORE,), "高": (_MORE, _SIZED), "大": (_MORE, _SIZED),
    "少": (_LESS,), "低": (_LESS, _SIZED), "小": (_LESS, _SIZED),
}  # fmt: skip
_AFTER_ALL = ("呢", "啊", "呀", "些", "一些", "一点", "吗")


def _is_milestone(token: Token) -> bool:
    return token.kind == "word" and token.text.casefold() in _MILESTONES


def _speaks_of_payments(text: str, tokens: list[Token]) -> bool:
    """Tell from amounts, from what is done with them, or from two companies of which one pays the other."""
    others = [token for token in tokens if not _is_milestone(token)]
    if len(others) == len(tokens):
        return False
    if any(token.kind == "amount" or token.says("measure") for token in others):
        return True
    is_reckoned = any(token.says("want", each) for token in others for each in _OF_AMOUNTS)
    is_paid = any(token.says("paid") for token in others)
    is_between_two = len({each for token in others for each in token.ids("company")[:1]}) > 1
    return is_paid or ((is_reckoned or is_between_two) and _HOW_MUCH.search(text) is not None)


def _ahead(tokens: list[Token], place: int) -> tuple[Sense, ...]:
    """Give what a word such as 能 or "will" says of an event behind it, with at most time, place and the like between."""
    if not tokens[place].says("modal"):
        return ()
    behind = tokens[place + 1 :]
    event = next((token for token in behind if not _may_stand_between(tokens[place], token)), None)
    if event is None or not _is_event(event):
        return ()
    return (_EXPECTED, _FORECAST) if any(event.says(*each) for each in _OUTCOMES) else (_EXPECTED,)


def _on_the_market(tokens: list[Token]) -> list[Token]:
    """Read 上市 of a drug as its approval, and of a company as its listing."""
    of_drugs = any(token.ids("drug") or token.says("topic", "drug") or token.says("ask", "drugs") for token in tokens)
    kept = "kind" if of_drugs else "ask"
    return [
        replace(each, senses=tuple(sense for sense in each.senses if sense.category == kept))
        if each.text == "上市" and (of_drugs or any(token.ids("company") for token in tokens))
        else each
        for each in tokens
    ]


#: What is done with rights by who takes them, and with money by who is paid.
_GETS = frozenset(
    {
        "got",
        "get",
        "gets",
        "getting",
        "received",
        "receive",
        "receives",
        "拿到",
        "拿到了",
        "拿",
        "拿了",
        "获得",
        "获得了",
        "得到",
        "得到了",
        "拿下",
    }
)
_BUYER, _SELLER = Sense("role", "buyer"), Sense("role", "seller")


def _was_not(tokens: list[Token], place: int) -> Token:
    """Tell 没卖出去, which says what was not, from 卖出去了没, which asks."""
    token, behind = tokens[place], tokens[place + 1 : place + 2]
    if token.text not in ("没", "没有") or not any(each.says("role") or each.says("paid") for each in behind):
        return token
    return replace(token, senses=tuple(each for each in token.senses if each.category == "negation"))


def _rather(tokens: list[Token], place: int) -> Token:
    """Read 比较 before 大 as rather, which nothing can be made of, and not as what sets two against each other."""
    token = tokens[place]
    is_degree = place + 1 < len(tokens) and tokens[place + 1].text.removesuffix("的") in _DEGREES
    return replace(token, kind="unknown", senses=()) if token.text in ("比较", "较") and is_degree else token


#: Of which values a word behind them says what they are.
_VALUES = ("area", "narrower", "modality", "type", "target", "indication")


def _classifies(tokens: list[Token], place: int) -> Token:
    """Read 自免领域 as 自免; by itself 领域 asks in which."""
    token = tokens[place]
    if not token.says("classifier") or not place:
        return token
    before = tokens[place - 1]
    is_value = any(before.says(each) for each in _VALUES) or bool(before.ids("target"))
    return replace(token, senses=_NOTHING) if is_value else token


def _counts_the_first(tokens: list[Token], place: int) -> Token:
    """Read 前 as the first so many only before a number; in 三期前 it is a time."""
    token = tokens[place]
    if token.text == "大" and place and tokens[place - 1].kind == "limit":  # 前十大
        return replace(token, kind="word", senses=_NOTHING)
    is_number = place + 1 < len(tokens) and tokens[place + 1].kind == "limit"
    return token if token.text != "前" or is_number else replace(token, kind="unknown", senses=())


#: What is worked out over all years at once.
_OF_ALL_YEARS = ("count", "mean", "median", "quartiles", "highest", "lowest", "most", "who", "share")


def _over_the_years(tokens: list[Token], token: Token) -> Token:
    """Tell 历年首付, which is by year, from 历年一共, 历年最高, 历年买下的, which are ever."""
    if not (token.says("want", "breakdown") and token.text.startswith("历年")):
        return token
    others = [each for each in tokens if each is not token]
    is_ever = any(
        (each.says("role") and not each.says("topic")) or any(each.says("want", want) for want in _OF_ALL_YEARS)
        for each in others
    ) or any(each.says("want", "sum") and not each.says("measure") for each in others)
    return replace(token, senses=_NOTHING) if is_ever else token


def _formerly(tokens: list[Token], place: int) -> Token:
    """Read 此前默沙东买过哪些, 默沙东之前买过哪些 as so far: what somebody did is past anyway."""
    token, behind = tokens[place], tokens[place + 1 : place + 2]
    is_of_doer = any(each.ids("company") for each in (*tokens[max(place - 1, 0) : place], *behind))
    return replace(token, senses=_NOTHING) if token.says("before") and is_of_doer else token


#: Says no more than the event behind it: 获得了FDA批准.
_NOTHING = (Sense("filler", "verb"),)


def _says_an_event(behind: list[Token]) -> bool:
    """Tell whether the next that says something, besides where, is an approval or the like."""
    said = (each for each in behind if not (each.only_fills or each.says("region")))
    event = next(said, None)
    return event is not None and event.says("kind")


def _received(token: Token, behind: list[Token]) -> Token:
    """Read "who got the largest upfront" as who was paid, and "who got the rights" as who took them."""
    if token.text.casefold() not in _GETS:
        return token
    others = tuple(each for each in token.senses if each.category != "role")
    if _says_an_event(behind):
        return replace(token, senses=_NOTHING)
    what = next(
        (each for each in behind if each.says("measure") or each.says("ask", "rights") or each.says("kind")), None
    )
    if what is not None and what.says("measure"):
        return replace(token, senses=(*others, _SELLER))
    return replace(token, senses=(*others, _BUYER)) if what is not None and what.says("ask", "rights") else token


def _is_event(token: Token) -> bool:
    return token.says("kind") or any(token.says(*each) for each in _OUTCOMES)


#: What comes about or not: an approval, a success.
_OUTCOMES: tuple[tuple[str, str | None], ...] = (
    ("kind", "approval"),
    ("kind", "acceptance"),
    ("kind", "reimbursement"),
    ("outcome", None),
    ("passes", None),
)


def _may_stand_between(modal: Token, token: Token) -> bool:
    """Tell what may stand between: "will AK112 soon be approved", 能不能在美国获批."""
    if _is_event(token):
        return False
    is_aside = token.kind == "period" or token.says("region") or token.says("filler") or token.says("negation")
    return is_aside or (modal.text.isascii() and token.kind == "name")


def _asks_amount(text: str, before: Token, token: Token) -> bool:
    """Tell 首付有多少 from 有多少交易."""
    return token.text == "有多少" and before.says("measure") and not re.match(r"\s*[笔个项家款单宗]", text[token.end :])
