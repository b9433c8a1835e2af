"""The rules by which the names of a list are grouped."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CLUSTER_RULES", "ClusterRules"]


@dataclass(frozen=True, slots=True)
class ClusterRules:
    """Which names of a list are compared, and when they are one group.

    >>> ClusterRules().threshold
    0.2
    """

    threshold: float = 0.2  # least mean score of a group's pairs: B-cubed F1 .97 on variants, 1 % of others grouped
    compared: int = 24  # names compared with each name; chosen
    similarity: float = 60.0  # per cent (`token_set_ratio`) that a pair needs to be compared: drops 70 %, and no F1


CLUSTER_RULES = ClusterRules()  # the rules in force
