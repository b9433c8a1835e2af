"""Fit few numbers to labels, and only as many as labels that were not used for it bear out.

The model of a name with candidates is a multinomial logit, as in `names.resolution.posterior`: nobody has the logit 0,
a candidate a · odds + b + s · facts, where `odds` are its log-odds against nobody and `facts` the logarithm of the
factor by which facts changed them. a = 1, b = 0, s = 1 is the program as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from names.evaluation.measures import SEED, Scored, threshold_curve

__all__ = ["AS_IS", "FOLDS", "Candidates", "Costs", "Numbers", "chosen_numbers", "chosen_threshold", "is_gain", "lots"]

FOLDS = 5  # of the cross-validation; chosen
STEPS, CLOSE = 50, 1e-9  # most steps of Newton's method, and a step that is small enough to end it
WORTH = 0.01  # nats of log loss for which no further number is fitted; chosen
SURE = 1.645  # standard errors that a gain must exceed: the 95th percentile of the normal distribution
GRID = np.arange(0.02, 0.99, 0.02)  # thresholds that are tried; chosen, coarse so that chance has less to choose from
# Standard deviations of the prior of a, b and s around the program as it is; chosen.
PRIOR = np.array([0.5, 1.5, 0.5])
LEAST = np.array([0.1, -8.0, 0.0])  # least values of a, b and s
# Which of a, b and s are fitted, the fewest first.
_FREE = ((), (1,), (0, 1), (0, 1, 2))


class Numbers(NamedTuple):
    """The numbers of the model."""

    a: float
    b: float
    s: float


AS_IS = Numbers(1.0, 0.0, 1.0)


class Candidates(NamedTuple):
    """The candidates of names, a row for each name, filled up with impossible ones (log-odds of minus infinity)."""

    odds: NDArray[np.float64]
    facts: NDArray[np.float64]
    truth: NDArray[np.intp]  # the column of who is meant; -1: none of these
    known: NDArray[np.bool_]  # whether somebody in the gazetteer is meant

    def of(self, rows: NDArray[np.bool_]) -> Candidates:
        """The rows of some names."""
        return Candidates(self.odds[rows], self.facts[rows], self.truth[rows], self.known[rows])

    def probabilities(self, numbers: Numbers) -> NDArray[np.float64]:
        """The probability of each candidate."""
        logits = self._logits(numbers)
        highest = np.maximum(logits.max(axis=1, initial=0.0), 0.0)
        odds = np.exp(logits - highest[:, None])
        shares: NDArray[np.float64] = odds / (np.exp(-highest) + odds.sum(axis=1))[:, None]
        return shares

    def _logits(self, numbers: Numbers) -> NDArray[np.float64]:
        logits = numbers.a * np.where(np.isfinite(self.odds), self.odds, 0.0) + numbers.b + numbers.s * self.facts
        return np.where(np.isfinite(self.odds), logits, -np.inf)

    def losses(self, numbers: Numbers) -> NDArray[np.float64]:
        """Of each name, the log loss: −log of the probability of what is meant."""
        shares = self.probabilities(numbers)
        nobody = np.maximum(1 - shares.sum(axis=1), 1e-12)
        meant = shares[np.arange(len(shares)), self.truth] if shares.shape[1] else nobody
        losses: NDArray[np.float64] = -np.log(np.maximum(np.where(self.truth < 0, nobody, meant), 1e-12))
        return losses

    def scored(self, numbers: Numbers) -> Scored:
        """The likeliest answer of each name, for the measures."""
        shares = self.probabilities(numbers)
        if not shares.shape[1]:
            none = np.zeros(len(shares), np.bool_)
            return Scored(np.zeros(len(shares)), none, self.known, none)
        best = shares.argmax(axis=1)
        scores = shares[np.arange(len(shares)), best]
        has_candidate = np.isfinite(self.odds[:, 0])
        return Scored(scores, (best == self.truth) & (self.truth >= 0), self.known, has_candidate)


def lots(keys: Sequence[str], count: int) -> NDArray[np.int64]:
    """A lot of each key, 0 … count-1, the same in every order of the keys.

    >>> lots(["a", "b", "a"], 5).tolist()[::2] == lots(["a"], 5).tolist() * 2
    True
    """
    return np.array([crc32(f"{SEED}\0{key}".encode("utf-8", "replace")) % 100_003 % count for key in keys], np.int64)


def chosen_numbers(cases: Candidates, folds: NDArray[np.int64]) -> Numbers:
    """The fitted numbers: as few as do, by cross-validation, as well as the best within one standard error."""
    free = [some for some in _FREE if 2 not in some or cases.facts.any()]
    losses = np.stack([_validated(cases, folds, some) for some in free])
    best = losses[losses.mean(axis=1).argmin()]
    for some, each in zip(free, losses, strict=True):
        worse = each - best
        if worse.mean() <= max(WORTH, worse.std() / np.sqrt(len(worse))):
            return _fitted(cases, some)
    return AS_IS


def _validated(cases: Candidates, folds: NDArray[np.int64], free: Sequence[int]) -> NDArray[np.float64]:
    """The log loss of each name under numbers that were fitted without its fold."""
    losses = np.zeros(len(folds))
    for fold in np.unique(folds).tolist():
        inside = folds == fold
        losses[inside] = cases.of(inside).losses(_fitted(cases.of(~inside), free))
    return losses


def _fitted(cases: Candidates, free: Sequence[int]) -> Numbers:
    """The likeliest of the numbers that are free, by Newton's method; the others are as they are."""
    numbers, chosen = np.array(AS_IS), list(free)
    if not chosen or not len(cases.truth) or not cases.odds.shape[1]:
        return AS_IS
    inputs = np.stack([np.where(np.isfinite(cases.odds), cases.odds, 0.0), np.ones_like(cases.odds), cases.facts], 2)
    inputs = inputs[:, :, chosen]
    meant = (np.arange(cases.odds.shape[1]) == cases.truth[:, None]).astype(np.float64)
    prior = 1 / np.square(PRIOR[chosen])
    for _ in range(STEPS):
        shares = cases.probabilities(Numbers(*numbers.tolist()))
        pull = prior * (np.array(AS_IS) - numbers)[chosen]
        slope = np.einsum("nk,nkf->f", meant - shares, inputs) + pull
        means = np.einsum("nk,nkf->nf", shares, inputs)
        curve = np.einsum("nk,nkf,nkg->fg", shares, inputs, inputs) - means.T @ means + np.diag(prior)
        step = np.clip(np.linalg.solve(curve, slope), -1.0, 1.0)
        numbers[chosen] += step
        numbers = np.maximum(numbers, LEAST)
        if np.abs(step).max() < CLOSE:
            break
    return Numbers(*(round(number, 4) for number in numbers.tolist()))


