"""What the store says in English, said in Chinese: a text is read as a whole by the words of its kind, or stays as it is."""

from bot.chinese.saying import asset, city, figure, indication, royalties, study, target, territory

__all__ = ["asset", "city", "figure", "indication", "royalties", "study", "target", "territory"]
