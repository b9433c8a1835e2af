"""Pairs the parts of two names in any order: of the possible edges, finds those with the least total."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, inf
from typing import NamedTuple

from names.comparison.costs import COSTS
from names.comparison.kinds import Kind
from names.comparison.outline import Unit

EDGES_OF_A_PART = 4  # edges of each part that the search tries: the cheapest
STEPS = 1500  # steps of the search, at most; names of four words need a tenth of that


class Edge(NamedTuple):
    """A candidate pairing of two units.

    `cost` is −log P(they are one name), in nats, and `kind` the kind of evidence. `total` is cost × letters, which
    `align` minimises.
    """

    left: Unit
    right: Unit
    cost: float
    kind: Kind
    total: float


def edge(left: Unit, right: Unit, cost: float, kind: Kind) -> Edge:
    """The edge between two units; its total counts the letters of the longer word, or of the shorter if `tabled`."""
    lengths = len(left.word.readings[0]), len(right.word.readings[0])
    return Edge(left, right, cost, kind, cost * (min(lengths) if kind.tabled else max(lengths)))


def align(edges: Sequence[Edge], left_letters: Sequence[float], right_letters: Sequence[float]) -> tuple[Edge, ...]:
    """The edges that together cost least, each part used once; the letters are those that each part counts for.

    A part unmatched on one side alone costs little; parts unmatched on both sides contradict each other.
    """
    if _is_undisputed(edges, left_letters, right_letters):
        return tuple(sorted(edges, key=lambda edge: edge.left.mask))
    search = _Search(edges, left_letters, right_letters)
    search.extend(part=0, left_used=0, right_used=0, total=0.0, chosen=())
    return search.best


class _Search:
    """A search for the cheapest edges, depth first over the parts of the left name; it ends after STEPS.

    What edges use is in bit masks of parts, `left_used` and `right_used`, as in `Unit.mask`.
    """

    def __init__(self, edges: Sequence[Edge], left_letters: Sequence[float], right_letters: Sequence[float]) -> None:
        self.best: tuple[Edge, ...] = ()
        self._best_total = inf
        self._edges_of_part = _cheapest_edges(edges)
        self._left_letters, self._right_letters = left_letters, right_letters
        self._steps_left = STEPS

    def extend(self, part: int, left_used: int, right_used: int, total: float, chosen: tuple[Edge, ...]) -> None:
        """Try each edge that begins with this part of the left name, then no edge; go on with the next part."""
        self._steps_left -= 1
        if total >= self._best_total or self._steps_left < 0:
            return
        if part == len(self._left_letters):
            self._end(total + self._unmatched_total(left_used, right_used), chosen)
            return
        if not left_used >> part & 1:
            for edge in self._edges_of_part.get(1 << part, ()):
                left, right = edge.left.mask, edge.right.mask
                if not (left & left_used or right & right_used):
                    self.extend(part + 1, left_used | left, right_used | right, total + edge.total, (*chosen, edge))
        self.extend(part + 1, left_used, right_used, total, chosen)

    def _end(self, total: float, chosen: tuple[Edge, ...]) -> None:
        if total < self._best_total:
            self._best_total, self.best = total, chosen

    def _unmatched_total(self, left_used: int, right_used: int) -> float:
        """The total cost of the parts that no edge uses."""
        left = fsum(letters for i, letters in enumerate(self._left_letters) if not left_used >> i & 1)
        right = fsum(letters for i, letters in enumerate(self._right_letters) if not right_used >> i & 1)
        return COSTS.contradicted * min(left, right) + COSTS.unmatched * abs(right - left)


def _is_undisputed(edges: Sequence[Edge], left_letters: Sequence[float], right_letters: Sequence[float]) -> bool:
    """Whether each edge is between single parts that no other edge uses, and costs less than to leave them unmatched.

    That is so in most names, and spares the search.
    """
    left_used = right_used = 0
    for edge in edges:
        left, right = edge.left.mask, edge.right.mask
        several_parts = left & (left - 1) or right & (right - 1)  # more than one bit
        if several_parts or left & left_used or right & right_used:
            return False
        lighter = min(left_letters[left.bit_length() - 1], right_letters[right.bit_length() - 1])
        if edge.total > COSTS.contradicted * lighter:
            return False
        left_used |= left
        right_used |= right
    return True


def _cheapest_edges(edges: Sequence[Edge]) -> dict[int, list[Edge]]:
    """The cheapest edges by the bit of their first left part, in the order of cost, so that the search begins well."""
    by_part: dict[int, list[Edge]] = {}
    for edge in sorted(edges, key=lambda edge: (edge.cost, edge.left.mask, edge.right.mask)):
        first_part = edge.left.mask & -edge.left.mask  # its lowest bit
        of_part = by_part.setdefault(first_part, [])
        if len(of_part) < EDGES_OF_A_PART:
            of_part.append(edge)
    return by_part
