"""The closed sets of words that facts are recorded in.

The schema's CHECK constraints hold the same words; a test compares the two, so that a new word here fails until a migration admits it.
"""

from typing import Literal, get_args

CompanyKind = Literal["biotech", "pharma", "newco", "cxo", "other"]
Modality = Literal[
    "small molecule",
    "mAb",
    "bispecific",
    "trispecific",
    "ADC",
    "bispecific ADC",
    "siRNA",
    "peptide",
    "fusion protein",
    "cell therapy",
    "in vivo cell therapy",
    "gene therapy",
    "radioligand",
    "vaccine",
    "platform",
    "other",
]
Area = Literal[
    "oncology",
    "immunology",
    "metabolic",
    "cardiovascular",
    "hematology",
    "respiratory",
    "ophthalmology",
    "infectious",
    "CNS",
    "other",
]
DealType = Literal["license", "option", "collaboration", "newco", "acquisition", "asset purchase", "amendment"]
Direction = Literal["out", "in", "other"]
DealStatus = Literal["announced", "closed", "expanded", "terminated"]
PartyRole = Literal["licensor", "licensee"]
MilestoneKind = Literal[
    "trial-start",
    "enrollment-complete",
    "interim",
    "topline",
    "final-os",
    "conference",
    "filing",
    "acceptance",
    "pdufa",
    "approval",
    "reimbursement",
    "other",
]
MilestoneStatus = Literal["expected", "done", "delayed", "missed", "cancelled"]
GuidanceKind = Literal["company", "regulator", "registry", "press"]
Qualifier = Literal["over", "nearly", "about", "below", "up to"]
Unit = Literal["USD m", "CNY m", "percent", "deals", "drugs", "projects", "x", "text"]
EntityType = Literal["company", "drug", "deal", "trial", "milestone", "guidance", "market_figure", "source"]

#: Milestones that have not come yet; a delayed one is still owed.
OPEN_STATUSES: tuple[MilestoneStatus, ...] = ("expected", "delayed")

#: A modality word takes in its kinds.
MODALITY_KINDS: dict[Modality, tuple[Modality, ...]] = {
    "ADC": ("ADC", "bispecific ADC"),
    "bispecific": ("bispecific", "bispecific ADC"),
    "cell therapy": ("cell therapy", "in vivo cell therapy"),
}


def words(literal: object) -> tuple[str, ...]:
    """Give the words that a Literal allows, in the order they are declared."""
    return get_args(literal)
