"""From a text to a Query: the command or the words decide what kind of question it is, one module a kind reads the rest."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.i18n import Language, _, is_settled, language, language_of, speaking
from bot.language import choosing, cues, followup, refusals, rewording, unknown_names, usage, weighing
from bot.language.commands import COMMAND_OF, COMMANDS, FILES, OF_THE_TALK, TOOL_OF, Command, Tool
from bot.language.context import in_context
from bot.language.kinds import choose, comparison, deals, milestones, search, sector, things
from bot.language.query import Kind, Query
from bot.language.reading import Reading
from bot.language.tokenising import tokenise, with_parts_apart
from bot.language.tokens import Token
from bot.language.units import normalised
from bot.language.weighing import CLOSE, Rival, Understood
from db import names
from db.connection import Connection

#: Nobody types more than this; what is longer is not read.
LONGEST_QUESTION = 1000

_COMMAND = re.compile(r"\s*[!/！]\s*(?P<name>[^\s!/]+)\s*(?P<words>.*)", re.DOTALL)
_BARE_COMMAND = re.compile(r"\s*(?P<name>[A-Za-z]+|[\u3400-\u9fff]+)(?:\s+(?P<words>.*))?\s*$", re.DOTALL)

#: A greeting asks for nothing but to be told what can be asked.
_GREETING = re.compile(r"\s*(?:hi|hello|hey|help me|(?:hi|hello) there|你好|您好|嗨|在吗)\W*", re.IGNORECASE)
#: A command without a blank after it: !deals2025.
_GLUED = re.compile(r"(?P<name>[A-Za-z]+)(?P<rest>[\d>=].*)", re.DOTALL)
#: What is left out, the way that search engines take it: -ADC.
_LEFT_OUT = re.compile(r"(?<!\S)-(?=[^\W\d_])")

Reader = Callable[[Connection, Reading], Query]

_READERS: dict[Kind, Reader] = {
    "deals": deals.read,
    "deal": deals.read_one,
    "drug": things.read_drug,
    "company": things.read_company,
    "trial": things.read_trial,
    "milestones": milestones.read,
    "market": sector.read,
    "comparison": comparison.read,
    "search": search.read,
    "sources": search.read_sources,
    "help": search.read_help,
    "about": search.read_about,
}
#: The command that asks for a kind of question and nothing else.
_COMMAND_OF_KIND: dict[Kind, str] = {command.kind: command.name for command in reversed(COMMANDS)}


def understand(db: Connection, text: str, today: date, before: Query | None = None) -> Query:
    """Read a text as a question, as of a day; what cannot be read is a Query of kind unknown or clarify that says why.

    ``before`` is the question that was asked last: a fragment such as "and in 2024?" is read as a change of it. A question that
    is in no language, such as "!drug AK112", is one in the language spoken now; a fragment of that sort in that of ``before``.
    """
    return weighed(db, text, today, before).query


def weighed(db: Connection, text: str, today: date, before: Query | None = None) -> Understood:
    """Read a text as ``understand`` does, and tell what became of each word and how sure the reading is."""
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no character
    with speaking(_language(text, before)):
        understood = _understand(db, text, today, before)
        said: dict[str, object] = {"language": language()}
        if understood.query.kind in ("unknown", "clarify"):
            said |= {"words": text[:LONGEST_QUESTION].strip(), "thread": _thread(before)}
        return replace(understood, query=understood.query.model_copy(update=said))


def _thread(before: Query | None) -> Query | None:
    """Give what was spoken of last that was answered."""
    return before.thread if before is not None and before.kind in ("unknown", "clarify") else before


def _understand(db: Connection, text: str, today: date, before: Query | None) -> Understood:
    if len(text) > LONGEST_QUESTION:
        return Understood(
            refusals.unknown(
                _("that is longer than {count:,} characters: ask for one thing at a time", count=LONGEST_QUESTION)
            )
        )
    if before is not None and (picked := choosing.chosen(db, text, today, before)):
        understood = _understand(db, picked, today, before.thread)
        return replace(understood, query=followup.marked(understood.query))
    if (thread := _thread(before)) is not None:
        if (row := followup.row_of(text, thread)) is not None:
            return Understood(row)
        text = followup.spelled_out(text, thread)
    name, words = _split_command(text)
    if name is None:
        return _understand_words(db, text, today, before)
    command = COMMAND_OF.get(name.casefold())
    if command is None:
        return _no_such_command(db, name, words, today)
    return _understand_command(db, command, words, today)


def _language(text: str, before: Query | None) -> Language:
    """Tell the language of a question. A command in Latin letters is in none; where nobody chose one, Chinese words after it decide."""
    name, words = _split_command(text)
    if name is None:
        return language_of(text, before.language if before else language())
    if COMMAND_OF.get(name.casefold()) is None:  # "!who paid …" is a question
        return language_of(f"{name} {words}", language())
    return language() if is_settled() and not names.has_cjk(name) else language_of(text, language())


def _understand_command(db: Connection, command: Command, words: str, today: date) -> Understood:
    if command.kind in ("search", "sources", "help", "about"):
        return Understood(_READERS[command.kind](db, Reading(words.strip(), [], today, command.name)))
    text = with_parts_apart(db, normalised(_LEFT_OUT.sub("not ", words)))
    reading = Reading(text, in_context(text, tokenise(db, text, today)), today, command.name)
    if not reading.tokens and not command.optional:
        example = f"!{command.examples[0]}"
        return Understood(
            refusals.unknown(_("say which: {example}", example=example), [f"!{each}" for each in command.examples])
        )
    refusal = refusals.of_reading(reading) or unknown_names.of_reading(db, reading)
    if refusal:
        return Understood(refusal, reading)
    return _settled(db, reading, _READERS[command.kind](db, reading))


def _understand_words(db: Connection, text: str, today: date, before: Query | None = None) -> Understood:
    read_text = with_parts_apart(db, normalised(text))
    reading = Reading(read_text, in_context(read_text, tokenise(db, read_text, today)), today)
    refusal = refusals.of_reading(reading) or unknown_names.of_reading(db, reading)
    if refusal:
        return Understood(refusal, reading)
    if before is not None and (follow_up := _understand_follow_up(db, reading, before)):
        return follow_up
    if followup.lacks_context(reading):
        return Understood(followup.asked_about(reading, _whole_instead(db, reading)), reading)
    kinds = choose.kinds_of(reading)
    if not kinds:
        return Understood(refusals.bare_period(reading) or refusals.not_understood(db, reading), reading)
    query = _READERS[kinds[0][0]](db, reading)
    return _settled(db, reading, query, _rival(db, reading, query, kinds))


def _understand_follow_up(db: Connection, reading: Reading, before: Query) -> Understood | None:
    if before.kind == "clarify" and before.only_examples:
        if (named := followup.with_name(reading, before.words)) is not None:
            understood = _understand_words(db, named, reading.today)
            return replace(understood, query=followup.marked(understood.query))
    elif before.kind == "clarify" and choosing.offered(before):
        return _understand_answer(db, reading, before)
    thread = _thread(before)
    meant = followup.read(db, reading, thread) if thread is not None else None
    if meant is None or thread is None:
        return None
    if isinstance(meant, Query):
        return _settled(db, reading, followup.marked(meant))
    understood = _understand_words(db, meant, reading.today)
    query = understood.query
    if query.kind in ("unknown", "clarify"):
        return understood
    said: dict[str, object] = {"as_of": query.as_of or thread.as_of}
    if query.want == "amount" and query.measure is None:  # "how much did they pay?" of the upfront that was spoken of
        said["measure"] = thread.measure
    return replace(understood, query=followup.marked(query.model_copy(update=said)))


def _understand_answer(db: Connection, reading: Reading, back: Query) -> Understood | None:
    """Read a text as going on from a question that was asked back: where all its readings come to the same, the doubt is gone."""
    readings = [_understand(db, each, reading.today, back.thread).query for each in choosing.offered(back)]
    meant = [each for each in readings if each.kind not in ("unknown", "clarify", "help", "about")]
    changed = [understood for each in meant if (understood := _understand_follow_up(db, reading, each))]
    if not changed or len(changed) < len(meant):
        return None
    if all(each.query == changed[0].query for each in changed):
        return changed[0]
    return Understood(back, reading)


def _whole_instead(db: Connection, reading: Reading) -> tuple[str, ...]:
    """Give questions that say in one what a fragment leaves open, of those that can be answered."""
    words = cues.without_opening(reading.text)
    of_a_year = f"!deals {reading.today.year - 1}"
    ordered = f"{of_a_year} {reading.text.strip()}" if cues.has("sorts", reading.text) else of_a_year
    tried = (f"!deals {words}", f"!milestones {words}", ordered)
    understood = ((each, _understand(db, each, reading.today, None).query) for each in tried)
    whole = [each for each, query in understood if query.kind in ("deals", "milestones") and not query.is_bare]
    return tuple(whole[:2])


def _rival(db: Connection, reading: Reading, chosen: Query, kinds: Sequence[tuple[Kind, float]]) -> Rival | None:
    """Give the next kind that the words speak for, if the question can be answered as one of either kind."""
    (_kind, votes_chosen), *others = kinds
    for kind, votes in others if chosen.kind in _COMMAND_OF_KIND else ():
        if votes < CLOSE * votes_chosen:
            break
        if kind == chosen.kind or kind not in _COMMAND_OF_KIND:
            continue
        offered = [f"!{_COMMAND_OF_KIND[each]} {' '.join(reading.text.split())}" for each in (chosen.kind, kind)]
        read = [_understand(db, each, reading.today, None).query for each in offered]
        if [each.kind for each in read] == [chosen.kind, kind] and not any(each.is_bare for each in read):
            return Rival(kind, votes, votes_chosen, tuple(offered))
    return None


def _settled(db: Connection, reading: Reading, query: Query, rival: Rival | None = None) -> Understood:
    """Let a reading stand only if it is sure enough; else ask back whether the rest was meant, or which of two."""
    if query.kind in ("unknown", "clarify"):
        return Understood(query, reading)
    left = tuple(usage.unused(reading, query))
    doubts = weighing.doubts(reading, left, rival)
    understood = Understood(query, reading, query, left, doubts)
    if understood.confidence >= weighing.LEAST:
        said = (*query.assumed, *reading.assumed, *reading.corrections())
        return replace(understood, query=query.model_copy(update={"assumed": tuple(dict.fromkeys(said))}))
    return replace(understood, query=_asked_back(db, reading, query, left, rival))


def _asked_back(db: Connection, reading: Reading, query: Query, left: Sequence[Token], rival: Rival | None) -> Query:
    if not left and rival is not None:
        return refusals.clarify(_("that can be read in two ways: which is meant?"), rival.offered)
    if not left:
        return refusals.misspelt(reading)
    if query.is_bare and all(token.kind == "unknown" for token in left):
        return refusals.not_understood(db, reading)
    if query.is_bare:
        return refusals.without(left, "")
    rest = rewording.rest_of(reading, left)
    return refusals.without(left, rest if rest and _asks_for(db, reading, rest, query) else "")


def _asks_for(db: Connection, reading: Reading, text: str, query: Query) -> bool:
    """Tell whether a text asks for just what a question was read as: what is offered is answered, and means the same."""
    offered = _understand(db, text, reading.today, None).query
    return offered.model_copy(update=_READ_ASIDE) == query.model_copy(update=_READ_ASIDE)


#: What two questions of one meaning may differ in.
_READ_ASIDE = {"ignored": (), "assumed": (), "words": "", "period_assumed": False}


def _split_command(text: str) -> tuple[str | None, str]:
    """Give the command that a text starts with, and its words; a command may stand without its sign."""
    match = _COMMAND.match(text)
    if match:
        name, rest = _unglued(names.simplify(unicodedata.normalize("NFKC", match["name"])))
        return name, f"{rest} {match['words']}".strip()
    if _GREETING.fullmatch(text):
        return "help", ""
    match = _BARE_COMMAND.match(text)
    if match and not match["words"]:
        name = names.simplify(match["name"].casefold())
        if name in ("help", "about", "帮助", "关于"):
            return name, ""
    return None, ""


def _unglued(name: str) -> tuple[str, str]:
    """Tell a command from what stands right after it: 交易2025年, deals2025."""
    if name.casefold() in COMMAND_OF or name.casefold() in TOOL_OF:
        return name, ""
    if match := _GLUED.fullmatch(name):
        return (match["name"], match["rest"]) if match["name"].casefold() in COMMAND_OF else (name, "")
    begins = [alias for alias in COMMAND_OF if names.has_cjk(alias) and name.startswith(alias)]
    longest = max(begins, key=len, default="")
    return (longest, name.removeprefix(longest)) if longest else (name, "")


def _no_such_command(db: Connection, name: str, words: str, today: date) -> Understood:
    """Read "!who paid …" as the question it is; else offer the nearest command."""
    if tool := TOOL_OF.get(name.casefold()):
        return Understood(_not_here(name, tool))
    near = process.extractOne(
        name.casefold(),
        [*(command.name for command in COMMANDS), *(tool.name for tool in (*FILES, *OF_THE_TALK))],
        scorer=OSA.normalized_similarity,
        score_cutoff=0.6,
    )
    if near is None and words:
        understood = _understand_words(db, f"{name} {words}", today)
        if understood.query.kind != "unknown":
            return understood
    there_is_none = _("there is no command {name}", name=f"!{name[:40]}")
    sentence = (
        _("{sentence}; did you mean {names}?", sentence=there_is_none, names=f"!{near[0]}")
        if near
        else _("{sentence}; !help lists them", sentence=there_is_none)
    )
    suggestions = [f"!{near[0]} {rewording.as_written(words)}".strip()] if near else ["!help"]
    return Understood(refusals.unknown(sentence, suggestions))


def _not_here(name: str, tool: Tool) -> Query:
    """Say where a command works that is no question."""
    if tool in (*FILES, *OF_THE_TALK):
        return refusals.unknown(
            _("{name} is a message of its own, as in {example}", name=f"!{name}", example=f"!{tool.examples[0]}"),
            ["!help"],
        )
    return refusals.unknown(
        _("{name} works on Discord alone; !help shows what works here", name=f"!{name}"), [f"!help {tool.name}"]
    )
