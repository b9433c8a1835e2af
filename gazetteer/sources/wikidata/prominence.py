"""How prominent an item is: by the pages that Wikimedia projects have about it."""

from __future__ import annotations

import math


def prior(sitelinks: int) -> float:
    """The prior of an item with so many pages, on the scale of cities, for which it is log10 of the inhabitants.

    3 + 1.6 · log10(1 + pages), chosen so that heads of state (100 pages) are near 6 and whom nobody writes of near 3.

    >>> prior(0), prior(10), prior(100), prior(300)
    (3.0, 4.67, 6.21, 6.97)
    """
    return round(3 + 1.6 * math.log10(1 + sitelinks), 2)
