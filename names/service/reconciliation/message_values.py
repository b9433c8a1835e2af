"""What the messages of all versions are made of: values of properties, types, limits, each checked."""

from __future__ import annotations

import math
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from names.service.messages import NameText
from names.service.settings import LIMITS

__all__ = ["CandidateLimit", "PropertyValues", "SettingValues", "TypeIds"]

VALUES = 100  # values of one property in a query; chosen

_TEXT = {"type": "string", "maxLength": LIMITS.name}
_ENTITY = {"type": "object", "properties": {"id": _TEXT, "name": _TEXT}, "required": ["id"]}
_VALUE = {"anyOf": [_TEXT, {"type": "number"}, {"type": "boolean"}, _ENTITY]}


def _values(given: object) -> tuple[tuple[str, ...], ...]:
    """Each value as texts, one of which an entity must have; what is empty says nothing."""
    values = given if isinstance(given, list) else [given]
    if len(values) > VALUES:
        raise PydanticCustomError("too_long", "should have at most {most} values", {"most": VALUES})
    texts = [tuple(filter(str.strip, _texts(value))) for value in values if value is not None]
    return tuple(filter(None, texts))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        name = value.get("name")
        return [_bounded(value["id"]), *([_bounded(name)] if isinstance(name, str) else [])]
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, int | float) and math.isfinite(value):
        return [_bounded(str(int(value) if value == int(value) else value))]
    if isinstance(value, str):
        return [_bounded(value)]
    raise PydanticCustomError("property_value", "should be a string, a number, true, false or an object with an id")


def _bounded(text: str) -> str:
    if len(text) > LIMITS.name:
        raise PydanticCustomError(
            "string_too_long", "string should have at most {most} characters", {"most": LIMITS.name}
        )
    return text


def _limit(given: object) -> int:
    """The number of candidates that are wanted, at most as many as can be had."""
    if isinstance(given, bool) or not isinstance(given, int | float) or given != given // 1 or given < 1:
        raise PydanticCustomError("limit", "should be a whole number of at least 1")
    return int(min(given, LIMITS.candidates))


def _listed(given: object) -> object:
    """The types of a query as a list of their ids; no type at all if it is empty."""
    given = given if isinstance(given, list) else [] if given in (None, "") else [given]
    return [one["id"] if isinstance(one, dict) and "id" in one else one for one in given]


def _setting(given: object) -> int:
    """The number that a setting holds, which forms may send as a text."""
    number = given.strip() if isinstance(given, str) else given
    if isinstance(number, str) and number.isdecimal() and len(number) < 10:
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int | float) or number != number // 1 or number < 0:
        raise PydanticCustomError("limit", "should be a whole number; 0 stands for all values")
    return int(min(number, LIMITS.page))


PropertyValues: TypeAlias = Annotated[
    Any,
    PlainValidator(_values),
    WithJsonSchema({"anyOf": [_VALUE, {"type": "array", "items": _VALUE, "maxItems": VALUES}]}),
]
CandidateLimit: TypeAlias = Annotated[int, PlainValidator(_limit), WithJsonSchema({"type": "integer", "minimum": 1})]
TypeIds: TypeAlias = Annotated[
    list[NameText],
    Field(max_length=VALUES),
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "maxItems": VALUES}]}),
]
SettingValues: TypeAlias = Annotated[int, PlainValidator(_setting), WithJsonSchema({"type": "integer", "minimum": 0})]
