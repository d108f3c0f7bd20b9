"""What Discord accepts as components, in messages (old and v2) and in modals."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .errors import Problem
from .schema import ByType, Many, Number, OneOf, Path, Rule, Shape, Text

Json = dict[str, Any]

ROW, BUTTON, SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LABEL, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 18, 19, 21, 22, 23
SELECTS = (SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
LINK, PREMIUM = 5, 6  # button styles

MAX_V2_COMPONENTS = 40
MAX_V2_CHARACTERS = 4000

CUSTOM_ID = Text(100, low=1)


def walk(components: list[Json] | None) -> Iterator[Json]:
    """All components, nested ones included."""
    for component in components or []:
        yield component
        yield from walk(component.get("components"))
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from walk([component[key]])


def _button(button: Json, path: Path) -> Iterator[Problem]:
    needs = {LINK: "url", PREMIUM: "sku_id"}.get(button.get("style", 0), "custom_id")
    for key in ("custom_id", "url", "sku_id"):
        if (key == needs) != (button.get(key) is not None):
            code = "BASE_TYPE_REQUIRED" if key == needs else "BUTTON_COMPONENT_INVALID_FIELD"
            yield (
                (*path, key),
                code,
                "A custom id, or a URL on link buttons, is required and nothing else allowed",
            )
    if not button.get("label") and not button.get("emoji") and needs != "sku_id":
        yield path, "BUTTON_COMPONENT_INVALID_LABEL", "A button must have a label or an emoji"


def _row(row: Json, path: Path) -> Iterator[Problem]:
    kinds = [c.get("type") for c in row.get("components") or [] if isinstance(c, dict)]
    if len(kinds) > 1 and any(kind != BUTTON for kind in kinds):
        for index in range(1, len(kinds)):
            yield (
                (*path, "components", index),
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The specified component exceeds the maximum width",
            )


def _select(select: Json, path: Path) -> Iterator[Problem]:
    values = Counter(o.get("value") for o in select.get("options") or [] if isinstance(o, dict))
    if any(count > 1 for count in values.values()):
        yield (
            (*path, "options"),
            "COMPONENT_SELECT_OPTION_VALUE_DUPLICATED",
            "The specified option value is already used",
        )
    if select.get("type") == SELECT and select.get("max_values", 1) > max(1, len(select.get("options") or [])):
        yield (*path, "max_values"), "NUMBER_TYPE_MAX", "max_values exceeds the number of options"


_OPTION = Shape(
    {"label": Text(100, low=1), "value": Text(100, low=1), "description": Text(100)},
    required=("label", "value"),
)
_SELECT_KEYS: dict[str, Rule] = {
    "custom_id": CUSTOM_ID,
    "placeholder": Text(150),
    "min_values": Number(0, 25),
    "max_values": Number(1, 25),
}
_STRING_SELECT = Shape(
    _SELECT_KEYS | {"options": Many(25, _OPTION, low=1)}, required=("custom_id", "options"), whole=_select
)
_ENTITY_SELECT = Shape(_SELECT_KEYS, required=("custom_id",))
_SELECT_RULES: dict[int, Rule] = {SELECT: _STRING_SELECT, **dict.fromkeys(SELECTS[1:], _ENTITY_SELECT)}
_BUTTON = Shape(
    {
        "label": Text(80),
        "custom_id": CUSTOM_ID,
        "url": Text(512, low=1),
        "style": OneOf((1, 2, 3, 4, LINK, PREMIUM)),
    },
    required=("style",),
    whole=_button,
)
_ROW = Shape(
    {"components": Many(5, ByType({BUTTON: _BUTTON, **_SELECT_RULES}), low=1)},
    required=("components",),
    whole=_row,
)
_TEXT = Shape({"content": Text(MAX_V2_CHARACTERS, low=1)}, required=("content",))
_MEDIA = Shape({"url": Text(2048, low=1)}, required=("url",))
_THUMBNAIL = Shape({"media": _MEDIA, "description": Text(1024)}, required=("media",))
_SECTION = Shape(
    {
        "components": Many(3, ByType({TEXT_DISPLAY: _TEXT}), low=1),
        "accessory": ByType({BUTTON: _BUTTON, THUMBNAIL: _THUMBNAIL}),
    },
    required=("components", "accessory"),
)
_INNER: dict[int, Rule] = {
    ROW: _ROW,
    SECTION: _SECTION,
    TEXT_DISPLAY: _TEXT,
    GALLERY: Shape({"items": Many(10, _THUMBNAIL, low=1)}, required=("items",)),
    FILE: Shape({"file": _MEDIA}, required=("file",)),
    SEPARATOR: Shape({"spacing": OneOf((1, 2))}),
}
_CONTAINER = Shape(
    {"components": Many(MAX_V2_COMPONENTS, ByType(_INNER), low=1), "accent_color": Number(0, 0xFFFFFF)},
    required=("components",),
)

OLD = Many(5, ByType({ROW: _ROW}))
V2 = Many(MAX_V2_COMPONENTS, ByType(_INNER | {CONTAINER: _CONTAINER}))

_TEXT_INPUT_KEYS: dict[str, Rule] = {
    "custom_id": CUSTOM_ID,
    "label": Text(45),
    "style": OneOf((1, 2)),
    "placeholder": Text(100),
    "value": Text(4000),
    "min_length": Number(0, 4000),
    "max_length": Number(1, 4000),
}
_TEXT_INPUT = Shape(_TEXT_INPUT_KEYS, required=("custom_id", "style"))
_OLD_TEXT_INPUT = Shape(_TEXT_INPUT_KEYS | {"label": Text(45, low=1)}, required=("custom_id", "style", "label"))
_GROUP = Shape({"custom_id": CUSTOM_ID, "options": Many(10, _OPTION, low=2)}, required=("custom_id", "options"))
_BARE = Shape({"custom_id": CUSTOM_ID}, required=("custom_id",))
_FIELDS: dict[int, Rule] = {
    TEXT_INPUT: _TEXT_INPUT,
    **_SELECT_RULES,
    FILE_UPLOAD: _BARE,
    RADIO: _GROUP,
    CHECKBOXES: _GROUP,
    CHECKBOX: _BARE,
}
_MODAL_ITEM = ByType(
    {
        ROW: Shape({"components": Many(1, ByType({TEXT_INPUT: _OLD_TEXT_INPUT, **_SELECT_RULES}), low=1)}),
        TEXT_DISPLAY: _TEXT,
        LABEL: Shape(
            {"label": Text(45, low=1), "description": Text(100), "component": ByType(_FIELDS)},
            required=("label", "component"),
        ),
    }
)


def unique_ids(body: Json, path: Path) -> Iterator[Problem]:
    """No two components of a body share a custom id."""
    ids = Counter(c["custom_id"] for c in walk(body.get("components")) if c.get("custom_id"))
    if any(count > 1 for count in ids.values()):
        yield (
            (*path, "components"),
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            "Component custom id cannot be duplicated",
        )


MODAL = Shape(
    {"title": Text(45, low=1), "custom_id": CUSTOM_ID, "components": Many(5, _MODAL_ITEM, low=1)},
    required=("title", "custom_id", "components"),
    whole=unique_ids,
)


def v2_totals(body: Json, path: Path) -> Iterator[Problem]:
    """At most 40 components in all, and 4,000 characters shown."""
    every = list(walk(body.get("components")))
    if len(every) > MAX_V2_COMPONENTS:
        yield (
            (*path, "components"),
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"The maximum number of components is {MAX_V2_COMPONENTS} ({len(every)} given)",
        )
    shown = sum(len(c.get("content") or "") for c in every if c.get("type") == TEXT_DISPLAY)
    if shown > MAX_V2_CHARACTERS:
        yield (
            (*path, "components"),
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"The total size of displayable text exceeds {MAX_V2_CHARACTERS}",
        )
