"""Bundled facts as CSV, one file a table; see README.md."""
