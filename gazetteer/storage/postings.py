"""Which aliases have a key: the inverted index of one field, as sorted arrays.

Most keys of a spelling index (such as a pair of words with one letter missing) belong to one alias only. These keys
are kept in an array of their own, `single`, and need no offset: the posting of the i-th is `postings[i]`. The other
keys are in `keys`, and the postings of the j-th are `postings[offsets[j]:offsets[j + 1]]`. At 1,000,000 person names
with 20 such keys each, this saves a tenth of the file.

Of each key, the first posting is the ordinal of an alias, and each other one its difference from the one before. The
small numbers make a compressed file (a wheel) a tenth smaller; see `differences`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer.storage.arrays import Arrays, Column, Ragged, Spool
from gazetteer.storage.differences import differences
from gazetteer.storage.membership import Members, MembersWriter

SORTED_AT_ONCE = 1 << 24  # pairs sorted in memory at once; chosen: these were measured to take about 0.8 GB
SAMPLED = 64  # one key in this many is sampled to find ranges of keys with SORTED_AT_ONCE pairs; chosen


class Postings(NamedTuple):
    """The index of one field in one segment; alias ordinals are those of the segment."""

    single: NDArray[np.uint64]  # keys of one alias each, ascending
    keys: NDArray[np.uint64]  # keys of several, ascending
    offsets: NDArray[Any]
    postings: NDArray[np.uint32]  # of each key the first ordinal, then differences
    frequent: NDArray[np.uint64]  # where the postings of the most frequent keys begin
    bits: NDArray[np.uint8]  # a row for each alias, one bit for each of the most frequent keys (see `membership`)

    @classmethod
    def of(cls, arrays: Arrays, field: str) -> Postings:
        """The index of a field, from the arrays that `PostingsWriter.columns` wrote."""
        return cls(*(arrays[f"{field}.{name}"] for name in cls._fields))

    def members(self, aliases: int) -> Members:
        """The most frequent keys and which aliases have them; the segment has `aliases` aliases."""
        return Members(self.frequent, self.bits.reshape(aliases, -(-len(self.frequent) // 8)))

    def find(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where in `postings` the aliases of each key begin, and how many they are (0 for an unknown key)."""
        starts, lengths = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
        places, known = _locate(self.single, keys)
        starts[known], lengths[known] = places[known], 1
        places, known = _locate(self.keys, keys)
        places = places[known]
        starts[known] = self.offsets[places]
        lengths[known] = self.offsets[places + 1].astype(np.int64) - starts[known]
        return starts, lengths


