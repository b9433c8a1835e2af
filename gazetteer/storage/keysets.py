"""Sets of keys: whether any alias has a key, without saying which alias.

A set is a Bloom filter: BITS bits for each distinct key, of which HASHES are set. A key that was stored is always
found; one in three hundred others is, too (B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors",
1970). It takes a tenth of an index of the same keys, and a look-up does not search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.storage.arrays import Column, Spool

BITS = 12  # bits for each key; chosen
HASHES = 6  # bits that are set for a key; chosen
_MIXER = 0x9E3779B97F4A7C15  # odd: multiplication by it mixes the bits of a key
_ALL = (1 << 64) - 1
_HALF = (1 << 32) - 1


class KeySet:
    """The keys of one set in one segment, or in several.

    >>> keys = KeySet([filter_of(np.array([3, 70], np.uint64))])
    >>> 3 in keys, 4 in keys
    (True, False)
    """

    def __init__(self, filters: Iterable[NDArray[np.uint8]]) -> None:
        self._filters = [(8 * len(bits), bits.tobytes()) for bits in filters if len(bits)]

    def __contains__(self, key: int) -> bool:
        mixed = key * _MIXER & _ALL
        place, step = mixed >> 32, mixed & _HALF | 1
        return any(_is_set(bits, size, place, step) for size, bits in self._filters)


def _is_set(bits: bytes, size: int, place: int, step: int) -> bool:
    for _ in range(HASHES):
        bit = place % size
        if not bits[bit >> 3] >> (bit & 7) & 1:
            return False
        place += step
    return True


def filter_of(keys: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """The filter of some distinct keys, as bytes."""
    size = max(1, -(-BITS * len(keys) // 8))
    bits = np.zeros(size, np.uint8)
    mixed = keys * np.uint64(_MIXER)
    place, step = mixed >> np.uint64(32), mixed & np.uint64(_HALF) | np.uint64(1)
    for number in range(HASHES):
        bit = (place + np.uint64(number) * step) % np.uint64(8 * size)
        np.bitwise_or.at(bits, bit >> np.uint64(3), np.uint8(1) << (bit & np.uint64(7)).astype(np.uint8))
    return bits


class KeySetWriter:
    """Collects the keys of one set, on disk, and gives its filter."""

    def __init__(self, folder: Path | None) -> None:
        self._keys = Spool("u8", folder)

    def extend(self, keys: NDArray[np.uint64]) -> None:
        """Add keys; those that are repeated count once."""
        self._keys.append(np.unique(keys))

    def columns(self, name: str) -> Iterator[Column]:
        """The array of the set."""
        distinct: NDArray[Any] = np.unique(self._keys.read()) if len(self._keys) else np.zeros(0, np.uint64)
        yield Column(f"{name}.filter", "u1", [filter_of(distinct)])
