"""The properties of entities that clients may compare and fetch, from a table and the schemes of a gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gazetteer import Gazetteer
from names.data.tables import records
from names.errors import NamesError

__all__ = ["EntityProperty", "UnknownProperty", "properties_of", "property_called"]

LONGEST = 100  # characters of an unknown id that an error repeats
ANY = "*"  # in the table: entities of any kind
IDENTIFIER = "identifier"  # what a property reads that is the id by a scheme


class UnknownProperty(NamesError):
    """A property is asked for that there is not.

    >>> print(UnknownProperty("contry", ["country", "born"]))
    there is no property “contry”; give one of country, born
    """

    def __init__(self, id: str, known: Sequence[str]) -> None:
        super().__init__(f"there is no property “{id[:LONGEST]}”; give one of {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class EntityProperty:
    """Something that entities have; `reads` and `compares` are explained in the head of the table."""

    id: str
    name: str
    description: str
    kinds: frozenset[str] = frozenset()  # of the entities that may have it; empty: any
    reads: str = IDENTIFIER
    compares: str = IDENTIFIER

    def is_of(self, kind: str) -> bool:
        """Whether entities of this kind may have it."""
        return not self.kinds or kind in self.kinds


def properties_of(gazetteer: Gazetteer) -> list[EntityProperty]:
    """The properties that entities of a gazetteer may have, in the order of the table, then those of other schemes.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> towns = build_gazetteer([Entity("b", "place", ["Bishkek"], identifiers=["wikidata:Q9361", "atlas:7"])])
    >>> [one.id for one in properties_of(towns)][-3:]
    ['identifiers', 'wikidata', 'atlas']
    """
    schemes = gazetteer.schemes
    known = [one for one in _table().values() if one.reads != IDENTIFIER or one.id in schemes]
    others = [scheme for scheme in schemes if scheme not in _table()]
    return known + [EntityProperty(scheme, f"{scheme} id", f"The id by the scheme {scheme}") for scheme in others]


def property_called(id: str, gazetteer: Gazetteer) -> EntityProperty:
    """The property with this id. Raises UnknownProperty."""
    offered = properties_of(gazetteer)
    for one in (*offered, *_table().values()):
        if id == one.id:
            return one
    raise UnknownProperty(id, [one.id for one in offered])


@cache
def _table() -> dict[str, EntityProperty]:
    return {
        row["id"]: EntityProperty(
            row["id"],
            row["name"],
            row["description"],
            frozenset(row["kinds"].replace(ANY, "").split()),
            row["reads"],
            row["compares"],
        )
        for row in records("reconciliation/properties.tsv")
    }
