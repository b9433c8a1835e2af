"""The rarity of a word: −log of the share of names that have a word with the same skeleton, in nats.

The share is taken among the names of the gazetteer and AT_LARGE other names, whose frequencies are those of
`data/skeletons.tsv`. So Smith is not a rare name in a gazetteer of three persons.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import repeat
from weakref import WeakKeyDictionary

import numpy as np

from gazetteer import Gazetteer
from names.data.tables import rows
from names.resolution.skeleton_keys import word_key
from names.romanization.words import Word

AT_LARGE = 20_000  # other names that count beside those of the gazetteer; chosen
_known: WeakKeyDictionary[Gazetteer, dict[Word, float]] = WeakKeyDictionary()


def rarities(words: Iterable[Word], gazetteer: Gazetteer) -> dict[Word, float]:
    """The rarity of each word in nats, 0 for a word that every name has; results are kept as long as the gazetteer.

    The result may contain more words than `words`.

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
        known.update(zip(new, map(rarity, new, counts, repeat(gazetteer.alias_count)), strict=False))
    return known


def rarity(word: Word, count: int, names: int) -> float:
    """The rarity, in nats, of a word whose skeleton `count` of so many names have, beside the AT_LARGE other names.

    >>> from names.romanization.words import read_word
    >>> rarity(read_word("otynshiev"), 0, 100) > rarity(read_word("otynshiev"), 50, 100)
    True
    """
    share = (count + AT_LARGE * _share_at_large(word.skeletons[0])) / (names + AT_LARGE)
    return -math.log(min(1.0, share))


def _share_at_large(skeleton: str) -> float:
    shares, share_of_unlisted = _shares_at_large()
    return shares.get(skeleton, share_of_unlisted)


@cache
def _shares_at_large() -> tuple[dict[str, float], float]:
    """The share of names that have each skeleton, and the share assumed for a skeleton that is not listed."""
    counts = {skeleton: int(count) for skeleton, count in rows("skeletons.tsv")}
    total = counts.pop("*")
    return {skeleton: count / total for skeleton, count in counts.items()}, 1 / total
