"""The numbers that decide how the names of a list are grouped."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CLUSTER_RULES", "ClusterRules"]


@dataclass(frozen=True, slots=True)
class ClusterRules:
    """Which names of a list are compared, and when they are one group.

    >>> ClusterRules().threshold
    0.2
    """

    threshold: float = 0.2  # least mean score of a group's pairs; B-cubed F1 is .97, and 1 % of other names are grouped
    compared: int = 24  # names that each name is compared with; chosen
    similarity: float = 60.0  # least `token_set_ratio`, in per cent, to compare a pair; drops 70 % of pairs and no F1


CLUSTER_RULES = ClusterRules()  # the rules in force
