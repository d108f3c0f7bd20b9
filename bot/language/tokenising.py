"""Cutting a text into tokens: among all that its parts can be, what covers most of it with fewest tokens."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.language import lexicon, scanners, unknown_words
from bot.language.scanners import Scanned
from bot.language.tokens import Token
from bot.language.units import WITHIN_NAME, Unit, units
from db import names
from db.connection import Connection
from db.names import Named
from db.queries import things

#: A name is at most so many words, or so many Chinese characters, long.
_LONGEST_NAME = 8
_LONGEST_CHINESE_NAME = 14
_JOINED = re.compile(
    r"(?<![\w-])(?P<one>[A-Za-z][\w.-]+?)[xX](?P<two>[A-Za-z][\w.-]+)(?![\w-])",
    re.ASCII,  # what stands in Chinese beside it is no part of it
)
_WITHIN_PHRASE = re.compile(r"[\s\-–'’/&.]{0,4}")


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
    for first, last in _spans(text, piece, WITHIN_NAME, _LONGEST_CHINESE_NAME):
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
    return unknown_words.read(db, text, best[-1][1])


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
