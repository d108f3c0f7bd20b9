"""How coming reminders stand in a list."""

import re

from discord.utils import format_dt

from bot.answers.wording import aside
from bot.reminders.schedule import Coming
from bot.reminders.telling import explained
from bot.render.markdown import escape

_MENTIONS = re.compile(r"\\?<(@&?|#)(\d+)\\?>")


def told(text: str) -> str:
    """Give a line as it is to be read: what people typed means nothing to Discord, but names of people, roles and channels do."""
    return _MENTIONS.sub(r"<\1\2>", escape(text))


def shown(coming: Coming, name: str) -> str:
    """Give one coming reminder as a line: when in the reader's own time, what, and which point it is."""
    when = aside(format_dt(coming.due, "f"), format_dt(coming.due, "R"))
    return f"{when} {escape(name)} — {explained(coming.delivery.label)}"
