"""The tables of several gazetteers as those of one, whose entities are numbered on.

Of entities with the same id, that of the last gazetteer stands; the others count as removed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.entity import Tag
from gazetteer.storage.segment import Codes
from gazetteer.storage.tables import EntityRow, Tables


class JoinedTables:
    """The tables of gazetteers with the same keys, in order, without the entities with the ids in `hidden`."""

    def __init__(self, parts: Sequence[Tables], hidden: Collection[str] = ()) -> None:
        self._parts, self._hidden = parts, frozenset(hidden)
        sizes = [sum(segment["entities"] for segment in part.info["segments"]) for part in parts]
        self.starts = list(accumulate(sizes, initial=0))  # the first ordinal of each, and the number of all
        self.path: Path | None = next((part.path for part in reversed(parts) if part.path is not None), None)
        self._kinds = {of: _codes(part.info["kinds"][of] for part in parts) for of in ("alias", "entity")}
        self._tags = _codes(part.tags for part in parts)

    @cached_property
    def info(self) -> Mapping[str, Any]:
        """The metadata of all: numbers are added, lists joined."""
        last = self._parts[-1].info
        return {
            **last,
            "entities": self.starts[-1] - len(self.removed),
            "tags": len(self.tags),
            "sources": {name: text for part in self._parts for name, text in part.info["sources"].items()},
            "kinds": {of: codes.values for of, codes in self._kinds.items()},
            "segments": [segment for part in self._parts for segment in part.info["segments"]],
        }

    def codes(self, number: int) -> dict[str, NDArray[Any]]:
        """The new code for each code in the arrays of the gazetteer with this number."""
        kinds, tags = self._parts[number].info["kinds"], self._parts[number].tags
        return {
            "alias_kinds": np.array([self._kinds["alias"][kind] for kind in kinds["alias"]], np.uint8),
            "entity_kinds": np.array([self._kinds["entity"][kind] for kind in kinds["entity"]], np.uint8),
            "tags": np.array([self._tags[tag] for tag in tags], np.uint32),
        }

    @property
    def tags(self) -> list[Tag]:
        """The tags of all, each once."""
        return self._tags.values

    @cached_property
    def removed(self) -> list[int]:
        """The ordinals of entities that were removed, that a later gazetteer has too, or that are hidden."""
        found = [start + ordinal for start, part in self._begun() for ordinal in part.removed]
        later: set[str] = set()
        for start, part in reversed(self._begun()):
            ids = part.ordinals_by_id()
            found += [start + ordinal for ordinal, id in ids if id in later or id in self._hidden]
            if start:
                later.update(id for _, id in ids)
        return sorted(found)

    def close(self) -> None:
        """Close all files."""
        for part in self._parts:
            part.close()

    def entities_after(self, ordinal: int, limit: int) -> list[EntityRow]:
        """The rows of up to `limit` entities with greater ordinals than this one, in order; none at the end."""
        for start, part in self._begun():
            after = ordinal
            while rows := part.entities_after(after - start, limit):
                after = start + rows[-1][0]
                if kept := self._kept(start, rows):
                    return kept
        return []

    def entities_at(self, ordinals: Sequence[int]) -> list[EntityRow]:
        """The rows of the entities with these ordinals, in ascending order."""
        found: list[EntityRow] = []
        for number, (start, part) in enumerate(self._begun()):
            own = [ordinal - start for ordinal in ordinals if start <= ordinal < self.starts[number + 1]]
            found += self._kept(start, part.entities_at(own)) if own else []
        return found

    def entities_with_id(self, id: str) -> list[EntityRow]:
        """The row of the entity with this id, or no row."""
        return [row for start, part in self._begun() for row in self._kept(start, part.entities_with_id(id))]

    def entities_identified(self, identifier: str) -> list[EntityRow]:
        """The rows of the entities that have this id elsewhere."""
        found = [(start, part.entities_identified(identifier)) for start, part in self._begun()]
        return [row for start, rows in found for row in self._kept(start, rows)]

    def entities_in(self, countries: Sequence[str]) -> list[int]:
        """The ordinals of the entities that belong to one of these countries."""
        return [start + ordinal for start, part in self._begun() for ordinal in part.entities_in(countries)]

    def entities_with_ids_from(self, prefix: str) -> list[int]:
        """The ordinals of the entities whose ids begin with the prefix."""
        found = [start + ordinal for start, part in self._begun() for ordinal in part.entities_with_ids_from(prefix)]
        return [ordinal for ordinal in found if ordinal not in self._removed_set]

    @cached_property
    def schemes(self) -> list[str]:
        """The schemes of ids elsewhere, sorted."""
        return sorted({scheme for part in self._parts for scheme in part.schemes})

    def ids(self) -> list[str]:
        """The ids of all entities, in order of their ordinals."""
        each = ((start + ordinal, id) for start, part in self._begun() for ordinal, id in part.ordinals_by_id())
        return [id for ordinal, id in each if ordinal not in self._removed_set]

    def examine(self) -> None:
        """Run SQLite's own check of all files."""
        for part in self._parts:
            part.examine()

    def verify(self) -> None:
        """Compare all files with their checksums, once."""
        for part in self._parts:
            part.verify()

    def _begun(self) -> list[tuple[int, Tables]]:
        """The parts with their first ordinals."""
        return list(zip(self.starts, self._parts, strict=False))

    def _kept(self, start: int, rows: Sequence[EntityRow]) -> list[EntityRow]:
        """The rows of a part that begins at this ordinal, numbered on, without those that count as removed."""
        removed = self._removed_set
        return [(start + ordinal, *facts) for ordinal, *facts in rows if start + ordinal not in removed]  # type: ignore[misc]

    @cached_property
    def _removed_set(self) -> frozenset[int]:
        return frozenset(self.removed)


def _codes(lists: Iterable[Iterable[Any]]) -> Codes:
    """Codes for the values of all lists."""
    return Codes(dict.fromkeys(chain.from_iterable(lists)))
