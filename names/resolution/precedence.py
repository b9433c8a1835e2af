"""Which entities stand where several gazetteers are searched as one: those of a later gazetteer win."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gazetteer import Gazetteer

__all__ = ["Meant", "that_stand"]


class Meant(NamedTuple):
    """An entity that a name may mean."""

    owner: int  # its ordinal
    score: float  # of the spelling, 0..1
    alias: int  # the ordinal of the alias that was compared


def that_stand(meant: Sequence[Meant], gazetteer: Gazetteer) -> list[bool]:
    """Which of the entities that a name may mean stand.

    An entity gives way to one of the same kind in a later gazetteer that is spelled at least as alike, or whose
    compared alias it has too: a user's own list says who is meant by its names.

    >>> from gazetteer import Entity
    >>> from gazetteer.layers import layered
    >>> from names import build_gazetteer
    >>> known = layered([build_gazetteer([Entity(id, "person", ["Ada Berg"])]) for id in ("theirs", "mine")])
    >>> that_stand([Meant(0, 1.0, 0), Meant(1, 1.0, 1)], known)
    [False, True]
    """
    if len(gazetteer.layer_starts) == 1 or len(meant) < 2:
        return [True] * len(meant)
    owners = np.array([one.owner for one in meant])
    layers = np.searchsorted(gazetteer.layer_starts, owners, "right").tolist()
    kinds = gazetteer.entity_kinds[owners].tolist()
    every = list(zip(layers, kinds, meant, strict=True))
    return [
        not any(layer < later and kind == same and _yields(one, other, gazetteer) for later, same, other in every)
        for layer, kind, one in every
    ]


def _yields(one: Meant, other: Meant, gazetteer: Gazetteer) -> bool:
    """Whether an entity gives way to this other one of a later gazetteer."""
    if one.score <= other.score:
        return True
    begin, end = gazetteer.alias_starts[one.owner : one.owner + 2].tolist()
    return gazetteer.alias_texts([other.alias])[0] in gazetteer.alias_texts(range(begin, end))
