"""Flat arrays: how keys are handed over, and a container file that is mapped, not read.

The container is one head of 64 bytes (magic, format number, place and length of the directory), then the
arrays, each beginning at a multiple of 64 bytes, then the directory: JSON that gives every array its dtype,
length and offset. All numbers are little-endian. The directory stands last so that arrays can be streamed;
the head is filled in when all is written.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import NotAGazetteer

Arrays: TypeAlias = Mapping[str, NDArray[Any]]

MAGIC = b"gazetteer arrays"
FORMAT = 1
ALIGNMENT = 64  # bytes; a cache line, and more than any dtype asks for
_HEAD = struct.Struct("<16sIIQQ")
_CHUNK = 1 << 20  # items; what is held in memory of an array that is being copied


class Ragged(NamedTuple):
    """Rows of different lengths: row i is values[offsets[i]:offsets[i + 1]].

    >>> rows = Ragged.of([[3, 1], [], [2]])
    >>> rows.values.tolist(), rows.offsets.tolist()
    ([3, 1, 2], [0, 2, 2, 3])
    """

    values: NDArray[np.uint64]
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Iterable[Sequence[int]]) -> Ragged:
        """The same rows, flat."""
        held = [np.asarray(row, dtype=np.uint64) for row in rows]
        offsets = np.concatenate(([0], np.cumsum([len(row) for row in held], dtype=np.int64))).astype(
            np.int64
        )
        return cls(np.concatenate([np.empty(0, np.uint64), *held]), offsets)


class Keys(NamedTuple):
    """What a keys function says about a batch of n aliases: n rows of keys a field, and one form an alias.

    Fields and keys are opaque to this package; a key that stands twice in a row counts once. A form is a
    string that is stored and given back by ordinal, for comparing candidates cheaply.
    """

    fields: Mapping[str, Ragged]
    forms: Sequence[str]


class Column(NamedTuple):
    """An array to be written, in pieces."""

    name: str
    dtype: str
    chunks: Iterable[NDArray[Any]]


class Spool:
    """An array that grows on disk, in a nameless file that vanishes with the process.

    >>> spool = Spool("u4")
    >>> spool.append(np.arange(3)); len(spool), spool.read().tolist()
    (3, [0, 1, 2])
    """

    def __init__(self, dtype: str, folder: str | Path | None = None) -> None:
        self.dtype = np.dtype(dtype).newbyteorder("<")
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - lives as long as the spool
        weakref.finalize(self, self._file.close)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, values: NDArray[Any]) -> None:
        """Add values at the end."""
        self._file.write(np.ascontiguousarray(values, dtype=self.dtype).data)
        self._length += len(values)

    def chunks(self, items: int = _CHUNK) -> Iterator[NDArray[Any]]:
        """The values in order, at most `items` at a time."""
        self._file.seek(0)
        while data := self._file.read(items * self.dtype.itemsize):
            yield np.frombuffer(data, self.dtype)
        self._file.seek(0, os.SEEK_END)

    def read(self) -> NDArray[Any]:
        """All values."""
        return np.concatenate([np.empty(0, self.dtype), *self.chunks(max(1, self._length))])


def collect(columns: Iterable[Column]) -> dict[str, NDArray[Any]]:
    """The columns as arrays in memory, by name."""
    return {name: np.concatenate([np.empty(0, dtype), *chunks]) for name, dtype, chunks in columns}


def write_arrays(path: Path, columns: Iterable[Column]) -> str:
    """Write a container and return the digest of its content: 16 hexadecimal digits. The file is on disk
    when this returns.
    """
    digest = hashlib.blake2b(digest_size=8)
    directory: dict[str, tuple[str, int, int]] = {}
    with path.open("wb") as file:

        def put(data: bytes | memoryview) -> None:
            digest.update(data)
            file.write(data)

        file.write(bytes(ALIGNMENT))
        for name, dtype, chunks in columns:
            put(bytes(-file.tell() % ALIGNMENT))
            offset, kind = file.tell(), np.dtype(dtype).newbyteorder("<")
            for chunk in chunks:
                put(np.ascontiguousarray(chunk, dtype=kind).view(np.uint8).data)
            directory[name] = (kind.str, (file.tell() - offset) // kind.itemsize, offset)
        offset, listing = file.tell(), json.dumps(directory).encode()
        put(listing)
        file.seek(0)
        file.write(_HEAD.pack(MAGIC, FORMAT, 0, offset, len(listing)))
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def open_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a container by name, mapped: nothing is read until it is used. Raises `NotAGazetteer`."""
    try:
        raw = np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))
        magic, number, _, offset, length = _HEAD.unpack(raw[: _HEAD.size].tobytes())
        if magic != MAGIC or number != FORMAT:
            raise NotAGazetteer(path, f"not an array file of format {FORMAT}")
        directory = json.loads(raw[offset : offset + length].tobytes())
        return {
            name: raw[begin : begin + items * np.dtype(dtype).itemsize].view(dtype)
            for name, (dtype, items, begin) in directory.items()
        }
    except (ValueError, struct.error) as error:  # an empty or a cut file
        if isinstance(error, NotAGazetteer):
            raise
        raise NotAGazetteer(path, f"a damaged array file ({error})") from None
