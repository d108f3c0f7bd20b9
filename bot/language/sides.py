"""The companies that a question names, each with the side of a deal that the words around it put it on."""

from bot.language.reading import Reading
from bot.language.tokens import Token
from db.filters import Party, PartyRole

#: What may stand between names of a list.
_LISTED = ("、", ",", "/", "&", "+")


def parties_named(reading: Reading) -> list[Party]:
    """Give the companies named, each with the side that the words around it put it on."""
    return [Party(companies=token.ids("company"), role=_role(reading, place)) for place, token in _companies(reading)]


def joined_parties(reading: Reading) -> list[list[Party]]:
    """Give the parties, those together that are joined to one another: "Merck or GSK", 辉瑞、阿斯利康和罗氏."""
    runs: list[list[Party]] = []
    last: Token | None = None
    for place, token in _companies(reading):
        party = Party(companies=token.ids("company"), role=_role(reading, place))
        if last is not None and _are_joined(reading, last, token):
            runs[-1].append(party)
        else:
            runs.append([party])
        last = token
    return runs


def _are_joined(reading: Reading, one: Token, two: Token) -> bool:
    """Tell whether nothing stands between two names but what joins them."""
    between = [token for token in reading.tokens if one.end <= token.start and token.end <= two.start]
    if not between:
        return reading.text[one.end : two.start].strip() in _LISTED
    return all(token.says("side", "with") or token.says("joint", "or") for token in between)


def _companies(reading: Reading) -> list[tuple[int, Token]]:
    return [
        (place, token)
        for place, token in enumerate(reading.tokens)
        if token.kind == "name" and token.ids("company") and not token.ids("drug")
    ]


def _role(reading: Reading, place: int) -> PartyRole:
    """Tell on which side of a deal the company at a place stands: the words next to it, else the verb, tell."""
    before = reading.neighbour(place, -1)
    said = _side_said_by(reading, before) if before is not None else None
    if said is None and reading.has("role", "as seller"):
        said = "licensor"
    if said is None and reading.has("role", "as buyer"):
        said = "licensee"
    return said or _role_by_verb(reading, place, before)


def _side_said_by(reading: Reading, before: Token) -> PartyRole | None:
    """Read "from:", "from", "to", "licensor" right before a company."""
    sides: tuple[tuple[bool, PartyRole], ...] = (
        (before.kind == "side" and before.value == "licensor", "licensor"),
        (before.kind == "side" and before.value == "licensee", "licensee"),
        (before.says("side", "from") or before.text.casefold() == "licensor", "licensor"),
        (before.says("side", "to") and _pays(reading, before), "licensor"),  # "Pfizer paid upfront to Innovent"
        (before.says("side", "to") or before.text.casefold() == "licensee", "licensee"),
        (before.text == "给" and reading.has("role", "buyer"), "licensor"),  # 辉瑞给三生付了多少
        (before.says("side", "give") and _follows_a_company(reading, before), "licensee"),  # 石药给阿斯利康的三笔
    )
    return next((side for holds, side in sides if holds), None)


def _follows_a_company(reading: Reading, token: Token) -> bool:
    place = reading.tokens.index(token)
    before = reading.neighbour(place, -1)
    return before is not None and bool(before.ids("company"))


def _pays(reading: Reading, to: Token) -> bool:
    """Tell whether the verb before a "to" is one of paying, so that money goes there rather than rights."""
    verbs = [token for token in reading.tokens if token.end <= to.start and (token.says("role") or token.says("paid"))]
    return bool(verbs) and verbs[-1].says("paid") and "seller" not in verbs[-1].values("role")


def _role_by_verb(reading: Reading, place: int, before: Token | None) -> PartyRole:
    """Read "Pfizer paid", "paid 3SBio", "Hengrui received": the nearest verb tells who gives and who takes."""
    if before is not None and _is_bought(reading, before):
        return "licensor"
    if before is not None and before.values("role") == ["buyer"] and _payer_before(reading, place):
        return "licensor"
    behind = [token for token in reading.tokens[place + 1 :] if not token.only_fills]
    for token in behind[:3]:
        if (token.kind == "name" and token.ids("company")) or token.says("want", "who"):
            break  # C-CAR039被谁引进: who took it is asked for
        sides = token.values("role")
        if sides in (["buyer"], ["seller"]):
            return "licensee" if sides == ["buyer"] else "licensor"
    return "either"


def _is_bought(reading: Reading, verb: Token) -> bool:
    """Tell whether what stands behind a verb was bought: 谁收购了亘喜, "who acquired Gracell"."""
    asks = any(token.end <= verb.start and token.says("want", "who") for token in reading.tokens)
    return asks and verb.says("buys")


def _payer_before(reading: Reading, place: int) -> bool:
    return any(other < place for other, _ in _companies(reading))
