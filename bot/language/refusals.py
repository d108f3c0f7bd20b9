"""Questions that are not answered, each with the reason and what to type instead."""

import re
from collections.abc import Iterable, Sequence

from bot.i18n import N_, _, language, told
from bot.language.commands import COMMAND_OF
from bot.language.query import Query
from bot.language.reading import Reading
from bot.language.tokens import Token
from db import names
from db.connection import Connection
from db.money import MoneyError
from db.periods import PeriodError
from db.queries import things

#: What Readout does not do, by the sense that the word table gives.
_BEYOND = {
    "advice": N_(
        "Readout reports facts and gives no investment advice; ask for deals, drugs, milestones or market figures"
    ),
    "prices": N_(
        "Readout holds no share prices, rates or accounts; ask for deals, drugs, milestones or market figures"
    ),
    "people": N_("Readout holds nothing about people or offices; ask for deals, drugs, milestones or market figures"),
    "opinion": N_("Readout has no opinions; ask for deals, drugs, milestones or market figures"),
    "meaning": N_("Readout explains no terms; ask for deals, drugs, milestones or market figures"),
    "world": N_(
        "Readout knows deals, drugs, trials, milestones and market figures of China's innovative drugs, nothing else"
    ),
    "attack": N_("Readout only answers questions about deals, drugs, milestones and market figures"),
}
_TRY = ("!deals 2025", "!drug AK112", "!milestones", "!help")
#: A comparison, with the measure before it and what should be the amount; an arrow is none.
_COMPARISON = re.compile(
    r"(?P<measure>\b(?:upfront|total|value|equity|amount)|首付款?|总金?额|金额)?\s*"
    r"(?<![-=])(?P<sign>>=|<=|=>|=<|≥|≤|[<>=])\s*(?P<what>[^\s,;]*)",
    re.IGNORECASE,
)
_AN_AMOUNT = "upfront>=100m"
#: What asks how something will turn out, as against when it comes.
_ASKS_FORECAST = re.compile(
    r"^\W*(?:will|would|could|can|might)\b.*\b(?:approv\w*|succeed|success\w*|pass|fail|win|work out|get through|make it)\b"
    r"|\b(?:probability|likelihood|odds|chances?) (?:of|that|for)\b|\bhow likely\b|\bgoing to (?:succeed|fail|pass|be approved)\b"
    r"|(?:概率|可能性|胜算|把握|有戏)"
    r"|(?<!什么时候)(?<!何时)[能会](?:够|顺利|否)?(?:获批|通过|过|成功|成|批|达到|达标|失败|推迟)[了得]?(?:吗|么|不|没)",
    re.IGNORECASE,
)
_ASKS_MEANING = re.compile(r"\bwhat (?:does|do|is|are)\b.*\bmeans?\b", re.IGNORECASE)
#: Among which names the nearest is looked for.
_TYPES_OF = {"drug": ("drug",), "company": ("company",), "trial": ("study",)}
_COMMAND_OF_TYPE = {"drug": "drug", "company": "company", "study": "trial"}
#: What looks like the code of a drug: letters and digits, such as AK1112x or BL-B02D1.
_CODE = re.compile(r"(?=[A-Za-z-]*\d)[A-Za-z]{1,8}[A-Za-z0-9]*(?:-?[A-Za-z0-9]+)*")
#: What looks like the id of a deal: a day, a month or a year, and names.
_DEAL_ID = re.compile(r"\d{4}-[\w-]*[A-Za-z][\w-]*")
#: How Chinese names of drugs and companies end.
_CHINESE_NAME = re.compile(r"(?:单抗|双抗|替尼|肽|片|注射液|赛|生物|医药|制药|药业|药厂|集团|科技|公司|股份|治疗)$")
#: Beside so few words, a Chinese word that is not known can be nothing but a name.
_FEW_WORDS = 3
_DRUG_ENDINGS = re.compile(r"(?:mab|nib|tide|cept|sertib|ciclib|fusp|tecan|leucel|siran|单抗|替尼|肽)$", re.IGNORECASE)


def unknown(message: str, suggestions: Iterable[str] = _TRY) -> Query:
    """Refuse, with a sentence and what could be asked instead."""
    return Query(kind="unknown", message=message, suggestions=tuple(suggestions), language=language())


def clarify(message: str, suggestions: Iterable[str]) -> Query:
    """Ask back which of some readings is meant."""
    return Query(kind="clarify", message=message, suggestions=tuple(suggestions), language=language())


