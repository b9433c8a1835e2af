"""The seal at the end of the SQLite file, which shows that the file is complete.

It is 48 bytes after the last page: a magic number, the length of the file without the seal, and the checksums of the
table `info` and of the file. `info` contains the digests of the array files, so the seal covers them too.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer.storage.checksums import DIGITS, checksum

SEAL = 48  # bytes
_MAGIC = b"GZTRSEAL"
_SEAL = struct.Struct(f"<8sQ{DIGITS}s{DIGITS}s")


class Seal(NamedTuple):
    """The content of a seal: the length of the file without it, in bytes, and two checksums."""

    length: int
    info: str
    tables: str


def seal(path: Path, info: str) -> None:
    """Append the seal to the SQLite file at `path`; `info` is the checksum of its metadata."""
    with path.open("r+b") as file:
        tables = np.asarray(np.memmap(file, np.uint8, "r"))
        file.seek(len(tables))
        file.write(_SEAL.pack(_MAGIC, len(tables), info.encode(), checksum(tables).encode()))


def read_seal(content: NDArray[np.uint8]) -> Seal | None:
    """The seal at the end of a file; None if there is none, or if it was made for a file of another length."""
    length = len(content) - SEAL
    if length < 0:
        return None
    magic, sealed_length, info, tables = _SEAL.unpack(content[length:].tobytes())
    if magic != _MAGIC or sealed_length != length:
        return None
    return Seal(length, info.decode("latin-1"), tables.decode("latin-1"))


def unseal(path: Path) -> bool:
    """Cut the seal off, so that the tables can be changed. Returns whether there was one and the checksum fits."""
    with path.open("r+b") as file:
        content = np.asarray(np.memmap(file, np.uint8, "r"))
        found = read_seal(content)
        sound = found is not None and found.tables == checksum(content[: found.length])
        file.truncate(max(0, len(content) - SEAL))
    return sound
