"""From the figures of the evidence to a probability: a logistic curve whose weights are data."""

from __future__ import annotations

import math
from functools import cache
from operator import mul

from names.comparison.evidence import Features
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
    """The probability 0..1 for the figures of a comparison."""
    bias, each = weights()
    logit = bias + math.fsum(map(mul, each, features))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
