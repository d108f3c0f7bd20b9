"""Questions about one drug, company or trial, and about which drugs share something."""

from bot.language import refusals
from bot.language.query import Query, Want
from bot.language.reading import Reading
from db import names
from db.connection import Connection
from db.filters import DrugFilter

#: What a word asks of a drug, the most telling first.
_ASKED: tuple[tuple[str, Want], ...] = (
    ("competitors", "competitors"),
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
    common = {"as_of": reading.as_of(), "assumed": tuple(reading.assumed), "ignored": _ignored(reading)}
    if not drugs and reading.command == "drug" and (token := _typed_name(reading)):
        return refusals.no_such(db, "drug", token)
    others = reading.mechanisms() and reading.has("topic", "drug")  # "other TYK2 inhibitors like soficitinib"
    if drugs and not others:
        return Query(kind="drug", want=_asked(reading), ids=tuple(drugs), **common)
    companies = reading.ids("company")
    wanted = DrugFilter(
        targets=reading.mechanisms(),
        modalities=reading.modalities(),
        areas=reading.areas(),
        companies=tuple(companies),
    )
    if wanted == DrugFilter():
        return refusals.not_understood(db, reading)
    if companies and wanted == DrugFilter(companies=tuple(companies)) and not reading.has("topic", "drug"):
        return read_company(db, reading)
    return Query(kind="drug", want="list", drugs=wanted, limit=reading.limit(), **common)


def read_company(db: Connection, reading: Reading) -> Query:
    """Read a question about a company."""
    companies = reading.ids("company")
    if not companies:
        token = _typed_name(reading)
        return refusals.no_such(db, "company", token) if token else refusals.not_understood(db, reading)
    return Query(
        kind="company",
        want=_asked_of_company(reading),
        ids=tuple(companies[:1]),
        as_of=reading.as_of(),
        assumed=tuple(reading.assumed),
        ignored=(*_ignored(reading), *companies[1:]),
    )


def read_trial(db: Connection, reading: Reading) -> Query:
    """Read a question about a trial, by its registry number or by its name."""
    trials = reading.records("trial")
    studies = reading.ids("study")
    if not trials and not studies:
        token = _typed_name(reading)
        return refusals.no_such(db, "trial", token) if token else refusals.not_understood(db, reading)
    return Query(
        kind="trial",
        ids=(*trials, *studies),
        as_of=reading.as_of(),
        assumed=tuple(reading.assumed),
        ignored=_ignored(reading),
    )


def _asked(reading: Reading) -> Want:
    return next((want for value, want in _ASKED if reading.has("ask", value)), "overview")


def _asked_of_company(reading: Reading) -> Want:
    wants: tuple[tuple[str, Want], ...] = (("ticker", "names"), ("country", "area"), ("partners", "partners"))
    return next((want for value, want in wants if reading.has("ask", value)), "overview")


def _typed_name(reading: Reading) -> str:
    """Give what was typed where a name was expected."""
    return " ".join(token.text for token in reading.tokens if names.key(token.text))


def _ignored(reading: Reading) -> tuple[str, ...]:
    return tuple(token.text for token in reading.unknown)
