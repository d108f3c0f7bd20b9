"""Amounts as they are shown: at most two decimals, no trailing zeros, rounded as people do, halves up."""

from decimal import ROUND_HALF_UP, Decimal

from db.money.amounts import Money

UNDISCLOSED, UNDISCLOSED_ZH = "undisclosed", "未披露"

# Below ten thousand the figure stands in full; above, in the first scale in which it is, as rounded, below the
# limit: so 999,999,999 is $1B and not $1000M. An amount below a billion keeps in 亿 the precision of $195.38M.
_FULL_BELOW = 10_000
_SCALES = ((10**3, "K", 2, 1000), (10**6, "M", 2, 1000), (10**9, "B", 2, 1000), (10**12, "T", 2, None))
_SCALES_ZH = ((10**4, "万", 2, 10_000), (10**8, "亿", 4, 10), (10**8, "亿", 2, 10_000), (10**12, "万亿", 2, None))
_PREFIXES = {
    "USD": "$", "CNY": "RMB ", "EUR": "€", "GBP": "£", "HKD": "HK$", "AUD": "A$", "CAD": "C$", "SGD": "S$",
    "TWD": "NT$",
}  # fmt: skip


def format_usd(amount: int | None) -> str:
    """Whole dollars as `$1.25B`, `$22.5M`, `$850K`, `$5,300`; None is `undisclosed`."""
    return UNDISCLOSED if amount is None else "$" + _short(amount)


def format_money(money: Money | None) -> str:
    """Any currency: `€60M`, `RMB 300M`, `HK$1B`, `CHF 10M`; None is `undisclosed`."""
    if money is None:
        return UNDISCLOSED
    return _PREFIXES.get(money.currency, f"{money.currency} ") + _short(money.amount)


def format_usd_zh(amount: int | None) -> str:
    """Whole dollars as `12.5亿美元`, `5000万美元`; None is `未披露`."""
    if amount is None:
        return UNDISCLOSED_ZH
    return f"{amount}美元" if amount < _FULL_BELOW else f"{_scaled(amount, _SCALES_ZH)}美元"


def _short(amount: int) -> str:
    return f"{amount:,}" if amount < _FULL_BELOW else _scaled(amount, _SCALES)


def _scaled(amount: int, scales: tuple[tuple[int, str, int, int | None], ...]) -> str:
    for factor, name, decimals, limit in scales:
        figure = _rounded(amount, factor, decimals)
        if limit is None or figure < limit:
            return f"{_trimmed(figure)}{name}"
    raise AssertionError("the last scale has no limit")


def _rounded(amount: int, factor: int, decimals: int) -> Decimal:
    return (Decimal(amount) / factor).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _trimmed(figure: Decimal) -> str:
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
