"""Whether a message is meant for the bot, and what it asks."""

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence

import discord
from discord.ext import commands

#: What stands between a mention and the question.
_AFTER_MENTION = " \t\n,:;，：；"
HELP = "!help"


def prefixes(prefix: str) -> tuple[str, ...]:
    """Give what commands may begin with; a Chinese keyboard types the wide form of ``!``."""
    return (prefix, "！") if prefix == "!" else (prefix,)


def beginnings(prefixes: Sequence[str]) -> Callable[[commands.Bot, discord.Message], list[str]]:
    """Give what commands may begin with: a mention, a prefix, or both (@Readout !chart …); the longest are tried first."""

    def beginning(bot: commands.Bot, message: discord.Message) -> list[str]:
        mentions = [mention.strip() for mention in commands.when_mentioned(bot, message)]
        both = [f"{mention}{blank}{prefix}" for mention in mentions for prefix in prefixes for blank in ("", " ")]
        return [*both, *mentions, *prefixes]

    return beginning


def asked(content: str, *, prefixes: Sequence[str], me: int, direct: bool) -> str | None:
    """Give the question that a message puts to the bot, None if it puts none.

    A message does so by a prefix, by mentioning the bot (user id ``me``) anywhere, or by being a direct one. Commands
    come out with ``!`` before them, whatever the prefix; a mention with nothing else asks for help.
    """
    content = content.strip()
    if command := _command(content, prefixes):
        return command
    mention = re.compile(rf"<@!?{me}>")
    if mention.search(content):
        question = mention.sub(" ", content).strip(_AFTER_MENTION)
        return _command(question, prefixes) or question or HELP
    return content or None if direct else None


def _command(text: str, prefixes: Sequence[str]) -> str | None:
    for prefix in prefixes:
        words = text.removeprefix(prefix)
        # "!" and "!!!" are said for emphasis
        if words != text and re.match(r"\s*\w", words):
            return f"!{words.strip()}"
    return None


#: What people say back without asking anything.
_COURTESY = re.compile(
    r"(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|ty|cheers|ok(?:ay)?|great|nice|cool|good(?: (?:bot|job))?|perfect|wow|"
    r"lol|got it|i see|yes|no|谢谢[你您]?|多谢|感谢|好的?|收到|明白了?|赞|不错|厉害)?[\W_]*",
    re.IGNORECASE,
)


def is_courtesy(text: str) -> bool:
    """Tell whether a reply is thanks or a nod, which nobody wants answered."""
    return _COURTESY.fullmatch(text.strip()) is not None


class Seen:
    """The last few ids that came by: the gateway may send an event twice."""

    def __init__(self, keep: int = 1000) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._keep = keep

    def is_new(self, number: int) -> bool:
        """Tell whether an id comes for the first time, and remember it."""
        if number in self._ids:
            return False
        self._ids[number] = None
        if len(self._ids) > self._keep:
            self._ids.popitem(last=False)
        return True
