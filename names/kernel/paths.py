"""The least cost of turning one word into another under a table of operations, for thousands of pairs at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import fsum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.caching import cached
from names.kernel.chunks import Chunks, Floats, Numbers, Occurrences
from names.kernel.correspondences import LONGEST, CorrespondenceTable, doubt, insertion, least_remaining, unseen
from names.kernel.sparse import Sparse
from names.orthography.folding import fold_latin, fold_word

NEVER = 1e4
REMEMBERED = 1 << 16  # words whose spelling is kept
FEW = 5  # pairs up to which paths are sought one by one
BLOCK = 512  # pairs computed at once: the working arrays stay in the processor's cache


class Joints(NamedTuple):
    """The operations of more than one letter that fit some pairs: the cells they join, by the row they lead to."""

    sources: Numbers
    targets: Numbers
    costs: Floats
    bounds: Numbers  # of each row where its operations start


class Matrix:
    """What the operations of a table cost, as arrays by letters and by chunks, and what the best paths cost.

    Best paths are exact. Operations are held at their cost less that of inserting the Latin letters they write. So
    inserting is free on the way, a running minimum along each row; the whole word's insertions are added at the end.
    """

    def __init__(self, script: str, table: CorrespondenceTable) -> None:
        self.script = script
        self.table = table
        latins = sorted({*table.latins, *"abcdefghijklmnopqrstuvwxyz"} - {""})
        self.left, self.right = Chunks(list(dict.fromkeys(table.natives))), Chunks(latins)
        inserted = [insertion(table, letter) if letter in self.right.ids else NEVER for letter in self.right.letters]
        self.insertions = _even([0.0, *inserted, NEVER])
        self._lay_out()
        self.same = self._same() if table.symmetric else {}
        self.equals = [self._equals(side) for side in (self.left, self.right) if table.symmetric]
        self.inserted = self.insertions.tolist()
        self.letter = cached(REMEMBERED)(self._letter)
        self.self_cost = cached(REMEMBERED)(self._own_path)
        self.row = cached(REMEMBERED)(self._row)
        self.native = cached(REMEMBERED)(self._native)
        self.latin = cached(REMEMBERED)(self._latin)
        self.own = cached(REMEMBERED)(self._own)

    def _lay_out(self) -> None:
        """The operations: of single letters by letters, of longer chunks by chunks, of chunks written as nothing."""
        table, shape = self.table, (len(self.left.ids) + 1, len(self.right.ids) + 1)
        rows = np.array(list(map(self.left.ids.__getitem__, table.natives)), np.intp)
        columns = np.array(list(map({"": 0, **self.right.ids}.__getitem__, table.latins)), np.intp)
        spent = self.insertions.take(self.right.find(["", *self.right.ids]).letters).sum(axis=0)
        nats = _even(np.array(table.nats, np.float32)) - spent[columns]
        self.nats = nats.tolist()
        long, wide = self.left.sizes[rows] > 1, self.right.sizes[columns] > 1
        letters, chunks, silent = ~long & ~wide, (long | wide) & (columns > 0), long & (columns == 0)
        numbers, others = (np.array([0, *map(side.numbers.get, side.ids)]) for side in (self.left, self.right))
        self.written = self._unseen()
        places = numbers[rows[letters]].astype(np.intp), others[columns[letters]].astype(np.intp)
        np.minimum.at(self.written, places, nats[letters])
        self.omitted = np.ascontiguousarray(self.written[:, 0])
        self.operations = Sparse(rows[chunks], columns[chunks], nats[chunks], shape)
        self.kinds = [
            (_members(rows[some], shape[0]), _members(columns[some], shape[1]))
            for some in (~long & wide, long & ~wide & (columns > 0), long & wide)
        ]
        self.silent = np.full(shape[0], NEVER, np.float32)
        self.silent[rows[silent]] = nats[silent]

    def _unseen(self) -> Floats:
        """[native letter, Latin letter]: what an operation that the table lacks costs; column 0 writes nothing."""
        table, left, right = self.table, self.left, self.right
        natives = [letter if letter in left.ids else "?" for letter in left.letters] + ["?"]
        halves = np.array([unseen(table, "?", letter) - unseen(table, "?", "?") for letter in right.letters])
        wholes = np.array([unseen(table, letter, "?") for letter in natives])
        costs = np.full((len(left.letters) + 2, len(right.letters) + 2), NEVER, np.float32)
        costs[1:, 1:-1] = _even(halves + wholes[:, None])
        costs[[at for letter, at in left.numbers.items() if letter in "^$"]] = NEVER
        costs[:, [at for letter, at in right.numbers.items() if letter in "^$" or letter not in right.ids]] = NEVER
        costs[1:, 0] = _even([unseen(table, letter, "") for letter in natives])
        return costs - self.insertions

    def _same(self) -> dict[str, float]:
        """What it costs to write each chunk as itself."""
        nats = _even(np.array(self.table.nats, np.float32)).tolist()
        rows = zip(self.table.natives, self.table.latins, nats, strict=True)
        letters = self.right.numbers
        costs = self.written[[self.left.numbers.get(letter, -1) for letter in letters], range(1, len(letters) + 1)]
        plain = (costs + self.insertions[1:-1]).tolist()
        same = {native: cost for native, latin, cost in rows if native == latin}
        return same | dict(zip(letters, plain, strict=True))

    def _equals(self, side: Chunks) -> tuple[Floats, Floats]:
        """The same by a side's letters and by its chunks."""
        letters = [NEVER, *(self.same.get(letter, NEVER) for letter in side.letters), unseen(self.table, "?", "?")]
        return _even(letters), np.array([NEVER, *(self.same.get(chunk, NEVER) for chunk in side.ids)], np.float32)

    def _native(self, word: str) -> str:
        return f"^{fold_word(word, self.script)[:LONGEST]}$"

    def _latin(self, word: str) -> str:
        latin = fold_latin(word)[:LONGEST]
        return f"^{latin}$" if self.table.symmetric else latin

    def _own(self, word: str) -> float:
        """The cost of a word's best path to anything."""
        return least_remaining(self.table, f"^{fold_word(word, self.script)[:LONGEST]}$")[0]

    def relative(self, sources: Sequence[str], targets: Sequence[str]) -> Floats:
        """The cost of each pair in nats above the best path of its source; of both words where symmetric."""
        costs = self.between(self._spelled(sources, self.native), self._spelled(targets, self.latin))
        if not self.table.symmetric:
            costs -= np.array([self.own(word) for word in sources], np.float32)
        return np.maximum(costs, 0, out=costs)

    def between(self, lefts: list[str], rights: list[str]) -> Floats:
        """The cost of each pair of words that are spelled and marked as the table has them."""
        if len(lefts) <= FEW:
            return np.array(list(map(self._path, lefts, rights)), np.float32)
        return self._paths(lefts, rights)

    def _spelled(self, words: Sequence[str], spelled: Callable[[str], str]) -> list[str]:
        if not self.table.symmetric:
            return [spelled(word) for word in words]
        return [  # most words are plain letters
            f"^{word[:LONGEST]}$" if word.isascii() and word.isalpha() and word.islower() else spelled(word)
            for word in words
        ]

    def _path(self, native: str, latin: str) -> float:
        """The cost of one pair's best path: quicker than arrays for a few pairs."""
        numbers = [self.right.numbers.get(letter, -1) for letter in latin]
        places = self._places(latin)
        never = [NEVER] * (len(latin) + 1)
        best = [[0.0] * len(never)] + [never] * len(native)
        for start, letter in enumerate(native):
            here = list(accumulate(best[start], min))
            costs = self.letter(letter)
            kept = [before + costs[0] for before in here]
            written = [NEVER, *[before + costs[number] for before, number in zip(here, numbers, strict=False)]]
            best[start + 1] = list(map(min, best[start + 1], kept, written))
            for end in range(start + 1, min(start + self.left.longest, len(native)) + 1):
                if row := self.row(native[start:end]):
                    best[end] = _reach(row, places, here, best[end])
        cost: float = min(best[-1]) + fsum(self.inserted[number] for number in numbers)
        return cost - (self.self_cost(native) + self.self_cost(latin)) / 2 if self.table.symmetric else cost

    def _places(self, latin: str) -> dict[str, list[tuple[int, int]]]:
        """Where each Latin chunk starts and ends."""
        places: dict[str, list[tuple[int, int]]] = {}
        for at in range(len(latin)):
            for to in range(at + 1, min(at + self.right.longest, len(latin)) + 1):
                if (chunk := latin[at:to]) in self.right.ids:
                    places.setdefault(chunk, []).append((at, to))
        return places

    def _own_path(self, word: str) -> float:
        """The cost of a word's path to itself, chunk by chunk: of 5,000 names three have a cheaper one."""
        best, longest, same = [0.0] + [NEVER] * len(word), self.left.longest, self.same
        for start, before in enumerate(best):
            for end in range(start + 1, min(start + longest, len(word)) + 1):
                best[end] = min(best[end], before + same.get(word[start:end], NEVER))
        return best[-1]

    def _row(self, native: str) -> dict[str, float]:
        """The costs of a native chunk by Latin chunk; those of single letters are for `letter` to tell."""
        start, end = bisect_left(self.table.natives, native), bisect_right(self.table.natives, native)
        row = zip(self.table.latins[start:end], self.nats[start:end], strict=True)
        return {latin: cost for latin, cost in row if len(native) > 1 or len(latin) > 1}

    def _letter(self, letter: str) -> list[float]:
        """The costs of a native letter by the Latin letter's number."""
        costs: list[float] = self.written[self.left.numbers.get(letter, -1)].tolist()
        return costs

    def _paths(self, lefts: list[str], rights: list[str]) -> Floats:
        sizes = [np.fromiter(map(len, words), np.intp, len(words)) for words in (rights, lefts)]
        order = np.lexsort(sizes).tolist()
        out = np.zeros(len(order), np.float32)
        for start in range(0, len(order), BLOCK):
            some = order[start : start + BLOCK]
            out[some] = self._block([lefts[n] for n in some], [rights[n] for n in some])
        return out

    def _block(self, lefts: list[str], rights: list[str]) -> Floats:
        """The costs of some pairs' best paths, in order of the left words' lengths."""
        left, right = self.left.find(lefts), self.right.find(rights)
        shape = len(left.letters) + 1, len(right.letters) + 1, len(lefts)
        best = np.zeros(shape, np.float32)
        cells = best.ravel()
        sources, targets, costs, bounds = self._joints(left, right, shape)
        lives = np.searchsorted(left.lengths, np.arange(shape[0])).tolist()  # shorter words than the row are done
        for row, live in enumerate(lives[1:], 1):
            before, here, letters = best[row - 1, :, live:], best[row, :, live:], left.letters[row - 1, live:]
            np.add(before, self.omitted.take(letters), out=here)
            more = self.written.take(right.letters[:, live:] + letters * self.written.shape[1])
            more += before[:-1]
            np.minimum(here[1:], more, out=here[1:])
            some = slice(bounds[row], bounds[row + 1])
            np.minimum.at(cells, targets[some], cells.take(sources[some]) + costs[some])
            np.minimum.accumulate(here, axis=0, out=here)
        out: Floats = best[left.lengths, right.lengths, np.arange(shape[2])]
        out += self.insertions.take(right.letters).sum(axis=0)
        return out - self._selves(left, right) if self.table.symmetric else out

    def _selves(self, left: Occurrences, right: Occurrences) -> Floats:
        """The mean cost of each pair's words to themselves, as `_own_path`."""
        number, longest = len(left.lengths), self.left.longest
        height = max(len(left.letters), len(right.letters))
        steps = np.full((height + 1, longest, 2, number), NEVER, np.float32)
        for side, (found, (letters, chunks)) in enumerate(zip((left, right), self.equals, strict=True)):
            steps[found.ends, longest - (found.ends - found.starts), side, found.words] = chunks[found.ids]
            steps[1 : len(found.letters) + 1, -1, side] = letters[found.letters]
        best = np.full((height + 1 + longest, 2, number), NEVER, np.float32)
        best[longest] = 0
        for end in range(1, height + 1):
            np.min(best[end : end + longest] + steps[end], axis=0, out=best[end + longest])
        both: Floats = best[np.array([left.lengths, right.lengths]) + longest, [[0], [1]], np.arange(number)]
        return np.asarray(both.sum(axis=0) / 2)

    def _joints(self, left: Occurrences, right: Occurrences, shape: tuple[int, int, int]) -> Joints:
        """The operations of longer chunks; cells are [letters read, letters written, pair]."""
        row, column = shape[1] * shape[2], shape[2]
        joined = [
            self.operations.join(left, right, np.flatnonzero(natives[left.ids]), np.flatnonzero(latins[right.ids]))
            for natives, latins in self.kinds
        ]
        some, others, costs = map(np.concatenate, zip(*joined, strict=True))
        sources = left.starts[some] * row + right.starts[others] * column + left.words[some]
        targets = left.ends[some] * row + right.ends[others] * column + left.words[some]
        ends = left.ends[some]
        if len(mute := np.flatnonzero(self.silent[left.ids] < NEVER)):
            across = left.words[mute, None] + np.arange(shape[1]) * column
            sources = np.append(sources, left.starts[mute, None] * row + across)
            targets = np.append(targets, left.ends[mute, None] * row + across)
            costs = np.append(costs, self.silent[left.ids[mute]].repeat(shape[1]))
            ends = np.append(ends, left.ends[mute].repeat(shape[1]))
        order = np.argsort(ends.astype(np.uint8), kind="stable")
        bounds = np.searchsorted(ends[order], np.arange(shape[0] + 1))
        return Joints(sources[order], targets[order], costs[order], bounds)

    @staticmethod
    def least(matrices: Sequence[Matrix], sources: Sequence[str], targets: Sequence[str]) -> Floats:
        """The relative cost of each pair under the table that reads it best."""
        if not sources:
            return np.zeros(0, np.float32)
        each = [matrix.relative(sources, targets) for matrix in matrices]
        if len(matrices) > 1:
            doubts = {word: Matrix.doubts(matrices, word) for word in set(sources)}
            each = list(np.array(each) + np.array([doubts[word] for word in sources], np.float32).T)
        return np.asarray(np.min(each, axis=0), np.float32)

    @staticmethod
    def doubts(matrices: Sequence[Matrix], word: str) -> list[float]:
        """What each table's costs of a word are raised by."""
        own = [matrix.own(word) for matrix in matrices]
        return [doubt(each, min(own)) for each in own]


def _even(costs: Any) -> Floats:
    """The costs in 1/128 nats, above 16 in 1/64: sums are exact and one pair costs the same as among many."""
    return (np.round(np.asarray(costs) * 128) / 128).astype(np.float16).astype(np.float32)


def _members(ids: Numbers, number: int) -> NDArray[np.bool_]:
    members = np.zeros(number, np.bool_)
    members[ids] = True
    return members


def _reach(
    row: dict[str, float], places: dict[str, list[tuple[int, int]]], here: list[float], there: list[float]
) -> list[float]:
    """The costs of a later row, where the operations of one native chunk lead to."""
    silent = row.get("")
    there = there[:] if silent is None else [min(now, before + silent) for now, before in zip(there, here, strict=True)]
    for chunk in row.keys() & places.keys():
        cost = row[chunk]
        for at, to in places[chunk]:
            there[to] = min(there[to], here[at] + cost)
    return there
