"""Flat arrays of keys, and a container file for arrays, which is mapped into memory.

A container is a head of 64 bytes (magic, format number, offset and length of the directory), the arrays, each at a
multiple of 64 bytes, and the directory: JSON with the dtype, length, offset and checksum of every array. All numbers
are little-endian. The directory comes last so that arrays can be streamed; the head is filled in at the end.

An array that ascends, and is read as a whole, is stored as the differences of its numbers: they make a compressed file
(a wheel) smaller, by 3 % in that of the default gazetteer, and are summed in some milliseconds a million.

The digest of a container is the checksum of its directory, which contains the checksums of all arrays. A container is
opened with the digest that it must have; its directory is compared with the digest at once, and an array with its
checksum when it is used.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from types import MappingProxyType
from typing import IO, Any, BinaryIO, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import NotAGazetteer
from gazetteer.storage.checksums import checksum, text_checksum
from gazetteer.storage.damage import reading

Arrays: TypeAlias = Mapping[str, NDArray[Any]]

MAGIC = b"gazetteer arrays"
FORMAT = 3
ALIGNMENT = 64  # bytes; a cache line, and more than any dtype asks for
_DONTNEED: int | None = getattr(mmap, "MADV_DONTNEED", None)  # Windows has none
_HEAD = struct.Struct("<16sIIQQ")
_CHUNK = 1 << 20  # items of an array that are copied at a time; chosen


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
        arrays = [np.asarray(row, dtype=np.uint64) for row in rows]
        ends = np.cumsum([len(array) for array in arrays], dtype=np.int64)
        return cls(np.concatenate([np.empty(0, np.uint64), *arrays]), np.concatenate(([0], ends)).astype(np.int64))


class Keys(NamedTuple):
    """What a keys function returns for n aliases: n rows of keys for each field, n forms, and sets of keys.

    Fields and keys are opaque to this package; a key that is repeated in a row counts once. A form is a string that is
    stored for each alias, so that the caller can compare candidates cheaply. A set has the keys of all n aliases, in
    any order: it can only be asked whether it holds a key (see `keysets`).
    """

    fields: Mapping[str, Ragged]
    forms: Sequence[str]
    sets: Mapping[str, NDArray[np.uint64]] = MappingProxyType({})


class Column(NamedTuple):
    """An array to be written: its name in the container, its dtype, and its values in chunks.

    One that `ascends` is stored as differences, and is no longer mapped but summed in memory when it is read.
    """

    name: str
    dtype: str
    chunks: Iterable[NDArray[Any]]
    ascends: bool = False


class Spool:
    """An array that grows on disk, in an unnamed temporary file.

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
        """All values, in memory."""
        return np.concatenate([np.empty(0, self.dtype), *self.chunks(max(1, self._length))])


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # the disk is full, which the failed write has reported
        file.close()


def collect(columns: Iterable[Column]) -> dict[str, NDArray[Any]]:
    """The columns as arrays in memory, by name: a container that needs no file."""
    return {column.name: np.concatenate([np.empty(0, column.dtype), *column.chunks]) for column in columns}


def write_arrays(path: Path, columns: Iterable[Column]) -> str:
    """Write a container and return its digest: 16 hexadecimal digits. The file is on disk when this returns."""
    directory: dict[str, ArrayEntry] = {}
    with path.open("w+b") as file:
        file.write(bytes(ALIGNMENT))  # room for the head, which is written last
        for column in columns:
            directory[column.name] = _append(file, column)
        end, listing = file.tell(), json.dumps(directory)
        file.write(listing.encode())
        file.seek(0)
        file.write(_HEAD.pack(MAGIC, FORMAT, 0, end, len(listing)))
        file.flush()
        os.fsync(file.fileno())
    return text_checksum(listing)


