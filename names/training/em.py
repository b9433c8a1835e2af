"""Learn weighted correspondences between chunks of native and Latin letters by expectation maximisation.

The model is a joint multigram (Deligne & Bimbot 1995; Bisani & Ney 2008, order one): a pair of spellings is a sequence
of operations (native chunk, Latin chunk), each of which has one probability in any context. Chunks of two or three
letters and the word edges `^` and `$` make up for the missing context.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from names.training.lattice import (
    BLOCK,
    EMPTY,
    NONE,
    Block,
    Floats,
    Pair,
    chunk_ids,
    expect,
    letter_costs,
    vocabulary,
)


class Shape(NamedTuple):
    """The size of a script's table, and how it is learned; the numbers are chosen."""

    native: int = 3  # most letters of a native chunk
    latin: int = 4  # most letters of a Latin chunk
    chunks: int = 2500  # most native chunks of several letters
    latins: int = 2500  # most Latin chunks of several letters
    operations: int = 7000  # most operations
    least: float = 1.5  # expected count below which an operation is dropped
    penalty: float = 0.7  # cost in nats of each native letter of a chunk beyond the first
    discount: float = 0.3  # subtracted from every expected count
    # Prior odds that a pair is not a transliteration, but a translation, an alias, or a misaligned word. Such pairs get
    # less and less weight as the model learns.
    unrelated: float = 1.0
    silent: bool = True  # whether native letters may correspond to no Latin letter
    edges: bool = True  # whether chunks may include the edges of a word
    symmetric: bool = False  # whether both sides are in one script, so that an operation costs the same both ways


class Learned(NamedTuple):
    """A table of operations, with statistics of its training."""

    costs: dict[tuple[str, str], float]  # {(native chunk, Latin chunk): cost in nats}
    pairs: int  # number of pairs
    kept: float  # share of the pairs' weight that is taken for transliterations
    likelihood: float  # mean log likelihood of a pair, in nats


