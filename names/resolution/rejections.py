"""Which entities a name does not mean, as somebody decided: they are left out of its candidates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from gazetteer import Gazetteer
from gazetteer.decisions.rulings import Rulings
from names.parsing.parts import Name

__all__ = ["Rejections"]

Pairs = NDArray[np.uint64]  # a query in the upper half, an entity in the lower


class Rejections:
    """The entities that the names of a batch do not mean; false if there are none, as mostly.

    >>> from gazetteer import Entity
    >>> from names.parsing.parts import read_names
    >>> from names.resolution.resolver import build_gazetteer
    >>> bool(Rejections.of(read_names(["Minsk"]), build_gazetteer([Entity("m", "place", ["Minsk"])])))
    False
    """

    def __init__(self, pairs: Pairs, owners: NDArray[np.uint32], most: int) -> None:
        self._pairs, self._owners = pairs, owners
        self.most = most  # aliases that are left out of those of one name, at most

    @classmethod
    def of(cls, names: Sequence[Name], gazetteer: Gazetteer) -> Self:
        """What the decisions about the gazetteer say of the names."""
        pairs: list[tuple[int, int]] = []
        if gazetteer.decisions is not None and gazetteer.decisions.rejected_forms:
            for place, name in enumerate(names):
                found = map(gazetteer.ordinal, _rejected(name, gazetteer.decisions))
                pairs += [(place, ordinal) for ordinal in found if ordinal is not None]
        if not pairs:  # as mostly
            return cls(np.zeros(0, np.uint64), np.zeros(0, np.uint32), 0)
        queries, owners = np.array(pairs, np.int64).T
        sizes = gazetteer.alias_starts[owners + 1] - gazetteer.alias_starts[owners]
        return cls(_paired(queries, owners), gazetteer.owners, int(np.bincount(queries, sizes).max()))

    def __bool__(self) -> bool:
        return len(self._pairs) > 0

    def allow(self, queries: NDArray[np.integer], aliases: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Of queries and aliases, arrays of one length, whether the query may mean the owner of the alias."""
        return ~np.isin(_paired(queries, self._owners[aliases]), self._pairs)


def _rejected(name: Name, decisions: Rulings) -> set[str]:
    """The ids of the entities that a name does not mean, as it is written or as it is read."""
    return {*decisions.rejected(name.written), *decisions.rejected(name.text)}


def _paired(queries: NDArray[np.integer], owners: NDArray[np.integer]) -> Pairs:
    return queries.astype(np.uint64) << np.uint64(32) | owners.astype(np.uint64)
