"""The seal at the end of the SQLite file, by which a reader sees that the file is whole.

It is 48 bytes behind the last page: how long the file is without it, and the checksums of `info` and of the whole. So
`info`, which names the digests of the array files, vouches for them too.
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
    """What the seal says: the length of the file without it, in bytes, and two checksums."""

    length: int
    info: str
    tables: str


def seal(path: Path, info: str) -> None:
    """Write the seal behind the tables in the file at `path`; `info` is the checksum of what they say of themselves."""
    with path.open("r+b") as file:
        tables = np.asarray(np.memmap(file, np.uint8, "r"))
        file.seek(len(tables))
        file.write(_SEAL.pack(_MAGIC, len(tables), info.encode(), checksum(tables).encode()))


def read_seal(content: NDArray[np.uint8]) -> Seal | None:
    """The seal in the last bytes of a file; None where there is none, or one of a file of another length."""
    length = len(content) - SEAL
    if length < 0:
        return None
    magic, told_length, info, tables = _SEAL.unpack(content[length:].tobytes())
    if magic != _MAGIC or told_length != length:
        return None
    return Seal(length, info.decode("latin-1"), tables.decode("latin-1"))


def unseal(path: Path) -> bool:
    """Cut the seal off, so that the tables can be changed; False where it was none or they are not what it says."""
    with path.open("r+b") as file:
        content = np.asarray(np.memmap(file, np.uint8, "r"))
        found = read_seal(content)
        sound = found is not None and found.tables == checksum(content[: found.length])
        file.truncate(max(0, len(content) - SEAL))
    return sound
