"""Readout on Discord: the client, its commands, and how it is run."""
