"""Questions about deals that are asked back or refused before they are read: two things are meant at once, or none that deals have."""

import re
from itertools import pairwise

from bot.i18n import N_, _, word
from bot.language import refusals, rewording
from bot.language.kinds import groups
from bot.language.kinds.deal_places import names_partners, outside
from bot.language.query import Query
from bot.language.reading import Reading
from bot.language.tokens import Token


def doubts_about(reading: Reading) -> Query | None:
    """Ask back where two things are named of which only one can be meant, or the whole of which is not one filter."""
    if _looks_ahead(reading):
        return refusals.unknown(_("Readout makes no forecasts; ask for what has been announced"))
    if any(one.says("subject", "china") and _names_buyers(two) for one, two in pairwise(reading.tokens)):
        sentence = _(
            "a licence to a Chinese company is no out-licensing; “all deals” shows the few that the store holds"
        )
        return refusals.unknown(sentence, ("!deals all deals",))
    doubtful = (_doubtful_figures, _doubtful_bounds, _doubtful_periods, _doubtful_side, _doubtful_place)
    return next((doubt for each in doubtful if (doubt := each(reading))), None)


def _looks_ahead(reading: Reading) -> bool:
    """Tell whether deals to come are asked about."""
    to_come = any(period.start is not None and period.start > reading.today for period in reading.periods())
    return (reading.has("modal", "future") and to_come) or re.search(r"\bwill\b|会被|将被", reading.text) is not None


def _doubtful_figures(reading: Reading) -> Query | None:
    """Ask back about figures that can be worked out in more than one way, or set against nothing."""
    of_total = reading.has("ratio") or (reading.has("want", "share") and len(reading.measures_asked()) > 1)
    of_groups = reading.has("want", "highest", "lowest", "most") and groups.ranked(reading) is not None
    if of_total and (of_groups or reading.has("want", "mean", "median", "quartiles")):
        when = min(rewording.periods_of(reading), default="")
        sentence = _("shares of the total are told of one deal, or of all together")
        return refusals.clarify(sentence, (_("upfront to total ratio {period}", period=when).strip(),))
    if groups.averages_number(reading) and not groups.averaged(reading):
        when = min(rewording.periods_of(reading), default="")
        spans = (_("average number of deals per year"), _("average number of deals per month"))
        readings = (_("{question} in {period}", question=each, period=when) if when else each for each in spans)
        return refusals.clarify(_("deals on average per what: year, month, company?"), readings)
    if reading.has("degree") and reading.has("than") and not reading.of_kind("amount"):
        offered = (rewording.narrowed(reading, f"deals by {side}") for side in ("licensee", "licensor"))
        sentence = _("more than that of what? Ask for the ranking, or for two to be compared")
        return refusals.clarify(sentence, offered)
    return None


def _doubtful_bounds(reading: Reading) -> Query | None:
    if bounds := [*_bounds_on_sums(reading), *_claims_of_sums(reading)]:
        return refusals.without(bounds, "")
    if len(reading.of_kind("amount")) > 1 and reading.has("joint", "or"):
        return refusals.clarify(_("bounds joined by “or” cannot be read at once: ask for one of them"), ())
    return None


def _doubtful_periods(reading: Reading) -> Query | None:
    named = sorted(reading.periods(), key=lambda period: str(period.start or ""))
    together = reading.has("compare") or reading.has("want", "growth")
    apart = any(one.end and two.start and (two.start - one.end).days > 1 for one, two in pairwise(named))
    if apart and not together:
        return refusals.clarify(
            _("these periods do not adjoin: which one?"), rewording.with_one_each(reading, "period")
        )
    return None


def _doubtful_side(reading: Reading) -> Query | None:
    counted = _COUNTS_OTHERS.search(reading.text) if reading.has("want", "count") else None
    if counted is None or groups.counted(reading):
        return None
    if counted["drugs"] or counted["medicines"]:
        if sum(token.says("want", "count") for token in reading.tokens) > 1 and reading.has("topic", "deals"):
            return None  # "how many assets, i.e. number of deals"
        sentence = _("deals are counted, not the drugs in them: how many deals?")
        return refusals.clarify(sentence, (rewording.narrowed(reading, _("how many deals")),))
    sides = (_("how many licensors"), _("how many licensees"))
    return refusals.clarify(_("which side is to be counted?"), [rewording.narrowed(reading, each) for each in sides])


def _doubtful_place(reading: Reading) -> Query | None:
    """Ask back what is outside a place: the partners, or the rights, of which the store tells China's alone."""
    is_worldwide = reading.has("region", "global") and not reading.has("want", "who")  # who abroad: all partners are
    if is_worldwide and reading.has("topic", "deals") and not reading.has("ask", "rights"):
        return refusals.clarify(
            _("global rights, or deals of all the world? The store holds China's"),
            (_("deals with global rights"), "!deals"),
        )
    places = outside(reading)
    if not places or names_partners(reading):
        return None
    sentence = N_("outside {place}: the partners, or the rights? Rights are told apart only inside and outside China")
    readings = (_("deals without partners from {place}", place=word(places[0])), _("deals with ex-China rights"))
    return refusals.clarify(_(sentence, place=word(places[0])), readings)


def _bounds_on_sums(reading: Reading) -> list[Token]:
    """Give the bounds in 首付总额超过5亿的公司: they are on the sums of companies, and bounds are read on single deals."""
    if not (reading.has("topic", "company") or reading.has("dimension", "licensor", "licensee")):
        return []
    return [
        two
        for one, two in pairwise(reading.tokens)
        if two.kind == "amount" and one.says("want", "sum") and one.says("measure", "upfront")
    ]


def _claims_of_sums(reading: Reading) -> list[Token]:
    """Give the amount in 总包加起来有1000亿吗: it is that of a sum, and bounds are read on single deals."""
    adds_up = any(token.says("want", "sum") and not token.says("measure") for token in reading.tokens)
    return reading.of_kind("amount") if adds_up and reading.has("want", "whether") else []


def _names_buyers(token: Token) -> bool:
    """Tell whether a word names those who take a licence, and not companies of any sort."""
    return token.says("dimension", "licensee") and token.says("role", "buyer")


#: "How many companies did deals" can mean either side, and is no number of deals.
_COUNTS_OTHERS = re.compile(
    r"how\s+many\s+(?:(?:different|distinct|unique|chinese)\s+)*(?:companies|firms|biotechs|(?P<drugs>drugs|assets|molecules))\b"
    r"|(?:多少|几)(?:家|个|款)(?:公司|企业|药企)|(?:多少|几)[个款种](?P<medicines>药物?)",
    re.IGNORECASE,
)
