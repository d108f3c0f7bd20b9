"""What a run of kills adds up to, in words."""

from collections import Counter
from dataclasses import dataclass, field

from tests.soak.judging import Verdict


@dataclass
class Counts:
    """What was done to the bot, and what stood in the channels in the end."""

    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    verdict: Verdict = field(default_factory=Verdict)
    seconds: float = 0

    @property
    def problems(self) -> list[str]:
        """What is not as it should be."""
        return [
            f"{kind}: {each}" for kind in ("lost", "twice", "wrong") for each in getattr(self.verdict, kind)
        ]  # fmt: skip

    def __str__(self) -> str:
        def told(counter: Counter[str]) -> str:
            return f"{counter.total()} ({', '.join(f'{name} {count}' for name, count in counter.most_common())})"

        found = self.verdict
        return (
            f"kills: {told(self.kills)}; faults: {told(self.faults)}\n"
            f"facts changed: {told(self.facts)}; rules changed: {told(self.words)}\n"
            f"{found.messages} messages with {found.deliveries} deliveries in {self.seconds:.0f} s, "
            f"not posted for a reason: {told(found.not_posted)}\n"
            f"{len(found.lost)} lost, {len(found.twice)} twice, {len(found.wrong)} otherwise wrong"
        )
