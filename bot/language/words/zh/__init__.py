"""The words of the field in Chinese, in simplified characters; traditional ones are turned into them before a word is looked up."""

from bot.language.words.table import Table
from bot.language.words.zh import asking, deals, drugs, milestones, places, sector, small, talk

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
