"""What clients of the version 1.0-draft send: JSON.

https://reconciliation-api.github.io/specs/1.0-draft/ has the text. `matchType` may also be "id", as in later drafts;
`pid` and `v`, as in earlier ones, stand for `propertyId` and `propertyValue`.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from names.service.messages import NameText
from names.service.reconciliation.asking import BATCH, AskedCondition, AskedQuery, Quantifier
from names.service.reconciliation.message_values import CandidateLimit, PropertyValues

__all__ = ["DraftBatch", "DraftCondition", "DraftQuery"]


def _refused(qualifier: object) -> None:
    if qualifier is not None:
        raise PydanticCustomError(
            "qualifier", "no qualifier is supported, as suggestions of properties tell; leave it out"
        )


TextDirection = Literal["ltr", "rtl", "auto"]


class DraftCondition(BaseModel):
    """What an entity should be called, or have."""

    match_type: Annotated[Literal["name", "id", "property"], Field(alias="matchType")]
    property_id: Annotated[NameText | None, Field(validation_alias=AliasChoices("propertyId", "pid"))] = None
    property_value: Annotated[PropertyValues, Field(validation_alias=AliasChoices("propertyValue", "v"))]
    required: StrictBool = False
    match_quantifier: Annotated[Quantifier, Field(alias="matchQuantifier")] = "any"
    match_qualifier: Annotated[
        None, Field(alias="matchQualifier"), BeforeValidator(_refused), WithJsonSchema({"type": "null"})
    ] = None
    lang: NameText = ""
    dir: TextDirection = "ltr"

    @model_validator(mode="after")
    def _has_property(self) -> Self:
        if self.match_type == "property" and not self.property_id:
            raise PydanticCustomError("missing", "matchType is property, so give a propertyId")
        return self

    @property
    def asked(self) -> AskedCondition:
        """The condition as it is answered; one on an id is one on the property `id`."""
        about = self.property_id if self.match_type == "property" and self.property_id else self.match_type
        return AskedCondition(about, self.property_value, self.required, self.match_quantifier)


class DraftQuery(BaseModel):
    """A query: conditions, of which at least one says what to look for."""

    model_config = ConfigDict(extra="forbid")

    conditions: Annotated[list[DraftCondition], Field(min_length=1, max_length=BATCH)]
    type: NameText = ""
    limit: CandidateLimit = 10
    lang: NameText = ""
    dir: TextDirection = "ltr"

    @property
    def asked(self) -> AskedQuery:
        """The query as it is answered."""
        names = tuple(one.asked for one in self.conditions if one.match_type == "name")
        conditions = tuple(one.asked for one in self.conditions if one.match_type != "name")
        return AskedQuery(names, conditions, (self.type,), limit=self.limit)


class DraftBatch(BaseModel):
    """Queries, which are answered in their order."""

    queries: Annotated[list[DraftQuery], Field(max_length=BATCH)]
