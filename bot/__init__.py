"""The chat: command line, Discord client, question language, answers and their rendering."""
