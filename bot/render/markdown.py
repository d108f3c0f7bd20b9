"""Data in Discord's Markdown: whatever a text holds, Discord shows it as it is and takes nothing in it for a command.

Sizes are counted in UTF-16 units, which is never less than what Discord counts.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextvars import ContextVar
from urllib.parse import quote, urlsplit

#: Letters and marks that show nothing: fillers, the braille blank, joiners, variation selectors.
_BLANKS = str.maketrans("", "", "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufe0e")
_SHOWN_AS = {"Cs": "\ufffd", "Cf": "", "Cn": "\ufffd", "Co": "\ufffd"}

#: A comparison such as "<5%" or "< 1" is no markup; ``<`` before anything else may begin a mention, an emoji, a time.
_MARKUP = re.compile(r"[\\*_`]|~(?=~)|\|(?=\|)|<(?![\s\d=]|$)|\](?=\()|(?<=:)/(?=/)")
_LINE_START = re.compile(r"#{1,3}|-#|[-+]|>{1,3}")
_NUMBERED = re.compile(r"(\d+)([.)])")
_PING = re.compile(r"@(?=everyone|here)", re.IGNORECASE)

_URL = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_AFTER_URL = re.compile(r"[.,:;!?'\")\]}，。；：、）】》]+$")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
_SAFE_IN_URL = "%/:=&?~#+!$,;'@()[]-._"
#: A longer address is shown as text, else it would push out what it belongs to.
_LONGEST_URL = 400
#: Words longer than this are cut inside, Chinese sentences above all.
_LONG_WORD = 24


#: What commands begin with where texts are drawn now; texts themselves have them with "!".
_begins: ContextVar[str] = ContextVar("begins", default="!")
_COMMAND = re.compile(r"(?<![^\s(\"'`“‘（：，])!(?=[a-z\u3400-\u9fff])")


def begin_commands_with(prefix: str) -> None:
    """Show commands with another sign before them, here and in all that is started from here."""
    _begins.set(prefix)


def begun(text: str) -> str:
    """Give a text with the sign before its commands that is used here."""
    prefix = _begins.get()
    return text if prefix == "!" else _COMMAND.sub(lambda _: prefix, text)


def size(text: str) -> int:
    """Count a text as Discord's limits do, or a little more."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> str:
    """Give a text as one line without what cannot be seen: controls, zero-width and direction marks, half letters."""
    text = text.translate(_BLANKS)
    text = begun(text)
    if not text.isprintable():
        text = "".join(map(_visible, text))
    return " ".join(text.split())


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return _SHOWN_AS.get(unicodedata.category(character), " ")


def escape(text: str) -> str:
    """Give a text as Markdown that shows it; web addresses in it stay links to themselves."""
    return " ".join(_words(plain(text)))


def fitted(text: str, room: int) -> str:
    """Escape a text and cut it at a word, with an ellipsis, if it takes more than ``room``."""
    text = plain(text)
    kept: list[str] = []
    used = 0
    for place, word in enumerate(_words(text[: room + 1])):
        length = size(word) + bool(kept)
        if used + length > room:
            rest = text.split(" ")[place]
            return _ended(kept, rest, room)
        kept.append(word)
        used += length
    return " ".join(kept) if len(text) <= room else _ended(kept, "", room)


def _ended(kept: list[str], rest: str, room: int) -> str:
    """End a text that goes on: with a part of the next word if that is a long one, and with the ellipsis."""
    while kept and size(" ".join(kept)) + 2 > room:
        kept.pop()
    used = size(" ".join(kept)) + bool(kept)
    part = _beginning(rest, room - used - 1) if len(rest) > _LONG_WORD or not kept else ""
    text = " ".join([*kept, part] if part else kept)
    return f"{text}…" if room else ""


def _beginning(word: str, room: int) -> str:
    escaped = ""
    for place, character in enumerate(word):
        # What follows may be cut away, so everything that can begin or end markup is escaped.
        special = character in "\\*_`~|<>[]" or word[max(place - 1, 0) : place + 1] == "//"
        shown = f"\\{character}" if special else character
        if size(escaped) + size(shown) > room:
            break
        escaped += shown
    return _PING.sub("＠", escaped)


def _words(text: str) -> Iterator[str]:
    for place, word in enumerate(text.split(" ") if text else ()):
        yield _escaped_start(word) if place == 0 else _escaped(word)


def _escaped_start(word: str) -> str:
    """Escape the first word of a line, which could make it a heading, a quotation or an entry of a list."""
    if _LINE_START.fullmatch(word):
        return "".join(f"\\{character}" for character in word)
    if match := _NUMBERED.fullmatch(word):
        return f"{match[1]}\\{match[2]}"
    return _escaped(word)


def _escaped(word: str) -> str:
    if match := _URL.search(word):
        address = _AFTER_URL.sub("", match[0])
        if target := safe_url(address):
            before, after = word[: match.start()], word[match.start() + len(address) :]
            return f"{_escaped_text(before)}<{target}>{_escaped_text(after)}"
    return _escaped_text(word)


def _escaped_text(text: str) -> str:
    return _PING.sub("＠", _MARKUP.sub(r"\\\g<0>", text))


def safe_url(url: str) -> str:
    """Give a web address as it may stand between angle brackets; empty if it is none, or too long to show."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or parts.username is not None:
        return ""
    if plain(url) != url or " " in url:
        return ""
    target = quote(url, safe=_SAFE_IN_URL)
    return target if size(target) <= _LONGEST_URL else ""


def link(url: str) -> str:
    """Give a link that shows the address's own host, so that nobody is misled; other addresses are given as text."""
    target = safe_url(url)
    if not target:
        return fitted(url, _LONGEST_URL)
    host = (urlsplit(target).hostname or "").removeprefix("www.")
    return f"[{_escaped_text(host)}](<{target}>)"
