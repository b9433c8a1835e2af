"""The least cost of writing one word as another by the operations of a table, for thousands of pairs at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from math import fsum
from typing import NamedTuple

import numpy as np

from names.caching import cached
from names.kernel.chunks import Chunks, Floats, Numbers, Occurrences
from names.kernel.correspondences import LONGEST, CorrespondenceTable, least_remaining, table_penalty, unseen_cost
from names.kernel.operations import IMPOSSIBLE, STRANGE, Operations, rounded

REMEMBERED = 1 << 16  # entries of each cache of words or chunks; chosen
FEW = 5  # number of pairs up to which one path after another is quicker than arrays
BLOCK = 512  # pairs computed at once: the working arrays stay in the processor's cache; chosen


class Jumps(NamedTuple):
    """Operations of longer chunks that fit some pairs of words, in the order of the rows of cells that they lead to."""

    sources: Numbers  # [operation]: the cell that it starts from
    targets: Numbers  # [operation]: the cell that it leads to
    costs: Floats  # [operation]: its cost in nats
    bounds: Numbers  # [row]: where the operations begin that lead to it


class PathCosts:
    r"""The costs of best paths by one table: exact, in nats.

    A path reads a native word chunk by chunk and writes a Latin one. `relative` takes words as they are, `between`
    folded and marked with edges (`^жа$`; Latin words are only marked where the table is symmetric).

    >>> from names.kernel.correspondences import read_table
    >>> costs = PathCosts(read_table("^\t\t0\n$\t\t0\nж\tzh\t0.5\nж\tj\t1\nа\ta\t0.25"))
    >>> costs.between(["^жа$", "^жа$"], ["zha", "ja"]).tolist(), costs.relative(["жа"], ["ja"]).tolist()
    ([0.75, 1.25], [0.5])
    """

    def __init__(
        self, table: CorrespondenceTable, fold_left: Callable[[str], str] = str, fold_right: Callable[[str], str] = str
    ) -> None:
        self.table = table
        self.operations = Operations(table)
        self._fold_left = fold_left
        self._fold_right = fold_right
        self._insertions: list[float] = self.operations.insertions.tolist()
        self._identities = self.operations.identities() if table.symmetric else {}
        sides = (self.operations.left, self.operations.right)
        self._identity_arrays = [self._identities_of(side) for side in sides] if table.symmetric else []
        self._of_chunk = cached(REMEMBERED)(self.operations.of_chunk)
        self._of_letter = cached(REMEMBERED)(self.operations.of_letter)
        self._to_itself = cached(REMEMBERED)(self._path_to_itself)
        self._marked_left = cached(REMEMBERED)(self._mark_left)
        self._marked_right = cached(REMEMBERED)(self._mark_right)
        self.least = cached(REMEMBERED)(self._least)

    def _identities_of(self, side: Chunks) -> tuple[Floats, Floats]:
        """The cost of writing each letter, and each chunk, of a side as itself."""
        strange = unseen_cost(self.table, STRANGE, STRANGE)
        letters = [IMPOSSIBLE, *(self._identities.get(letter, IMPOSSIBLE) for letter in side.letters), strange]
        chunks = [IMPOSSIBLE, *(self._identities.get(chunk, IMPOSSIBLE) for chunk in side.ids)]
        return rounded(letters), np.array(chunks, np.float32)

    def _mark_left(self, word: str) -> str:
        return f"^{self._fold_left(word)[:LONGEST]}$"

    def _mark_right(self, word: str) -> str:
        folded = self._fold_right(word)[:LONGEST]
        return f"^{folded}$" if self.table.symmetric else folded

    def _least(self, word: str) -> float:
        """The cost of a native word's best path to anything."""
        return least_remaining(self.table, self._mark_left(word))[0]

    def relative(self, sources: Sequence[str], targets: Sequence[str]) -> Floats:
        """The cost of each pair in nats, less that of its source's best path to anything; at least 0.

        In a symmetric table the mean cost of both words' paths to themselves is subtracted instead.
        """
        lefts, rights = self._marked(sources, self._marked_left), self._marked(targets, self._marked_right)
        costs = self.between(lefts, rights)
        if not self.table.symmetric:
            costs -= np.array([self.least(word) for word in sources], np.float32)
        return np.maximum(costs, 0, out=costs)

    def between(self, lefts: list[str], rights: list[str]) -> Floats:
        """The cost, in nats, of each pair of words that are folded and marked."""
        if len(lefts) <= FEW:
            return np.array(list(map(self._path, lefts, rights)), np.float32)
        return self._paths(lefts, rights)

    def _marked(self, words: Sequence[str], mark: Callable[[str], str]) -> list[str]:
        if not self.table.symmetric:
            return [mark(word) for word in words]
        return [  # most words are plain lower-case letters, which folding does not change: this is quicker than a call
            f"^{word[:LONGEST]}$" if word.isascii() and word.isalpha() and word.islower() else mark(word)
            for word in words
        ]

    def _path(self, left: str, right: str) -> float:
        """The cost of one pair's best path: `best[i][j]` is that of reading i letters and writing j."""
        numbers = [self.operations.right.numbers.get(letter, -1) for letter in right]
        places = self._chunk_places(right)
        unreached = [IMPOSSIBLE] * (len(right) + 1)
        best = [[0.0] * len(unreached)] + [unreached] * len(left)
        for start, letter in enumerate(left):
            here = list(accumulate(best[start], min))
            costs = self._of_letter(letter)
            omitted = [before + costs[0] for before in here]
            substituted = [IMPOSSIBLE]
            substituted += [before + costs[number] for before, number in zip(here, numbers, strict=False)]
            best[start + 1] = list(map(min, best[start + 1], omitted, substituted))
            for end in range(start + 1, min(start + self.operations.left.longest, len(left)) + 1):
                if by_latin := self._of_chunk(left[start:end]):
                    best[end] = _after_chunk(by_latin, places, here, best[end])
        cost: float = min(best[-1]) + fsum(self._insertions[number] for number in numbers)
        return cost - (self._to_itself(left) + self._to_itself(right)) / 2 if self.table.symmetric else cost

    def _chunk_places(self, right: str) -> dict[str, list[tuple[int, int]]]:
        """The offsets of each Latin chunk in a word."""
        chunks = self.operations.right
        places: dict[str, list[tuple[int, int]]] = {}
        for start in range(len(right)):
            for end in range(start + 1, min(start + chunks.longest, len(right)) + 1):
                if (chunk := right[start:end]) in chunks.ids:
                    places.setdefault(chunk, []).append((start, end))
        return places

    def _path_to_itself(self, word: str) -> float:
        """The cost of a word's path to itself that writes each chunk as itself; 3 of 5,000 names have a cheaper one."""
        best, longest, identities = [0.0] + [IMPOSSIBLE] * len(word), self.operations.left.longest, self._identities
        for start, before in enumerate(best):
            for end in range(start + 1, min(start + longest, len(word)) + 1):
                best[end] = min(best[end], before + identities.get(word[start:end], IMPOSSIBLE))
        return best[-1]

    def _paths(self, lefts: list[str], rights: list[str]) -> Floats:
        """The costs of many pairs, in blocks of words of similar lengths."""
        right_lengths, left_lengths = (np.fromiter(map(len, words), np.intp, len(words)) for words in (rights, lefts))
        order = np.lexsort([right_lengths, left_lengths]).tolist()
        costs = np.zeros(len(order), np.float32)
        for start in range(0, len(order), BLOCK):
            block = order[start : start + BLOCK]
            costs[block] = self._block([lefts[pair] for pair in block], [rights[pair] for pair in block])
        return costs

    def _block(self, lefts: list[str], rights: list[str]) -> Floats:
        """The costs of some pairs, in order of the left words' lengths.

        `best[i, j, pair]` is the cost of reading i letters and writing j.
        """
        operations = self.operations
        left, right = operations.left.find(lefts), operations.right.find(rights)
        shape = len(left.letters) + 1, len(right.letters) + 1, len(lefts)
        best = np.zeros(shape, np.float32)
        cells = best.ravel()
        jumps = self._jumps(left, right, shape)
        firsts = np.searchsorted(left.lengths, np.arange(shape[0])).tolist()  # words shorter than the row are finished
        for row, first in enumerate(firsts[1:], 1):
            before, here, letters = best[row - 1, :, first:], best[row, :, first:], left.letters[row - 1, first:]
            np.add(before, operations.omissions.take(letters), out=here)
            substituted_at = right.letters[:, first:] + letters * operations.substitutions.shape[1]
            substituted = operations.substitutions.take(substituted_at)
            substituted += before[:-1]
            np.minimum(here[1:], substituted, out=here[1:])
            of_row = slice(jumps.bounds[row], jumps.bounds[row + 1])
            np.minimum.at(cells, jumps.targets[of_row], cells.take(jumps.sources[of_row]) + jumps.costs[of_row])
            np.minimum.accumulate(here, axis=0, out=here)
        costs: Floats = best[left.lengths, right.lengths, np.arange(shape[2])]
        costs += operations.insertions.take(right.letters).sum(axis=0)
        return costs - self._to_themselves(left, right) if self.table.symmetric else costs

    def _to_themselves(self, left: Occurrences, right: Occurrences) -> Floats:
        """The mean cost of the paths of each pair's words to themselves, as `_path_to_itself`.

        The words of both sides are read at once, letter by letter; those of the right are numbered on from the left.
        """
        steps = self._steps_to_themselves(left, right)
        letters, longest, words = steps.shape
        # [longest + letters read, word]; the rows before are impossible: there chunks would start before the word
        best = np.full((longest + letters, words), IMPOSSIBLE, np.float32)
        best[longest] = 0
        for end in range(1, letters):
            before = best[end : longest + end][::-1]  # [size - 1, word]: of the letters before a chunk of that size
            np.minimum.reduce(before + steps[end], axis=0, out=best[longest + end])
        lengths = np.append(left.lengths, right.lengths)
        costs = best[longest + lengths, np.arange(words)].reshape(2, -1)  # [side, pair]
        return np.asarray(costs.sum(axis=0) / 2)

    def _steps_to_themselves(self, left: Occurrences, right: Occurrences) -> Floats:
        """[end, size - 1, word]: the cost of the chunk of that size that ends there, as itself."""
        count = len(left.lengths)
        height = max(len(left.letters), len(right.letters)) + 1
        steps = np.full((height, self.operations.left.longest, 2 * count), IMPOSSIBLE, np.float32)
        for first, side, (by_letter, by_chunk) in zip((0, count), (left, right), self._identity_arrays, strict=True):
            steps[side.ends, side.ends - side.starts - 1, first + side.words] = by_chunk[side.ids]
            # A letter may be written as itself without such a chunk.
            steps[1 : len(side.letters) + 1, 0, first : first + count] = by_letter[side.letters]
        return steps

    def _jumps(self, left: Occurrences, right: Occurrences, shape: tuple[int, int, int]) -> Jumps:
        """The operations of longer chunks; cells are numbered through `best`, which has that shape."""
        operations = self.operations
        row_size, column_size = shape[1] * shape[2], shape[2]
        joined = [
            operations.chunks.join(left, right, np.flatnonzero(lefts[left.ids]), np.flatnonzero(rights[right.ids]))
            for lefts, rights in operations.shapes
        ]
        read, written, costs = map(np.concatenate, zip(*joined, strict=True))
        pairs, ends = left.words[read], left.ends[read]
        sources = left.starts[read] * row_size + right.starts[written] * column_size + pairs
        targets = ends * row_size + right.ends[written] * column_size + pairs
        silent = np.flatnonzero(operations.silences[left.ids] < IMPOSSIBLE)
        if len(silent):  # chunks written as nothing lead from each column to the same column
            columns = left.words[silent, None] + np.arange(shape[1]) * column_size
            sources = np.append(sources, left.starts[silent, None] * row_size + columns)
            targets = np.append(targets, left.ends[silent, None] * row_size + columns)
            costs = np.append(costs, operations.silences[left.ids[silent]].repeat(shape[1]))
            ends = np.append(ends, left.ends[silent].repeat(shape[1]))
        order = np.argsort(ends.astype(np.uint8), kind="stable")
        bounds = np.searchsorted(ends[order], np.arange(shape[0] + 1))
        return Jumps(sources[order], targets[order], costs[order], bounds)


