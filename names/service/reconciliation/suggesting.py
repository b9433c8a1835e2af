"""Complete what somebody types: names of entities, of properties, of types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gazetteer import Gazetteer
from names.orthography.normalization import fold
from names.resolution.resolver import resolve
from names.service.prefixes import entities_beginning
from names.service.reconciliation.descriptions import suggested
from names.service.reconciliation.properties import EntityProperty, properties_of
from names.service.reconciliation.types import EntityType, kinds_called, types_of

__all__ = ["suggested_entities", "suggested_properties", "suggested_types"]


def suggested_entities(
    prefix: str, offset: int, limit: int, kind: str, gazetteer: Gazetteer
) -> Iterator[list[dict[str, Any]]]:
    """The entities with a name, a word of a name or an id that begins so; if there are none, those that may be meant.

    With a kind, by its id or name, only entities of this one. They come at last; empty lists before them part long
    work into steps.
    """
    kinds = kinds_called([kind], gazetteer)
    if kind and not kinds:
        return
    for found in entities_beginning(prefix, kinds, offset, limit, gazetteer):
        if found is None:
            yield []
            continue
        entities = gazetteer.entities_at(found.ordinals)
        if not found.total:
            near = [candidate.entity for candidate in resolve(prefix, gazetteer).candidates.near]
            entities = [one for one in near if not kinds or one.kind in kinds][offset : offset + limit]
        yield [suggested(entity) for entity in entities]


def suggested_properties(prefix: str, offset: int, limit: int, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The properties with a name, a word of it or an id that begins so."""
    return _records(_beginning(prefix, properties_of(gazetteer)), offset, limit)


def suggested_types(prefix: str, offset: int, limit: int, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The types with a name, a word of it or an id that begins so."""
    return _records(_beginning(prefix, types_of(gazetteer)), offset, limit)


def _beginning(prefix: str, offered: Iterable[EntityProperty | EntityType]) -> Sequence[EntityProperty | EntityType]:
    """What begins so, that which has this id first."""
    searched = fold(prefix)
    found = [one for one in offered if fold(one.id).startswith(searched) or f" {searched}" in f" {fold(one.name)}"]
    return sorted(found, key=lambda one: one.id != prefix)


def _records(found: Sequence[EntityProperty | EntityType], offset: int, limit: int) -> list[dict[str, Any]]:
    records = [{"id": one.id, "name": one.name, "description": one.description} for one in found]
    return [{key: value for key, value in record.items() if value} for record in records[offset : offset + limit]]
