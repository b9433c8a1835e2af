"""How rare a word is among names: -log of the share of names that have a word of the same consonants, in nats.

Two sources count together: the names of the gazetteer at hand, and names at large (`data/skeletons.tsv`), which stand
for SMOOTHING names, so that a gazetteer of three persons does not take Smith for a rare name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from weakref import WeakKeyDictionary

import numpy as np

from gazetteer import Gazetteer
from names.data.tables import rows
from names.resolution.skeleton_keys import word_key
from names.romanization.words import Word

SMOOTHING = 20_000  # chosen: names at large that count beside those of the gazetteer
_found: WeakKeyDictionary[Gazetteer, dict[Word, float]] = WeakKeyDictionary()


def rarities(words: Iterable[Word], gazetteer: Gazetteer) -> dict[Word, float]:
    """The rarity of each word in nats, 0 for a word that every name has; remembered while the gazetteer is open.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> from names.romanization.words import read_words
    >>> three = build_gazetteer([Entity("a", "person", ["Ivan Petrov", "Ivan Sirko", "Jan Otynshiev"])])
    >>> ivan, otynshiev = read_words(["ivan", "otynshiev"])
    >>> known = rarities([ivan, otynshiev], three)
    >>> known[ivan] < known[otynshiev]
    True
    """
    known = _found.setdefault(gazetteer, {})
    new = [word for word in dict.fromkeys(words) if word not in known]
    if new:
        keys = np.array([word_key(word.skeletons[0]) for word in new], np.uint64)
        counts = gazetteer.frequencies("word", keys).tolist()
        total = gazetteer.alias_count + SMOOTHING
        for word, count in zip(new, counts, strict=True):
            share = (count + SMOOTHING * _share_at_large(word.skeletons[0])) / total
            known[word] = -math.log(min(1.0, share))
    return known


def _share_at_large(skeleton: str) -> float:
    shares, rarest = _at_large()
    return shares.get(skeleton, rarest)


@cache
def _at_large() -> tuple[dict[str, float], float]:
    """The share of names that have each skeleton, and that of a skeleton that is not listed."""
    counts = {skeleton: int(count) for skeleton, count in rows("skeletons.tsv")}
    total = counts.pop("*")
    return {skeleton: count / total for skeleton, count in counts.items()}, 1 / total
