"""How likely it is that two names of a list are one, for many pairs in one portion: what a worker process does.

The score of a pair is lowered by how many names of the list would agree as well by chance: the longer the list and the
commoner the words, the more must agree. Names that contradict each other have no score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import exp
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.caching import gc_paused
from names.comparison.similarity import Comparison, compare_many
from names.lists.likeness import Likeness
from names.lists.list_keys import WordCounts
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

    def only(self, which: NDArray[Any]) -> ScoredPairs:
        """Those of the pairs with these places, or that are marked."""
        return ScoredPairs(self.left[which], self.right[which], self.scores[which])


def joined_pairs(found: Sequence[ScoredPairs]) -> ScoredPairs:
    """All these pairs."""
    if not found:
        return ScoredPairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    left, right, scores = zip(*found, strict=True)
    return ScoredPairs(np.concatenate(left), np.concatenate(right), np.concatenate(scores))


@dataclass(frozen=True, eq=False)
class PairScorer:
    """Scores pairs of the names of a list.

    >>> from names.lists.name_table import read_table
    >>> from names.lists.rules import ClusterRules
    >>> table = read_table(["Ivan Sirko", "Iwan Sirko", "Iwan Serov"])
    >>> found = PairScorer(table.texts, Likeness(table, ClusterRules()), table.counts)(
    ...     Pairs(np.array([0, 0, 1]), np.array([1, 2, 2]))
    ... )
    >>> table.texts[1:], found.left.tolist(), found.right.tolist(), found.scores[0] > 0.9
    (['Ivan Sirko', 'Iwan Sirko'], [1], [2], np.True_)
    """

    texts: list[str]
    likeness: Likeness
    counts: WordCounts

    def __call__(self, pairs: Pairs) -> ScoredPairs:
        """Of these pairs those that may be one name, with their scores."""
        with gc_paused():
            worth = np.flatnonzero(self.likeness.may_be_one(pairs))
            pairs = Pairs(pairs.left[worth], pairs.right[worth])
            scores = np.concatenate([np.zeros(0), *map(self._scores, _batches(pairs))])
            kept = scores >= 0
            return ScoredPairs(pairs.left[kept], pairs.right[kept], scores[kept])

    def _scores(self, pairs: Pairs) -> list[float]:
        """The score of each pair, -1 for names that contradict each other."""
        numbers, places = np.unique(np.concatenate(pairs), return_inverse=True)
        names = read_names([self.texts[number] for number in numbers.tolist()])
        left, right = np.split(places.reshape(-1), 2)
        return _scores([(names[a], names[b]) for a, b in zip(left.tolist(), right.tolist(), strict=True)], self.counts)


def _batches(pairs: Pairs) -> Iterator[Pairs]:
    for low in range(0, len(pairs.left), BATCH):
        yield Pairs(pairs.left[low : low + BATCH], pairs.right[low : low + BATCH])


def _scores(pairs: Sequence[tuple[Name, Name]], counts: WordCounts) -> list[float]:
    comparisons = compare_many(pairs)
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
