"""Pair the items of two lists one to one, so that the scores of the pairs have the greatest sum."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from math import inf


def assigned(scores: Sequence[Mapping[int, float]]) -> list[int | None]:
    """For each left item the right one that it is paired with, or None; `scores[left][right]` are those of the pairs.

    Left items are added one by one; each time the pairs are exchanged along the best chain of a left item, a right one,
    the left one that it was paired with, and so on. So the sum is the greatest there is after each of them. Pairs that
    score 0 or less are not made. Of chains that are as good the first one found is taken.

    >>> assigned([{0: 0.9, 1: 0.8}, {0: 0.7}])
    [1, 0]
    >>> assigned([{0: 0.9, 1: 0.1}, {0: 0.7}])
    [0, None]
    """
    partner: list[int | None] = [None] * len(scores)
    owner: dict[int, int] = {}  # right item: the left one that it is paired with
    for left in range(len(scores)):
        _add(left, scores, partner, owner)
    return partner


def _add(left: int, scores: Sequence[Mapping[int, float]], partner: list[int | None], owner: dict[int, int]) -> None:
    """Pair one more left item: go from left to right by pairs that might be made, back by pairs that are made."""
    gain = {left: 0.0}  # left item: what is gained if it is left without a partner at the end of the best chain to it
    came_by: dict[int, tuple[int, int]] = {}  # left item: the left and right one before it in that chain
    best = 0.0
    last: tuple[int, int | None] = (
        left,
        None,
    )  # the best chain ends with this left item, and this free right one or none
    waiting = deque([left])
    while waiting:
        here = waiting.popleft()
        for right, score in scores[here].items():
            if right == partner[here]:
                continue
            total = gain[here] + score
            holder = owner.get(right)
            if holder is None:
                if total > best:
                    best, last = total, (here, right)
            elif total - scores[holder][right] > gain.get(holder, -inf) + 1e-12 and holder != left:
                gain[holder] = total - scores[holder][right]
                came_by[holder] = (here, right)
                waiting.append(holder)
                if gain[holder] > best:
                    best, last = gain[holder], (holder, None)
    _exchange(last, came_by, partner, owner)


def _exchange(
    last: tuple[int, int | None],
    came_by: Mapping[int, tuple[int, int]],
    partner: list[int | None],
    owner: dict[int, int],
) -> None:
    """Make the pairs of a chain, from its end."""
    here, right = last
    while True:
        partner[here] = right
        if right is not None:
            owner[right] = here
        if here not in came_by:
            return
        here, right = came_by[here]
