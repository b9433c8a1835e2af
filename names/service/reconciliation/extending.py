"""Fetch properties of entities, and say which there are to fetch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from gazetteer import Gazetteer, UnknownEntity
from names.service.reconciliation.asking import AskedProperty
from names.service.reconciliation.identification import entity_called
from names.service.reconciliation.properties import properties_of, property_called
from names.service.reconciliation.types import type_of, types_of
from names.service.reconciliation.values import property_values

__all__ = ["PROPERTY_SETTINGS", "AskedRow", "described_properties", "fetched_rows", "proposed_properties"]

PLACE = "place"  # the kind of countries
# In the form of 1.0-draft; they become an `AskedProperty`.
PROPERTY_SETTINGS: tuple[dict[str, Any], ...] = (
    {
        "id": "limit",
        "name": "Limit",
        "type": "number",
        "default": 0,
        "helpText": "Most values for each entity; 0 for all",
    },
    {
        "id": "language",
        "name": "Language",
        "type": "text",
        "default": "",
        "helpText": "Names in this language only, such as uk or zh-Hant; empty for all",
    },
)


class AskedRow(NamedTuple):
    """The properties that are to be fetched of an entity."""

    id: str
    properties: tuple[AskedProperty, ...]


def described_properties(ids: Sequence[str], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """What the properties with these ids are called. Raises UnknownProperty."""
    return [_described(id, gazetteer) for id in ids]


def _described(id: str, gazetteer: Gazetteer) -> dict[str, Any]:
    one = property_called(id, gazetteer)
    described: dict[str, Any] = {"id": one.id, "name": one.name}
    if one.reads == "countries" and PLACE in gazetteer.kinds("entity"):
        described["type"] = type_of(PLACE).record
    return described


def fetched_rows(asked: Sequence[AskedRow], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The values of each entity, as rows of 1.0-draft.

    What an entity does not have is one empty value, and so is all of an id that nobody has. Raises UnknownProperty.
    """
    return [_row(one, gazetteer) for one in asked]


def _row(asked: AskedRow, gazetteer: Gazetteer) -> dict[str, Any]:
    try:
        entity = entity_called(asked.id, gazetteer)
    except UnknownEntity:
        return {"id": asked.id, "properties": [{"id": one.id, "values": [{}]} for one in asked.properties]}
    found = []
    for one in asked.properties:
        values = property_values(property_called(one.id, gazetteer), entity, gazetteer, one.language.strip())
        found.append({"id": one.id, "values": values[: one.limit or None] or [{}]})
    return {"id": asked.id, "properties": found}


def proposed_properties(kind: str, limit: int | None, gazetteer: Gazetteer) -> dict[str, Any]:
    """The properties that entities of a kind may have; those of any kind without one, none of an unknown one."""
    known = [one.id for one in types_of(gazetteer)]
    offered = [one for one in properties_of(gazetteer) if not kind or (kind in known and one.is_of(kind))]
    properties = [{"id": one.id, "name": one.name, "description": one.description} for one in offered[:limit]]
    return {
        "properties": properties,
        **({"type": kind} if kind else {}),
        **({"limit": limit} if limit is not None else {}),
    }