def least_costs(tables: Sequence[PathCosts], sources: Sequence[str], targets: Sequence[str]) -> Floats:
    """The relative cost of each pair, in nats, by the table that gives the least; tables that explain the source worse
    than others are penalized.
    """
    if not sources:
        return np.zeros(0, np.float32)
    by_table = [table.relative(sources, targets) for table in tables]
    if len(tables) > 1:
        penalties = {word: _penalties(tables, word) for word in set(sources)}
        by_table = list(np.array(by_table) + np.array([penalties[word] for word in sources], np.float32).T)
    return np.asarray(np.min(by_table, axis=0), np.float32)


def _penalties(tables: Sequence[PathCosts], word: str) -> list[float]:
    costs = [table.least(word) for table in tables]
    return [table_penalty(cost, min(costs)) for cost in costs]


def _after_chunk(
    by_latin: dict[str, float], places: dict[str, list[tuple[int, int]]], here: list[float], there: list[float]
) -> list[float]:
    """The row `there` of best costs, lowered by the operations of one native chunk that start from the row `here`."""
    silence = by_latin.get("")
    if silence is None:
        there = there[:]
    else:
        there = [min(known, before + silence) for known, before in zip(there, here, strict=True)]
    for chunk in by_latin.keys() & places.keys():
        cost = by_latin[chunk]
        for start, end in places[chunk]:
            there[end] = min(there[end], here[start] + cost)
    return there
