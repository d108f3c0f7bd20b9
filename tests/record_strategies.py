"""Any valid record, worked out from what the models say of their fields."""

import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import StringConstraints, ValidationError
from pydantic.fields import FieldInfo

from db import cells
from db.models import Deal, Guidance, Record
from db.periods import PartialDate
from db.tables import REFERENCES

_LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
_TEXTS = st.one_of(
    st.text(_LETTERS, max_size=30),
    st.sampled_from(
        ['a "quoted", word', "=1+1", "@here", "依沃西单抗", "a; b", "a/b", "  x  ", "1e5", "NULL", "'", "-", "🙂"]
    ),
)
_NAMES = st.builds(
    "{}{}".format,
    st.sampled_from("aZ9依α"),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="|;")),
).map(str.strip)
_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
DATES = st.one_of(
    _DAYS.map(lambda day: PartialDate(day.isoformat())),
    _DAYS.map(lambda day: PartialDate(day.isoformat()[:7])),
    _DAYS.map(lambda day: PartialDate(day.isoformat()[:4])),
)


@st.composite
def records(draw: st.DrawFn, model: type[Record], keys: Mapping[type[Record], list[str]]) -> Record:
    """Draw a record that its model admits, which refers to records with the given keys only."""
    values = {name: draw(_field(name, info, keys)) for name, info in model.model_fields.items()}
    if model is Deal and values["original_currency"] is None:
        values |= {"original_upfront": None, "original_milestones": None, "original_total": None}
    if model is Guidance:
        window: list[date] = draw(st.just([]) | st.tuples(_DAYS, _DAYS).map(sorted))
        values |= dict.fromkeys(_WINDOW) | dict(zip(_WINDOW, map(PartialDate.of, window), strict=False))
    try:
        return model.model_validate(values)
    except ValidationError:
        assume(False)
        raise


_WINDOW = ("window_start", "window_end")


def _field(name: str, info: FieldInfo, keys: Mapping[type[Record], list[str]]) -> st.SearchStrategy[Any]:
    if name in REFERENCES:
        key = st.sampled_from(keys[REFERENCES[name]])
        if "tuple" in str(info.annotation):
            return st.lists(key, unique=True, min_size=1, max_size=3).map(tuple)
        return key if info.is_required() and not _optional(info.annotation) else st.none() | key
    return _of(Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation)


def _optional(annotation: object) -> bool:
    return type(None) in get_args(annotation)


def _of(annotation: Any) -> st.SearchStrategy[Any]:
    """Give the values of a type, as its annotation describes them."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        limits = [each for each in parts[1:] if isinstance(each, StringConstraints)]
        if pattern := next((each.pattern for each in limits if each.pattern), None):
            return st.from_regex(str(pattern).removesuffix("$") + r"\Z")
        return _NAMES if any(each.min_length for each in limits) else _of(parts[0])
    if origin in (Union, types.UnionType):
        return st.one_of(*map(_of, parts))
    if origin is Literal:
        return st.sampled_from(parts)
    if origin is tuple:
        return st.lists(_of(parts[0]), unique=True, max_size=3).map(tuple)
    return _PLAIN[annotation]


_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    type(None): st.none(),
    str: _TEXTS,
    int: st.integers(0, cells.LARGEST_AMOUNT),
    Decimal: st.decimals(-cells.LARGEST_AMOUNT, cells.LARGEST_AMOUNT, allow_nan=False, places=4),
    PartialDate: DATES,
}
