"""Reminders in the store: who wants to hear of what, what is owed to whom, and what was sent."""
