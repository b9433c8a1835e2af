"""The numbers that decide how the names of a list are grouped, and how two lists are linked."""

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
    block: int = 48  # names that share a key and are all paired, at least; chosen
    spread: int = 2_000_000  # names of a list times names that share a key and are all paired, at least; chosen
    window: int = 8  # of more names with one key, the next ones in the order of sound with which each is paired; chosen
    # The next four are likenesses, 0..1, below which a pair is not compared. They drop 95 % of the pairs that share a
    # key, and of those that a comparison takes for one name 1 in 100.
    word: float = 0.6  # of the least like word of the shorter name
    words: float = 0.7  # of all its words, in the mean; of two words as one with a word of the other name
    whole: float = 0.8  # of the names without spaces, if their words are not alike
    similarity: float = 0.4  # of the words that the names share and of the rest (`token_set_ratio`)
    befriended: int = 64  # names like one name that are all compared with each other; chosen
    doubtful: float = 1.5  # log-odds by which the score of a doubtful pair differs from the threshold at most; chosen

    def block_of(self, names: int) -> int:
        """How many names that share a key are all paired, in a list of so many."""
        return max(self.block, min(names, self.spread // max(1, names)))


CLUSTER_RULES = ClusterRules()  # the rules in force
