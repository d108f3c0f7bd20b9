"""What is worked out from a record when it is saved: its names, its searchable text, the parts of its targets, its studies."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from db import names
from db.models import Company, Deal, Drug, MarketFigure, Milestone, Record, Trial

#: Raise it when a change here, or in how names are folded, makes something else of the same record: a store that an
#: older version wrote is then worked out anew when it is opened.
RULES = 1


@dataclass(frozen=True, slots=True)
class DerivedName:
    """A name that a record gives to something, apart from those in its list fields."""

    entity_type: str
    entity_id: str
    field: str
    position: int
    text: str


_TARGET_JOINT = re.compile(r"\s+x\s+|/(?=\D)|\s*\+\s*", re.IGNORECASE)
_STUDY_JOINT = re.compile(r"\s+/\s+|;\s+|\s*\(|\)\s*")
#: A study's own name: HARMONi-3, AK112-303, SAFFRON, ROSETTA Lung-01; not "China Phase 3" or "gastric".
_STUDY_NAME = re.compile(
    r"(?!(?:Phase|Part|China|Novo|Kailera|IIT|NDA|BLA|CLL|CRC|[A-Za-z-]*SCLC|[A-Z0-9]+-[a-z]+)\b)(?=[A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9-]*[A-Z0-9])"
    r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?: [A-Z][A-Za-z]+-\d+| [A-Z]{2,}-\d+)?"
)
_SPACES_AROUND_CJK = re.compile(r"([\u3400-\u9fff\uf900-\ufaff])")


def target_parts(target: str) -> list[str]:
    """Give the keys of the parts of a mechanism: "PD-1 x VEGF" has pd1 and vegf, in whatever order it is written."""
    return [part_key for part in _TARGET_JOINT.split(target) if (part_key := names.key(part))]


def mechanisms(drugs: Iterable[Drug]) -> tuple[tuple[str, ...], ...]:
    """Give the mechanisms of some drugs as filters have them: the parts of each in order, each mechanism once."""
    found = (tuple(sorted(target_parts(target))) for drug in drugs for target in drug.targets)
    return tuple(dict.fromkeys(found))


def study_names(text: str) -> list[str]:
    """Give the proper names of studies in what a trial is called: "HARMONi-2 (AK112-303)" has two, "China Phase 3" none."""
    found = []
    for part in _STUDY_JOINT.split(text):
        match = _STUDY_NAME.match(part.strip())
        if match and not re.match(r"^(?:NCT|CTR)\d+$", match.group()) and len(match.group()) >= 4:
            found.append(match.group())
    return found


def segment(text: str) -> str:
    """Set every Chinese character apart, so that the full text finds names of two characters and any run within a longer one."""
    return _SPACES_AROUND_CJK.sub(r" \1 ", names.simplify(text))


def derived_names(record: Record) -> Iterator[DerivedName]:
    """Give the names of a record, of its targets and of its studies that do not stand in a list field."""
    if isinstance(record, Company):
        yield from _company_names(record)
    elif isinstance(record, Drug):
        for field in ("id", "code", "generic_name"):
            if text := getattr(record, field):
                yield DerivedName("drug", record.id, field, 0, text)
    if isinstance(record, Drug | Deal):
        yield from _target_names(record.targets)
    for study in studies(record):
        yield DerivedName("study", names.key(study), "study", 0, study)


def _company_names(company: Company) -> Iterator[DerivedName]:
    yield DerivedName("company", company.id, "id", 0, company.id)
    yield DerivedName("company", company.id, "name", 0, company.name)
    full = (company.name, *company.name_zh, *company.aliases)
    written_out = [each.replace("&", " and ") for each in full if "&" in each]
    short = dict.fromkeys(each for name in full for each in names.short_company_names(name))
    short.update(dict.fromkeys(written_out))
    for position, text in enumerate(short):
        yield DerivedName("company", company.id, "short", position, text)
    for position, ticker in enumerate(company.tickers):
        yield DerivedName("company", company.id, "symbol", position, ticker.split(" (")[0])


def _target_names(targets: Iterable[str]) -> Iterator[DerivedName]:
    for target in targets:
        for part in _TARGET_JOINT.split(target):
            if part_key := names.key(part):
                yield DerivedName("target", part_key, "target", 0, part.strip())


def studies(record: Record) -> Iterable[str]:
    """Give the names of the studies that a trial or a milestone belongs to."""
    if isinstance(record, Trial):
        return [name for acronym in record.acronyms for name in study_names(acronym)]
    return study_names(record.trial) if isinstance(record, Milestone) else []


#: The fields whose words are searched, by kind of record: first those of the title, then those of the body.
SEARCHED: dict[type[Record], tuple[tuple[str, ...], tuple[str, ...]]] = {
    Company: (("name", "name_zh", "aliases"), ("tickers", "country", "hq", "kind", "notes")),
    Drug: (
        ("code", "generic_name", "brand_names", "name_zh", "aliases"),
        ("modality", "targets", "area", "notes"),
    ),
    Deal: (
        ("licensors", "licensees", "drugs"),
        (
            "assets_text",
            "targets",
            "modality",
            "area",
            "deal_type",
            "territory",
            "royalties",
            "status",
            "announced",
            "notes",
        ),
    ),
    Trial: (("nct_id", "acronym"), ("drugs", "sponsor", "indication", "status", "notes")),
    Milestone: (
        ("drug", "trial", "kind"),
        ("company", "partner", "nct_id", "indication", "region", "status", "outcome", "notes"),
    ),
    MarketFigure: (("metric", "subject", "period"), ("text", "asserted_by", "notes")),
}
