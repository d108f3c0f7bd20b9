"""What may reach a terminal: text, and nothing that a terminal takes for a command."""

import re

#: Control characters of both sets (ESC and CSI among them), marks that turn the direction of writing round, and
#: surrogates, which no stream can write. Tabs are left to ``clean``, line ends stay.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """Replace whatever could move the cursor, colour the screen or turn the reading order by a visible stand-in."""
    return _UNSAFE.sub("\ufffd", text.replace("\t", " ").replace("\r\n", "\n"))
