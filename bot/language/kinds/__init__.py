"""How each kind of question is read."""
