"""How coming reminders stand in a list."""

from discord.utils import format_dt

from bot.reminders.schedule import Coming
from bot.reminders.telling import explained
from bot.render.markdown import escape


def shown(coming: Coming, name: str) -> str:
    """Give one coming reminder as a line: when in the reader's own time, what, and which point it is."""
    return f"{format_dt(coming.due, 'f')} ({format_dt(coming.due, 'R')}) {escape(name)} — {explained(coming.delivery.label)}"
