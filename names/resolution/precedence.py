"""Which entities stand where several gazetteers are searched as one: those of a later gazetteer win."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gazetteer import Gazetteer

__all__ = ["that_stand"]


def that_stand(owners: Sequence[int], scores: Sequence[float], gazetteer: Gazetteer) -> list[bool]:
    """Which of the entities that may be meant stand: those with these ordinals and scores of spelling, 0..1.

    An entity gives way to one of the same kind in a later gazetteer that is spelled at least as alike: a user's own
    list says who is meant there.

    >>> from gazetteer import Entity
    >>> from gazetteer.layers import layered
    >>> from names import build_gazetteer
    >>> known = layered([build_gazetteer([Entity(id, "person", ["Ada Berg"])]) for id in ("theirs", "mine")])
    >>> that_stand([0, 1], [1.0, 1.0], known), that_stand([0, 1], [1.0, 0.9], known)
    ([False, True], [True, True])
    """
    if len(gazetteer.layer_starts) == 1 or len(owners) < 2:
        return [True] * len(owners)
    layers = np.searchsorted(gazetteer.layer_starts, owners, "right").tolist()
    kinds = gazetteer.entity_kinds[np.asarray(owners)].tolist()
    every = list(zip(layers, kinds, scores, strict=True))
    return [
        not any(layer < other and kind == same and score <= as_alike for other, same, as_alike in every)
        for layer, kind, score in every
    ]