class Model:
    """The joint probabilities of a script's operations, as a matrix of native chunks by Latin chunks."""

    def __init__(self, pairs: Sequence[Pair], shape: Shape) -> None:
        self.shape = shape
        self.pairs = pairs
        natives = vocabulary(((p.native, p.weight) for p in pairs), shape.native, shape.chunks)
        latins = vocabulary(((p.latin, p.weight) for p in pairs), shape.latin, shape.latins)
        if shape.symmetric:
            natives = latins = sorted(set(natives) | set(latins), key=lambda c: (len(c), c))
        sure = {p.latin for p in pairs if not p.doubted and len(p.latin) <= shape.latin}
        latins += sorted(sure.difference(latins))  # keeps even rare syllables that a character certainly has
        self.natives = ["", "", *natives]
        self.latins = ["", "", *latins]
        self.native_ids = {c: i for i, c in enumerate(self.natives) if i > EMPTY}
        self.latin_ids = {c: i for i, c in enumerate(self.latins) if i > EMPTY}
        self.width = len(self.latins)
        self.blocks = list(self._blocks())
        self.joint: Floats = np.zeros(len(self.natives) * self.width)
        self.counts = self.joint
        self.kept = 0.0

    def _blocks(self) -> Iterator[Block]:
        """The pairs in blocks of equal word lengths, with the probability of both words if they were unrelated."""
        left = letter_costs((p.native, p.weight) for p in self.pairs)
        right = letter_costs((p.latin, p.weight) for p in self.pairs)
        buckets: dict[tuple[int, int], list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            buckets[len(pair.native), len(pair.latin)].append(pair)
        for key in sorted(buckets):
            for start in range(0, len(buckets[key]), BLOCK):
                some = buckets[key][start : start + BLOCK]
                native = [chunk_ids(p.native, self.native_ids, self.shape.native) for p in some]
                latin = [chunk_ids(p.latin, self.latin_ids, self.shape.latin) for p in some]
                cost = [sum(left[c] for c in p.native) + sum(right[c] for c in p.latin) for p in some]
                yield Block(
                    np.array(native, np.intp).transpose(1, 2, 0).copy(),
                    np.array(latin, np.intp).transpose(1, 2, 0).copy(),
                    np.array([p.weight for p in some]),
                    np.exp(-np.array(cost)) * np.array([p.doubted for p in some]),
                )

    def start(self) -> None:
        """Give each native letter the same probabilities, which fall with the length of the Latin chunk from 1 on."""
        sizes = np.array([len(c) for c in self.latins], float)
        column = 0.3 ** np.abs(sizes - 1)
        column[NONE] = 0
        column[EMPTY] *= self.shape.silent
        table = self.joint.reshape(-1, self.width)
        for native, id in self.native_ids.items():
            if len(native) == 1:
                if native in "^$":  # an edge corresponds to the same edge or to nothing
                    table[id, self.latin_ids.get(native, EMPTY)] = 10
                else:
                    table[id] = column
        self.joint /= self.joint.sum()

    def compose(self) -> None:
        """Initialise longer native chunks with the probability of the operations of their parts in sequence."""
        table = self.joint.reshape(-1, self.width)
        for size in range(2, self.shape.native + 1):
            whole = [c for c in self.natives if len(c) == size and c[1:] in self.native_ids]
            if not whole:
                continue
            rows = np.array([self.native_ids[c] for c in whole])
            first = np.array([self.native_ids[c[0]] for c in whole])
            rest = np.array([self.native_ids[c[1:]] for c in whole])
            for cut in range(self.shape.latin + 1):
                split = [
                    (self._column(c[:cut]), self._column(c[cut:]), i)
                    for i, c in enumerate(self.latins)
                    if i != NONE and len(c) >= cut
                ]
                a, b, to = np.array([s for s in split if NONE not in s[:2]], int).reshape(-1, 3).T
                table[np.ix_(rows, to)] += table[np.ix_(first, a)] * table[np.ix_(rest, b)]
        self.joint /= self.joint.sum()

    def _column(self, chunk: str) -> int:
        return self.latin_ids.get(chunk, NONE) if chunk else EMPTY

    def step(self, unrelated: float = 0.0, native: int | None = None) -> float:
        """One round: expected counts, then new probabilities. Returns the mean log likelihood of a pair, in nats.

        If `native` is given, only native chunks of up to this number of letters are used.
        """
        power = self._weighted()
        counts = np.zeros_like(self.joint)
        total = likelihood = kept = 0.0
        for block in self.blocks:
            z, share = expect(block, power, self.width, counts, unrelated, native or self.shape.native)
            likelihood += z
            kept += share
            total += float(block.weights.sum())
        self.kept = kept / total
        self.estimate(counts)
        return likelihood / total

    def _weighted(self) -> Floats:
        """The probabilities with the penalty for longer native chunks, without which rare long chunks would win."""
        size = np.array([max(len(c.strip("^$")), 1) for c in self.natives], float)
        weight = np.exp(-self.shape.penalty * (size - 1))
        return np.asarray((self.joint.reshape(-1, self.width) * weight[:, None]).ravel())

    def estimate(self, counts: Floats) -> None:
        """Compute probabilities from counts with an absolute discount (Ney, Essen & Kneser 1994)."""
        if self.shape.symmetric:
            table = counts.reshape(-1, self.width)
            counts = ((table + table.T) / 2).ravel()
        self.counts = counts
        kept = np.maximum(counts - self.shape.discount, 0)
        self.joint = kept / kept.sum()

    def prune(self) -> None:
        """Drop operations that hardly occur, the rarest first; the limit for single letters is a third."""
        counts = self.counts.copy()
        table = counts.reshape(-1, self.width)
        single = np.array([len(c.strip("^$")) <= 1 for c in self.natives])
        table[single] *= 3
        counts[counts < self.shape.least] = 0
        if np.count_nonzero(counts) > self.shape.operations:
            counts[counts < np.partition(counts, -self.shape.operations)[-self.shape.operations]] = 0
        table[single] /= 3
        self.estimate(counts)

    def costs(self) -> dict[tuple[str, str], float]:
        """The costs of the operations: −log of the probability with the length penalty, in nats."""
        weighted = self._weighted()
        if self.shape.symmetric:  # the penalty is shared by both sides
            table = weighted.reshape(-1, self.width)
            weighted = np.sqrt(table * table.T)
            weighted[EMPTY] = weighted[[len(c) > 1 for c in self.natives], EMPTY] = (
                0  # only single letters may be dropped
            )
            weighted = weighted.ravel()
        used = np.flatnonzero(weighted)
        return {
            (self.natives[i // self.width], self.latins[i % self.width]): -math.log(weighted[i]) for i in used.tolist()
        }


def learn(pairs: Sequence[Pair], shape: Shape) -> Learned:
    """Train on pairs of spellings: first letter by letter, then with longer chunks, then without rare operations.

    >>> pairs = [Pair("^да$", "da", 5), Pair("^ад$", "ad", 5), Pair("^дд$", "dd", 5)]
    >>> table = learn(pairs, Shape(native=1, least=0)).costs
    >>> round(table["д", "d"], 1) < round(table["а", "a"], 1)
    True
    """
    model = Model(pairs, shape)
    model.start()
    for cycle in range(4):
        model.step(native=1, unrelated=shape.unrelated if cycle > 1 else 0)
    letters = model.costs()
    model.compose()
    for _ in range(5):
        model.step(unrelated=shape.unrelated)
    for _ in range(2):
        model.prune()
        likelihood = model.step(unrelated=shape.unrelated)
    model.prune()
    edges = {} if shape.edges else {("^", ""): 0.0, ("$", ""): 0.0}
    costs = model.costs()
    return Learned(_missing(letters, costs) | costs | edges, len(pairs), model.kept, likelihood)


def _missing(
    letters: dict[tuple[str, str], float], costs: dict[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    """The likeliest operation, with its cost in `letters`, of each letter that alone has none in `costs`."""
    best: dict[str, tuple[float, str]] = {}
    for (native, latin), cost in letters.items():
        best[native] = min(best.get(native, (cost, latin)), (cost, latin))
    kept = {native for native, _ in costs}
    return {(native, latin): cost for native, (cost, latin) in best.items() if native not in kept}
