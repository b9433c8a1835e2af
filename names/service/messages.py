"""What requests under /api hold; a request that holds something else is refused with what is wrong in it.

Each field has its limit (see `settings`), so that no message asks for more work than can be done while others wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from names.formats.catalogue import FORMATS
from names.service.settings import LIMITS

__all__ = [
    "FOR_PROGRAMS",
    "DecisionRequest",
    "ErrorMessage",
    "HypertextRequest",
    "KindList",
    "LookupRequest",
    "NameText",
    "ReconcileRequest",
    "ResolveRequest",
    "TableRecord",
]

FOR_PROGRAMS = {name: known for name, known in FORMATS.items() if not known.styled}  # formats of annotated texts


def _checked(most: int, value: object) -> str:
    """The string. What checks strings elsewhere refuses lone surrogates, and any string may be a name."""
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "input should be a string")
    if len(value) > most:
        raise PydanticCustomError("string_too_long", "string should have at most {most} characters", {"most": most})
    return value


NameText = Annotated[
    str, PlainValidator(partial(_checked, LIMITS.name)), WithJsonSchema({"type": "string", "maxLength": LIMITS.name})
]


LongText = Annotated[
    str, PlainValidator(partial(_checked, LIMITS.text)), WithJsonSchema({"type": "string", "maxLength": LIMITS.text})
]


def _format(value: object) -> str:
    """The name of a format. Raises PydanticCustomError for another string, with those that there are."""
    if not isinstance(value, str) or value not in FOR_PROGRAMS:
        raise PydanticCustomError("enum", "write one of {known}", {"known": ", ".join(FOR_PROGRAMS)})
    return value


TextFormat = Annotated[str, PlainValidator(_format), WithJsonSchema({"type": "string", "enum": list(FOR_PROGRAMS)})]
Kinds = Annotated[list[NameText], Field(max_length=20)]


def _number(value: object) -> object:
    """The value. Raises PydanticCustomError for true and false, which Python takes for numbers."""
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "input should be a number")
    return value


KindList = Annotated[Sequence[NameText], Query(max_length=20)]
Candidates = Annotated[int, Field(ge=1, le=LIMITS.candidates), BeforeValidator(_number)]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ErrorMessage(BaseModel):
    """The answer to a request that cannot be done: what is wrong, and how to mend it."""

    error: str


class LookupRequest(_Message):
    """Names to look up, perhaps only among entities of some kinds and countries."""

    names: Annotated[list[NameText], Field(max_length=LIMITS.names)]
    kinds: Kinds = []
    countries: Kinds = []
    limit: Candidates = 5


class ResolveRequest(_Message):
    """A text whose names are to be found, what it is called, and the format of the answer.

    `candidates` is how many of each mention the records of jsonl come with; other formats have none.
    """

    text: LongText
    document: NameText = "text"
    format: TextFormat = "jsonl"
    candidates: Annotated[int, Field(ge=0, le=LIMITS.candidates), BeforeValidator(_number)] = 0


class HypertextRequest(_Message):
    """The source of an HTML page whose text is wanted."""

    html: LongText


class TableRecord(_Message):
    """A row of a table: a name, or its given and family parts, and what else is known of whom it means."""

    name: NameText = ""
    given: NameText = ""
    family: NameText = ""
    country: NameText = ""
    kind: NameText = ""
    born: NameText = ""


class ReconcileRequest(_Message):
    """Rows of a table whose entities are wanted."""

    rows: Annotated[list[TableRecord], Field(max_length=LIMITS.rows)]
    kinds: Kinds = []
    countries: Kinds = []
    limit: Candidates = 5


class DecisionRequest(_Message):
    """What a person decides: that a spelling means an entity, or does not, or that decisions do not hold."""

    action: Literal["accept", "reject", "undo"]
    spelling: NameText = ""
    entity: NameText = ""
    which: Annotated[list[NameText], Field(max_length=100)] = []
    who: NameText = ""
    why: NameText = ""
