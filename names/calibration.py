"""From the figures of the evidence to a probability: a logistic curve whose weights are data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from names.tables import rows


@cache
def weights() -> dict[str, float]:
    """The fitted weights by feature; `bias` is the constant.

    >>> weights()["worst"] < 0
    True
    """
    return {feature: float(weight) for feature, weight in rows("calibration.tsv")}


def probability(features: Sequence[float]) -> float:
    """The probability 0..1 for a `evidence.Features`."""
    fitted = weights()
    names = features._fields  # type: ignore[attr-defined]
    logit = fitted["bias"] + sum(fitted[name] * value for name, value in zip(names, features, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
