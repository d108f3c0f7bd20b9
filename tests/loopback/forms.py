"""What a person chooses in a select or enters in a modal, checked as Discord's client checks it."""

from typing import Any

from .components import (
    CHANNEL_SELECT,
    CHECKBOX,
    CHECKBOXES,
    FILE_UPLOAD,
    LABEL,
    MENTIONABLE_SELECT,
    RADIO,
    ROLE_SELECT,
    SELECTS,
    TEXT_INPUT,
    USER_SELECT,
)
from .options import CHANNEL, MENTIONABLE, ROLE, USER, CommandError, Given
from .state import Json

# Selects that offer people, roles or channels, and the kind of option that refers to the same.
_ENTITIES = {USER_SELECT: USER, ROLE_SELECT: ROLE, MENTIONABLE_SELECT: MENTIONABLE, CHANNEL_SELECT: CHANNEL}


def chosen(component: Json, values: list[Any], given: Given) -> list[str]:
    """The values of a select, each of which it must offer, and as many as it takes."""
    low, high = component.get("min_values", 1), component.get("max_values", 1)
    if not low <= len(values) <= high:
        raise CommandError(f"{low} to {high} values are to be chosen, not {len(values)}")
    if kind := _ENTITIES.get(component["type"]):
        return [given.value({"type": kind, "name": component["custom_id"]}, value) for value in values]
    offered = {o[key]: o["value"] for o in component["options"] for key in ("label", "value")}
    if strangers := [value for value in values if value not in offered]:
        raise CommandError(f"{strangers} are not among {[o['label'] for o in component['options']]}")
    return [offered[value] for value in values]


def filled_item(item: Json, left: dict[str, Any], given: Given) -> Json:
    """One item of a modal with its value; takes that from ``left``."""
    if item["type"] == LABEL:
        return {"type": LABEL, "id": 0, "component": _field(item["component"], item["label"], left, given)}
    fields = [_field(field, field.get("label", ""), left, given) for field in item.get("components", [])]
    return {"type": item["type"], "id": 0, "components": fields}


def _field(field: Json, label: str, left: dict[str, Any], given: Given) -> Json:
    key = next((k for k in (label, field["custom_id"]) if k in left), None)
    kind = field["type"]
    value = left.pop(key) if key is not None else _default(field)
    filled = {"type": kind, "id": 0, "custom_id": field["custom_id"]}
    if kind == TEXT_INPUT:
        _check_text(field, label, value)
    elif kind == FILE_UPLOAD:
        value = [given.file(file) for file in value]
    elif kind in SELECTS or kind == CHECKBOXES:
        value = chosen(field, value if isinstance(value, list) else [value], given)
    elif kind == RADIO and value is not None:
        value = chosen(field, [value], given)[0]
    return filled | {"values" if isinstance(value, list) else "value": value}


def _default(field: Json) -> Any:
    if field["type"] in (TEXT_INPUT, CHECKBOX):
        return field.get("value", "") if field["type"] == TEXT_INPUT else bool(field.get("default"))
    chosen = [o["value"] for o in field.get("options", []) if o.get("default")]
    return next(iter(chosen), None) if field["type"] == RADIO else chosen


def _check_text(field: Json, label: str, value: str) -> None:
    needed = field.get("required", True)
    if needed and not value:
        raise CommandError(f"field {label!r} is required")
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    if value and not low <= len(value) <= high:
        raise CommandError(f"field {label!r} takes {low} to {high} characters")
