"""Pairs of names that share a key: each pair once, in portions, so that the memory they take is bounded.

Names are numbered in an order in which similar ones are near each other. If more than `block` of them share a key, each
is only paired with the next ones under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.lists.list_keys import Numbers, OwnedKeys

PORTION = 1 << 21  # pairs that are made at once, with repetitions: 16 MB; chosen

_MIXING = np.uint64(0x9E3779B97F4A7C15)  # odd; spreads keys over the upper bits
BITS = 24  # the lower bits, which hold an owner: 16 million names
_OWNER = np.uint64((1 << BITS) - 1)
_PLACE_BITS = 36  # of the place of an entry


Packed = NDArray[np.uint64]  # keys with their owners, see `packed_keys`


class Pairs(NamedTuple):
    """Pairs of names by their numbers, as parallel columns: `left` is less than `right`; ascending."""

    left: Numbers
    right: Numbers


def packed_keys(keys: OwnedKeys) -> Packed:
    """Each key and its owner in 64 bits: a hash of the key, of 40 bits, and the owner, of 24."""
    return (keys.values * _MIXING) & ~_OWNER | keys.owners.astype(np.uint64)


def owners_of(packed: Packed) -> Numbers:
    """The owner of each key."""
    return (packed & _OWNER).astype(np.int64)


def renumber(packed: Packed, numbers: Numbers) -> None:
    """Give the owners other numbers, in place: `numbers` has the new one of each."""
    packed[:] = packed & ~_OWNER | numbers.astype(np.uint64)[packed & _OWNER]


def sharing_pairs(packed: Packed, block: int, window: int) -> Iterator[Pairs]:
    """The pairs of owners that share a key, in ascending order, in portions. The keys are sorted in place.

    Up to `block` owners of a key are all paired with each other; of more, each with the `window` next ones.

    >>> keys = packed_keys(OwnedKeys(np.array([7, 7, 8, 8, 8], np.uint64), np.array([0, 2, 0, 1, 2])))
    >>> [pairs] = sharing_pairs(keys, 10, 1)
    >>> pairs.left.tolist(), pairs.right.tolist()
    ([0, 0, 1], [1, 2, 2])
    """
    entries = _by_owner(packed, block, window)
    ends, low = np.cumsum(entries.reach, dtype=np.int64), 0
    while low < len(ends):
        done = int(ends[low - 1]) if low else 0
        last = min(max(low, int(np.searchsorted(ends, done + PORTION))), len(ends) - 1)
        high = int(np.searchsorted(entries.owners, entries.owners[last], "right"))
        yield _distinct(entries, low, high)
        low = high


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The values sorted, without repetitions; `numpy.unique` hashes, which takes several times as long."""
    return _without_repetitions(np.sort(values))


def _without_repetitions(ascending: NDArray[Any]) -> NDArray[Any]:
    is_new = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=is_new[1:])
    return ascending[is_new]


class _Entries(NamedTuple):
    """Each owner of each key that has an owner after it, by owner."""

    owners: NDArray[np.int32]  # ascending
    places: Numbers  # of each in `by_key`
    reach: NDArray[np.int32]  # how many owners after it under the same key it is paired with
    by_key: NDArray[np.int32]  # the owners of each key in turn, ascending


def _by_owner(packed: Packed, block: int, window: int) -> _Entries:
    packed.sort()
    packed = _without_repetitions(packed)
    by_key = (packed & _OWNER).astype(np.int32)
    packed &= ~_OWNER
    starts = np.flatnonzero(np.diff(packed, prepend=~packed[:1])).astype(np.int32)
    sizes: NDArray[np.int32] = np.diff(starts, append=np.int32(len(packed)))
    ends: NDArray[np.int32] = np.repeat(starts + sizes, sizes)
    ends -= np.arange(1, len(packed) + 1, dtype=np.int32)
    reach = ends  # after each entry, up to the end of its key
    np.minimum(reach, window, out=reach, where=np.repeat(sizes > block, sizes))
    places = np.flatnonzero(reach)
    places |= by_key[places].astype(np.int64) << _PLACE_BITS
    places.sort()
    places &= (1 << _PLACE_BITS) - 1
    return _Entries(by_key[places], places, reach[places], by_key)


def _distinct(entries: _Entries, low: int, high: int) -> Pairs:
    """The pairs of the entries from `low` to before `high`, sorted, without repetitions."""
    reach, places = entries.reach[low:high].astype(np.int64), entries.places[low:high]
    first = np.repeat(entries.owners[low:high].astype(np.int64), reach)
    steps = np.arange(len(first)) - np.repeat(np.cumsum(reach) - reach, reach) + 1
    packed = distinct(first << 32 | entries.by_key[np.repeat(places, reach) + steps])
    return Pairs(packed >> 32, packed & 0xFFFFFFFF)
