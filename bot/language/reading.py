"""A question's tokens, put so that one can ask what it says: which companies in which role, which drugs, which periods."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import cast

from bot.language.lexicon import Sense
from bot.language.tokens import Token
from db import derived
from db.filters import AmountLimit, Measure, Party, PartyRole
from db.money import AmountRange
from db.periods import Period
from db.vocabulary import MODALITY_KINDS, Area, Modality

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
        for token in self.tokens:
            parts = self._target_parts(token)
            if parts is None:
                if not token.says("joint"):
                    last = None
                continue
            joined = last is not None and self.text[last.end : token.start].strip() in (
                "",
                "x",
                "/",
                "+",
                "×",
                "*",
                "&",
            )
            if joined and found:
                found[-1] += parts
            else:
                found.append(parts)
            last = token
        return tuple(dict.fromkeys(tuple(sorted(set(parts))) for parts in found))

    @staticmethod
    def _target_parts(token: Token) -> list[str] | None:
        if token.kind == "name" and (ids := token.ids("target")) and not token.ids("drug", "company"):
            return [ids[0]]
        if token.says("target"):
            return derived.target_parts(token.values("target")[0])
        return None

    def parties(self) -> list[Party]:
        """Give the companies named, each with the side that the words around it put it on."""
        return [Party(companies=token.ids("company"), role=self._role(place)) for place, token in self._companies()]

    def _companies(self) -> list[tuple[int, Token]]:
        return [
            (place, token)
            for place, token in enumerate(self.tokens)
            if token.kind == "name" and token.ids("company") and not token.ids("drug")
        ]

    def _role(self, place: int) -> PartyRole:
        before = self._neighbour(place, -1)
        if before is not None:
            if before.kind == "side":
                return cast("PartyRole", before.value)
            if before.says("side", "from"):
                return "licensor"
            if before.says("side", "to"):
                return "licensee"
        if self.has("role", "as seller"):
            return "licensor"
        if self.has("role", "as buyer"):
            return "licensee"
        return self._role_by_verb(place)

    def _role_by_verb(self, place: int) -> PartyRole:
        """Read "Pfizer paid", "paid 3SBio", "Hengrui received": the nearest verb tells who gives and who takes."""
        # Words such as "got" go with either side, and a company alone with such a verb is on whichever it is.
        for token in self.tokens[place + 1 : place + 4]:
            if token.kind == "name" and token.ids("company"):
                break
            sides = token.values("role")
            if sides == ["buyer"]:
                return "licensee"
            if sides == ["seller"]:
                return "licensor"
        before = self._neighbour(place, -1)
        if (
            before is not None
            and before.values("role") == ["buyer"]
            and before.says("paid")
            and self._payer_before(place)
        ):
            return "licensor"
        return "either"

    def _payer_before(self, place: int) -> bool:
        return any(other < place for other, _ in self._companies())

    def _neighbour(self, place: int, step: int) -> Token | None:
        other = place + step
        while 0 <= other < len(self.tokens):
            token = self.tokens[other]
            if not (token.kind == "word" and all(sense.category == "filler" for sense in token.senses)):
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
        return tuple(cast("list[Area]", self.values("area")))

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

    def measures(self) -> list[Measure]:
        """Give the amounts named, in order."""
        return cast("list[Measure]", self.values("measure"))

    def amounts(self) -> tuple[AmountLimit, ...]:
        """Give the bounds on amounts, each with the amount it bounds: the nearest one named, else the total."""
        measured = [
            (token, cast("Measure", token.values("measure")[0])) for token in self.tokens if token.says("measure")
        ]
        limits = []
        for token in self.of_kind("amount"):
            if not isinstance(token.amount, AmountRange):
                continue
            near = sorted(
                (self._distance(token, other), place, measure) for place, (other, measure) in enumerate(measured)
            )
            measure: Measure = near[0][2] if near and near[0][0] <= _NEAR else "total"
            limits.append(AmountLimit(measure=measure, range=token.amount))
        return tuple(limits)

    @staticmethod
    def _distance(one: Token, other: Token) -> int:
        return max(other.start - one.end, one.start - other.end, 0)
