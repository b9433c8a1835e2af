"""What a client shows beside a suggestion, and the page about an entity: as they are made where the gazetteer is."""

from __future__ import annotations

from typing import NamedTuple

from gazetteer import Gazetteer, UnknownEntity
from names.service.reconciliation.descriptions import described
from names.service.reconciliation.identification import entity_called
from names.service.reconciliation.previews import SmallPage, entity_page, flyout, missing_page
from names.service.reconciliation.properties import properties_of
from names.service.reconciliation.types import types_of
from names.service.reconciliation.values import tag

__all__ = ["Preview", "flyout_of", "preview_of"]


class Preview(NamedTuple):
    """A page, and whether there is the entity that it should be about."""

    page: SmallPage
    is_known: bool


def flyout_of(what: str, id: str, gazetteer: Gazetteer) -> str | None:
    """The HTML about the "entity", "property" or "type" with this id; None if there is none."""
    if what == "entity":
        try:
            entity = entity_called(id, gazetteer)
        except UnknownEntity:
            return None
        return flyout(entity.label, described(entity), tag(entity.aliases[0].language))
    offered = properties_of(gazetteer) if what == "property" else types_of(gazetteer)
    return next((flyout(one.name, one.description) for one in offered if one.id == id), None)


def preview_of(id: str, gazetteer: Gazetteer) -> Preview:
    """The page about the entity with this id."""
    try:
        return Preview(entity_page(entity_called(id, gazetteer), gazetteer), is_known=True)
    except UnknownEntity:
        return Preview(missing_page(id), is_known=False)
