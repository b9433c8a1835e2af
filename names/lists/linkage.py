"""Average linkage: two groups are joined if the mean score of all pairs between them is high enough.

So chains of similar names (Ivanov, Ivanova, Ivanovna) do not become one group, as they would if one pair were enough.
Pairs without a score count as 0. Names that no pair holds together cost nothing, and groups that no pair joins are
linked each by itself, so that time and memory grow with the number of pairs.
"""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from names.lists.list_keys import Numbers
from names.lists.pair_scores import ScoredPairs
from names.lists.similar_pairs import distinct


def linked(count: int, pairs: ScoredPairs, threshold: float) -> Numbers:
    """For each of the numbers 0 … count-1 the least number of its group; closest pairs are joined first.

    >>> pairs = ScoredPairs(np.array([0, 1]), np.array([1, 2]), np.array([0.9, 0.4]))
    >>> linked(4, pairs, 0.3).tolist()
    [0, 0, 2, 3]
    """
    group = np.arange(count)
    for members in _components(count, pairs, threshold):
        inside = pairs.only(members)
        numbers = distinct(np.concatenate((inside.left, inside.right)))
        places = ScoredPairs(
            np.searchsorted(numbers, inside.left), np.searchsorted(numbers, inside.right), inside.scores
        )
        for joined in _joined(len(numbers), places, threshold):
            group[numbers[joined]] = numbers[min(joined)]
    return group


def _components(count: int, pairs: ScoredPairs, threshold: float) -> list[Numbers]:
    """The places of the pairs of each set of names that pairs of at least this score hold together."""
    root = roots(count, pairs.left[pairs.scores >= threshold], pairs.right[pairs.scores >= threshold])
    inside = np.flatnonzero(root[pairs.left] == root[pairs.right])
    order = inside[np.argsort(root[pairs.left[inside]], kind="stable")]
    starts = np.flatnonzero(np.diff(root[pairs.left[order]], prepend=-1))
    return np.split(order, starts[1:]) if len(order) else []


def roots(count: int, left: Numbers, right: Numbers) -> Numbers:
    """For each of the numbers 0 … count-1 the least number that a chain of pairs joins it with.

    >>> roots(5, np.array([0, 1, 3]), np.array([1, 2, 4])).tolist()
    [0, 0, 0, 3, 3]
    """
    root = np.arange(count)
    while len(left):
        least = np.minimum(root[left], root[right])
        np.minimum.at(root, root[left], least)
        np.minimum.at(root, root[right], least)
        while not np.array_equal(root[root], root):
            root = root[root]
        open_ = root[left] != root[right]
        left, right = left[open_], right[open_]
    return root


def _joined(count: int, pairs: ScoredPairs, threshold: float) -> list[list[int]]:
    """The groups of more than one of the numbers 0 … count-1, by average linkage."""
    members = [[i] for i in range(count)]
    sums: list[dict[int, float]] = [{} for _ in range(count)]  # sums[a][b]: the summed scores of the pairs of a and b
    heap = []  # pairs of groups to join: -mean score, the groups, and their sizes when the mean was computed
    for a, b, score in zip(*(column.tolist() for column in pairs), strict=True):
        sums[a][b] = sums[b][a] = score
        if score >= threshold:
            heap.append((-score, a, b, 1, 1))
    heapq.heapify(heap)
    while heap:
        _, a, b, *sizes = heapq.heappop(heap)
        if sizes != [len(members[a]), len(members[b])]:
            continue  # one of them has grown or was merged since
        _merge(a, b, members, sums)
        for c, total in sums[a].items():
            mean = total / (len(members[a]) * len(members[c]))
            if mean >= threshold:
                heapq.heappush(heap, (-mean, a, c, len(members[a]), len(members[c])))
    return [group for group in members if len(group) > 1]


def _merge(a: int, b: int, members: list[list[int]], sums: list[dict[int, float]]) -> None:
    """Merge group b into group a."""
    members[a] += members[b]
    members[b] = []
    for c, total in sums[b].items():
        del sums[c][b]
        if c != a:
            sums[a][c] = sums[c][a] = sums[a].get(c, 0.0) + total
    sums[b] = {}


def with_short(group: Numbers, short: NDArray[np.bool_], pairs: ScoredPairs, threshold: float) -> Numbers:
    """The groups, with each group of short names joined to the group of full names that it fits, if only one.

    A group has short names only, or full names only. It fits if the mean score of its pairs with the other suffices.
    """
    sizes = np.bincount(group, minlength=len(group))
    crossing = np.flatnonzero(short[pairs.left] != short[pairs.right])
    left, right = pairs.left[crossing], pairs.right[crossing]
    ours = group[np.where(short[left], left, right)].tolist()
    others = group[np.where(short[left], right, left)].tolist()
    sums: defaultdict[tuple[int, int], float] = defaultdict(float)
    for one, other, score in zip(ours, others, pairs.scores[crossing].tolist(), strict=True):
        sums[one, other] += score
    fitting: defaultdict[int, list[int]] = defaultdict(list)
    for (one, other), total in sums.items():
        if total / (sizes[one] * sizes[other]) >= threshold:
            fitting[one].append(other)
    target = np.arange(len(group))
    for one, found in fitting.items():
        if len(found) == 1:
            [target[one]] = found
    return target[group]
