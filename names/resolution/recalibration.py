"""Fit the scores of candidates to data of one's own: the one place where a recalibration is applied."""

from __future__ import annotations

import math
from collections.abc import Sequence

from names.resolution.posterior import shares_against_nobody
from names.resolution.rules import Recalibration

__all__ = ["log_odds_against_nobody", "recalibrated"]

LEAST = 1e-12  # probability below which candidates and nobody are not told from impossible


def recalibrated(scores: Sequence[float], how: Recalibration) -> list[float]:
    """The scores, 0..1, of the candidates of one name with their odds against nobody changed; order and sum hold.

    >>> recalibrated([0.6, 0.3], Recalibration())
    [0.6, 0.3]
    >>> [round(score, 2) for score in recalibrated([0.6, 0.3], Recalibration(b=-2.0))]
    [0.37, 0.18]
    """
    if how.is_identity or not scores:
        return list(scores)
    return shares_against_nobody([how.a * each + how.b for each in log_odds_against_nobody(scores)])


def log_odds_against_nobody(scores: Sequence[float]) -> list[float]:
    """The logarithm of each candidate's odds against nobody, who has what the scores leave of 1.

    >>> [round(each, 2) for each in log_odds_against_nobody([0.5, 0.25])]
    [0.69, 0.0]
    """
    nobody = math.log(max(LEAST, 1.0 - math.fsum(scores)))
    return [math.log(max(LEAST, score)) - nobody for score in scores]
