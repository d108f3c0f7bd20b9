"""A text as typed tokens: periods, amounts, names, words of the field, and what was not understood."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.language import lexicon, scanners
from bot.language.lexicon import Sense
from bot.language.scanners import Scanned
from bot.language.units import Unit, units
from db import names
from db.connection import Connection
from db.money import AmountRange, MoneyError
from db.names import Named
from db.periods import Period, PeriodError
from db.queries import market, milestones, things

TokenKind = Literal[
    "period", "as_of", "amount", "limit", "phase", "side", "record", "many", "name", "claimant", "word", "unknown"
]  # fmt: skip

#: A name is at most so many words, or so many Chinese characters, long.
_LONGEST_NAME = 8
_LONGEST_CHINESE_NAME = 14
#: Shorter words occur in too many names of those who assert figures.
_LEAST_CLAIMANT = 4
#: Shorter words stand in too many names of trials.
_LEAST_POPULATION = 3
#: Words that join others in what indications are called, and name no patients by themselves.
_JOINING = re.compile(
    "about|after|all|among|and|before|for|higher|including|least|more|named|not|one|others?|over|part|people|plus|prior|"
    "several|than|the|them|then|three|two|weeks?|with|without",
    re.IGNORECASE,
)
#: In lower case, fewer letters begin too many names.
_LEAST_PREFIX = 6
#: What may stand between the units of one name: AK-112, Lp(a), J&J, "3S Bio".
_WITHIN_NAME = re.compile(r"[\s\-–.,'’&()+/®™]{0,2}")
_JOINED = re.compile(
    r"(?<![\w-])(?P<one>[A-Za-z][\w.-]+?)[xX](?P<two>[A-Za-z][\w.-]+)(?![\w-])",
    re.ASCII,  # what stands in Chinese beside it is no part of it
)
_WITHIN_PHRASE = re.compile(r"[\s\-–'’/&.]{0,4}")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the text and what it stands for; only the field that belongs to ``kind`` is filled."""

    kind: TokenKind
    start: int
    end: int
    text: str
    senses: tuple[Sense, ...] = ()
    named: tuple[Named, ...] = ()
    period: Period | PeriodError | None = None
    amount: AmountRange | MoneyError | None = None
    number: int = 0
    value: str = ""
    #: What an unknown word was taken for, when it is plainly a slip.
    corrected: str = ""

    def says(self, category: str, value: str | None = None) -> bool:
        """Tell whether a word has such a sense."""
        return any(sense.category == category and value in (None, sense.value) for sense in self.senses)

    @property
    def only_fills(self) -> bool:
        """Whether this is a word that merely holds a sentence together."""
        return self.kind == "word" and all(sense.category == "filler" for sense in self.senses)

    def says_own(self, category: str) -> bool:
        """Tell whether a word was read as something that no table has, but a text of the store."""
        return self.senses == (Sense(category, self.text.casefold()),)

    def values(self, category: str) -> list[str]:
        """Give what a word says of a category."""
        return [sense.value for sense in self.senses if sense.category == category]

    def ids(self, *entity_types: str) -> tuple[str, ...]:
        """Give the ids of the things of some kinds that a name stands for."""
        return tuple(dict.fromkeys(each.entity_id for each in self.named if each.entity_type in entity_types))


@dataclass(frozen=True, slots=True)
class _Candidate:
    first: int
    last: int
    score: float
    token: Token


def with_parts_apart(db: Connection, text: str) -> str:
    """Set the parts of a mechanism apart that was typed in one: pd-1xvegf, where both halves are known targets."""
    halves = {(match["one"], match["two"]): match for match in _JOINED.finditer(text)}
    targets = names.find(db, {names.key(half) for pair in halves for half in pair})
    for one, two in halves:
        if all(any(each.entity_type == "target" for each in targets.get(names.key(half), ())) for half in (one, two)):
            text = re.sub(rf"{re.escape(one)}x{re.escape(two)}", f"{one} x {two}", text, flags=re.IGNORECASE)
    return text


def tokenise(db: Connection, text: str, today: date) -> list[Token]:
    """Cut a normalised text into tokens, left to right; ``today`` is what relative periods count from."""
    scanned = list(scanners.scan(db, text, today))
    tokens = [_of_scanned(text, each) for each in scanned]
    gaps = _gaps(len(text), scanned)
    pieces = [_units_between(text, start, end) for start, end in gaps]
    found = names.find(db, {key for piece in pieces for key in _name_keys(text, piece)})
    for piece in pieces:
        tokens += _read_piece(db, text, piece, found)
    return sorted(tokens, key=lambda token: token.start)


