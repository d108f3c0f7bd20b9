"""Which kind of question a text without a command is: every word votes for the kinds that it speaks of."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from bot.language.kinds import comparison, groups, sector
from bot.language.kinds.sector import SERVICE_COMPANIES
from bot.language.query import Kind
from bot.language.reading import Reading
from bot.language.sides import joined_parties

#: How strongly a word of a category, or one sense of it, speaks for a kind.
_VOTES: dict[tuple[str, str | None], tuple[tuple[Kind, float], ...]] = {
    ("topic", "deals"): (("deals", 3),),
    ("topic", "milestones"): (("milestones", 2.5),),
    ("topic", "market"): (("market", 1.5),),
    ("topic", "drug"): (("drug", 1.2),),
    ("topic", "company"): (("company", 0.5), ("deals", 0.4)),
    ("topic", "trial"): (("trial", 2),),
    ("measure", None): (("deals", 3),),
    ("paid", None): (("deals", 2),),
    ("disclosed", None): (("deals", 1),),
    ("type", None): (("deals", 3),),
    ("status", "terminated"): (("deals", 2.5),),
    ("status", None): (("deals", 0.5),),
    ("scope", "store"): (("deals", 0.5),),
    ("scope", None): (("deals", 2),),
    ("role", None): (("deals", 2),),
    ("country", None): (("deals", 0.2),),
    ("group", None): (("deals", 1.5),),
    ("want", "sum"): (("deals", 0.8),),
    ("want", "mean"): (("deals", 1),),
    ("want", "median"): (("deals", 1),),
    ("want", "quartiles"): (("deals", 1),),
    ("want", "highest"): (("deals", 0.5),),
    ("want", "lowest"): (("deals", 0.5),),
    ("want", "comps"): (("deals", 4),),
    ("direction", None): (("deals", 3),),
    ("maybe_type", None): (("deals", 3),),
    ("want", "most"): (("deals", 0.5),),
    ("event", None): (("milestones", 2.5),),
    ("want", "when"): (("milestones", 1),),
    ("want", "days"): (("milestones", 3),),
    ("want", "next"): (("milestones", 1.5),),
    ("want", "history"): (("milestones", 1.5), ("drug", 0.5)),
    ("want", "says"): (("market", 3.5),),
    ("modality", None): (("deals", 0.3), ("drug", 0.4)),
    ("kind", None): (("milestones", 3),),
    ("state", "overdue"): (("milestones", 3),),
    ("state", "slipped"): (("milestones", 3),),
    ("state", "expected"): (("milestones", 1.5),),
    ("state", "done"): (("milestones", 0.5),),
    ("state", "missed"): (("milestones", 1.5),),
    ("state", "cancelled"): (("milestones", 1.5),),
    ("ask", "rights"): (("drug", 3.5),),
    ("ask", "royalties"): (("deals", 5),),
    ("ask", "competitors"): (("drug", 3.2),),
    ("ask", "others"): (("drug", 1.0),),
    ("ask", "terms"): (("deals", 3),),
    ("ask", None): (("drug", 2.6),),
    ("indication", None): (("milestones", 0.7),),
    ("outcome", None): (("milestones", 2),),
    ("metric", None): (("market", 4),),
    ("subject", "biosecure-act"): (("market", 4),),
    ("subject", "dod-1260h-list"): (("market", 4),),
    ("subject", "cxo"): (("market", 3),),
    ("subject", "greater-china"): (("market", 1),),
    ("compare", None): (("comparison", 6),),
    ("help", None): (("help", 5),),
    ("about", None): (("about", 5),),
}
_TOKEN_VOTES: dict[str, tuple[tuple[Kind, float], ...]] = {
    "amount": (("deals", 3),),
    "side": (("deals", 4),),
    "phase": (("milestones", 1),),
    "claimant": (("market", 3.5),),
    "period": (("milestones", 0.2), ("deals", 0.2)),
}
_NAME_VOTES: dict[str, tuple[tuple[Kind, float], ...]] = {
    "drug": (("drug", 1.5), ("deals", 0.3), ("milestones", 0.3)),
    "company": (("company", 1), ("deals", 0.3)),
    "study": (("trial", 1.5), ("milestones", 1.2)),
    "target": (("drug", 1), ("deals", 0.3)),
}
_RECORD_KINDS: dict[str, Kind] = {
    "deal": "deal",
    "trial": "trial",
    "milestone": "milestones",
    "market_figure": "market",
    "source": "sources",
}
#: What a question must at least say to be one of a kind.
_LEAST_VOTES = 1.0
_ORDER: tuple[Kind, ...] = ("comparison", "help", "about", "deals", "milestones", "drug", "market", "trial", "company")


def kinds_of(reading: Reading) -> list[tuple[Kind, float]]:
    """Give the kinds of question that a text can be, with the votes for each, the likeliest first; none if its words speak of nothing."""
    records = reading.of_kind("record")
    if records and not reading.has("compare"):
        return [(_record_kind(reading, records[0].value.split(":", 1)[0]), _LEAST_VOTES)]
    votes = _count(reading)
    for rule in _RULES:
        rule(reading, votes)
    ordered = sorted(_ORDER, key=lambda kind: (-votes[kind], _ORDER.index(kind)))
    return [(kind, votes[kind]) for kind in ordered if votes[kind] >= _LEAST_VOTES]


def _record_kind(reading: Reading, entity: str) -> Kind:
    if entity == "deal" and (reading.has("measure") or reading.has("paid") or reading.has("want", "when", "who")):
        return "deals"
    return _RECORD_KINDS[entity]


def _count(reading: Reading) -> Counter[Kind]:
    votes: Counter[Kind] = Counter()
    for token in reading.tokens:
        strongest: dict[Kind, float] = {}
        for sense in token.senses:
            for kind, vote in _VOTES.get((sense.category, sense.value)) or _VOTES.get((sense.category, None), ()):
                strongest[kind] = max(strongest.get(kind, 0), vote)
        for entity in {named.entity_type for named in token.named}:
            for kind, vote in _NAME_VOTES[entity]:
                strongest[kind] = max(strongest.get(kind, 0), vote)
        for kind, vote in _TOKEN_VOTES.get(token.kind, ()):
            strongest[kind] = max(strongest.get(kind, 0), vote)
        votes.update(strongest)
    return votes


def _asked_of_a_drug(reading: Reading, votes: Counter[Kind]) -> None:
    """Let "partner", "target" or "phase" ask about a drug only if one is named or drugs are asked for; only milestones slip."""
    if reading.has("state", "slipped", "overdue") or not (
        reading.ids("drug") or reading.ids("company") or reading.mechanisms() or reading.has("topic", "drug")
    ):
        votes["drug"] = 0
    if reading.has("topic", "deals") and not reading.ids("drug") and not reading.has("topic", "drug"):
        votes["drug"] -= 3
    if reading.has("kind", "approval") and reading.has("ask", "indications"):
        votes["drug"] = 0
    narrowed = reading.modalities() or reading.mechanisms() or (reading.areas() and reading.has("ask", "drugs"))
    narrowed = narrowed or (reading.areas() and reading.has("topic", "drug"))
    if reading.ids("company") and narrowed and not reading.has("topic", "deals") and not reading.has("measure"):
        votes["drug"] += 2  # ADCs of Hengrui
    if max(votes.values(), default=0) < _LEAST_VOTES and (
        reading.modalities() or reading.mechanisms() or reading.areas()
    ):
        votes["drug"] += 1
    if reading.has("kind", "approval") and reading.has("ask", "drugs") and reading.has("region"):
        votes["drug"] = 0  # which drugs of Akeso were approved in the US
        return
    lists_all = reading.has("ask", "drugs") and not narrowed  # "oncology drugs of Akeso" are some of them
    if lists_all and len(reading.ids("company")) > 1:  # "which drugs of Hengrui did Kailera take" are of their deals
        lists_all = False
    asks_company = reading.has("ask", "country", "ticker") or lists_all
    if asks_company and reading.ids("company") and not reading.ids("drug"):
        # "Which drugs has BeOne" asks for its own; "which drugs did BeOne license out" for its deals.
        votes["deals" if lists_all and _licenses(reading) else "company"] += 4


def _drugs_of_a_phase(reading: Reading, votes: Counter[Kind]) -> None:
    """Read "which phase 3 drugs has Akeso" as its drugs, unless what happened in the phase is asked for."""
    of_else = reading.has("topic", "deals", "trial", "milestones") or reading.has("kind") or reading.has("measure")
    if not reading.phases() or not _names_drugs(reading) or of_else:
        return
    votes["drug"] += 4
    votes["company"] = 0


def _outside_a_place(reading: Reading, votes: Counter[Kind]) -> None:
    """Read "approvals outside China" as what was approved there, not as who has the rights."""
    if reading.has("kind") and reading.has("outside"):
        votes["drug"] = 0


def _names_drugs(reading: Reading) -> bool:
    """Tell whether drugs are asked for, be it in a word such as "oncology drugs"."""
    return (
        reading.has("ask", "drugs")
        or reading.has("topic", "drug")
        or any(_OF_DRUGS.search(token.text) for token in reading.tokens if token.says("area") or token.says("modality"))
    )


_OF_DRUGS = re.compile(r"(?:drugs?|药物?|药品)$", re.IGNORECASE)


def _licenses(reading: Reading) -> bool:
    return reading.has("role") or reading.has("topic", "deals")


def _deals_without_the_word(reading: Reading, votes: Counter[Kind]) -> None:
    """Let periods, two companies, or who bought a drug speak of deals where nobody says so."""
    if reading.ids("drug"):
        if reading.has("want", "who") and (reading.has("role") or reading.has("side", "to")):
            votes["deals"] += 4 if reading.has("side", "to") and reading.has("role") else 2
        return
    if reading.periods() and reading.has("ask", "partners") and (reading.has("country") or reading.has("region")):
        votes["deals"] += 2
    if reading.periods() and reading.ids("company"):  # 信达2025: its deals of that year
        votes["deals"] += 4 if reading.has("ask", "partners") else 1
    narrowed = reading.modalities() or reading.mechanisms() or reading.areas()
    if reading.periods() and narrowed and not reading.has("topic", "drug"):  # bispecifics in 2025
        votes["drug"] = 0
        votes["deals"] += 1
    if len(reading.ids("company")) > 1:
        votes["drug"] = 0
        votes["deals"] += 2


def _what_came_of_it(reading: Reading, votes: Counter[Kind]) -> None:
    """Read "terminated trials", "which readouts missed" as milestones: of trials no more than that is recorded."""
    of_trials = reading.has("topic", "trial", "milestones") or reading.has("kind")
    if not reading.has("state") or not of_trials or reading.has("topic", "deals"):
        return
    if reading.has("status"):
        votes["deals"] -= 3
    if not reading.ids("study") and not reading.records("trial"):
        votes["milestones"] += max(votes["trial"], 1)
        votes["trial"] = 0


def _counted_as_deals(reading: Reading, votes: Counter[Kind]) -> None:
    """Hear deals in 最大的一笔, 前三单: what is so counted is a deal."""
    if any(one.kind == "limit" and two.text in ("笔", "单", "宗") for one, two in pairwise(reading.tokens)):
        votes["deals"] += 2


def _most_common(reading: Reading, votes: Counter[Kind]) -> None:
    """Read "which modality was most common" as a ranking of deals."""
    ranks = reading.has("want", "most") and (reading.has("dimension") or reading.has("want", "who"))
    # "The largest buyer" is found among the deals, though nobody says the word.
    ranks = ranks or (reading.has("want", "highest") and reading.has("dimension", *_COUNTED_BY_DEALS))
    ranks = ranks or (groups.counted(reading) is not None and not reading.ids("drug") and not reading.has("kind"))
    if (ranks or (reading.limit() and reading.has("dimension"))) and not reading.has("topic", "drug"):
        votes["deals"] += 1
        votes["drug"] = 0


#: What is large by its deals alone.
_COUNTED_BY_DEALS = ("licensor", "licensee", "country", "area", "modality")


def _metric_of_the_sector(reading: Reading, votes: Counter[Kind]) -> None:
    """Words such as "forecast" or "revenue" are the market's, unless drugs or deals are named beside them."""
    if reading.has("metric", "policy-status") and not reading.has("subject", "biosecure-act", "dod-1260h-list"):
        votes["market"] -= 3
    if reading.ids("drug"):
        votes["market"] -= 4
    if (
        reading.has("want", "growth")
        and not reading.has("topic", "deals")
        and set(reading.ids("company")) & set(SERVICE_COMPANIES)
    ):
        votes["market"] += 6
    of_the_world = reading.has("want", "share") and reading.has("subject", "global")
    counts_approvals = (
        reading.has("want", "count") and reading.has("kind", "approval") and not reading.has("topic", "milestones")
    )
    if (
        not reading.ids("drug")
        and not reading.ids("company")
        and (of_the_world or (counts_approvals and reading.has("subject", "china")))
    ):
        votes["market"] += 8
    claims = reading.has("want", "says") and (reading.of_kind("amount") or sector.claimed(reading) is not None)
    if claims and not reading.of_kind("name"):  # who says $140bn, who says 158 deals
        votes["market"] += 6
    if reading.of_kind("claimant") and reading.has("topic", "deals"):
        votes["deals"] -= 2


