"""Which aliases have a key: the inverted index of one field, as sorted arrays.

Most keys of a spelling index (a pair of words with one letter missing) belong to one alias only. Such keys
stand apart, so that they need no offset: `single` holds them in order, and the posting of the i-th is
`postings[i]`. The others follow as usual: key j has `postings[offsets[j]:offsets[j + 1]]`. At 1,000,000
person names with 20 such keys each this saves a tenth of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer.storage.arrays import Arrays, Column, Ragged, Spool
from gazetteer.storage.membership import Members, MembersWriter

RUN = 1 << 25  # pairs sorted at once: 25 million take about 0.9 GB


class Postings(NamedTuple):
    """The index of one field in one segment; alias ordinals are those of the segment."""

    single: NDArray[np.uint64]
    keys: NDArray[np.uint64]
    offsets: NDArray[Any]
    postings: NDArray[np.uint32]
    frequent: NDArray[np.uint64]  # where the postings of the most frequent keys begin
    bits: NDArray[np.uint8]  # of each alias a row of bits, one for each of these keys

    @classmethod
    def of(cls, arrays: Arrays, field: str) -> Postings:
        """The index of a field, out of the arrays that `PostingsWriter.columns` wrote."""
        return cls(*(arrays[f"{field}.{name}"] for name in cls._fields))

    def members(self, aliases: int) -> Members:
        """Who of the `aliases` of the segment has the most frequent keys."""
        return Members(self.frequent, self.bits.reshape(aliases, -(-len(self.frequent) // 8)))

    def find(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Of each key, where in `postings` its aliases begin and how many they are (0 where the key is
        unknown).
        """
        starts, lengths = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
        at, known = _locate(self.single, keys)
        starts[known], lengths[known] = at[known], 1
        at, known = _locate(self.keys, keys)
        places = at[known]
        starts[known] = self.offsets[places]
        lengths[known] = self.offsets[places + 1].astype(np.int64) - starts[known]
        return starts, lengths


def _locate(table: NDArray[np.uint64], keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    if not len(table):
        return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
    at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    return at, table[at] == keys


class PostingsWriter:
    """Collects (key, alias) pairs of one field on disk and turns them into sorted arrays."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._keys, self._ordinals = Spool("u8", folder), Spool("u4", folder)

    def append(self, rows: Ragged, first: int) -> None:
        """Add the keys of consecutive aliases, the first of them with the ordinal `first`."""
        owners = np.repeat(np.arange(first, first + len(rows.offsets) - 1, dtype=np.uint32), np.diff(rows.offsets))
        if len(owners) != len(rows.values):
            raise ValueError(f"offsets speak of {len(owners)} keys, but there are {len(rows.values)}")
        self._keys.append(rows.values)
        self._ordinals.append(owners)

    def columns(self, field: str, aliases: int) -> Iterator[Column]:
        """The arrays of `Postings`, named "field.array"."""
        single, keys, degrees = (
            Spool("u8", self._folder),
            Spool("u8", self._folder),
            Spool("u4", self._folder),
        )
        lone, shared = Spool("u4", self._folder), Spool("u4", self._folder)
        frequent, end = MembersWriter(aliases), 0
        for run_keys, counts, ordinals in map(_group, self._runs()):
            once = counts == 1
            single.append(run_keys[once])
            keys.append(run_keys[~once])
            degrees.append(counts[~once])
            ones = np.repeat(once, counts)
            lone.append(ordinals[ones])
            shared.append(ordinals[~ones])
            starts = end + np.cumsum(counts[~once]) - counts[~once]
            frequent.extend(starts, counts[~once], ordinals[~ones])
            end += int(counts[~once].sum())
        yield Column(f"{field}.single", "u8", single.chunks())
        yield Column(f"{field}.keys", "u8", keys.chunks())
        width = "u4" if len(self._keys) < 1 << 32 else "u8"
        yield Column(f"{field}.offsets", width, _offsets(degrees, len(lone)))
        yield Column(f"{field}.postings", "u4", _chain(lone, shared))
        yield from frequent.columns(field, len(lone))

    def _runs(self) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint32]]]:
        """All pairs, in parts small enough to sort, each part a range of keys."""
        if len(self._keys) <= RUN:
            yield self._keys.read(), self._ordinals.read()
            return
        sample = np.sort(np.concatenate([chunk[::64] for chunk in self._keys.chunks()]))
        parts = len(self._keys) // RUN + 1
        bounds = np.unique(sample[np.arange(1, parts) * len(sample) // parts])
        for part in range(len(bounds) + 1):
            held = [
                (keys[inside], ordinals[inside])
                for keys, ordinals in zip(self._keys.chunks(), self._ordinals.chunks(), strict=True)
                for inside in [np.searchsorted(bounds, keys, side="right") == part]
            ]
            yield (
                np.concatenate([keys for keys, _ in held]),
                np.concatenate([ordinals for _, ordinals in held]),
            )


def _group(
    pairs: tuple[NDArray[np.uint64], NDArray[np.uint32]],
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.uint32]]:
    """The distinct keys in order, how many aliases each has, and these aliases, ascending by key."""
    keys, ordinals = pairs
    order = np.argsort(keys)
    keys = keys[order]
    new = np.concatenate((np.ones(min(1, len(keys)), np.bool_), keys[1:] != keys[:-1]))
    # The rank of the key and the ordinal share 64 bits, so that one plain sort (the fast kind) orders and
    # reveals repeats.
    packed = np.cumsum(new, dtype=np.uint64) - np.uint64(1) << np.uint64(32)
    packed |= ordinals[order]
    del order
    packed.sort()
    packed = packed[np.concatenate((np.ones(min(1, len(packed)), np.bool_), packed[1:] != packed[:-1]))]
    counts = np.bincount((packed >> np.uint64(32)).astype(np.int64))
    return keys[new], counts, packed.astype(np.uint32)  # the cast keeps the low half


def _offsets(degrees: Spool, first: int) -> Iterator[NDArray[np.int64]]:
    end = np.array([first], np.int64)
    yield end
    for chunk in degrees.chunks():
        ends = end[-1] + np.cumsum(chunk, dtype=np.int64)
        yield ends
        end = ends[-1:]


def _chain(*spools: Spool) -> Iterator[NDArray[Any]]:
    for spool in spools:
        yield from spool.chunks()
