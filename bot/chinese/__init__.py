"""What the store says in English, said in Chinese: a text is read as a whole by the words of its kind, or stays as it is."""

from bot.chinese.saying import territory

__all__ = ["territory"]
