"""A bounded cache of entities."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from gazetteer.entity import Entity


class RecentEntities:
    """The `size` entities that were added last, by ordinal. Safe to use from several threads.

    >>> recent = RecentEntities(1)
    >>> recent.add({7: Entity("a", "place", ["A"]), 8: Entity("b", "place", ["B"])})
    >>> recent.get({7, 8}).keys()
    dict_keys([8])
    """

    def __init__(self, size: int) -> None:
        self._size, self._lock = size, Lock()
        self._entities: OrderedDict[int, Entity] = OrderedDict()

    def get(self, ordinals: Iterable[int]) -> dict[int, Entity]:
        """The entities with these ordinals that are in the cache."""
        with self._lock:
            return {ordinal: self._entities[ordinal] for ordinal in ordinals if ordinal in self._entities}

    def add(self, entities: Mapping[int, Entity]) -> None:
        """Add entities, or add them again, and drop those that were added longest ago."""
        with self._lock:
            for ordinal, entity in entities.items():
                self._entities[ordinal] = entity
                self._entities.move_to_end(ordinal)
            while len(self._entities) > self._size:
                self._entities.popitem(last=False)
