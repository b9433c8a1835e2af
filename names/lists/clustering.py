"""The names of a list in clusters: the spellings of one name each. No gazetteer is needed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum, log

import numpy as np

from names.comparison.similarity import compare_many
from names.lists.grouping import Grouping, Progress, group_names
from names.lists.pair_scores import ScoredPairs, joined_pairs
from names.lists.representative import representative
from names.lists.rules import CLUSTER_RULES

__all__ = ["Cluster", "Clustering", "SpellingPair", "cluster", "clusters", "make_clustering"]

EXPLAINED = 512  # pairs whose reasons are found together; chosen


@dataclass(frozen=True)
class SpellingPair:
    """Two names of a list that were compared, and their score: how likely it is, 0..1, that they are one name."""

    left: str
    right: str
    score: float
    together: bool = True  # whether they stand in one cluster

    @cached_property
    def why(self) -> str:
        """The evidence in words; it is found when it is asked for."""
        return compare_many([(self.left, self.right)])[0].explain()


@dataclass(frozen=True)
class Cluster:
    """Names that are spellings of one name."""

    names: tuple[str, ...]  # in the order of the list, each once
    label: str  # the one that represents them: complete, usual and like the others
    score: float  # the mean score of their pairs, 0..1; 1 for a single name
    pairs: tuple[SpellingPair, ...]  # what holds them together, the strongest first


def cluster(names: Iterable[str], threshold: float = CLUSTER_RULES.threshold) -> list[list[str]]:
    """The distinct names in groups of spellings of one name; groups and names are in order of first appearance.

    `threshold` is the least mean score, 0..1, of all pairs of a group. With the default, 0.2, groups of variants have a
    B-cubed F1 of .97, and one name in a hundred is grouped with another person's.

    >>> cluster(["Gaddafi", "Smith", "Qadhafi"])
    [['Gaddafi', 'Qadhafi'], ['Smith']]
    >>> cluster(["Gaddafi", "Muammar Gaddafi", "Saif Gaddafi"])
    [['Gaddafi'], ['Muammar Gaddafi'], ['Saif Gaddafi']]
    """
    return make_clustering(names, threshold).groups


def clusters(names: Iterable[str], threshold: float = CLUSTER_RULES.threshold, *, workers: int = 1) -> list[Cluster]:
    """The groups of `cluster`, each with a name that represents it, a score, and the pairs that hold it together.

    `workers` is the number of processes that share the work.

    >>> first, second = clusters(["M. Gaddafi", "Smith", "Muammar Gaddafi", "Moammar Qadhafi", "Muammar Gaddafi"])
    >>> first.names, first.label
    (('M. Gaddafi', 'Muammar Gaddafi', 'Moammar Qadhafi'), 'Muammar Gaddafi')
    >>> first.pairs[0].left, first.pairs[0].right, first.score > 0.5
    ('M. Gaddafi', 'Muammar Gaddafi', True)
    >>> second.label, second.score
    ('Smith', 1.0)
    """
    return list(make_clustering(names, threshold, workers).clusters())


def make_clustering(
    names: Iterable[str],
    threshold: float = CLUSTER_RULES.threshold,
    workers: int = 1,
    progress: Progress | None = None,
) -> Clustering:
    """The names in groups of spellings of one name; `progress` is told what is done, and how much of how much."""
    frequencies = Counter(names)
    return Clustering(frequencies, group_names(frequencies, threshold, workers, progress))


class Clustering:
    """The groups of a list, in the order of the list, and what holds them together or parts them."""

    def __init__(self, frequencies: Mapping[str, int], grouping: Grouping) -> None:
        self._frequencies = frequencies  # how often the list has each name; names in the order of the list
        self._place = {name: place for place, name in enumerate(frequencies)}
        self._grouping = grouping
        of_name = dict(zip(grouping.texts, grouping.group.tolist(), strict=True))
        groups: defaultdict[int, list[str]] = defaultdict(list)
        for name in frequencies:
            groups[of_name[name]].append(name)
        self._groups = groups
        others = np.flatnonzero(grouping.first != np.arange(len(grouping.first))).tolist()
        self._same = {grouping.texts[place] for place in others}  # names with the words of another one

    @property
    def groups(self) -> list[list[str]]:
        """The names of each group."""
        return list(self._groups.values())

    def clusters(self) -> Iterator[Cluster]:
        """The groups as clusters, in the order of the list."""
        inside = self._pairs_by_group()
        for group, names in self._groups.items():
            pairs = inside.get(group, [])
            score = self._mean(names, pairs)
            label = representative(names, self._frequencies, [(pair.left, pair.right, pair.score) for pair in pairs])
            yield Cluster(tuple(names), label, score, tuple(pairs))

    def _mean(self, names: Sequence[str], pairs: Sequence[SpellingPair]) -> float:
        """The mean score of all pairs of the names that differ in more than signs; 1 if there are none."""
        first = sum(name not in self._same for name in names)
        possible = first * (first - 1) / 2
        return (
            fsum(pair.score for pair in pairs if self._same.isdisjoint((pair.left, pair.right))) / possible
            if possible
            else 1.0
        )

    def doubtful(self) -> Iterator[SpellingPair]:
        """The pairs whose score is near the threshold, above or below, and those decided otherwise by their groups.

        The nearest in log-odds come first: an answer to these tells most. Their reasons are found in batches.
        """
        pairs, group = self._grouping.pairs, self._grouping.group
        threshold = min(max(self._grouping.threshold, 0.01), 0.99)
        scores = np.clip(pairs.scores, 1e-6, 1 - 1e-6)
        distance = np.abs(np.log(scores / (1 - scores)) - log(threshold / (1 - threshold)))
        together = group[pairs.left] == group[pairs.right]
        asked = np.flatnonzero((distance <= CLUSTER_RULES.doubtful) | (together != (scores >= threshold)))
        order = asked[np.lexsort((pairs.right[asked], pairs.left[asked], distance[asked]))]
        for low in range(0, len(order), EXPLAINED):
            some = order[low : low + EXPLAINED]
            yield from explained(self._spelled(pairs.only(some)))

    def _pairs_by_group(self) -> dict[int, list[SpellingPair]]:
        """The pairs within each group, the strongest first."""
        pairs, group, first = self._grouping.pairs, self._grouping.group, self._grouping.first
        same = np.flatnonzero(first != np.arange(len(first)))
        inside = pairs.only(group[pairs.left] == group[pairs.right])
        within = joined_pairs([inside, ScoredPairs(first[same], same, np.ones(len(same)))])
        by_group: defaultdict[int, list[SpellingPair]] = defaultdict(list)
        for number, pair in zip(group[within.left].tolist(), self._spelled(within), strict=True):
            by_group[number].append(pair)
        for found in by_group.values():
            found.sort(key=lambda pair: (-pair.score, self._place[pair.left], self._place[pair.right]))
        return by_group

    def _spelled(self, pairs: ScoredPairs) -> list[SpellingPair]:
        """The pairs with their names, the one that the list has first on the left."""
        texts, group, place = self._grouping.texts, self._grouping.group, self._place
        together = (group[pairs.left] == group[pairs.right]).tolist()
        spelled = []
        for a, b, score, is_together in zip(*(column.tolist() for column in pairs), together, strict=True):
            left, right = sorted((texts[a], texts[b]), key=place.__getitem__)
            spelled.append(SpellingPair(left, right, score, is_together))
        return spelled


def explained(pairs: Sequence[SpellingPair]) -> Sequence[SpellingPair]:
    """The pairs with their reasons, which are found in one batch.

    >>> explained([SpellingPair("J. Smith", "John Smith", 0.7)])[0].why
    'J = John (initial); Smith = Smith'
    """
    comparisons = compare_many([(pair.left, pair.right) for pair in pairs])
    for pair, comparison in zip(pairs, comparisons, strict=True):
        pair.__dict__["why"] = comparison.explain()
    return pairs
