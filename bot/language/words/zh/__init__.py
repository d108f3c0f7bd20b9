"""The words of the field in Chinese, in simplified characters; traditional ones are turned into them before a word is looked up."""

from bot.language.words.table import Table
from bot.language.words.zh import asking, deals, drugs, milestones, places, sector, talk

TABLES: tuple[Table, ...] = (
    asking.WORDS,
    deals.WORDS,
    drugs.WORDS,
    milestones.WORDS,
    places.WORDS,
    sector.WORDS,
    talk.WORDS,
)
