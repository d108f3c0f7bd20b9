"""Questions that are not answered, each with the reason and what to type instead."""

import re
from collections.abc import Iterable, Sequence

from bot.i18n import N_, _, language
from bot.language.commands import COMMAND_OF
from bot.language.query import Query
from bot.language.reading import Reading
from bot.language.rewording import original, with_command
from bot.language.tokens import Token
from bot.sentences import told
from db import names
from db.connection import Connection
from db.money import MoneyError
from db.periods import Period, PeriodError

#: What Readout does not do, by the sense that the word table gives.
_BEYOND = {
    "advice": N_(
        "Readout reports facts and gives no investment advice; ask for deals, drugs, milestones or market figures"
    ),
    "prices": N_(
        "Readout holds no share prices, rates or accounts; ask for deals, drugs, milestones or market figures"
    ),
    "people": N_(
        "Readout holds nothing about people or their posts; ask for deals, drugs, milestones or market figures"
    ),
    "reason": N_("Readout tells what happened and when, not why"),
    "opinion": N_("Readout has no opinions; ask for deals, drugs, milestones or market figures"),
    "forecast": N_("Readout makes no forecasts; ask for what has been announced"),
    "meaning": N_("Readout explains no terms; ask for deals, drugs, milestones or market figures"),
    "world": N_(
        "Readout knows deals, drugs, trials, milestones and market figures of China's innovative drugs, nothing else"
    ),
    "stage": N_("the stage at which a drug was licensed is not recorded; ask for a phase, as in “phase 3 deals”"),
    "attack": N_("Readout only answers questions about deals, drugs, milestones and market figures"),
}
_HELP = "!help"
_TRY = ("!deals 2025", "!drug AK112", "!milestones", _HELP)
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
    r"|\b(?:probability|likelihood|odds|chances?) (?:of|that|for)\b|\bhow likely\b|\bgoing to (?:succeed|fail|pass|be approved)\b",
    re.IGNORECASE,
)
_ASKS_MEANING = re.compile(r"\bwhat (?:does|do|is|are)\b.*\bmeans?\b", re.IGNORECASE)


def unknown(message: str, suggestions: Iterable[str] = _TRY) -> Query:
    """Refuse, with a sentence and what could be asked instead."""
    return Query(kind="unknown", message=message, suggestions=tuple(suggestions), language=language())


def clarify(message: str, suggestions: Iterable[str]) -> Query:
    """Ask back which of some readings is meant."""
    return Query(kind="clarify", message=message, suggestions=tuple(suggestions), language=language())


def of_reading(reading: Reading) -> Query | None:
    """Refuse a question for what stands in it, or give None if nothing speaks against answering it."""
    return (
        _bad_period(reading)
        or _day_to_come(reading)
        or _bad_amount(reading)
        or _beyond(reading)
        or _no_amount(reading)
        or _no_side(reading)
        or _forecast(reading)
    )


def without(left: Sequence[Token], rest: str) -> Query:
    """Ask back whether a question was meant without some words; ``rest`` is the question without them, if that can be answered."""
    if not rest:
        sentence = (
            N_("{words} was not understood here; ask for what is meant instead")
            if len(left) == 1
            else N_("{words} were not understood here; ask for what is meant instead")
        )
        return clarify(_(sentence, words=_named(left)), (_HELP,))
    sentence = (
        N_("{words} was not understood here; ask again without it?")
        if len(left) == 1
        else N_("{words} were not understood here; ask again without them?")
    )
    return clarify(_(sentence, words=_named(left)), (rest,))


def misspelt(reading: Reading) -> Query:
    """Ask back whether a question with many slips of the pen was read as it was meant."""
    text = original(reading)
    for token in reversed(reading.tokens):
        if token.corrected:
            text = text[: token.start] + token.corrected + text[token.end :]
    return clarify(_("is this what is meant?"), (with_command(reading, text),))


def _named(words: Sequence[Token]) -> str:
    return _(", ").join(f"“{token.text.strip()[:40]}”" for token in words[:5])


def not_understood(db: Connection, reading: Reading) -> Query:
    """Say that nothing was made of a question, with the nearest names of what was not known."""
    near = [
        named.text for token in reading.unknown for named in names.nearest(db, token.text, types=("drug", "company"))
    ]
    if near:
        return unknown(
            _("that was not understood; did you mean {names}?", names=either(near[:3])),
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
            text = original(reading)
            before, after = text[: token.start], text[token.end :]
            if token.period.readings:
                return clarify(
                    told(token.period.message),
                    [with_command(reading, f"{before} {each} {after}") for each in token.period.readings],
                )
            return unknown(told(token.period.message))
    return None


def _day_to_come(reading: Reading) -> Query | None:
    """Refuse to tell what will be known on a day that has not come."""
    known_by = [token.period for token in reading.of_kind("as_of") if isinstance(token.period, Period)]
    if not any(period.start is not None and period.start > reading.today for period in known_by):
        return None
    return unknown(
        _("{day} is still to come: what will be known then is not known", day=str(known_by[0])), ("!deals as of today",)
    )


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
        text = original(reading)
        before, after = text[: match.start()], text[match.end() :]
        if match["what"].replace(".", "", 1).isdigit():
            with_unit = with_command(reading, f"{before}{match.group()}m{after}")
            return clarify(_("“{number}” of what? Write the unit with it", number=match["what"][:40]), (with_unit,))
        without_it = (with_command(reading, f"{before} {after}"),) if (before + after).strip() else ()
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


def _beyond(reading: Reading) -> Query | None:
    if reading.command:
        return None
    if _ASKS_FORECAST.search(reading.text):
        return unknown(_("Readout makes no forecasts; ask for what has been announced"))
    reasons = reading.values("beyond") or (["meaning"] if _ASKS_MEANING.search(reading.text) else [])
    return unknown(_(_BEYOND[reasons[0]])) if reasons else None


def _forecast(reading: Reading) -> Query | None:
    """Refuse to say whether something will come about; when it is due, or which are, has been announced."""
    asks_more = reading.has("want", "when", "days", "who", "count") or reading.asks_what()
    asks = reading.has("want", "whether") or reading.has("modal", "asks")
    is_past = bool(reading.periods()) and all(
        period.end is not None and period.end < reading.today for period in reading.periods()
    )
    if reading.command or not reading.has("forecast") or not asks or asks_more or is_past:
        return None
    return unknown(_(_BEYOND["forecast"]))


def either(options: list[str]) -> str:
    """Say that one of some options may be meant."""
    if len(options) == 1:
        return options[0]
    return _("{options} or {last}", options=_(", ").join(options[:-1]), last=options[-1])
