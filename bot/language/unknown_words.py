"""What is made of words that no table has and no name is: patients, those who assert figures, starts of names, slips of the pen."""

import re
from dataclasses import replace

from bot.language.lexicon import Sense
from bot.language.tokens import Token
from bot.language.units import WITHIN_NAME
from db import names
from db.connection import Connection
from db.money import is_scale
from db.queries import market, milestones

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


def read(db: Connection, text: str, tokens: list[Token]) -> list[Token]:
    """Join neighbouring unknown pieces (an unknown name is one thing) and read plain slips of the pen."""
    merged: list[Token] = []
    for token in tokens:
        before = merged[-1] if merged else None
        if (
            before is not None
            and before.kind == token.kind == "unknown"
            and not before.corrected
            and WITHIN_NAME.fullmatch(text, before.end, token.start)
            and (text[before.end : token.start] in ("", "-", "–") or names.has_cjk(text[before.start : token.end]))
        ):
            merged[-1] = Token("unknown", before.start, token.end, text[before.start : token.end])
        else:
            merged.append(token)
    read = [_read_word(db, token) if token.kind == "unknown" else token for token in merged]
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


def _read_word(db: Connection, token: Token) -> Token:
    if _names_population(db, token):
        return replace(token, kind="word", senses=(Sense("indication", token.text.casefold()),))
    if len(token.text) >= _LEAST_CLAIMANT and market.asserts(db, token.text):
        return replace(token, kind="claimant")
    if not token.text.isalpha() or len(token.text) < 5 or not token.text.isascii() or is_scale(token.text):
        return _read_start(db, token)
    # A company's name in letters only may be misspelt; a drug's code never is, for one digit makes another drug.
    named = names.misspelt(db, token.text, types=("company",))
    if named is None:
        return _read_start(db, token)
    return Token("name", token.start, token.end, token.text, named=(named,), corrected=named.text)
