"""How likely it is that two names of a list are one, for many pairs in one portion: what a worker process does.

The score of a pair is lowered by how many names of the list would agree as well by chance: the longer the list and the
commoner the words, the more must agree. Names that contradict each other have no score.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.caching import gc_paused
from names.comparison.similarity import Comparison, compare_many
from names.lists.likeness import may_be_one
from names.lists.list_keys import WordCounts
from names.lists.rules import CLUSTER_RULES, ClusterRules
from names.lists.similar_pairs import Pairs
from names.parsing.parts import Name, read_names
from names.resolution.features import evidence_sums
from names.resolution.rarity import rarity
from names.resolution.skeleton_keys import word_key
from names.romanization.words import Word

BATCH = 4096  # pairs that are compared together; chosen


class ScoredPairs(NamedTuple):
    """Pairs of names by their numbers, as parallel columns, with the score, 0..1, of each."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    scores: NDArray[np.float64]


def scored(
    texts: Sequence[str], pairs: Pairs, counts: WordCounts, rules: ClusterRules = CLUSTER_RULES
) -> ScoredPairs:
    """Of the pairs, which are positions in `texts`, those that may be one name, with their scores.

    >>> pairs = Pairs(np.array([0, 0, 1]), np.array([1, 2, 2]))
    >>> counts = WordCounts(np.zeros(0, np.uint64), np.zeros(0, np.int64), 3)
    >>> found = scored(["Ivan Sirko", "Iwan Sirko", "Iwan Serov"], pairs, counts)
    >>> found.left.tolist(), found.right.tolist(), found.scores[0] > 0.9
    ([0], [1], np.True_)
    """
    with gc_paused():
        names = read_names(texts)
        worth = np.flatnonzero(may_be_one(names, pairs, rules))
        scores = np.full(len(worth), -1.0)
        for low in range(0, len(worth), BATCH):
            some = worth[low : low + BATCH]
            scores[low : low + BATCH] = _scores(names, Pairs(pairs.left[some], pairs.right[some]), counts)
        kept = worth[scores >= 0]
        return ScoredPairs(pairs.left[kept], pairs.right[kept], scores[scores >= 0])


def _scores(names: Sequence[Name], pairs: Pairs, counts: WordCounts) -> list[float]:
    """The score of each pair, -1 for names that contradict each other."""
    asked = [(names[a], names[b]) for a, b in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)]
    comparisons = compare_many(asked)
    contradicted = [any(one.kind.contradicts for one in comparison.evidence) for comparison in comparisons]
    agreeing = [each for each, contradicts in zip(comparisons, contradicted, strict=True) if not contradicts]
    rarities = _rarities(agreeing, counts)
    scores = iter([_score(comparison, rarities, counts.names) for comparison in agreeing])
    return [-1.0 if contradicts else next(scores) for contradicts in contradicted]


def _score(comparison: Comparison, rarities: dict[Word, float], names: int) -> float:
    expected = names * exp(-evidence_sums(comparison, rarities).rarity)
    return _beyond_chance(comparison.score, expected)


def _beyond_chance(score: float, expected: float) -> float:
    """The score, 0..1, of a pair if `expected` names of the list have as much in common by chance."""
    return score / (score + (1 - score) * (1 + expected)) if score else 0.0


def _rarities(comparisons: Sequence[Comparison], counts: WordCounts) -> dict[Word, float]:
    """The rarity in the list of each word of these comparisons, in nats."""
    evidence = chain.from_iterable(comparison.evidence for comparison in comparisons)
    words = list(dict.fromkeys(part.word for one in evidence for part in (*one.left, *one.right)))
    found = counts.of(np.array([word_key(word.skeletons[0]) for word in words], np.uint64)).tolist()
    return {word: rarity(word, count, counts.names) for word, count in zip(words, found, strict=True)}
