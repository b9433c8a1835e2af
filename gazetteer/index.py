"""Read a gazetteer: entities by id, aliases by opaque key.

Bulk look-ups return arrays of *ordinals*. Entities and aliases are numbered from 0; the aliases of an entity are
consecutive, its label first. Ordinals are valid for one opened gazetteer only; ids are permanent. A removed entity
keeps its ordinals, but no look-up returns them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from gazetteer.entity import Alias, Entity, storable
from gazetteer.errors import NotAGazetteer
from gazetteer.storage.alias_table import AliasTable, Ordinals
from gazetteer.storage.arrays import Ragged
from gazetteer.storage.counting import Counts, idf, merge, top
from gazetteer.storage.damage import reading
from gazetteer.storage.entity_table import EntityTable
from gazetteer.storage.keysets import KeySet
from gazetteer.storage.segment import Codes, Segment, concatenated, read_segments
from gazetteer.storage.tables import ATTEMPTS, TableReader, Tables
from gazetteer.storage.tallying import PostingsTable, Slices

if TYPE_CHECKING:
    from gazetteer.decisions.rulings import Rulings


class Gazetteer:
    """An opened gazetteer: iterate its entities, fetch them by id, find aliases by key.

    Returned by `build` and `Gazetteer.open`. Safe to read from several threads. Close it, or use it in a `with`
    statement. Every method raises `NotAGazetteer` if the part of the file that it reads is damaged.
    """

    def __init__(self, tables: TableReader, segments: Sequence[Segment], layer_starts: Sequence[int] = (0,)) -> None:
        self.tables, self.segments = tables, tuple(segments)
        self.layer_starts = tuple(layer_starts)  # the first entity of each gazetteer of which it is made (see `layers`)
        self.path = tables.path  # where it was opened; None: in memory
        self.info = MappingProxyType(dict(tables.info))
        self.alias_count = sum(len(segment) for segment in segments)
        self._aliases = AliasTable(tables, self.segments)
        self._entities = EntityTable(tables, self.segments, self._aliases)
        self._found: NDArray[np.bool_] | None = None  # which entities look-ups by key return; None: all
        self._key_sets: dict[str, KeySet] = {}
        self.decisions: Rulings | None = None  # those of persons, which `names` applies; None: there are none

    @classmethod
    def open(cls, path: str | Path, *, key_version: str | None) -> Self:
        """Open the gazetteer at `path`; links are followed.

        `key_version` names the keys that the caller makes; None accepts any keys, for callers that only read entities.
        Arrays are mapped into memory, and compared with their checksums when they are first used. Raises
        `MissingGazetteer`, `NotAGazetteer`, or `KeyMismatch` if the gazetteer was built with other keys.
        """
        path = Path(path)
        for _ in range(ATTEMPTS):
            tables = Tables.open(path, key_version)
            try:
                return cls(tables, read_segments(path, tables.info))
            except FileNotFoundError as error:  # replaced since its tables were opened: try again
                missing = Path(error.filename).name
                tables.close()
            except BaseException:
                tables.close()
                raise
        raise NotAGazetteer(path, f"its array file {missing} is missing")

    def within(self, kinds: Iterable[str] = (), countries: Iterable[str] = ()) -> Gazetteer:
        """The same gazetteer, but look-ups by key return only entities of one of these kinds and countries.

        Without kinds, or without countries, all fit. Countries are compared as the entities have them. It shares the
        file with this one: close either.
        """
        wanted, codes = set(kinds), sorted(set(countries))
        found = np.ones(len(self.priors), np.bool_)
        if wanted:
            found &= np.isin(
                self.entity_kinds, [code for code, kind in enumerate(self.kinds("entity")) if kind in wanted]
            )
        if codes:
            found &= np.isin(np.arange(len(found)), self.tables.entities_in(codes))
        limited = Gazetteer(self.tables, self.segments, self.layer_starts)
        limited.decisions = self.decisions
        limited._found = found if self._found is None else found & self._found
        return limited

    def close(self) -> None:
        """Close the file. The gazetteer cannot be used afterwards."""
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
        return iter(self._entities)

    def entity(self, id: str) -> Entity:
        """The entity with this id. Raises `UnknownEntity`."""
        return self._entities.with_id(id)

    def entities_identified(self, identifier: str) -> list[Entity]:
        """The entities that have this id elsewhere, such as "wikidata:Q1899"."""
        return self._entities.identified(identifier)

    def ids(self) -> list[str]:
        """The ids of all entities."""
        return self.tables.ids()

    def ordinal(self, id: str) -> int | None:
        """The ordinal of the entity with this id; None if there is none, or look-ups by key do not return it."""
        rows = self.tables.entities_with_id(id) if storable(id) else []
        return next((ordinal for ordinal, *_ in rows if self._found is None or self._found[ordinal]), None)

    def ordinals_from(self, prefix: str) -> list[int]:
        """The ordinals of the entities whose ids begin with the prefix; all of them if it is empty."""
        return self.tables.entities_with_ids_from(prefix) if storable(prefix) else []

    @property
    def schemes(self) -> list[str]:
        """The schemes of the ids that entities have elsewhere, or had before they were removed, sorted."""
        return self.tables.schemes

    def entities_at(self, ordinals: Iterable[int]) -> list[Entity]:
        """The entities with these ordinals, in this order. Raises IndexError if an ordinal has no entity."""
        return self._entities.at(ordinals)

    @property
    def alias_starts(self) -> NDArray[np.uint32]:
        """The ordinal of the first alias of each entity, and one more item: the number of all aliases."""
        return self._entities.alias_starts

    @cached_property
    def owners(self) -> NDArray[np.uint32]:
        """The ordinal of the entity of each alias."""
        first, *others = self.segments
        owners = [segment.arrays["owners"] + np.uint32(segment.first_entity) for segment in others]
        return concatenated([first.arrays["owners"], *owners])

    @cached_property
    def priors(self) -> NDArray[np.float32]:
        """The prior of each entity."""
        return self._column("priors")

    @cached_property
    def alias_kinds(self) -> NDArray[np.uint8]:
        """The code of the kind of each alias: a position in `kinds("alias")`."""
        return self._column("alias_kinds")

    @cached_property
    def entity_kinds(self) -> NDArray[np.uint8]:
        """The code of the kind of each entity: a position in `kinds("entity")`."""
        return self._column("entity_kinds")

    def kinds(self, of: Literal["alias", "entity"]) -> tuple[str, ...]:
        """The kinds of aliases or entities in this gazetteer; the position of a kind is its code in the arrays."""
        return tuple(self.info["kinds"][of])

    def source_counts(self) -> dict[str, tuple[int, int]]:
        """The numbers of entities and of names that each source of aliases gives, the source with most names first."""
        sources = Codes()
        coded = np.array([sources[source] for _, _, source, *_ in self.tables.tags], np.int64)
        if not len(coded):
            return {}
        codes, owners = coded[self._column("tags")], self.owners
        if self._is_left_out is not None:
            codes, owners = codes[~self._is_left_out], owners[~self._is_left_out]
        names = np.bincount(codes, minlength=len(sources.values))
        entities = np.bincount(np.unique(codes.astype(np.uint64) << 32 | owners) >> 32, minlength=len(names))
        counts = dict(zip(sources.values, zip(entities.tolist(), names.tolist(), strict=True), strict=True))
        return {
            source: counts[source] for source in sorted(counts, key=lambda each: -counts[each][1]) if counts[source][1]
        }

    def alias_texts(self, ordinals: Ordinals) -> list[str]:
        """The texts of the aliases with these ordinals."""
        return self._aliases.texts(ordinals)

    def forms(self, ordinals: Ordinals) -> list[str]:
        """The forms of the aliases with these ordinals, as the keys function gave them."""
        return self._aliases.forms(ordinals)

    def aliases_at(self, ordinals: Ordinals) -> list[Alias]:
        """The aliases with these ordinals."""
        return self._aliases.at(ordinals)

    def _column(self, name: str) -> NDArray[Any]:
        return concatenated([segment.arrays[name] for segment in self.segments])

    @cached_property
    def _is_left_out(self) -> NDArray[np.bool_] | None:
        """Which aliases look-ups do not return, as their entities were removed or are left out; None if all are fit."""
        removed = self.tables.removed
        left_out = None if self._found is None else ~self._found[self.owners]
        if not removed:
            return left_out
        are_removed = np.isin(self.owners, np.array(removed, np.int64))
        return are_removed if left_out is None else are_removed | left_out

    def frequencies(self, field: str, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The number of aliases under each key, 0 for an unknown key. Removed aliases count until `compact`."""
        slices = [segment.postings(field).find(keys) for segment in self.segments]
        lengths = [lengths for _, lengths in slices]
        return np.asarray(np.sum(lengths, axis=0, dtype=np.int64))

    def key_set(self, name: str) -> KeySet:
        """The set of keys with this name: `key in keys` is true if an alias has the key, and rarely for other keys.

        The keys of removed aliases stay in it until `compact`.
        """
        if name not in self._key_sets:
            self._key_sets[name] = KeySet(segment.arrays[f"{name}.filter"] for segment in self.segments)
        return self._key_sets[name]

    def postings(self, field: str, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Which alias has which key: two arrays of one length, positions in `keys` (ascending) and alias ordinals."""
        with reading(self.path, f"the index {field!r}", (ValueError,)):
            pairs = np.concatenate([segment.pairs(field, keys) for segment in self.segments], axis=1)
        if len(self.segments) > 1:
            pairs = pairs[:, np.argsort(pairs[0], kind="stable")]
        positions, ordinals = pairs
        if self._is_left_out is not None:
            kept = ~self._is_left_out[ordinals]
            positions, ordinals = positions[kept], ordinals[kept]
        return positions, ordinals.astype(np.uint32)

    def count(
        self,
        field: str,
        queries: Ragged,
        weights: NDArray[np.float32] | None = None,
        *,
        k: int = 100,
        budget: int = 50_000,
    ) -> Counts:
        """The k aliases that share most keys with each query, by query, best first; equal scores by ordinal.

        `queries` has a row of keys for each query, and `weights` a weight of at least 0 for each of these keys; by
        default its rarity (see `idf`). The score of an alias is the sum of the weights of the keys that it shares with
        the query. A query reads at most about `budget` postings, rarest keys first, to find candidates; its other keys
        only add to the scores of these.
        """
        distinct, place = np.unique(queries.values, return_inverse=True)
        slices = [segment.postings(field).find(distinct) for segment in self.segments]
        if weights is None:
            frequency = np.stack([lengths for _, lengths in slices]).sum(axis=0)
            weights = idf(frequency, self.alias_count)[place]
        parts = []
        for segment, (starts, lengths) in zip(self.segments, slices, strict=True):
            keys = Slices(queries.offsets, starts[place], lengths[place], weights)
            with reading(self.path, f"the index {field!r}", (ValueError,)):
                counts = top(self._postings_table(segment, field), keys, k, budget)
            parts.append(counts._replace(ordinals=counts.ordinals + np.uint32(segment.first_alias)))
        return parts[0] if len(parts) == 1 else merge(parts, k)

    def _postings_table(self, segment: Segment, field: str) -> PostingsTable:
        index, size, left_out = segment.postings(field), len(segment), self._is_left_out
        left_out = None if left_out is None else left_out[segment.first_alias : segment.first_alias + size]
        return PostingsTable(index.postings, size, left_out, index.members(size))
