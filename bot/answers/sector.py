"""Figures that others report for the whole sector: which one answers a question, and how it stands beside the store's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.wording import aside, listed, plural, usd, yuan
from bot.i18n import N_, _, counted, word
from db.connection import Connection
from db.filters import MarketFilter
from db.models import MarketFigure
from db.periods import Period
from db.queries import market
from db.queries.deals import Totals

#: The metrics that say for the whole sector what the store's own count and sums say.
METRIC_OF: dict[str, str] = {
    "count": "out-licensing-deals",
    "total": "out-licensing-total-value",
    "upfront": "out-licensing-upfront",
}
_SUBJECT = "china"
_CLAIMANTS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Reported:
    """What is reported for one metric: all figures, and the one that answers (None where they differ or there is none)."""

    figures: tuple[MarketFigure, ...]
    chosen: MarketFigure | None

    @property
    def disagree(self) -> bool:
        """Whether there are figures, but none that could be taken for the answer."""
        return bool(self.figures) and self.chosen is None


def reported(db: Connection, measure: str, period: Period, as_of: date | None = None) -> Reported:
    """Find what is reported for exactly a period and China, as far as it had been published by a day."""
    wanted = MarketFilter(metrics=(METRIC_OF[measure],), subjects=(_SUBJECT,), period=period, exact_period=True)
    return choose(published_by(market.figures(db, wanted), as_of))


def published_by(figures: Sequence[MarketFigure], as_of: date | None) -> list[MarketFigure]:
    """Keep what had been published by a day; undated figures cannot be placed and are left out."""
    return [each for each in figures if as_of is None or (each.published is not None and each.published.last <= as_of)]


def choose(figures: Sequence[MarketFigure]) -> Reported:
    """Choose the figure that answers: the founding article's, else the one that is given without a qualifier."""
    founding = [each for each in figures if market.FOUNDING_SOURCE in each.sources and each.value is not None]
    if founding:
        return Reported(tuple(figures), founding[0])
    plain = [each for each in figures if each.value is not None and each.qualifier is None]
    agree = len({(each.value, each.unit) for each in plain}) == 1
    return Reported(tuple(figures), plain[0] if agree else None)


def shown_value(figure: MarketFigure) -> str:
    """Say a figure: "$135.7B", "over RMB 55B", "157 deals", "42 %"."""
    if figure.value is None:
        return figure.text
    if figure.qualifier is None:
        return _amount(figure)
    return _("{qualifier} {amount}", qualifier=word(figure.qualifier), amount=_amount(figure))


def _amount(figure: MarketFigure) -> str:
    if figure.value is None:
        return ""
    if figure.unit == "USD m":
        return usd(figure.money)
    if figure.unit == "CNY m":
        return yuan(figure.money or 0)
    number = f"{figure.value:,f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return _(_WITH_UNIT.get(figure.unit, N_("{number} {unit}")), number=number, unit=counted(figure.unit))


_WITH_UNIT = {"percent": N_("{number} %"), "x": N_("{number} times")}


def beside(db: Connection, period: Period, totals: Totals, as_of: date | None) -> tuple[list[str], list[MarketFigure]]:
    """Set what is reported for a period beside the store's own: lines to show, and the figures they rest on."""
    lines: list[str] = []
    used: list[MarketFigure] = []
    said: dict[str, list[str]] = {}
    for measure in METRIC_OF:
        for figure in reported(db, measure, period, as_of).figures:
            said.setdefault(figure.asserted_by, []).append(_with_noun(figure, measure))
            used.append(figure)
    chosen = reported(db, "count", period, as_of).chosen
    if chosen is not None and chosen.value is not None:
        deals = plural(int(chosen.value), "deal")
        lines.append(_("store: {count:,} of the {deals} reported", count=totals.count, deals=deals))
    # Those who say most come first; who says only one of the three still counts as a rival figure.
    ordered = sorted(said.items(), key=lambda each: (not _is_founding(each[0], used), -len(each[1]), each[0]))
    lines += [aside(listed(values), who) for who, values in ordered[:_CLAIMANTS_SHOWN]]
    if len(ordered) > _CLAIMANTS_SHOWN:
        lines.append(
            _("… and {count} others: {command}", count=len(ordered) - _CLAIMANTS_SHOWN, command=f"!market {period}")
        )
    return lines, used


def _is_founding(who: str, figures: Sequence[MarketFigure]) -> bool:
    return any(each.asserted_by == who and market.FOUNDING_SOURCE in each.sources for each in figures)


def _with_noun(figure: MarketFigure, measure: str) -> str:
    if measure == "count":
        return shown_value(figure)
    return _("{amount} {noun}", amount=shown_value(figure), noun=word(measure))
