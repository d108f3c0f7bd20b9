"""The drugs and companies that a text names, whatever else it says."""

from datetime import date

from bot.language.tokenising import tokenise
from bot.language.tokens import Token
from bot.language.units import normalised
from db.connection import Connection

#: What is looked for, each before what may share a name with it.
_KINDS = ("drug", "company")


def named(db: Connection, text: str, today: date) -> list[tuple[str, str]]:
    """Give what a text names, drugs first, each kind in the order of the text: kind and id."""
    tokens = [token for token in tokenise(db, normalised(text), today) if token.kind == "name"]
    found = dict.fromkeys(each for token in tokens for each in _meant(token))
    return sorted(found, key=lambda each: _KINDS.index(each[0]))


def _meant(token: Token) -> list[tuple[str, str]]:
    """Give what a name stands for; a drug and a company of one name are the drug, as in questions."""
    kind = next((kind for kind in _KINDS if token.ids(kind)), None)
    return [(kind, each) for each in token.ids(kind)] if kind else []