def of_reading(db: Connection, reading: Reading) -> Query | None:
    """Refuse a question for what stands in it, or give None if nothing speaks against answering it."""
    return (
        _bad_period(reading)
        or _bad_amount(reading)
        or _no_amount(reading)
        or _no_side(reading)
        or _beyond(reading)
        or _unknown_id(db, reading)
        or _doubtful_name(db, reading)
        or _unknown_name(db, reading)
    )


def rest_of(reading: Reading, left: Sequence[Token]) -> str:
    """Give a question without the words that nothing could be made of; empty where the rest would ask for something else."""
    words = list(left)
    # What is left of "not ADC" or "the second largest" would ask for the opposite.
    if any(token.says(category) for token in words for category in _TURNING):
        return ""
    rest = reading.text
    for token in reversed(words):
        rest = rest[: token.start] + " " + rest[token.end :]
    return _with_command(reading, re.sub(r"\s+(?=[?,.;!])", "", rest)) if rest.strip() else ""


#: Categories of words without which a question asks for something else.
_TURNING = ("negation", "ordinal", "quantile", "outcome", "joint", "state", "status", "side")


def without(left: Sequence[Token], rest: str) -> Query:
    """Ask back whether a question was meant without some words; ``rest`` is the question without them, if that can be answered."""
    if not rest:
        return clarify(_("{words} was not understood here; ask for what is meant instead", words=_named(left)), ())
    return clarify(_("{words} was not understood here; was it meant without?", words=_named(left)), (rest,))


def misspelt(reading: Reading) -> Query:
    """Ask back whether a question with many slips of the pen was read as it was meant."""
    text = reading.text
    for token in reversed(reading.tokens):
        if token.corrected:
            text = text[: token.start] + token.corrected + text[token.end :]
    return clarify(_("was it meant so?"), (_with_command(reading, text),))


def _named(words: Sequence[Token]) -> str:
    return _(", ").join(f"“{token.text.strip()[:40]}”" for token in words[:5])


def not_understood(db: Connection, reading: Reading) -> Query:
    """Say that nothing was made of a question, with the nearest names of what was not known."""
    near = [
        named.text for token in reading.unknown for named in names.nearest(db, token.text, types=("drug", "company"))
    ]
    if near:
        return unknown(
            _("that was not understood; did you mean {names}?", names=_either(near[:3])),
            [f"!search {each}" for each in near[:3]],
        )
    command = COMMAND_OF.get(reading.command)
    if command is None or not reading.unknown:
        return unknown(_("that was not understood; ask for deals, drugs, companies, milestones or market figures"))
    sentence = _(
        "not understood: {words}; after {command} stands: {what}",
        words=_named(reading.unknown),
        command=f"!{command.name}",
        what=_(command.words).removesuffix(" …"),
    )
    return unknown(sentence, [f"!{example}" for example in command.examples])


def _bad_period(reading: Reading) -> Query | None:
    for token in reading.tokens:
        if isinstance(token.period, PeriodError):
            before, after = reading.text[: token.start], reading.text[token.end :]
            if token.period.readings:
                return clarify(
                    told(token.period.message),
                    [_with_command(reading, f"{before} {each} {after}") for each in token.period.readings],
                )
            return unknown(told(token.period.message))
    return None


def _bad_amount(reading: Reading) -> Query | None:
    for token in reading.of_kind("amount"):
        if isinstance(token.amount, MoneyError):
            return unknown(told(str(token.amount)), ("!deals >1bn", "!deals upfront>=100m"))
    return None


def _no_amount(reading: Reading) -> Query | None:
    """Refuse a comparison with something that is no amount: "upfront>=banana", or with nothing at all."""
    if reading.command not in ("", "deals", "compare"):
        return None
    for match in _COMPARISON.finditer(reading.text):
        is_read = any(token.start <= match.start("sign") < token.end for token in reading.of_kind("amount"))
        follows = [token for token in reading.of_kind("name") if token.start <= match.start("what") < token.end]
        if is_read or (not match["measure"] and (match["sign"] == "=" or follows)):
            continue
        before, after = reading.text[: match.start()], reading.text[match.end() :]
        if match["what"].replace(".", "", 1).isdigit():
            with_unit = _with_command(reading, f"{before}{match.group()}m{after}")
            return clarify(_("“{number}” of what? Write the unit with it", number=match["what"][:40]), (with_unit,))
        without_it = (_with_command(reading, f"{before} {after}"),) if (before + after).strip() else ()
        return unknown(_no_such_amount(match["sign"], match["what"]), (*without_it, f"!deals {_AN_AMOUNT}"))
    return None