def _two_sides(reading: Reading, votes: Counter[Kind]) -> None:
    """Demand two things for a comparison; "2025 compared with the year before" has one and asks for growth."""
    sides = max(
        len(reading.ids("drug")),
        len(reading.ids("company")),
        len(reading.periods()),
        len(reading.mechanisms()),
        len(reading.values("modality")),
        len(reading.values("area")),
    )
    if sides > 1 and _asks_of_each(reading):
        votes["comparison"] += 6
    if reading.has("metric") and not reading.has("topic", "deals"):  # figures of two years stand in one list
        votes["comparison"] = 0
        return
    if sides < 2 and not (reading.periods() and reading.has("compare")):
        votes["comparison"] = 0
    elif sides > 1 and comparison.sets_against(reading):
        votes["comparison"] += 1
    if reading.has("want", "growth"):
        votes["comparison"] = 0
    if votes["comparison"]:
        votes["comparison"] += 20


def _asks_of_each(reading: Reading) -> bool:
    """Read "how many ADCs and bispecifics each", 肿瘤和自免各多少笔: the things are set side by side, not added up."""
    is_each = any(token.says("want", "breakdown") and _EACH.search(token.text) for token in reading.tokens)
    several_amounts = len(reading.measures()) > 1  # "upfront and total each" is of one set of deals
    gives = reading.has("role") or reading.has("side", "give", "to")
    if gives and len(joined_parties(reading)) > 1:  # 石药给阿斯利康的三笔: of the deals between them
        return False
    return is_each and not reading.has("dimension") and not reading.ids("drug") and not several_amounts


_EACH = re.compile(r"各|分别|\beach\b", re.IGNORECASE)
_RULES: tuple[Callable[[Reading, Counter[Kind]], None], ...] = (
    _deals_without_the_word,
    _asked_of_a_drug,
    _drugs_of_a_phase,
    _outside_a_place,
    _what_came_of_it,
    _counted_as_deals,
    _most_common,
    _metric_of_the_sector,
    _two_sides,
)
