"""The words of the field in English."""

from bot.language.words.en import asking, deals, drugs, milestones, places, sector, small, talk
from bot.language.words.table import Table

TABLES: tuple[Table, ...] = (
    asking.WORDS,
    deals.WORDS,
    drugs.WORDS,
    milestones.WORDS,
    places.WORDS,
    sector.WORDS,
    small.WORDS,
    talk.WORDS,
)
