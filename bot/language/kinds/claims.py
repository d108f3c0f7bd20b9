"""Claims that something comes first: "is Pfizer the largest buyer", 2025年是不是交易最多的一年."""

from collections.abc import Callable, Iterator

from bot.language.kinds.deal_filter import deal_filter
from bot.language.lexicon import Sense
from bot.language.query import Query
from bot.language.reading import Reading
from bot.language.tokens import Token
from db.connection import Connection
from db.filters import Dimension
from db.periods import Period
from db.queries import things

_SUPERLATIVES = ("highest", "lowest", "most", "first", "latest")
#: The words for values of what deals are grouped by.
_VALUES: tuple[tuple[Dimension, Callable[[Token], bool]], ...] = (
    ("licensee", lambda token: bool(token.ids("company"))),
    ("licensor", lambda token: bool(token.ids("company"))),
    ("year", lambda token: token.kind == "period"),
    ("modality", lambda token: token.says("modality")),
    ("area", lambda token: token.says("area")),
    ("country", lambda token: token.says("country")),
)


def read(db: Connection, reading: Reading, read_rest: Callable[[Connection, Reading], Query]) -> Query | None:
    """Read a claim as the ranking it is about, with what is claimed to lead it; ``read_rest`` reads a question about deals.

    A claimed group stands in ``ids``, claimed deals in ``sides``; None if the question is no such claim.
    """
    if not _is_claim(reading):
        return None
    for by, claimed in _claimed(reading):
        asked = read_rest(db, _without(reading, claimed))
        if asked.kind == "deals" and asked.want == "breakdown" and asked.ranked and asked.by == by:
            return asked.model_copy(update={"want": "whether", "ids": (_key(by, claimed[0]),)})
    named = [token for token in reading.of_kind("name") if token.ids("company", "drug")]
    if not named:
        return None
    asked = read_rest(db, _without(reading, named))
    if (
        asked.kind != "deals"
        or asked.want not in ("highest", "lowest", "first", "latest")
        or asked.limit not in (None, 1)
    ):
        return None
    if reading.has("want", "most") and not asked.measure:
        return _most_deals(db, asked, reading.only(named))
    claim = deal_filter(db, reading.only(named))
    return asked.model_copy(
        update={"want": "whether", "statistic": asked.want, "sides": (Query(kind="deals", deals=claim),), "limit": None}
    )


def _most_deals(db: Connection, asked: Query, named: Reading) -> Query | None:
    """Read "has Pfizer done the most deals": companies are ranked, on the side that the one named takes."""
    companies = named.ids("company")
    if len(companies) != 1 or named.ids("drug"):
        return None
    by: Dimension = "licensee" if things.takes_side(db, companies[0], "licensee") else "licensor"
    return asked.model_copy(
        update={"want": "whether", "by": by, "ranked": True, "ids": (companies[0],), "sort": "total", "limit": None}
    )


def _is_claim(reading: Reading) -> bool:
    """Tell a claim from a question for the largest: it is asked whether, and neither who nor which."""
    asks_else = any(reading.has("want", each) for each in ("who", "count", "sum", "mean", "share", "growth", "when"))
    if reading.command or asks_else or reading.asks_what() or not reading.has("want", *_SUPERLATIVES):
        return False
    asks = [place for place, token in enumerate(reading.tokens) if token.says("want", "whether")]
    return any(not reading.tokens[place].text.isascii() or _begins(reading, place) for place in asks)


def _begins(reading: Reading, place: int) -> bool:
    """Tell whether a question begins with the word at a place: at most a time and politeness stand before it."""
    before = (token for token in reading.tokens[:place] if token.kind not in ("period", "as_of"))
    senses = (sense for token in before for sense in token.senses or (_NAME,))
    return all(sense.category in ("filler", "modal") or sense == _WHETHER for sense in senses)


_WHETHER = Sense("want", "whether")
#: What is no word of the field.
_NAME = Sense("name", "")


def _claimed(reading: Reading) -> Iterator[tuple[Dimension, list[Token]]]:
    """Give what may be claimed to come first, with what deals are then grouped by: one value of a kind."""
    for by, is_value in _VALUES:
        found = [token for token in reading.tokens if is_value(token)]
        if len(found) == 1 and (by != "year" or _year(found[0])):
            yield by, found


def _year(token: Token) -> str:
    """Give the year that a period is; empty if it is none."""
    days = token.period if isinstance(token.period, Period) else None
    if days is None or days.start is None or days.end is None:
        return ""
    is_whole = (days.start.month, days.start.day, days.end.month, days.end.day) == (1, 1, 12, 31)
    return str(days.start.year) if is_whole and days.start.year == days.end.year else ""


def _key(by: Dimension, token: Token) -> str:
    if by in ("licensee", "licensor"):
        return token.ids("company")[0]
    if by == "year":
        return _year(token)
    return token.values(by)[0]


def _without(reading: Reading, claimed: list[Token]) -> Reading:
    tokens = [token for token in reading.tokens if token not in claimed and not token.says("want", "whether")]
    return Reading(reading.text, tokens, reading.today, reading.command, reading.assumed)
