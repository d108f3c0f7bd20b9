"""How a value stands in one cell of the CSV form: one codec a kind of cell.

A codec turns text into a value and back; ``allowed`` says in words what a cell may hold, for error messages.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation, Overflow
from typing import Any

MILLION = 1_000_000
#: Above this an amount is a slip of the pen: no deal comes near a thousand billion dollars.
LARGEST_AMOUNT = 10**12
#: Nothing that is reported about a sector is more exact.
MOST_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Codec:
    """Text of a cell ↔ value of a field. ``parse`` raises ValueError; an empty cell reaches it as ``""``."""

    parse: Callable[[str], Any]
    format: Callable[[Any], str]
    allowed: str


def _split(separator: str) -> Callable[[str], tuple[str, ...]]:
    def split(cell: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in cell.split(separator)) if cell else ()

    return split


def _parse_millions(cell: str) -> int | None:
    if not cell:
        return None
    try:
        amount = Decimal(cell) * MILLION
    except InvalidOperation:
        raise ValueError("not a number") from None
    except Overflow:
        amount = Decimal("Infinity")
    if not amount.is_finite() or not 0 <= amount <= LARGEST_AMOUNT:
        raise ValueError("not an amount from 0 to 1,000,000 millions")
    if amount != amount.to_integral_value():
        raise ValueError("a fraction of a unit of money")
    return int(amount)


def _format_plain(number: Decimal) -> str:
    """Print without exponent and without trailing zeros: 1250, 22.5."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _format_millions(amount: int | None) -> str:
    return "" if amount is None else _format_plain(Decimal(amount) / MILLION)


def _parse_number(cell: str) -> Decimal | None:
    if not cell:
        return None
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not number.is_finite() or abs(number) > LARGEST_AMOUNT:
        raise ValueError("not a number of ordinary size")
    if int(number.as_tuple().exponent) < -MOST_DECIMALS:
        raise ValueError(f"more than {MOST_DECIMALS} decimals")
    return number


def _optional(cell: str) -> str | None:
    return cell or None


def _format_optional(value: object) -> str:
    return "" if value is None else str(value)


TEXT = Codec(parse=str, format=str, allowed="text on one line")
OPTIONAL = Codec(parse=_optional, format=_format_optional, allowed="text on one line, or nothing")
ID = replace(TEXT, allowed="small letters and digits, joined by hyphens, such as ak112-harmoni-3")
OPTIONAL_ID = replace(OPTIONAL, allowed=f"{ID.allowed}, or nothing")
DATE = replace(TEXT, allowed="a date such as 2025, 2025-05 or 2025-05-20")
OPTIONAL_DATE = replace(OPTIONAL, allowed=f"{DATE.allowed}, or nothing")
NCT = replace(TEXT, allowed="NCT and eight digits, such as NCT05899608")
OPTIONAL_REGISTRY = replace(OPTIONAL, allowed="NCT or CTR and eight digits, such as NCT05899608, or nothing")
PHASE = replace(OPTIONAL, allowed="a phase such as 3, 2b or 1/2, or nothing")
CURRENCY = replace(OPTIONAL, allowed="three capital letters such as CNY, or nothing")
URL = replace(TEXT, allowed="an address that begins with https://, http:// or urn:")
LISTED = Codec(parse=_split(" | "), format=" | ".join, allowed='a list joined by " | "')
IDS = replace(LISTED, allowed=f'{ID.allowed}; several joined by " | "')
REGIONS = Codec(parse=_split("; "), format="; ".join, allowed='a list joined by "; "')
URLS = Codec(parse=_split(" "), format=" ".join, allowed=f"{URL.allowed}; several joined by one space")
MILLIONS = Codec(
    parse=_parse_millions,
    format=_format_millions,
    allowed="an amount in millions such as 1250 or 22.5, or nothing when it is not disclosed",
)
NUMBER = Codec(
    parse=_parse_number,
    format=lambda value: "" if value is None else _format_plain(value),
    allowed="a number such as 157 or 35.8, or nothing",
)