class Costs(NamedTuple):
    """What a wrong answer and a missed one cost."""

    wrong: float
    missed: float


def chosen_threshold(
    cases: Scored, folds: NDArray[np.int64], default: float, costs: Costs, precision: float | None = None
) -> float:
    """The threshold of least cost, if cross-validation bears out that it is cheaper than the default; else the default.

    With a wished precision, the threshold that finds most with it; the default if none has it.
    """
    if precision is not None:
        curve = threshold_curve(cases)
        place = curve.for_precision(precision)
        return default if place is None else round(float(curve.thresholds[place]), 4)
    gains = np.zeros(len(folds))
    for fold in np.unique(folds).tolist():
        inside = folds == fold
        fitted = _cheapest(cases.rows(~inside), default, costs)
        gains[inside] = _costs_at(cases.rows(inside), default, costs) - _costs_at(cases.rows(inside), fitted, costs)
    return _cheapest(cases, default, costs) if is_gain(gains) else default


def is_gain(gains: NDArray[np.float64]) -> bool:
    """Whether what was gained in each case is more, in the mean, than chance would give in one of twenty trials.

    >>> is_gain(np.array([1.0, 1.0, 0.0, 1.0])), is_gain(np.array([1.0, -1.0, 1.0, 0.0]))
    (True, False)
    """
    return len(gains) > 1 and bool(gains.mean() > SURE * gains.std() / np.sqrt(len(gains)))


def _costs_at(cases: Scored, threshold: float, costs: Costs) -> NDArray[np.float64]:
    """What each case costs at a threshold."""
    answered = cases.answered & (cases.scores >= threshold)
    found = answered & cases.right
    each: NDArray[np.float64] = costs.wrong * (answered & ~found) + costs.missed * (cases.known & ~found)
    return each


def _cheapest(cases: Scored, default: float, costs: Costs) -> float:
    """The threshold of least cost that is nearest the default."""
    near: list[float] = [default, *(float(threshold) for threshold in GRID)]
    near.sort(key=lambda threshold: (abs(threshold - default), threshold))
    costing = [float(_costs_at(cases, threshold, costs).sum()) for threshold in near]
    return round(near[costing.index(min(costing))], 4)
