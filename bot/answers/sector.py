"""Figures that others report for the whole sector: which one answers a question, and how it stands beside the store's own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.times import spelled
from bot.answers.wording import aside, clauses, listed, plural, usd, yuan
from bot.chinese import figure as said_of
from bot.i18n import N_, _, counted, in_chinese, word
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
_RIVALS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Reported:
    """What is reported for one metric: all figures, and the one that answers (None where they differ or there is none)."""

    figures: tuple[MarketFigure, ...]
    chosen: MarketFigure | None

    @property
    def rivals(self) -> tuple[MarketFigure, ...]:
        """The figures that differ from the one that answers, each value once."""
        if self.chosen is None:
            return ()
        said = {(each.value, each.unit): each for each in reversed(self.figures)}
        said.pop((self.chosen.value, self.chosen.unit), None)
        return tuple(said.values())[::-1]


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
    if len({each.period for each in founding}) == 1:
        return Reported(tuple(figures), founding[0])
    plain = [each for each in figures if each.value is not None and each.qualifier is None]
    agree = len({(each.value, each.unit) for each in plain}) == 1
    return Reported(tuple(figures), plain[0] if agree else None)


def shown_value(figure: MarketFigure) -> str:
    """Say a figure: "$135.7B", "over RMB 55B", "157 deals", "42 %"."""
    if figure.value is None:
        return said_of(figure.text)
    if figure.qualifier is None:
        return _amount(figure)
    return _("{qualifier} {amount}", qualifier=word(figure.qualifier), amount=_amount(figure))


def told(figure: MarketFigure) -> str:
    """Say a figure with what it is of, and who says so."""
    return _(
        "{figure} — {what}, {period} ({who})",
        figure=shown_value(figure),
        what=said_of(figure.text) or named(figure.metric),
        period=spelled(figure.period),
        who=figure.asserted_by,
    )


def rivals(db: Connection, measures: Iterable[str], period: Period, as_of: date | None) -> str:
    """Say what is reported otherwise than the figures that answer, with who says so."""
    said = [
        aside(with_noun(figure, measure), figure.asserted_by)
        for measure in measures
        for figure in reported(db, measure, period, as_of).rivals
    ]
    more = others(len(said) - _RIVALS_SHOWN, period)
    return _("; ").join([*said[:_RIVALS_SHOWN], *more])


def others(count: int, period: Period) -> list[str]:
    """Say how many figures are not shown, and what shows them; nothing if there are none."""
    sentence = N_("… and {count} other: {command}") if count == 1 else N_("… and {count} others: {command}")
    return [_(sentence, count=count, command=f"!market {period}")] if count > 0 else []


def named(slug: str) -> str:
    """Name what figures measure, or what they are about, from its id: "share-of-global-adc-licensing", "biosecure-act"."""
    words = slug.replace("-", " ")
    if in_chinese():
        return word(words)
    return _LICENSING.sub(r"\1-licensing", " ".join(_SPELLED.get(each, each) for each in words.split()))


_LICENSING = re.compile(r"\b(out|in) licensing\b")
#: Words of ids that are not written in small letters.
_SPELLED = {
    each.casefold(): each
    for each in ("ADC", "BD", "MNC", "US", "TIDES", "China", "Greater", "BIOSECURE", "Act", "DoD", "1260H")
}


def claimant(figure: MarketFigure) -> str:
    """Say who asserts a figure, and when it was published if that is known."""
    return clauses((figure.asserted_by, *([spelled(figure.published)] if figure.published else [])))


def unsettled(figures: Sequence[MarketFigure]) -> str:
    """Say what there is where none of some figures, the newest first, is the answer: the latest, or that several disagree."""
    latest = [each for each in figures if each.period == figures[0].period]
    if len(latest) == 1:
        return told(figures[0]) if len(figures) == 1 else _("Latest: {figure}", figure=told(figures[0]))
    if len(latest) < len(figures):
        return plural(len(figures), "figure")
    if len({(each.value, each.unit) for each in figures}) == 1:
        return _("No exact figure is given; all that is said is shown.")
    return _("Sources disagree, or give no exact figure; all are shown.")


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
            said.setdefault(figure.asserted_by, []).append(with_noun(figure, measure))
            used.append(figure)
    chosen = reported(db, "count", period, as_of).chosen
    if chosen is not None and chosen.value is not None:
        deals = plural(int(chosen.value), "deal")
        lines.append(_("store: {count:,} of the {deals} reported", count=totals.count, deals=deals))
    # Those who say most come first; who says only one of the three still counts as a rival figure.
    ordered = sorted(said.items(), key=lambda each: (not _is_founding(each[0], used), -len(each[1]), each[0]))
    lines += [aside(listed(values), who) for who, values in ordered[:_CLAIMANTS_SHOWN]]
    lines += others(len(ordered) - _CLAIMANTS_SHOWN, period)
    return lines, used


def _is_founding(who: str, figures: Sequence[MarketFigure]) -> bool:
    return any(each.asserted_by == who and market.FOUNDING_SOURCE in each.sources for each in figures)


def with_noun(figure: MarketFigure, measure: str) -> str:
    """Say a figure with what it measures: "$135.7B total"."""
    if measure == "count":
        return shown_value(figure)
    return _("{amount} {noun}", amount=shown_value(figure), noun=word(measure))
