"""Which parts of one name stand for which parts of another, free of order: the cheapest set of edges."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from operator import itemgetter
from typing import NamedTuple

from names.comparison.evidence import How
from names.comparison.outline import Unit


class Edge(NamedTuple):
    """A unit of each name that may be one word, what believing so costs in nats a letter, on what ground, and in all.

    What is known as a form of a name does not cost more in all where one form is longer.
    """

    left: Unit
    right: Unit
    cost: float
    how: How
    nats: float


def edge(left: Unit, right: Unit, cost: float, how: How) -> Edge:
    """The edge between two units."""
    lengths = len(left.word.readings[0]), len(right.word.readings[0])
    return Edge(left, right, cost, how, cost * (min(lengths) if how in KNOWN else max(lengths)))


def align(edges: Sequence[Edge], left: Sequence[float], right: Sequence[float]) -> tuple[Edge, ...]:
    """The edges that together cost least, each part used once; `left` and `right` are the letters of each part.

    A part left over on one side alone costs little; parts left over on both sides contradict each other.
    """
    if _undisputed(edges, left, right):
        return tuple(sorted(edges, key=lambda edge: edge.left.mask))
    by_first = _few_of_each(edges)
    best: list[tuple[float, tuple[Edge, ...]]] = [(float("inf"), ())]
    steps = [STEPS]

    def walk(at: int, used: int, taken: int, spent: float, chosen: tuple[Edge, ...]) -> None:
        steps[0] -= 1
        if spent >= best[0][0] or steps[0] < 0:
            return
        if at == len(left):
            best[0] = min(best[0], (spent + _left_over(left, used, right, taken), chosen), key=itemgetter(0))
            return
        if used >> at & 1:
            walk(at + 1, used, taken, spent, chosen)
            return
        for edge in by_first.get(1 << at, ()):
            if not edge.right.mask & taken and not edge.left.mask & used:
                walk(at + 1, used | edge.left.mask, taken | edge.right.mask, spent + edge.nats, (*chosen, edge))
        walk(at + 1, used, taken, spent, chosen)

    walk(0, 0, 0, 0.0, ())
    return best[0][1]


def _left_over(left: Sequence[float], used: int, right: Sequence[float], taken: int) -> float:
    """The nats of the parts that no edge uses."""
    lost = fsum(n for i, n in enumerate(left) if not used >> i & 1)
    alone = fsum(n for i, n in enumerate(right) if not taken >> i & 1)
    return CONTRADICTED * min(alone, lost) + OMITTED * abs(alone - lost)


def _undisputed(edges: Sequence[Edge], left: Sequence[float], right: Sequence[float]) -> bool:
    """Whether no two edges share a part and each costs less than leaving its lighter part over would: most names."""
    used = taken = 0
    for edge in edges:
        mask, other = edge.left.mask, edge.right.mask
        if mask & used or other & taken or mask & (mask - 1) or other & (other - 1):
            return False
        lighter = min(left[mask.bit_length() - 1], right[other.bit_length() - 1])
        if edge.nats > CONTRADICTED * lighter:
            return False
        used |= mask
        taken |= other
    return True


def _few_of_each(edges: Sequence[Edge]) -> dict[int, list[Edge]]:
    """By its first left part, the cheapest few edges, cheapest first: the search then begins with a good alignment."""
    by_first: dict[int, list[Edge]] = {}
    for edge in sorted(edges, key=lambda edge: (edge.cost, edge.left.mask, edge.right.mask)):
        few = by_first.setdefault(edge.left.mask & -edge.left.mask, [])
        if len(few) < FEW:
            few.append(edge)
    return by_first


KNOWN = frozenset({"nickname", "group", "gender"})  # what tables say of two words, however long these are
FEW = 4  # edges of one part that the search tries
STEPS = 1500  # of the search; names of four words need a tenth of that
CONTRADICTED = 2.2  # nats a letter where both names have a word that the other lacks
OMITTED = 0.3  # nats a letter of a word that only one name has
