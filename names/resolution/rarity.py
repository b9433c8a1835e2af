"""How rare a word is among names: −log of the share of names that have a word of the same skeleton, in nats.

Two sources count together: the names of the gazetteer at hand, and names at large (`data/skeletons.tsv`), which stand
for AT_LARGE names, so that a gazetteer of three persons does not take Smith for a rare name.
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

AT_LARGE = 20_000  # names at large that count beside those of the gazetteer; chosen
_known: WeakKeyDictionary[Gazetteer, dict[Word, float]] = WeakKeyDictionary()


def rarities(words: Iterable[Word], gazetteer: Gazetteer) -> dict[Word, float]:
    """The rarity of each word in nats, 0 for a word that every name has; remembered while the gazetteer is open.

    The result may have more words than were asked for.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> from names.romanization.words import read_words
    >>> three = build_gazetteer([Entity("a", "person", ["Ivan Petrov", "Ivan Sirko", "Jan Otynshiev"])])
    >>> ivan, otynshiev = read_words(["ivan", "otynshiev"])
    >>> rarity = rarities([ivan, otynshiev], three)
    >>> rarity[ivan] < rarity[otynshiev]
    True
    """
    known = _known.setdefault(gazetteer, {})
    new = [word for word in dict.fromkeys(words) if word not in known]
    if new:
        keys = np.array([word_key(word.skeletons[0]) for word in new], np.uint64)
        counts = gazetteer.frequencies("word", keys).tolist()
        total = gazetteer.alias_count + AT_LARGE
        for word, count in zip(new, counts, strict=True):
            share = (count + AT_LARGE * _share_at_large(word.skeletons[0])) / total
            known[word] = -math.log(min(1.0, share))
    return known


def _share_at_large(skeleton: str) -> float:
    shares, share_of_unlisted = _shares_at_large()
    return shares.get(skeleton, share_of_unlisted)


@cache
def _shares_at_large() -> tuple[dict[str, float], float]:
    """The share of names at large that have each skeleton, and that of a skeleton that is not listed."""
    counts = {skeleton: int(count) for skeleton, count in rows("skeletons.tsv")}
    total = counts.pop("*")
    return {skeleton: count / total for skeleton, count in counts.items()}, 1 / total
