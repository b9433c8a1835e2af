"""Logistic regression and multinomial logit by Newton's method, for a dozen weights and thousands of rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
STEPS = 25  # most steps of Newton's method
TINY = 1e-12  # probabilities are raised to this before their logarithm is taken
SMALL = 1e-2  # the fit ends when no scaled weight changes by more


def fit(
    design: Array, same: Array, ridge: float = 1.0, at_most: float | None = None, known: Array | float = 0.0
) -> Array:
    """The maximum likelihood weights of `logistic(known + design @ weights)` as probabilities of `same` (0..1 a row).

    With `at_most`=0, weights except the first that would be positive are held at 0: a distance never speaks in favour.
    """
    held = np.zeros(design.shape[1], bool)
    while True:
        weights = _newton(design, same, ridge, ~held, known)
        wrong = (weights > at_most) & ~held if at_most is not None else held & ~held
        wrong[0] = False
        if not wrong.any():
            return weights
        held |= wrong


def _newton(design: Array, same: Array, ridge: float, free: Array, known: Array | float) -> Array:
    """The maximum likelihood weights where only those in `free` may differ from zero."""
    weights = np.zeros(design.shape[1])
    used = design[:, free]
    for _ in range(STEPS):
        chance = logistic(known + used @ weights[free])
        gradient = used.T @ (same - chance) - ridge * weights[free]
        curve = (used.T * (chance * (1 - chance))) @ used + ridge * np.eye(int(free.sum()))
        weights[free] += np.linalg.solve(curve, gradient)
    return weights


def fit_choices(
    features: Array, present: Array, right: Array, weight: Array, signs: Array, ridge: float, known: Array | float = 0.0
) -> Array:
    """The weights of a multinomial logit in which each row chooses one of its candidates, or none, whose logit is 0.

    `features` has the shape rows × candidates × weights; `present` says which cells are candidates; `right` is the
    position of the chosen one (-1: none); `weight` says how much a row counts; `known` is added to the logits. A weight
    cannot have the sign opposite to its sign in `signs` (0: any sign). `ridge` is the strength of L2 regularisation,
    with features scaled by their mean size.
    """
    size = np.abs(features[present]).mean(axis=0) + 1e-3
    scaled = np.where(present[..., None], features / size, 0.0)
    chosen = np.zeros(present.shape)
    rows = np.flatnonzero(right >= 0)
    chosen[rows, right[rows]] = 1.0
    weights, free = np.zeros(features.shape[2]), np.ones(features.shape[2], np.bool_)
    while True:
        weights[free] = _choices(weights[free], scaled[..., free], present, chosen, weight, ridge, known)
        wrong = weights * signs < 0
        if not wrong.any():
            return np.asarray(weights / size)
        weights[wrong] = 0.0
        free &= ~wrong


def _choices(
    start: Array, features: Array, present: Array, chosen: Array, weight: Array, ridge: float, known: Array | float
) -> Array:
    """The maximum likelihood weights of scaled features, by Newton's method from `start` on."""

    def fitness(weights: Array) -> float:
        chance = choose(features @ weights + known, present)
        of_chosen = np.where(chosen.any(axis=1), (chosen * chance).sum(axis=1), 1 - chance.sum(axis=1))
        return float(weight @ np.log(np.maximum(of_chosen, TINY)) - ridge * weights @ weights / 2)

    weights, best = start, fitness(start)
    for _ in range(STEPS):
        chance = choose(features @ weights + known, present)
        gradient = np.tensordot(weight[:, None] * (chosen - chance), features, 2) - ridge * weights
        curvature = _curvature(features, chance, weight)
        step = np.linalg.solve(curvature + ridge * np.eye(len(weights)), gradient)
        while (reached := fitness(weights + step)) < best and np.abs(step).max() > SMALL:
            step = step / 2
        if reached < best or np.abs(step).max() < SMALL:
            break
        weights, best = weights + step, reached
    return weights


def choose(logits: Array, present: Array) -> Array:
    """The probability of each candidate in its row; the rest to 1 is that of none of them, whose logit is 0."""
    logits = np.where(present, logits, -np.inf)
    top = np.maximum(0.0, logits.max(axis=1, keepdims=True))
    odds = np.exp(logits - top)
    return np.asarray(odds / (np.exp(-top) + odds.sum(axis=1, keepdims=True)))


def _curvature(features: Array, chance: Array, weight: Array) -> Array:
    """The negative second derivative of the log likelihood: the weighted sum of the covariances of each row."""
    total = np.zeros((features.shape[2], features.shape[2]))
    for start in range(0, len(features), 2000):
        some, share = features[start : start + 2000], chance[start : start + 2000]
        count = weight[start : start + 2000, None]
        flat = some.reshape(-1, some.shape[2])
        mean = (share[:, None, :] @ some)[:, 0]
        total += (flat.T * (count * share).reshape(-1)) @ flat - (count * mean).T @ mean
    return total


def logistic(logits: Array) -> Array:
    """The probabilities, 0..1, that have these log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def calibration_error(scores: Array, same: Array) -> float:
    """The expected calibration error of scores, 0..1, in ten bins of equal width."""
    bins = np.minimum((scores * 10).astype(int), 9)
    return float(sum(abs(scores[bins == b].sum() - same[bins == b].sum()) for b in range(10)) / len(scores))
