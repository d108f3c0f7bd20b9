"""The words of the field, one package a language, one module a theme."""

from bot.language.words import en, zh
from bot.language.words.table import Table

#: All tables; a phrase may stand in several of them.
TABLES: tuple[Table, ...] = (*en.TABLES, *zh.TABLES)
