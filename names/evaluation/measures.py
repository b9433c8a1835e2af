"""Measures of answers with scores: precision and recall at each threshold, intervals, calibration.

A case is answered if its score reaches the threshold. An answer is right or wrong; a case that has an answer (`known`)
and is not rightly answered is missed. So a wrong answer to a known case is both wrong and missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Bin",
    "Calibration",
    "Interval",
    "Outcomes",
    "Scored",
    "ThresholdCurve",
    "calibration",
    "counted_at",
    "intervals",
    "threshold_curve",
]

BINS = 10  # of the reliability table
SAMPLES = 2000  # drawn for an interval; chosen
JEFFREYS = 0.5  # cases of each outcome that are added to those that were seen
SEED = 13  # of the samples, so that the same labels have the same interval
LEVEL = 0.95  # share of the samples within an interval


class Scored(NamedTuple):
    """Cases as parallel columns."""

    scores: NDArray[np.float64]  # of the likeliest answer, 0..1
    right: NDArray[np.bool_]  # whether that answer is right
    known: NDArray[np.bool_]  # whether there is a right answer, other than nobody
    answered: NDArray[np.bool_]  # whether there is an answer at all, however unlikely

    @classmethod
    def of(cls, cases: Sequence[tuple[float, bool, bool, bool]]) -> Scored:
        """The columns of cases given as score, right, known and answered."""
        scores, right, known, answered = zip(*cases, strict=True) if cases else ((), (), (), ())
        return cls(
            np.array(scores, np.float64), np.array(right, np.bool_), np.array(known, np.bool_),
            np.array(answered, np.bool_),
        )  # fmt: skip

    def rows(self, chosen: NDArray[np.bool_]) -> Scored:
        """The columns of some of the cases."""
        return Scored(self.scores[chosen], self.right[chosen], self.known[chosen], self.answered[chosen])


class Outcomes(NamedTuple):
    """How many cases were answered rightly, answered wrongly, and missed; the measures that follow from it.

    >>> counts = Outcomes(right=8, wrong=2, missed=4)
    >>> counts.precision, round(counts.recall, 2), round(counts.f1, 2)
    (0.8, 0.67, 0.73)
    """

    right: float
    wrong: float
    missed: float

    @property
    def precision(self) -> float:
        """The share of the answers that are right; 1 if there is no answer."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of the known cases that are rightly answered; 1 if there is none."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


class Interval(NamedTuple):
    """Between which values a measure lies in 95 of 100 samples of as many cases."""

    low: float
    high: float


class ThresholdCurve(NamedTuple):
    """The counts at each threshold at which they change, as parallel columns; thresholds fall."""

    scores: NDArray[np.float64]  # the least score that is answered
    thresholds: NDArray[np.float64]  # midway between that score and the next
    right: NDArray[np.float64]
    wrong: NDArray[np.float64]
    missed: NDArray[np.float64]

    @property
    def precision(self) -> NDArray[np.float64]:
        """The precision at each threshold."""
        return _shares(self.right, self.right + self.wrong)

    @property
    def recall(self) -> NDArray[np.float64]:
        """The recall at each threshold."""
        return _shares(self.right, self.right + self.missed)

    @property
    def f1(self) -> NDArray[np.float64]:
        """The F1 at each threshold."""
        return _shares(2 * self.right, 2 * self.right + self.wrong + self.missed)

    def counts(self, place: int) -> Outcomes:
        """The counts at one place of the curve."""
        return Outcomes(float(self.right[place]), float(self.wrong[place]), float(self.missed[place]))

    def place(self, threshold: float) -> int:
        """The place whose counts hold at any threshold."""
        return int(np.sum(self.scores >= threshold)) - 1

    def for_precision(self, wished: float) -> int | None:
        """The place with most right answers among those of at least this precision; None if there is none."""
        fit = np.flatnonzero((self.precision >= wished) & (self.right + self.wrong > 0))
        return int(fit[np.argmax(self.right[fit])]) if len(fit) else None

    def for_cost(self, wrong: float, missed: float) -> int:
        """The place where the cost is least, if an answer that is wrong and a missed case cost so much."""
        return int(np.argmin(wrong * self.wrong + missed * self.missed))


