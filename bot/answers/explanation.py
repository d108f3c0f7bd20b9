"""How a question was understood, shown: its words, the Query, what is looked up for it, and how sure that is."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.answers import deals as listing
from bot.answers import milestones as timeline
from bot.answers.context import Context
from bot.answers.filters import limit_words
from bot.answers.page import Column, Line, Page, Section, Table
from bot.answers.times import spelled
from bot.answers.wording import listed, measure_name
from bot.i18n import _, language, speaking, word
from bot.language.query import Query
from bot.language.tokens import Token
from bot.language.weighing import LEAST, Understood
from db.filters import AmountLimit
from db.money import AmountRange
from db.periods import Period


class WordShown(BaseModel):
    """A word, or a run of words, with all that it was read as; ``used``: whether the reading makes use of it."""

    model_config = ConfigDict(frozen=True)

    text: str
    read_as: tuple[str, ...]
    used: bool


class Explanation(BaseModel):
    """How a question was understood.

    ``query`` is what is answered, and can be asked again; ``plan`` says in words what is looked up. Below the ``threshold`` of
    confidence the question is asked back; ``doubts`` say what each takes away, as a share that is left.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    text: str
    tokens: tuple[WordShown, ...]
    query: Query
    plan: tuple[str, ...]
    unused: tuple[str, ...]
    confidence: float
    threshold: float = LEAST
    doubts: Mapping[str, float]
    page: Page = Field(exclude=True)


def explain(context: Context, text: str, understood: Understood) -> Explanation:
    """Explain how a text was understood, in its language."""
    query = understood.query
    with speaking(query.language):
        tokens = understood.reading.tokens if understood.reading else []
        # Of what was refused before it was read, only the words that nothing is known of were in the way.
        left = understood.left if understood.draft else tuple(each for each in tokens if each.kind == "unknown")
        words = tuple(
            WordShown(text=each.text.strip(), read_as=tuple(_read_as(each)), used=each not in left) for each in tokens
        )
        plan = tuple(_plan(context, query))
        if understood.draft is not None and query.kind == "clarify":
            plan += tuple(_("not done: {step}", step=step) for step in _plan(context, understood.draft))
        return Explanation(
            text=text,
            tokens=words,
            query=query,
            plan=plan,
            unused=tuple(each.text.strip() for each in left),
            confidence=understood.confidence,
            doubts={each.why: round(each.leaves, 2) for each in understood.doubts},
            page=_page(text, words, query, plan, understood),
        )


def _read_as(token: Token) -> Iterator[str]:
    """Say all that a token can stand for: what it means among these, the Query shows."""
    if token.corrected:
        yield _("taken for {word}", word=token.corrected)
    if isinstance(token.period, Period):
        yield f"{token.kind.replace('_', ' ')} {token.period.start or '…'} – {token.period.end or '…'}"
    elif isinstance(token.amount, AmountRange):
        yield limit_words(AmountLimit(range=token.amount)).partition(" ")[2]
    elif token.kind in ("limit", "phase", "side", "record"):
        yield f"{token.kind} {token.number or token.value}"
    yield from dict.fromkeys(f"{each.entity_type} {each.entity_id}" for each in token.named)
    yield from dict.fromkeys(f"{each.category} {each.value}".strip() for each in token.senses)
    if token.kind == "claimant":
        yield token.kind
    if token.kind == "unknown":
        yield _("nothing known")


def _plan(context: Context, query: Query) -> Iterator[str]:
    """Say step by step what is looked up, without any SQL."""
    if query.kind in ("unknown", "clarify"):
        yield _("ask back: {message}", message=query.message)
        return
    yield _("answer with: {kind}", kind=query.kind)
    yield from (_("take one side: {side}", side=" · ".join(_narrowed(context, side))) for side in query.sides)
    yield from (_("keep: {what}", what=what) for what in _narrowed(context, query))
    if query.deals is not None:
        scope = query.deals.scope
        everything = scope.any_direction and scope.rows_all
        yield _("deals of every kind") if everything else _("out-licensing proper, and what was named")
    if query.sector:
        yield _("set what is reported for the whole sector first")
    if query.want != "overview":
        wanted = f"{query.want} {query.statistic or ''} {measure_name(query.measure) if query.measure else ''}"
        yield _("work out: {what}", what=" ".join(wanted.split()))
    if query.by is not None:
        yield _("for each: {dimension}", dimension=word(query.by))
    if query.kind == "deals":
        yield _("in the order of: {order}", order=query.sort)
    if query.limit is not None:
        yield _("take the first {count}", count=query.limit)
    if query.as_of is not None:
        yield _("as known on {day}", day=query.as_of)


def _narrowed(context: Context, query: Query) -> Iterator[str]:
    """Say what narrows a question down, part by part."""
    if query.ids:
        yield listed(query.ids)
    if query.words:
        yield query.words
    if query.deals is not None and (described := listing.describe(context, query.deals)):
        yield described
    if query.milestones is not None:
        yield timeline.title_of(context, query.milestones)
    if query.drugs is not None:
        yield " · ".join(f"{name}: {_flat(value)}" for name, value in _said(query.drugs).items())
    if query.market is not None:
        period = [spelled(query.market.period)] if query.market.period else []
        said = {name: value for name, value in _said(query.market).items() if name != "period"}
        yield " · ".join([*period, *(f"{name}: {_flat(value)}" for name, value in said.items())])


def _said(part: BaseModel) -> dict[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True)


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return "(" + " · ".join(f"{name}: {_flat(each)}" for name, each in value.items()) + ")"
    return ", ".join(_flat(each) for each in value) if isinstance(value, list) else str(value)


def _page(text: str, words: tuple[WordShown, ...], query: Query, plan: tuple[str, ...], understood: Understood) -> Page:
    table = Table(
        (Column(_("Word")), Column(_("Read as")), Column(_("Used"))),
        tuple((each.text, listed(each.read_as), _("yes") if each.used else _("no")) for each in words),
    )
    said = query.model_dump(mode="json", exclude_defaults=True)
    sections = (
        *([Section(_("Words"), table=table)] if words else []),
        Section(_("Query"), tuple(Line(_flat(value).strip("()"), name) for name, value in said.items())),
        Section(_("Plan"), tuple(Line(step, f"{number}") for number, step in enumerate(plan, 1))),
    )
    lead = [
        _(
            "confidence {confidence}; below {threshold} it is asked back",
            confidence=understood.confidence,
            threshold=LEAST,
        )
    ]
    lead += [f"{each.why}: × {each.leaves:.2f}" for each in understood.doubts]
    return Page("question", text.strip(), tuple(lead), sections, language=language())
