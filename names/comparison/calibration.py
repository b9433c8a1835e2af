"""Turns the features of the evidence into a probability, by a logistic curve whose weights are data."""

from __future__ import annotations

import math
from functools import cache
from operator import mul

from names.comparison.features import Features
from names.data.tables import rows


@cache
def weights() -> tuple[float, Features]:
    """The fitted constant, and the weight of each feature.

    >>> weights()[1].worst < 0
    True
    """
    fitted = {feature: float(weight) for feature, weight in rows("calibration.tsv")}
    return fitted["bias"], Features(**{name: fitted[name] for name in Features._fields})


def probability(features: Features) -> float:
    """The probability, 0..1, that two names with these features are one."""
    bias, weight_of_each = weights()
    log_odds = bias + math.fsum(map(mul, weight_of_each, features))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))  # within what `exp` can hold