def _of_scanned(text: str, each: Scanned) -> Token:
    return Token(
        kind=each.kind,
        start=each.start,
        end=each.end,
        text=text[each.start : each.end],
        period=each.period,
        amount=each.amount,
        number=each.number,
        value=each.value,
    )


def _gaps(length: int, scanned: Iterable[Scanned]) -> Iterator[tuple[int, int]]:
    place = 0
    for each in sorted(scanned, key=lambda each: each.start):
        yield (place, each.start)
        place = each.end
    yield (place, length)


def _units_between(text: str, start: int, end: int) -> list[Unit]:
    """Cut a gap by itself: of TOP3, whose 3 is taken, TOP is left."""
    return [Unit(start + unit.start, start + unit.end, unit.text) for unit in units(text[start:end])]


def _spans(text: str, piece: list[Unit], within: re.Pattern[str], longest: int) -> Iterator[tuple[int, int]]:
    """Give the runs of neighbouring units that may belong together, as first and last place."""
    for first in range(len(piece)):
        for last in range(first, min(first + longest, len(piece))):
            if last > first and not within.fullmatch(text, piece[last - 1].end, piece[last].start):
                break
            yield first, last


def _name_keys(text: str, piece: list[Unit]) -> Iterator[str]:
    unit_keys = [names.key(unit.text) for unit in piece]
    for first, last in _name_spans(text, piece):
        key = "".join(unit_keys[first : last + 1])
        if _can_be_name(key):
            yield key


def _name_spans(text: str, piece: list[Unit]) -> Iterator[tuple[int, int]]:
    for first, last in _spans(text, piece, _WITHIN_NAME, _LONGEST_CHINESE_NAME):
        if last - first < _LONGEST_NAME or names.has_cjk(piece[first].text):
            yield first, last


def _can_be_name(key: str) -> bool:
    return len(key) >= 2 and not key.isdigit()


def _read_piece(db: Connection, text: str, piece: list[Unit], found: dict[str, list[Named]]) -> list[Token]:
    """Choose, among all names and words that the units can be, those that cover most of the text with fewest tokens."""
    ending: dict[int, list[_Candidate]] = {}
    spelled = _spelled(db, piece, found)
    for candidate in (*_names(text, piece, found), *_words(text, piece, spelled), *_leftovers(piece)):
        ending.setdefault(candidate.last, []).append(candidate)
    best: list[tuple[float, list[Token]]] = [(0.0, [])]
    for last in range(len(piece)):
        options = (
            (best[each.first][0] + each.score, [*best[each.first][1], each.token]) for each in ending.get(last, ())
        )
        best.append(max(options, key=lambda option: option[0]))
    return _merge_unknown(db, text, best[-1][1])


def _names(text: str, piece: list[Unit], found: dict[str, list[Named]]) -> Iterator[_Candidate]:
    unit_keys = [names.key(unit.text) for unit in piece]
    for first, last in _name_spans(text, piece):
        named = found.get("".join(unit_keys[first : last + 1]))
        if not named:
            continue
        start, end = piece[first].start, piece[last].end
        typed = text[start:end]
        is_word = bool(lexicon.senses([unit.text for unit in piece[first : last + 1]]))
        # A word that is also a name is taken for the name only when it is written like one: MET, Formation.
        if is_word and not _looks_like_name(typed, first, named):
            continue
        token = Token("name", start, end, typed, named=tuple(named))
        yield _Candidate(first, last, _score(typed) + 3, token)


def _looks_like_name(typed: str, place: int, named: list[Named]) -> bool:
    if names.has_cjk(typed):  # 中国 is the country, not what is left of a company's name without its last words
        return any(each.field != "short" for each in named)
    return (len(typed) > 1 and typed.isupper()) or (place > 0 and typed[0].isupper())


def _spelled(db: Connection, piece: list[Unit], found: dict[str, list[Named]]) -> list[str]:
    """Give the units with plain slips of the pen mended; names, and words that the store's own texts use, stay as they are."""
    spelled = []
    for unit in piece:
        mended = None if names.key(unit.text) in found else lexicon.corrected(unit.text)
        spelled.append(mended if mended and not things.is_word(db, unit.text) else unit.text)
    return spelled


def _words(text: str, piece: list[Unit], spelled: list[str]) -> Iterator[_Candidate]:
    for first, last in _spans(text, piece, _WITHIN_PHRASE, lexicon.longest_phrase()):
        senses = lexicon.senses(spelled[first : last + 1])
        if senses:
            start, end = piece[first].start, piece[last].end
            typed = [unit.text for unit in piece[first : last + 1]]
            mended = " ".join(spelled[first : last + 1]) if typed != spelled[first : last + 1] else ""
            token = Token("word", start, end, text[start:end], senses=senses, corrected=mended)
            says_something = any(sense.category != "filler" for sense in senses)
            yield _Candidate(first, last, _score(token.text) - (0 if says_something else 2), token)


