"""Many strings in two arrays: their UTF-8 bytes one after the other, and where each string begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer.storage.arrays import Column, Spool


class Strings(NamedTuple):
    """String i is `data[offsets[i]:offsets[i + 1]]`, in UTF-8 that may contain lone surrogates, as any name may."""

    data: NDArray[np.uint8]
    offsets: NDArray[Any]

    def take(self, numbers: NDArray[Any]) -> list[str]:
        """The strings with these numbers, in this order. They are decoded together, then cut apart.

        >>> cities = Strings(np.frombuffer("КиївLviv".encode(), np.uint8), np.array([0, 8, 12]))
        >>> cities.take(np.array([1, 0]))
        ['Lviv', 'Київ']
        """
        begins = self.offsets[numbers].astype(np.int64)
        lengths = self.offsets[numbers + 1].astype(np.int64) - begins
        stops = np.cumsum(lengths)  # where each string ends in `data`, in bytes
        total = stops[-1] if len(stops) else 0
        data = self.data[np.repeat(begins + lengths - stops, lengths) + np.arange(total)]
        text = data.tobytes().decode("utf-8", "surrogatepass")
        if len(text) < len(data):  # not ASCII: convert the stops to characters, by counting the bytes that begin one
            begins_character = (data & 0xC0) != 0x80
            stops = np.cumsum(begins_character)[stops - 1] * (stops > 0)
        bounds = stops.tolist()
        return [text[begin:end] for begin, end in zip([0, *bounds], bounds, strict=False)]


class StringsWriter:
    """Collects strings on disk."""

    def __init__(self, folder: Path | None) -> None:
        self._data, self._ends = Spool("u1", folder), Spool("u8", folder)

    def extend(self, texts: Iterable[str]) -> None:
        """Add texts at the end."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        ends = len(self._data) + np.cumsum([len(data) for data in encoded], dtype=np.int64)
        self._data.append(np.frombuffer(b"".join(encoded), np.uint8))
        self._ends.append(ends)

    def columns(self, data: str, offsets: str) -> Iterator[Column]:
        """The two arrays of `Strings`, under these names."""
        width = "u4" if len(self._data) < 1 << 32 else "u8"
        yield Column(data, "u1", self._data.chunks())
        yield Column(offsets, width, chain([np.zeros(1, np.uint64)], self._ends.chunks()), ascends=True)
