"""Measurements: how fast answers are, at the bundled size and at a hundred thousand deals."""
