"""What each feature of the evidence adds to the log-odds of a comparison's score: the steps of a waterfall."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from names.comparison.calibration import weights
from names.comparison.features import Features, features
from names.comparison.similarity import Comparison
from names.data.tables import mapping

__all__ = ["CONSTANT", "Contribution", "contributions"]

CONSTANT = "constant"


class Contribution(NamedTuple):
    """What a feature adds to the log-odds, in nats; `meaning` says in words what the feature is."""

    feature: str  # a field of `Features`, or "constant", where all scores begin
    meaning: str
    log_odds: float


def contributions(comparison: Comparison) -> list[Contribution]:
    """The steps whose sum is the log-odds of the score: the constant, then each feature that counts, largest first.

    Names that are written alike have no steps, as their score is 1 whatever the features are. A repair of a name, and
    the limit for a name that is too long to be read, lower the score after the steps.

    >>> from names.comparison.similarity import compare
    >>> comparison = compare("A. Ivanova", "Anna Ivanova")
    >>> total = sum(step.log_odds for step in contributions(comparison))
    >>> round(1 / (1 + math.exp(-total)), 3) == round(comparison.score, 3)
    True
    >>> contributions(compare("Kyiv", "Kyiv"))
    []
    """
    if comparison.is_written_alike:
        return []
    constant, of_each = weights()
    found = features(comparison.evidence)
    added = [
        Contribution(name, meanings()[name], weight * value)
        for name, weight, value in zip(Features._fields, of_each, found, strict=True)
        if weight * value
    ]
    return [
        Contribution(CONSTANT, meanings()[CONSTANT], constant),
        *sorted(added, key=lambda step: -math.fabs(step.log_odds)),
    ]


@cache
def meanings() -> dict[str, str]:
    """What each feature is, in words.

    >>> set(Features._fields) < set(meanings())
    True
    """
    return mapping("feature-meanings.tsv")
