"""The question language: what people type, in English or Chinese, as a Query."""

from bot.language.parser import understand, weighed

__all__ = ["understand", "weighed"]