def _append(file: BinaryIO, column: Column) -> ArrayEntry:
    """Write an array at the end of the file, aligned, and return its entry for the directory."""
    dtype = np.dtype(column.dtype).newbyteorder("<")
    file.write(bytes(-file.tell() % ALIGNMENT))
    begin = file.tell()
    chunks: Iterable[NDArray[Any]] = (np.ascontiguousarray(chunk, dtype=dtype) for chunk in column.chunks)
    chunks = _differences(chunks, dtype) if column.ascends else chunks
    file.writelines(chunk.view(np.uint8).data for chunk in chunks)
    file.flush()
    written = np.asarray(np.memmap(file, np.uint8, "r")[begin:])
    return ArrayEntry(dtype.str, len(written) // dtype.itemsize, begin, checksum(written), column.ascends)


def _differences(chunks: Iterable[NDArray[Any]], dtype: np.dtype[Any]) -> Iterator[NDArray[Any]]:
    """Chunks of numbers as their differences, the first from 0."""
    last = np.zeros(1, dtype)
    for chunk in chunks:
        yield np.diff(chunk, prepend=last)
        last = chunk[-1:] if len(chunk) else last


class ArrayFile(Mapping[str, NDArray[Any]]):
    """The arrays of a container by name, mapped into memory; each access compares the array with its checksum.

    Arrays that are stored as differences are summed, in memory. No array can be written to.

    `digest` is the digest that the container must have, `owner` the path of its gazetteer, which `NotAGazetteer` names
    if anything is wrong.
    """

    def __init__(self, path: Path, digest: str, owner: Path) -> None:
        self._owner = owner
        with reading(owner, "the head of its arrays"):
            if not S_ISREG(path.stat().st_mode):  # opening a FIFO would block for ever
                raise NotAGazetteer(owner, "its array file is not a regular file")
            mapped = np.memmap(path, np.uint8, "r")
            self._map, self._content = mapped.base, np.asarray(mapped)
            self._directory = self._read_directory(digest)

    def _read_directory(self, digest: str) -> dict[str, ArrayEntry]:
        magic, number, _, end, length = _HEAD.unpack(self._content[: _HEAD.size].tobytes())
        if magic != MAGIC:
            raise NotAGazetteer(self._owner, "its array file is a file of another kind")
        if number != FORMAT:
            raise NotAGazetteer(self._owner, f"its arrays have the format {number}, this version reads {FORMAT}")
        if len(self._content) != end + length:
            size = f"{len(self._content)} bytes, not {end + length}"
            raise NotAGazetteer(self._owner, f"its arrays are damaged ({size})")
        listing = self._content[end:].tobytes().decode()
        if text_checksum(listing) != digest:
            raise NotAGazetteer(self._owner, "its array file is damaged, or that of another build")
        return {name: ArrayEntry(*entry) for name, entry in json.loads(listing).items()}

    def __getitem__(self, name: str) -> NDArray[Any]:
        with reading(self._owner, f"the array {name!r}"):
            entry = self._directory[name]
            size = entry.length * np.dtype(entry.dtype).itemsize
            content = self._content[entry.begin : entry.begin + size]
            if entry.begin < 0 or len(content) != size:
                raise ValueError(f"{size} bytes from {entry.begin} are not all there")
            if checksum(content) != entry.checksum:
                raise NotAGazetteer(self._owner, f"the array {name!r} is damaged (its checksum differs)")
            return _summed(content.view(entry.dtype)) if entry.differences else content.view(entry.dtype)

    def __iter__(self) -> Iterator[str]:
        return iter(self._directory)

    def __len__(self) -> int:
        return len(self._directory)

    def entry(self, name: str) -> ArrayEntry:
        """The entry of an array in the directory."""
        with reading(self._owner, f"the array {name!r}"):
            return self._directory[name]

    def release(self, name: str) -> None:
        """Let go of the memory of an array that was read from end to end; what is used of it is mapped again."""
        if _DONTNEED is not None and isinstance(self._map, mmap.mmap):
            entry = self.entry(name)
            begin = entry.begin // mmap.PAGESIZE * mmap.PAGESIZE
            end = entry.begin + entry.length * np.dtype(entry.dtype).itemsize
            self._map.madvise(_DONTNEED, begin, end - begin)

    def gaps(self) -> Iterator[NDArray[np.uint8]]:
        """The bytes between head, arrays and directory, which should be zero."""
        end = _HEAD.size
        for entry in sorted(self._directory.values(), key=lambda entry: entry.begin):
            yield self._content[end : entry.begin]
            end = entry.begin + entry.length * np.dtype(entry.dtype).itemsize


class ArrayEntry(NamedTuple):
    """An array in the directory; `length` is its number of items, `begin` its offset in the file in bytes."""

    dtype: str
    length: int
    begin: int
    checksum: str
    differences: bool  # whether it is stored as differences


def _summed(differences: NDArray[Any]) -> NDArray[Any]:
    values: NDArray[Any] = np.cumsum(differences, dtype=differences.dtype)
    values.setflags(write=False)
    return values
