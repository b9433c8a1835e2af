"""Types of entities, as clients know them: the kinds of the gazetteer, with names that people read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from gazetteer import Gazetteer
from names.data.tables import records
from names.orthography.normalization import fold

__all__ = ["EntityType", "kind_called", "kinds_called", "type_of", "types_of"]


class EntityType(NamedTuple):
    """A kind of entity."""

    id: str  # the kind
    name: str
    description: str = ""

    @property
    def record(self) -> dict[str, str]:
        """The type as candidates have it."""
        return {"id": self.id, "name": self.name}


def type_of(kind: str) -> EntityType:
    """The type of the entities of a kind; a kind that the table lacks is called by itself.

    >>> type_of("org").name, type_of("river").name
    ('Organisation', 'River')
    """
    return _table().get(kind) or EntityType(kind, kind[:1].upper() + kind[1:])


def types_of(gazetteer: Gazetteer) -> list[EntityType]:
    """The types of the entities of a gazetteer, in the order of the table."""
    order = list(_table())
    kinds = gazetteer.kinds("entity")
    return [
        type_of(kind) for kind in sorted(kinds, key=lambda kind: order.index(kind) if kind in order else len(order))
    ]


def kind_called(text: str) -> str:
    """The kind that is called so, by its id or name; the folded text itself if the table has none.

    >>> kind_called("Organisation"), kind_called("org"), kind_called("River")
    ('org', 'org', 'river')
    """
    wanted = fold(text)
    return next((one.id for one in _table().values() if wanted in (fold(one.id), fold(one.name))), wanted)


def kinds_called(texts: Iterable[str], gazetteer: Gazetteer) -> frozenset[str]:
    """The kinds of a gazetteer that are called so, by their ids or names; what no kind is called is left out.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> sorted(kinds_called(["Place", "planet"], build_gazetteer([Entity("b", "place", ["Bishkek"])])))
    ['place']
    """
    wanted = set(map(kind_called, texts))
    return frozenset(kind for kind in gazetteer.kinds("entity") if kind_called(kind) in wanted)


@cache
def _table() -> dict[str, EntityType]:
    rows = records("reconciliation/types.tsv")
    return {row["kind"]: EntityType(row["kind"], row["name"], row["description"]) for row in rows}
