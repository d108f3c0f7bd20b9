"""A few rules, put together into tables, that say which JSON Discord accepts and what it answers if not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from .errors import Problem

Path = tuple[str | int, ...]

REQUIRED = ("BASE_TYPE_REQUIRED", "This field is required")


class Rule(Protocol):
    """Finds what is wrong with a value."""

    def check(self, value: Any, path: Path) -> Iterator[Problem]: ...


def too_long(high: int) -> tuple[str, str]:
    return "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length."


def bad_length(low: int, high: int) -> tuple[str, str]:
    if low == 0:
        return too_long(high)
    return "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length."


@dataclass(frozen=True)
class Text:
    """A string of ``low`` to ``high`` characters, surrounding white space not counted."""

    high: int
    low: int = 0
    pattern: re.Pattern[str] | None = None

    def check(self, value: Any, path: Path) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield path, "BASE_TYPE_BAD_TYPE", "Only values of type string are allowed."
            return
        size = len(value.strip())
        if size == 0 and self.low:
            yield (path, *REQUIRED)
        elif not self.low <= size <= self.high:
            yield (
                path,
                *(too_long(self.high) if size > self.high and self.low == 1 else bad_length(self.low, self.high)),
            )
        elif self.pattern and not self.pattern.fullmatch(value):
            yield path, "STRING_TYPE_REGEX", "String value did not match validation regex."


@dataclass(frozen=True)
class Number:
    """An integer between two bounds, both inclusive."""

    low: int
    high: int

    def check(self, value: Any, path: Path) -> Iterator[Problem]:
        if not isinstance(value, int):
            yield path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.'
        elif value > self.high:
            yield path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {self.high}."
        elif value < self.low:
            yield path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {self.low}."


@dataclass(frozen=True)
class OneOf:
    """One of a few values."""

    choices: tuple[Any, ...]

    def check(self, value: Any, path: Path) -> Iterator[Problem]:
        if value not in self.choices:
            listed = ", ".join(str(c) for c in self.choices)
            yield path, "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}."


@dataclass(frozen=True)
class Many:
    """A list of ``low`` to ``high`` items."""

    high: int
    each: Rule | None = None
    low: int = 0

    def check(self, value: Any, path: Path) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType."
            return
        if not self.low <= len(value) <= self.high:
            yield (path, *bad_length(self.low, self.high))
        if self.each:
            for index, item in enumerate(value):
                yield from self.each.check(item, (*path, index))


@dataclass(frozen=True)
class Shape:
    """An object: rules by key, keys it must have, checks over the whole of it. Null counts as absent."""

    keys: dict[str, Rule] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    whole: Callable[[dict[str, Any], Path], Iterator[Problem]] | None = None

    def check(self, value: Any, path: Path) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"
            return
        for key in self.required:
            if value.get(key) is None:
                yield ((*path, key), *REQUIRED)
        for key, rule in self.keys.items():
            if value.get(key) is not None:
                yield from rule.check(value[key], (*path, key))
        if self.whole:
            yield from self.whole(value, path)


@dataclass(frozen=True)
class ByType:
    """An object whose ``type`` says which rule it follows."""

    rules: dict[int, Rule]
    default: int | None = None

    def check(self, value: Any, path: Path) -> Iterator[Problem]:
        kind = value.get("type", self.default) if isinstance(value, dict) else None
        if kind not in self.rules:
            yield from OneOf(tuple(self.rules)).check(kind, (*path, "type"))
        else:
            yield from self.rules[kind].check(value, path)
