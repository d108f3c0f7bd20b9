"""Names that the store does not hold, or holds for several things: what is near is offered, never assumed."""

import re
from collections.abc import Collection, Sequence

from bot.i18n import N_, _, in_chinese
from bot.language.query import Query
from bot.language.reading import Reading
from bot.language.refusals import clarify, either, unknown
from bot.language.rewording import instead, original, with_command
from bot.language.tokens import Token
from db import names
from db.connection import Connection
from db.queries import things

#: Among which names the nearest is looked for.
_TYPES_OF = {"drug": ("drug",), "company": ("company",), "trial": ("study",)}
_COMMAND_OF_TYPE = {"drug": "drug", "company": "company", "study": "trial"}
#: What looks like the code of a drug: letters and digits, such as AK1112x or BL-B02D1.
_CODE = re.compile(r"(?=[A-Za-z-]*\d)[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
#: What looks like the id of a deal: a day, a month or a year, and names.
_DEAL_ID = re.compile(r"\d{4}-[\w-]*[A-Za-z][\w-]*")
#: How Chinese names of drugs and companies end.
_CHINESE_NAME = re.compile(r"(?:单抗|双抗|替尼|肽|片|注射液|赛|生物|医药|制药|药业|药厂|集团|科技|公司|股份|治疗)$")
_COMPANY_ENDINGS = re.compile(r"(?:生物|医药|制药|药业|医疗|科技|集团|股份|公司)$")
#: Beside so few words, a Chinese word that is not known can be nothing but a name.
_FEW_WORDS = 3
_DRUG_ENDINGS = re.compile(
    r"(?:mab|nib|tide|cept|sertib|ciclib|fusp|tecan|leucel|siran|单抗|替尼|肽|西普|奥仑赛|他赛)$", re.IGNORECASE
)


def of_reading(db: Connection, reading: Reading) -> Query | None:
    """Ask back about names that are not known, or not one thing's alone; None if all are plain."""
    return (
        _unknown_id(db, reading)
        or _nearly_named(db, reading)
        or _doubtful_name(db, reading)
        or _unknown_name(db, reading)
    )


def _doubtful_name(db: Connection, reading: Reading) -> Query | None:
    """Ask back about a name that several things have, unless what else is said settles it."""
    for place, token in enumerate(reading.tokens):
        candidates = _companies_meant(db, token)
        if token.kind != "name" or len(candidates) < 2 or token.ids("drug"):
            continue
        settled = _settled(db, reading, candidates)
        if settled is None:
            labels = _labels(db, candidates)
            shown = [instead(reading, token, labels[each]) for each in candidates]
            return clarify(
                _("{name} can be {names}: which one?", name=token.text, names=either(list(labels.values()))), shown
            )
        kept = tuple(each for each in token.named if each.entity_id == settled) or (
            names.names_of(db, "company", settled)[0],
        )
        reading.tokens[place] = Token("name", token.start, token.end, token.text, named=kept)
        label = _labels(db, [settled])[settled]
        reading.assumed.append(
            _("{name} was read as {label}, the one that fits what else was asked", name=token.text, label=label)
        )
    return None


def _labels(db: Connection, companies: Collection[str]) -> dict[str, str]:
    """Give what to call companies in the language of the question, where that tells them apart."""
    labels = things.labels(db, "company", companies)
    called = labels | (things.chinese_labels(db, "company", companies) if in_chinese() else {})
    return called if len(set(called.values())) == len(labels) else labels


def _companies_meant(db: Connection, token: Token) -> tuple[str, ...]:
    """Give the companies that a name can stand for: WuXi is short for one company, but begins the names of three."""
    exact = token.ids("company")
    if len(exact) != 1 or any(each.field not in ("short", "aliases") for each in token.named):
        return exact
    longer = names.starting(db, token.text, entity_type="company")
    full = [each.entity_id for each in longer if each.field in ("name", "name_zh")]
    return tuple(dict.fromkeys((*exact, *full)))


def _settled(db: Connection, reading: Reading, candidates: tuple[str, ...]) -> str | None:
    """Tell which candidate alone has a deal with the drug or company that is also named."""
    others = [each for each in (*reading.ids("drug"), *reading.ids("company")) if each not in candidates]
    if not others:
        return None
    fitting = [each for each in candidates if things.share_a_deal(db, each, others)]
    return fitting[0] if len(fitting) == 1 else None


_NOUNS = {noun: noun for noun in (N_("drug"), N_("company"), N_("trial"), N_("drug or company"), N_("company or drug"))}


def no_such(db: Connection, noun: str, typed: str, command: str = "") -> Query:
    """Say that the store has nothing of that name, and offer the nearest it has."""
    types = _TYPES_OF.get(noun, ("drug", "company", "study"))
    found = names.nearest(db, typed, types=types)
    near = list(dict.fromkeys(named.text for named in found))
    commands = {named.text: command if command in _TYPES_OF else _COMMAND_OF_TYPE[named.entity_type] for named in found}
    if not near and noun == "trial":
        near = [hit.entity_id for hit in things.nearest_ids(db, typed, types=("trial",))]
        commands = dict.fromkeys(near, "trial")
    sentence = _("no {noun} called {name} is in the store", noun=_(_NOUNS[noun]), name=typed[:80])
    return _or_nearest(sentence, [(commands[each], each) for each in near], typed)


def no_such_id(db: Connection, command: str, typed: str) -> Query:
    """Say that the store has nothing of that id, and offer the nearest: deals to ``!deal``, all there is to ``!sources``."""
    only_deals = command == "deal"
    near = [] if only_deals else [each.text for each in names.nearest(db, typed, types=("drug", "company"))]
    if not near:
        types = ("deal",) if only_deals else ("deal", "trial", "milestone", "market_figure")
        near = [hit.entity_id for hit in things.nearest_ids(db, typed, types=types)]
    noun = N_("deal") if only_deals else N_("id or name")
    sentence = _("no {noun} called {name} is in the store", noun=_(noun), name=typed[:80])
    return _or_nearest(sentence, [(command, each) for each in near], typed, *(["!deals"] if only_deals else []))


def _or_nearest(sentence: str, near: Sequence[tuple[str, str]], typed: str, *else_: str) -> Query:
    """Refuse, with the nearest that there is (command and name); else with a search for what was typed."""
    if near:
        sentence = _(
            "{sentence}; did you mean {names}?", sentence=sentence, names=either([name for _command, name in near])
        )
    return unknown(sentence, [f"!{command} {name}" for command, name in near] or [f"!search {typed[:80]}", *else_])


def _unknown_id(db: Connection, reading: Reading) -> Query | None:
    """Refuse what looks like the id of a deal but is none, rather than read its parts."""
    typed = reading.text.strip()
    if reading.command != "deal" or not reading.unknown or not _DEAL_ID.fullmatch(typed):
        return None
    begun = any(hit.entity_id.startswith(typed.casefold()) for hit in things.nearest_ids(db, typed, types=("deal",)))
    return None if begun else no_such_id(db, "deal", typed)


#: So far to either side an unknown Chinese word may belong to a longer name.
_REACH = 3


def _nearly_named(db: Connection, reading: Reading) -> Query | None:
    """Ask back where an unknown word and what touches it are nearly a name: 依沃希单抗, of which only 沃希 is unknown."""
    for place, token in enumerate(reading.tokens):
        if token.kind != "unknown" or not names.has_cjk(token.text):
            continue
        for first, last in _around(reading, place):
            typed = reading.text[reading.tokens[first].start : reading.tokens[last].end]
            near = names.misspelt(db, typed, types=("drug", "company")) if len(typed) >= _LEAST_CHINESE else None
            if near is None or not names.has_cjk(near.text):
                continue
            text = original(reading)
            meant = text[: reading.tokens[first].start] + near.text + text[reading.tokens[last].end :]
            refusal = no_such(db, near.entity_type, typed, reading.command)
            said = refusal.message if near.text in refusal.message else _nearest_is(refusal.message, near.text)
            return refusal.model_copy(update={"message": said, "suggestions": (with_command(reading, meant),)})
    return None


#: Of shorter Chinese names one character is too much to be wrong.
_LEAST_CHINESE = 4


def _around(reading: Reading, place: int) -> list[tuple[int, int]]:
    """Give the runs of touching words around a place, as first and last one, the longest first."""
    tokens = reading.tokens
    low, high = place, place
    while low > max(0, place - _REACH) and tokens[low - 1].end == tokens[low].start:
        low -= 1
    while high < min(len(tokens) - 1, place + _REACH) and tokens[high + 1].start == tokens[high].end:
        high += 1
    runs = ((first, last) for first in range(low, place + 1) for last in range(place, high + 1))
    return sorted(runs, key=lambda run: tokens[run[0]].start - tokens[run[1]].end)


def _nearest_is(sentence: str, name: str) -> str:
    return _("{sentence}; did you mean {names}?", sentence=sentence, names=name)


def _unknown_name(db: Connection, reading: Reading) -> Query | None:
    """Refuse a question that rests on a name that the store does not hold, with the nearest it has."""
    expected = reading.command if reading.command in _TYPES_OF else None
    for token in reading.unknown:
        noun = expected or _noun(reading, token) or _nearly_a_drug(db, token)
        if token.text.isdigit() and not expected and not reading.has("want", "says"):
            return _number_of_a_code(db, reading, token) or unknown(
                _("{word} was not understood: is it a year, an amount or a number of deals?", word=token.text)
            )
        if noun is not None:
            return no_such(db, noun, _as_typed(reading, token) if expected else token.text, reading.command)
        if longer := _name_beginning_with(reading, token):
            return no_such(db, "company" if _COMPANY_ENDINGS.search(longer) else "drug", longer, reading.command)
        if names.has_cjk(token.text) and len(token.text) > 1:  # a name, or merely a word
            return unknown(
                _("{word} was not understood, nor is it a drug or company in the store", word=f"“{token.text[:40]}”"),
                [f"!search {token.text[:40]}"],
            )
    return None


def _number_of_a_code(db: Connection, reading: Reading, token: Token) -> Query | None:
    """Ask back whether 707 is SSGJ-707: the number of a code may stand for it, but another code can have it too."""
    codes = names.ending(db, token.text, entity_type="drug")
    if not codes:
        return None
    text = original(reading)
    offered = (with_command(reading, text[: token.start] + each.text + text[token.end :]) for each in codes)
    near = either([each.text for each in codes])
    return clarify(_("{number} is no whole name; did you mean {names}?", number=token.text, names=near), tuple(offered))


def _as_typed(reading: Reading, token: Token) -> str:
    """Give the whole name that an unknown word belongs to after "!company": what stands beside it is part of that."""
    place = reading.tokens.index(token)
    first = last = place
    while first and reading.tokens[first - 1].kind not in _NO_PART_OF_A_NAME:
        first -= 1
    while last + 1 < len(reading.tokens) and reading.tokens[last + 1].kind not in _NO_PART_OF_A_NAME:
        last += 1
    return reading.text[reading.tokens[first].start : reading.tokens[last].end].strip()


_NO_PART_OF_A_NAME = frozenset({"name", "period", "as_of", "amount", "limit"})


def _name_beginning_with(reading: Reading, token: Token) -> str:
    """Give the name that an unknown word begins and known ones end: 启明星辰制药, of which 药 is a word."""
    place = reading.tokens.index(token)
    for other in reading.tokens[place + 1 : place + 3]:
        typed = reading.text[token.start : other.end]
        ends = _COMPANY_ENDINGS.search(typed) or _DRUG_ENDINGS.search(typed)
        if names.has_cjk(token.text) and " " not in typed and ends:
            return typed
    return ""


def _nearly_a_drug(db: Connection, token: Token) -> str | None:
    """Take a long word that is nearly the name of a drug for one: ivonescimb."""
    is_long = token.text.isalpha() and token.text.isascii() and len(token.text) >= _LEAST_OF_DRUG
    return "drug" if is_long and names.misspelt(db, token.text, types=("drug",)) else None


#: Shorter words may be something else.
_LEAST_OF_DRUG = 9


def _noun(reading: Reading, token: Token) -> str | None:
    """Tell what an unknown word must be the name of, if it is plainly a name."""
    text = token.text
    before = max(
        (other for other in reading.tokens if other.end <= token.start), key=lambda other: other.end, default=None
    )
    if before is not None and before.kind == "side":
        return "company"
    if re.fullmatch(r"NCT\d+", text, re.IGNORECASE):
        return "trial"
    if _CODE.fullmatch(text) or _DRUG_ENDINGS.search(text):
        return "drug"
    shouts = reading.text.isupper()  # in a text all in capitals they are no sign of a name
    is_capitalised = text[0].isupper() and text.isascii() and len(text) > 1 and not shouts
    if names.has_cjk(text):  # a word that is not known is no name yet: 咋样, 案例
        return "drug or company" if _CHINESE_NAME.search(text) or len(reading.tokens) < _FEW_WORDS else None
    return "company or drug" if is_capitalised else None
