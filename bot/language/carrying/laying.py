"""Laying one filter over another."""

from typing import TypeVar

from pydantic import BaseModel

F = TypeVar("F", bound=BaseModel)


def overlaid(old: F, new: F) -> F:
    """Lay what a fragment says over what was said before; what it leaves open stays."""
    empty = type(new)()
    said = {name: getattr(new, name) for name in type(new).model_fields if getattr(new, name) != getattr(empty, name)}
    return old.model_copy(update=said)
