"""The sorts of words in a question: those that select things, those that are its subject, and those that say how much of it."""

from bot.language.tokens import Token

#: What selects things: kinds of tokens, and categories of words.
SELECTS_BY_KIND = frozenset({"name", "record", "period", "amount", "side", "claimant", "phase"})
SELECTS = frozenset(
    {
        "modality", "area", "narrower", "type", "target", "country", "indication", "event", "direction", "region",
        "status", "subject",
    }
)  # fmt: skip
#: Of one thing they ask: where, of which phase, for what.
ASPECTS = frozenset({"country", "region", "indication", "status", "type", "subject"})
ASPECTS_BY_KIND = frozenset({"phase"})
#: What a question is about.
SUBJECTS = frozenset(
    {
        "topic", "kind", "ask", "metric", "measure", "paid", "role", "compare", "help", "about", "state", "outcome", "buys",
        "want:next", "want:when", "want:days", "want:history", "want:says", "want:comps",
    }
)  # fmt: skip
#: What says how much of it, or in which order.
HOW = frozenset({"want", "degree", "order"})
#: A subject that has a name, as against one that only says what is done: the heading of a list.
NOUNS = frozenset({"topic", "kind"})
#: What turns to another kind of question; "when?" and "terminated?" ask more of the same.
TURNING = SUBJECTS - {"state", "outcome", "want:when", "want:days"}


def significant(tokens: list[Token]) -> list[Token]:
    """Give the words that say something."""
    return [token for token in tokens if not token.only_fills]


def selects(token: Token, *, one: bool) -> bool:
    """Tell whether a word selects things; where ``one`` thing is spoken of, a place or a phase asks of it instead."""
    kinds = SELECTS_BY_KIND - ASPECTS_BY_KIND if one else SELECTS_BY_KIND
    categories = SELECTS - ASPECTS if one else SELECTS
    return token.kind in kinds or says(token, categories)


def says(token: Token, categories: frozenset[str]) -> bool:
    """Tell whether a word says something of these categories, "want:next" being one word of one; not where it may say nothing."""
    if token.kind != "word" or token.says("filler"):
        return False
    return any({each.category, f"{each.category}:{each.value}"} & categories for each in token.senses)


def has_subject(words: list[Token]) -> bool:
    """Tell whether a text has a subject of its own."""
    return any((says(token, SUBJECTS) and not says(token, SELECTS)) or token.says("ask") for token in words)
