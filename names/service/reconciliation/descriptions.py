"""How an entity is shown in lists: its label, what it is, and in which language the label is."""

from __future__ import annotations

from typing import Any

from gazetteer import Entity
from names.lists.country_codes import country_name
from names.service.reconciliation.types import type_of
from names.service.reconciliation.values import direction, tag

__all__ = ["described", "entity_fields", "suggested"]


def described(entity: Entity) -> str:
    """What tells an entity from others: its kind, office or note, years, and its countries where these do not say them.

    >>> described(Entity("b", "place", ["Bishkek"], countries=["KG"]))
    'place, Kyrgyzstan'
    """
    told = [type_of(entity.kind).name.lower(), entity.description]
    countries = (country_name(code) for code in entity.countries)
    told += [country for country in countries if country not in entity.description]
    return ", ".join(filter(None, told))


def entity_fields(entity: Entity) -> dict[str, Any]:
    """The entity as candidates of 1.0-draft have it.

    The description is in English, so that the direction of each field is told by itself where the label is written
    from right to left.
    """
    record: dict[str, Any] = {
        "id": entity.id,
        "name": entity.label or entity.id,
        "description": described(entity),
        "type": [type_of(entity.kind).record],
    }
    if language := tag(entity.aliases[0].language):
        record["lang"] = language
    if direction(entity.label) == "rtl":
        record["dir"] = "auto"
    return record


def suggested(entity: Entity) -> dict[str, Any]:
    """The entity as it is suggested."""
    fields = entity_fields(entity)
    types = fields.pop("type")
    return {**fields, "notable": types}
