"""The entities of a gazetteer by id and ordinal: their facts are in its tables, their aliases in its segments."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from gazetteer.entity import Alias, Entity, Office, ReadAliases, StoredAliases, storable
from gazetteer.errors import NotAGazetteer, UnknownEntity
from gazetteer.storage.alias_table import AliasTable
from gazetteer.storage.damage import reading
from gazetteer.storage.recent import RecentEntities
from gazetteer.storage.segment import Segment, concatenated
from gazetteer.storage.tables import EntityRow, TableReader

CACHE = 10_000  # entities kept in memory once they were fetched; chosen
CHUNK = 1_000  # entities fetched at once when all are read; chosen


class EntityTable:
    """The entities of all segments."""

    def __init__(self, tables: TableReader, segments: Sequence[Segment], aliases: AliasTable) -> None:
        self._tables, self._segments, self._aliases = tables, segments, aliases
        self._recent = RecentEntities(CACHE)

    def __iter__(self) -> Iterator[Entity]:
        last = -1
        while rows := self._tables.entities_after(last, CHUNK):
            yield from self._of_rows(rows, self._read_at_once)
            last, *_ = rows[-1]

    def with_id(self, id: str) -> Entity:
        """The entity with this id. Raises `UnknownEntity`."""
        if rows := self._tables.entities_with_id(id) if storable(id) else []:
            return self._of_rows(rows)[0]
        raise UnknownEntity(id)

    def identified(self, identifier: str) -> list[Entity]:
        """The entities that have this id elsewhere."""
        return self._of_rows(self._tables.entities_identified(identifier)) if storable(identifier) else []

    def at(self, ordinals: Iterable[int]) -> list[Entity]:
        """The entities with these ordinals, in this order. Raises IndexError if an ordinal has no entity."""
        wanted = [int(ordinal) for ordinal in ordinals]
        known = self._recent.get(set(wanted))
        missing = sorted(set(wanted) - known.keys())
        if missing:
            rows = self._tables.entities_at(missing)
            known |= {ordinal: entity for (ordinal, *_), entity in zip(rows, self._of_rows(rows), strict=True)}
            for ordinal in missing:
                if ordinal not in known:
                    raise self._absent(ordinal)
        self._recent.add(known)
        return [known[ordinal] for ordinal in wanted]

    @cached_property
    def alias_starts(self) -> NDArray[np.uint32]:
        """The ordinal of the first alias of each entity, and one more item: the number of all aliases."""
        first, *others = self._segments
        starts = [segment.arrays["alias_starts"][1:] + np.uint32(segment.first_alias) for segment in others]
        return concatenated([first.arrays["alias_starts"], *starts])

    def _absent(self, ordinal: int) -> Exception:
        """The error for an ordinal without a row: that of a damaged file if the ordinal is in use, else IndexError."""
        in_use = 0 <= ordinal < len(self.alias_starts) - 1 and ordinal not in self._tables.removed
        path = self._tables.path
        if in_use and path is not None:
            return NotAGazetteer(path, f"the table of its entities is damaged (number {ordinal} is missing)")
        return IndexError(f"no entity has the ordinal {ordinal}")

    def _read_later(self, begins: Sequence[int], ends: Sequence[int]) -> list[ReadAliases]:
        """Functions that read the aliases of some entities, which begin and end at these ordinals."""
        return [partial(self._aliases.between, begin, end) for begin, end in zip(begins, ends, strict=True)]

    def _read_at_once(self, begins: Sequence[int], ends: Sequence[int]) -> list[ReadAliases]:
        """`_read_later` for entities in order, whose aliases are all needed: they are read together."""
        first, aliases = begins[0], self._aliases.between(begins[0], ends[-1])
        return [partial(_part, aliases, begin - first, end - first) for begin, end in zip(begins, ends, strict=True)]

    def _of_rows(
        self, rows: Sequence[EntityRow], read: Callable[[list[int], list[int]], list[ReadAliases]] | None = None
    ) -> list[Entity]:
        """The entities of these rows; their aliases other than the label are read when they are asked for."""
        with reading(self._tables.path, "the table of its entities"):
            ordinals = np.array([ordinal for ordinal, *_ in rows], np.int64)
            begins, ends = self.alias_starts[ordinals], self.alias_starts[ordinals + 1]
            readers = (read or self._read_later)(begins.tolist(), ends.tolist())
            stored = map(StoredAliases, self._aliases.texts(begins), readers)
            return [_entity(row, aliases) for row, aliases in zip(rows, stored, strict=True)]


def _entity(row: EntityRow, aliases: StoredAliases) -> Entity:
    _, id, kind, countries, prior, note, office, born, died, identifiers = row
    return Entity(
        id,
        kind,
        aliases,
        countries=json.loads(countries) if countries != "[]" else (),
        prior=prior,
        note=note,
        office=Office(*json.loads(office)) if office else None,
        born=born,
        died=died,
        identifiers=json.loads(identifiers) if identifiers != "[]" else (),
    )


def _part(aliases: tuple[Alias, ...], begin: int, end: int) -> tuple[Alias, ...]:
    return aliases[begin:end]
