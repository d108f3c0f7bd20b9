"""The type of an open read connection, for those who pass one on without knowing what it is."""

from sqlite_utils import Database as Connection

__all__ = ["Connection"]
