"""Resolutions as bytes, for another process that has the same gazetteer open.

Entities, which are most of a resolution, are not in the bytes: the receiver takes them from its gazetteer.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from typing import Any

from gazetteer import Entity, Gazetteer
from names.text.memory import RecentTable

KEPT = 1 << 11  # entities that a receiver keeps; some have hundreds of names; chosen


def packed(content: object) -> bytes:
    """Anything with resolutions in it, as bytes."""
    written = io.BytesIO()
    _Packer(written, protocol=pickle.HIGHEST_PROTOCOL).dump(content)
    return written.getvalue()


class _Packer(pickle.Pickler):
    """Writes the id of an entity in place of the entity."""

    def persistent_id(self, obj: object) -> str | None:
        return obj.id if isinstance(obj, Entity) else None


class Unpacker:
    """Reads what was packed, by a process with this gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._entities: RecentTable[str, Entity] = RecentTable(KEPT)

    def unpacked(self, parcel: bytes) -> Any:
        """The content of the bytes."""
        return _Reader(io.BytesIO(parcel), self._entity).load()

    def _entity(self, id: str) -> Entity:
        entity = self._entities.get(id)
        if entity is None:
            entity = self._gazetteer.entity(id)
            self._entities.keep(id, entity)
        return entity


class _Reader(pickle.Unpickler):
    """Reads what a worker of ours wrote, with entities in the places of their ids."""

    def __init__(self, parcel: io.BytesIO, entity: Callable[[str], Entity]) -> None:
        super().__init__(parcel)
        self._entity = entity

    def persistent_load(self, pid: str) -> Entity:
        return self._entity(pid)
