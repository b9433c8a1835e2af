"""The ids of one file with their lines, so that a repeated id can be refused."""

from __future__ import annotations

from array import array
from hashlib import blake2b

from gazetteer.errors import SourceError
from gazetteer.sources.source_file import SourceFile

__all__ = ["Ids"]


class Ids:
    """The ids read so far, stored as digests: 24 bytes for each id and its line, to save memory."""

    def __init__(self) -> None:
        self._digests = bytearray()
        self._lines = array("Q")

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, id: str, line: int) -> None:
        """Record that the id is on this line."""
        self._digests += blake2b(id.encode(), digest_size=16).digest()
        self._lines.append(line)

    def refuse_repeated(self, file: SourceFile, repair: str) -> None:
        """Raise SourceError for the first line whose id is also on an earlier line.

        Where rows may be left out, accounts of one entity are joined instead (see `joining`), and nothing is done here.
        """
        import numpy as np

        if not file.is_strict:
            return
        digests = np.frombuffer(self._digests, np.uint64).reshape(-1, 2)
        order = np.lexsort((digests[:, 0], digests[:, 1]))  # stable: of equal ids, the earlier line comes first
        repeated = np.flatnonzero((digests[order[1:]] == digests[order[:-1]]).all(axis=1))  # positions in `order`
        if len(repeated):
            earliest = repeated[order[repeated + 1].argmin()]
            first, second = (self._lines[int(i)] for i in order[earliest : earliest + 2])
            raise SourceError(file.path, second, f"the id of line {first} again; {repair}")