def _locate(ascending: NDArray[np.uint64], keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The position of each key in an ascending array, and whether the key is there."""
    if not len(ascending):
        return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
    places = np.minimum(np.searchsorted(ascending, keys), len(ascending) - 1)
    return places, ascending[places] == keys


class _Grouped(NamedTuple):
    """Distinct keys in order, how many aliases each has, and these aliases, ascending for each key."""

    keys: NDArray[np.uint64]
    counts: NDArray[np.int64]
    ordinals: NDArray[np.uint32]


class PostingsWriter:
    """Collects (key, alias) pairs of one field on disk and turns them into sorted arrays."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._keys, self._ordinals = Spool("u8", folder), Spool("u4", folder)

    def append(self, rows: Ragged, first: int) -> None:
        """Add the keys of consecutive aliases, the first of them with the ordinal `first`."""
        owners = np.repeat(np.arange(first, first + len(rows.offsets) - 1, dtype=np.uint32), np.diff(rows.offsets))
        if len(owners) != len(rows.values):
            raise ValueError(f"the offsets are for {len(owners)} keys, but there are {len(rows.values)}")
        self._keys.append(rows.values)
        self._ordinals.append(owners)

    def columns(self, field: str, aliases: int) -> Iterator[Column]:
        """The arrays of `Postings`, named "field.array"."""
        single_keys, single_ordinals = Spool("u8", self._folder), Spool("u4", self._folder)
        keys, counts, ordinals = Spool("u8", self._folder), Spool("u4", self._folder), Spool("u4", self._folder)
        frequent = MembersWriter(aliases)
        for pairs in self._parts():
            grouped = _group(*pairs)
            of_one = grouped.counts == 1
            ordinal_of_one = np.repeat(of_one, grouped.counts)
            single_keys.append(grouped.keys[of_one])
            single_ordinals.append(grouped.ordinals[ordinal_of_one])
            part_counts, part_ordinals = grouped.counts[~of_one], grouped.ordinals[~ordinal_of_one]
            starts = len(ordinals) + np.cumsum(part_counts) - part_counts
            frequent.extend(starts, part_counts, part_ordinals)
            keys.append(grouped.keys[~of_one])
            counts.append(part_counts)
            ordinals.append(differences(part_ordinals, part_counts))
        yield Column(f"{field}.single", "u8", single_keys.chunks())
        yield Column(f"{field}.keys", "u8", keys.chunks())
        width = "u4" if len(self._keys) < 1 << 32 else "u8"
        yield Column(f"{field}.offsets", width, _offsets(counts, len(single_ordinals)), ascends=True)
        yield Column(f"{field}.postings", "u4", _chain(single_ordinals, ordinals))
        yield from frequent.columns(field, len(single_ordinals))

    def _parts(self) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint32]]]:
        """All pairs, in parts small enough to sort: one for each of several ascending ranges of keys."""
        if len(self._keys) <= SORTED_AT_ONCE:
            yield self._keys.read(), self._ordinals.read()
            return
        sample = np.sort(np.concatenate([chunk[::SAMPLED] for chunk in self._keys.chunks()]))
        parts = len(self._keys) // SORTED_AT_ONCE + 1
        bounds = np.unique(sample[np.arange(1, parts) * len(sample) // parts])
        for part in range(len(bounds) + 1):
            yield self._between(bounds, part)

    def _between(self, bounds: NDArray[np.uint64], part: int) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
        """The pairs whose keys are in the range `part`; ranges are separated by `bounds`."""
        part_keys, part_ordinals = [], []
        for keys, ordinals in zip(self._keys.chunks(), self._ordinals.chunks(), strict=True):
            inside = np.searchsorted(bounds, keys, side="right") == part
            part_keys.append(keys[inside])
            part_ordinals.append(ordinals[inside])
        return np.concatenate(part_keys), np.concatenate(part_ordinals)


def _group(keys: NDArray[np.uint64], ordinals: NDArray[np.uint32]) -> _Grouped:
    """Sort the pairs by key and ordinal, and drop repeated pairs."""
    order = np.argsort(keys)
    keys = keys[order]
    new_key = _differs_from_last(keys)
    # The rank of the key and the ordinal are packed into 64 bits: sorting plain numbers is fast, and equal pairs become
    # neighbours.
    packed = np.cumsum(new_key, dtype=np.uint64) - np.uint64(1) << np.uint64(32)
    packed |= ordinals[order]
    del order  # frees memory for the sort
    packed.sort()
    packed = packed[_differs_from_last(packed)]
    counts = np.bincount((packed >> np.uint64(32)).astype(np.int64))
    return _Grouped(keys[new_key], counts, packed.astype(np.uint32))  # the cast keeps the low half


def _differs_from_last(ordered: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Mark the first value and every value that differs from the one before it."""
    return np.concatenate((np.ones(min(1, len(ordered)), np.bool_), ordered[1:] != ordered[:-1]))


def _offsets(counts: Spool, first: int) -> Iterator[NDArray[np.int64]]:
    """Where the postings of each key begin, `first` for the first key, and where those of the last key end."""
    end = np.array([first], np.int64)
    yield end
    for chunk in counts.chunks():
        ends = end[-1] + np.cumsum(chunk, dtype=np.int64)
        yield ends
        end = ends[-1:]


def _chain(*spools: Spool) -> Iterator[NDArray[Any]]:
    for spool in spools:
        yield from spool.chunks()
