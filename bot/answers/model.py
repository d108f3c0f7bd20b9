"""The answer to a question, as data: what the JSON form shows, and the page that the chat draws."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from bot.answers.page import Page
from bot.language.query import Kind, Query
from db.models import Source
from db.periods import PartialDate, Period


def _as_number(value: object) -> object:
    """JSON knows no decimals: a percentage becomes a plain number. Amounts of money are integers all the way."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


#: A number in plain units, an id, several ids, yes or no, a window; None where there is no one thing, or it is not known.
Value = Annotated[
    bool | int | Decimal | str | tuple[str, ...] | Period | None,
    PlainSerializer(_as_number),
]


class SourceShown(BaseModel):
    """A source as an answer cites it."""

    model_config = ConfigDict(frozen=True)

    title: str
    url: str
    publisher: str
    published: PartialDate | None

    @classmethod
    def of(cls, source: Source) -> "SourceShown":
        """Cite a source of the store."""
        return cls(title=source.title, url=source.url, publisher=source.publisher, published=source.published)


class Answer(BaseModel):
    """The answer to a question.

    ``rows`` are the records that it rests on, in the order asked for; ``text`` is the whole answer as plain text. ``page`` is the same
    for drawing, ``to_go_on_from`` the question with what the answer named, for what is said next; neither stands in the JSON.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    kind: Kind
    query: Query
    value: Value = None
    unit: str | None = None
    text: str = ""
    rows: tuple[dict[str, Any], ...] = ()
    sources: tuple[SourceShown, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    page: Annotated[Page, Field(exclude=True)]
    to_go_on_from: Annotated[Query | None, Field(exclude=True)] = None
