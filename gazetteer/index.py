"""Reading a gazetteer: entities by id, aliases by opaque key.

Everything a look-up in bulk needs comes as arrays over *ordinals*: entities and aliases are numbered from
0, the aliases of one entity stand together, the label first. An ordinal is good for this opened gazetteer
only; what lasts is the entity's id. An entity that was removed keeps its ordinals, but nothing finds them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from gazetteer.entity import Alias, Entity, storable
from gazetteer.errors import NotAGazetteer, UnknownEntity
from gazetteer.storage.arrays import Ragged
from gazetteer.storage.counting import Counts, idf, merge, top
from gazetteer.storage.damage import reading
from gazetteer.storage.recent import RecentEntities
from gazetteer.storage.segment import Segment, read_segments
from gazetteer.storage.strings import Strings
from gazetteer.storage.tables import ATTEMPTS, EntityRow, Tables
from gazetteer.storage.tallying import PostingsTable, Slices

Ordinals = Sequence[int] | NDArray[Any]

CACHE = 20_000  # entities kept after they were asked for; chosen
CHUNK = 1_000  # entities fetched at once when all are read; chosen


class Gazetteer:
    """An opened gazetteer: iterate its entities, fetch them by id, find aliases by key.

    Safe to read from several threads. Close it, or use it in a `with`. `build` and `Gazetteer.open` make it. Any method
    raises `NotAGazetteer` where it comes upon damage of the file.
    """

    def __init__(self, tables: Tables, segments: Sequence[Segment]) -> None:
        self.tables, self.segments = tables, tuple(segments)
        self.path = tables.path  # where it was opened; None: in memory
        self.info = MappingProxyType(dict(tables.info))
        self.alias_count = sum(len(segment) for segment in segments)
        self._recent = RecentEntities(CACHE)

    @classmethod
    def open(cls, path: str | Path, *, key_version: str | None) -> Self:
        """The gazetteer in a file, or in the one that a link points to; its arrays are mapped and not read until they
        are used.

        Raises `MissingGazetteer`, `NotAGazetteer`, or `KeyMismatch` if it was built with other keys than `key_version`
        (None: whatever they are; then only what is known of entities makes sense). What is used of the file later is
        compared with its checksums first.
        """
        path = Path(path)
        for _ in range(ATTEMPTS):
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
        while rows := self.tables.entities_after(last, CHUNK):
            yield from self._entities(rows)
            last = rows[-1][0]

    def entity(self, id: str) -> Entity:
        """The entity with this id. Raises `UnknownEntity`."""
        if rows := self.tables.entities_with_id(id) if storable(id) else []:
            return self._entities(rows)[0]
        raise UnknownEntity(id)

    def entities_at(self, ordinals: Iterable[int]) -> list[Entity]:
        """The entities with these ordinals, in this order. Raises IndexError where there is none."""
        wanted = [int(ordinal) for ordinal in ordinals]
        known = self._recent.get(set(wanted))
        missing = sorted(set(wanted) - known.keys())
        if missing:
            rows = self.tables.entities_at(missing)
            known |= {row[0]: entity for row, entity in zip(rows, self._entities(rows), strict=True)}
            for ordinal in missing:
                if ordinal not in known:
                    raise self._absent(ordinal)
        self._recent.add(known)
        return [known[ordinal] for ordinal in wanted]

    def _absent(self, ordinal: int) -> Exception:
        """What is wrong if no entity has this ordinal: the question, or else the file."""
        inside = 0 <= ordinal < len(self.alias_starts) - 1 and ordinal not in self.tables.removed
        if inside and self.path is not None:
            return NotAGazetteer(self.path, f"the table of its entities is damaged (number {ordinal} is missing)")
        return IndexError(f"no entity has the ordinal {ordinal}")

    def _entities(self, rows: Sequence[EntityRow]) -> list[Entity]:
        with reading(self.path, "the table of its entities"):
            ordinals = np.array([row[0] for row in rows], np.int64)
            begins = self.alias_starts[ordinals].astype(np.int64)
            counts = self.alias_starts[ordinals + 1].astype(np.int64) - begins
            ends = np.cumsum(counts)  # of each entity's aliases among those of all rows
            places = np.repeat(begins + counts - ends, counts) + np.arange(ends[-1] if rows else 0)
            aliases = self.aliases_at(places)
            return [
                Entity(
                    id,
                    kind,
                    aliases[end - count : end],
                    countries=json.loads(countries) if countries != "[]" else (),
                    prior=prior,
                    note=note,
                )
                for (_, id, kind, countries, prior, note), count, end in zip(
                    rows, counts.tolist(), ends.tolist(), strict=True
                )
            ]

    @cached_property
    def alias_starts(self) -> NDArray[np.uint32]:
        """The ordinal of the first alias of each entity, and one more number: where those of the last entity end."""
        first, *others = self.segments
        starts = [segment.arrays["alias_starts"][1:] + np.uint32(segment.first_alias) for segment in others]
        return _joined([first.arrays["alias_starts"], *starts])

    @cached_property
    def owners(self) -> NDArray[np.uint32]:
        """Of each alias, the ordinal of its entity."""
        first, *others = self.segments
        owners = [segment.arrays["owners"] + np.uint32(segment.first_entity) for segment in others]
        return _joined([first.arrays["owners"], *owners])

    @cached_property
    def priors(self) -> NDArray[np.float32]:
        """Of each entity, its prior."""
        return self._column("priors")

    @cached_property
    def alias_kinds(self) -> NDArray[np.uint8]:
        """Of each alias, the position of its kind in `kinds("alias")`."""
        return self._column("alias_kinds")

    @cached_property
    def entity_kinds(self) -> NDArray[np.uint8]:
        """Of each entity, the position of its kind in `kinds("entity")`."""
        return self._column("entity_kinds")

    def kinds(self, of: Literal["alias", "entity"]) -> tuple[str, ...]:
        """The kinds of aliases or entities that occur; the position of a kind is its code in the arrays."""
        return tuple(self.info["kinds"][of])

    def alias_texts(self, ordinals: Ordinals) -> list[str]:
        """The texts of the aliases with these ordinals."""
        return self._strings(ordinals, lambda segment: segment.texts)

    def forms(self, ordinals: Ordinals) -> list[str]:
        """The forms of the aliases with these ordinals, as the keys function gave them."""
        return self._strings(ordinals, lambda segment: segment.forms)

    def aliases_at(self, ordinals: Ordinals) -> list[Alias]:
        """The aliases with these ordinals."""
        texts, codes = self.alias_texts(ordinals), self._tags[np.asarray(ordinals, np.int64)].tolist()
        tags = self.tables.tags
        return [Alias(text, *tags[code]) for text, code in zip(texts, codes, strict=True)]

    @cached_property
    def _tags(self) -> NDArray[np.uint32]:
        return self._column("tags")

    def _column(self, name: str) -> NDArray[Any]:
        return _joined([segment.arrays[name] for segment in self.segments])

    def _strings(self, ordinals: Ordinals, of: Callable[[Segment], Strings]) -> list[str]:
        places = np.asarray(ordinals, np.int64)
        with reading(self.path, "a text", (UnicodeDecodeError,)):
            if len(self.segments) == 1:
                return of(self.segments[0]).take(places)
            texts = np.empty(len(places), object)
            for segment in self.segments:
                inside = (places >= segment.first_alias) & (places < segment.first_alias + len(segment))
                texts[inside] = of(segment).take(places[inside] - segment.first_alias)
        strings: list[str] = texts.tolist()
        return strings

    @cached_property
    def _of_removed(self) -> NDArray[np.bool_] | None:
        """Which aliases belong to removed entities; None if none was removed."""
        removed = self.tables.removed
        return np.isin(self.owners, np.array(removed, np.int64)) if removed else None

    def frequencies(self, field: str, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How many aliases have each key, 0 for an unknown key; removed ones count until the file is compacted."""
        lengths = [segment.postings(field).find(keys)[1] for segment in self.segments]
        return np.asarray(np.sum(lengths, axis=0, dtype=np.int64))

    def postings(self, field: str, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Which alias has which key: pairs of a position in `keys` and an alias ordinal, in order."""
        pairs = np.concatenate([_pairs(segment, field, keys) for segment in self.segments], axis=1)
        if len(self.segments) > 1:
            pairs = pairs[:, np.argsort(pairs[0], kind="stable")]
        if self._of_removed is not None:
            pairs = pairs[:, ~self._of_removed[pairs[1]]]
        return pairs[0], pairs[1].astype(np.uint32)

    def count(
        self,
        field: str,
        queries: Ragged,
        weights: NDArray[np.float32] | None = None,
        *,
        k: int = 100,
        budget: int = 50_000,
    ) -> Counts:
        """The k aliases that share most with each query: (query, ordinals, scores), by query, best first,
        then by ordinal.

        `queries` holds the keys of each query and `weights` theirs; by default idf: log((1 + aliases) / (1 + aliases
        that have the key)). The score is the summed weight of the shared keys. `budget` is how many postings a
        query may read before frequent keys stop bringing in new candidates.
        """
        distinct, place = np.unique(queries.values, return_inverse=True)
        slices = [segment.postings(field).find(distinct) for segment in self.segments]
        if weights is None:
            frequency = np.stack([lengths for _, lengths in slices]).sum(axis=0)
            weights = idf(frequency, self.alias_count)[place]
        parts = []
        for segment, (starts, lengths) in zip(self.segments, slices, strict=True):
            keys = Slices(queries.offsets, starts[place], lengths[place], weights)
            counts = top(self._postings_table(segment, field), keys, k, budget)
            parts.append(counts._replace(ordinals=counts.ordinals + np.uint32(segment.first_alias)))
        return parts[0] if len(parts) == 1 else merge(parts, k)

    def _postings_table(self, segment: Segment, field: str) -> PostingsTable:
        index, size, removed = segment.postings(field), len(segment), self._of_removed
        removed = None if removed is None else removed[segment.first_alias : segment.first_alias + size]
        return PostingsTable(index.postings, size, removed, index.members(size))


def _pairs(segment: Segment, field: str, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Two rows: positions in `keys`, ascending, and ordinals of the aliases of the segment that have them."""
    index = segment.postings(field)
    starts, lengths = index.find(keys)
    which = np.repeat(np.arange(len(keys)), lengths)
    places = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(len(which))
    return np.stack((which, index.postings[places].astype(np.int64) + segment.first_alias))


def _joined(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
