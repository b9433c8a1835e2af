"""What clients of the versions 0.1 and 0.2 send: JSON within a form or an address.

https://reconciliation-api.github.io/specs/0.2/ has the text. What that of 0.1 has otherwise is taken, too.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.exceptions import HTTPException

from names.service.messages import NameText
from names.service.reconciliation.asking import BATCH, AskedCondition, AskedQuery, Strictness
from names.service.reconciliation.extension_messages import ExtensionQuery
from names.service.reconciliation.message_values import CandidateLimit, PropertyValues, TypeIds

__all__ = ["LEGACY_BATCH", "LEGACY_EXTENSION", "LegacyQuery", "described", "read_message", "single_query"]

Message = TypeVar("Message")


class LegacyProperty(BaseModel):
    """A property with the values that an entity should have."""

    pid: NameText
    v: PropertyValues


class LegacyQuery(BaseModel):
    """A query: a name, properties, or both."""

    model_config = ConfigDict(extra="forbid")

    query: NameText | None = None
    type: TypeIds = []
    type_strict: Strictness = "any"
    limit: CandidateLimit = 10
    properties: Annotated[list[LegacyProperty], Field(max_length=BATCH)] = []

    @property
    def asked(self) -> AskedQuery:
        """The query as it is answered."""
        name = self.query if self.query and self.query.strip() else ""
        return AskedQuery(
            (AskedCondition("", ((name,),)),) if name else (),
            tuple(AskedCondition(one.pid, one.v) for one in self.properties),
            tuple(self.type),
            self.type_strict,
            self.limit,
        )


LEGACY_BATCH: TypeAdapter[dict[str, LegacyQuery]] = TypeAdapter(
    Annotated[dict[NameText, LegacyQuery], Field(max_length=BATCH)]
)
LEGACY_EXTENSION: TypeAdapter[ExtensionQuery] = TypeAdapter(ExtensionQuery)
_LEGACY_QUERY: TypeAdapter[LegacyQuery] = TypeAdapter(LegacyQuery)


def read_message(field: str, text: str, form: TypeAdapter[Message]) -> Message:
    """The message that a field holds as JSON.

    Raises HTTPException, or RequestValidationError, which says where it is wrong.
    """
    try:
        return form.validate_python(json.loads(text, parse_constant=_refuse))
    except (ValueError, RecursionError) as error:
        if isinstance(error, ValidationError):
            found = error.errors(include_url=False)
            raise RequestValidationError([{**one, "loc": ("form", field, *one["loc"])} for one in found]) from None
        raise HTTPException(
            400, f"{field} is no JSON ({str(error)[:100]}); send it as the documentation shows"
        ) from None


def single_query(text: str) -> LegacyQuery:
    """The query that is asked alone, as clients of 0.1 do: as JSON, or only the name. Raises what `read_message` does.

    >>> single_query("Bishkek").query, single_query('{"query": "Bishkek", "limit": 3}').limit
    ('Bishkek', 3)
    """
    if text.lstrip().startswith("{"):
        return read_message("query", text, _LEGACY_QUERY)
    return read_message("query", json.dumps({"query": text}), _LEGACY_QUERY)


def described(form: TypeAdapter[Any]) -> dict[str, Any]:
    """The schema of a message that is written into a field, for the description of the service."""
    whole = form.json_schema(ref_template="{model}")
    known = whole.pop("$defs", {})

    def resolved(schema: Any) -> Any:
        if isinstance(schema, list):
            return list(map(resolved, schema))
        if not isinstance(schema, dict):
            return schema
        if "$ref" in schema:
            return resolved(known[schema["$ref"]])
        return {key: resolved(value) for key, value in schema.items()}

    return {key: resolved(value) for key, value in whole.items()}


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is none of its numbers")
