"""A store of made facts that are as long and as strange as the store lets in, and five thousand deals in one year."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin

from db.models import Company, Deal, Drug, Guidance, MarketFigure, Milestone, Record, Source, Trial
from db.store import Store

#: What a name may be, cut to the 200 characters that the store lets in.
NASTY = [
    text[:200].strip()
    for text in (
        "W" * 200,
        "依沃西单抗" * 40,
        "a🙂👨‍👩‍👧‍👦" * 40,
        "x شركة الأدوية العربية " * 20,
        "e\u202eevil\u202c \u200b\u200d\u2066 z" * 30,
        "@everyone @here <@123456789012345678> <#1> <@&2> x " * 9,
        "**b** __u__ ~~s~~ ||sp|| `code` ```x``` > q # h - l 1. n " * 9,
        "[click](https://evil.example) <t:1:R> <:a:1> https://a.example/b_c_d " * 6,
        "é̴̢̛" * 60,
        "n " * 100,
        "=HYPERLINK(1) ; -1+1 \\\\ \\* x " * 9,
        "ⅷ㌀﷽ x" * 40,
    )
]
_LONG = ["".join(NASTY)[:2000], "word " * 790, "字" * 400, "🙂" * 1900 + " x"]
YEAR = 2025
DEALS = 5000
#: So many of the deals, those of the largest amounts, are strange.
EXTREME = 25
_SOURCE = "https://example.org/" + "a" * 1970
_LONGEST_ID = 120


def _nasty(number: int, of: list[str] = NASTY) -> str:
    return of[number % len(of)]


def _names(number: int, tag: str) -> tuple[str, ...]:
    """Many names of one thing, each its own."""
    return tuple(f"{tag}{number}{n} {text}"[:200].replace("|", "/").strip() for n, text in enumerate(NASTY))


def _id(kind: str, number: int) -> str:
    return f"{kind}-{number}-{'x' * _LONGEST_ID}"[: _LONGEST_ID if number % 2 else 60]


def _made(model: type[Record], **given: Any) -> Record:
    """Make a record; what is not given is empty."""
    values = {name: _empty(field.annotation) for name, field in model.model_fields.items()}
    if "sources" in values:
        values["sources"] = (_SOURCE,)
    return model.model_validate({**values, **given})


def _empty(kind: Any) -> object:
    if get_origin(kind) is tuple:
        return ()
    return None if NoneType in get_args(kind) else ""


def facts() -> Iterator[list[Record]]:
    """Give the made records, what is referred to first."""
    yield [_made(Source, url=_SOURCE, publisher=_nasty(5), title=_nasty(6), published=str(YEAR))]
    yield [
        *(_made(Company, id=f"plain-{n}", name=f"Plain {n}", country="China", kind="biotech") for n in range(40)),
        *(_made(Drug, id=f"plain-drug-{n}", code=f"PL-{n}", modality="mAb", area="oncology") for n in range(40)),
    ]
    companies = [_id("company", n) for n in range(12)]
    yield [
        _made(Company, id=id_, name=f"{n} {_nasty(n)}"[:200].strip(), aliases=_names(n, "c"), country="China",
              hq=_nasty(n), kind="biotech", notes=_nasty(n, _LONG))
        for n, id_ in enumerate(companies)
    ]  # fmt: skip
    drugs = [_id("drug", n) for n in range(12)]
    yield [
        _made(Drug, id=id_, code=f"D{n} {_nasty(n + 1)}"[:200].strip(), generic_name=_nasty(n + 2),
              name_zh=_names(n, "z"), aliases=_names(n, "d"), modality="ADC", targets=_names(n, "t")[:6],
              area="oncology", originator=companies[n], notes=_nasty(n, _LONG))
        for n, id_ in enumerate(drugs)
    ]  # fmt: skip
    yield [_deal(n, companies, drugs) for n in range(DEALS)]
    trials = [f"NCT{n:08}" for n in range(12)]
    yield [
        _made(Trial, nct_id=id_, acronym=_nasty(n), drugs=tuple(drugs[:12]), sponsor=companies[n], phase="3",
              indication=_nasty(n, _LONG), status=_nasty(n), notes=_nasty(n, _LONG))
        for n, id_ in enumerate(trials)
    ]  # fmt: skip
    milestones = [_id("milestone", n) for n in range(60)]
    yield [
        _made(Milestone, id=id_, drug=drugs[n % 12], company=tuple(companies[:9]), trial=_nasty(n), kind="topline",
              nct_id=trials[n % 12], phase="3", indication=_nasty(n, _LONG), status="done" if n % 3 == 0 else "expected",
              region=tuple(_nasty(m).replace(";", ",") for m in range(9)), outcome=_nasty(n, _LONG),
              actual_date=str(YEAR) if n % 3 == 0 else None)
        for n, id_ in enumerate(milestones)
    ]  # fmt: skip
    yield [
        _made(Guidance, milestone=id_, said_on=f"{YEAR}-0{1 + m}-01", guidance=_nasty(n + m), kind="company",
              window_start=f"{YEAR + 1}-0{1 + m}-01", window_end=f"{YEAR + 2}-0{1 + m}-28")
        for n, id_ in enumerate(milestones) for m in range(5)
    ]  # fmt: skip
    yield [
        _made(MarketFigure, id=_id("figure", n), metric="deals", subject="china", period=str(YEAR), value="157",
              period_start=f"{YEAR}-01-01", period_end=f"{YEAR}-12-31", unit="deals", text=_nasty(n, _LONG),
              asserted_by=_nasty(n), notes=_nasty(n, _LONG))
        for n in range(12)
    ]  # fmt: skip


def _deal(number: int, companies: list[str], drugs: list[str]) -> Record:
    extreme = number < EXTREME
    day = date(YEAR, 1, 1) + timedelta(days=number % 365)
    return _made(
        Deal,
        id=_id("deal", number) if extreme else f"{day}-made-{number}",
        announced=str(day),
        licensors=tuple(companies[: 6 if number % 2 else 1]) if extreme else (f"plain-{number % 20}",),
        licensees=tuple(companies[6 if number % 3 else 11 :]) if extreme else (f"plain-{20 + number % 20}",),
        drugs=tuple(drugs[: 12 if number % 5 else 1]) if extreme else (f"plain-drug-{number % 40}",),
        assets_text=_nasty(number, _LONG) if extreme else "",
        modality="ADC" if number % 2 else "mAb",
        area="oncology",
        deal_type="license",
        direction="out",
        territory=_nasty(number, _LONG) if extreme else "",
        upfront_usd=(DEALS - number) * 1_000_003,
        total_usd=10**12 if number == 1 else (DEALS - number) * 7_000_001,
        royalties=_nasty(number, _LONG) if extreme else "",
        status="announced",
        notes=_nasty(number, _LONG) if extreme else "",
    )


def make(path: Path) -> Store:
    """Make the store."""

    def fill(store: Store) -> None:
        with store.write(who="test", why="made facts") as transaction:
            for part in facts():
                transaction.save([(None, record) for record in part])

    return Store.create(path, fill)
