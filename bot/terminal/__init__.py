"""The chat in a terminal, and single answers to it."""
