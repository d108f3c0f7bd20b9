"""Reminders: what is owed when, worked out without any clock or network of its own, and how it is posted exactly once."""
