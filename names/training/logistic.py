"""Logistic regression by Newton's method: a dozen weights, thousands of rows, no other library."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def fit(
    design: Array, same: Array, ridge: float = 1.0, at_most: float | None = None, known: Array | float = 0.0
) -> Array:
    """The weights that make `logistic(known + design @ weights)` the likeliest probabilities of `same` (0 or 1 a row).

    With `at_most`, every weight but the first that would be larger is held at it (a distance never speaks in favour).
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
    weights = np.zeros(design.shape[1])
    used = design[:, free]
    for _ in range(25):
        chance = logistic(known + used @ weights[free])
        gradient = used.T @ (same - chance) - ridge * weights[free]
        curve = (used.T * (chance * (1 - chance))) @ used + ridge * np.eye(int(free.sum()))
        weights[free] += np.linalg.solve(curve, gradient)
    return weights


def logistic(logits: Array) -> Array:
    """Probabilities 0..1 of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def calibration_error(scores: Array, same: Array) -> float:
    """The expected calibration error of scores 0..1 over ten bins of equal width."""
    bins = np.minimum((scores * 10).astype(int), 9)
    return float(sum(abs(scores[bins == b].sum() - same[bins == b].sum()) for b in range(10)) / len(scores))
