"""Measures of groupings: B-cubed and pairwise precision, recall and F1, with intervals.

B-cubed (Bagga and Baldwin 1998): of each name, the share of its found group that belongs to its gold group is the
precision, the share of its gold group that is in its found group the recall; the mean over all names is the measure.
Pairwise: of the pairs that are in one group, those that belong there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.evaluation.measures import SEED, Interval, Outcomes, interval_of

__all__ = ["GroupingMeasures", "PlacedName", "grouping_measures"]

SAMPLES_OF_GROUPS = 500  # drawn for an interval; chosen


class PlacedName(NamedTuple):
    """The gold group and the found group of a name."""

    gold: str
    found: str


class GroupingMeasures(NamedTuple):
    """B-cubed measures, pairs in common, and which names are in the very group that they belong to."""

    precision: float  # B-cubed
    recall: float  # B-cubed
    f1: float  # B-cubed
    pairs: Outcomes  # right: pairs of names that are together in both; wrong: only in found; missed: only in gold
    whole: NDArray[np.bool_]  # of each name, whether its found group is its gold group
    intervals: dict[str, Interval]  # of the B-cubed measures, over samples of gold groups


def grouping_measures(names: Sequence[PlacedName]) -> GroupingMeasures:
    """The measures of a grouping of at least one name; the order of the names changes nothing.

    >>> found = grouping_measures([PlacedName("a", "1"), PlacedName("a", "1"), PlacedName("b", "1")])
    >>> round(found.precision, 2), found.recall, found.pairs
    (0.56, 1.0, Outcomes(right=1, wrong=2, missed=0))
    """
    both, golds, founds = Counter(names), Counter(one.gold for one in names), Counter(one.found for one in names)
    together, gold, found = (
        np.array(sizes, np.float64)
        for sizes in zip(*((both[one], golds[one.gold], founds[one.found]) for one in names), strict=True)
    )
    precision, recall = together / found, together / gold
    pairs = Outcomes(_pairs_in(both), _pairs_in(founds) - _pairs_in(both), _pairs_in(golds) - _pairs_in(both))
    whole = (together == found) & (together == gold)
    p, r = float(np.sort(precision).mean()), float(np.sort(recall).mean())
    return GroupingMeasures(p, r, _harmonic(p, r), pairs, whole, _intervals(names, precision, recall))


def _pairs_in(groups: Counter[PlacedName] | Counter[str]) -> int:
    return sum(size * (size - 1) // 2 for size in groups.values())


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _intervals(
    names: Sequence[PlacedName], precision: NDArray[np.float64], recall: NDArray[np.float64]
) -> dict[str, Interval]:
    """The intervals over samples of gold groups, whose names stand or fall together."""
    _, group = np.unique([one.gold for one in names], return_inverse=True)
    order = np.lexsort((recall, precision, group))  # so that sums do not depend on the order of the names
    columns = (precision[order], recall[order], np.ones(len(names)))
    sums = np.stack([np.bincount(group[order], column) for column in columns], 1)
    sums = sums[np.lexsort(sums.T)]
    generator = np.random.default_rng(SEED)
    shares = np.full(len(sums), 1 / len(sums))
    drawn = np.stack([generator.multinomial(len(sums), shares) @ sums for _ in range(SAMPLES_OF_GROUPS)])
    p, r = drawn[:, 0] / drawn[:, 2], drawn[:, 1] / drawn[:, 2]
    return {"precision": interval_of(p), "recall": interval_of(r), "f1": interval_of(2 * p * r / (p + r))}
