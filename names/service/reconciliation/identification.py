"""Find entities by what clients keep of them: an id here, one elsewhere, or that of an entity which was merged."""

from __future__ import annotations

from gazetteer import Entity, Gazetteer, UnknownEntity
from gazetteer.sources.identifiers import identifier

__all__ = ["entities_called", "entity_called"]


def entities_called(id: str, gazetteer: Gazetteer) -> list[Entity]:
    """The entity with this id, or else those that have it elsewhere ("wikidata:Q1899", or its address).

    >>> from names.resolution.resolver import build_gazetteer
    >>> towns = build_gazetteer([Entity("b", "place", ["Bishkek"], identifiers=["wikidata:Q9361"])])
    >>> [one.id for one in entities_called("http://www.wikidata.org/entity/Q9361", towns)]
    ['b']
    """
    whole = gazetteer.decisions.whole(id) if gazetteer.decisions is not None else id
    try:
        return [gazetteer.entity(whole)]
    except UnknownEntity:
        return gazetteer.entities_identified(identifier(id))


def entity_called(id: str, gazetteer: Gazetteer) -> Entity:
    """The one entity with this id, here or elsewhere. Raises `UnknownEntity` if there is none, or several."""
    found = entities_called(id, gazetteer)
    if len(found) != 1:
        raise UnknownEntity(id)
    return found[0]
