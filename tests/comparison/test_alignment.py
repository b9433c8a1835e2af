"""The alignment that costs least, against all alignments tried one by one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from math import fsum

import pytest

from names.comparison import alignment
from names.comparison.alignment import Edge, align
from names.comparison.costs import COSTS
from names.comparison.kinds import SPELLING
from names.comparison.outline import Unit
from names.romanization.words import read_word

WORD = read_word("anna")


def made_up(rng: random.Random) -> tuple[list[Edge], list[float], list[float]]:
    """Edges between the parts of two names, some of two parts, and the letters of each part."""
    left, right = ([rng.choice([1.0, 4.0, 6.0, 9.0]) for _ in range(rng.randint(1, 4))] for _ in range(2))
    edges = [
        Edge(Unit(a, WORD, ()), Unit(b, WORD, ()), cost, SPELLING, cost * rng.randint(1, 12))
        for a in masks(len(left))
        for b in masks(len(right))
        if rng.random() < 0.4 and (cost := rng.choice([0.0, 0.05, 0.5, 1.0, 1.9])) >= 0
    ]
    return edges, left, right


def masks(parts: int) -> list[int]:
    return [1 << part for part in range(parts)] + [3 << part for part in range(parts - 1)]


def slowly(edges: Sequence[Edge], left: Sequence[float], right: Sequence[float]) -> float:
    """The least total of all sets of edges that share no part."""
    return min(total(chosen, left, right) for chosen in disjoint(edges))


def disjoint(edges: Sequence[Edge], left: int = 0, right: int = 0) -> Iterator[tuple[Edge, ...]]:
    """All sets of edges of which no two share a part, nor use one of the bits of `left` and `right`."""
    yield ()
    for place, edge in enumerate(edges):
        if not (edge.left.mask & left or edge.right.mask & right):
            for others in disjoint(edges[place + 1 :], left | edge.left.mask, right | edge.right.mask):
                yield (edge, *others)


def total(edges: Sequence[Edge], left: Sequence[float], right: Sequence[float]) -> float:
    """What edges cost, with the parts that they leave unmatched."""
    free = [
        sum(letters for part, letters in enumerate(side) if not any(mask >> part & 1 for mask in used))
        for side, used in ((left, [e.left.mask for e in edges]), (right, [e.right.mask for e in edges]))
    ]
    unmatched = COSTS.contradicted * min(free) + COSTS.unmatched * (max(free) - min(free))
    return fsum(edge.total for edge in edges) + unmatched


def test_no_alignment_costs_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "EDGES_OF_A_PART", 99)
    rng = random.Random(7)
    for _ in range(400):
        edges, left, right = made_up(rng)
        chosen = align(edges, left, right)
        assert chosen in set(disjoint(chosen))
        assert total(chosen, left, right) == pytest.approx(slowly(edges, left, right))


def test_a_part_has_few_edges_and_the_search_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left out is seldom the best: of four edges a part, and names of four parts, not one in thirty."""
    rng = random.Random(8)
    cases = [made_up(rng) for _ in range(300)]
    dearer = sum(total(align(*case), *case[1:]) > slowly(*case) + 1e-9 for case in cases)
    assert 0 < dearer < 10
    monkeypatch.setattr(alignment, "STEPS", 3)
    for edges, left, right in cases:
        chosen = align(edges, left, right)
        assert chosen in set(disjoint(chosen))
