"""Reminders as an extension of the client: what runs beside the chat, and the commands that set rules for it."""

from bot.client import reminders_slash
from bot.client.client import ReadoutClient
from bot.client.reminders import Reminders
from bot.client.reminders_commands import ReminderCommands


async def setup(client: ReadoutClient) -> None:
    """Add reminders to a client."""
    reminders = Reminders(client)
    words = ReminderCommands(client, reminders)
    await client.add_cog(reminders)
    await client.add_cog(words)
    for command in reminders_slash.build(words.desk):
        words.remind.app_command.add_command(command)
    client.tree.add_command(reminders_slash.digest(words.desk))