def _no_side(reading: Reading) -> Query | None:
    """Refuse "to:" without a company after it."""
    for token in reading.of_kind("side"):
        if not any(each.kind in ("name", "unknown") and each.start >= token.end for each in reading.tokens):
            sentence = _("say which company after {side}", side=token.text.strip())
            return unknown(sentence, ("!deals from:CSPC to:AstraZeneca",))
    return None


def bare_period(reading: Reading) -> Query | None:
    """Ask back what of a period, where nothing else is said."""
    if not reading.tokens or any(token.kind != "period" for token in reading.tokens):
        return None
    when = reading.text.strip()
    return clarify(
        _("what of {period}?", period=when), [f"!{name} {when}" for name in ("deals", "milestones", "market")]
    )


def _no_such_amount(sign: str, what: str) -> str:
    if what:
        return _("“{word}” is no amount; write one such as {example}", word=what[:40], example=_AN_AMOUNT)
    return _("an amount is missing after {sign}, as in {example}", sign=sign, example=_AN_AMOUNT)


def _with_command(reading: Reading, words: str) -> str:
    """Give words as they would be typed, after the command that was."""
    return " ".join(f"!{reading.command} {words}".split() if reading.command else words.split())


def _beyond(reading: Reading) -> Query | None:
    if reading.command:
        return None
    if _ASKS_FORECAST.search(reading.text):
        return unknown(_("Readout makes no forecasts; ask for what has been announced"))
    reasons = reading.values("beyond") or (["meaning"] if _ASKS_MEANING.search(reading.text) else [])
    return unknown(_(_BEYOND[reasons[0]])) if reasons else None


def _doubtful_name(db: Connection, reading: Reading) -> Query | None:
    """Ask back about a name that several things have, unless what else is said settles it."""
    for place, token in enumerate(reading.tokens):
        candidates = _companies_meant(db, token)
        if token.kind != "name" or len(candidates) < 2 or token.ids("drug"):
            continue
        settled = _settled(db, reading, candidates)
        if settled is None:
            labels = things.labels(db, "company", candidates)
            texts = [reading.text[: token.start] + labels[each] + reading.text[token.end :] for each in candidates]
            shown = [f"!{reading.command} {text}".strip() if reading.command else text.strip() for text in texts]
            return clarify(
                _("{name} can be {names}: which one?", name=token.text, names=_either(list(labels.values()))), shown
            )
        kept = tuple(each for each in token.named if each.entity_id == settled) or (
            names.names_of(db, "company", settled)[0],
        )
        reading.tokens[place] = Token("name", token.start, token.end, token.text, named=kept)
        label = things.labels(db, "company", [settled])[settled]
        reading.assumed.append(
            _("{name} was read as {label}, the one that fits what else was asked", name=token.text, label=label)
        )
    return None


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
            "{sentence}; did you mean {names}?", sentence=sentence, names=_either([name for _command, name in near])
        )
    return unknown(sentence, [f"!{command} {name}" for command, name in near] or [f"!search {typed[:80]}", *else_])


def _unknown_id(db: Connection, reading: Reading) -> Query | None:
    """Refuse what looks like the id of a deal but is none, rather than read its parts."""
    typed = reading.text.strip()
    if reading.command != "deal" or not reading.unknown or not _DEAL_ID.fullmatch(typed):
        return None
    begun = any(hit.entity_id.startswith(typed.casefold()) for hit in things.nearest_ids(db, typed, types=("deal",)))
    return None if begun else no_such_id(db, "deal", typed)


def _unknown_name(db: Connection, reading: Reading) -> Query | None:
    """Refuse a question that rests on a name that the store does not hold, with the nearest it has."""
    expected = reading.command if reading.command in _TYPES_OF else None
    for token in reading.unknown:
        noun = expected or _noun(reading, token)
        if token.text.isdigit() and not expected and not reading.has("want", "says"):
            return unknown(
                _("{word} was not understood: is it a year, an amount or a number of deals?", word=token.text)
            )
        if noun is not None:
            return no_such(db, noun, token.text, reading.command)
    return None


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


def _either(options: list[str]) -> str:
    if len(options) == 1:
        return options[0]
    return _("{options} or {last}", options=_(", ").join(options[:-1]), last=options[-1])