def _leftovers(piece: list[Unit]) -> Iterator[_Candidate]:
    for place, unit in enumerate(piece):
        yield _Candidate(place, place, -1.0, Token("unknown", unit.start, unit.end, unit.text))


def _score(typed: str) -> float:
    """Prefer what covers more letters, and one long token to several short ones."""
    letters = sum(each.isalnum() for each in typed)
    return 10 * max(letters, 1) - 6


def _merge_unknown(db: Connection, text: str, tokens: list[Token]) -> list[Token]:
    """Join neighbouring unknown pieces (an unknown name is one thing) and read plain slips of the pen."""
    merged: list[Token] = []
    for token in tokens:
        before = merged[-1] if merged else None
        if (
            before is not None
            and before.kind == token.kind == "unknown"
            and not before.corrected
            and _WITHIN_NAME.fullmatch(text, before.end, token.start)
            and (text[before.end : token.start] in ("", "-", "–") or names.has_cjk(text[before.start : token.end]))
        ):
            merged[-1] = Token("unknown", before.start, token.end, text[before.start : token.end])
        else:
            merged.append(token)
    read = [_read_slip(db, token) if token.kind == "unknown" else token for token in merged]
    return _join_claimants(db, text, _join_populations(db, text, read))


def _join_populations(db: Connection, text: str, tokens: list[Token]) -> list[Token]:
    """Join neighbouring words of one indication: generalized myasthenia gravis is one, as the store's texts have it."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        if before is not None and before.says_own("indication") and token.says_own("indication"):
            whole = text[before.start : token.end]
            if milestones.has_population(db, whole):
                joined[-1] = replace(before, end=token.end, text=whole, senses=(Sense("indication", whole.casefold()),))
                continue
        joined.append(token)
    return joined


def _join_claimants(db: Connection, text: str, tokens: list[Token]) -> list[Token]:
    """Join what is one name: "J", "P" and Morgan; Lin and Cun. "Acme Biologics" is one too, though some Biologics claims figures."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        if before is None or not (_may_be_claimant(before) and _may_be_claimant(token)):
            joined.append(token)
            continue
        whole = " ".join(text[before.start : token.end].split())
        if market.asserts(db, whole):
            joined[-1] = Token("claimant", before.start, token.end, whole)
        elif _are_initials(before) and token.kind == "claimant":
            joined[-1] = replace(token, start=before.start)
        elif token.kind == "claimant" or (_are_initials(before) and _are_initials(token)):
            joined[-1] = Token("unknown", before.start, token.end, whole)
        else:
            joined.append(token)
    return joined


def _may_be_claimant(token: Token) -> bool:
    return token.kind in ("unknown", "claimant") and token.text[0].isalpha()


def _are_initials(token: Token) -> bool:
    return token.kind == "unknown" and all(len(part) == 1 for part in re.split(r"[.\s]+", token.text) if part)


def _read_start(db: Connection, token: Token) -> Token:
    """Take the start of studies' names for all of them: CARTITUDE for CARTITUDE-1, -4 and the rest."""
    if not token.text[0].isupper() and len(token.text) < _LEAST_PREFIX:
        return token
    for entity_type in ("study", "target"):
        if named := names.starting(db, token.text, entity_type=entity_type):
            return Token("name", token.start, token.end, token.text, named=tuple(named))
    return token


def _names_population(db: Connection, token: Token) -> bool:
    """Tell whether a word stands in the store's indications, and is not the beginning of a study's name."""
    if len(token.text) < _LEAST_POPULATION or not token.text.isascii() or _JOINING.fullmatch(token.text):
        return False
    return milestones.has_population(db, token.text) and _read_start(db, token).kind != "name"


def _read_slip(db: Connection, token: Token) -> Token:
    if _names_population(db, token):
        return replace(token, kind="word", senses=(Sense("indication", token.text.casefold()),))
    if len(token.text) >= _LEAST_CLAIMANT and market.asserts(db, token.text):
        return replace(token, kind="claimant")
    if not token.text.isalpha() or len(token.text) < 5 or not token.text.isascii():
        return _read_start(db, token)
    # A company's name in letters only may be misspelt; a drug's code never is, for one digit makes another drug.
    named = names.misspelt(db, token.text, types=("company",))
    if named is None:
        return _read_start(db, token)
    return Token("name", token.start, token.end, token.text, named=(named,), corrected=named.text)
