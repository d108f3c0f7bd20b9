"""A question's tokens, put so that one can ask what it says: which companies in which role, which drugs, which periods."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import cast

from bot.i18n import _, word
from bot.language.lexicon import Sense
from bot.language.tokens import Token
from db import derived
from db.filters import AmountLimit, Measure
from db.money import AmountRange
from db.periods import Period
from db.vocabulary import MODALITY_KINDS, Area, Modality

#: What may stand between the parts of one mechanism.
_JOINTS = ("", "x", "/", "+", "×", "*", "&")
#: What joins them beside "both" and 同时.
_AND = ("and", "as well as", "和", "与", "及", "、", "又")
#: What stands before an amount, or behind it, that is not meant to the dollar.
_ABOUT = re.compile(
    r"(?:约|大约|大概|差不多|接近|\baround|\babout|\broughly|\bapproximately|\bapprox\.?|\bcirca|[~≈])\s*$",
    re.IGNORECASE,
)
_OR_SO = re.compile(r"\s*(?:左右|上下|附近|or so\b|or thereabouts\b)", re.IGNORECASE)
#: How far from an amount the word may stand that says which amount is meant.
_NEAR = 24


@dataclass
class Reading:
    """The tokens of one question. ``command`` is the word of the command, empty for free text."""

    text: str
    tokens: list[Token]
    today: date
    command: str = ""
    assumed: list[str] = field(default_factory=list)

    # --- words -------------------------------------------------------------------------------------------------

    def has(self, category: str, *values: str) -> bool:
        """Tell whether some word says this; without values, anything of the category."""
        return any(sense.category == category and (not values or sense.value in values) for sense in self.senses())

    def senses(self) -> Iterator[Sense]:
        """Give all senses of all words."""
        for token in self.tokens:
            yield from token.senses

    def corrections(self) -> list[str]:
        """Say which words were taken for slips of the pen, and for what."""
        return [
            _("{typed} was read as {word}", typed=" ".join(token.text.split()), word=token.corrected)
            for token in self.tokens
            if token.corrected
        ]

    def values(self, category: str) -> list[str]:
        """Give what the words say of a category, in the order of the text, each once."""
        return list(dict.fromkeys(sense.value for sense in self.senses() if sense.category == category))

    def of_kind(self, kind: str) -> list[Token]:
        """Give the tokens of a kind."""
        return [token for token in self.tokens if token.kind == kind]

    @property
    def unknown(self) -> list[Token]:
        """What was not understood."""
        return self.of_kind("unknown")

    @property
    def left_aside(self) -> tuple[str, ...]:
        """The texts of what was not understood."""
        return tuple(token.text for token in self.unknown)

    def asks_what(self) -> bool:
        """Tell whether "what" or "which" is asked, by a word that says nothing else."""
        return any(token.says("want", "what") and not token.says("filler") for token in self.tokens)

    def only(self, tokens: list[Token]) -> "Reading":
        """Give the same question with some of its tokens alone."""
        return Reading(self.text, tokens, self.today, self.command, self.assumed)

    def comes_before(self, category: str, kind: str) -> bool:
        """Tell whether a word of a category stands before a token of a kind."""
        first = next((place for place, token in enumerate(self.tokens) if token.says(category)), None)
        return first is not None and any(token.kind == kind for token in self.tokens[first:])

    def follows_period(self, category: str) -> bool:
        """Tell whether a word of a category stands after the period."""
        place = next((place for place, token in enumerate(self.tokens) if token.kind == "period"), None)
        return place is not None and any(token.says(category) for token in self.tokens[place:])

    # --- names -------------------------------------------------------------------------------------------------

    def ids(self, entity_type: str) -> list[str]:
        """Give the ids of the things of a kind that are named without doubt."""
        tokens = self.of_kind("name")
        if (
            entity_type == "study"
        ):  # the code of a drug also begins the names of its studies; a prefix stands for them all
            return list(dict.fromkeys(each for token in tokens if not token.ids("drug") for each in token.ids("study")))
        found = (token.ids(entity_type) for token in tokens)
        return list(dict.fromkeys(ids[0] for ids in found if len(ids) == 1))

    def doubtful(self) -> list[Token]:
        """Give the names that stand for several things of one kind."""
        return [token for token in self.of_kind("name") if len(token.ids("company")) > 1 or len(token.ids("drug")) > 1]

    def records(self, entity_type: str) -> list[str]:
        """Give the ids of records of a kind that were typed."""
        pairs = (token.value.split(":", 1) for token in self.of_kind("record"))
        return [record for kind, record in pairs if kind == entity_type]

    def mechanisms(self) -> tuple[tuple[str, ...], ...]:
        """Give the targets meant, joined into mechanisms where they stand together: PD-1 x VEGF, PD-1/VEGF."""
        found: list[list[str]] = []
        last: Token | None = None
        both = self.has("joint", "both")
        for token in self.tokens:
            parts = self._target_parts(token)
            if parts is None and token.kind == "name" and len(token.ids("target")) > 1:
                found += [[each] for each in token.ids("target")]  # KRAS: any of its variants
                last = None
                continue
            if parts is None:
                if not (token.says("joint") or (both and token.says("side", "with"))):
                    last = None
                continue
            between = self.text[last.end : token.start].strip().casefold() if last is not None else ""
            joined = last is not None and (between in _JOINTS or (both and between in _AND))
            if joined and found:
                found[-1] += parts
            else:
                found.append(parts)
            last = token
        return tuple(dict.fromkeys(tuple(sorted(set(parts))) for parts in found))

    @staticmethod
    def _target_parts(token: Token) -> list[str] | None:
        if token.kind == "name" and (ids := token.ids("target")) and not token.ids("drug", "company"):
            return [ids[0]] if len(ids) == 1 else None
        if token.says("target"):
            return derived.target_parts(token.values("target")[0])
        return None

    def neighbour(self, place: int, step: int) -> Token | None:
        """Give the nearest token before or after a place that says something."""
        other = place + step
        while 0 <= other < len(self.tokens):
            token = self.tokens[other]
            if not token.only_fills:
                return token
            other += step
        return None

    # --- what deals, drugs and milestones are narrowed by -----------------------------------------------------

    def modalities(self) -> tuple[Modality, ...]:
        """Give the modalities meant, with the kinds that each takes in. The longest word counts: bispecific ADC."""
        found = cast("list[Modality]", self.values("modality"))
        if "bispecific" in found and "ADC" in found and self._adjacent("bispecific", "ADC"):
            found = ["bispecific ADC"]
        return tuple(dict.fromkeys(kind for each in found for kind in MODALITY_KINDS.get(each, (each,))))

    def _adjacent(self, first: str, second: str) -> bool:
        words = [token for token in self.tokens if token.says("modality")]
        return any(
            one.says("modality", first) and two.says("modality", second) and two.start - one.end <= 1
            for one, two in pairwise(words)
        )

    def areas(self) -> tuple[Area, ...]:
        """Give the therapeutic areas meant."""
        narrower = [token for token in self.tokens if token.says("narrower") and not token.says("area")]
        for token in narrower:
            self.assumed.append(
                _(
                    "“{word}” was taken for the whole area {area}",
                    word=token.text,
                    area=word(token.values("narrower")[0]),
                )
            )
        found = (*self.values("area"), *(token.values("narrower")[0] for token in narrower))
        return tuple(cast("Area", each) for each in dict.fromkeys(found))

    def phases(self) -> tuple[str, ...]:
        """Give the phases meant; phase 3 takes in 2/3."""
        found = [token.value for token in self.of_kind("phase")]
        return tuple(dict.fromkeys(kind for each in found for kind in ((each, "2/3") if each == "3" else (each,))))

    def limit(self) -> int | None:
        """Give the N of "top N"."""
        return next((token.number for token in self.of_kind("limit")), None)

    def periods(self) -> list[Period]:
        """Give the periods named."""
        return [token.period for token in self.of_kind("period") if isinstance(token.period, Period)]

    def as_of(self) -> date | None:
        """Give the day whose knowledge is asked for."""
        return next((token.period.end for token in self.of_kind("as_of") if isinstance(token.period, Period)), None)

    def _measure_words(self) -> list[tuple[Token, Measure]]:
        return [(token, cast("Measure", token.values("measure")[0])) for token in self.tokens if token.says("measure")]

    def adds_up(self) -> bool:
        """Tell whether a sum is asked for: in "worth over $1bn in total" the word beside the amount says which amount that is."""
        bounding = {token.start for token in self._bounding()}
        return any(token.says("want", "sum") and token.start not in bounding for token in self.tokens)

    def _bounding(self) -> Iterator[Token]:
        """Give the words that merely say which amount a bound is on: the nearest amount named, and what adjoins the bound."""
        words = [token for token, _ in self._measure_words()]
        for amount in self.of_kind("amount"):
            near = min(words, key=lambda token: (self._distance(amount, token), token.start), default=None)
            if near is not None and self._distance(amount, near) <= _NEAR:
                yield near
            place = self.tokens.index(amount)
            yield from (each for step in (-1, 1) if (each := self.neighbour(place, step)) and each.says("want", "sum"))

    def measures_asked(self) -> list[Measure]:
        """Give the amounts named that do not merely say which amount a bound is on."""
        bounding = {token.start for token in self._bounding()}
        return list(dict.fromkeys(each for token, each in self._measure_words() if token.start not in bounding))

    def measures(self) -> list[Measure]:
        """Give the amounts named, in order."""
        return cast("list[Measure]", self.values("measure"))

    def amounts(self) -> tuple[AmountLimit, ...]:
        """Give the bounds on amounts, each with the amount it bounds: the nearest one named, else the total."""
        measured = self._measure_words()
        limits = []
        for token in self.of_kind("amount"):
            if not isinstance(token.amount, AmountRange):
                continue
            # Of two words as near, "upfront" says more than "worth".
            near = sorted(
                (self._distance(token, other), measure == "total", place, measure)
                for place, (other, measure) in enumerate(measured)
                if not self._is_beyond_deals(token, other)
            )
            measure: Measure = near[0][3] if near and near[0][0] <= _NEAR else "total"
            limits.append(AmountLimit(measure=measure, range=self._about(token, token.amount)))
        return tuple(limits)

    def _is_beyond_deals(self, amount: Token, measure: Token) -> bool:
        """Tell 130亿的单子首付多少 from 首付1亿的单子: what stands behind the deals is no longer what is bounded."""
        between = (each for each in self.tokens if amount.end <= each.start and each.end <= measure.start)
        return any(each.says("topic", "deals") and not each.says("measure") for each in between)

    def _about(self, token: Token, amount: AmountRange) -> AmountRange:
        """Widen "about $500M", 5亿美元左右 by a tenth on either side."""
        is_about = _ABOUT.search(self.text[: token.start]) or _OR_SO.match(self.text[token.end :])
        if not is_about or amount.low is None or amount.low != amount.high:
            return amount
        return AmountRange(low=amount.low * 9 // 10, high=amount.low * 11 // 10)

    @staticmethod
    def _distance(one: Token, other: Token) -> int:
        return max(other.start - one.end, one.start - other.end, 0)
