"""Flat arrays: how keys are handed over, and a container file that is mapped, not read.

The container is one head of 64 bytes (magic, format number, place and length of the directory), then the
arrays, each beginning at a multiple of 64 bytes, then the directory: JSON that gives every array its dtype,
length, offset and checksum. All numbers are little-endian. The directory stands last so that arrays can be streamed;
the head is filled in when all is written.

The digest of a container is the checksum of its directory, and so vouches for every array in it. Who opens one says
which digest it must have; the directory is compared with it then, an array with its checksum when it is first used.
"""

from __future__ import annotations

import json
import os
import struct
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import IO, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import NotAGazetteer
from gazetteer.storage.checksums import checksum, checksum_of
from gazetteer.storage.damage import reading

Arrays: TypeAlias = Mapping[str, NDArray[Any]]

MAGIC = b"gazetteer arrays"
FORMAT = 2
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
        offsets = np.concatenate(([0], np.cumsum([len(row) for row in held], dtype=np.int64))).astype(np.int64)
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
        weakref.finalize(self, _close, self._file)
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


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # the disk is full, which was told when it was found
        file.close()


def write_arrays(path: Path, columns: Iterable[Column]) -> str:
    """Write a container and return its digest: 16 hexadecimal digits. The file is on disk when this returns."""
    directory: dict[str, tuple[str, int, int, str]] = {}
    with path.open("w+b") as file:
        file.write(bytes(ALIGNMENT))
        for name, dtype, chunks in columns:
            file.write(bytes(-file.tell() % ALIGNMENT))
            begin, kind = file.tell(), np.dtype(dtype).newbyteorder("<")
            for chunk in chunks:
                file.write(np.ascontiguousarray(chunk, dtype=kind).view(np.uint8).data)
            file.flush()
            content = np.memmap(file, np.uint8, "r")[begin:]
            directory[name] = (kind.str, len(content) // kind.itemsize, begin, checksum(np.asarray(content)))
        end, listing = file.tell(), json.dumps(directory)
        file.write(listing.encode())
        file.seek(0)
        file.write(_HEAD.pack(MAGIC, FORMAT, 0, end, len(listing)))
        file.flush()
        os.fsync(file.fileno())
    return checksum_of(listing)


class ArrayFile(Mapping[str, NDArray[Any]]):
    """The arrays of a container by name: mapped, and each compared with its checksum when it is asked for.

    `digest` is the one that the container must have. Raises `NotAGazetteer` for the gazetteer at `owner`, which the
    container belongs to.
    """

    def __init__(self, path: Path, digest: str, owner: Path) -> None:
        self._owner = owner
        with reading(owner, "the head of its arrays"):
            if not S_ISREG(path.stat().st_mode):  # opening a FIFO would wait for ever
                raise NotAGazetteer(owner, "its array file is none")
            self._content = np.asarray(np.memmap(path, np.uint8, "r"))
            magic, number, _, end, length = _HEAD.unpack(self._content[: _HEAD.size].tobytes())
            if magic != MAGIC:
                raise NotAGazetteer(owner, "its array file is none")
            if number != FORMAT:
                raise NotAGazetteer(owner, f"its arrays have the format {number}, this version reads {FORMAT}")
            if len(self._content) != end + length:
                raise NotAGazetteer(owner, f"its arrays are damaged ({len(self._content)} bytes, not {end + length})")
            listing = self._content[end:].tobytes().decode()
            if checksum_of(listing) != digest:
                raise NotAGazetteer(owner, "its array file is damaged, or that of another build")
            self._directory = {name: _Place(*place) for name, place in json.loads(listing).items()}

    def __getitem__(self, name: str) -> NDArray[Any]:
        with reading(self._owner, f"the array {name!r}"):
            kind, items, begin, expected = self._directory[name]
            size = items * np.dtype(kind).itemsize
            content = self._content[begin : begin + size]
            if begin < 0 or len(content) != size:
                raise ValueError(f"{size} bytes from {begin} are not all there")
            if checksum(content) != expected:
                raise NotAGazetteer(self._owner, f"the array {name!r} is damaged (its checksum differs)")
            return content.view(kind)

    def __iter__(self) -> Iterator[str]:
        return iter(self._directory)

    def __len__(self) -> int:
        return len(self._directory)

    def shape(self, name: str) -> tuple[str, int]:
        """The dtype and the length that the directory gives an array."""
        with reading(self._owner, f"the array {name!r}"):
            return self._directory[name].kind, self._directory[name].items

    def gaps(self) -> Iterator[NDArray[np.uint8]]:
        """What stands between head, arrays and directory, and should be zero."""
        end = _HEAD.size
        for kind, items, begin, _ in sorted(self._directory.values(), key=lambda place: place.begin):
            yield self._content[end:begin]
            end = begin + items * np.dtype(kind).itemsize


class _Place(NamedTuple):
    kind: str
    items: int
    begin: int
    checksum: str
