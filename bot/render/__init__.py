"""Drawing an answer's page: as plain text, in a terminal, as a Discord message."""