def _shares(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(part, whole, out=np.ones_like(part), where=whole > 0)


def counted_at(cases: Scored, threshold: float) -> Outcomes:
    """The counts at this threshold.

    >>> counted_at(Scored.of([(0.9, True, True, True), (0.8, False, False, True), (0.3, True, True, True)]), 0.5)
    Outcomes(right=1.0, wrong=1.0, missed=1.0)
    """
    answered = cases.answered & (cases.scores >= threshold)
    right = float(np.sum(answered & cases.right))
    return Outcomes(right, float(np.sum(answered)) - right, float(np.sum(cases.known)) - right)


def threshold_curve(cases: Scored) -> ThresholdCurve:
    """The counts at each threshold at which they change: above all scores first, then midway between two scores."""
    order = np.flatnonzero(cases.answered)
    order = order[np.argsort(-cases.scores[order], kind="stable")]
    scores, right = cases.scores[order], cases.right[order]
    last = np.flatnonzero(np.append(scores[1:] != scores[:-1], True)) if len(scores) else np.zeros(0, np.intp)
    lowest = scores[last]
    thresholds = (lowest + np.append(lowest[1:], 0.0)) / 2 if len(last) else lowest
    rights = np.append(0.0, np.cumsum(right, dtype=np.float64)[last])
    answers = np.append(0.0, last + 1.0)
    known = float(np.sum(cases.known))
    return ThresholdCurve(
        np.append(np.inf, lowest), np.append(1.0, thresholds), rights, answers - rights, known - rights
    )


def intervals(cases: Scored, threshold: float) -> dict[str, Interval]:
    """The intervals of precision, recall and F1 at a threshold, by their names.

    They are those of the Bayesian bootstrap (Rubin 1981): with a seed, it is drawn how often each outcome would come.
    Half a case is added to the right, the wrong and the missed ones (Jeffreys), because that ten answers of ten are
    right does not say that all are.

    >>> intervals(Scored.of([(0.9, True, True, True)] * 10), 0.5)["precision"].low < 0.9
    True
    """
    answered = cases.answered & (cases.scores >= threshold)
    found = answered & cases.right
    outcomes = np.stack([found, answered & ~cases.right, cases.known & ~found], 1).astype(np.float64)
    kinds, counts = np.unique(np.concatenate([np.eye(3), outcomes]), axis=0, return_counts=True)
    weights = counts - np.where(kinds.sum(1) == 1, 1 - JEFFREYS, 0.0)  # the rows of `eye` count as half a case
    right, wrong, missed = (np.random.default_rng(SEED).dirichlet(weights, SAMPLES) @ kinds).T
    sampled, value = ThresholdCurve(right, right, right, wrong, missed), counted_at(cases, threshold)
    return {
        "precision": _around(value.precision, sampled.precision),
        "recall": _around(value.recall, sampled.recall),
        "f1": _around(value.f1, sampled.f1),
    }


def _around(value: float, sampled: NDArray[np.float64]) -> Interval:
    """The interval that holds the middle of the sampled values, and the value itself."""
    low, high = interval_of(sampled)
    return Interval(min(low, value), max(high, value))


def interval_of(values: NDArray[np.float64]) -> Interval:
    """The interval that holds the middle of the sampled values."""
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]).tolist()
    return Interval(low, high)


class Bin(NamedTuple):
    """The cases whose scores lie in a tenth: how many, their mean score, and the share of right answers."""

    low: float
    high: float
    cases: int
    score: float
    right: float


class Calibration(NamedTuple):
    """Whether scores are what they say: the share of right answers among those with that score."""

    bins: list[Bin]
    error: float  # mean distance of score and share of right answers, over the bins (expected calibration error)
    brier: float  # mean squared distance of score and outcome


def calibration(cases: Scored) -> Calibration:
    """The calibration of the scores of all cases with an answer, in ten bins of equal width.

    >>> round(calibration(Scored.of([(0.95, True, True, True), (0.05, False, True, True)])).error, 2)
    0.05
    """
    scores, right = cases.scores[cases.answered], cases.right[cases.answered].astype(np.float64)
    order = np.lexsort((right, scores))  # so that sums do not depend on the order of the cases
    scores, right = scores[order], right[order]
    place = np.minimum((scores * BINS).astype(np.intp), BINS - 1)
    counts = np.bincount(place, minlength=BINS)
    sums, rights = (np.bincount(place, weights, BINS) for weights in (scores, right))
    filled = np.maximum(counts, 1)
    bins = [
        Bin(i / BINS, (i + 1) / BINS, int(counts[i]), float(sums[i] / filled[i]), float(rights[i] / filled[i]))
        for i in range(BINS)
    ]
    total = max(1, len(scores))
    error = float(np.abs(sums - rights).sum() / total)
    return Calibration(bins, error, float(np.square(scores - right).sum() / total))
