"""Discord's limits on messages, modals and suggestions, as tables; what breaks them is refused."""

from collections.abc import Iterable, Iterator
from typing import Any

from . import components
from .errors import Problem, invalid_form, refusal
from .schema import Many, Number, OneOf, Path, Rule, Shape, Text, too_long

Json = dict[str, Any]

MAX_EMBED_CHARACTERS = 6000
MAX_FILES = 10
COMPONENTS_V2 = 1 << 15

_URL = Text(2048)
_EMBED = Shape(
    {
        "title": Text(256),
        "description": Text(4096),
        "url": _URL,
        "color": Number(0, 0xFFFFFF),
        "footer": Shape({"text": Text(2048)}),
        "author": Shape({"name": Text(256, low=1)}, required=("name",)),
        "fields": Many(25, Shape({"name": Text(256, low=1), "value": Text(1024, low=1)}, required=("name", "value"))),
    }
)
_IDS = Many(100)


def _mentions(allowed: Json, path: Path) -> Iterator[Problem]:
    for kind in ("users", "roles"):
        if allowed.get(kind) and kind in (allowed.get("parse") or []):
            reason = f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive."
            yield path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", reason


_MESSAGE: dict[str, Rule] = {
    "content": Text(2000),
    "nonce": Text(25),
    "embeds": Many(10, _EMBED),
    "attachments": Many(MAX_FILES, Shape({"description": Text(1024)})),
    "allowed_mentions": Shape(
        {"parse": Many(3, OneOf(("users", "roles", "everyone"))), "users": _IDS, "roles": _IDS},
        whole=_mentions,
    ),
    "sticker_ids": Many(3),
}


def _embed_total(body: Json, path: Path) -> Iterator[Problem]:
    if sum(embed_size(e) for e in body.get("embeds") or [] if isinstance(e, dict)) > MAX_EMBED_CHARACTERS:
        yield (
            (*path, "embeds"),
            "MAX_EMBED_SIZE_EXCEEDED",
            f"Embed size exceeds maximum size of {MAX_EMBED_CHARACTERS}",
        )


def embed_size(embed: Json) -> int:
    """The characters of an embed that count towards the 6,000 of a message."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for item in embed.get("fields") or []:
        texts += [item.get("name"), item.get("value")]
    return sum(len(text.strip()) for text in texts if text)


def _old_whole(body: Json, path: Path) -> Iterator[Problem]:
    yield from _embed_total(body, path)
    yield from components.unique_ids(body, path)


def _v2_whole(body: Json, path: Path) -> Iterator[Problem]:
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(key):
            yield (
                (*path, key),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )
    yield from components.unique_ids(body, path)
    yield from components.v2_totals(body, path)


_OLD_MESSAGE = Shape(_MESSAGE | {"components": components.OLD}, whole=_old_whole)
_V2_MESSAGE = Shape(_MESSAGE | {"components": components.V2}, whole=_v2_whole)

CHOICES = Many(25, Shape({"name": Text(100, low=1)}, required=("name", "value")))


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise HTTP 400 with the problems, if there are any."""
    if found := list(problems):
        raise invalid_form(found)


def check_message(body: Json, files: int = 0, *, held: Json | None = None, prefix: Path = ()) -> None:
    """Refuse a message that breaks a limit or has nothing in it; ``held`` is what an edit finds there."""
    whole = {**(held or {}), **body}
    if isinstance(body.get("nonce"), int):
        body = body | {"nonce": str(body["nonce"])}
    # Components v2 cannot be taken back by an edit.
    flags = (body.get("flags") or 0) | (held or {}).get("flags", 0)
    refuse_if((_V2_MESSAGE if flags & COMPONENTS_V2 else _OLD_MESSAGE).check(body, prefix))
    if files > MAX_FILES:
        refuse_if([((*prefix, "files"), *too_long(MAX_FILES))])
    if not files and not any(_filled(whole)):
        raise refusal("empty_message")


def _filled(body: Json) -> Iterator[object]:
    yield (body.get("content") or "").strip()
    yield from (body.get(key) for key in ("components", "attachments", "sticker_ids", "poll"))
    yield from (embed_size(embed) or embed.get("image") for embed in body.get("embeds") or [])


def check_modal(data: Json) -> None:
    refuse_if(components.MODAL.check(data, ("data",)))


def check_choices(data: Json) -> None:
    """At most 25 suggestions, names of 1 to 100 characters, string values of at most 100."""
    refuse_if(CHOICES.check(data.get("choices") or [], ("data", "choices")))
    long = [
        (("data", "choices", index, "value"), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
        for index, choice in enumerate(data.get("choices") or [])
        if len(str(choice["value"])) > 100
    ]
    refuse_if(iter(long))
