"""Which words of two names stand for each other, for many pairs of names at once: the steps of a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from names.comparison.alignment import Edge, align, edge
from names.comparison.costs import COSTS
from names.comparison.kinds import CONTRADICTED
from names.comparison.outline import Outline, Unit
from names.comparison.regrouping import (
    UnitPair,
    Unmatched,
    acronyms,
    believable,
    merged,
    unmatched,
    unmatched_pairs,
)
from names.comparison.unlettered import of_other_meaning
from names.comparison.word_evidence import word_evidence

OutlinePair = tuple[Outline, Outline]


def matched(pairs: Sequence[OutlinePair]) -> list[tuple[Edge, ...]]:
    """The edges of each pair of names: which of their words agree, and which contradict each other.

    Names are first aligned part by part; if parts stay unmatched, again with adjacent parts as one word. Units that are
    then unmatched in both names are paired as contradictions, which cost `COSTS.believed` or more.
    """
    edges = _candidate_edges(pairs)
    aligned = [align(edges[i], left.weights, right.weights) for i, (left, right) in enumerate(pairs)]
    free = [unmatched(left, right, chosen) for (left, right), chosen in zip(pairs, aligned, strict=True)]
    regrouped = merged(pairs, free)
    _add_believed(edges, regrouped)
    for i in dict.fromkeys(pair.names for pair in regrouped):
        left, right = pairs[i]
        aligned[i] = align(edges[i], left.weights, right.weights)
        free[i] = unmatched(left, right, aligned[i])
    return _with_contradictions(pairs, aligned, free)


def _candidate_edges(pairs: Sequence[OutlinePair]) -> list[list[Edge]]:
    """The edges between single parts: those in order first, all others only where these do not agree."""
    edges = [acronyms(left, right) for left, right in pairs]
    in_order = [UnitPair(i, *units) for i, pair in enumerate(pairs) for units in _in_order(*pair)]
    _add_believed(edges, in_order)
    unsure = [i for i, pair in enumerate(pairs) if not _agree_in_order(*pair, edges[i])]
    across = [UnitPair(i, *units) for i in unsure for units in _across(*pairs[i])]
    _add_believed(edges, across)
    return [believable(left, right, of_pair) for (left, right), of_pair in zip(pairs, edges, strict=True)]


def _in_order(left: Outline, right: Outline) -> Iterable[tuple[Unit, Unit]]:
    """The first words of both names, the second words and so on; nothing if their numbers differ."""
    return zip(left.units, right.units, strict=True) if len(left.units) == len(right.units) else ()


def _across(left: Outline, right: Outline) -> Iterator[tuple[Unit, Unit]]:
    """Each word of one name with each of the other, except the pairs of `_in_order`."""
    same_count = len(left.units) == len(right.units)
    for i, a in enumerate(left.units):
        for j, b in enumerate(right.units):
            if i != j or not same_count:
                yield a, b


def _agree_in_order(left: Outline, right: Outline, edges: Sequence[Edge]) -> bool:
    """Whether the words agree in their order, so that no other pairings need be tried."""
    if not len(edges) == len(left.units) == len(right.units):
        return False
    return all(edge.cost < COSTS.even and edge.kind.conclusive for edge in edges)


def _add_believed(edges: Sequence[list[Edge]], pairs: Sequence[UnitPair]) -> None:
    """Measure all pairs in one batch, and add those that may be one word to the edges of their names."""
    evidence = word_evidence([(left, right) for _, left, right in pairs])
    for (names, left, right), (cost, kind) in zip(pairs, evidence, strict=True):
        # Words of one script that have to be divided otherwise agree easily by chance, so they need better odds.
        is_divided = len(left.parts) + len(right.parts) > 2 and left.word.script == right.word.script
        if cost < (COSTS.even if is_divided else COSTS.believed):
            edges[names].append(edge(left, right, cost, kind))


def _with_contradictions(
    pairs: Sequence[OutlinePair], aligned: Sequence[tuple[Edge, ...]], free: Sequence[Unmatched]
) -> list[tuple[Edge, ...]]:
    """The alignments, each completed by edges between the units that it leaves unmatched in both names."""
    completed = list(aligned)
    for names, possible in groupby(_possible_contradictions(pairs, free), key=attrgetter("names")):
        completed[names] += tuple(map(_contradiction, _likest(possible)))
    return completed


class _Contradiction(NamedTuple):
    """Two units that may stand in each other's place, and the cost of being one name; `names` as in `UnitPair`."""

    names: int
    left: Unit
    right: Unit
    cost: float


def _possible_contradictions(pairs: Sequence[OutlinePair], free: Sequence[Unmatched]) -> Iterator[_Contradiction]:
    """All pairs of units that are unmatched in both names, measured in one batch."""
    in_both = [i for i, masks in enumerate(free) if masks.left and masks.right]
    possible = [(names, units) for names in in_both for units in unmatched_pairs(*pairs[names], free[names])]
    evidence = word_evidence([units for _, units in possible])
    for (names, (left, right)), (cost, _) in zip(possible, evidence, strict=True):
        yield _Contradiction(names, left, right, cost)


def _likest(possible: Iterable[_Contradiction]) -> Iterator[_Contradiction]:
    """Of the pairs of two names the likest one, then the likest of units that are still left, and so on."""
    left_used = right_used = 0  # bit masks of parts
    for pair in sorted(possible, key=_by_likeness):
        if not (pair.left.mask & left_used or pair.right.mask & right_used):
            left_used |= pair.left.mask
            right_used |= pair.right.mask
            yield pair


def _by_likeness(pair: _Contradiction) -> tuple[bool, float, int, int]:
    """Sorts by cost, equals in the order of the names; an initial and a word last: words have the first claim."""
    is_one_initial = (pair.left.parts[0].role == "initial") != (pair.right.parts[0].role == "initial")
    return is_one_initial, pair.cost, pair.left.mask, pair.right.mask


def _contradiction(pair: _Contradiction) -> Edge:
    """The edge between two units that are not taken for one name, however alike: it costs what says so, at least."""
    _, left, right, cost = pair
    least = COSTS.contrary if of_other_meaning(left.parts[0], right.parts[0]) else COSTS.believed
    return edge(left, right, max(cost, least), CONTRADICTED)
