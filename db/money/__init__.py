"""Amounts of money: whole units of a currency, read from what people type and printed the short way.

No float ever: figures are read and rounded as `decimal.Decimal` and kept as `int`.
"""

from db.money.amounts import Money, MoneyError, is_scale, parse_money
from db.money.filters import AmountRange, FoundAmount, find_amounts, parse_amount_filter
from db.money.formats import format_money, format_usd, format_usd_zh

__all__ = [
    "AmountRange",
    "FoundAmount",
    "Money",
    "MoneyError",
    "find_amounts",
    "format_money",
    "format_usd",
    "format_usd_zh",
    "is_scale",
    "parse_amount_filter",
    "parse_money",
]
