"""Reading a gazetteer: entities by id, aliases by opaque key.

Everything a look-up in bulk needs comes as arrays over *ordinals*: entities and aliases are numbered from
0, the aliases of one entity stand together, the label first. An ordinal is good for this opened gazetteer
only; what lasts is the entity's id. An entity that was removed keeps its ordinals, but nothing finds them.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import MappingProxyType, TracebackType
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from gazetteer.entity import Alias, Entity, storable
from gazetteer.errors import NotAGazetteer, UnknownEntity
from gazetteer.storage import counting
from gazetteer.storage.arrays import Ragged
from gazetteer.storage.damage import reading
from gazetteer.storage.segment import Segment, Strings, read_segments
from gazetteer.storage.tables import LOOKS, Tables

Ordinals = Sequence[int] | NDArray[Any]

CACHE = 20_000  # entities kept after they were asked for
CHUNK = 1_000  # entities fetched at once when all are read


class Gazetteer:
    """An opened gazetteer: iterate its entities, fetch them by id, find aliases by key.

    Safe to read from several threads. Close it, or use it in a `with`. `build` and `Gazetteer.open` make it.
    """

    def __init__(self, tables: Tables, segments: Sequence[Segment]) -> None:
        self.tables, self.segments = tables, tuple(segments)
        self.path = tables.path  # where it was opened; None: in memory
        self._lock = Lock()
        self._cache: OrderedDict[int, Entity] = OrderedDict()
        self.info = MappingProxyType(dict(tables.info))
        self.alias_count = sum(len(segment) for segment in segments)

    @classmethod
    def open(cls, path: str | Path, *, key_version: str | None) -> Self:
        """The gazetteer in a file, or in the one that a link points to; its arrays are mapped and not read until they
        are used.

        What is used of the file is compared with its checksums first, so that any method may raise `NotAGazetteer`.
        This one raises it too, or `MissingGazetteer`, or `KeyMismatch` if it was built with other keys than
        `key_version` (None: whatever they are; then only what is known of entities makes sense).
        """
        path = Path(path)
        for _ in range(LOOKS):
            tables = Tables.open(path, key_version)
            try:
                return cls(tables, read_segments(path, tables.info))
            except FileNotFoundError as error:  # replaced by a newer one between the two steps: look again
                missing = Path(error.filename).name
                tables.close()
            except BaseException:
                tables.close()
                raise
        raise NotAGazetteer(path, f"its array file {missing} is missing")

    def close(self) -> None:
        """Close the file; the gazetteer is of no use any more."""
        self.tables.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self.info["entities"])

    def __iter__(self) -> Iterator[Entity]:
        last = -1
        while rows := self._rows("ordinal > ? ORDER BY ordinal LIMIT ?", (last, CHUNK)):
            yield from self._entities(rows)
            last = rows[-1][0]

    def entity(self, id: str) -> Entity:
        """The entity with this id. Raises `UnknownEntity`."""
        if rows := self._rows("id = ?", (id,)) if storable(id) else []:
            return self._entities(rows)[0]
        raise UnknownEntity(id)

    def entities_at(self, ordinals: Iterable[int]) -> list[Entity]:
        """The entities with these ordinals, in this order."""
        wanted = [int(ordinal) for ordinal in ordinals]
        with self._lock:
            found = {ordinal: self._cache[ordinal] for ordinal in set(wanted) & self._cache.keys()}
        missing = sorted(set(wanted) - found.keys())
        if missing:
            rows = self._rows("ordinal IN (SELECT value FROM json_each(?)) ORDER BY ordinal", (json.dumps(missing),))
            found |= {row[0]: entity for row, entity in zip(rows, self._entities(rows), strict=True)}
            for absent in sorted(set(missing) - found.keys()):
                raise self._absent(absent)
        with self._lock:
            for ordinal, entity in found.items():
                self._cache[ordinal] = entity
                self._cache.move_to_end(ordinal)
            while len(self._cache) > CACHE:
                self._cache.popitem(last=False)
        return [found[ordinal] for ordinal in wanted]

    def _rows(self, where: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self.tables.rows(f"SELECT ordinal, id, kind, countries, prior, note FROM entity WHERE {where}", values)

    def _absent(self, ordinal: int) -> Exception:
        """What is wrong if no entity has this ordinal: the question, or else the file."""
        inside = 0 <= ordinal < len(self.alias_starts) - 1 and ordinal not in self.tables.removed
        if inside and self.path is not None:
            return NotAGazetteer(self.path, f"the table of its entities is damaged (number {ordinal} is missing)")
        return IndexError(f"no entity has the ordinal {ordinal}")

    def _entities(self, rows: Sequence[tuple[Any, ...]]) -> list[Entity]:
        with reading(self.path, "the table of its entities"):
            places = np.array([row[0] for row in rows], np.int64)
            begins, ends = self.alias_starts[places].astype(np.int64), self.alias_starts[places + 1].astype(np.int64)
            stops = np.cumsum(ends - begins)
            aliases = self.aliases_at(np.repeat(ends - stops, ends - begins) + np.arange(stops[-1] if rows else 0))
            return [
                Entity(
                    entity,
                    kind,
                    aliases[stop - length : stop],
                    countries=json.loads(countries) if countries != "[]" else (),
                    prior=prior,
                    note=note,
                )
                for (_, entity, kind, countries, prior, note), length, stop in zip(
                    rows, (ends - begins).tolist(), stops.tolist(), strict=True
                )
            ]

    @cached_property
    def alias_starts(self) -> NDArray[np.uint32]:
        """Of each entity the ordinal of its first alias, and where those of the last one end."""
        first, *others = self.segments
        starts = [one.arrays["alias_starts"][1:] + np.uint32(one.first_alias) for one in others]
        return _joined([first.arrays["alias_starts"], *starts])

    def alias_texts(self, ordinals: Ordinals) -> list[str]:
        """The texts of the aliases with these ordinals."""
        return self._strings(ordinals, lambda segment: segment.texts)

    def forms(self, ordinals: Ordinals) -> list[str]:
        """What the keys function gave as the forms of the aliases with these ordinals."""
        return self._strings(ordinals, lambda segment: segment.forms)

    def aliases_at(self, ordinals: Ordinals) -> list[Alias]:
        """The aliases with these ordinals."""
        texts, codes = self.alias_texts(ordinals), self._tags[np.asarray(ordinals, np.int64)].tolist()
        tags = self.tables.tags
        return [Alias(text, *tags[code]) for text, code in zip(texts, codes, strict=True)]

    def _strings(self, ordinals: Ordinals, of: Callable[[Segment], Strings]) -> list[str]:
        places = np.asarray(ordinals, np.int64)
        with reading(self.path, "a text", (UnicodeDecodeError,)):
            if len(self.segments) == 1:
                return of(self.segments[0]).at(places)
            found = np.empty(len(places), object)
            for segment in self.segments:
                inside = (places >= segment.first_alias) & (places < segment.first_alias + len(segment))
                found[inside] = of(segment).at(places[inside] - segment.first_alias)
        strings: list[str] = found.tolist()
        return strings

    def _column(self, name: str) -> NDArray[Any]:
        return _joined([segment.arrays[name] for segment in self.segments])

    @cached_property
    def _tags(self) -> NDArray[np.uint32]:
        return self._column("tags")

    @cached_property
    def owners(self) -> NDArray[np.uint32]:
        """Of each alias, the ordinal of its entity."""
        first, *others = self.segments
        owners = [one.arrays["owners"] + np.uint32(one.first_entity) for one in others]
        return _joined([first.arrays["owners"], *owners])

    @cached_property
    def priors(self) -> NDArray[np.float32]:
        """Of each entity, its prior."""
        return self._column("priors")

    @cached_property
    def alias_kinds(self) -> NDArray[np.uint8]:
        """Of each alias, the number of its kind in `kinds("alias")`."""
        return self._column("alias_kinds")

    @cached_property
    def entity_kinds(self) -> NDArray[np.uint8]:
        """Of each entity, the number of its kind in `kinds("entity")`."""
        return self._column("entity_kinds")

    def kinds(self, of: Literal["alias", "entity"]) -> tuple[str, ...]:
        """The kinds of aliases or entities that occur; the place of a kind is its number in the arrays."""
        return tuple(self.info["kinds"][of])

    @cached_property
    def _dead(self) -> NDArray[np.bool_] | None:
        """Which aliases belong to removed entities; None if there is none."""
        removed = self.tables.removed
        return np.isin(self.owners, np.array(removed, np.int64)) if removed else None

    def frequencies(self, field: str, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How many aliases have each key (removed ones included until the file is compacted); 0 for an
        unknown key.
        """
        found = [segment.postings(field).find(keys)[1] for segment in self.segments]
        return np.asarray(np.sum(found, axis=0, dtype=np.int64))

    def postings(
        self, field: str, keys: NDArray[np.uint64], cap: int | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Which alias has which key: pairs of a place in `keys` and an alias ordinal, in order.

        Keys that more than `cap` aliases of a segment have are skipped.
        """
        found = [np.empty((2, 0), np.int64)]
        for segment in self.segments:
            index = segment.postings(field)
            starts, lengths = index.find(keys)
            if cap is not None:
                lengths = np.where(lengths > cap, 0, lengths)
            which = np.repeat(np.arange(len(keys)), lengths)
            places = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(len(which))
            found.append(np.stack((which, index.postings[places].astype(np.int64) + segment.first_alias)))
        pairs = np.concatenate(found, axis=1)
        if len(self.segments) > 1:
            pairs = pairs[:, np.argsort(pairs[0], kind="stable")]
        if self._dead is not None:
            pairs = pairs[:, ~self._dead[pairs[1]]]
        return pairs[0], pairs[1].astype(np.uint32)

    def count(
        self,
        field: str,
        queries: Ragged,
        weights: NDArray[np.float32] | None = None,
        *,
        k: int = 100,
        budget: int = 50_000,
    ) -> counting.Counts:
        """The k aliases that share most with each query: (query, ordinals, scores), by query, best first,
        then by ordinal.

        `weights` are those of the keys of the queries; by default idf: log((1 + aliases) / (1 + aliases
        that have the key)). The score is the summed weight of the shared keys. `budget` is how many postings a
        query may read before frequent keys stop bringing in new candidates.
        """
        distinct, place = np.unique(queries.values, return_inverse=True)
        found = [segment.postings(field).find(distinct) for segment in self.segments]
        if weights is None:
            frequency = np.stack([lengths for _, lengths in found]).sum(axis=0)
            weights = counting.idf(frequency, self.alias_count)[place]
        held = []
        for segment, (starts, lengths) in zip(self.segments, found, strict=True):
            index, first = segment.postings(field), segment.first_alias
            dead = None if self._dead is None else self._dead[first : first + len(segment)]
            table = counting.PostingsTable(index.postings, len(segment), dead, index.members(len(segment)))
            keys = counting.Slices(queries.offsets, starts[place], lengths[place], weights)
            counts = counting.top(table, keys, k, budget)
            held.append(counts._replace(ordinals=counts.ordinals + np.uint32(first)))
        return held[0] if len(held) == 1 else counting.merge(held, k)


def _joined(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
