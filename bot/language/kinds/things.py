"""Questions about one drug, company or trial, and about which drugs share something."""

from bot.i18n import _
from bot.language import refusals, unknown_names
from bot.language.query import Query, Want
from bot.language.reading import Reading
from db import derived, names, records
from db.connection import Connection
from db.filters import DealFilter, DrugFilter
from db.models import Drug
from db.queries import things

#: What a word asks of a drug, the most telling first.
_ASKED: tuple[tuple[str, Want], ...] = (
    ("competitors", "competitors"),
    ("others", "competitors"),
    ("rights", "rights"),
    ("target", "target"),
    ("indications", "indications"),
    ("phase", "phase"),
    ("partners", "partners"),
    ("maker", "maker"),
    ("modality", "modality"),
    ("area", "area"),
    ("names", "names"),
)


def read_drug(db: Connection, reading: Reading) -> Query:
    """Read a question about a drug, or about the drugs of a kind."""
    drugs = reading.ids("drug")
    if reading.phases() and not drugs:
        reading.assumed.append(_("of a phase are drugs with a trial or milestone in it on record, whatever came of it"))
    common = {"as_of": reading.as_of(), "assumed": tuple(reading.assumed), "ignored": reading.left_aside}
    if not drugs and reading.command == "drug" and (token := _typed_name(reading)):
        return unknown_names.no_such(db, "drug", token)
    others = reading.mechanisms() and reading.has("topic", "drug")  # "other TYK2 inhibitors like soficitinib"
    if drugs and not others:
        want, beside = _asked_of_drugs(db, reading, drugs)
        if want not in _OF_ANY_COMPANY and (doubt := _of_no_part(db, reading, drugs)):
            return doubt
        rights = DealFilter(territories=places_of(reading)) if want == "rights" and places_of(reading) else None
        return Query(kind="drug", want=want, ids=tuple(drugs), drugs=beside, deals=rights, **common)
    companies = reading.ids("company")
    wanted = drug_filter(reading)
    if wanted == DrugFilter():
        return refusals.not_understood(db, reading)
    if companies and wanted == DrugFilter(companies=tuple(companies)) and not reading.has("topic", "drug"):
        return read_company(db, reading)
    counted: Want | None = "count" if reading.has("want", "count") else None
    if (
        reading.has("want", "most")
        and (reading.has("want", "who") or reading.has("topic", "company"))
        and not companies
    ):
        counted = "highest"
    return Query(
        kind="drug", want="list", ids=tuple(drugs), drugs=wanted, statistic=counted, limit=reading.limit(), **common
    )


#: What can be asked of a drug and any company: "does Pfizer have the rights to AK112?".
_OF_ANY_COMPANY = ("rights", "partners", "maker")


def _of_no_part(db: Connection, reading: Reading, drugs: list[str]) -> Query | None:
    """Ask back "Pfizer's AK112": "Akeso's" and "Summit's" only say whose it is, but Pfizer has no part in it."""
    originators = {drug.originator for drug in records.load(db, Drug, drugs)}
    for token in reading.tokens:
        named = token.ids("company")
        if named and not any(each in originators or things.share_a_deal(db, each, drugs) for each in named):
            drug = next(each.text for each in reading.tokens if each.ids("drug"))
            sentence = _(
                "no part of {company} in {drug} is on record: which of them is meant?", company=token.text, drug=drug
            )
            return refusals.clarify(sentence, (f"!drug {drug}", f"!company {token.text}"))
    return None


def drug_filter(reading: Reading) -> DrugFilter:
    """Gather all that narrows the drugs down."""
    return DrugFilter(
        targets=reading.mechanisms(),
        modalities=reading.modalities(),
        areas=reading.areas(),
        phases=reading.phases(),
        companies=tuple(reading.ids("company")),
    )


def places_of(reading: Reading) -> tuple[str, ...]:
    """Give the places whose rights are asked about."""
    named = (place for token in reading.tokens for place in (*token.values("region"), *token.values("country"))[:1])
    return tuple(dict.fromkeys(place for place in named if place != "global"))


def _asked_of_drugs(db: Connection, reading: Reading, drugs: list[str]) -> tuple[Want, DrugFilter | None]:
    """Tell what is asked of the drugs named, and which drugs are meant besides, or what is claimed of the ones named."""
    want = _asked(reading)
    if want == "competitors" and reading.has("alike"):
        return want, _alike(db, reading, drugs)
    claimed = _claimed(reading)
    if want in _CLAIMS and claimed != DrugFilter() and reading.has("joint", "or"):
        return _kind_of_claim(claimed), claimed
    if want in _CLAIMS and claimed != DrugFilter() and reading.has("want", "whether"):
        return "whether", claimed
    return want, None


#: What is asked of a drug in "does SKB264 target HER2": whether it is so, rather than what it is.
_CLAIMS = ("overview", "target", "modality", "area")


def _kind_of_claim(claimed: DrugFilter) -> Want:
    """Turn "an ADC or a bispecific?" into what it is: neither yes nor no answers that."""
    return "modality" if claimed.modalities else "target" if claimed.targets else "area"


def _claimed(reading: Reading) -> DrugFilter:
    """Give what "is CMG901 an ADC" or "does AK112 hit VEGF" claims of a drug."""
    return DrugFilter(targets=reading.mechanisms(), modalities=reading.modalities(), areas=reading.areas())


def _alike(db: Connection, reading: Reading, drugs: list[str]) -> DrugFilter:
    """Turn "same modality as SKB264" into the modality, "same target" into the targets."""
    found = records.load(db, Drug, drugs)
    same = reading.values("alike")
    return DrugFilter(
        targets=derived.mechanisms(found) if "target" in same else (),
        modalities=tuple(dict.fromkeys(drug.modality for drug in found if drug.modality)) if "modality" in same else (),
        areas=tuple(dict.fromkeys(drug.area for drug in found if drug.area)) if "area" in same else (),
    )


def read_company(db: Connection, reading: Reading) -> Query:
    """Read a question about a company."""
    companies = reading.ids("company")
    if not companies:
        token = _typed_name(reading)
        return unknown_names.no_such(db, "company", token) if token else refusals.not_understood(db, reading)
    return Query(
        kind="company",
        want=_asked_of_company(reading),
        ids=tuple(companies[:1]),
        as_of=reading.as_of(),
        assumed=tuple(reading.assumed),
        ignored=(*reading.left_aside, *companies[1:]),
    )


def read_trial(db: Connection, reading: Reading) -> Query:
    """Read a question about a trial, by its registry number or by its name."""
    trials = reading.records("trial")
    studies = reading.ids("study")
    if not trials and not studies:
        token = _typed_name(reading)
        return unknown_names.no_such(db, "trial", token) if token else refusals.not_understood(db, reading)
    return Query(
        kind="trial",
        ids=(*trials, *studies),
        as_of=reading.as_of(),
        assumed=tuple(reading.assumed),
        ignored=reading.left_aside,
    )


def _asked(reading: Reading) -> Want:
    usual: Want = "phase" if reading.of_kind("phase") else "overview"  # "is AK112 in phase 3"
    return next((want for value, want in _ASKED if reading.has("ask", value)), usual)


def _asked_of_company(reading: Reading) -> Want:
    wants: tuple[tuple[str, Want], ...] = (("ticker", "names"), ("country", "area"), ("partners", "partners"))
    return next((want for value, want in wants if reading.has("ask", value)), "overview")


def _typed_name(reading: Reading) -> str:
    """Give what was typed where a name was expected."""
    return " ".join(token.text for token in reading.tokens if names.key(token.text))
