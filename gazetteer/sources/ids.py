"""The ids of one file with their lines, so that one that comes twice is refused with both."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from gazetteer.errors import InvalidEntity, SourceError

__all__ = ["Ids", "at"]


class Ids:
    """The ids met so far, as digests: 24 bytes an id, so that a large file need not be kept."""

    def __init__(self) -> None:
        self._digests = bytearray()
        self._lines = array("Q")

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, id: str, line: int) -> None:
        """Remember that the id stands at this line."""
        self._digests += blake2b(id.encode(), digest_size=16).digest()
        self._lines.append(line)

    def refuse_repeated(self, path: Path, repair: str) -> None:
        """Raise SourceError for the first line whose id stood on another line before."""
        import numpy as np

        digests = np.frombuffer(self._digests, np.uint64).reshape(-1, 2)
        order = np.lexsort((digests[:, 0], digests[:, 1]))  # stable: of equal ones the earlier line comes first
        repeated = np.flatnonzero((digests[order[1:]] == digests[order[:-1]]).all(axis=1))  # places in the order
        if len(repeated):
            earliest = repeated[order[repeated + 1].argmin()]
            first, second = (self._lines[int(i)] for i in order[earliest : earliest + 2])
            raise SourceError(path, second, f"the id of line {first} again; {repair}")


@contextmanager
def at(path: Path, line: int) -> Iterator[None]:
    """Raise `SourceError` with file and line for an `InvalidEntity` that the block raises."""
    try:
        yield
    except InvalidEntity as error:
        raise SourceError(path, line, str(error)) from None
